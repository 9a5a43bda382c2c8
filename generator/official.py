"""The drafting conventions of the official text: how such a plan is printed, read from text into blocks.

A block is one unit of comparison (a heading, a paragraph of the notice, an item with its unit brackets), named by its
place in the document. `reprint` writes the same blocks from the data, so that comparing the two proves the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

CHINESE_NUMERALS = "一二三四五六七八九十"
_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？"})
_PART = re.compile(r"[一二三四五六七八九十]+、(.+)")
_SECTION = re.compile(r"（[一二三四五六七八九十]+）(.+)")
_GROUP = re.compile(r"——(.+)")
_ITEM = re.compile(r"(\d+)\.(.+)")
_NUMBER = re.compile(r".+〔\d{4}〕\d+号")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_DATED = re.compile(f".+{_DATE.pattern}")
_FORM = re.compile(r"附表\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Block(NamedTuple):
    """One comparable piece of the official text: its place in the document, and its words without white space."""

    place: str
    text: str


def numeral(number: int) -> str:
    """The Chinese numeral of a number from 1 to 999, as headings and citations print it (112 is 一百一十二)."""
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return _below_hundred(rest)
    between = {0: "零", 1: "一"}.get(rest // 10, "") if rest else ""
    return f"{CHINESE_NUMERALS[hundreds - 1]}百{between}{_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "" if ones == 0 else CHINESE_NUMERALS[ones - 1]
    if tens == 0:
        return digits
    return ("" if tens == 1 else CHINESE_NUMERALS[tens - 1]) + "十" + digits


def printed_date(printed: str) -> date | None:
    """A date printed as 2025年1月16日, or None for any other text and for a day that no calendar has."""
    found = _DATE.fullmatch(printed)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def iso_date(printed: str) -> str | None:
    """A printed date in ISO 8601, or None for what is no date."""
    day = printed_date(printed)
    return day.isoformat() if day else None


def printed_lines(text: str) -> list[str]:
    """The lines of a machine reading in the punctuation of Chinese print, without white space or empty lines.

    A leading "- " is the machine's mark of an indented line. It is layout, like the white space.
    """
    lines = (re.sub(r"\s+", "", re.sub(r"^\s*- ", "", line)).translate(_WIDE) for line in text.splitlines())
    return [line for line in lines if line]


def curl_quotes(text: str) -> str:
    """The text with its straight quotation marks made into pairs of “ and ”, which print never nests."""
    pieces = text.split('"')
    return pieces[0] + "".join(("“", "”")[n % 2] + piece for n, piece in enumerate(pieces[1:]))


def join(lines: Iterable[Block]) -> list[Block]:
    """The blocks of an official text, in order, from its lines with their places."""
    runs = groupby(lines, key=lambda line: line.place)
    return [Block(place, curl_quotes("".join(line.text for line in run))) for place, run in runs]


def place_lines(lines: Sequence[str]) -> list[Block]:
    """Every line of an official text with its place and what it adds to the text there, which may be nothing.

    The lines are `printed_lines`, corrected.
    """
    signature = next((n for n, line in enumerate(lines) if _DATED.fullmatch(line)), len(lines))
    forms = next((n for n, line in enumerate(lines) if _FORM.fullmatch(line)), len(lines))
    copies = next((n for n, line in enumerate(lines) if n > forms and line.startswith("抄送：")), len(lines))
    return [
        *_notice(lines[: signature + 1]),
        *_plan(lines[signature + 1 : forms]),
        *_forms(lines[forms:copies]),
        *_distribution(lines[copies:]),
    ]


def _notice(lines: Sequence[str]) -> Iterator[Block]:
    number = next((n for n, line in enumerate(lines) if _NUMBER.fullmatch(line)), 0)
    addressed = next((n for n, line in enumerate(lines) if n > number and line.endswith("：")), number)
    heads = ((number, "文件头"), (number + 1, "文号"), (addressed, "标题"), (addressed + 1, "主送"))
    place, paragraphs = "引言", 0
    for n, line in enumerate(lines):
        if n <= addressed:
            yield Block(next(head for end, head in heads if n < end), line)
        elif n == len(lines) - 1:
            yield Block("落款", line)
        else:
            if _PART.fullmatch(line) and line.startswith(numeral(paragraphs + 1)):
                paragraphs += 1
                place = notice_place(paragraphs)
            yield Block(place, line)


def _plan(lines: Sequence[str]) -> Iterator[Block]:
    place = "方案标题"
    part = section = group = item = 0
    for line in lines:
        text = line
        # A line that starts with the number due next starts an item; any other number is a figure in a sentence.
        started = _ITEM.fullmatch(line)
        if started and started[1] == str(item + 1):
            item += 1
            place, text = item_place(part, item), started[2]
        elif heading := _PART.fullmatch(line):
            part, section, group, item = part + 1, 0, 0, 0
            place, text = part_place(part), heading[1]
        elif heading := _SECTION.fullmatch(line):
            section, group = section + 1, 0
            place, text = section_place(part, section), heading[1]
        elif heading := _GROUP.fullmatch(line):
            group += 1
            place, text = group_place(part, section, group), heading[1]
        yield Block(place, text)


def _forms(lines: Sequence[str]) -> Iterator[Block]:
    place = ""
    for line in lines:
        if _FORM.fullmatch(line):
            place = line
            yield Block(place, "")
        else:
            # Rows of a form that hold no word are there to be filled in; what was read of their rules is noise.
            yield Block(place, line if _HAN.search(line) else "")


def _distribution(lines: Sequence[str]) -> Iterator[Block]:
    for n, line in enumerate(lines, 1):
        yield Block({len(lines) - 1: "印发机关", len(lines): "印发日期"}.get(n, "抄送"), line)


def form_place(form: int) -> str:
    """The place of a form, which is also what the document calls it."""
    return f"附表{form}"


def notice_place(paragraph: int) -> str:
    """The place of a numbered paragraph of the notice."""
    return f"通知第{numeral(paragraph)}段"


def part_place(part: int) -> str:
    """The place of the title of a part."""
    return f"第{numeral(part)}部分标题"


def section_place(part: int, section: int) -> str:
    """The place of the title of a section."""
    return f"第{numeral(part)}部分（{numeral(section)}）"


def group_place(part: int, section: int, group: int) -> str:
    """The place of a group heading."""
    return f"{section_place(part, section)}小标题{group}"


def part_label(part: int) -> str:
    """How a part is cited."""
    return f"第{numeral(part)}部分"


def item_label(item: int | str) -> str:
    """How an item is cited within its part."""
    return f"第{item}项"


def item_place(part: int, item: int | str) -> str:
    """The place of an item, which is also how it is cited."""
    return part_label(part) + item_label(item)
