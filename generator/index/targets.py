"""The countable promises of the plan in its order, and which of them a livelihood project says again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.index.entries import ClauseEntry
from generator.model.data import Data
from generator.model.editorial import Restatement, Target
from generator.model.quantities import COMPARATORS, Comparator, Quantity, the_quantity

# What is said behind the number; the other words stand before it.
_BEHIND = ("≥", "≈")
_END = re.compile("[。；]")


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target in its clause, with the number as it is printed, and the target of a task that it says again.

    `start` is where its number begins in the text of the clause, `number` how many numbers the clause promises before.
    """

    target: Target
    clause: ClauseEntry
    kind: str
    quantity: Quantity
    start: int
    number: int = 0
    restates: TargetEntry | None = None

    @property
    def id(self) -> str:
        """The id of the target: task-3-target-1 is the first in task-3."""
        return f"{self.clause.id}-target-{self.number + 1}"

    @property
    def value(self) -> Decimal:
        """The exact value in the unit of measure, by which targets are sorted."""
        return Decimal(self.target.value)

    @property
    def printed(self) -> str:
        """The number as it is printed, without its unit of measure: 20万."""
        return self.quantity.printed

    @property
    def comparator(self) -> Comparator:
        """How the number compares."""
        return self.target.comparator

    @property
    def phrase(self) -> str:
        """The number with its unit of measure and how it compares: 20万个, 1100场以上, 超过2700亿元."""
        return f"{self.before}{self.printed}{self.target.unit}{self.behind}"

    @property
    def before(self) -> str:
        """How the number compares, where that is said before it: 超过; else empty."""
        return "" if self.comparator in _BEHIND else self.compared

    @property
    def behind(self) -> str:
        """How the number compares, where that is said behind it: 以上; else empty."""
        return self.compared if self.comparator in _BEHIND else ""

    @property
    def sentence(self) -> tuple[str, str, str]:
        """The sentence of the clause that its words stand in: what stands before them, they, what stands behind."""
        before, words, behind = self.clause.text.partition(self.target.span)
        end = _END.search(behind)
        return _END.split(before)[-1], words, behind[: end.start()] if end else behind

    @property
    def compared(self) -> str:
        """How the number compares, in a word; empty where it is said as it is."""
        return COMPARATORS[self.comparator]

    @property
    def aspirational(self) -> bool:
        """Whether the plan says that it strives for it."""
        return self.target.aspirational == "true"

    @property
    def year_on_year(self) -> bool:
        """Whether it is a change against the year before."""
        return self.target.year_on_year == "true"

    @property
    def differs(self) -> bool:
        """Whether it says another number or threshold than the target that it says again."""
        other = self.restates
        return other is not None and (other.printed, other.comparator) != (self.printed, self.comparator)


def target_entries(data: Data, clauses: Iterable[ClauseEntry]) -> tuple[TargetEntry, ...]:
    """Return the targets of checked data, in the order of the text."""
    found = tuple(_in_order(data, clauses))
    again = dict(_said_again(data.restatements.restatements, found))
    return tuple(replace(one, restates=again.get(one.id)) for one in found)


def _in_order(data: Data, clauses: Iterable[ClauseEntry]) -> Iterator[TargetEntry]:
    kinds = {unit: one.kind for one in data.targets.measures for unit in one.units}
    by_clause: defaultdict[str, list[Target]] = defaultdict(list)
    for target in data.targets.targets:
        by_clause[target.clause].append(target)
    for clause in clauses:
        entries = (_entry(target, clause, kinds.get(target.unit)) for target in by_clause.get(clause.id, ()))
        found = [one for one in entries if one]
        for n, one in enumerate(sorted(found, key=lambda one: one.start)):
            yield replace(one, number=n)


def _entry(target: Target, clause: ClauseEntry, kind: str | None) -> TargetEntry | None:
    """Return a target in its clause; None where the text says something else, as it may while it is being changed."""
    quantity = the_quantity(target.span, target.unit, target.value, target.upper)
    start = clause.text.find(target.span)
    if kind is None or quantity is None or start < 0:
        return None
    return TargetEntry(target, clause, kind, quantity, start + quantity.numbers[0].start)


def _said_again(restatements: Sequence[Restatement], found: Sequence[TargetEntry]) -> Iterator[tuple[str, TargetEntry]]:
    """Yield the ids of targets of projects with the targets of tasks that they say again."""
    by_item: defaultdict[str, list[TargetEntry]] = defaultdict(list)
    for one in found:
        by_item[one.clause.entry.id].append(one)
    for pair in restatements:
        ours = _within(by_item[pair.project], pair.project_words)
        theirs = _within(by_item[pair.task], pair.task_words)
        yield from _paired(ours, theirs)


def _within(found: Sequence[TargetEntry], words: str) -> list[TargetEntry]:
    """Return the targets whose numbers stand in some words of their clause."""
    starts = [(one, one.clause.text.find(words)) for one in found]
    return [one for one, start in starts if 0 <= start <= one.start < start + len(words)]


def _paired(ours: Sequence[TargetEntry], theirs: Sequence[TargetEntry]) -> Iterator[tuple[str, TargetEntry]]:
    """Yield pairs in the same unit of measure: those of the same value, then what is left, in order."""
    left = list(theirs)
    waiting = []
    for one in ours:
        alike = next((other for other in left if _measure(other) == _measure(one) and other.value == one.value), None)
        if alike:
            left.remove(alike)
            yield one.id, alike
        else:
            waiting.append(one)
    for one in waiting:
        alike = next((other for other in left if _measure(other) == _measure(one)), None)
        if alike:
            left.remove(alike)
            yield one.id, alike


def _measure(one: TargetEntry) -> str:
    return one.target.unit
