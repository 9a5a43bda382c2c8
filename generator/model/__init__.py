"""The shapes of the data: the plan with what the editors add to it, the register of units, the words of the search."""
