"""Where the parts, sections, group headings and items of a plan begin, told from lines that only look like it.

Which number a mark stands for follows from the number due and from the one behind it, so that a heading that is
missing, repeated, moved or misprinted concerns no other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.official.markers import Candidate, Level, notice_candidates, plan_candidates

Coming = Mapping[Level, Candidate]


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


def plan_starts(lines: Sequence[str], goals: Collection[int] = ()) -> Iterator[Start]:
    """What begins where in a plan. `goals` are the parts whose items are marked （一）, like the sections of others."""
    return _starts(plan_candidates(lines, goals), goals)


def notice_starts(lines: Sequence[str]) -> Iterator[Start]:
    """Where the numbered paragraphs of a notice begin."""
    return _starts(notice_candidates(lines), ())


def _starts(candidates: Sequence[Candidate], goals: Collection[int]) -> Iterator[Start]:
    counts = _Counts(goals)
    for candidate, coming in zip(candidates, _coming(candidates), strict=True):
        if counts.accepts(candidate, coming):
            yield counts.start(candidate, coming)


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


@dataclass
class _Counts:
    """Where the reading stands, and which numbers are due. `coming` is the next candidate of every level."""

    goals: Collection[int]
    part: int = 0
    section: int = 0
    group: int = 0
    item: int = 0
    due: dict[Level, int] = field(default_factory=lambda: {"part": 1, "section": 1, "item": 1})

    def accepts(self, candidate: Candidate, coming: Coming) -> bool:
        """Whether the candidate is what it looks like."""
        level, number = candidate.level, candidate.number
        if level == "group":
            return candidate.opens
        due, following = self.due[level], coming.get(level)
        if not candidate.opens:
            # What stands before may lack its end. Then the number due is here, and the next one behind it.
            return number == due and following is not None and following.number == due + 1
        return not candidate.figure or self.accepts_figure(candidate, coming)

    def accepts_figure(self, candidate: Candidate, coming: Coming) -> bool:
        """Whether a mark with another number behind it is one after all, as in 3.100名园艺师 and 二、十项重点工作."""
        level, number = candidate.level, candidate.number
        due, following = self.due[level], coming.get(level)
        if level == "part" and any(coming[inside].number == 1 for inside in ("section", "item") if inside in coming):
            return True
        if number < due or (level == "item" and self.part in self.goals):
            return False
        if following is None or following.number != due:
            return number == due or (following is not None and following.number == number + 1)
        return number == due and following.text == candidate.text

    def start(self, candidate: Candidate, coming: Coming) -> Start:
        """Moves on to what begins with a candidate."""
        level, number = candidate.level, candidate.number
        if level != "part" and (self.part == 0 or self.starts_anew(candidate, coming)):
            self.enter("part", self.due["part"])
            self.due["part"] += 1
        if level != "group":
            number, self.due[level] = _settle(number, self.due[level], self.following(candidate, coming))
        self.enter(level, number)
        text = candidate.text if number == candidate.number else candidate.mark + candidate.text
        return Start(candidate.line, level, self.part, self.section, self.group, self.item, text)

    def starts_anew(self, candidate: Candidate, coming: Coming) -> bool:
        """Whether the numbers begin again, as they do in a part whose title is missing."""
        due, item = self.due, coming.get("item")
        if candidate.number != 1 or item is None:
            return False
        if candidate.level == "item":
            return due["item"] > 2 and item.number == 2
        return due["section"] > 1 and item.number == 1 and (due["item"] > 1 or self.part in self.goals)

    def following(self, candidate: Candidate, coming: Coming) -> int | None:
        """The number behind the candidate's.

        The last part is taken for the one due unless it repeats the one before.
        """
        if following := coming.get(candidate.level):
            return following.number
        repeated = candidate.number == self.part and not self.section and not self.item
        if candidate.level == "part" and ("section" in coming or "item" in coming) and not repeated:
            return self.due["part"] + 1
        return None

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


def _settle(number: int, due: int, following: int | None) -> tuple[int, int]:
    """The number that a heading stands for, and the number due behind it."""
    if number == due:
        return due, due + 1
    if following == due:  # It is inserted, repeated or moved: what is due comes next.
        return number, due
    if following == due + 1:  # It stands where the one due should be, and is misprinted.
        return due, due + 1
    return number, max(due, number + 1)  # Those between are missing, or it is a late one.
