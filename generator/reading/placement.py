"""Where a line of a data file may belong: in which of the records that are open, as its key or as a new one of a list.

YAML goes by indents alone. Here a line goes by its key first, and every departure has a cost, so that the indent
decides only between places that are equally likely.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.model.record import Record
from generator.reading.annotations import fields, first_key, is_list, meant, record_type
from generator.reading.lookahead import LineContext, OpenRecord

# What a departure costs, beside a column that is off by one: a slip within the line, such as a lost dash; a dash or an
# empty line where none should be; a line that is not there; a key that rather belongs elsewhere; a key that the record
# has already; one that it does not know.
_SLIP, _STRAY, _MISSING, _FOREIGN, _REPEATED, _UNKNOWN = 1, 2, 3, 4, 5, 6
# So many columns are as likely as any more: a line at the edge is rather one whose spaces are gone than one unknown.
_FAR = 5
# A list stands under its key or as far as this to the right of it.
_HANGING = 4


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a line may belong: in the record at a depth, from a column, at what cost.

    `opened` is the record that it begins, as a whole or without its first line; `missing` has the keys of which one
    must stand before it.
    """

    depth: int
    column: int
    cost: float
    dash: bool = False
    opened: type[Record] | None = None
    headless: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chooser:
    """Finds the likeliest placement of a line among the open records, the innermost where several are equally likely.

    `shift` is how far the line before was moved, `weight` what a column counts; `later` has the keys at the edge of the
    file below.
    """

    open: list[OpenRecord]
    shift: int
    weight: float
    later: Collection[str]

    def choose(self, line: LineContext) -> Placement | None:
        """The likeliest placement of a line, None where it can belong nowhere."""
        last, deepest = self.open[-1], len(self.open)
        # A record rather goes on than ends with a list that has no entry.
        hollow = _MISSING * (last.item is not None and last.empty and last.dashes is None)
        placements = [placement for n in range(deepest, 0, -1) for placement in self._placements(n, line)]
        return min(placements, key=lambda one: one.cost + hollow * (one.depth < deepest), default=None)

    def _placements(self, depth: int, line: LineContext) -> Iterator[Placement]:
        record = self.open[depth - 1]
        if line.key is None:
            yield from self._of_entry(depth, record, line)
        elif line.dash:
            yield from self._of_record(depth, record, line, line.key)
        else:
            yield from self._of_key(depth, record, line, line.key)
            yield from self._of_record_without_dash(depth, record, line, line.key)

    def _of_entry(self, depth: int, record: OpenRecord, line: LineContext) -> Iterator[Placement]:
        if record.item:
            column = self._dashes(record, line.shared_column(record.column))
            strange = _STRAY * line.apart + _UNKNOWN * (record.item is not str)
            away = self._away(line.column, column)
            yield Placement(depth, column, away + strange, dash=True)
            if self._lost_key(depth, record, line):
                yield from self._of_lost_key(depth, record, line, away)
        missing = [name for name, model in self._unwritten(depth, line) if is_list(model) and not record_type(model)]
        if not missing and not record.item:
            yield Placement(depth, record.column, _UNKNOWN, dash=True)
        if missing:
            cost = _MISSING + self._away(line.column, record.column)
            yield Placement(depth, record.column, cost, dash=True, missing=tuple(missing))

    def _lost_key(self, depth: int, record: OpenRecord, line: LineContext) -> bool:
        """Whether an entry is the first line of a record without its key: what follows belongs to no record above."""
        item, following = record.listed_record, next(iter(line.ahead), "")
        if item is None or following not in fields(item):
            return False
        return depth == len(self.open) or following in self.open[depth].keys

    def _of_lost_key(self, depth: int, record: OpenRecord, line: LineContext, away: float) -> Iterator[Placement]:
        """An entry as the first line of a record without its key, or as the first of a list without that line."""
        item = record.listed_record
        assert item, "a text has no key"
        listed = is_list(fields(item)[first_key(item)].annotation)
        yield Placement(depth, self._dashes(record, line.column), _SLIP + listed + away, dash=True, opened=item)
        if listed:
            column = self._dashes(record, line.column - 2)
            cost = _SLIP + self._away(line.column, column + 2)
            yield Placement(depth, column, cost, dash=True, opened=item, headless=True)

    def _of_record(self, depth: int, record: OpenRecord, line: LineContext, key: str) -> Iterator[Placement]:
        if item := record.listed_record:
            column = self._dashes(record, line.column)
            cost = self._away(line.column, column) + _strange(item, line)
            yield Placement(depth, column, cost + _spelling(key, item), dash=True, opened=item)
        for name, model in self._unwritten(depth, line):
            listed = record_type(model) if is_list(model) else None
            if listed and key == first_key(listed):
                cost = _MISSING + self._away(line.column, record.column) + _strange(listed, line)
                yield Placement(depth, record.column, cost, dash=True, opened=listed, missing=(name,))
        unwritten = dict(record.unwritten(()))
        begins = {
            first_key(listed) for model in unwritten.values() if is_list(model) and (listed := record_type(model))
        }
        if key in unwritten.keys() - begins:
            cost = _STRAY + self._away(line.column, record.column) + _strange(record.record, line)
            yield Placement(depth, record.column, cost)

    def _of_key(self, depth: int, record: OpenRecord, line: LineContext, key: str) -> Iterator[Placement]:
        column = self._column(record, line)
        away = self._away(line.column, column)
        if key in fields(record.record):
            listed = record.listed_record
            # Of a record and the entries of its list, a key that both may have is rather the entry's.
            entrys = listed is not None and key in fields(listed)
            spelling = _FOREIGN * entrys + _REPEATED * (key in record.keys)
        else:
            spelling = _UNKNOWN if self._goes_on(depth, line) else 2 * _UNKNOWN
        yield Placement(depth, column, spelling + away)
        for name, model in self._unwritten(depth, line):
            below = None if is_list(model) else record_type(model)
            if below and key in fields(below):
                cost = _MISSING + self._away(line.column, record.column + 2)
                yield Placement(depth, record.column + 2, cost, opened=below, missing=(name,))

    def _goes_on(self, depth: int, line: LineContext) -> bool:
        """Whether what follows a line has a place in the record at a depth or in those around it."""
        record, below = self.open[depth - 1], line.next
        if below is None:
            return True
        for around in self.open[: depth - 1]:
            listed = around.listed_record
            if below.dashes and listed and around.dashes == below.column and below.key in fields(listed):
                return True
        if below.key in fields(record.record) and not below.dashes and below.column == record.column:
            return True
        if bool(below.dashes) != (line.entry is not None and line.entry == below.key):
            return False
        begun = (model for _, model in self._unwritten(depth, line) if is_list(model) == bool(below.dashes))
        return any(one and below.key in fields(one) for one in map(record_type, begun))

    def _of_record_without_dash(
        self, depth: int, record: OpenRecord, line: LineContext, key: str
    ) -> Iterator[Placement]:
        item = record.listed_record
        if item and record.dashes is None and key in fields(item):
            column, headless = self._dashes(record, line.column - 2), key != first_key(item)
            away = self._away(line.column, column + 2) if headless else self._away_without_dash(line.column, column)
            cost = _SLIP + headless + _strange(item, line) + away
            yield Placement(depth, column, cost, dash=True, opened=item, headless=headless)
        again = key in record.keys or line.apart
        if record.listed is None or not again or key not in fields(record.record):
            return
        strange = _strange(record.record, line) + _STRAY * (line.apart and not record.apart)
        if key in record.keys and key == first_key(record.record) and len(record.keys) > 1:
            cost = _SLIP + strange + self._away_without_dash(line.column, record.listed)
            yield Placement(depth - 1, record.listed, cost, dash=True, opened=record.record)
        repeated = {key, *line.ahead} & record.keys.keys()
        # A key that comes again alone begins a record only where the record above has its list and nothing besides.
        alike = len(repeated) > 1 or (record.dashes is not None and {*record.keys} == {first_key(record.record), key})
        if key != first_key(record.record) and (alike or line.apart):
            unlike = _unlike(fields(record.record)[key].annotation, line)
            cost = _SLIP + strange + unlike + self._away(line.column, record.column)
            yield Placement(depth - 1, record.listed, cost, dash=True, opened=record.record, headless=True)

    def _unwritten(self, depth: int, line: LineContext) -> Iterator[tuple[str, object]]:
        return self.open[depth - 1].unwritten(self.later if depth == 1 else line.ahead)

    def _away(self, column: int, due: int) -> float:
        return min(abs(column - due), abs(column + self.shift - due), _FAR) * self.weight

    def _away_without_dash(self, column: int, due: int) -> float:
        """How far a key is from where its dash is due, with which the space behind it may be lost or not."""
        return min(self._away(column, due), self._away(column, due + 2))

    def _dashes(self, record: OpenRecord, column: int) -> int:
        """The column of the dashes of a list, which the first of them decides."""
        if record.dashes is not None:
            return record.dashes
        near = (one for one in (column + self.shift, column) if record.column <= one <= record.column + _HANGING)
        return next(near, record.column)

    def _column(self, record: OpenRecord, line: LineContext) -> int:
        """The column of the keys of a record, which the first of them decide where it stands under another."""
        if not record.begins:
            return record.column
        column, under = line.shared_column(record.column), record.under or 0
        return next((one for one in (column + self.shift, column) if one > under), record.column)


def _spelling(key: str, record: type[Record]) -> int:
    if key == first_key(record):
        return 0
    return _MISSING if key in fields(record) else (_FOREIGN if meant(key, list(fields(record))) else _UNKNOWN)


def _strange(record: type[Record], line: LineContext) -> int:
    """What it costs that the keys that follow belong neither to a record nor to what stands under its last key.

    Those of a record below follow where the first line of that is missing.
    """
    cost, last, seen = 0, line.key, {line.key}
    for key in line.ahead:
        below = record_type(fields(record)[last].annotation) if last in fields(record) else None
        if key in fields(record) and not (key in seen and below and key in fields(below)):
            last = key
            seen.add(key)
        else:
            cost += _FOREIGN * (below is None or key not in fields(below))
    return cost


def _unlike(annotation: object, line: LineContext) -> int:
    """What it costs that the entry under a key is none of its list."""
    if line.entry is None or not is_list(annotation):
        return 0
    listed = record_type(annotation)
    return _FOREIGN * (line.entry not in fields(listed) if listed else line.entry != "")
