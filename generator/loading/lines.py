"""The lines of a data file: each is a key, a key with its value, or an entry of a list, whole by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.problems import Position

# A key is one word before a colon. It may be misspelt or in capitals: which are right the models tell.
_PARTS = re.compile(r"( *)(-(?: +|$))?(?:(\"?)([^\W\d][\w-]*)\3 *:(?: +|$))?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Slip:
    """Something mistyped in a line: in which column of the file from 0, what is wrong, and how to correct it.

    `{}` in both stands for what it is `about`. One that `breaks` leaves it open what belongs to the record.
    """

    column: int
    message: str
    cure: str
    about: str = ""
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the file, taken apart.

    Columns count from 0 in the text that is read, which its slips moved to the right by some columns. `text` is the
    line from the column on where a key may stand, `column` is that of the dash if it has one.
    """

    number: int
    column: int
    dash: bool
    key: str
    value: str
    key_column: int
    value_column: int
    text: str
    moved: int
    slips: tuple[Slip, ...]

    @property
    def blank(self) -> bool:
        """Whether the line says nothing."""
        return not (self.dash or self.key) and (not self.value or self.value.startswith("#"))

    def position(self, file: str, column: int) -> Position:
        """Return the place of a column, as it is in the file."""
        return Position(file, self.number, max(column - self.moved, 0) + 1, self.number)


def take_apart(number: int, text: str, moved: int = 0, slips: tuple[Slip, ...] = ()) -> Line:
    """Return a line taken apart."""
    found = _PARTS.fullmatch(text.rstrip())
    assert found, "the pattern fits every line"
    spaces, dash, _, key, value = found.groups()
    start = len(spaces) + len(dash or "")
    rest = text[start:].rstrip()
    return Line(number, len(spaces), dash is not None, key or "", value, start, found.start(5), rest, moved, slips)
