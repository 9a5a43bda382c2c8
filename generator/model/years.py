"""Earlier plans, as their published data tells of them: what `plan.json` said when the year was finished."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from generator.model.document import Document
from generator.model.texts import printed_date

# What a year is called in the settings, in addresses, and on pages.
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# An address below the root of a site, of which no letter needs a closer look.
_Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][A-Za-z0-9/.#_-]*$")]


class _Told(BaseModel):
    """What a published file tells. It may tell more than is read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class PastClause(_Told):
    """A clause of an earlier plan, with the units that it named."""

    id: str
    text: str


class PastItem(_Told):
    """An item of an earlier plan. Its `url` is relative to the root of the site of that year."""

    id: str
    citation: str
    url: _Address
    clauses: tuple[PastClause, ...]

    @property
    def kind(self) -> str:
        """The word that its id begins with."""
        return self.id.rpartition("-")[0]

    @cached_property
    def text(self) -> str:
        """All that it says."""
        return "".join(clause.text for clause in self.clauses)


class PastUnit(_Told):
    """A unit of an earlier plan."""

    id: str
    name: str
    url: _Address


class PastObligation(_Told):
    """What a unit owed: the name of the unit, the clause, and the role."""

    unit: str
    clause: str
    role: str


class PastPlan(_Told):
    """What is read of a published `plan.json`."""

    items: tuple[PastItem, ...]
    units: tuple[PastUnit, ...]
    obligations: tuple[PastObligation, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A finished year as it lies in the archive: its name, its `plan.json`, and the addresses of its pages.

    `search` is the folder of its search, with the engine and the index of that year.
    """

    name: str
    content: bytes
    pages: tuple[str, ...]
    search: str = ""


@dataclass(frozen=True)
class Year:
    """An earlier plan. `root` leads from the root of this site to that of the year: 2025/."""

    archive: Archive
    root: str
    plan: PastPlan

    @property
    def name(self) -> str:
        """What it is called: 2025."""
        return self.archive.name

    @cached_property
    def items(self) -> Mapping[str, PastItem]:
        """The items by id."""
        return {item.id: item for item in self.plan.items}

    @cached_property
    def units(self) -> Mapping[str, PastUnit]:
        """The units by id."""
        return {unit.id: unit for unit in self.plan.units}

    def led(self, unit: str) -> tuple[PastItem, ...]:
        """The items that a unit led, by its id, in the order of the plan."""
        return tuple(self._owed.get((unit, "lead"), {}).values())

    def counts(self, unit: str) -> tuple[int, int]:
        """How many clauses a unit led, and took part in."""
        return self._counts[unit, True], self._counts[unit, False]

    @cached_property
    def _owed(self) -> Mapping[tuple[str, str], dict[str, PastItem]]:
        ids = {unit.name: unit.id for unit in self.plan.units}
        items = {clause.id: item for item in self.plan.items for clause in item.clauses}
        found: defaultdict[tuple[str, str], dict[str, PastItem]] = defaultdict(dict)
        for one in self.plan.obligations:
            if one.unit in ids and (item := items.get(one.clause)):
                found[ids[one.unit], one.role][item.id] = item
        return found

    @cached_property
    def _counts(self) -> Mapping[tuple[str, bool], int]:
        ids = {unit.name: unit.id for unit in self.plan.units}
        found: defaultdict[tuple[str, bool], int] = defaultdict(int)
        for one in self.plan.obligations:
            found[ids.get(one.unit, ""), one.role == "lead"] += 1
        return found


def year_of(document: Document) -> str:
    """Return the year of a plan: that of its title, else of its number, else that in which it was signed."""
    for text in (document.plan_title, document.title, document.number):
        if found := YEAR.search(text or ""):
            return found[0]
    signed = printed_date(document.signed or "")
    return str(signed.year) if signed else ""
