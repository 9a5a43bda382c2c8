"""Where the records of the data stand in the document: which record prints what place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import citations
from generator.model.numerals import numeral
from generator.model.plan import Part, Plan

_DOCUMENT = ("文件头", "文号", "标题", "落款", "方案标题", "印发机关", "印发日期")


def record_by_place(plan: Plan) -> dict[str, str]:
    """The record that prints each place of the document, as a correction names it: an id, document, notice, …"""
    paragraphs = (citations.notice_place(n) for n, _ in enumerate(plan.notice.paragraphs, 1))
    return {
        **dict.fromkeys(_DOCUMENT, "document"),
        **dict.fromkeys(("主送", "引言", *paragraphs), "notice"),
        **{place: record for number, part in enumerate(plan.parts, 1) for place, record in _part(number, part)},
        **{citations.form_place(n): form.id for n, form in enumerate(plan.forms, 1)},
        "抄送": "distribution",
    }


def marks(plan: Plan) -> Iterator[tuple[str, str]]:
    """What is printed in front of the text of each place that has a number or a dash."""
    for p, part in enumerate(plan.parts, 1):
        yield citations.part_place(p), f"{numeral(p)}、"
        for s, section in enumerate(part.sections, 1):
            yield citations.section_place(p, s), f"（{numeral(s)}）"
            yield from ((citations.group_place(p, s, g), "——") for g, _ in enumerate(section.groups, 1))
        for n, _ in enumerate(part.items, 1):
            yield citations.item_place(p, citations.item_number(part.kind, n)), citations.item_mark(part.kind, n)


def _part(number: int, part: Part) -> Iterator[tuple[str, str]]:
    """The places of a part. Its title goes with its first section, group headings with theirs."""
    for s, section in enumerate(part.sections, 1):
        if s == 1:
            yield citations.part_place(number), section.id
        if section.title:
            yield citations.section_place(number, s), section.id
        for g, _ in enumerate(section.groups, 1):
            yield citations.group_place(number, s, g), section.id
    for n, item in enumerate(part.items, 1):
        yield citations.item_place(number, citations.item_number(part.kind, n)), item.id
