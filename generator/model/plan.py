"""The shapes of the plan: what the document says, and nothing else.

What relates one record to another is not here but in `checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field

from generator.model.record import Listed, Record, Text

ItemKind = Literal["goal", "task", "conduct", "project", "candidate"]
# The kinds of the items that are livelihood projects.
LIVELIHOOD = ("project", "candidate")


class Document(Record):
    """What identifies the document; dates as printed."""

    letterhead: Text
    number: Text
    title: Text
    plan_title: Text
    issuer: Text
    signed: Text
    printed_by: Text
    printed: Text

    def reference(self, citation: str) -> str:
        """Return what names an item to those who do not have the document before them, given how it is cited in it."""
        return f"{self.issuer}：{self.plan_title}（{self.number}，{self.signed}），{citation}。"


class Paragraph(Record):
    """A numbered paragraph of the notice; the heading is its first sentence."""

    heading: Text
    text: Text


class Notice(Record):
    """The notice with which the plan is issued."""

    addressees: Listed[Text]
    opening: Text
    paragraphs: Listed[Paragraph]

    def paragraph_of(self, quote: str) -> int | None:
        """The number of the paragraph that a quotation stands in, from 1; None where no paragraph has it."""
        return next((n for n, paragraph in enumerate(self.paragraphs, 1) if quote in paragraph.text), None)


class DefaultLead(Record):
    """The plan's own rule for a clause that names no lead: all named units lead, or the first of them."""

    rule: Literal["all", "first"]
    quote: Text


class Feedback(Record):
    """The sentence of the notice by which those who take part in a clause owe feedback to its leads."""

    quote: Text


class Coordination(Record):
    """The sentence of the notice by which the leads of a clause coordinate those responsible for it."""

    quote: Text


class Bracket(Record):
    """What the document prints in 〈〉 behind a unit's name, and in which items it does."""

    unit: Text
    text: Text
    printed_in: Listed[Text]


class Clause(Record):
    """A part of an item with units of its own."""

    text: Text
    lead: Listed[Text] = ()
    responsible: Listed[Text] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The units that the clause names, leads first, as printed."""
        return (*self.lead, *self.responsible)


class Item(Record):
    """A numbered item. Most have one clause, whose text and units stand in the record itself."""

    id: Text
    text: Text | None = None
    lead: Listed[Text] = ()
    responsible: Listed[Text] = ()
    divided: Listed[Clause] = Field((), alias="clauses")

    @property
    def kind(self) -> str:
        """The kind of the item, which its id begins with."""
        return self.id.rpartition("-")[0]

    @property
    def number(self) -> int:
        """The number printed before the item, which restarts in each part; 0 where the id has none."""
        digits = self.id.rpartition("-")[2]
        return int(digits) if digits.isdecimal() and len(digits) < 10 else 0

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the item, at least one."""
        if self.divided:
            return self.divided
        whole = Clause.model_construct(
            text=self.text or "", lead=self.lead, responsible=self.responsible, node=self.node
        )
        return (whole,)

    def clause_ids(self) -> Iterator[tuple[str, Clause]]:
        """Each clause with its id: the item's own where there is one clause, else task-80.1, task-80.2 …"""
        for n, clause in enumerate(self.clauses, 1):
            yield (f"{self.id}.{n}" if self.divided else self.id), clause


class Group(Record):
    """Items under a group heading."""

    heading: Text
    items: Listed[Item]


class Section(Record):
    """A section of a part: items under group headings, or items directly."""

    id: Text
    title: Text | None = None
    groups: Listed[Group] = ()
    ungrouped: Listed[Item] = Field((), alias="items")

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for _, items in self.runs for item in items)

    @property
    def runs(self) -> Iterator[tuple[Group | None, tuple[Item, ...]]]:
        """The items as they follow each other: those under no heading, then those of each group."""
        if self.ungrouped:
            yield None, self.ungrouped
        yield from ((group, group.items) for group in self.groups)


class Part(Record):
    """A part of the plan; `kind` is the kind of all its items."""

    kind: ItemKind
    title: Text
    sections: Listed[Section]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for section in self.sections for item in section.items)


class Form(Record):
    """A form of the appendix: what its head asks for, its columns, its fixed rows and its note."""

    id: Text
    title: Text
    heads: Listed[Text] = ()
    columns: Listed[Text]
    rows: Listed[Text] = ()
    note: Text | None = None


class Deadline(Record):
    """When the forms are due: on a printed date, or, quarter by quarter from the first, on a day of a month of it.

    All is as printed: `first` 2025年第二季度, `month` 第1个月, `day` 20日.
    """

    id: Text
    forms: Listed[Text]
    date: Text | None = None
    first: Text | None = None
    month: Text | None = None
    day: Text | None = None
    quote: Text


class Plan(Record):
    """All that the document says."""

    document: Document
    notice: Notice
    default_lead: DefaultLead | None = None
    coordination: Coordination | None = None
    feedback: Feedback | None = None
    brackets: Listed[Bracket] = ()
    parts: Listed[Part]
    forms: Listed[Form] = ()
    deadlines: Listed[Deadline] = ()
    distribution: Listed[Text] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def goals(self) -> frozenset[int]:
        """The parts whose items are goals, from 1: their items are marked （一）, like the sections of other parts."""
        return frozenset(number for number, part in enumerate(self.parts, 1) if part.kind == "goal")

    @cached_property
    def _bracket_texts(self) -> dict[tuple[str, str], str]:
        return {(item, bracket.unit): bracket.text for bracket in self.brackets for item in bracket.printed_in}

    def bracket(self, item: Item, unit: str) -> str | None:
        """What an item prints in 〈〉 behind the name of a unit, if anything."""
        return self._bracket_texts.get((item.id, unit))

    @cached_property
    def named(self) -> frozenset[str]:
        """The names of all units that clauses name."""
        return frozenset(name for item in self.items for clause in item.clauses for name in clause.named)
