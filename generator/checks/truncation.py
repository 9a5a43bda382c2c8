"""A plan that lost its end: no record of a kind is left, and other records refer to some."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.numbering import word_of
from generator.model.corrections import Corrections
from generator.model.data import PLAN
from generator.model.node import UNKNOWN
from generator.model.plan import Plan
from generator.model.restatements import Restatements
from generator.problems import Mention, Place, Problem


def lost_kinds(
    plan: Plan, corrections: Corrections, restatements: Restatements, doubtful: Collection[str]
) -> Iterator[Problem]:
    """One problem for all kinds of which nothing is left."""
    left = {word_of(one) for one in (*(item.id for item in plan.items), *(form.id for form in plan.forms))}
    doubtful = {*doubtful, UNKNOWN}
    if doubtful & {item.id for item in plan.items}:
        return
    lost = [one for one in _mentions(plan, corrections, restatements) if one.name not in doubtful]
    lost = [one for one in lost if (word := word_of(one.name)) and word not in left]
    if lost:
        kinds = "".join(f"“{word}-…”" for word in dict.fromkeys(word_of(one.name) for one in lost))
        first, last = lost[0].place, plan.node.place.last_line
        more = f"等{len(lost)}处" if len(lost) > 1 else ""
        message = f"方案里没有一条{kinds}的记录，{first.file} 第{first.line}行{more}却提到它们"
        cure = "文件很可能到这里就断了，从版本记录里取回后面的；确实没有的，改正提到它们的地方"
        yield Problem(Place(PLAN, last, 1, last), "", message, cure)


def _mentions(plan: Plan, corrections: Corrections, restatements: Restatements) -> Iterator[Mention]:
    for correction in corrections.corrections:
        yield Mention(correction.record, correction.place("record"), correction.record)
    for pair in restatements.restatements:
        yield Mention(pair.project, pair.place("project"), pair.project)
        yield Mention(pair.task, pair.place("task"), pair.project)
    for bracket in plan.brackets:
        yield from (
            Mention(name, bracket.place("printed_in", n), "brackets") for n, name in enumerate(bracket.printed_in)
        )
    for rule in plan.deadlines:
        yield from (Mention(name, rule.place("forms", n), rule.id) for n, name in enumerate(rule.forms))
