"""The deadlines: what the document says of them can be read, and what the editors infer follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.mentions import repeated, written_twice
from generator.index.deadlines import in_quarter, readable, set_by
from generator.model.data import Data
from generator.model.editorial import InferredDeadline
from generator.model.plan import Deadline
from generator.model.texts import as_printed, printed_date
from generator.problems import Problem

_EXAMPLES = {"date": "2025年2月5日", "first": "2025年第二季度", "month": "第1个月", "day": "20日"}


def deadline_rules(data: Data) -> Iterator[Problem]:
    """A rule has a date, or a first quarter with month and day, each a piece of the sentence that is quoted."""
    for rule in data.plan.deadlines:
        forms = ((form, rule.position("forms", n)) for n, form in enumerate(rule.forms))
        yield from written_twice(forms, "删去一个", rule.id)
        given = _given(rule)
        if [*given] not in (["date"], ["first", "month", "day"]):
            message, cure = "时限的写法不完整", "或者只写“date”，或者写齐“first”“month”“day”"
            yield Problem(rule.position(), rule.id, message, cure, subjects=frozenset({rule.id}))
            continue
        for key, value in given.items():
            if fault := _part(rule, key, value):
                yield Problem(rule.position(key), rule.id, *fault, subjects=frozenset({rule.id}))


def _given(rule: Deadline) -> dict[str, str]:
    keys = {"date": rule.date, "first": rule.first, "month": rule.month, "day": rule.day}
    return {key: value for key, value in keys.items() if value is not None}


def _part(rule: Deadline, key: str, value: str) -> tuple[str, str] | None:
    if not readable(key, value):
        return f"读不懂“{value}”", f"写成 {_EXAMPLES[key]} 这样"
    return None if value in rule.quote else (f"所引的话里没有“{value}”", "照原文改正")


def _dated(rule: Deadline) -> bool:
    """Return whether dates follow from a rule."""
    given = _given(rule)
    whole = [*given] in (["date"], ["first", "month", "day"])
    return whole and all(readable(key, value) for key, value in given.items())


def revision(data: Data) -> Iterator[Problem]:
    """The revision of the dates is a whole number."""
    if not re.fullmatch("[0-9]{1,4}", data.deadlines.revision):
        message, cure = f"“{data.deadlines.revision}”不是次数", "写成 1 这样的整数，日期每往前改一次加一"
        yield Problem(data.deadlines.position("revision"), "revision", message, cure)


def inferred_dates(data: Data) -> Iterator[Problem]:
    """An inferred date follows from a rule, is not set by the rule itself, and is written once."""
    rules = {rule.id: rule for rule in data.plan.deadlines if _dated(rule)}
    inferred = data.deadlines.inferred
    for one in inferred:
        day = printed_date(one.date)
        if day is None:
            cure = "写成 2026年1月20日 这样"
            yield Problem(one.position("date"), one.deadline, f"“{one.date}”不是日期", cure)
        elif (rule := rules.get(one.deadline)) and (fault := _inferred(one, rule, day)):
            subjects = frozenset({rule.id})
            yield Problem(one.position("date"), one.deadline, *fault, subjects=subjects)
    for (deadline, printed), position, first in repeated(
        ((one.deadline, one.date), one.position("date")) for one in inferred
    ):
        yield Problem(position, deadline, f"“{printed}”写了两次，第{first.line}行已经有了", "两条并成一条")


def _inferred(one: InferredDeadline, rule: Deadline, day: date) -> tuple[str, str] | None:
    """Return what is wrong with an inferred date, and the cure."""
    named = [due.date for due in set_by(rule)]
    if day in named:
        return f"“{one.date}”方案已经写明，不是推定的", "删去这一条，这里只写方案没有写明的日期"
    if rule.date:
        return f"这条时限只有“{rule.date}”，推不出别的日期", "删去这一条"
    if day < named[0]:
        return f"“{one.date}”在规则开始以前", f"规则从{rule.first}起，改正日期"
    if day != (due := in_quarter(rule, day.year, (day.month + 2) // 3)):
        return f"“{one.date}”不合规则，规则定的是季度{rule.month}的{rule.day}", f"改为 {as_printed(due)}"
    return None
