"""A livelihood project and the task that is the same matter, side by side: where their words and their units differ."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.index.index import Entry, Index
from generator.model.editorial import Restatement
from generator.model.register import Unit


@dataclass(frozen=True, slots=True)
class Run:
    """A run of letters that both texts have, or that only this one has at this place."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two items: its words in runs, and the units that only it names, leads first.

    `before` and `after` say whether the item says more than these words, in front of them and behind them.
    """

    entry: Entry
    runs: tuple[Run, ...]
    before: bool
    after: bool
    only_leads: tuple[Unit, ...]
    only_others: tuple[Unit, ...]

    @property
    def words(self) -> str:
        """What it says of the matter."""
        return "".join(run.text for run in self.runs)

    @property
    def whole(self) -> bool:
        """Whether the words are all that the item says."""
        return not self.before and not self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two sides, and what the editors note."""

    project: Side
    task: Side
    note: str | None

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, the project first."""
        return self.project, self.task

    @property
    def whole(self) -> bool:
        """Whether both items are the same matter as a whole, and not in one place only."""
        return all(side.whole for side in self.sides)

    @property
    def same(self) -> bool:
        """Whether both say and name the same, so that there is nothing to show side by side."""
        return self.whole and self._words == self._units == "相同"

    @property
    def summary(self) -> str:
        """What is the same and what is not, in words."""
        words, units = self._words, self._units
        if not self.whole:
            return f"这一处文字{words}，单位{units}"
        return f"文字和单位都{words}" if words == units else f"文字{words}，单位{units}"

    @property
    def _words(self) -> str:
        if any(run.differs for side in self.sides for run in side.runs):
            return "有不同"
        ours, theirs = (_plain(side.words) for side in self.sides)
        return "相同" if ours == theirs else "只是次序不同"

    @property
    def _units(self) -> str:
        return "有不同" if any((*side.only_leads, *side.only_others) for side in self.sides) else "相同"

    def beside(self, entry: Entry) -> Side:
        """The side that is not the given item's."""
        return self.task if entry.id == self.project.entry.id else self.project


def compare(index: Index, restatement: Restatement) -> Comparison:
    """The comparison of a restatement."""
    project, task = index.entry_by_id[restatement.project], index.entry_by_id[restatement.task]
    ours, theirs = runs(restatement.project_words, restatement.task_words)
    return Comparison(
        _side(index, (project, task), restatement.project_words, ours),
        _side(index, (task, project), restatement.task_words, theirs),
        restatement.note,
    )


def runs(first: str, second: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in runs, letter by letter; the pauses “，” and “、” count as one.

    The same letters in another order are no difference: marked, they would look like other figures.
    """
    texts = (_plain(first), _plain(second))
    if sorted(texts[0]) == sorted(texts[1]):
        return (Run(first, False),), (Run(second, False),)
    matches = difflib.SequenceMatcher(None, *texts, autojunk=False).get_opcodes()
    return (
        tuple(_runs((tag != "equal", first[start:end]) for tag, start, end, _, _ in matches)),
        tuple(_runs((tag != "equal", second[start:end]) for tag, _, _, start, end in matches)),
    )


def _plain(text: str) -> str:
    return text.replace("，", "、")


def _runs(pieces: Iterable[tuple[bool, str]]) -> Iterator[Run]:
    return (Run(text, differs) for differs, text in pieces if text)


def _side(index: Index, items: tuple[Entry, Entry], words: str, runs: tuple[Run, ...]) -> Side:
    """The side of the first of two items."""
    (leads, others), (their_leads, their_others) = (_named(index, entry) for entry in items)
    before, _, after = items[0].text.partition(words)
    only = (_only(leads, their_leads), _only(others, their_others))
    return Side(items[0], runs, bool(before), after not in ("", "。"), *only)


def _named(index: Index, entry: Entry) -> tuple[list[Unit], list[Unit]]:
    clauses = index.clauses_by_item[entry.id]
    return [unit for one in clauses for unit in one.leads], [
        unit for one in clauses for unit in (*one.others, *one.supporting)
    ]


def _only(units: list[Unit], others: list[Unit]) -> tuple[Unit, ...]:
    known = {unit.id for unit in others}
    return tuple(unit for unit in units if unit.id not in known)
