"""The rules of the corrections: where each belongs, that it changes something, and that the plan prints the outcome."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.numbering import cure_id
from generator.checks.wording import cure_quoted
from generator.model.corrections import Corrections
from generator.model.data import PLAN, Edition
from generator.model.plan import Plan
from generator.official.places import record_by_place
from generator.official.printed import record_lines
from generator.problems import Problem, written_twice

# Quotation marks are straight in the source, and made into pairs only when it has been corrected.
_STRAIGHT = str.maketrans("“”", '""')


def correction_records(plan: Plan, corrections: Corrections, doubtful: Collection[str]) -> Iterator[Problem]:
    """A correction belongs to a record of the plan."""
    known = list(dict.fromkeys(record_by_place(plan).values()))
    for correction in corrections.corrections:
        if correction.record not in known and correction.record not in doubtful:
            cure = cure_id(correction.record, known)
            yield Problem(correction.place("record"), correction.record, "没有这样一条记录", cure, needs=(PLAN,))


def correction_texts(corrections: Corrections) -> Iterator[Problem]:
    """A correction changes something, and no other changes the same."""
    for correction in corrections.corrections:
        if correction.idle:
            cure = "改正其中一个；是要略去这一行后面的内容的，补上 omit_rest: true"
            yield Problem(correction.place("after"), correction.record, "改前和改后完全相同", cure)
        if not correction.after:
            cure = "要删去的字连同旁边的字一起写：before 写“口袋—4—”，after 写“口袋”"
            yield Problem(correction.place("after"), correction.record, "没有写改成什么", cure)
    befores = ((correction.before, correction.place("before")) for correction in corrections.corrections)
    yield from written_twice(befores, "删去一条；原文中有两处的，各带上旁边的字")


def correction_outcomes(edition: Edition) -> Iterator[Problem]:
    """What a correction makes of the source stands in the print of its record."""
    lines = {record: text.translate(_STRAIGHT) for record, text in record_lines(edition).items()}
    for correction in edition.corrections.corrections:
        printed = lines.get(correction.record, correction.after)
        if not correction.idle and correction.after.translate(_STRAIGHT) not in printed:
            message = f"方案的这一处没有印“{correction.after}”"
            cure = cure_quoted("照方案改正 after，或者改正 record")
            yield Problem(correction.place("after"), correction.record, message, cure)
