"""The shapes of the data: the plan as the document has it, the register of units, and the corrections.

What relates one record to another is not here but in `checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field

from generator.problems import Place
from generator.record import Listed, Record, Text

ItemKind = Literal["goal", "task", "conduct", "project", "candidate"]
Membership = Literal["defined", "asserted", "open"]


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

    @cached_property
    def named(self) -> frozenset[str]:
        """The names of all units that clauses name."""
        return frozenset(name for item in self.items for clause in item.clauses for name in clause.named)


class Kind(Record):
    """A class of units. `shared_ending` is what units of the class printed in a row have in common, printed once."""

    id: Text
    title: Text
    shared_ending: Text | None = None


class Unit(Record):
    """A unit or a group of units; all but its printed name is the editors' assertion.

    Who belongs to a group the register tells, from the members that are `listed` and from `member_kinds`.
    """

    id: Text
    name: Text
    official_name: Text | None = None
    kind: Text
    aliases: Listed[Text] = ()
    host: Text | None = None
    offices: Listed[Text] = ()
    membership: Membership | None = None
    listed: Listed[Text] = Field((), alias="members")
    member_kinds: Listed[Text] = ()
    source: Text | None = None
    joined_by: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the unit: as printed, in full, and the others by which people call it."""
        return tuple(name for name in (self.name, self.official_name, *self.aliases) if name)

    @property
    def is_group(self) -> bool:
        """Whether this is a group of units."""
        return self.membership is not None

    @property
    def members_place(self) -> Place:
        """Where the record says who its members are."""
        return self.node.key("members" if self.node.has("members") else "member_kinds")


class Basis(Record):
    """On what the editors' assertions about units rest, by key of the unit's record."""

    official_name: Text
    aliases: Text
    kind: Text


class Ambiguous(Record):
    """A word that people use for several units."""

    alias: Text
    units: Listed[Text]


class Register(Record):
    """The register of units, in the order of the unit index."""

    basis: Basis
    kinds: Listed[Kind]
    ambiguous: Listed[Ambiguous] = ()
    units: Listed[Unit]

    @cached_property
    def by_name(self) -> dict[str, Unit]:
        """Units by printed name."""
        return {unit.name: unit for unit in self.units}

    @cached_property
    def by_any_name(self) -> dict[str, Unit]:
        """Units by each of their names, printed names before all others."""
        others = {name: unit for unit in reversed(self.units) for name in unit.names}
        return {**others, **self.by_name}

    @cached_property
    def units_called(self) -> dict[str, tuple[str, ...]]:
        """The printed names of the units that a word stands for: one for a unit's name, several if it is ambiguous."""
        several = {word.alias: word.units for word in self.ambiguous}
        return {**several, **{name: (unit.name,) for name, unit in self.by_any_name.items()}}

    @cached_property
    def kind_by_id(self) -> dict[str, Kind]:
        """Kinds by id."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def members_of(self) -> dict[str, tuple[str, ...]]:
        """The members of every unit by its name: those listed, then all units of its kinds in the register's order."""
        return {unit.name: tuple(dict.fromkeys((*unit.listed, *self._of_kinds(unit)))) for unit in self.units}

    def _of_kinds(self, group: Unit) -> Iterator[str]:
        return (unit.name for unit in self.units if unit.kind in group.member_kinds and not unit.is_group)


class Convention(Record):
    """A departure from the source that is made everywhere, by rule."""

    title: Text
    text: Text


class Correction(Record):
    """One departure from the source: `before`, which stands there once, became `after`.

    With `omit_rest` what follows on the line of the source is left out as well.
    """

    record: Text
    before: Text
    after: str
    reason: Text
    omit_rest: Literal["true", "false"] = "false"


class Corrections(Record):
    """How the text departs from the source: by rule everywhere, and place by place."""

    conventions: Listed[Convention] = ()
    # May be an empty list, as a file cannot be empty.
    corrections: tuple[Correction, ...] = ()


class Restatement(Record):
    """That a livelihood project is the same matter as a task of another part, with the words of both that say so."""

    project: Text
    task: Text
    project_words: Text
    task_words: Text
    note: Text | None = None


class Restatements(Record):
    """What the plan says twice, as the editors see it, and on what basis."""

    basis: Text
    restatements: Listed[Restatement] = ()
