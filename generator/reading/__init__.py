"""YAML texts to records that remember the line and column of every value. Knows no plan, only the shapes it is given.

`lines` of a file, mended in memory: `typos` of the keyboard, `breaks` of lines, `colons` of keys, then `alignment`,
which puts every line where it belongs (`placement` weighs where that may be, `lookahead` tells what follows it,
`exchange` which two are in the wrong order). Then `source`, with `syntax` for what is no YAML, gives a `tree`; `shape`
brings it into a `record` of the shape that `annotations` read.
"""
