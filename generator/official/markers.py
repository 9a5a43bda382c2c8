"""The lines with which parts, sections, group headings and items of a plan may begin.

A line that begins with a mark opens something where what stands before has come to its end: a heading, or an item with
its unit brackets. Elsewhere it is the rest of a sentence that the print has wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from generator.model.numerals import numeral

Level = Literal["part", "section", "group", "item"]
_CHINESE = "[一二三四五六七八九十百零]"
_MARKS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("part", re.compile(f"({_CHINESE}+)、(.+)")),
    ("section", re.compile(f"（({_CHINESE}+)）(.+)")),
    ("group", re.compile("——()(.+)")),
    ("item", re.compile("([1-9][0-9]{0,3})[.](.+)")),
)
_NUMBERS = {"": 0, **{numeral(number): number for number in range(1, 1000)}}
_FIGURE = re.compile(f"[0-9]|{_CHINESE}")
_SENTENCE_ENDS = ("。", "：", "；", "！", "？", "”")
# No unit bracket is longer than this.
_LONGEST_BRACKET = 4000


class Candidate(NamedTuple):
    """A line with a mark: its number and text as printed, and whether what stands before has come to its end."""

    line: int
    level: Level
    number: int
    mark: str
    text: str
    opens: bool

    @property
    def figure(self) -> bool:
        """Whether another number follows the mark, as in 3.5 and 一、二季度: hardly ever a heading."""
        return self.level in ("part", "item") and bool(_FIGURE.match(self.text))


def ends_item(lines: Sequence[str]) -> list[bool]:
    """For each line whether the text before it ends with a unit bracket, as every item does.

    A bracket that is not closed ends an item as well: among units no mark can stand.
    """
    text, at, ends = "".join(lines), 0, []
    for line in lines:
        _, opened, bracket = text[max(0, at - _LONGEST_BRACKET) : at].rpartition("（")
        ends.append(bool(opened) and "单位：" in bracket and (bracket.endswith("）") or "）" not in bracket))
        at += len(line)
    return ends


def mark(line: str) -> tuple[Level, int, str, str] | None:
    """The level, number, mark and text of a line that begins with a mark."""
    for level, pattern in _MARKS:
        found = pattern.fullmatch(line)
        if found and found[1] in _NUMBERS:
            return level, _NUMBERS[found[1]], line.removesuffix(found[2]), found[2]
        if found and level == "item":
            return level, int(found[1]), line.removesuffix(found[2]), found[2]
    return None


def plan_candidates(lines: Sequence[str], goals: Collection[int]) -> list[Candidate]:
    """The marks of a plan. `goals` are the parts whose items are marked （一）, like the sections of others."""
    candidates: list[Candidate] = []
    heading, in_goals, part, sections = True, False, 0, 0
    for n, (line, ended) in enumerate(zip(lines, ends_item(lines), strict=True)):
        if not (found := mark(line)):
            continue
        level, number = found[:2]
        opens = heading or ended
        candidates.append(Candidate(n, *found, opens))
        if not opens:
            continue
        if level == "part":
            in_goals, part, sections = number in goals and number > part, number, 0
        elif level == "section":
            sections += 1
            # A count that begins again is that of the next part, whose title is missing.
            in_goals = in_goals and (number > 1 or sections == 1)
        heading = level in ("part", "group") or (level == "section" and not in_goals)
    return candidates


def notice_candidates(lines: Sequence[str]) -> list[Candidate]:
    """The marks of the numbered paragraphs of a notice, which are marked like parts."""
    return [
        Candidate(n, *found, opens=n == 0 or lines[n - 1].endswith(_SENTENCE_ENDS))
        for n, line in enumerate(lines)
        if (found := mark(line)) and found[0] == "part"
    ]
