"""What all pages share: rendering a template for one page, and the views of items and units that templates print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import Environment

from generator.index import ClauseEntry, Entry, Index
from generator.links import Links
from generator.markup import environment
from generator.model import Unit
from generator.printed import Piece, clause_pieces
from generator.site import Page, Settings


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as a clause names it, with what is printed in 〈〉 behind it."""

    unit: Unit
    bracket: str | None


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause with its units resolved."""

    clause: ClauseEntry
    leads: tuple[NamedUnit, ...]
    others: tuple[NamedUnit, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with its clauses resolved."""

    entry: Entry
    clauses: tuple[ClauseView, ...]

    @property
    def divided(self) -> bool:
        """Whether the clauses have anchors of their own."""
        return len(self.clauses) > 1


@dataclass(frozen=True, slots=True)
class PrintedPiece:
    """A run of printed text and the unit that it stands for, if any."""

    text: str
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders pages of one index."""

    index: Index
    settings: Settings
    environment: Environment = field(default_factory=environment)

    def page(self, template: str, url: str, title: str, description: str, **values: object) -> Page:
        """A page from a template, which sees the values given, `links` for its addresses, and the plan's document."""
        plan = self.index.data.plan
        body = self.environment.get_template(template).render(
            title=title,
            links=Links(url, self.settings.source_url),
            settings=self.settings,
            document=plan.document,
            default_lead=self.index.quotation(plan.default_lead),
            **values,
        )
        return Page(url, title, description, body)

    def item(self, entry: Entry) -> ItemView:
        """The view of an item."""
        clauses = self.index.clauses_by_item[entry.item.id]
        return ItemView(entry, tuple(self._clause(entry, clause) for clause in clauses))

    def _clause(self, entry: Entry, clause: ClauseEntry) -> ClauseView:
        return ClauseView(clause, self._named(entry, clause.leads), self._named(entry, clause.others))

    def _named(self, entry: Entry, names: tuple[str, ...]) -> tuple[NamedUnit, ...]:
        return tuple(NamedUnit(self.index.unit(name), self.index.bracket(entry.item, name)) for name in names)

    def printed(self, entry: Entry) -> tuple[PrintedPiece, ...]:
        """An item as the document prints it, unit brackets included, with the units to link to."""
        return tuple(self._printed(entry))

    def _printed(self, entry: Entry) -> Iterator[PrintedPiece]:
        for clause in self.index.clauses_by_item[entry.item.id]:
            yield from map(self._piece, clause_pieces(self.index, clause))

    def _piece(self, piece: Piece) -> PrintedPiece:
        return PrintedPiece(piece.text, self.index.unit(piece.unit) if piece.unit else None)
