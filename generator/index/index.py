"""Everything that is derived from the data, derived once: obligations, back-links, citations, and who files forms.

The rules are the document's own, as the page about the site explains: who leads where no lead is named, which units a
group or an office stands for. Pages and downloads read this index and compute nothing of the kind again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, get_args

from generator.index.deadlines import Due, derive
from generator.index.entries import ClauseEntry, Entry, Term, clauses, entries
from generator.index.obligations import Basis, Filing, Obligation, Role, filing, oblige
from generator.index.targets import TargetEntry, target_entries
from generator.model.citations import form_place, notice_place
from generator.model.data import Data
from generator.model.document import Coordination, Deadline, DefaultLead, Feedback
from generator.model.editorial import Correction, Restatement
from generator.model.plan import Item
from generator.model.register import Kind, Register, Unit
from generator.model.years import year_of

__all__ = ["Basis", "ClauseEntry", "Entry", "Filing", "Index", "Obligation", "Quotation", "Role", "Term", "build"]
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the notice, and the number of the paragraph that they stand in, from 1; or of an item.

    The paragraph is 0 where they stand in neither, but somewhere else in the document. `letter` is what the notice is
    called where it is none.
    """

    text: str
    paragraph: int
    entry: Entry | None = None
    letter: str = "通知"

    @property
    def citation(self) -> str:
        """Where the words stand, as people say it: 通知第一段."""
        if self.entry:
            return self.entry.citation
        return notice_place(self.paragraph, self.letter) if self.paragraph else "全文"


@dataclass(frozen=True)
class Index:
    """The plan with all that follows from it. Orders are the document's, and the register's.

    Units, items, clauses and forms go by id in mappings. An office within a unit is what 〈〉 behind the unit
    names, in `offices_named` by item and unit, in `offices_within` by unit and office with the items; the offices in
    `offices_in` are units of their own, by the unit that hosts them. `targets_by_item` has the targets of an item.
    """

    data: Data
    entries: tuple[Entry, ...]
    clauses: tuple[ClauseEntry, ...]
    obligations: tuple[Obligation, ...]
    entry_by_id: Mapping[str, Entry]
    clauses_by_item: Mapping[str, tuple[ClauseEntry, ...]]
    by_unit: Mapping[str, tuple[Obligation, ...]]
    by_clause: Mapping[str, tuple[Obligation, ...]]
    groups_of: Mapping[str, tuple[Unit, ...]]
    offices_in: Mapping[str, tuple[Unit, ...]]
    offices_named: Mapping[str, Mapping[str, str]]
    offices_within: Mapping[str, Mapping[str, tuple[Entry, ...]]]
    deadlines: tuple[Due, ...]
    led_by: Mapping[str, tuple[Obligation, ...]]
    filing: Mapping[str, Filing]
    by_kind: tuple[tuple[Kind, tuple[Unit, ...]], ...]
    form_labels: Mapping[str, str]
    by_leader: Mapping[str, tuple[ClauseEntry, ...]]
    restated: Mapping[str, tuple[Restatement, ...]]
    corrected: Mapping[str, tuple[Correction, ...]]
    targets: tuple[TargetEntry, ...]
    targets_by_item: Mapping[str, tuple[TargetEntry, ...]]

    @property
    def restatements(self) -> tuple[Restatement, ...]:
        """Which livelihood project restates which task, in the plan's order of the projects."""
        return self.data.restatements.restatements

    def unit(self, name: str) -> Unit:
        """The unit of a printed name."""
        return self.data.register.by_name[name]

    def led(self, unit: Unit) -> tuple[Obligation, ...]:
        """The obligations of a unit in which it leads."""
        return self.led_by.get(unit.id, ())

    def reports(self, unit: Unit) -> bool:
        """Whether a unit files the forms itself."""
        return self.filing[unit.id] == "files"

    @property
    def due(self) -> tuple[Term, ...]:
        """The deadlines and milestones of all clauses: those with a date by it, then the others, else in order."""
        found = (term for clause in self.clauses for term in clause.terms)
        return tuple(sorted(found, key=lambda one: (one.due_date is None, one.due_date or date.min)))

    @cached_property
    def ranks(self) -> tuple[Role, ...]:
        """The roles that a plan knows: lead and responsible, and supporting where any unit supports."""
        supported = any(clause.supporting for clause in self.clauses)
        return tuple(role for role in get_args(Role) if role != "supporting" or supported)

    @property
    def reporting(self) -> tuple[Unit, ...]:
        """The units that file the forms themselves, in the order of the register."""
        return tuple(unit for unit in self.data.register.units if self.reports(unit))

    def quotation(self, quoted: DefaultLead | Coordination | Feedback | Deadline | None) -> Quotation | None:
        """What a rule quotes of the notice, or of an item, with its place there; None without a rule."""
        if isinstance(quoted, DefaultLead) and quoted.printed_in:
            return Quotation(quoted.quote, 0, self.entry_by_id[quoted.printed_in])
        if not quoted:
            return None
        plan = self.data.plan
        return Quotation(quoted.quote, plan.notice.paragraph_of(quoted.quote) or 0, letter=plan.letter_name)

    def offices(self, item: Item) -> Mapping[str, str]:
        """The offices that an item names in 〈〉, by the unit that each is within: they are those that do the work."""
        return self.offices_named.get(item.id, {})

    def office(self, item: Item, unit: Unit) -> str | None:
        """The office within a unit that an item names, if any."""
        return self.offices(item).get(unit.id)

    def owed(self, unit: Unit) -> tuple[Obligation, ...]:
        """The obligations of a unit, in the plan's order."""
        return self.by_unit.get(unit.id, ())

    def targets_owed(self, unit: Unit) -> tuple[TargetEntry, ...]:
        """The targets of the clauses that a unit owes, in the plan's order."""
        clauses = {obligation.clause.id for obligation in self.owed(unit)}
        return tuple(one for one in self.targets if one.clause.id in clauses)

    def members(self, group: Unit) -> tuple[Unit, ...]:
        """The members of a group that are known; none of any other unit."""
        return tuple(map(self.unit, self.data.register.members_of[group.name]))


