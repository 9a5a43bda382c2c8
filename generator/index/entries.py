"""The items of the plan with their places in it, and their clauses with who leads and who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.model.dates import day_of, days_of
from generator.model.document import DefaultLead
from generator.model.plan import Clause, Group, Item, Part, Plan, Section
from generator.model.register import Leader, Register, Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its place in the plan: part (from 1), section, group heading, and its number as printed.

    `number` is written as the document counts: （四） for a goal, 58 for any other item; `value` is what it counts.
    `part_label` is how the part is cited, 第二部分; it is empty in a plan without parts.
    """

    item: Item
    part: Part
    part_number: int
    section: Section
    group: Group | None
    part_label: str
    number: str
    value: int
    printed_number: str
    citation: str

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.item.id

    @property
    def text(self) -> str:
        """All that the item says."""
        return self.item.full_text

    @property
    def before_number(self) -> str:
        """What stands before the number where the item is cited: 第二部分第."""
        return f"{self.citation.rpartition('第')[0]}第"

    @property
    def label(self) -> str:
        """How the item is cited within its part: 第58项."""
        return self.citation[len(self.part_label) :]


@dataclass(frozen=True, slots=True)
class Milestone:
    """What a clause is to have reached by when, as printed, and the last day that follows."""

    due: str
    due_date: date | None
    text: str


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause with its id and item, and who leads it, who takes part and who supports it, as named in the text.

    Where the text names no lead and the plan has a rule of the default lead, `by_default` is true and `leads` follows
    that rule. A plan without the rule has clauses that nobody leads. `due` is printed, 2026年6月底前, and `due_date`
    the last day that follows from it; what a clause does not say, the heading above it may.
    """

    id: str
    clause: Clause
    entry: Entry
    leads: tuple[Unit, ...]
    others: tuple[Unit, ...]
    by_default: bool
    supporting: tuple[Unit, ...] = ()
    leaders: tuple[Leader, ...] = ()
    due: str = ""
    due_date: date | None = None
    milestones: tuple[Milestone, ...] = ()

    @property
    def text(self) -> str:
        """What the clause says."""
        return self.clause.text

    @property
    def named(self) -> Named:
        """The names of the units that the document gives the clause."""
        return owed(self.clause, self.entry.section)

    @property
    def terms(self) -> Iterator[Term]:
        """The milestones of the clause in their order, then its deadline, where it has any."""
        for number, one in enumerate(self.milestones, 1):
            yield Term(self, one.due, one.due_date, one.text, number)
        if self.due:
            yield Term(self, self.due, self.due_date, self.text)


class Term(NamedTuple):
    """By when a clause is due, or a milestone of it, which has a number from 1.

    `text` is what is to be reached by then.
    """

    clause: ClauseEntry
    due: str
    due_date: date | None
    text: str
    number: int = 0


def entries(plan: Plan) -> Iterator[Entry]:
    """All items with their places."""
    known = plan.numbers
    for number, part in enumerate(plan.parts, 1):
        for section in part.sections:
            for group, items in section.runs:
                for item in items:
                    id_, label = item.id, known.part_labels[number - 1]
                    printed = known.numbers[id_], known.values[id_], known.marks[id_], known.citations[id_]
                    yield Entry(item, part, number, section, group, label, *printed)


def clauses(entry: Entry, default: DefaultLead | None, register: Register, year: int) -> Iterator[ClauseEntry]:
    """The clauses of an item, with who leads by the rule of the default lead where the text names no lead.

    `year` is that of the plan, for deadlines that name none.
    """
    for clause_id, clause in entry.item.clause_ids():
        named = owed(clause, entry.section)
        leads, others = named.lead, named.responsible
        if default and not leads:
            split = 1 if default.rule == "first" else len(others)
            leads, others = others[:split], others[split:]
        leading, taking_part, supporting = (
            tuple(register.by_name[name] for name in names) for names in (leads, others, named.supporting)
        )
        leaders = clause.leaders or entry.section.leaders or entry.part.leaders
        due = clause.due or entry.section.due or ""
        yield ClauseEntry(
            clause_id,
            clause,
            entry,
            leading,
            taking_part,
            leads != named.lead,
            supporting,
            tuple(register.leader_by_name[name] for name in leaders),
            due,
            day_of(due, year),
            tuple(_milestones(clause, year)),
        )


def _milestones(clause: Clause, year: int) -> Iterator[Milestone]:
    days = days_of((one.due for one in clause.milestones), year)
    for one, day in zip(clause.milestones, days, strict=True):
        yield Milestone(one.due, day, one.text)


class Named(NamedTuple):
    """The names of units by the roles in which they are named."""

    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    supporting: tuple[str, ...]


def owed(clause: Clause, section: Section) -> Named:
    """Return who leads a clause, takes part in it and supports it by its own words, else by those of the section."""
    if not clause.named:
        return Named(section.lead, section.responsible, section.supporting)
    return Named(clause.lead or section.lead, clause.responsible, clause.supporting)
