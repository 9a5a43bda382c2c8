"""The shapes of the plan: its parts, sections, items and clauses, and the whole of it with what is around them.

What relates one record to another is not here but in `checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from generator.model.document import Coordination, Deadline, DefaultLead, Document, Feedback, Form, Notice
from generator.model.numbering import Numbers, numbered, own_mark
from generator.model.record import (
    ITEM_ID,
    LEADER,
    MARK,
    MEASURE,
    SLUG,
    UNIT,
    Listed,
    Node,
    Record,
    Text,
)

ItemKind = Literal["goal", "task", "conduct", "project", "candidate"]
# The kinds of the items that are livelihood projects.
LIVELIHOOD = ("project", "candidate")
Rank = Literal["lead", "responsible", "supporting"]
USUAL_LABELS: dict[Rank, str] = {"lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位"}


class Role(Record):
    """What a plan calls the units of a rank, and what it prints between them."""

    rank: Rank = Field(description="哪一种角色：lead 牵头，responsible 责任，supporting 配合")
    label: Text = Field(description="方案怎样称呼，照印的写，如 主办单位")
    separator: str | None = Field(
        None, description="这些单位之间一律印的，如 、；按单位的类别印 、和 ，的不写", json_schema_extra=MEASURE
    )


class Bracket(Record):
    """What the document prints in 〈〉 behind a unit's name, and in which items it does."""

    unit: Text = Field(description="哪个单位后面印有〈〉", json_schema_extra=UNIT)
    text: Text = Field(description="〈〉里印的文字，不抄〈〉")
    printed_in: Listed[Text] = Field(description="印在哪些事项里，一行一个编号", json_schema_extra=ITEM_ID)


class Milestone(Record):
    """What a clause is to have reached by when, on the way to its end."""

    due: Text = Field(description="到什么时候，照印的写，如 3月底前、第二季度")
    text: Text = Field(description="完成什么，照印的写，如 完成可研批复")

    @property
    def printed(self) -> str:
        """Both in one: 3月底前：完成可研批复."""
        return f"{self.due}：{self.text}"


class Owed(Record):
    """What is owed by units: a clause, or all that stands under the title of a section."""

    if TYPE_CHECKING:
        lead: tuple[str, ...]
        responsible: tuple[str, ...]
        supporting: tuple[str, ...]
        words: str | None

    def units(self, rank: Rank) -> tuple[str, ...]:
        """The units of a rank."""
        return {"lead": self.lead, "responsible": self.responsible, "supporting": self.supporting}[rank]

    @property
    def named(self) -> tuple[str, ...]:
        """The units that are named, leads first, as printed."""
        return (*self.lead, *self.responsible, *self.supporting)


# What a clause says of who owes it, and an item whose clause is the whole of it. A record has its own fields first, by
# which it is known, so the two share these rather than a class.
_LEAD: Any = Field((), description="牵头单位，一行一个；没有写牵头单位的，不写这一项", json_schema_extra=UNIT)
_RESPONSIBLE: Any = Field(
    (), description="责任单位，一行一个；连写的要写全，如“甲、乙区人民政府”写成两行", json_schema_extra=UNIT
)
_SUPPORTING: Any = Field((), description="配合、协办的单位，一行一个；没有的不写", json_schema_extra=UNIT)
_LEADERS: Any = Field((), description="分管领导，照印的写，一行一个；没有的不写", json_schema_extra=LEADER)
_DUE: Any = Field(None, description="完成时限，照印的写，如 2026年6月底前；没有的不写")
_MILESTONES: Any = Field((), description="进度安排：到什么时候完成什么，一个节点一条，照印的写；没有的不写")
_UNASSIGNED: Any = Field(None, description="文件没有写由谁负责的，写 true；别的不写")
_WORDS: Any = Field(
    None,
    description="后面怎样印的单位，照抄，如 （甲局牵头，乙局配合）；印成（牵头单位：甲局；…）的不写，没有印的写 无",
)

# What is printed below a heading or an item, and no item.
_BELOW: Any = Field((), description="下面另印的话，不是事项，一段一行；没有的不写")

_CELLED: Any = Field(
    None, description="标题不单独占一行的，写 true：印在表格的一栏里，或者原文没有，是编者起的；别的不写"
)


