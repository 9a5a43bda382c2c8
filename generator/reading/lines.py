"""The lines of a data file as they are read, after they were mended in memory, and where they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from generator.problems import Place

# Stands in a line for a value that cannot be read; YAML reads it as `tree.UNKNOWN`.
UNREAD = '"\\0"'
# What is wrong with a line by itself, and how to mend it.
BARE = (
    "这一行没有“- ”，也没有“键: ”",
    "列表的每一行以“- ”开头；键后面要有英文冒号和一个空格；是上一行的文字，就接到上一行末尾",
)
KEYLESS = "这个列表的上面没有它的键", "在它的上面补上键；键写在了它下面的，移到它的上面"
# Any word before a colon is a key, for it may be mistyped; it begins with nothing that YAML takes for something else.
_PARTS = re.compile(r"( *)((?:-(?: +|$))*)(?:([^\s\"'\[\]{}#&*!|>%@`,:-][^\s:]*)( *):(?: +|$))?(.*)", re.DOTALL)
_WELL_TYPED = re.compile("[a-z_]+")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a line is made of: from a column, dashes with the spaces behind them, a key before its colon, a value."""

    column: int
    dashes: str
    key: str | None
    well_typed: bool  # whether the key is of such letters as keys are, its colon behind it
    value: str
    value_column: int

    @property
    def text_column(self) -> int:
        """Where what stands behind the dashes begins, the key if there is one."""
        return self.column + len(self.dashes)


@dataclass(frozen=True)
class Line:
    """A line of text, its number in the file, and by how many columns it was moved to the right.

    A line that stands for a fault has the place of it: it is not in the file, or not so.
    """

    text: str
    number: int
    moved: int = 0
    fault: Place | None = None

    @cached_property
    def parts(self) -> Parts:
        """What the line is made of."""
        found = _PARTS.fullmatch(self.text)
        assert found, "every line has a value, which may be empty"
        spaces, dashes, key, gap, value = found.groups()
        well_typed = bool(key and not gap and _WELL_TYPED.fullmatch(key))
        return Parts(len(spaces), dashes, key, well_typed, value, found.start(5))

    @property
    def blank(self) -> bool:
        """Whether the line says nothing."""
        return not self.text.strip() or self.text.lstrip().startswith("#")

    @property
    def indent(self) -> int:
        """How many spaces the line begins with."""
        return self.parts.column

    def place(self, file: str, column: int, last: int = 0) -> Place:
        """The place of what stands at a column from 0 and reaches to a line of the file."""
        at = self.fault.column if self.fault else max(column + 1 - self.moved, 1)
        return Place(file, self.number, at, max(last, self.number))

    def without_value(self, fault: Place, value: str = UNREAD) -> Line:
        """The line with a value that is not known; where it has neither key nor dash, nothing is left of it."""
        parts = self.parts
        before = self.text[: parts.value_column if parts.value else parts.text_column].rstrip()
        return replace(self, text=f"{before} {value}" if before else "", fault=fault)


def torn(lines: Sequence[Line]) -> bool:
    """Whether a key stands below an empty line within a record, which may be another that lost its first line."""
    below = (line.parts for above, line in pairwise(lines) if not above.text.strip())
    return any(parts.column and parts.key and not parts.dashes for parts in below)


def continued(lines: Sequence[Line], row: int) -> Iterator[int]:
    """The rows of the text that goes on below a line, deeper than its key and without a key or a dash."""
    first = lines[row].parts
    for n in range(row + 1, len(lines)):
        line = lines[n]
        if line.blank:
            continue
        least = first.text_column if first.key else first.column
        if line.indent <= least or line.parts.dashes or line.parts.well_typed:
            return
        yield n


def going_on(lines: Sequence[Line]) -> set[int]:
    """The rows in which a text goes on that began in a row above."""
    return {n for row, line in enumerate(lines) if line.parts.value for n in continued(lines, row)}
