"""Two lines in the wrong order, of which one begins a record of a list."""

from __future__ import annotations

from collections.abc import Sequence

from generator.reading.annotations import fields, first_key, is_list, record_type
from generator.reading.lines import Line, Parts
from generator.reading.lookahead import Lookahead, OpenRecord


def exchanged(open_records: Sequence[OpenRecord], lookahead: Lookahead, row: int) -> bool:
    """Whether a line and the next are in the wrong order: of the two, one begins a record of an open list."""
    line, below = [*lookahead.lines[row : row + 2], Line("", 0)][:2]
    if not line.parts.key or not below.parts.key or bool(line.parts.dashes) == bool(below.parts.dashes):
        return False
    if below.parts.dashes:
        return _above_head(open_records, lookahead, row)
    return _below_head(open_records, line.parts, below.parts)


def _above_head(open_records: Sequence[OpenRecord], lookahead: Lookahead, row: int) -> bool:
    """Whether a key stands above the first of its record.

    It would be written twice in the record above, belong to none or stand apart, and the record that begins lacks
    it.
    """
    line, head = (one.parts for one in lookahead.lines[row : row + 2])
    if line.column != head.text_column or line.key in lookahead.ahead(row + 1):
        return False
    for record, above in zip(open_records, [*open_records[1:], None], strict=True):
        item = record.listed_record
        if item and head.key == first_key(item) and line.key in fields(item):
            apart = row > 0 and lookahead.lines[row - 1].blank
            again = above is not None and record.dashes == head.column and (apart or line.key in above.keys)
            if record.dashes is None or again:
                return True
    return False


def _below_head(open_records: Sequence[OpenRecord], head: Parts, line: Parts) -> bool:
    """Whether the key of a list stands below the first line of the list."""
    if line.value or line.column > head.column:
        return False
    for record in open_records:
        known = fields(record.record).get(line.key or "")
        item = known and is_list(known.annotation) and record_type(known.annotation)
        if item and line.key not in record.keys and head.key == first_key(item):
            return True
    return False
