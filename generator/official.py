"""The drafting conventions of the official text: how such a plan is printed, read from text into blocks.

A block is one unit of comparison (a heading, a paragraph of the notice, an item with its unit brackets), named by its
place in the document. `reprint` writes the same blocks from the data, so that comparing the two proves the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from generator.numerals import DATE, numeral

_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？"})
_PART = re.compile(r"[一二三四五六七八九十]+、(.+)")
_SECTION = re.compile(r"（[一二三四五六七八九十]+）(.+)")
_GROUP = re.compile(r"——(.+)")
_ITEM = re.compile(r"(\d+)\.(.+)")
_NUMBER = re.compile(r".+〔\d{4}〕\d+号")
_DATED = re.compile(f".+{DATE.pattern}")
_FORM = re.compile(r"附表\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]")


Kind = Literal["imprint", "notice", "heading", "group", "item", "form"]


class Block(NamedTuple):
    """One comparable piece of the official text: its place in the document, its words without white space, its kind.

    The imprint is what stands around the text: letterhead and number, distribution and printer.
    """

    place: str
    text: str
    kind: Kind


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


def read(lines: Sequence[str]) -> list[Block]:
    """The blocks of an official text, in order, from its corrected `printed_lines`."""
    signature = next((n for n, line in enumerate(lines) if _DATED.fullmatch(line)), len(lines))
    forms = next((n for n, line in enumerate(lines) if _FORM.fullmatch(line)), len(lines))
    copies = next((n for n, line in enumerate(lines) if n > forms and line.startswith("抄送：")), len(lines))
    runs = [
        *_notice(lines[: signature + 1]),
        *_plan(lines[signature + 1 : forms]),
        *_forms(lines[forms:copies]),
        *_distribution(lines[copies:]),
    ]
    return [Block(place, curl_quotes("".join(run)), kind) for place, kind, run in runs]


Run = tuple[str, Kind, list[str]]


def _notice(lines: Sequence[str]) -> Iterator[Run]:
    number = next((n for n, line in enumerate(lines) if _NUMBER.fullmatch(line)), 0)
    addressed = next((n for n, line in enumerate(lines) if n > number and line.endswith("：")), number)
    yield "文件头", "imprint", list(lines[:number])
    yield "文号", "imprint", list(lines[number : number + 1])
    yield "标题", "heading", list(lines[number + 1 : addressed])
    yield "主送", "notice", list(lines[addressed : addressed + 1])
    paragraph: Run = ("引言", "notice", [])
    paragraphs = 0
    for line in lines[addressed + 1 : -1]:
        if _PART.fullmatch(line) and line.startswith(numeral(paragraphs + 1)):
            yield paragraph
            paragraphs += 1
            paragraph = (notice_place(paragraphs), "notice", [])
        paragraph[2].append(line)
    yield paragraph
    yield "落款", "notice", list(lines[-1:])


def _plan(lines: Sequence[str]) -> Iterator[Run]:
    run: Run = ("方案标题", "heading", [])
    part = section = group = item = 0
    for line in lines:
        # A line that starts with the number due next starts an item; any other number is a figure in a sentence.
        started = _ITEM.fullmatch(line)
        if started and started[1] == str(item + 1):
            item += 1
            fresh: Run | None = (item_place(part, item), "item", [started[2]])
        elif heading := _PART.fullmatch(line):
            part, section, group, item = part + 1, 0, 0, 0
            fresh = (part_place(part), "heading", [heading[1]])
        elif heading := _SECTION.fullmatch(line):
            section, group = section + 1, 0
            fresh = (section_place(part, section), "heading", [heading[1]])
        elif heading := _GROUP.fullmatch(line):
            group += 1
            fresh = (group_place(part, section, group), "group", [heading[1]])
        else:
            fresh = None
        if fresh:
            yield run
            run = fresh
        else:
            run[2].append(line)
    yield run


def _forms(lines: Sequence[str]) -> Iterator[Run]:
    run: Run | None = None
    for line in lines:
        if _FORM.fullmatch(line):
            if run:
                yield run
            run = (line, "form", [])
        # Rows of a form that hold no word are there to be filled in; what was read of their rules is noise.
        elif run and _HAN.search(line):
            run[2].append(line)
    if run:
        yield run


def _distribution(lines: Sequence[str]) -> Iterator[Run]:
    yield "抄送", "imprint", list(lines[:-2])
    yield "印发机关", "imprint", list(lines[-2:-1])
    yield "印发日期", "imprint", list(lines[-1:])


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


def item_place(part: int, item: int) -> str:
    """The place of an item, which is also how it is cited."""
    return f"第{numeral(part)}部分第{item}项"