class Clause(Owed):
    """A part of an item with units of its own."""

    text: Text = Field(description="这一段的全文，用中文标点，不加空格")
    lead: Listed[Text] = _LEAD
    responsible: Listed[Text] = _RESPONSIBLE
    supporting: Listed[Text] = _SUPPORTING
    leaders: Listed[Text] = _LEADERS
    due: Text | None = _DUE
    milestones: Listed[Milestone] = _MILESTONES
    unassigned: Literal["true"] | None = _UNASSIGNED
    words: Text | None = _WORDS


class Item(Record):
    """A numbered item. Most have one clause, whose text and units stand in the record itself."""

    id: Text = Field(description="编号，如 task-58 是第二部分第58项；定下以后不改，也不再用", json_schema_extra=ITEM_ID)
    text: Text | None = Field(None, description="事项的全文，用中文标点，不加空格，不抄序号和单位括号；分段的不写")
    lead: Listed[Text] = _LEAD
    responsible: Listed[Text] = _RESPONSIBLE
    supporting: Listed[Text] = _SUPPORTING
    leaders: Listed[Text] = _LEADERS
    due: Text | None = _DUE
    milestones: Listed[Milestone] = _MILESTONES
    unassigned: Literal["true"] | None = _UNASSIGNED
    words: Text | None = _WORDS
    mark: str | None = Field(
        None,
        description="前面印的序号，照印的写，如 6、；与这一部分的规则一致的不写，没有印的写 无",
        json_schema_extra=MARK,
    )
    divided: Listed[Clause] = Field(
        (), alias="clauses", description="一个事项分几段、各有单位时用：每段有自己的 text、lead、responsible"
    )
    cells: Text | None = Field(None, description="表格里印在序号和事项之间的各栏，照抄，连着写；不是表格的不写")
    below: Listed[Text] = _BELOW

    @property
    def kind(self) -> str:
        """The kind of the item, which its id begins with."""
        return self.id.rpartition("-")[0]

    @property
    def number(self) -> int:
        """The number of the item among those of its kind, by its id; 0 where the id has none."""
        digits = self.id.rpartition("-")[2]
        return int(digits) if digits.isdecimal() and len(digits) < 10 else 0

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the item, at least one."""
        if self.divided:
            return self.divided
        whole = Clause.model_construct(
            text=self.text or "",
            lead=self.lead,
            responsible=self.responsible,
            supporting=self.supporting,
            leaders=self.leaders,
            due=self.due,
            milestones=self.milestones,
            unassigned=self.unassigned,
            words=self.words,
            node=self.node,
        )
        return (whole,)

    @property
    def full_text(self) -> str:
        """All that the item says, clause after clause."""
        return "".join(clause.text for clause in self.clauses)

    def clause_ids(self) -> Iterator[tuple[str, Clause]]:
        """Each clause with its id: the item's own where there is one clause, else task-80.1, task-80.2 …"""
        for n, clause in enumerate(self.clauses, 1):
            yield (f"{self.id}.{n}" if self.divided else self.id), clause


class Group(Record):
    """Items under a group heading."""

    printed_heading: Text = Field(alias="heading", description="小标题，不抄“——”")
    mark: str | None = Field(
        None, description="小标题前面印的，照印的写，如 1.；印“——”的不写，没有印的写 无", json_schema_extra=MARK
    )
    celled: Literal["true"] | None = _CELLED
    below: Listed[Text] = _BELOW
    items: Listed[Item] = Field(description="这个小标题下面的事项")

    @property
    def heading(self) -> str:
        """The heading without the full stop that some plans print behind it."""
        return _without_stop(self.printed_heading) or ""

    @property
    def printed_mark(self) -> str:
        """What is printed before the heading."""
        return own_mark(self.mark, "——")


