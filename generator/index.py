"""Everything that is derived from the data, derived once: obligations, back-links, citations and neighbours.

The rules are the document's own (see the table in the about page): who leads where no lead is named, which units a
group or an office stands for. Pages and downloads read this index and compute nothing of the kind again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from generator.deadlines import Due, derive
from generator.load import Data
from generator.model import Clause, Group, Item, Part, Register, Section, Unit
from generator.official import goal_place, item_place

Role = Literal["lead", "responsible"]
Basis = Literal["named", "default_lead", "host", "group"]
K = TypeVar("K")
V = TypeVar("V")
_BASIS_ORDER: tuple[Basis, ...] = ("named", "default_lead", "host", "group")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its place in the plan: part (from 1), section, group heading, and how it is cited."""

    item: Item
    part: Part
    part_number: int
    section: Section
    group: Group | None
    citation: str


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause with its id and item, and who leads it and who takes part, as named in the text.

    Where the text names no lead, `by_default` is true and `leads` follows the plan's rule of the default lead.
    """

    id: str
    clause: Clause
    entry: Entry
    leads: tuple[str, ...]
    others: tuple[str, ...]
    by_default: bool


@dataclass(frozen=True, slots=True)
class Obligation:
    """That a unit owes something: which clause, in which role, on which basis.

    `via` is the chain from the name in the text down to the unit, both excluded at the unit's end: the group, or the
    office, then any group inside it. `default_lead` says that the clause is led by default, whatever the basis.
    """

    unit: str
    clause: ClauseEntry
    role: Role
    basis: Basis
    default_lead: bool
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """The plan with all that follows from it. Orders are the document's."""

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
    bracket_texts: Mapping[tuple[str, str], str]
    deadlines: tuple[Due, ...]

    def unit(self, name: str) -> Unit:
        """The unit of a printed name."""
        return self.data.register.by_name[name]

    def bracket(self, item: Item, name: str) -> str | None:
        """What the item prints in 〈〉 behind a unit's name, if anything."""
        return self.bracket_texts.get((item.id, name))


def build(data: Data) -> Index:
    """The index of checked data."""
    entries = tuple(_entries(data))
    clauses = tuple(clause for entry in entries for clause in _clauses(entry, data.plan.default_lead.rule))
    obligations = tuple(obligation for clause in clauses for obligation in oblige(clause, data.register))
    units = data.register.units
    return Index(
        data=data,
        entries=entries,
        clauses=clauses,
        obligations=obligations,
        entry_by_id={entry.item.id: entry for entry in entries},
        clauses_by_item=_collect((clause.entry.item.id, clause) for clause in clauses),
        by_unit=_collect((obligation.unit, obligation) for obligation in obligations),
        by_clause=_collect((obligation.clause.id, obligation) for obligation in obligations),
        groups_of=_collect((member, unit) for unit in units for member in unit.members),
        offices_in=_collect((unit.host, unit) for unit in units if unit.host),
        bracket_texts={(item, b.unit): b.text for b in data.plan.brackets for item in b.printed_in},
        deadlines=derive(data.plan, data.deadlines),
    )


def _collect(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _entries(data: Data) -> Iterator[Entry]:
    for number, part in enumerate(data.plan.parts, 1):
        for section in part.sections:
            for item in section.ungrouped:
                yield Entry(item, part, number, section, None, citation(number, item))
            for group in section.groups:
                for item in group.items:
                    yield Entry(item, part, number, section, group, citation(number, item))


def citation(part_number: int, item: Item) -> str:
    """How an item is cited: part and printed number. The goals are printed with （一）, the others with 1."""
    if item.kind == "goal":
        return goal_place(part_number, item.number)
    return item_place(part_number, item.number)


def _clauses(entry: Entry, rule: str) -> Iterator[ClauseEntry]:
    for clause_id, clause in entry.item.clause_ids():
        leads, others = clause.lead, clause.responsible
        if not leads:
            split = 1 if rule == "first" else len(others)
            leads, others = others[:split], others[split:]
        yield ClauseEntry(clause_id, clause, entry, leads, others, by_default=not clause.lead)


def oblige(clause: ClauseEntry, register: Register) -> tuple[Obligation, ...]:
    """All obligations of a clause, one a unit, in the order of the text.

    Direct beats derived: a unit that is named has the obligation of its name alone. Among derived ones a lead beats a
    part, a host beats a group, and what comes first in the text beats what comes later.
    """
    roles: tuple[tuple[Role, tuple[str, ...], Basis], ...] = (
        ("lead", clause.leads, "default_lead" if clause.by_default else "named"),
        ("responsible", clause.others, "named"),
    )
    candidates = [
        Obligation(unit, clause, role, basis, clause.by_default, via)
        for role, names, direct in roles
        for name in names
        for unit, basis, via in _reach(name, register, direct)
    ]
    best: dict[str, Obligation] = {}
    for candidate in candidates:
        known = best.get(candidate.unit)
        if known is None or _rank(candidate) < _rank(known):
            best[candidate.unit] = candidate
    return tuple(obligation for obligation in candidates if best[obligation.unit] is obligation)


def _rank(obligation: Obligation) -> tuple[bool, bool, int]:
    """What decides between two obligations of a unit from one clause; the smaller stands."""
    return bool(obligation.via), obligation.role != "lead", _BASIS_ORDER.index(obligation.basis)


def _reach(name: str, register: Register, basis: Basis) -> Iterator[tuple[str, Basis, tuple[str, ...]]]:
    """The units that a name in the text binds: itself, the host of an office, the members of a group."""
    pending: list[tuple[str, Basis, tuple[str, ...]]] = [(name, basis, ())]
    seen = {name}
    while pending:
        unit_name, found_basis, via = pending.pop(0)
        yield unit_name, found_basis, via
        unit = register.by_name[unit_name]
        further: Sequence[tuple[str, Basis]] = [(member, "group") for member in unit.members]
        if unit.host:
            further = [(unit.host, "host"), *further]
        for next_name, next_basis in further:
            if next_name not in seen:
                seen.add(next_name)
                pending.append((next_name, next_basis, (*via, unit_name)))
