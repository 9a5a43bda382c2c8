"""Headings and items, as prose and tables have them alike."""

from __future__ import annotations

from dataclasses import dataclass

from generator.drafting import marks
from generator.drafting.prose import Clause
from generator.drafting.roles import SILENT, Said


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed, how deep it lies, and what it says for the items below it; `celled` if it is a cell."""

    mark: str
    title: str
    level: int
    line: int
    said: Said = SILENT
    celled: bool = False

    @property
    def printed(self) -> str:
        """The heading with its mark."""
        return self.mark + self.title


@dataclass(frozen=True, slots=True)
class Item:
    """An item: the number as printed, the headings that it stands under, and its clauses, at least one."""

    mark: str
    path: tuple[Heading, ...]
    clauses: tuple[Clause, ...]
    level: int = marks.ITEM

    @property
    def number(self) -> str:
        """The number without the point behind it; empty where none is printed."""
        return self.mark.rstrip("、.．:：，, ") if self.level != marks.GROUP else ""

    @property
    def section(self) -> str:
        """The nearest heading that is not a group heading, else the nearest."""
        titles = [one.printed for one in self.path if one.level != marks.GROUP] or [one.printed for one in self.path]
        return titles[-1] if titles else ""
