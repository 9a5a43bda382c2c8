"""The parts of the plan and their sections as pages show them, worked out once for all pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.index.index import Index
from generator.model.citations import item_label, part_label
from generator.model.plan import Part, Section
from generator.model.texts import numeral
from generator.site import urls


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its printed number, its title in full, and which items it holds: 第79—103项."""

    section: Section
    anchor: str
    numeral: str
    title: str
    range: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its printed number, how it is cited, and its sections."""

    part: Part
    numeral: str
    label: str
    anchor: str
    count: int
    sections: tuple[SectionView, ...]

    def section_title(self, view: SectionView) -> str:
        """The title of one of its sections with the numbers that are printed before it: 第二部分（四）……."""
        return f"{self.label}（{view.numeral}）{view.title}" if view.numeral else f"{self.label}　{view.title}"


def part_views(index: Index) -> tuple[PartView, ...]:
    """All parts, in order."""
    return tuple(_part_views(index))


def _part_views(index: Index) -> Iterator[PartView]:
    for number, part in enumerate(index.data.plan.parts, 1):
        sections = tuple(_section_view(index, n, section, part) for n, section in enumerate(part.sections, 1))
        anchor = urls.part_anchor(part)
        yield PartView(part, numeral(number), part_label(number), anchor, len(part.items), sections)


def _section_view(index: Index, number: int, section: Section, part: Part) -> SectionView:
    """A section without a title of its own is the whole part and takes the part's title."""
    printed = numeral(number) if section.title else ""
    title = section.title or part.title
    return SectionView(section, urls.section_anchor(section), printed, title, _range(index, section))


def _range(index: Index, section: Section) -> str:
    first, last = (index.entry_by_id[section.items[n].id] for n in (0, -1))
    return first.label if first is last else item_label(f"{first.number}—{last.number}")
