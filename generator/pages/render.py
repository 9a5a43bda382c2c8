"""What all pages share: rendering a template, and the views of parts, items and units that templates print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment

from generator.index.comparison import Comparison, compare
from generator.index.forerunners import Forerunner, Past
from generator.index.index import ClauseEntry, Entry, Index
from generator.index.targets import TargetEntry
from generator.model.citations import Piece, item_pieces
from generator.model.plan import Part, Section
from generator.model.register import Unit
from generator.site import urls
from generator.site.links import Links
from generator.site.site import LONGEST_QUERY, Page, Settings

# The number of the item by which fields for words show that numbers find items, where a plan has so many.
_EXAMPLE = 58


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with the mark printed before it, its title in full, and which items it holds: 第79—103项."""

    section: Section
    anchor: str
    mark: str
    title: str
    range: str

    @property
    def has_place(self) -> bool:
        """Whether it has a place of its own in the full text, and is not the whole of its part."""
        return self.section.title is not None


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its title, or that of a plan without parts, the mark before it, how it is cited, and its sections."""

    part: Part
    title: str
    mark: str
    label: str
    anchor: str
    count: int
    sections: tuple[SectionView, ...]

    def section_title(self, view: SectionView) -> str:
        """The title of one of its sections with the numbers that are printed before it: 第二部分（四）……."""
        return f"{self.label}{view.mark or '　'}{view.title}" if self.label else f"{view.mark}{view.title}"


def part_views(index: Index) -> tuple[PartView, ...]:
    """All parts, in order."""
    return tuple(_part_views(index))


def _part_views(index: Index) -> Iterator[PartView]:
    known = index.data.plan.numbers
    for n, part in enumerate(index.data.plan.parts):
        title = part.title or index.data.plan.document.name
        marks = zip(part.sections, known.section_marks[n], strict=True)
        sections = tuple(_section_view(index, mark, section, title) for section, mark in marks)
        anchor = urls.part_anchor(part)
        yield PartView(part, title, known.part_marks[n], known.part_labels[n], anchor, len(part.items), sections)


def _section_view(index: Index, mark: str, section: Section, title: str) -> SectionView:
    """A section without a title of its own is the whole part and takes the part's title."""
    return SectionView(section, urls.section_anchor(section), mark, section.title or title, _range(index, section))


def _range(index: Index, section: Section) -> str:
    first, last = (index.entry_by_id[section.items[n].id] for n in (0, -1))
    return first.label if first is last else f"第{first.number}—{last.number}项"


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as a clause names it, with what is printed in 〈〉 behind it."""

    unit: Unit
    bracket: str | None


@dataclass(frozen=True, slots=True)
class RoleView:
    """The units of a clause in one role, what the plan calls them, and their class in style sheets."""

    label: str
    units: tuple[NamedUnit, ...]
    style: str


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause with its units resolved, role by role."""

    clause: ClauseEntry
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with its clauses resolved and its targets, compared with those that are the same matter.

    `corrections` is how often it was corrected, which is shown on a page of its own. `reference` is what names the item
    elsewhere, without its address.
    """

    entry: Entry
    reference: str
    clauses: tuple[ClauseView, ...]
    comparisons: tuple[Comparison, ...]
    corrections: int
    targets: tuple[TargetEntry, ...]
    forerunners: tuple[Forerunner, ...] = ()
    year: str = ""

    @property
    def divided(self) -> bool:
        """Whether the clauses have anchors of their own."""
        return len(self.clauses) > 1


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """An item as the document prints it, unit brackets included, in runs of text."""

    entry: Entry
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders pages of one index, but not those that are `known` by URL."""

    index: Index
    settings: Settings
    parts: tuple[PartView, ...]
    environment: Environment
    known: Mapping[str, Page] = field(default_factory=dict)
    past: Past = field(default_factory=Past)

    @property
    def example(self) -> str:
        """How people look for an item by its number: one in the midst of the largest part."""
        part = max(self.index.data.plan.parts, key=lambda one: len(one.items))
        item = part.items[min(_EXAMPLE, len(part.items)) - 1]
        return f"第{self.index.entry_by_id[item.id].number}项"

    @property
    def absent(self) -> frozenset[str]:
        """The pages that the plan does without."""
        return urls.absent(self.index.data.plan, self.index.targets)

    def page(self, template: str, url: str, title: str, description: str, **values: object) -> Page:
        """A page from a template, which sees the values given and what all pages have in common.

        That is `links` for its addresses, `urls` for those of pages and files by name, `absent` for the pages that this
        plan does without, the plan's document, and how long a query may be.
        """
        if url in self.known:
            return self.known[url]
        plan = self.index.data.plan
        body = self.environment.get_template(template).render(
            title=title,
            links=Links(url, self.settings.source_url),
            absent=self.absent,
            settings=self.settings,
            longest_query=LONGEST_QUERY,
            sought=self.example,
            document=plan.document,
            default_lead=self.index.quotation(plan.lead_rule),
            labels=plan.labels,
            letter_name=plan.letter_name,
            ranks=self.index.ranks,
            **values,
        )
        return Page(url, title, description, body)

    def item(self, entry: Entry) -> ItemView:
        """The view of an item."""
        clauses = self.index.clauses_by_item[entry.id]
        restated = self.index.restated.get(entry.id, ())
        return ItemView(
            entry,
            self.index.data.plan.document.reference(entry.citation),
            tuple(self._clause(entry, clause) for clause in clauses),
            tuple(compare(self.index, one) for one in restated),
            len(self.index.corrected.get(entry.id, ())),
            self.index.targets_by_item.get(entry.id, ()),
            self.past.forerunners.get(entry.id, ()),
            self.past.here,
        )

    def _clause(self, entry: Entry, clause: ClauseEntry) -> ClauseView:
        labels = self.index.data.plan.labels
        lead = ("视为牵头", "lead role-default") if clause.by_default else (labels["lead"], "lead")
        roles = (
            RoleView(label, self._named(entry, units), style)
            for (label, style), units in (
                (lead, clause.leads),
                ((labels["responsible"], "part"), clause.others),
                ((labels["supporting"], "support"), clause.supporting),
            )
            if units
        )
        return ClauseView(clause, tuple(roles))

    def _named(self, entry: Entry, units: tuple[Unit, ...]) -> tuple[NamedUnit, ...]:
        return tuple(NamedUnit(unit, self.index.data.plan.bracket(entry.id, unit.name)) for unit in units)

    def printed(self, entry: Entry) -> PrintedItem:
        """An item as printed, with the units to link to."""
        return PrintedItem(entry, tuple(item_pieces(self.index.data, entry.item)))
