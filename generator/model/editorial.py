"""What editors add to the plan: corrections, inferred deadlines, restatements, targets, and words of the search."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.plan import ItemKind
from generator.model.quantities import Comparator
from generator.model.record import (
    CLAUSE_ID,
    COUNT,
    DATE,
    DEADLINE,
    DECIMAL,
    LIVELIHOOD_ID,
    MEASURE,
    RECORD_ID,
    TASK_ID,
    Listed,
    Record,
    Text,
)


class Convention(Record):
    """A departure from the source that is made everywhere, by rule."""

    title: Text = Field(description="通例的名称")
    text: Text = Field(description="通例的说明")


class Correction(Record):
    """One departure from the source: `before`, which stands there once, became `after`.

    With `omit_rest` what follows on the line of the source is left out as well.
    """

    record: Text = Field(description="在哪里：事项、章节或附表的编号，或者 document、notice、distribution")
    before: Text = Field(description="文字识别稿原来的样子，全稿中只出现一次；分在两行的连着写")
    after: str = Field(description="改成什么")
    reason: Text = Field(description="为什么改")
    omit_rest: Literal["true", "false"] = Field("false", description="写 true 表示文字识别稿这一行后面的内容也不收入")

    @property
    def idle(self) -> bool:
        """Whether it changes nothing."""
        return self.before == self.after and not self.omits_rest

    @property
    def omits_rest(self) -> bool:
        """Whether what follows on the line of the source is left out."""
        return self.omit_rest == "true"


class Corrections(Record):
    """How the text departs from the source: by rule everywhere, and place by place.

    `last` are the ids of the records with which the parts and the forms of the source end.
    """

    last: Listed[Text] = Field(
        (), description="原文各部分的最后一个事项和最后一个附表，一行一个", json_schema_extra=RECORD_ID
    )
    conventions: Listed[Convention] = Field((), description="各处都照办的通例")
    # May be an empty list, as a file cannot be empty.
    corrections: tuple[Correction, ...] = Field((), description="逐处的订正，一处一条；没有的写 []")


class InferredDeadline(Record):
    """A date that follows from a rule of the document by the editors' reading, with its basis."""

    deadline: Text = Field(description="依照哪一条规则，即 plan.yaml 中 deadlines 的 id", json_schema_extra=DEADLINE)
    date: Text = Field(description="推定的日期", json_schema_extra=DATE)
    basis: Text = Field(description="推定的依据")


class InferredDeadlines(Record):
    """The dates that the editors infer, and how often dates that were published have moved to an earlier day."""

    inferred: tuple[InferredDeadline, ...] = Field((), description="推定的日期，一个一条；没有的写 []")
    revision: Text = Field("0", description="已经发布的日期往前改过几次", json_schema_extra=COUNT)


class Restatement(Record):
    """That a livelihood project is the same matter as a task of another part, with the words of both that say so."""

    project: Text = Field(description="民生实事的编号；一件民生实事只写一条", json_schema_extra=LIVELIHOOD_ID)
    task: Text = Field(description="任务的编号", json_schema_extra=TASK_ID)
    project_words: Text = Field(description="民生实事里说这件事的文字，照抄，一字不改")
    task_words: Text = Field(description="任务里说这件事的文字，照抄，一字不改")
    note: Text | None = Field(None, description="两处不完全一样、需要说明的，写在这里")


class Restatements(Record):
    """What the plan says twice, as the editors see it, and on what basis."""

    basis: Text = Field(description="判断的依据")
    restatements: Listed[Restatement] = Field((), description="同一事项，一对一条")


class Measure(Record):
    """A kind of quantity, and the units of measure that it is counted in."""

    kind: Text = Field(description="哪一类数量，如 长度")
    # No `Text`, for a sign such as % is a unit of measure.
    units: Listed[str] = Field(description="这一类的计量单位，一行一个", json_schema_extra=MEASURE)


class Target(Record):
    """A promise that can be counted: the literal words of a clause, and what they say.

    `value` is the exact number in the unit of measure, without 万 and 亿; with `upper` it is the lower end of a range.
    """

    clause: Text = Field(description="分项的编号，如 task-3 或 task-80.1", json_schema_extra=CLAUSE_ID)
    span: Text = Field(description="方案里说这个数的那几个字，照抄，一字不改")
    what: Text = Field(description="数的是什么，用方案的字，按原来的次序")
    value: Text = Field(description="数值，不带“万”“亿”：20万写 200000", json_schema_extra=DECIMAL)
    upper: Text | None = Field(None, description="范围（3—5家）里大的那个数", json_schema_extra=DECIMAL)
    unit: str = Field(description="计量单位，照抄", json_schema_extra=MEASURE)
    comparator: Comparator = Field("=", description="≥ 以上，> 超、突破，≈ 左右，≤ 降至，< 低于；没有这样的字的不写")
    aspirational: Literal["true", "false"] = Field("false", description="方案写了“力争”的，写 true")
    year_on_year: Literal["true", "false"] = Field("false", description="与上年相比增减的，写 true")
    note: Text | None = Field(None, description="需要说明的，没有就不写")


