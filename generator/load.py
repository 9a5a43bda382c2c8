"""Texts of the data files to models, with every problem of form and of relation found on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from generator import checks, source, unit_checks, vocabulary_checks
from generator import deadlines as deadline_checks
from generator.correction_checks import correction_outcomes
from generator.deadlines import InferredDeadlines
from generator.edition import Edition
from generator.layouts import check_layouts
from generator.model import Corrections, Plan, Restatements
from generator.problems import Place, Problem
from generator.record import Record
from generator.register import Register
from generator.restatement_checks import check_restatements, restated_words
from generator.shape import Shaped, shape
from generator.source import CORRECTIONS, DEADLINES, PLAN, RESTATEMENTS, SYNONYMS, UNITS
from generator.tree import UNKNOWN, record_name
from generator.vocabulary import Vocabulary

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Data(Edition):
    """Everything that the data files say, in shapes that hold."""

    vocabulary: Vocabulary
    deadlines: InferredDeadlines
    restatements: Restatements


@dataclass(frozen=True, slots=True)
class _Files:
    """What each data file was brought into."""

    plan: Shaped[Plan]
    register: Shaped[Register]
    corrections: Shaped[Corrections]
    vocabulary: Shaped[Vocabulary]
    deadlines: Shaped[InferredDeadlines]
    restatements: Shaped[Restatements]
    layouts: Mapping[str, bytes] | None

    def data(self) -> Data | None:
        """All records, or None where a file could not be brought into shape."""
        plan, register, corrections = self.plan.record, self.register.record, self.corrections.record
        vocabulary, deadlines, restatements = self.vocabulary.record, self.deadlines.record, self.restatements.record
        if not (plan and register and corrections and vocabulary and deadlines and restatements):
            return None
        return Data(plan, register, corrections, vocabulary, deadlines, restatements)

    def form(self) -> Iterator[Problem]:
        """What is wrong with each file for itself."""
        files = (self.plan, self.register, self.corrections, self.vocabulary, self.deadlines, self.restatements)
        return (problem for file in files for problem in file.problems)

    def relations(self) -> Iterator[Problem]:
        """What is wrong between records, as far as the files are whole: others would be said to lack what they have."""
        found = [*self._of_the_plan()]
        yield from found
        plan, register = self.plan.whole, self.register.whole
        vocabulary, deadlines, restatements = self.vocabulary.whole, self.deadlines.whole, self.restatements.whole
        if register and vocabulary:
            yield from vocabulary_checks.check_vocabulary(register, vocabulary)
        elif vocabulary:
            yield from vocabulary_checks.words_once(vocabulary)
            yield from vocabulary_checks.listed_pages(vocabulary)
        if plan and deadlines:
            yield from deadline_checks.check(plan, deadlines, self.layouts)
        if plan and restatements:
            yield from check_restatements(plan, restatements)
        yield from self._quoted(_faulty([*self.plan.problems, *self.register.problems, *found]))

    def _of_the_plan(self) -> Iterator[Problem]:
        plan, register, corrections = self.plan.whole, self.register.whole, self.corrections.whole
        if plan and register and corrections:
            yield from checks.check(plan, register, corrections)
        else:
            yield from checks.check_plan(plan) if plan else ()
            yield from unit_checks.check_register(register) if register else ()

    def _quoted(self, faulty: Collection[str]) -> Iterator[Problem]:
        """Where other files quote what the plan does not have; it is not said of a plan that is at fault itself."""
        plan, vocabulary, restatements = self.plan.whole, self.vocabulary.whole, self.restatements.whole
        if not plan or PLAN in faulty:
            return
        if vocabulary:
            yield from vocabulary_checks.terms_of_the_plan(plan, vocabulary)
        if vocabulary and self.register.whole:
            yield from vocabulary_checks.examples(plan, self.register.whole, vocabulary)
        if restatements:
            yield from restated_words(plan, restatements)
        if self.register.whole and self.corrections.whole and UNITS not in faulty:
            yield from correction_outcomes(Edition(plan, self.register.whole, self.corrections.whole))


def _faulty(problems: Iterable[Problem]) -> set[str]:
    """The files that are at fault."""
    return {problem.place.file for problem in problems if not problem.hint}


def load(texts: Mapping[str, str], layouts: Mapping[str, bytes] | None = None) -> tuple[Data | None, list[Problem]]:
    """The data of the files' texts, by name as in `FILES`, and all problems of form and of relation.

    `layouts` has the Word document that lays out each form, by the id of the form; None where no forms are made. Data
    is None where a file could not be brought into shape. Problems are unsorted.
    """
    files = _Files(
        _shape(Plan, PLAN, texts),
        _shape(Register, UNITS, texts),
        _shape(Corrections, CORRECTIONS, texts),
        _shape(Vocabulary, SYNONYMS, texts),
        _shape(InferredDeadlines, DEADLINES, texts),
        _shape(Restatements, RESTATEMENTS, texts),
        layouts,
    )
    faults = [*files.form()]
    return files.data(), [*faults, *_news(files.relations(), faults), *check_layouts(layouts or {})]


def load_edition(texts: Mapping[str, str]) -> Edition | None:
    """What is held against the official text, whatever else is wrong; None where one of its files is not whole."""
    plan, register = _shape(Plan, PLAN, texts).whole, _shape(Register, UNITS, texts).whole
    corrections = _shape(Corrections, CORRECTIONS, texts).whole
    return Edition(plan, register, corrections) if plan and register and corrections else None


def _news(relations: Iterable[Problem], faults: Sequence[Problem]) -> Iterator[Problem]:
    """The problems of relation that are news beside faults of form.

    What is said of a placeholder only repeats the fault that it stands for, and a hint may come of it.
    """
    said = {fault.place for fault in faults}
    news = (one for one in relations if one.place not in said and UNKNOWN not in f"{one.record}{one.message}")
    return (one for one in news if not (one.hint and faults))


def _shape(model: type[R], file: str, texts: Mapping[str, str]) -> Shaped[R]:
    if file not in texts:
        return Shaped(None, [Problem(Place(file, 1, 1, 1), "", "缺少这个文件", "从版本记录里取回它")])
    reading = source.read(file, texts[file])
    tree = reading.tree
    if tree is None:
        return Shaped(None, reading.problems)
    faults = [
        replace(fault, record=fault.record or record_name(tree, tree.path_to(fault.place.line)))
        for fault in reading.problems
    ]
    shaped = shape(model, tree, reading.whole)
    return replace(shaped, problems=[*faults, *shaped.problems])
