"""Where the records of the data stand in the document: which record prints what place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.plan import Part, Plan
from generator.official import conventions
from generator.official.numerals import numeral

_DOCUMENT = ("文件头", "文号", "标题", "落款", "方案标题", "印发机关", "印发日期")


def record_by_place(plan: Plan) -> dict[str, str]:
    """The record that prints each place of the document, as a correction names it: an id, document, notice, …"""
    paragraphs = (conventions.notice_place(n) for n, _ in enumerate(plan.notice.paragraphs, 1))
    return {
        **dict.fromkeys(_DOCUMENT, "document"),
        **dict.fromkeys(("主送", "引言", *paragraphs), "notice"),
        **{place: record for number, part in enumerate(plan.parts, 1) for place, record in _part(number, part)},
        **{conventions.form_place(n): form.id for n, form in enumerate(plan.forms, 1)},
        "抄送": "distribution",
    }


def marks(plan: Plan) -> Iterator[tuple[str, str]]:
    """What is printed in front of the text of each place that has a number or a dash."""
    for p, part in enumerate(plan.parts, 1):
        yield conventions.part_place(p), f"{numeral(p)}、"
        for s, section in enumerate(part.sections, 1):
            yield conventions.section_place(p, s), f"（{numeral(s)}）"
            yield from ((conventions.group_place(p, s, g), "——") for g, _ in enumerate(section.groups, 1))
        for n, _ in enumerate(part.items, 1):
            yield conventions.item_place(p, conventions.item_number(part.kind, n)), conventions.item_mark(part.kind, n)


def _part(number: int, part: Part) -> Iterator[tuple[str, str]]:
    """The places of a part. Its title goes with its first section, group headings with theirs."""
    for s, section in enumerate(part.sections, 1):
        if s == 1:
            yield conventions.part_place(number), section.id
        if section.title:
            yield conventions.section_place(number, s), section.id
        for g, _ in enumerate(section.groups, 1):
            yield conventions.group_place(number, s, g), section.id
    for n, item in enumerate(part.items, 1):
        yield conventions.item_place(number, conventions.item_number(part.kind, n)), item.id