class Uncounted(Record):
    """Why numbers promise nothing, with the words around each. The words hold wherever a clause has them."""

    reason: Text = Field(description="为什么不是指标")
    words: Listed[Text] = Field(description="带着旁边的字照抄，一行一个")


class Targets(Record):
    """All that is promised in numbers. A plan whose editors have not read it for numbers has no such file."""

    basis: Text | None = Field(None, description="按什么判断一个数是不是指标")
    measures: Listed[Measure] = Field((), description="计量单位属于哪一类")
    targets: Listed[Target] = Field((), description="量化指标，一个数一条")
    no_targets: Listed[Uncounted] = Field((), description="不是指标的数，按理由分组")

    @property
    def given(self) -> bool:
        """Whether the editors have read the plan for numbers."""
        return bool(self.targets or self.no_targets)


PageId = Literal[
    "notice",
    "forms",
    "calendar",
    "full-text",
    "plan",
    "units",
    "projects",
    "corrections",
    "about",
    "open-data",
    "topics",
]


class Synonym(Record):
    """What people type for terms of the plan; the nearest term comes first.

    `typed` are other names of the same thing, `near` of another that the plan does not have: only close to it.
    """

    terms: Listed[Text] = Field(description="方案里的原话，一字不差；写几个的，最贴切的在前")
    typed: Listed[Text] = Field((), description="同一个意思，人们会输入的说法，一行一个；同一个说法只写在一处")
    near: Listed[Text] = Field((), description="意思相近、方案里没有的东西，人们会输入的说法，一行一个")


class SoughtPage(Record):
    """A page of the site that people look for, what they type for it, and the pages that say more of it."""

    page: PageId = Field(description="本站的哪个页面")
    title: Text = Field(description="搜索结果里显示的名称")
    typed: Listed[Text] = Field(description="人们找它时输入的说法，一行一个")
    also: Listed[PageId] = Field((), description="一并列出的相关页面")


class RoleWords(Record):
    """Words that say in which role a unit is meant."""

    role: Literal["lead", "responsible", "any"] = Field(description="哪一种身份：lead 牵头，responsible 责任，any 不论")
    typed: Listed[Text] = Field(description="和单位名一起输入的说法，一行一个")


class Prefix(Record):
    """What people type before the number of an item of a kind."""

    kind: ItemKind = Field(description="哪一种事项")
    typed: Listed[Text] = Field(description="事项编号前面的说法，一行一个")


class Vocabulary(Record):
    """Everything that the editors know of how people search; `examples` are the searches that the home page offers."""

    basis: Text = Field(description="用词的依据")
    examples: Listed[Text] = Field((), description="首页上“可以搜”后面的例子，要搜得到")
    fillers: Listed[Text] = Field((), description="不影响意思的词，查找时略去")
    roles: Listed[RoleWords] = Field((), description="说明身份的词")
    prefixes: Listed[Prefix] = Field((), description="事项编号前面的说法")
    pages: Listed[SoughtPage] = Field((), description="人们要找的页面")
    synonyms: Listed[Synonym] = Field((), description="人们输入的说法，对应方案里的哪些字句")


class Topic(Record):
    """Something of everyday life: what people say of it, and the items that it means, the nearest first.

    `hints` say it only together with other words: 贵 may be said of anything.
    """

    title: Text = Field(description="话题的名字，给读者看")
    items: Listed[Text] = Field(description="事项的编号，最贴切的在前", json_schema_extra=RECORD_ID)
    words: Listed[Text] = Field(description="人们平常的说法；一个说法可以写在几个话题里")
    hints: Listed[Text] = Field((), description="单独说时意思不清，和别的词一起说才算的说法")


class Theme(Record):
    """Topics of one kind; `words` are what people say of any of them."""

    id: Text = Field(description="用在网址里的名字，小写字母、数字和连字符")
    title: Text = Field(description="大类的名字，给读者看")
    words: Listed[Text] = Field(description="说到这一类任何一件事都会用的说法")
    topics: Listed[Topic] = Field(description="话题")


class Topics(Record):
    """The plan by what people live with, as the editors see it, and on what basis.

    `settings` are words for where and when, which say less than what happens there: 医院门口 of 医院门口堵车.
    """

    basis: Text = Field(description="归类的依据")
    settings: Listed[Text] = Field((), description="说地方、时候的说法，和别的词一起说时，重在别的词")
    themes: Listed[Theme] = Field((), description="大类，“按生活找”那一页按这里的次序列出")


class Forerunner(Record):
    """That an item goes on with one of an earlier plan, or, by `none`, that it goes on with nothing there."""

    item: Text = Field(description="这份方案的事项编号", json_schema_extra=RECORD_ID)
    year: Text = Field(description="哪一年的方案，mkdocs.yml 的 earlier 里有的")
    forerunner: Text = Field(description="那一年的事项编号；没有接续任何事项的，写 none")
    basis: Text = Field(description="判断的依据")

    @property
    def denied(self) -> bool:
        """Whether it says that there is none."""
        return self.forerunner == "none"


class Forerunners(Record):
    """What the plan goes on with, as the editors see it, where they know better than a comparison of words."""

    forerunners: tuple[Forerunner, ...] = Field((), description="接续关系，一个事项一条；没有的写 []")