class Section(Owed):
    """A section of a part: items under group headings, or items directly."""

    id: Text = Field(description="章节的编号，是网址里的名字，定下以后不改", json_schema_extra=SLUG)
    printed_title: Text | None = Field(
        None, alias="title", description="章节的标题，不抄“（一）”；一个部分只有一个章节的，可以不写"
    )
    mark: str | None = Field(
        None,
        description="标题前面印的序号，照印的写，如 （三）；就是它的次序的不写，没有印的写 无",
        json_schema_extra=MARK,
    )
    lead: Listed[Text] = Field(
        (), description="标题后面写的牵头单位，没有写牵头单位的事项照此；没有的不写", json_schema_extra=UNIT
    )
    responsible: Listed[Text] = Field(
        (), description="标题后面写的责任单位，没有写单位的事项照此；没有的不写", json_schema_extra=UNIT
    )
    supporting: Listed[Text] = Field(
        (), description="标题后面写的配合单位，没有写单位的事项照此；没有的不写", json_schema_extra=UNIT
    )
    leaders: Listed[Text] = Field(
        (), description="标题写的分管领导，没有写领导的事项照此；没有的不写", json_schema_extra=LEADER
    )
    due: Text | None = Field(None, description="标题后面写的时限，没有写时限的事项照此；没有的不写")
    words: Text | None = _WORDS
    celled: Literal["true"] | None = _CELLED
    below: Listed[Text] = _BELOW
    groups: Listed[Group] = Field((), description="章节里有“——”小标题的，用它代替 items")
    ungrouped: Listed[Item] = Field((), alias="items", description="章节里的事项，按原文的次序")

    @property
    def title(self) -> str | None:
        """The title without the full stop that some plans print behind it."""
        return _without_stop(self.printed_title)

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


class Numbering(Record):
    """How the items of a part are numbered, where it is not from 1 in the part."""

    counted: Literal["part", "section", "group", "plan"] = Field(
        "part", description="序号从哪里起数：part 部分，section 章节，group 小标题，plan 接着上一个部分数"
    )
    mark: str | None = Field(
        None, description="第一个序号的样子，如 1. 1、 （1） （一） ①；都没有印序号的写 无", json_schema_extra=MARK
    )


class Part(Record):
    """A part of the plan; `kind` is the kind of all its items."""

    kind: ItemKind = Field(
        description="goal 目标，task 任务，conduct 自身建设，project 票决项目，candidate 候选项目；"
        "几个部分可以是一种，事项的编号接着数"
    )
    printed_title: Text | None = Field(None, alias="title", description="部分的标题，不抄“一、”；方案不分部分的不写")
    mark: str | None = Field(
        None,
        description="标题前面印的序号，照印的写，如 四、；就是它的次序的不写，没有印的写 无",
        json_schema_extra=MARK,
    )
    leaders: Listed[Text] = Field(
        (), description="标题写的分管领导，没有写领导的事项照此；没有的不写", json_schema_extra=LEADER
    )
    numbering: Numbering | None = Field(None, description="事项怎样编号；从1起在部分里连续编号、印成 1. 的不写")
    below: Listed[Text] = _BELOW
    sections: Listed[Section] = Field(description="这一部分的章节")

    @property
    def title(self) -> str | None:
        """The title without the full stop that some plans print behind it."""
        return _without_stop(self.printed_title)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def is_first(self) -> bool:
        """Whether this is the first part of its kind, by the id of its first section: these run on through a kind."""
        number = self.sections[0].id.rpartition("-")[2]
        return not number.isdecimal() or int(number) == 1

    @property
    def key(self) -> str:
        """What tells the part from all others for ever: its kind, for a further part of a kind its first section."""
        return self.kind if self.is_first else self.sections[0].id


