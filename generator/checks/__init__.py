"""The rules between records. Each check takes records and yields problems; `relations` runs those of the plan.

`numbering` and `unit_names` tell what a misplaced id or an unknown name was meant to be; `truncation` and `wording`
tell where the rest of a file is missing and how a problem of two texts is put.
"""
