"""The parts of the plan and their sections as pages show them, worked out once for all pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.index import Index
from generator.model import Part, Section
from generator.numerals import numeral
from generator.official import part_label


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its printed number, its title in full, and what the overview says of it."""

    section: Section
    anchor: str
    numeral: str
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its printed number, how it is cited, and its sections."""

    part: Part
    numeral: str
    label: str
    anchor: str
    count: int
    sections: tuple[SectionView, ...]


def part_views(index: Index) -> tuple[PartView, ...]:
    """All parts, in order."""
    return tuple(_part_views(index))


def _part_views(index: Index) -> Iterator[PartView]:
    for number, part in enumerate(index.data.plan.parts, 1):
        sections = tuple(_section_view(n, section, part) for n, section in enumerate(part.sections, 1))
        anchor = links.part_anchor(part)
        yield PartView(part, numeral(number), part_label(number), anchor, len(part.items), sections)


def _section_view(number: int, section: Section, part: Part) -> SectionView:
    """A section without a title of its own is the whole part and takes the part's title."""
    printed = numeral(number) if section.title else ""
    numbers = [item.number for item in section.items]
    title = section.title or part.title
    return SectionView(section, links.section_anchor(section), printed, title, min(numbers), max(numbers))
