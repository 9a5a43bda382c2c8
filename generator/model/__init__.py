"""The shapes of the data: the `plan`, which is what the document says, and what the editors add to it, each by itself.

That is the `register` of units and the `editorial` records: corrections, restatements, deadlines, words of the search.
"""
