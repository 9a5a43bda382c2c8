"""Read an official text of any such plan into a draft: items with units, leaders and dates, and every doubt by line.

`lines` cleans the text, `marks` tells headings and items by what is printed before them, `units` and `roles` read who
is named, `prose` and `tables` find the items, and `draft` puts them together.
"""
