"""A line of a data file as it is written, with what follows it, and the records that lines may still be added to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from generator.model.record import Record
from generator.problems import Place
from generator.reading.annotations import fields, first_key, is_list, meant, record_type, records
from generator.reading.lines import Line, Parts

_NUMBERED = re.compile(r"([a-z]+)-([0-9]{1,9}) *")


@dataclass(frozen=True, slots=True)
class LineContext:
    """How a line is written: from which column, behind a dash or not, the key if it has one, the keys that follow.

    Where the key has no value and an entry stands under it, `entry` is the key behind its dash, empty without one.
    `beside` has the columns of the next two entries of the same list or keys of the same record.
    """

    column: int
    dash: str
    key: str | None
    ahead: Collection[str]
    entry: str | None = None
    beside: Sequence[int] = ()
    apart: bool = False  # whether an empty line or a comment stands above it
    next: Parts | None = None  # the next line with a key, if that is not the file's

    def shared_column(self, habit: int) -> int:
        """The column of the majority of this line and those beside it; where there is none, rather the habitual one."""
        columns = [self.column, *self.beside]
        return next((one for one in columns if columns.count(one) > 1), habit if habit in columns else self.column)

    @property
    def text_column(self) -> int:
        """Where the text behind the dash begins."""
        return self.column + len(self.dash)


@dataclass(slots=True)
class OpenRecord:
    """A record that lines may still be added to: the column of its keys, the keys written and the last of them."""

    record: type[Record]
    column: int
    listed: int | None = None  # the column of the dash that it begins with
    under: int | None = None  # the column of the key that it stands under, until its own column is known
    keys: dict[str, int] = field(default_factory=dict)
    key: str = ""
    empty: bool = False  # whether the last key has no value on its line
    dashes: int | None = None  # the column of the dashes of the list under the last key
    apart: bool = True  # whether an empty line stands above it, as far as it is not the first of its list
    lost: Place | None = None  # where the last key should stand, while it is not known which it is

    @property
    def item(self) -> type[Record] | type[str] | None:
        """What the list under the last key is of; None where there is no list, str where the key is not known."""
        if self.key and self.key not in fields(self.record):
            return str
        annotation = fields(self.record)[self.key].annotation if self.key else None
        return (record_type(annotation) or str) if is_list(annotation) else None

    @property
    def begins(self) -> bool:
        """Whether it stands under a key and has none of its own yet."""
        return self.under is not None and not self.keys

    def meant(self, key: str) -> str:
        """The key of the record that a key stands for, which may be misspelt."""
        known = fields(self.record)
        return key if key in known else meant(key, [one for one in known if one not in self.keys]) or key

    @property
    def listed_record(self) -> type[Record] | None:
        """The record that the list under the last key is of; None where it is of texts or is none."""
        item = self.item
        return item if isinstance(item, type) and issubclass(item, Record) else None

    def unwritten(self, later: Collection[str]) -> Iterator[tuple[str, object]]:
        """The keys that the record may have but does not, now or later, with what the model says of them."""
        for name, known in fields(self.record).items():
            if name not in self.keys and name not in later:
                yield name, known.annotation


class Lookahead:
    """Looks from a line of a file at those that follow it."""

    def __init__(self, model: type[Record], lines: Sequence[Line]) -> None:
        self.lines = lines
        self.keys = [(parts.dashes, parts.key) if parts.key else None for parts in (line.parts for line in lines)]
        self.firsts = {first_key(record) for record in records(model)}
        edge = ((n, line.parts) for n, line in enumerate(lines) if line.indent <= 1 and not line.parts.dashes)
        self.top_level = {n: parts.key for n, parts in edge if parts.key and parts.key in fields(model)}

    def context(self, line: Line, row: int) -> LineContext:
        """A line, which may have been mended, with what follows its row."""
        parts, entry = line.parts, self.entry(row) if line.parts.key else None
        apart = row > 0 and self.lines[row - 1].blank
        return LineContext(
            parts.column, parts.dashes, parts.key, self.ahead(row), entry, self.beside(row), apart, self.next(row)
        )

    def next(self, row: int) -> Parts | None:
        """The next line with a key; None where that is the next key of the file."""
        below = next((n for n in range(row + 1, len(self.keys)) if self.keys[n]), None)
        return None if below is None or below in self.top_level else self.lines[below].parts

    def beside(self, row: int) -> list[int]:
        """The columns of the next two entries of the list that a line is in, or of the next two keys of its record."""
        columns: list[int] = []
        for n in range(row + 1, len(self.keys)):
            key = self.keys[n]
            if len(columns) == 2 or n in self.top_level or (key and (key[0] or not self.keys[row])):
                break
            if key or (not self.keys[row] and self.lines[n].parts.dashes):
                columns.append(self.lines[n].indent)
        return columns

    def ahead(self, row: int) -> list[str]:
        """The keys that follow a line until the next record or the next key of the file begins.

        The first key of a record below an empty line begins one, if only its dash is lost.
        """
        keys: list[str] = []
        for n in range(row + 1, len(self.keys)):
            found = self.keys[n]
            if n in self.top_level or (found and (found[0] or (found[1] in self.firsts and self.lines[n - 1].blank))):
                break
            keys += [found[1]] if found else []
        return keys

    def entry(self, row: int) -> str | None:
        """The key behind the dash of the entry under a key, empty where there is none; None without an entry."""
        below = next((n for n in range(row + 1, len(self.lines)) if not self.lines[n].blank), None)
        if below is None or self.lines[row].parts.value or not self.lines[below].parts.dashes:
            return None
        found = self.keys[below]
        return found[1] if found else ""

    def due(self, line: Line, key: str) -> str:
        """The number of a record that begins before a line, which those above and below leave out; else empty."""
        above: dict[str, str] = {}
        for one in self.lines:
            found = _NUMBERED.fullmatch(one.parts.value) if one.parts.dashes and one.parts.key == key else None
            if found and one.number < line.number:
                above[found[1]] = found[2]
            elif found and (last := above.pop(found[1], "")) and int(found[2]) == int(last) + 2:
                return f"{found[1]}-{int(last) + 1:0{len(last)}}"
        return ""
