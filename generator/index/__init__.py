"""Everything that follows from the data, derived once: items in their places, obligations, deadlines, comparisons."""
