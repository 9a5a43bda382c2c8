"""When the forms are due: the dates that follow from the document's rules, and the checks of those rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from generator.layouts import layout_file
from generator.model import Deadline, Plan
from generator.numbering import cure_id, doubtful_ids
from generator.numerals import as_printed, printed_date
from generator.problems import Problem, repeated, suggest, written_twice
from generator.record import Record, Text
from generator.source import PLAN
from generator.tree import UNKNOWN

_QUARTER = re.compile(r"([0-9]{4})年第([一二三四])季度")
_MONTH = re.compile(r"第([1-3])个月")
_DAY = re.compile(r"([1-9]|1[0-9]|2[0-8])日")
_WEEKDAYS = "一二三四五六日"
_QUARTERS = "一二三四"


class InferredDeadline(Record):
    """A date that follows from a rule of the document by the editors' reading, with its basis."""

    deadline: Text
    date: Text
    basis: Text


class InferredDeadlines(Record):
    """The dates that the editors infer."""

    inferred: tuple[InferredDeadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A date on which forms are due, by which rule. `inferred` is the editors' basis where the document names no date.

    `quarters` is how many quarters of the year a quarterly report covers, 0 for what is due once.
    """

    date: date
    rule: Deadline
    quarters: int
    inferred: str | None = None

    @property
    def weekday(self) -> str:
        """The day of the week as printed: 周三."""
        return f"周{_WEEKDAYS[self.date.weekday()]}"

    @property
    def on_weekend(self) -> bool:
        """Whether the day is a Saturday or Sunday."""
        return self.date.weekday() >= 5

    @property
    def quarters_printed(self) -> str:
        """What stands in the blank of 前＿季度; empty for what is due once."""
        return _QUARTERS[self.quarters - 1] if self.quarters else ""

    @property
    def period(self) -> str:
        """What a quarterly report covers, in brackets: （前一季度）; empty for what is due once."""
        return f"（前{self.quarters_printed}季度）" if self.quarters else ""


def derive(plan: Plan, inferred: InferredDeadlines) -> tuple[Due, ...]:
    """All dates of checked rules, in order of time, those that the editors infer included."""
    rules = {rule.id: rule for rule in plan.deadlines}
    assumed = (_inferred(rules[one.deadline], one.date, one.basis) for one in inferred.inferred)
    named = (due for rule in plan.deadlines for due in _named(rule))
    return tuple(sorted((*named, *assumed), key=lambda due: due.date))


def _named(rule: Deadline) -> Iterator[Due]:
    """The dates that a rule sets: its one date, or one in each quarter from the first to the end of that year."""
    if rule.date is not None:
        yield Due(_certain(rule.date), rule, 0)
        return
    year, first = _first_quarter(rule)
    for quarter in range(first, 5):
        yield Due(_in_quarter(rule, year, quarter), rule, quarter - 1 or 4)


def _first_quarter(rule: Deadline) -> tuple[int, int]:
    found = _QUARTER.fullmatch(rule.first or "")
    assert found, "checked"
    return int(found[1]), _QUARTERS.index(found[2]) + 1


def _in_quarter(rule: Deadline, year: int, quarter: int) -> date:
    month, day = _MONTH.fullmatch(rule.month or ""), _DAY.fullmatch(rule.day or "")
    assert month, "checked"
    assert day, "checked"
    return date(year, 3 * (quarter - 1) + int(month[1]), int(day[1]))


def _inferred(rule: Deadline, printed: str, basis: str) -> Due:
    day = _certain(printed)
    quarters = 0 if rule.date else (day.month - 1) // 3 or 4
    return Due(day, rule, quarters, basis)


def _certain(printed: str) -> date:
    day = printed_date(printed)
    assert day, "checked"
    return day


def check(plan: Plan, inferred: InferredDeadlines, layouts: Collection[str] | None) -> Iterator[Problem]:
    """What is wrong with the rules of the document and the dates that the editors infer from them.

    `layouts` has the ids of the forms that are laid out; None where no forms are made.
    """
    for rule in plan.deadlines:
        yield from _rule_problems(plan, rule, layouts)
    rules = {rule.id: rule for rule in plan.deadlines}
    for one in inferred.inferred:
        named, day = rules.get(one.deadline), printed_date(one.date)
        if named is None:
            cure = suggest(one.deadline, list(rules))
            yield Problem(
                one.place("deadline"), one.deadline, f"方案里没有“{one.deadline}”这条时限", cure, needs=(PLAN,)
            )
        if day is None:
            yield Problem(one.place("date"), one.deadline, f"“{one.date}”不是日期", "写成 2026年1月20日 这样")
        elif named and not any(_shape_problems(named)):
            yield from _inferred_problems(one, named, day)
    dates = (((one.deadline, one.date), one.place("date")) for one in inferred.inferred)
    for (deadline, printed), place, first in repeated(dates):
        yield Problem(place, deadline, f"“{printed}”写了两次，第{first.line}行已经有了", "两条并成一条")


def _inferred_problems(one: InferredDeadline, rule: Deadline, day: date) -> Iterator[Problem]:
    """An inferred date follows from a rule, and is none that the rule sets itself."""
    named = [due.date for due in _named(rule)]
    place = one.place("date")
    if day in named:
        message = f"“{one.date}”方案已经写明，不是推定的"
        yield Problem(place, one.deadline, message, "删去这一条，这里只写方案没有写明的日期")
    elif rule.date:
        yield Problem(place, one.deadline, f"这条时限只有“{rule.date}”，推不出别的日期", "删去这一条")
    elif day < named[0]:
        message = f"“{one.date}”在规则开始以前"
        yield Problem(place, one.deadline, message, f"规则从{rule.first}起，改正日期")
    elif day != (due := _in_quarter(rule, day.year, (day.month + 2) // 3)):
        message = f"“{one.date}”不合规则，规则定的是季度{rule.month}的{rule.day}"
        yield Problem(place, one.deadline, message, f"这个季度的应是 {as_printed(due)}")


def _rule_problems(plan: Plan, rule: Deadline, layouts: Collection[str] | None) -> Iterator[Problem]:
    forms, doubtful = [form.id for form in plan.forms], doubtful_ids(plan)
    for n, form in enumerate(rule.forms):
        if form in doubtful:
            continue
        if form not in forms:
            yield Problem(rule.place("forms", n), rule.id, f"没有附表“{form}”", cure_id(form, forms), needs=(PLAN,))
        elif layouts is not None and form not in layouts:
            cure = f"用 Word 做一个，存为 {layout_file(form)}"
            yield Problem(rule.place("forms", n), rule.id, f"没有附表“{form}”的版式", cure)
    yield from written_twice(((form, rule.place("forms", n)) for n, form in enumerate(rule.forms)), "删去一个", rule.id)
    yield from _shape_problems(rule)


def _shape_problems(rule: Deadline) -> Iterator[Problem]:
    """A rule has a date, or a first quarter with month and day, each a piece of the sentence that is quoted."""
    keys = {"date": rule.date, "first": rule.first, "month": rule.month, "day": rule.day}
    given = [key for key, value in keys.items() if value is not None]
    if given not in (["date"], ["first", "month", "day"]):
        message = "时限的写法不完整"
        yield Problem(rule.place(), rule.id, message, "或者只写“date”，或者写齐“first”“month”“day”")
        return
    for key in given:
        value = keys[key] or ""
        if not _readable(key, value):
            yield Problem(rule.place(key), rule.id, f"读不懂“{value}”", f"写成 {_EXAMPLES[key]} 这样")
        elif value not in rule.quote and rule.quote != UNKNOWN:
            yield Problem(rule.place(key), rule.id, f"所引的话里没有“{value}”", "照原文改正")


_EXAMPLES = {"date": "2025年2月5日", "first": "2025年第二季度", "month": "第1个月", "day": "20日"}


def _readable(key: str, value: str) -> bool:
    if key == "date":
        return printed_date(value) is not None
    return bool({"first": _QUARTER, "month": _MONTH, "day": _DAY}[key].fullmatch(value))
