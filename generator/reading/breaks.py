"""Lines that were broken in two, joined into one or cut off from what is above, told by the keys of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.model.record import Record
from generator.problems import Problem
from generator.reading.annotations import fields, is_list, record_type, records
from generator.reading.lines import UNREAD, Line, going_on

_BEGUN = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[a-z_]+) *")
_ENDED = re.compile(r" *(?P<key>[a-z_]*):(?P<value>(?: .*)?)")
_DIVIDER = re.compile(r"(?:---|\.\.\.) *")
# What is quoted, in brackets or a comment is no value that another line was joined to.
_CLOSED = ("[", "{", "#", '"', "'")


def mend(model: type[Record], file: str, lines: Sequence[Line]) -> tuple[list[Line], list[Problem]]:
    """The lines as they were before a line break was typed or lost, and a problem for each place."""
    mender = _Mender(model, file, lines)
    return list(mender.lines()), mender.problems


class _Mender:
    """Gives the lines of one file, collecting problems on the way."""

    def __init__(self, model: type[Record], file: str, lines: Sequence[Line]) -> None:
        self.model = model
        self.file = file
        self.typed = lines
        self.problems: list[Problem] = []
        self.annotations: dict[str, list[Any]] = {}
        for key, known in ((key, known) for record in records(model) for key, known in fields(record).items()):
            self.annotations.setdefault(key, []).append(known.annotation)
        self.joint = re.compile(rf"(?:^- +|(?<![a-z_])(?:{'|'.join(self.annotations)}):(?: |$))")

    def report(self, line: Line, column: int, message: str, cure: str) -> None:
        self.problems.append(Problem(line.place(self.file, column), "", message, cure))

    def lines(self) -> Iterator[Line]:
        joined, within = False, going_on(self.typed)
        for row, line in enumerate(self.typed):
            if joined:
                joined = False
            elif row in within or line.blank:
                yield line
            elif self.divides(row):
                self.report(line, 0, f"多了“{line.text.strip()}”这一行", "删去它")
            elif whole := self.whole(row):
                joined = True
                yield whole
            else:
                yield from self.emptied(row, self.parted(line))

    def divides(self, row: int) -> bool:
        """Whether a line would begin another document, though what is below repeats no key of the file above."""
        if not _DIVIDER.fullmatch(self.typed[row].text):
            return False
        above, below = (
            {line.parts.key for line in part if line.parts.key in fields(self.model) and not line.indent}
            for part in (self.typed[:row], self.typed[row + 1 :])
        )
        return any(not line.blank for line in self.typed[:row]) and not above & below

    def whole(self, row: int) -> Line | None:
        """A line with the rest of its key, which stands on the next; None where its key is not broken."""
        line, rest = [*self.typed[row : row + 2], Line("", 0)][:2]
        begun, ended = _BEGUN.fullmatch(line.text), _ENDED.fullmatch(rest.text)
        key = begun["key"] + ended["key"] if begun and ended else ""
        if not begun or not ended or key not in self.annotations:
            return None
        self.report(line, begun.start("key"), f"键“{key}”断成了两行", f"把两行接起来，写成“{key}:”")
        return replace(line, text=f"{begun['before']}{key}:{ended['value']}")

    def parted(self, line: Line) -> list[Line]:
        """The lines that a line was joined of."""
        parted = [line]
        while second := self._second(line := parted[-1]):
            at, column, first = second
            if len(parted) == 1:
                self.report(line, at, "两行并成了一行", f"在“{first}”的前面换行")
            parted[-1] = replace(line, text=line.text[:at].rstrip())
            parted.append(replace(line, text=" " * column + line.text[at:], moved=line.moved + column - at))
        return parted

    def _second(self, line: Line) -> tuple[int, int, str] | None:
        """Where in a line another begins, the column that is rather its own, and what it begins with."""
        parts = line.parts
        if not (parts.dashes or parts.well_typed) or parts.value.startswith(_CLOSED):
            return None
        found = self.joint.search(parts.value)
        known = self.annotations.get(parts.key or "", [])
        if not found or (found[0][0] == "-" and not any(map(is_list, known))):
            return None
        below = not found.start() and any(record_type(one) and not is_list(one) for one in known)
        column = (parts.text_column if parts.key else parts.column) + 2 * below
        return parts.value_column + found.start(), column, found[0].strip() if found[0][0] != "-" else "- "

    def emptied(self, row: int, lines: list[Line]) -> Iterator[Line]:
        """The lines of a row, the last without a value that stands beside its key and not under it."""
        *before, line = lines
        yield from before
        parts, value = line.parts, line.parts.value.strip()
        listed = self._under(line, row)
        if listed is None or not value or value.startswith(("[", "{", "#")):
            yield line
        elif listed is str:
            message = f"键“{parts.key}”的值写在了同一行，下面又是列表"
            cure = "把它另起一行，以“- ”开头，前面的空格和下面的一样多"
            self.report(line, parts.value_column, message, cure)
            yield line.without_value(self.problems[-1].place, "")
            below = next(one for one in self.typed[row + 1 :] if not one.blank)
            yield Line(f"{' ' * below.indent}- {UNREAD}", line.number, fault=self.problems[-1].place)
        else:
            self.report(line, parts.value_column, f"键“{parts.key}”的后面多写了“{value}”", "删去它")
            yield line.without_value(self.problems[-1].place, "")

    def _under(self, line: Line, row: int) -> type[Record] | type[str] | None:
        """Of what the records or texts are that stand under a key; None where none do, or where a value may be."""
        parts = line.parts
        below = next((one.parts for one in self.typed[row + 1 :] if not one.blank), None)
        if below is None or not parts.key or below.column < parts.text_column:
            return None
        for known in self.annotations.get(parts.key, []):
            record = record_type(known)
            fits = below.key in fields(record) if record else not below.key
            if is_list(known) and below.dashes and fits:
                return record or str
            if record and not is_list(known) and fits and below.column > parts.text_column:
                return record
        return None