class Plan(Record):
    """All that the document says."""

    given_document: Document | None = Field(None, alias="document", description="文件的题头和落款；没有印的不写")
    given_notice: Notice | None = Field(None, alias="notice", description="印发方案的通知；没有的不写")
    roles: Listed[Role] = Field(
        (), description="单位的角色，按印的次序；就叫牵头单位、责任单位、配合单位，单位按类别分隔的不写"
    )
    default_lead: DefaultLead | None = Field(None, description="没有写牵头单位的分项由谁牵头；通知没有规定的，不写")
    coordination: Coordination | None = Field(None, description="牵头单位统筹协调的规定；通知没有规定的，不写")
    feedback: Feedback | None = Field(None, description="参加单位反馈的规定；通知没有规定的，不写")
    brackets: Listed[Bracket] = Field((), description="单位名后面印的〈〉，写明印在哪些事项里")
    introduction: Listed[Text] = Field((), description="方案标题下面、第一个部分前面的话，一段一行；没有的不写")
    parts: Listed[Part] = Field(description="方案的各部分，按原文的次序")
    closing: Listed[Text] = Field((), description="最后一个事项后面、不属于哪个部分的话，一段一行；没有的不写")
    forms: Listed[Form] = Field((), description="附表")
    deadlines: Listed[Deadline] = Field((), description="报送时限，都是通知里的话")
    distribution: Listed[Text] = Field((), description="抄送单位，一行一句")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of all parts, in order."""
        return tuple(section for part in self.parts for section in part.sections)

    @property
    def letter_name(self) -> str:
        """What the words before the parts are called: a notice, or the beginning of a document that is one with it."""
        return "通知" if self.document.plan_title else "前言"

    @property
    def lead_rule(self) -> DefaultLead | None:
        """The rule by which clauses that name no lead get one, if there is such a rule."""
        return None if self.default_lead and self.default_lead.rule == "starred" else self.default_lead

    def says(self, words: str) -> bool:
        """Return whether words stand outside of items and of the numbered paragraphs of the notice."""
        below = [text for part in self.parts for text in part.below]
        for section in self.sections:
            below += (*section.below, *(text for group in section.groups for text in group.below))
        below += (text for item in self.items for text in item.below)
        return any(words in text for text in (self.notice.opening or "", *self.introduction, *below, *self.closing))

    @cached_property
    def leaders(self) -> tuple[str, ...]:
        """The names of all leaders, each once, in the order in which the plan names them."""
        named = (
            name
            for part in self.parts
            for names in (part.leaders, *(one.leaders for section in part.sections for one in _all_owed(section)))
            for name in names
        )
        return tuple(dict.fromkeys(named))

    @cached_property
    def has_dues(self) -> bool:
        """Whether any clause has a deadline of its own."""
        return any(one.due for section in self.sections for one in _all_owed(section))

    @cached_property
    def has_milestones(self) -> bool:
        """Whether any clause has milestones."""
        return any(clause.milestones for item in self.items for clause in item.clauses)

    @property
    def clause_dates_name(self) -> str:
        """What the dates of clauses are called: their deadlines, their milestones, or both; empty without any."""
        named = (("完成时限", self.has_dues), ("进度安排", self.has_milestones))
        return "和".join(name for name, there in named if there)

    @property
    def dates_name(self) -> str:
        """What the dates of the plan are called: those on which forms are due, those of clauses, or both."""
        if self.deadlines and self.clause_dates_name:
            return "时限"
        return self.clause_dates_name or "报送时限"

    @cached_property
    def document(self) -> Document:
        """The head of the document; one that says nothing where nothing is printed."""
        return self.given_document or Document.model_construct(
            **{name: None for name in Document.model_fields if name != "node"}, node=Node({}, self.position())
        )

    @cached_property
    def notice(self) -> Notice:
        """The notice; one that says nothing where there is none."""
        return self.given_notice or Notice.model_construct(
            addressees=(), opening=None, paragraphs=(), node=Node({}, self.position())
        )

    @cached_property
    def numbers(self) -> Numbers:
        """What is printed before parts, sections and items, and how they are cited."""
        return numbered(self.parts)

    @cached_property
    def labels(self) -> dict[Rank, str]:
        """What the plan calls the units of each rank, in the order in which it prints them."""
        printed = {role.rank: role.label for role in self.roles}
        return printed | {rank: label for rank, label in USUAL_LABELS.items() if rank not in printed}

    @cached_property
    def separators(self) -> dict[Rank, str]:
        """What the plan prints between the units of a rank, where that is always the same."""
        return {role.rank: role.separator for role in self.roles if role.separator}

    @property
    def goals(self) -> frozenset[int]:
        """The parts whose items are goals, from 1: their items are marked （一）, like the sections of other parts."""
        return frozenset(number for number, part in enumerate(self.parts, 1) if part.kind == "goal")

    @cached_property
    def _bracket_texts(self) -> dict[tuple[str, str], str]:
        return {(item, bracket.unit): bracket.text for bracket in self.brackets for item in bracket.printed_in}

    def bracket(self, item: str, unit: str) -> str | None:
        """What an item, by its id, prints in 〈〉 behind the name of a unit, if anything."""
        return self._bracket_texts.get((item, unit))

    @cached_property
    def named(self) -> frozenset[str]:
        """The names of all units that clauses and the titles of sections name."""
        clauses = (clause for item in self.items for clause in item.clauses)
        return frozenset(name for one in (*clauses, *self.sections) for name in one.named)


def _without_stop(title: str | None) -> str | None:
    return title.removesuffix("。") if title else title


def _all_owed(section: Section) -> Iterator[Section | Clause]:
    """Yield a section, then the clauses in it."""
    yield section
    yield from (clause for item in section.items for clause in item.clauses)