def build(data: Data) -> Index:
    """The index of checked data."""
    placed = tuple(entries(data.plan))
    default, year = data.plan.lead_rule, int(year_of(data.plan.document) or 0)
    clause_entries = tuple(clause for entry in placed for clause in clauses(entry, default, data.register, year))
    obligations = tuple(obligation for clause in clause_entries for obligation in oblige(clause, data.register))
    by_unit = _collect((obligation.unit.id, obligation) for obligation in obligations)
    units = data.register.units
    entry_by_id = {entry.id: entry for entry in placed}
    by_name = data.register.by_name
    counted = target_entries(data, clause_entries)
    offices = [(by_name[one.unit].id, one) for one in data.plan.brackets if by_name[one.unit].holds_offices]
    return Index(
        data=data,
        entries=placed,
        clauses=clause_entries,
        obligations=obligations,
        entry_by_id=entry_by_id,
        clauses_by_item=_collect((clause.entry.id, clause) for clause in clause_entries),
        by_unit=by_unit,
        by_clause=_collect((obligation.clause.id, obligation) for obligation in obligations),
        groups_of=_collect((by_name[one].id, unit) for unit in units for one in data.register.members_of[unit.name]),
        offices_in=_collect((by_name[unit.host].id, unit) for unit in units if unit.host),
        offices_named={
            item: {unit: one.text for unit, one in found}
            for item, found in _collect((item, office) for office in offices for item in office[1].printed_in).items()
        },
        offices_within={
            unit: {one.text: tuple(entry_by_id[item] for item in one.printed_in) for one in found}
            for unit, found in _collect(offices).items()
        },
        deadlines=derive(data.plan, data.deadlines),
        led_by=_collect((obligation.unit.id, obligation) for obligation in obligations if obligation.role == "lead"),
        filing={unit.id: filing(unit, by_unit.get(unit.id, ())) for unit in units},
        by_kind=tuple(_by_kind(data.register)),
        form_labels={form.id: form_place(number) for number, form in enumerate(data.plan.forms, 1)},
        by_leader=_collect((leader.id, clause) for clause in clause_entries for leader in clause.leaders),
        restated=_collect((item, one) for one in data.restatements.restatements for item in (one.project, one.task)),
        corrected=_collect((one.record, one) for one in data.corrections.corrections),
        targets=counted,
        targets_by_item=_collect((one.clause.entry.id, one) for one in counted),
    )


def _collect(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _by_kind(register: Register) -> Iterator[tuple[Kind, tuple[Unit, ...]]]:
    """The kinds that have any units, with their units."""
    units = _collect((unit.kind, unit) for unit in register.units)
    return ((kind, units[kind.id]) for kind in register.kinds if kind.id in units)
