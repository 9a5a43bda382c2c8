"""The print style of the document's own texts. Departures are hints: they mislead nobody, but are no print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.model import Plan
from generator.problems import Problem
from generator.record import Record

_HALF_WIDTH = {
    "[": "〔",
    "]": "〕",
    ",": "，",
    ":": "：",
    ";": "；",
    "(": "（",
    ")": "）",
    "?": "？",
    "!": "！",
    '"': "“”",
}


def print_style(plan: Plan) -> Iterator[Problem]:
    """Texts of the document are in the punctuation of Chinese print, without white space, in Unicode NFC."""
    for record_id, record, key, text in _texts(plan):
        place = record.place(key)
        if re.search(r"\s", text):
            yield Problem(place, record_id, "文字里有空格或换行", "删去空格，一段文字写在一行里", hint=True)
        if not unicodedata.is_normalized("NFC", text):
            yield Problem(place, record_id, "文字里有拆开的字符", "重新输入这段文字，不要从别处粘贴", hint=True)
        if half := next((sign for sign in _HALF_WIDTH if sign in text), None):
            start = text.index(half)
            near = text[max(0, start - 4) : start + 3]
            message = f"“{near}”里有半角标点“{half}”"
            yield Problem(place, record_id, message, f"改成“{_HALF_WIDTH[half]}”", hint=True)


def _texts(plan: Plan) -> Iterator[tuple[str, Record, str, str]]:
    """Every text of the document with the id of its record, the record and the key."""
    yield from _of("document", plan.document, *type(plan.document).model_fields)
    yield from _of("notice", plan.notice, "opening")
    for paragraph in plan.notice.paragraphs:
        yield from _of("notice", paragraph, "heading", "text")
    for bracket in plan.brackets:
        yield from _of("brackets", bracket, "text")
    for part in plan.parts:
        yield from _of(part.kind, part, "title")
        for section in part.sections:
            yield from _of(section.id, section, "title")
            for group in section.groups:
                yield from _of(section.id, group, "heading")
    for item in plan.items:
        for clause_id, clause in item.clause_ids():
            yield from _of(clause_id, clause, "text")
    for form in plan.forms:
        yield from _of(form.id, form, "title", "note")


def _of(record_id: str, record: Record, *keys: str) -> Iterator[tuple[str, Record, str, str]]:
    for key in keys:
        if isinstance(text := getattr(record, key), str):
            yield record_id, record, key, text
