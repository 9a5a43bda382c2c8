"""When the forms are due: the dates that follow from the document's rules, and those that the editors infer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.document import Deadline
from generator.model.editorial import InferredDeadlines
from generator.model.plan import Plan
from generator.model.texts import printed_date

_QUARTER = re.compile(r"([1-9][0-9]{3})年第([一二三四])季度")
_MONTH = re.compile(r"第([1-3])个月")
_DAY = re.compile(r"([1-9]|1[0-9]|2[0-8])日")
_WEEKDAYS = "一二三四五六日"
_QUARTERS = "一二三四"


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
    def occasion(self) -> str:
        """What is due, whatever the day: the rule, and the quarter if it comes again: quarterly-report-2025-q2."""
        quarter = f"-{self.date.year}-q{(self.date.month + 2) // 3}" if self.quarters else ""
        return f"{self.rule.id}{quarter}"

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
    named = (due for rule in plan.deadlines for due in set_by(rule))
    return tuple(sorted((*named, *assumed), key=lambda due: due.date))


def set_by(rule: Deadline) -> Iterator[Due]:
    """The dates that a rule sets: its one date, or one in each quarter from the first to the end of that year."""
    if rule.date is not None:
        yield Due(_certain(rule.date), rule, 0)
        return
    year, first = _first_quarter(rule)
    for quarter in range(first, 5):
        yield Due(in_quarter(rule, year, quarter), rule, quarter - 1 or 4)


def _first_quarter(rule: Deadline) -> tuple[int, int]:
    found = _QUARTER.fullmatch(rule.first or "")
    assert found, "checked"
    return int(found[1]), _QUARTERS.index(found[2]) + 1


def in_quarter(rule: Deadline, year: int, quarter: int) -> date:
    """The date that a rule sets in a quarter, from 1, of a year."""
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


def readable(key: str, value: str) -> bool:
    """Whether a part of a rule, by its key, is written so that dates follow from it."""
    if key == "date":
        return printed_date(value) is not None
    return bool({"first": _QUARTER, "month": _MONTH, "day": _DAY}[key].fullmatch(value))
