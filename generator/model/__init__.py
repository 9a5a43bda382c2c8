"""The shapes of the data: the `plan`, which is what the document says, and what the editors add to it, each by itself.

That is the `register` of units, `corrections` of the text, `restatements`, and the `vocabulary` of the search.
"""
