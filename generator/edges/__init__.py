"""All that touches the disk, other processes or MkDocs; the rest of the package takes values and returns values."""
