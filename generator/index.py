"""Everything that is derived from the data, derived once: obligations, back-links, citations, and who files forms.

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
from generator.model import (
    Clause,
    Deadline,
    DefaultLead,
    Feedback,
    Group,
    Item,
    Kind,
    Part,
    Register,
    Restatement,
    Section,
    Unit,
)
from generator.official import form_place, item_label, item_place, notice_place, part_label
from generator.places import printed_number

Role = Literal["lead", "responsible"]
Basis = Literal["named", "default_lead", "host", "group"]
# Who files the forms for what a unit leads: itself, its members (known or not), its host. A unit that leads nothing
# files nothing; it owes feedback to the leads of what it takes part in, or not even that.
Filing = Literal["files", "members", "unknown_members", "host", "feedback", "nothing"]
K = TypeVar("K")
V = TypeVar("V")
_BASIS_ORDER: tuple[Basis, ...] = ("named", "default_lead", "host", "group")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its place in the plan: part (from 1), section, group heading, and its number in the part.

    `number` is written as the document counts: （四） for a goal, 58 for any other item.
    """

    item: Item
    part: Part
    part_number: int
    section: Section
    group: Group | None
    number: str
    citation: str

    @property
    def part_label(self) -> str:
        """How the part is cited: 第二部分."""
        return part_label(self.part_number)

    @property
    def label(self) -> str:
        """How the item is cited within its part: 第58项."""
        return item_label(self.number)

    @property
    def printed_number(self) -> str:
        """The number as printed before the item: 58. with its point, （四） without one."""
        return self.number if self.item.kind == "goal" else f"{self.number}."


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause with its id and item, and who leads it and who takes part, as named in the text.

    Where the text names no lead and the plan has a rule of the default lead, `by_default` is true and `leads` follows
    that rule. A plan without the rule has clauses that nobody leads.
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

    `via` holds the names from the one in the text down to the one that contains the unit; it is empty where the unit
    itself is named. `default_lead` says that the unit leads, on whatever basis, because the text names no lead.
    """

    unit: str
    clause: ClauseEntry
    role: Role
    basis: Basis
    default_lead: bool
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the notice, and the number of the paragraph that they stand in, from 1."""

    text: str
    paragraph: int

    @property
    def place(self) -> str:
        """Where the words stand, as people say it: 通知第一段."""
        return notice_place(self.paragraph)


@dataclass(frozen=True, slots=True)
class Index:
    """The plan with all that follows from it. Orders are the document's, and the register's.

    Units go by name in mappings, items, clauses and forms by id.
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
    bracket_texts: Mapping[tuple[str, str], str]
    deadlines: tuple[Due, ...]
    led_by: Mapping[str, tuple[Obligation, ...]]
    filing: Mapping[str, Filing]
    by_kind: tuple[tuple[Kind, tuple[Unit, ...]], ...]
    form_labels: Mapping[str, str]
    restated: Mapping[str, tuple[Restatement, ...]]

    def unit(self, name: str) -> Unit:
        """The unit of a printed name."""
        return self.data.register.by_name[name]

    def led(self, unit: Unit) -> tuple[Obligation, ...]:
        """The obligations of a unit in which it leads."""
        return self.led_by.get(unit.name, ())

    def reports(self, unit: Unit) -> bool:
        """Whether a unit files the forms itself."""
        return self.filing[unit.name] == "files"

    @property
    def reporting(self) -> tuple[Unit, ...]:
        """The units that file the forms themselves, in the order of the register."""
        return tuple(unit for unit in self.data.register.units if self.reports(unit))

    def quotation(self, quoted: DefaultLead | Feedback | Deadline | None) -> Quotation | None:
        """What a rule quotes of the notice, with its place there; None without a rule."""
        paragraph = self.data.plan.notice.paragraph_of(quoted.quote) if quoted else None
        return Quotation(quoted.quote, paragraph) if quoted and paragraph else None

    def bracket(self, item: Item, name: str) -> str | None:
        """What the item prints in 〈〉 behind a unit's name, if anything."""
        return self.bracket_texts.get((item.id, name))


