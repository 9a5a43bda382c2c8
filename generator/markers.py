"""Where the parts, sections, group headings and items of a plan begin, told from lines that only look like it.

A line that begins with a mark opens something where what stands before has come to its end: a heading, or an item with
its unit brackets. Elsewhere it is the rest of a sentence that the print has wrapped. Which number it stands for follows
from the number due and from the one behind it, so that a heading that is missing, repeated, moved or misprinted
concerns no other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from generator.numerals import numeral

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


class Start(NamedTuple):
    """The beginning of a block: its line, the numbers of where it stands, and its first words.

    A number that is misprinted stays with the words, since it differs from what is due.
    """

    line: int
    level: Level
    part: int
    section: int
    group: int
    item: int
    text: str


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


def plan_starts(lines: Sequence[str], goals: Collection[int] = ()) -> Iterator[Start]:
    """What begins where in a plan. `goals` are the parts whose items are marked （一）, like the sections of others."""
    candidates = []
    heading, in_goals, part, sections = True, False, 0, 0
    for n, (line, ended) in enumerate(zip(lines, ends_item(lines), strict=True)):
        if not (found := mark(line)):
            continue
        level, number = found[:2]
        candidates.append(Candidate(n, *found, opens=heading or ended))
        if not candidates[-1].opens:
            continue
        if level == "part":
            in_goals, part, sections = number in goals and number > part, number, 0
        elif level == "section":
            sections += 1
            # A count that begins again is that of the next part, whose title is missing.
            in_goals = in_goals and (number > 1 or sections == 1)
        heading = level in ("part", "group") or (level == "section" and not in_goals)
    return _starts(candidates, goals)


def notice_starts(lines: Sequence[str]) -> Iterator[Start]:
    """Where the numbered paragraphs of a notice begin; they are marked like parts."""
    return _starts(
        [
            Candidate(n, *found, opens=n == 0 or lines[n - 1].endswith(_SENTENCE_ENDS))
            for n, line in enumerate(lines)
            if (found := mark(line)) and found[0] == "part"
        ],
        (),
    )


@dataclass
class _Counts:
    """Where the reading stands, and which numbers are due."""

    part: int = 0
    section: int = 0
    group: int = 0
    item: int = 0
    due: dict[Level, int] = field(default_factory=lambda: {"part": 1, "section": 1, "item": 1})

    def enter(self, level: Level, number: int) -> None:
        """Moves on to what begins; everything within it begins anew."""
        if level == "part":
            self.part, self.section, self.group, self.item = number, 0, 0, 0
            self.due |= {"section": 1, "item": 1}
        elif level == "section":
            self.section, self.group = number, 0
        elif level == "group":
            self.group += 1
        else:
            self.item = number


def _starts(candidates: Sequence[Candidate], goals: Collection[int]) -> Iterator[Start]:
    counts = _Counts()
    for candidate, coming in zip(candidates, _coming(candidates), strict=True):
        level, number = candidate.level, candidate.number
        if not _accepted(candidate, counts, coming, goals):
            continue
        if level != "part" and (counts.part == 0 or _starts_anew(candidate, counts, coming, goals)):
            counts.enter("part", counts.due["part"])
            counts.due["part"] += 1
        if level != "group":
            following = _following(candidate, counts, coming)
            number, counts.due[level] = _settle(number, counts.due[level], following)
        counts.enter(level, number)
        text = candidate.text if number == candidate.number else candidate.mark + candidate.text
        yield Start(candidate.line, level, counts.part, counts.section, counts.group, counts.item, text)


Coming = Mapping[Level, Candidate]


def _coming(candidates: Sequence[Candidate]) -> list[Coming]:
    """For each candidate the next one of every level, within the part."""
    found: list[Coming] = []
    coming: Coming = {}
    for candidate in reversed(candidates):
        found.append(coming)
        if candidate.opens:
            within = {} if candidate.level == "part" else coming
            coming = {**within, candidate.level: candidate}
    return found[::-1]


def _accepted(candidate: Candidate, counts: _Counts, coming: Coming, goals: Collection[int]) -> bool:
    """Whether the candidate is what it looks like."""
    level, number = candidate.level, candidate.number
    if level == "group":
        return candidate.opens
    due, following = counts.due[level], coming.get(level)
    if not candidate.opens:
        # What stands before may lack its end. Then the number due is here, and the next one behind it.
        return number == due and following is not None and following.number == due + 1
    return not candidate.figure or _figure_accepted(candidate, counts, coming, goals)


def _figure_accepted(candidate: Candidate, counts: _Counts, coming: Coming, goals: Collection[int]) -> bool:
    """Whether a mark with another number behind it is one after all, as in 3.100名园艺师 and 二、十项重点工作."""
    level, number = candidate.level, candidate.number
    due, following = counts.due[level], coming.get(level)
    if level == "part" and any(coming[inside].number == 1 for inside in ("section", "item") if inside in coming):
        return True
    if number < due or (level == "item" and counts.part in goals):
        return False
    if following is None or following.number != due:
        return number == due or (following is not None and following.number == number + 1)
    return number == due and following.text == candidate.text


def _following(candidate: Candidate, counts: _Counts, coming: Coming) -> int | None:
    """The number behind the candidate's. The last part is taken for the one due unless it repeats the one before."""
    following = coming.get(candidate.level)
    if following:
        return following.number
    repeated = candidate.number == counts.part and not counts.section and not counts.item
    if candidate.level == "part" and ("section" in coming or "item" in coming) and not repeated:
        return counts.due["part"] + 1
    return None


def _settle(number: int, due: int, following: int | None) -> tuple[int, int]:
    """The number that a heading stands for, and the number due behind it."""
    if number == due:
        return due, due + 1
    if following == due:  # It is inserted, repeated or moved: what is due comes next.
        return number, due
    if following == due + 1:  # It stands where the one due should be, and is misprinted.
        return due, due + 1
    return number, max(due, number + 1)  # Those between are missing, or it is a late one.


def _starts_anew(candidate: Candidate, counts: _Counts, coming: Coming, goals: Collection[int]) -> bool:
    """Whether the numbers begin again, as they do in a part whose title is missing."""
    due, item = counts.due, coming.get("item")
    if candidate.number != 1 or item is None:
        return False
    if candidate.level == "item":
        return due["item"] > 2 and item.number == 2
    return due["section"] > 1 and item.number == 1 and (due["item"] > 1 or counts.part in goals)
