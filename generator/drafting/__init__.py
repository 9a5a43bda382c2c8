"""Read an official text of any such plan into a draft: items with units, leaders and dates, and every doubt by line.

`lines` cleans the text, `marks` tells headings and items by what is printed before them, `labels`, `units`, `people`
and `roles` read who is named, `paragraphs`, `prose` and `tabled` find the items, and `draft` puts them together.
`records` makes data files of it: what `letter` finds around the items, what `between` finds between them, the `parts`,
the `rules`, the units of `proposals`, and by which `habits` these are printed. `targets` proposes what is counted, and
`corrections` proves them.
"""
