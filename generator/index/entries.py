"""The items of the plan with their places in it, and their clauses with who leads and who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.citations import item_label, item_mark, item_number, item_place, part_label
from generator.model.plan import Clause, DefaultLead, Group, Item, Part, Plan, Section
from generator.model.register import Register, Unit


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
        return item_mark(self.item.kind, self.item.number)


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause with its id and item, and who leads it and who takes part, as named in the text.

    Where the text names no lead and the plan has a rule of the default lead, `by_default` is true and `leads` follows
    that rule. A plan without the rule has clauses that nobody leads.
    """

    id: str
    clause: Clause
    entry: Entry
    leads: tuple[Unit, ...]
    others: tuple[Unit, ...]
    by_default: bool


def entries(plan: Plan) -> Iterator[Entry]:
    """All items with their places."""
    for number, part in enumerate(plan.parts, 1):
        for section in part.sections:
            for group, items in section.runs:
                for item in items:
                    counted = item_number(item.kind, item.number)
                    yield Entry(item, part, number, section, group, counted, item_place(number, counted))


def clauses(entry: Entry, default: DefaultLead | None, register: Register) -> Iterator[ClauseEntry]:
    """The clauses of an item, with who leads by the rule of the default lead where the text names no lead."""
    for clause_id, clause in entry.item.clause_ids():
        leads, others = clause.lead, clause.responsible
        if default and not leads:
            split = 1 if default.rule == "first" else len(others)
            leads, others = others[:split], others[split:]
        by_default = leads != clause.lead
        leading, taking_part = (tuple(register.by_name[name] for name in names) for names in (leads, others))
        yield ClauseEntry(clause_id, clause, entry, leading, taking_part, by_default)