def build(data: Data) -> Index:
    """The index of checked data."""
    entries = tuple(_entries(data))
    clauses = tuple(clause for entry in entries for clause in _clauses(entry, data.plan.default_lead))
    obligations = tuple(obligation for clause in clauses for obligation in oblige(clause, data.register))
    by_unit = _collect((obligation.unit, obligation) for obligation in obligations)
    units = data.register.units
    return Index(
        data=data,
        entries=entries,
        clauses=clauses,
        obligations=obligations,
        entry_by_id={entry.item.id: entry for entry in entries},
        clauses_by_item=_collect((clause.entry.item.id, clause) for clause in clauses),
        by_unit=by_unit,
        by_clause=_collect((obligation.clause.id, obligation) for obligation in obligations),
        groups_of=_collect((member, unit) for unit in units for member in data.register.members_of[unit.name]),
        offices_in=_collect((unit.host, unit) for unit in units if unit.host),
        bracket_texts={(item, b.unit): b.text for b in data.plan.brackets for item in b.printed_in},
        deadlines=derive(data.plan, data.deadlines),
        led_by=_collect((obligation.unit, obligation) for obligation in obligations if obligation.role == "lead"),
        filing={unit.name: _filing(unit, by_unit.get(unit.name, ())) for unit in units},
        by_kind=tuple(_by_kind(data.register)),
        form_labels={form.id: form_place(number) for number, form in enumerate(data.plan.forms, 1)},
        restated=_collect((item, one) for one in data.restatements.restatements for item in (one.project, one.task)),
    )


def _collect(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _entries(data: Data) -> Iterator[Entry]:
    for number, part in enumerate(data.plan.parts, 1):
        for section in part.sections:
            for group, items in section.runs:
                for item in items:
                    counted = printed_number(item.kind, item.number)
                    yield Entry(item, part, number, section, group, counted, item_place(number, counted))


def _clauses(entry: Entry, default: DefaultLead | None) -> Iterator[ClauseEntry]:
    for clause_id, clause in entry.item.clause_ids():
        leads, others = clause.lead, clause.responsible
        if default and not leads:
            split = 1 if default.rule == "first" else len(others)
            leads, others = others[:split], others[split:]
        yield ClauseEntry(clause_id, clause, entry, leads, others, by_default=leads != clause.lead)


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
        Obligation(unit, clause, role, basis, clause.by_default and role == "lead", via)
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


def _by_kind(register: Register) -> Iterator[tuple[Kind, tuple[Unit, ...]]]:
    """The kinds that have any units, with their units."""
    units = _collect((unit.kind, unit) for unit in register.units)
    return ((kind, units[kind.id]) for kind in register.kinds if kind.id in units)


def _filing(unit: Unit, owed: Sequence[Obligation]) -> Filing:
    """Groups do not file, for their members do; nor do offices, whose clauses are in the forms of their host."""
    if not any(obligation.role == "lead" for obligation in owed):
        return "feedback" if any(obligation.clause.leads for obligation in owed) else "nothing"
    if unit.is_group:
        return "unknown_members" if unit.membership == "open" else "members"
    return "host" if unit.host else "files"


def _reach(name: str, register: Register, basis: Basis) -> Iterator[tuple[str, Basis, tuple[str, ...]]]:
    """The units that a name in the text binds: itself, the host of an office, the members of a group."""
    pending: list[tuple[str, Basis, tuple[str, ...]]] = [(name, basis, ())]
    seen = {name}
    while pending:
        unit_name, found_basis, via = pending.pop(0)
        yield unit_name, found_basis, via
        unit = register.by_name[unit_name]
        further: Sequence[tuple[str, Basis]] = [(member, "group") for member in register.members_of[unit_name]]
        if unit.host:
            further = [(unit.host, "host"), *further]
        for next_name, next_basis in further:
            if next_name not in seen:
                seen.add(next_name)
                pending.append((next_name, next_basis, (*via, unit_name)))
