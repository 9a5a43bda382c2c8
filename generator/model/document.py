"""The shapes of what the document says around its items: its head and notice, its rules, its forms and deadlines."""

from __future__ import annotations

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
    Listed,
    Record,
    Text,
)


class Document(Record):
    """What identifies the document; dates as printed. Some have no letterhead, and no colophon."""

    letterhead: Text | None = Field(None, description="红头上印的发文机关标志；没有印的不写")
    number: Text | None = Field(
        None, description="发文字号，年份用六角括号；没有印的不写", json_schema_extra=DOCUMENT_NUMBER
    )
    number_below: Literal["true"] | None = Field(None, description="发文字号印在标题下面的，写 true；印在上面的不写")
    title: Text | None = Field(None, description="通知的标题；没有印的不写")
    plan_title: Text | None = Field(None, description="方案的标题；文件只有一个标题的，只写 title")
    issuer: Text | None = Field(None, description="落款的发文机关；没有印的不写")
    signed: Text | None = Field(None, description="成文日期，照印的写；没有印的不写", json_schema_extra=DATE)
    printed_by: Text | None = Field(None, description="印发机关；没有印的不写")
    printed: Text | None = Field(None, description="印发日期，照印的写；没有印的不写", json_schema_extra=DATE)

    @property
    def issued(self) -> str:
        """The date of the document's issue as printed: when it was printed, else when it was signed, if it says so."""
        return self.printed or self.signed or ""

    @property
    def name(self) -> str:
        """What the plan is called: by its title, else by that of the document around it."""
        return self.plan_title or self.title or self.number or "责任分解方案"

    @property
    def called(self) -> str:
        """The shortest that tells the document from others: its number, else its name."""
        return self.number or f"《{self.name}》"

    @property
    def imprint(self) -> str:
        """The name of the plan, its number and its date, for the head of a page."""
        return "　".join(filter(None, (self.name, self.number, self.signed)))

    @property
    def identity(self) -> str:
        """What tells the document from every other."""
        return f"{self.issuer or ''}{self.called}"

    @property
    def source(self) -> str:
        """Where the plan is from: who issued the document around it, its title, number and date."""
        return self._cited(self.title or self.name)

    def reference(self, citation: str) -> str:
        """Return what names an item to those who do not have the document before them, given how it is cited in it."""
        return f"{self._cited(self.name)}，{citation}。"

    def _cited(self, title: str) -> str:
        imprint = "，".join(filter(None, (self.number, self.signed)))
        return (f"{self.issuer}：" if self.issuer else "") + title + (f"（{imprint}）" if imprint else "")


class Paragraph(Record):
    """A numbered paragraph of the notice; the heading is its first sentence."""

    heading: Text = Field(description="这一段的第一句，不抄“一、”")
    text: str = Field("", description="这一段其余的文字；只有一句的不写")
    stop: Literal["无"] | None = Field(None, description="第一句后面没有印句号、另起一行的，写 无；印了句号的不写")

    @property
    def printed(self) -> str:
        """The paragraph without its number."""
        return f"{self.heading}{'' if self.stop else '。'}{self.text}"


class Notice(Record):
    """The notice with which the plan is issued, or what stands before the parts of a document that is one with it."""

    addressees: Listed[Text] = Field((), description="主送单位，一行一个；没有的不写")
    opening: Text | None = Field(None, description="通知开头的一段；没有的不写")
    paragraphs: Listed[Paragraph] = Field((), description="编了号的各段；没有编号的不写")

    def paragraph_of(self, quote: str) -> int | None:
        """The number of the paragraph that a quotation stands in, from 1; None where no paragraph has it."""
        return next((n for n, paragraph in enumerate(self.paragraphs, 1) if quote in paragraph.printed), None)


class DefaultLead(Record):
    """The plan's own rule for a clause that names no lead: all named units lead, or the first of them.

    Where units with a star lead, the data has them as leads, and the rule is only quoted.
    """

    rule: Literal["all", "first", "starred"] = Field(
        description="没有写牵头单位的分项由谁牵头：all 所列各单位都牵头，first 第一个单位牵头，"
        "starred 标了星号的牵头，它们已经写在 lead 里"
    )
    quote: Text = Field(description="通知里说这条规则的话，照抄，一字不改")
    printed_in: Text | None = Field(
        None, description="规则印在哪个事项的单位后面，填编号；印在别处的不写", json_schema_extra=ITEM_ID
    )


class Feedback(Record):
    """The sentence of the notice by which those who take part in a clause owe feedback to its leads."""

    quote: Text = Field(description="通知里要参加单位向牵头单位反馈的话，照抄")


class Coordination(Record):
    """The sentence of the notice by which the leads of a clause coordinate those responsible for it."""

    quote: Text = Field(description="通知里要牵头单位统筹协调的话，照抄")


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
