"""The countable promises that the editors read in the plan: the text says each of them, and none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.checks.mentions import written_twice
from generator.checks.quotations import COMMA, SEPARATE, cure_of_words
from generator.checks.text import PRINTED_BEFORE
from generator.model.data import TARGETS, Data
from generator.model.editorial import Target, Uncounted
from generator.model.plan import Clause
from generator.model.quantities import (
    COMPARATORS,
    GROWTH,
    Number,
    Quantity,
    decimal,
    exact,
    is_aspired,
    is_growth,
    numbers,
    quantities,
    the_quantity,
)
from generator.problems import Position, Problem, suggest

_CHANGE = re.compile(rf"{GROWTH.pattern}|下降|降幅|降低|提高|减少|上升|回落")


class Found(NamedTuple):
    """A target in its clause: the id of the item, the clause, and what it counts there, None where nothing fits."""

    item: str
    target: Target
    clause: Clause
    start: int
    quantity: Quantity | None

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers that it is, in the text of the clause."""
        return tuple(one.behind(self.start) for one in self.quantity.numbers) if self.quantity else ()


def measures(data: Data) -> Iterator[Problem]:
    """Every unit of measure stands in one kind, and every kind once."""
    records = data.targets.measures
    yield from written_twice(((one.kind, one.position("kind")) for one in records), "并成一类")
    units = ((unit, one.position("units", n)) for one in records for n, unit in enumerate(one.units))
    yield from written_twice(units, "只留一处：一个计量单位只属于一类")
    known = _known_units(data)
    for target in data.targets.targets:
        if target.unit not in known:
            cure = f"{suggest(target.unit, known)}；是新的计量单位的，在 measures 里写进一类"
            message, subjects = f"E421 measures 里没有计量单位“{target.unit}”", frozenset({target.unit})
            yield Problem(target.position("unit"), target.clause, message, cure, subjects=subjects)


def spans(data: Data) -> Iterator[Problem]:
    """The words of a target stand once in its clause, and what it counts is said in letters of the clause."""
    clauses = _clauses(data)
    for target in data.targets.targets:
        if target.clause not in clauses:
            continue
        item, clause = clauses[target.clause]
        often, subjects = clause.text.count(target.span), frozenset({item, target.clause})
        if often != 1:
            message = f"E422 分项“{target.clause}”里{'找不到' if not often else f'有{often}处'}“{target.span}”"
            cure = cure_of_words("照方案抄写，标点也要一致") if not often else "连同旁边的字一起抄，抄到只有一处"
            yield Problem(target.position("span"), target.clause, message, cure, subjects=subjects)
        elif strange := _strange(target.what, clause.text):
            message = f"E423 “{target.what}”里的“{strange}”，这个分项没有这样说"
            cure = "用这个分项的字，按原来的次序写；可以略去中间的字"
            yield Problem(target.position("what"), target.clause, message, cure, subjects=frozenset({target.what}))


def _known_units(data: Data) -> list[str]:
    return [unit for one in data.targets.measures for unit in one.units]


def _strange(what: str, text: str) -> str:
    """Return the first letter that does not follow the others in a text, and what stands behind it."""
    at = 0
    for n, letter in enumerate(what):
        at = text.find(letter, at) + 1
        if not at:
            return what[n:]
    return ""


def values(data: Data) -> Iterator[Problem]:
    """The value of a target follows from its words: the number, its unit of measure, and how it compares."""
    known = _known_units(data)
    for found in _found(data):
        target = found.target
        if malformed := next((key for key in ("value", "upper") if _malformed(getattr(target, key))), None):
            written = getattr(target, malformed)
            right = _exact(written)
            cure = f"写 {right}" if right else "只写数字和小数点，如 200000；不写“万”“亿”和逗号"
            message = f"E424 “{written}”不是数值的写法"
            yield Problem(target.position(malformed), target.clause, message, cure)
        elif not found.quantity and target.unit in known:
            message = f"E425 从“{target.span}”得不出{_said(target.value, target.upper)}{target.unit}"
            yield Problem(target.position("value"), target.clause, message, _cure(target))
        elif found.quantity:
            yield from _comparison(target, found.quantity)
            yield from _marks(found)


def _malformed(written: str | None) -> bool:
    return written is not None and _exact(written) != written


def _said(value: str, upper: str | None) -> str:
    return f"{value}—{upper}" if upper else value


def _exact(written: str) -> str | None:
    """Return how a number is written; None for what is none."""
    value = decimal(written)
    return None if value is None else exact(value)


def _cure(target: Target) -> str:
    """Return which values the words of a target give in its unit of measure, else which numbers they have."""
    counted = [*quantities(target.span, target.unit)]
    fitting = [one for one in counted if one.values == (target.value, target.upper)]
    if len(fitting) > 1:
        return "这样的数有几处，span 少抄几个字，抄到只有一处"
    if counted:
        return f"这段话里是 {'、'.join(_said(*one.values) for one in counted)}；改正数值，或者改正 span"
    there = "、".join(f"“{one.text}”" for one in numbers(target.span))
    return f"这段话里的数是{there}，核对数值和计量单位" if there else "这段话里没有数，连同数字一起抄"


def _comparison(target: Target, quantity: Quantity) -> Iterator[Problem]:
    if quantity.comparator != target.comparator:
        word = COMPARATORS[quantity.comparator]
        message = f"E426 “{target.span}”说的不是“{target.comparator}”"
        right = f"'{quantity.comparator}'（{word}）" if word else "'='，也就是不写"
        yield Problem(target.position("comparator"), target.clause, message, f"comparator 写 {right}")


