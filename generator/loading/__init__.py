"""Texts of the data files to models, and what is wrong with their form.

A good file is read by `strict` and brought into its `shape`, and nothing else is done. One with a fault is read again
line by line: `characters` takes out what is mistyped, `records` finds the lines that do not fit and reads the others.
"""
