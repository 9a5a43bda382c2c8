"""What the items of this plan go on with: the likely forerunner of each in the plan of the year before.

An editor's word counts first. For the others the words are compared, by the pairs of characters that both have: a pair
that few items have says more. What is found so is a guess, and pages say that it is one.
"""

from __future__ import annotations

import difflib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.index.comparison import Run
from generator.index.index import Entry, Index
from generator.model.plan import LIVELIHOOD
from generator.model.quantities import MEASURED
from generator.model.years import PastItem, Year, year_of

# How much of what two items say must be the same for one to be a guess at the other. Different items of one plan reach
# 0.34 at most, and of the pairs that the editors know to be the same matter half reach 0.43 and more. Of 40 items of
# 2023, half from a newspaper's list, held against the plan of 2025, 13 reach it: 12 rightly, one in part; the
# best of the wrong ones has 0.30.
_ALIKE = 0.4
# A pair of characters that more items have than this, and than one in twenty, finds none of them.
_MANY = 20
_HAN = re.compile(r"[^\u4e00-\u9fff]+")
# A number with its measure, which changes as a whole; any other character is a word of its own.
_TOKEN = re.compile(rf"{MEASURED}|[0-9]+(?:\.[0-9]+)?[%％‰]?|.", re.DOTALL)
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Forerunner:
    """An item of an earlier plan with which one of this plan goes on; `basis` is the editors', None for a guess."""

    entry: Entry
    year: Year
    item: PastItem
    basis: str | None

    @property
    def text(self) -> str:
        """What the item of this plan says."""
        return self.entry.text

    @property
    def url(self) -> str:
        """Where the earlier item is read."""
        return f"{self.year.root}{self.item.url}"

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.item.text == self.text

    @cached_property
    def sides(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """What the earlier item says and what this one says, in runs. A number changes as a whole."""
        steps = _steps(self.item.text, self.text)
        before = ((old, old != new) for old, new in steps)
        after = ((new, old != new) for old, new in steps)
        return tuple(_runs(before)), tuple(_runs(after))

    @cached_property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """The numbers that changed, as they were and as they are: 20万个, 25万个."""
        changed = ((_numbers(old), _numbers(new)) for old, new in _steps(self.item.text, self.text) if old != new)
        pairs = (zip(old, new, strict=True) for old, new in changed if len(old) == len(new))
        return tuple((old, new) for pair in pairs for old, new in pair if old != new)


@dataclass(frozen=True)
class Past:
    """The earlier plans, the latest first, and what goes on with what. `here` is the year of this plan.

    `forerunners` go by the id of an item of this plan. Guesses are made of the latest of the years only.
    """

    here: str = ""
    years: tuple[Year, ...] = ()
    forerunners: Mapping[str, tuple[Forerunner, ...]] = field(default_factory=dict)

    @cached_property
    def successors(self) -> Mapping[tuple[str, str], tuple[Forerunner, ...]]:
        """What went on, by the year and the id of the earlier item."""
        found: defaultdict[tuple[str, str], list[Forerunner]] = defaultdict(list)
        for one in (one for of_item in self.forerunners.values() for one in of_item):
            found[one.year.name, one.item.id].append(one)
        return {key: tuple(values) for key, values in found.items()}


# What a plan without earlier years goes on with.
NONE = Past()


def build(index: Index, years: tuple[Year, ...]) -> Past:
    """Return the earlier plans with what goes on from them."""
    found: defaultdict[str, list[Forerunner]] = defaultdict(list)
    for one in (*_asserted(index, years), *_guessed(index, years[:1])):
        found[one.entry.id].append(one)
    return Past(year_of(index.data.plan.document), years, {item: tuple(ones) for item, ones in found.items()})


def _asserted(index: Index, years: Sequence[Year]) -> Iterator[Forerunner]:
    by_name = {year.name: year for year in years}
    for one in index.data.forerunners.forerunners:
        if not one.denied and (year := by_name.get(one.year)):
            yield Forerunner(index.entry_by_id[one.item], year, year.items[one.forerunner], one.basis)


def _guessed(index: Index, years: Sequence[Year]) -> Iterator[Forerunner]:
    """Yield the guesses of a year: two items of a family each of which is most like the other."""
    for year in years:
        told = [one for one in index.data.forerunners.forerunners if one.year == year.name]
        new = {one.id: one.text for one in index.entries}
        old = {one.id: one.text for one in year.plan.items}
        for one in told:
            new.pop(one.item, None)
            old.pop(one.forerunner, None)
        for item, forerunner in guesses(old, new):
            yield Forerunner(index.entry_by_id[item], year, year.items[forerunner], None)


def guesses(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids, new and old, of items that are likely to say the same of two plans, from their texts by id.

    Only items of a family are held against each other: tasks and tasks, projects of either kind.
    """
    before, after = _families(old), _families(new)
    for family, texts in after.items():
        yield from likely(before.get(family, {}), texts)


def _families(texts: Mapping[str, str]) -> Mapping[str, dict[str, str]]:
    """Return texts of items by id, by what the items are."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one, text in texts.items():
        kind = one.rpartition("-")[0]
        found[LIVELIHOOD[0] if kind in LIVELIHOOD else kind][one] = text
    return found


def likely(old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs of ids, new and old, of texts each of which is most like the other, in the order of the new."""
    pairs = {one: _pairs(text) for one, text in old.items()}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for one, found in pairs.items():
        for pair in found:
            having[pair].append(one)
    weights = {pair: math.log1p(len(old) / len(ones)) for pair, ones in having.items()}
    weights[""] = math.log1p(len(old) + 1)
    most = max(_MANY, len(old) // 20)
    sums = {one: _weight(found, weights) for one, found in pairs.items()}
    scores: list[tuple[float, str, str]] = []
    for id_, text in new.items():
        found = _pairs(text)
        shared: Counter[str] = Counter()
        for pair in found:
            if 0 < len(ones := having.get(pair, [])) <= most:
                shared.update(dict.fromkeys(ones, weights[pair]))
        whole = _weight(found, weights)
        scores += [(2 * score / (whole + sums[one]), id_, one) for one, score in shared.items()]
    return _mutual([one for one in scores if one[0] >= _ALIKE], list(new))


def _mutual(scores: Sequence[tuple[float, str, str]], order: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs each of which is the best of both its sides; of equals the first."""
    best_old: dict[str, str] = {}
    best_new: dict[str, str] = {}
    for _, new, old in sorted(scores, key=lambda one: -one[0]):
        best_old.setdefault(new, old)
        best_new.setdefault(old, new)
    return [(new, best_old[new]) for new in order if new in best_old and best_new[best_old[new]] == new]


def _pairs(text: str) -> dict[str, None]:
    """Return the pairs of neighbouring characters of a text, each once, without numbers and signs."""
    return dict.fromkeys(word[n : n + 2] for word in _HAN.split(text) for n in range(len(word) - 1))


def _weight(pairs: Iterable[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights.get(pair, weights[""]) for pair in pairs)


def _steps(old: str, new: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return two texts side by side, in pieces that are the same or differ, each in words and numbers."""
    before, after = (tuple[str, ...](_TOKEN.findall(text)) for text in (old, new))
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(before[start:end], after[first:last]) for _, start, end, first, last in steps]


def _runs(pieces: Iterable[tuple[tuple[str, ...], bool]]) -> Iterator[Run]:
    return (Run("".join(words), differs) for words, differs in pieces if words)


def _numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if _DIGIT.match(word)]
