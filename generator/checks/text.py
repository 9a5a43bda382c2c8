"""The texts of all records: signs that look like others, departures from Chinese print, and brackets behind units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

from generator.checks.mentions import repeated
from generator.checks.names import bracketed_units
from generator.model.data import Data
from generator.model.plan import Bracket
from generator.model.record import CALLED, Node
from generator.model.register import Register, Unit
from generator.model.texts import Mistaken, meant, mistaken
from generator.problems import Position, Problem, differing

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
# What is printed before titles, headings and texts stands in no text: it follows from their order. Numbers of another
# kind are those of 3.5公里 and 一、二、三产业.
_NUMERAL = "[一二三四五六七八九十]"
PRINTED_BEFORE = re.compile(rf"（{_NUMERAL}+）|{_NUMERAL}+、(?!{_NUMERAL})|—+|\d+[.．、](?!\d)")
# Names of units are looked at once, in the register; and what a correction replaces is as the source has it.
_NAMES = {"unit", "lead", "responsible", "supporting"}
# Paragraphs that have all their letters, a number too.
_PROSE = {"below", "introduction", "closing"}
_AS_FOUND = {"before", "mark"}


class Text(NamedTuple):
    """A text of the data: the record it is in, its key there, its place, and what it says."""

    record: str
    key: str
    position: Position
    value: str


def texts(node: Node, record: str = "", key: str = "") -> Iterator[Text]:
    """Yield every text below a node with what the innermost record is called by, else the key at the top."""
    if isinstance(node.value, str):
        yield Text(record, key, node.position, node.value)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from texts(child, _called(child) or record, key)
    else:
        for name, child in node.value.items():
            yield from texts(child, record or name, name)


def _called(node: Node) -> str | None:
    """Return what a record is called by; None for a text, and for a record that is called by nothing."""
    found = (node.value[key].value for key in CALLED if isinstance(node.value, dict) and key in node.value)
    return next((name for name in found if isinstance(name, str)), None)


def look_alikes(data: Data) -> Iterator[Problem]:
    """Every sign is what it looks like: no radical for a character, no letter for a digit, nothing unseen."""
    for one in fields(Data):
        for text in texts(getattr(data, one.name).node):
            if text.key not in _AS_FOUND and (found := mistaken(text.value)):
                yield _look_alike(text, found)


def _look_alike(text: Text, found: list[Mistaken]) -> Problem:
    signs: dict[str, str] = {}
    for one in found:
        signs[_fault(one)] = signs.get(_fault(one), "") + f"“{_shown(one)}”"
    message = f"E130 文字里{'，'.join(f'{fault}{each}' for fault, each in signs.items())}，很可能是从别处粘贴来的"
    subjects = frozenset({text.value, meant(text.value), text.record})
    return Problem(text.position, text.record, message, "，".join(map(_cure, found)), subjects=subjects)


def _fault(one: Mistaken) -> str:
    if one.meant is None:
        return "有读不出的字符"
    return "有形近的字符" if one.meant else "多了"


def _cure(one: Mistaken) -> str:
    if one.meant is None:
        return f"对照文件，重新输入“{_shown(one)}”这一处"
    return f"“{_shown(one)}”改为“{one.meant}”" if one.meant else f"删去“{_shown(one)}”"


def _shown(one: Mistaken) -> str:
    """Return what was found, with the code points in which it differs from what was meant."""
    return differing(one.found, one.meant or "")


def print_style(data: Data) -> Iterator[Problem]:
    """Texts of the document are in the punctuation of Chinese print, without white space, in Unicode NFC."""
    names = (Text(unit.id, "name", unit.position("name"), unit.name) for unit in data.register.units)
    for text in (*(text for text in texts(data.plan.node) if text.key not in _NAMES | _AS_FOUND), *names):
        for message, cure in (*_departures(text.value), *(_number(text.value) if _is_numbered(text) else ())):
            yield Problem(text.position, text.record, f"E131 {message}", cure, hint=True)


def _departures(text: str) -> Iterator[tuple[str, str]]:
    if re.search(r"\s", text):
        yield "文字里有空格或换行", "删去空格，一段文字写在一行里"
    if not unicodedata.is_normalized("NFC", text):
        yield "文字里有拆开的字符", "重新输入这段文字，不要从别处粘贴"
    if half := next((sign for sign in _HALF_WIDTH if sign in text), None):
        start = text.index(half)
        cure = "改成中文引号：左边的是 “ ，右边的是 ”" if half == '"' else f"改成“{_HALF_WIDTH[half]}”"
        yield f"“{text[max(0, start - 4) : start + 3]}”里有半角标点“{half}”", cure
    closed = ("“”",) if '"' in text else ()  # the other of the pair may be the one of half width
    if pair := next((one for one in _PAIRS if one not in closed and text.count(one[0]) != text.count(one[1])), None):
        yield f"文字里的 {pair[0]} 和 {pair[1]} 不成对", "对照文件补上缺的，或者删去多的"


def _is_numbered(text: Text) -> bool:
    """Return whether a number is printed before a text that is not in it."""
    return text.key not in _PROSE and (text.record, text.key) != ("notice", "text")


def _number(text: str) -> Iterator[tuple[str, str]]:
    if number := PRINTED_BEFORE.match(text):
        yield f"文字以“{number[0]}”开头，这是印出来时自动加的", "删去它"


def bracket_units(data: Data) -> Iterator[Problem]:
    """A bracket holds the members of a group, the host of an office, or an office within the unit.

    Which of them it is the register tells.
    """
    for bracket in data.plan.brackets:
        unit = data.register.by_name.get(bracket.unit)
        if unit and (fault := _bracket(bracket, unit, data.register)):
            subjects = frozenset({unit.name, unit.host or unit.name})
            message, cure = fault
            yield Problem(bracket.position("text"), "brackets", f"E132 {message}", cure, subjects=subjects)


def _bracket(bracket: Bracket, unit: Unit, register: Register) -> tuple[str, str] | None:
    if unit.is_group:
        if unit.membership == "defined":
            return None
        cure = "在 data/units.yaml 里把它的 membership 改成 defined"
        return f"方案在这里定义了“{unit.name}”，名录里却不是", cure
    if unit.host:
        same = bracket.text == unit.host
        return None if same else (f"〈{bracket.text}〉不是“{unit.name}”的 host“{unit.host}”", "改正其中一个")
    if bracket.text in register.by_name:
        cure = f"在 data/units.yaml 里给“{unit.name}”补上“host: {bracket.text}”，或者改正这里"
        return f"“{unit.name}”没有写 host，〈{bracket.text}〉却是名录里的单位", cure
    return None


def bracket_items(data: Data) -> Iterator[Problem]:
    """Brackets are printed in items that name the unit, in each once."""
    known, names = data.register.by_name, {item.id: set[str]() for item in data.plan.items}
    for item in data.plan.items:
        names[item.id].update(name for clause in item.clauses for name in clause.named)
    for bracket in data.plan.brackets:
        for n, item_id in enumerate(bracket.printed_in):
            # A name that the register does not know may be the unit's.
            named = names.get(item_id, {bracket.unit})
            if bracket.unit not in named and bracket.unit in known and known.keys() >= named:
                message = f"E133 事项“{item_id}”里没有“{bracket.unit}”"
                subjects = frozenset({item_id, bracket.unit})
                cure = "改正事项编号或单位"
                yield Problem(bracket.position("printed_in", n), "brackets", message, cure, subjects=subjects)


def repeated_brackets(data: Data) -> Iterator[Problem]:
    """A bracket lists an item once."""
    printed = [
        ((bracket.unit, item), bracket.position("printed_in", n))
        for bracket in data.plan.brackets
        for n, item in enumerate(bracket.printed_in)
    ]
    for (_, item), position, first in repeated(printed):
        yield Problem(position, "brackets", f"E134 “{item}”重复写了，第{first.line}行已经有了", "删去一个")


def printed_definitions(data: Data) -> Iterator[Problem]:
    """A group is said to be defined if the document defines it."""
    bracketed = {bracket.unit for bracket in data.plan.brackets}
    if bracketed - data.register.by_name.keys():
        return  # what is defined under a name that nobody knows may be any group
    for unit in data.register.units:
        if unit.membership == "defined" and unit.name not in bracketed and unit.name in data.plan.named:
            message = "E135 标为 defined，但方案的 brackets 里没有它的定义"
            cure, subjects = "改为 asserted 并写明依据", frozenset({unit.name})
            yield Problem(unit.position("membership"), unit.id, message, cure, subjects=subjects)


def printed_hosts(data: Data) -> Iterator[Problem]:
    """A host is what the document prints in 〈〉 behind the unit's name."""
    printed = {bracket.unit for bracket in data.plan.brackets}
    for unit in data.register.units:
        if unit.host and unit.name in data.plan.named and unit.name not in printed:
            message = f"E136 方案的 brackets 里没有“{unit.name}〈{unit.host}〉”"
            cure, subjects = "在 data/plan.yaml 里补上，或者删去“host”", frozenset({unit.name})
            yield Problem(unit.node.key("host"), unit.id, message, cure, subjects=subjects)


def printed_units(data: Data) -> Iterator[Problem]:
    """The register lists units that the plan names, or that a group lists as its members."""
    members = {name for unit in data.register.units for name in unit.listed}
    printed = data.plan.named | members | bracketed_units(data.plan, data.register)
    for unit in data.register.units:
        if unit.name not in printed:
            message, cure = (
                f"E137 方案里没有一处印有“{unit.name}”",
                "核对名称，改了名的改成方案里印的；确实没有的，从名录里删去",
            )
            subjects = frozenset({unit.name})
            yield Problem(unit.position("name"), unit.id, message, cure, hint=True, subjects=subjects)
