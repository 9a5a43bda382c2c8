"""The data as the document prints it, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from generator.model import citations
from generator.model.citations import item_pieces, letter
from generator.model.data import Edition
from generator.model.document import Form
from generator.model.plan import Part
from generator.model.record import Record
from generator.model.texts import numeral
from generator.problems import Position


class Line(NamedTuple):
    """What the document prints at one place: a heading, a paragraph, an item, a form; `mark` is the number in front.

    `below` is what stands below a heading or an item and is neither. `citation` is how it is cited, `record` what a
    correction calls its record, `position` where that is in the data.
    """

    citation: str
    kind: Literal["imprint", "notice", "heading", "item", "below", "form"]
    record: str
    position: Position
    text: str
    mark: str = ""

    @property
    def printed(self) -> str:
        """All its letters."""
        return self.mark + self.text


def document_lines(edition: Edition) -> list[Line]:
    """Return the whole document as the data prints it, in order; nothing for what a plan does without."""
    plan, around = edition.plan, letter(edition.plan)
    document, notice = plan.document, plan.notice
    where, said = document.position, notice.position
    # What is one with its plan is signed at the end.
    signature = [Line("落款", "notice", "document", where("issuer"), f"{document.issuer or ''}{document.signed or ''}")]
    named = (
        Line("文号", "imprint", "document", where("number"), document.number or ""),
        Line("标题", "heading", "document", where("title"), document.title or ""),
    )
    lines = [
        Line("文件头", "imprint", "document", where("letterhead"), document.letterhead or ""),
        *(reversed(named) if document.number_below else named),
        Line("主送", "notice", "notice", said("addressees"), around.addressees),
        Line("引言", "notice", "notice", said("opening"), notice.opening or ""),
        *(
            Line(citations.notice_place(n), "notice", "notice", said("paragraphs", n - 1), "".join(paragraph))
            for n, paragraph in enumerate(around.paragraphs, 1)
        ),
        *(signature if document.plan_title else ()),
        Line("方案标题", "heading", "document", where("plan_title"), document.plan_title or ""),
        *_below("方案标题", "document", plan, plan.introduction, "introduction"),
        *(line for n, part in enumerate(plan.parts) for line in _part(edition, n, part)),
        *_below("结尾", "document", plan, plan.closing, "closing"),
        *(signature if not document.plan_title else ()),
        *(_form(n, form) for n, form in enumerate(plan.forms, 1)),
        Line("抄送", "imprint", "distribution", plan.position("distribution"), around.distribution),
        Line("印发机关", "imprint", "document", where("printed_by"), document.printed_by or ""),
        Line("印发日期", "imprint", "document", where("printed"), around.printed),
    ]
    return [line for line in lines if line.text]


def _part(edition: Edition, n: int, part: Part) -> Iterator[Line]:
    """Yield a part. Its title goes with its first section, group headings with theirs."""
    known = edition.plan.numbers
    label = known.part_labels[n]
    if part.title:
        place = part.position("title")
        yield Line(f"{label}标题", "heading", part.sections[0].id, place, part.printed_title or "", known.part_marks[n])
    yield from _below(f"{label}标题", part.sections[0].id, part, part.below)
    for s, section in enumerate(part.sections):
        here = label + known.section_labels[n][s]
        if section.title and not section.celled:
            mark = known.section_marks[n][s]
            title = (section.printed_title or "") + "".join(
                piece.text for piece in citations.owed_pieces(edition, section, section.id)
            )
            yield Line(here, "heading", section.id, section.position("title"), title, mark)
        yield from _below(here, section.id, section, section.below)
        for group, items in section.runs:
            if group:
                citation = f"{here}小标题{section.groups.index(group) + 1}"
                place = group.position("heading")
                if not group.celled:
                    yield Line(citation, "heading", section.id, place, group.printed_heading, group.printed_mark)
                yield from _below(citation, section.id, group, group.below)
            for item in items:
                text = "".join((item.cells or "", *(piece.text for piece in item_pieces(edition, item))))
                mark = known.marks[item.id]
                yield Line(known.citations[item.id], "item", item.id, item.position("id"), text, mark)
                yield from _below(known.citations[item.id], item.id, item, item.below)


def _below(citation: str, name: str, record: Record, texts: Sequence[str], key: str = "below") -> Iterator[Line]:
    """Yield the paragraphs that are printed below what has a citation."""
    for n, text in enumerate(texts):
        yield Line(f"{citation}下面第{numeral(n + 1)}段", "below", name, record.position(key, n), text)


def _form(n: int, form: Form) -> Line:
    """Return a form. Rows to be filled in are not of its text."""
    heads, note = (f"{head}：" for head in form.heads), [f"备注：{form.note}"] if form.note else []
    citation, words = citations.form_place(n), (form.title, *heads, *form.columns, *form.rows, *note)
    return Line(citation, "form", form.id, form.position("id"), "".join(words), citation)
