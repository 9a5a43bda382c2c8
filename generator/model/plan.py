"""The shapes of the plan: what the document says, and nothing else.

What relates one record to another is not here but in `checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field

from generator.model.record import (
    DATE,
    DAY,
    DOCUMENT_NUMBER,
    FORM,
    FORM_ID,
    ITEM_ID,
    MONTH,
    QUARTER,
    SLUG,
    UNIT,
    Listed,
    Record,
    Text,
)

ItemKind = Literal["goal", "task", "conduct", "project", "candidate"]
# The kinds of the items that are livelihood projects.
LIVELIHOOD = ("project", "candidate")


class Document(Record):
    """What identifies the document; dates as printed. Some have no letterhead, and no colophon."""

    letterhead: Text | None = Field(None, description="红头上印的发文机关标志；没有印的不写")
    number: Text = Field(description="发文字号，年份用六角括号", json_schema_extra=DOCUMENT_NUMBER)
    title: Text = Field(description="通知的标题")
    plan_title: Text = Field(description="方案的标题")
    issuer: Text = Field(description="落款的发文机关")
    signed: Text = Field(description="成文日期，照印的写", json_schema_extra=DATE)
    printed_by: Text | None = Field(None, description="印发机关；没有印的不写")
    printed: Text | None = Field(None, description="印发日期，照印的写；没有印的不写", json_schema_extra=DATE)

    @property
    def issued(self) -> str:
        """The date of the document's issue as printed: when it was printed, else when it was signed."""
        return self.printed or self.signed

    def reference(self, citation: str) -> str:
        """Return what names an item to those who do not have the document before them, given how it is cited in it."""
        return f"{self.issuer}：{self.plan_title}（{self.number}，{self.signed}），{citation}。"


class Paragraph(Record):
    """A numbered paragraph of the notice; the heading is its first sentence."""

    heading: Text = Field(description="这一段的第一句，不抄“一、”")
    text: Text = Field(description="这一段其余的文字")


class Notice(Record):
    """The notice with which the plan is issued."""

    addressees: Listed[Text] = Field(description="主送单位，一行一个")
    opening: Text = Field(description="通知开头的一段")
    paragraphs: Listed[Paragraph] = Field((), description="编了号的各段；没有编号的不写")

    def paragraph_of(self, quote: str) -> int | None:
        """The number of the paragraph that a quotation stands in, from 1; None where no paragraph has it."""
        return next((n for n, paragraph in enumerate(self.paragraphs, 1) if quote in paragraph.text), None)


class DefaultLead(Record):
    """The plan's own rule for a clause that names no lead: all named units lead, or the first of them."""

    rule: Literal["all", "first"] = Field(
        description="没有写牵头单位的分项由谁牵头：all 所列各单位都牵头，first 第一个单位牵头"
    )
    quote: Text = Field(description="通知里说这条规则的话，照抄，一字不改")
    printed_in: Text | None = Field(
        None, description="规则印在哪个事项的单位后面，填编号；印在通知里的不写", json_schema_extra=ITEM_ID
    )


class Feedback(Record):
    """The sentence of the notice by which those who take part in a clause owe feedback to its leads."""

    quote: Text = Field(description="通知里要参加单位向牵头单位反馈的话，照抄")


class Coordination(Record):
    """The sentence of the notice by which the leads of a clause coordinate those responsible for it."""

    quote: Text = Field(description="通知里要牵头单位统筹协调的话，照抄")


class Bracket(Record):
    """What the document prints in 〈〉 behind a unit's name, and in which items it does."""

    unit: Text = Field(description="哪个单位后面印有〈〉", json_schema_extra=UNIT)
    text: Text = Field(description="〈〉里印的文字，不抄〈〉")
    printed_in: Listed[Text] = Field(description="印在哪些事项里，一行一个编号", json_schema_extra=ITEM_ID)


class Clause(Record):
    """A part of an item with units of its own."""

    text: Text = Field(description="这一段的全文，用中文标点，不加空格")
    lead: Listed[Text] = Field(
        (), description="牵头单位，一行一个；没有写牵头单位的，不写这一项", json_schema_extra=UNIT
    )
    responsible: Listed[Text] = Field(
        (), description="责任单位，一行一个；连写的要写全，如“江汉、硚口区人民政府”写成两行", json_schema_extra=UNIT
    )

    @property
    def named(self) -> tuple[str, ...]:
        """The units that the clause names, leads first, as printed."""
        return (*self.lead, *self.responsible)


