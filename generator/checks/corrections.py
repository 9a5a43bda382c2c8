"""The corrections by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.mentions import written_twice
from generator.model.data import Data
from generator.problems import Problem


def correction_texts(data: Data) -> Iterator[Problem]:
    """A correction changes something, and no other changes the same."""
    corrections = data.corrections.corrections
    for correction in corrections:
        place, subjects = correction.place("after"), frozenset({correction.before})
        if correction.idle:
            cure = "改正其中一个；是要略去这一行后面的内容的，补上 omit_rest: true"
            yield Problem(place, correction.record, "改前和改后完全相同", cure, subjects=subjects)
        if not correction.after:
            cure = "要删去的字连同旁边的字一起写：before 写“口袋—4—”，after 写“口袋”"
            yield Problem(place, correction.record, "没有写改成什么", cure, subjects=subjects)
    befores = ((correction.before, correction.place("before")) for correction in corrections)
    yield from written_twice(befores, "删去一条；原文中有两处的，各带上旁边的字")
