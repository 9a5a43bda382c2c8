"""The lines of an official text, without what a web page, a printer or a reading machine left in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from generator.proof.source import without_layout

# Raised and lowered letters, as machines that read print write them.
_RAISED = re.compile(r"[\^_]\{([^{}]{1,20})\}")
_DASH = "[-—–－─]"
_PAGE = re.compile(
    rf"^(?:{_DASH}{{1,3}}\s*\d{{1,4}}\s*{_DASH}{{1,3}}|[·•]\s*\d{{1,4}}\s*[·•]|第\s*\d{{1,4}}\s*页.{{0,14}}"
    r"|\d{1,4}\s*/\s*\d{1,4})$"
)
# A page mark behind the last letters of a page; one of its dashes may be lost.
_PAGE_IN_TEXT = re.compile(
    r"(?<=[\u4e00-\u9fff，、；：,;:])\s?[—–－]{1,2}\s?\d{1,3}\s?[—–－]{1,2}(?!\d)"
    r"|\s?第\s*\d{1,4}\s*页\s*[，,/]?\s*共\s*\d{1,4}\s*页"
)
_OF_PAGE = re.compile("[—–－页]")
_PAGE_AT_END = re.compile(r"(?<=[\u4e00-\u9fff])\s?\d{1,3}\s?[—–－]{1,2}$")
_REMAINS = re.compile(
    r"^(?:(?:信息|文章|稿件|文件)?来源[:：].*|(?:发布|浏览|阅读|点击)(?:日期|时间|次数|量)?[:：].*|字[号体][:：].*|【?打印.{0,8}】?"
    r"|关闭(?:窗口|本页)?|分享到?[:：]?.{0,20}|扫一扫.*|[上下]一[篇条][:：]?.*|责任编辑[:：].*|编辑[:：].*|[（(]此[件页].{0,12}[）)]"
    r"|首页.{0,3}>.*|当前位置[:：].*)$"
)
# A longer line may be a whole page.
_LONGEST_REMAINS = 200
# Where more lines than this have a blank line before them, blank lines part lines and not paragraphs.
_MOST_BLANK = 0.6
_SHOWN = 30


class Line(NamedTuple):
    """A line of the text, its number, from 1, and whether a blank line before it says that it begins a paragraph."""

    number: int
    text: str
    begins: bool = False


class Doubt(NamedTuple):
    """What somebody should look at, and the line where it is; lines up to `until` are not in the data for it."""

    line: int
    message: str
    until: int = 0


def left_out(doubts: Iterable[Doubt]) -> frozenset[int]:
    """Return the numbers of the lines that are not in the data."""
    return frozenset(n for one in doubts for n in range(one.line, one.until + 1))


def rows(text: str) -> list[str]:
    """Return the lines of a text as editors count them: a page break ends none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").split("\n")


def cleaned(text: str) -> tuple[list[Line], list[Doubt]]:
    """Return the lines that hold words, and what was taken out of them by guess."""
    doubts: list[Doubt] = []
    found: list[Line] = []
    blank = False
    for number, raw in enumerate(rows(text), 1):
        if _is_page(raw, number, doubts):
            # Blank lines around the number of a page part nothing.
            blank = False
            continue
        line = _without_pages(_plain(raw), number, doubts)
        if line and _left_by_web(line):
            doubts.append(Doubt(number, f"这一行像是网页上的字，没有收：{line[:_SHOWN]}", number))
        elif line:
            found.append(Line(number, line, blank))
        blank = not line and (blank or (bool(found) and found[-1].number == number - 1))
    if sum(line.begins for line in found) > _MOST_BLANK * len(found):
        found = [line._replace(begins=False) for line in found]
    return list(_without_ends_of_pages(found, doubts)), doubts


def _plain(raw: str) -> str:
    line = without_layout(raw)
    return (_RAISED.sub(r"\1", line) if "{" in line else line).strip(" \u3000\xa0\r\n\f\v")


def _left_by_web(line: str) -> bool:
    return len(line) <= _LONGEST_REMAINS and bool(_REMAINS.match(line)) and line.count("|") < 2


def _is_page(raw: str, number: int, doubts: list[Doubt]) -> bool:
    found = _PAGE.match(raw.strip())
    if found:
        doubts.append(Doubt(number, f"这一行像是页码，没有收：{found[0]}", number))
    return bool(found)


def _without_pages(line: str, number: int, doubts: list[Doubt]) -> str:
    found = _PAGE_IN_TEXT.findall(line) if _OF_PAGE.search(line) else []
    doubts += [Doubt(number, f"正文里混有页码，没有收：{mark.strip()}") for mark in found]
    return _PAGE_IN_TEXT.sub("", line) if found else line


def _without_ends_of_pages(lines: list[Line], doubts: list[Doubt]) -> Iterator[Line]:
    """Yield the lines without a page mark at their ends that lacks a dash: not one that begins a span of numbers."""
    for line, following in zip_longest(lines, lines[1:]):
        found = _PAGE_AT_END.search(line.text)
        if found and not (following and following.text[0].isdigit()):
            doubts.append(Doubt(line.number, f"正文里混有页码，没有收：{found[0]}"))
            yield line._replace(text=line.text[: found.start()])
        else:
            yield line