class Item(Record):
    """A numbered item. Most have one clause, whose text and units stand in the record itself."""

    id: Text = Field(description="编号，如 task-58 是第二部分第58项；定下以后不改，也不再用", json_schema_extra=ITEM_ID)
    text: Text | None = Field(None, description="事项的全文，用中文标点，不加空格，不抄序号和单位括号；分段的不写")
    lead: Listed[Text] = Field(
        (), description="牵头单位，一行一个；没有写牵头单位的，不写这一项", json_schema_extra=UNIT
    )
    responsible: Listed[Text] = Field(
        (), description="责任单位，一行一个；连写的要写全，如“江汉、硚口区人民政府”写成两行", json_schema_extra=UNIT
    )
    divided: Listed[Clause] = Field(
        (), alias="clauses", description="一个事项分几段、各有单位时用：每段有自己的 text、lead、responsible"
    )

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

    heading: Text = Field(description="小标题，不抄“——”")
    items: Listed[Item] = Field(description="这个小标题下面的事项")


class Section(Record):
    """A section of a part: items under group headings, or items directly."""

    id: Text = Field(description="章节的编号，是网址里的名字，定下以后不改", json_schema_extra=SLUG)
    title: Text | None = Field(None, description="章节的标题，不抄“（一）”；一个部分只有一个章节的，可以不写")
    groups: Listed[Group] = Field((), description="章节里有“——”小标题的，用它代替 items")
    ungrouped: Listed[Item] = Field((), alias="items", description="章节里的事项，按原文的次序")

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

    kind: ItemKind = Field(
        description="goal 目标，task 任务，conduct 自身建设，project 票决项目，candidate 候选项目；一种只有一个部分"
    )
    title: Text = Field(description="部分的标题，不抄“一、”")
    sections: Listed[Section] = Field(description="这一部分的章节")

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for section in self.sections for item in section.items)


class Form(Record):
    """A form of the appendix: what its head asks for, its columns, its fixed rows and its note."""

    id: Text = Field(description="附表的编号", json_schema_extra=FORM_ID)
    title: Text = Field(description="附表的标题")
    heads: Listed[Text] = Field((), description="表头上方要填的各项，一行一个")
    columns: Listed[Text] = Field(description="各列的名称，一行一个")
    rows: Listed[Text] = Field((), description="印好的各行，一行一个；按事项填的不写")
    note: Text | None = Field(None, description="表下的说明")


class Deadline(Record):
    """When the forms are due: on a printed date, or, quarter by quarter from the first, on a day of a month of it.

    All is as printed: `first` 2025年第二季度, `month` 第1个月, `day` 20日.
    """

    id: Text = Field(description="时限的编号，小写字母、数字和连字符，定下以后不改", json_schema_extra=SLUG)
    forms: Listed[Text] = Field(description="要报哪些附表，一行一个编号", json_schema_extra=FORM)
    date: Text | None = Field(
        None, description="写明的日期；写成规则的不写，改写 first、month、day", json_schema_extra=DATE
    )
    first: Text | None = Field(None, description="规则从哪个季度起", json_schema_extra=QUARTER)
    month: Text | None = Field(None, description="季度的第几个月", json_schema_extra=MONTH)
    day: Text | None = Field(None, description="几日前", json_schema_extra=DAY)
    quote: Text = Field(description="通知里说这个时限的话，照抄，一字不改")


class Plan(Record):
    """All that the document says."""

    document: Document = Field(description="文件的题头和落款")
    notice: Notice = Field(description="印发方案的通知")
    default_lead: DefaultLead | None = Field(None, description="没有写牵头单位的分项由谁牵头；通知没有规定的，不写")
    coordination: Coordination | None = Field(None, description="牵头单位统筹协调的规定；通知没有规定的，不写")
    feedback: Feedback | None = Field(None, description="参加单位反馈的规定；通知没有规定的，不写")
    brackets: Listed[Bracket] = Field((), description="单位名后面印的〈〉，写明印在哪些事项里")
    parts: Listed[Part] = Field(description="方案的各部分，按原文的次序")
    forms: Listed[Form] = Field((), description="附表")
    deadlines: Listed[Deadline] = Field((), description="报送时限，都是通知里的话")
    distribution: Listed[Text] = Field((), description="抄送单位，一行一句")

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