def _marks(found: Found) -> Iterator[Problem]:
    """Yield where the marks of a target differ from its words; the editors may read 力争 to the end of the sentence."""
    target, before = found.target, found.clause.text[: found.start]
    sentence = re.split("[。；]", before)[-1] + target.span
    yield from _mark(target, "aspirational", is_aspired(before, target.span), "力争" in sentence, "“力争”")
    compared = is_growth(before, target.span, target.unit)
    yield from _mark(target, "year_on_year", compared, bool(_CHANGE.search(target.span)), "比上年增减多少")


def _mark(target: Target, key: str, said: bool, sayable: bool, words: str) -> Iterator[Problem]:
    """Yield where a mark is not set that must be, or set where nothing says so."""
    marked = getattr(target, key) == "true"
    if said and not marked:
        yield Problem(
            target.position(key), target.clause, f"E427 方案写了{words}，这里没有标明", f"补上一行“{key}: true”"
        )
    if marked and not sayable:
        yield Problem(target.position(key), target.clause, f"E428 方案没有写{words}", f"删去“{key}: true”")


def unlisted_numbers(data: Data) -> Iterator[Problem]:
    """Every number of the plan is in one target, or in words that the editors list as no target.

    A number in digits counts something. Most Chinese numerals are part of a word, so one that is new is a hint.
    """
    if not data.targets.given:
        return
    claimed = _claimed(data)
    for clause_id, (item, clause) in _clauses(data).items():
        left_out = [*_left_out(data, clause, claimed.get(clause_id, set()))]
        if left_out:
            shown = "、".join(f"“{_around(clause.text, number)}”" for number in left_out)
            message = f"E429 {shown}里的数，{TARGETS} 里没有"
            cure = "是要完成的数量的，在 targets 里加一条；不是的，写进 no_targets"
            hint, subjects = not any(number.text[0].isdecimal() for number in left_out), frozenset({item, clause_id})
            yield Problem(clause.position("text"), clause_id, message, cure, hint, subjects)


def _left_out(data: Data, clause: Clause, claimed: set[int]) -> Iterator[Number]:
    """Yield the numbers of a clause that no target has and no words cover; none of what is printed before a text."""
    before = PRINTED_BEFORE.match(clause.text)
    for number in numbers(clause.text):
        mine = number.start >= (before.end() if before else 0) and number.start not in claimed
        if mine and not _listed(clause.text, number, data.targets.no_targets):
            yield number


def listed_once(data: Data) -> Iterator[Problem]:
    """No number is in two targets, and none is in a target and in words that are no target."""
    seen: dict[tuple[str, int], Position] = {}
    for found in _found(data):
        target, place = found.target, found.target.position("span")
        first = next((seen[target.clause, at.start] for at in found.numbers if (target.clause, at.start) in seen), None)
        if first:
            message = f"E430 “{target.span}”里的这个数写了两条，第{first.line}行已经有了"
            yield Problem(place, target.clause, message, "删去一条")
        seen.update({(target.clause, at.start): place for at in found.numbers})
        if word := next(
            (word for at in found.numbers if (word := _listed(found.clause.text, at, data.targets.no_targets))), ""
        ):
            message = f"E431 “{target.span}”里的数，no_targets 里又写了“{word}”"
            yield Problem(place, target.clause, message, "只留一处", subjects=frozenset({word}))


def uncounted_words(data: Data) -> Iterator[Problem]:
    """Words that are no target have a number, stand in the plan, and are written once."""
    texts = [clause.text for _, clause in _clauses(data).values()]
    all_words = [
        (word, one.position("words", n)) for one in data.targets.no_targets for n, word in enumerate(one.words)
    ]
    yield from written_twice(all_words, "删去一处")
    for word, place in all_words:
        subjects = frozenset({word})
        if not numbers(word):
            yield Problem(place, word, f"E432 “{word}”里没有数", "连同数字一起抄，或者删去", subjects=subjects)
        elif not any(word in text for text in texts):
            comma = COMMA.search(word)
            cure = SEPARATE.format(comma[0]) if comma else cure_of_words("照方案抄写；方案里没有的，删去")
            yield Problem(place, word, f"E433 方案里没有“{word}”", cure, subjects=subjects)


def _clauses(data: Data) -> dict[str, tuple[str, Clause]]:
    """Return the clauses by id, each with the id of its item."""
    return {clause_id: (item.id, clause) for item in data.plan.items for clause_id, clause in item.clause_ids()}


def _found(data: Data) -> Iterator[Found]:
    """Yield the targets whose words stand once in their clause."""
    clauses = _clauses(data)
    for target in data.targets.targets:
        item, clause = clauses.get(target.clause, ("", None))
        if clause and clause.text.count(target.span) == 1:
            start = clause.text.index(target.span)
            quantity = the_quantity(target.span, target.unit, target.value, target.upper)
            yield Found(item, target, clause, start, quantity)


def _claimed(data: Data) -> dict[str, set[int]]:
    """Return where the numbers begin that targets have, by clause; those of a target that fits nothing are its own."""
    claimed: dict[str, set[int]] = {}
    for found in _found(data):
        own = found.numbers or [one.behind(found.start) for one in numbers(found.target.span)]
        claimed.setdefault(found.target.clause, set()).update(one.start for one in own)
    return claimed


def _listed(text: str, number: Number, groups: Sequence[Uncounted]) -> str:
    """Return the words that cover a number in a text; empty where none do."""
    for word in (word for group in groups for word in group.words):
        if text.find(word, max(0, number.end - len(word)), number.start + len(word)) >= 0:
            return word
    return ""


def _around(text: str, number: Number) -> str:
    return text[max(0, number.start - 4) : number.end + 4]
