"""The lines of a data file as they are read, after they were mended in memory, and where they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.problems import Place

# Stands in a line for a value that cannot be read; YAML reads it as `tree.UNKNOWN`.
UNREAD = '"\\0"'
KEY = re.compile(r"( *)((?:- +)*)([a-z_]+):(?: +|$)")
ENTRY = re.compile(r"( *)(- +|-$)")
_BEFORE_VALUE = re.compile(r" *(?:- +)*(?:[a-z_]+: +)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, its number in the file, and by how many columns it was moved to the right.

    A line that stands for a fault has the place of it: it is not in the file, or not so.
    """

    text: str
    number: int
    moved: int = 0
    fault: Place | None = None

    @property
    def blank(self) -> bool:
        """Whether the line says nothing."""
        return not self.text.strip() or self.text.lstrip().startswith("#")

    @property
    def indent(self) -> int:
        """How many spaces the line begins with."""
        return _indent(self.text)

    def place(self, file: str, column: int, last: int = 0) -> Place:
        """The place of what stands at a column from 0 and reaches to a line of the file."""
        at = self.fault.column if self.fault else max(column + 1 - self.moved, 1)
        return Place(file, self.number, at, max(last, self.number))

    def without_value(self, fault: Place, value: str = UNREAD) -> Line:
        """The line with a value that is not known; where it has neither key nor dash, nothing is left of it."""
        found = _BEFORE_VALUE.match(self.text)
        before = found[0] if found else ""
        return replace(self, text=before + value if before.strip() else "", fault=fault)


def continued(lines: Sequence[str], row: int) -> Iterator[int]:
    """The rows of the text that goes on below a line, deeper and without a key or a dash."""
    for n in range(row + 1, len(lines)):
        line = lines[n]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if _indent(line) <= _indent(lines[row]) or KEY.match(line) or ENTRY.match(line):
            return
        yield n


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
