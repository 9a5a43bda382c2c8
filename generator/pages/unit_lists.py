"""The obligations of a unit as lists: by role, by basis, by the names through which they come, by rule or named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from generator.index.index import Basis, ClauseEntry, Index, Obligation, Role
from generator.index.partners import coordinated, leads, supporters
from generator.model.plan import Section
from generator.model.register import Unit

BesideRole = Literal["lead", "co-lead", "part", "support"]
# Role, basis, whether the lead is one by default, title, anchor.
_LISTS: tuple[tuple[Role, Basis, bool, str, str], ...] = (
    ("lead", "named", False, "文件列明牵头", "lead-named"),
    ("lead", "default_lead", True, "视为牵头", "lead-default"),
    ("lead", "host", True, "作为{via}所在单位视为牵头", "lead-default-host"),
    ("lead", "host", False, "作为{via}所在单位牵头", "lead-host"),
    ("lead", "group", True, "随“{via}”一并视为牵头", "lead-default-group"),
    ("lead", "group", False, "随“{via}”一并牵头", "lead-group"),
    ("responsible", "named", False, "文件列明参加", "part-named"),
    ("responsible", "host", False, "作为{via}所在单位参加", "part-host"),
    ("responsible", "group", False, "随“{via}”一并参加", "part-group"),
    ("supporting", "named", False, "文件列明配合", "support-named"),
    ("supporting", "host", False, "作为{via}所在单位配合", "support-host"),
    ("supporting", "group", False, "随“{via}”一并配合", "support-group"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """The other units that a row names, and what they are to the unit: its leads, its co-leads, responsible …

    `label` says so in the words of the plan.
    """

    role: BesideRole
    units: tuple[Unit, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A clause as the page of an obligated unit shows it, with those it concerns as named in the text.

    A lead sees who leads with it and whom it coordinates; whoever takes part sees the leads. `office` is the one within
    the unit that the text names in 〈〉.
    """

    clause: ClauseEntry
    beside: tuple[Beside, ...]
    office: str | None


@dataclass(frozen=True, slots=True)
class Fold:
    """The rows of a list that belong to one section of the plan, which fold away together."""

    section: Section
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ObligationList:
    """Obligations of one role, on one basis, through one chain of names, in the plan's order.

    `by_default` says that the unit leads by default, whatever the basis; `group` tells filters through whom.
    """

    title: str
    anchor: str
    role: Role
    basis: Basis
    by_default: bool
    via: tuple[Unit, ...]
    group: str
    rows: tuple[Row, ...]
    labels: Mapping[BesideRole, str]

    @property
    def own(self) -> bool:
        """Whether the text names the unit, or the office that it hosts, and not a group of which it is a member."""
        return self.basis != "group"

    @property
    def folds(self) -> list[Fold]:
        """The rows by section."""
        by_section = groupby(self.rows, lambda row: row.clause.entry.section)
        return [Fold(section, f"{self.anchor}-{section.id}", tuple(rows)) for section, rows in by_section]

    @property
    def beside(self) -> BesideRole:
        """What most of the other units in the rows are, which the head of their column says."""
        if self.role != "lead":
            return "lead"
        found = {one.role for row in self.rows for one in row.beside}
        return "part" if "part" in found or not (found or self.by_default) else "co-lead"

    @property
    def head(self) -> str:
        """The head of the column of other units."""
        return self.labels[self.beside]


def obligation_lists(index: Index, unit: Unit) -> list[ObligationList]:
    """All obligations of a unit, in lists by role, basis and chain; empty lists are left out.

    The unit's own come before those that it owes as a member of a group.
    """
    found: defaultdict[tuple[Role, Basis, bool, tuple[str, ...]], list[Obligation]] = defaultdict(list)
    for one in index.owed(unit):
        found[one.role, one.basis, _leads_by_default(one), tuple(unit.id for unit in one.via)].append(one)
    lists = (
        _list(index, title, f"{anchor}-{n}" if n else anchor, found[key])
        for *of_list, title, anchor in _LISTS
        for n, key in enumerate(key for key in found if [*key[:3]] == of_list)
    )
    return sorted(lists, key=lambda one: not one.own)


def _leads_by_default(obligation: Obligation) -> bool:
    return obligation.default_lead and obligation.role == "lead"


def _list(index: Index, title: str, anchor: str, obligations: Sequence[Obligation]) -> ObligationList:
    first = obligations[0]
    labels = beside_labels(index)
    rows = tuple(
        Row(one.clause, _beside(one, labels), index.office(one.clause.entry.item, one.unit)) for one in obligations
    )
    named = title.format(via=" → ".join(unit.name for unit in first.via))
    by_default, group = _leads_by_default(first), group_key(first)
    return ObligationList(named, anchor, first.role, first.basis, by_default, first.via, group, rows, labels)


def beside_labels(index: Index) -> dict[BesideRole, str]:
    """Return what other units of a row are called."""
    labels = index.data.plan.labels
    return {
        "lead": labels["lead"],
        "co-lead": "共同牵头",
        "part": labels["responsible"],
        "support": labels["supporting"],
    }


def _beside(obligation: Obligation, labels: Mapping[BesideRole, str]) -> tuple[Beside, ...]:
    """The other units of a row, by what they are to the unit; without any, none."""
    to_lead: BesideRole = "co-lead" if obligation.role == "lead" else "lead"
    found: tuple[tuple[BesideRole, tuple[Unit, ...]], ...] = (
        (to_lead, leads(obligation)),
        ("part", coordinated(obligation)),
        ("support", supporters(obligation)),
    )
    return tuple(Beside(role, units, labels[role]) for role, units in found if units)


def group_key(obligation: Obligation) -> str:
    """What stands in the address for the group or office through which an obligation comes."""
    return obligation.via[0].id if obligation.via else "direct"
