"""The rules of the deadlines: what the document says of them can be read, and what the editors infer follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from generator.checks.layouts import layout_file
from generator.checks.numbering import cure_id
from generator.index.deadlines import in_quarter, readable, set_by
from generator.model.data import PLAN
from generator.model.deadlines import InferredDeadline, InferredDeadlines
from generator.model.node import UNKNOWN
from generator.model.numerals import as_printed, printed_date
from generator.model.plan import Deadline, Plan
from generator.problems import Problem, repeated, suggest, written_twice

_EXAMPLES = {"date": "2025年2月5日", "first": "2025年第二季度", "month": "第1个月", "day": "20日"}


def check_deadlines(
    plan: Plan, inferred: InferredDeadlines, layouts: Collection[str] | None, doubtful: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with the rules of the document and the dates that the editors infer from them.

    `layouts` has the ids of the forms that are laid out; None where no forms are made.
    """
    forms = [form.id for form in plan.forms]
    for rule in plan.deadlines:
        yield from _forms(rule, forms, layouts, doubtful)
        yield from _shape_problems(rule)
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
    named = [due.date for due in set_by(rule)]
    place = one.place("date")
    if day in named:
        message = f"“{one.date}”方案已经写明，不是推定的"
        yield Problem(place, one.deadline, message, "删去这一条，这里只写方案没有写明的日期")
    elif rule.date:
        yield Problem(place, one.deadline, f"这条时限只有“{rule.date}”，推不出别的日期", "删去这一条")
    elif day < named[0]:
        message = f"“{one.date}”在规则开始以前"
        yield Problem(place, one.deadline, message, f"规则从{rule.first}起，改正日期")
    elif day != (due := in_quarter(rule, day.year, (day.month + 2) // 3)):
        message = f"“{one.date}”不合规则，规则定的是季度{rule.month}的{rule.day}"
        yield Problem(place, one.deadline, message, f"这个季度的应是 {as_printed(due)}")


def _forms(
    rule: Deadline, forms: Sequence[str], layouts: Collection[str] | None, doubtful: Collection[str]
) -> Iterator[Problem]:
    """A rule is about forms of the plan that are laid out, each once."""
    for n, form in enumerate(rule.forms):
        if form in doubtful:
            continue
        if form not in forms:
            yield Problem(rule.place("forms", n), rule.id, f"没有附表“{form}”", cure_id(form, forms), needs=(PLAN,))
        elif layouts is not None and form not in layouts:
            cure = f"用 Word 做一个，存为 {layout_file(form)}"
            yield Problem(rule.place("forms", n), rule.id, f"没有附表“{form}”的版式", cure)
    yield from written_twice(((form, rule.place("forms", n)) for n, form in enumerate(rule.forms)), "删去一个", rule.id)


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
        if not readable(key, value):
            yield Problem(rule.place(key), rule.id, f"读不懂“{value}”", f"写成 {_EXAMPLES[key]} 这样")
        elif value not in rule.quote and rule.quote != UNKNOWN:
            yield Problem(rule.place(key), rule.id, f"所引的话里没有“{value}”", "照原文改正")
