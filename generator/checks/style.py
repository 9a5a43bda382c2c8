"""The print style of the document's own texts. Departures are hints: they mislead nobody, but are no print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.model.node import Node
from generator.model.plan import Plan
from generator.model.register import Register
from generator.problems import Place, Problem

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
_PAIRS = ("“”", "‘’", "《》", "〈〉", "〔〕", "（）")
# What is printed before titles, headings and texts stands in no text: it follows from their order. No number of that
# kind are those of 3.5公里 and 一、二、三产业.
_NUMERAL = "[一二三四五六七八九十]"
_NUMBER = re.compile(rf"（{_NUMERAL}+）|{_NUMERAL}+、(?!{_NUMERAL})|—+|\d+[.．、](?!\d)")
_RETYPE = "重新输入这段文字，不要从别处粘贴"


# Names of units are looked at once, in the register.
_NAMES = {"unit", "lead", "responsible"}


def print_style(plan: Plan, register: Register) -> Iterator[Problem]:
    """Texts of the document are in the punctuation of Chinese print, without white space, in Unicode NFC."""
    names = ((unit.id, unit.place("name"), unit.name) for unit in register.units)
    for record, place, text in (*_texts(plan.node), *names):
        if re.search(r"\s", text):
            yield Problem(place, record, "文字里有空格或换行", "删去空格，一段文字写在一行里", hint=True)
        elif visible(text) != text:
            yield Problem(place, record, "文字里有看不见的字符", _RETYPE, hint=True)
        if not unicodedata.is_normalized("NFC", text):
            yield Problem(place, record, "文字里有拆开的字符", _RETYPE, hint=True)
        if half := next((sign for sign in _HALF_WIDTH if sign in text), None):
            start = text.index(half)
            near = text[max(0, start - 4) : start + 3]
            message = f"“{near}”里有半角标点“{half}”"
            cure = "改成中文引号：左边的是 “ ，右边的是 ”" if half == '"' else f"改成“{_HALF_WIDTH[half]}”"
            yield Problem(place, record, message, cure, hint=True)
        closed = ("“”",) if '"' in text else ()  # the other of the pair may be the one of half width
        if pair := next(
            (one for one in _PAIRS if one not in closed and text.count(one[0]) != text.count(one[1])), None
        ):
            message = f"文字里的 {pair[0]} 和 {pair[1]} 不成对"
            yield Problem(place, record, message, "对照文件补上缺的，或者删去多的", hint=True)
        if number := _NUMBER.match(text):
            message = f"文字以“{number[0]}”开头，这是印出来时自动加的"
            yield Problem(place, record, message, "删去它", hint=True)


def visible(text: str) -> str:
    """A text without white space and the characters that show nothing, such as those pasted from a web page."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


def _texts(node: Node, record: str = "") -> Iterator[tuple[str, Place, str]]:
    """Every text below a node with the innermost record that has an id or a kind, else the key at the top."""
    if isinstance(node.value, str):
        yield record, node.place, node.value
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _texts(child, record)
    else:
        own = node.value.get("id") or node.value.get("kind")
        record = own.value if own and isinstance(own.value, str) else record
        for key, child in node.value.items():
            if key not in _NAMES:
                yield from _texts(child, record or key)
