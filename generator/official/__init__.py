"""The official text: the drafting conventions of such plans, read and written, and the proof of the data against it.

`conventions`, `numerals`, `markers` and `counting` are the rules of print. `blocks` reads an official text, `printed`
writes the data as the document prints it, `places` tells where, and `verify` compares both after the corrections of an
`edition`.
"""
