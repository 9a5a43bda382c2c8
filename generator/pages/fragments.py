"""Pieces of pages that many pages share, each rendered once.

What a clause says to those who take part in it is the same on each of their pages, and a clause that binds all
districts stands on some twenty. Links go by way of the root, so a piece fits every page of a depth.
"""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from generator.index.index import ClauseEntry, Index
from generator.index.targets import TargetEntry
from generator.model.register import Unit
from generator.pages.unit_lists import Row
from generator.site.links import Links


class Fragments:
    """The pieces of the pages of units."""

    def __init__(self, environment: Environment, index: Index) -> None:
        self.environment = environment
        self.index = index
        self.made: dict[tuple[str, ...], Markup] = {}

    def row(self, row: Row, links: Links) -> Markup:
        """An obligation as a row of a table."""
        beside = (name for one in row.beside for name in (one.role, *(unit.id for unit in one.units)))
        key = ("_obligation.md", row.clause.id, row.office or "", *beside)
        return self._piece(
            key, links=links, row=row, clause=row.clause, offices=self.index.offices(row.clause.entry.item)
        )

    def cited(self, clause: ClauseEntry, links: Links) -> Markup:
        """The citation of a clause as a link to it."""
        return self._piece(("_cited.md", clause.id), links=links, clause=clause)

    def target(self, one: TargetEntry, links: Links) -> Markup:
        """Return a target as a row of the table of a unit."""
        return self._piece(("_target.md", one.id), links=links, one=one)

    def office(self, clause: ClauseEntry, unit: Unit) -> str | None:
        """The office within a unit that a clause names in 〈〉."""
        return self.index.office(clause.entry.item, unit)

    def _piece(self, key: tuple[str, ...], **values: object) -> Markup:
        if key not in self.made:
            self.made[key] = Markup(self.environment.get_template(key[0]).render(values))  # a template escapes
        return self.made[key]
