"""Texts of the data files to models, with every problem of form and of relation found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from generator import checks, source, style_checks, unit_checks, vocabulary_checks
from generator import deadlines as deadline_checks
from generator.deadlines import InferredDeadlines
from generator.model import Corrections, Plan, Register
from generator.problems import Place, Problem
from generator.record import Record
from generator.shape import Shaped, record_name_at, shape
from generator.source import CORRECTIONS, DEADLINES, PLAN, SYNONYMS, UNITS, UNKNOWN
from generator.vocabulary import Vocabulary

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that the data files say, in shapes that hold."""

    plan: Plan
    register: Register
    corrections: Corrections
    vocabulary: Vocabulary
    deadlines: InferredDeadlines


@dataclass(frozen=True, slots=True)
class _Files:
    """What each data file was brought into."""

    plan: Shaped[Plan]
    register: Shaped[Register]
    corrections: Shaped[Corrections]
    vocabulary: Shaped[Vocabulary]
    deadlines: Shaped[InferredDeadlines]

    def data(self) -> Data | None:
        """All records, or None where a file could not be brought into shape."""
        plan, register, corrections = self.plan.record, self.register.record, self.corrections.record
        vocabulary, deadlines = self.vocabulary.record, self.deadlines.record
        if plan is None or register is None or corrections is None or vocabulary is None or deadlines is None:
            return None
        return Data(plan, register, corrections, vocabulary, deadlines)

    def form(self) -> Iterator[Problem]:
        """What is wrong with each file for itself."""
        for file in (self.plan, self.register, self.corrections, self.vocabulary, self.deadlines):
            yield from file.problems

    def relations(self) -> Iterator[Problem]:
        """What is wrong between records, as far as the files are whole: others would be said to lack what they have."""
        plan, register, corrections = self.plan.whole, self.register.whole, self.corrections.whole
        vocabulary, deadlines = self.vocabulary.whole, self.deadlines.whole
        if plan and register and corrections:
            yield from checks.check(plan, register, corrections)
        else:
            yield from _alone(plan, register)
        if vocabulary and register and self.plan.complete:
            yield from vocabulary_checks.check_vocabulary(self.plan.complete, register, vocabulary)
        elif vocabulary:
            yield from vocabulary_checks.typed_once(vocabulary)
            yield from vocabulary_checks.listed_pages(vocabulary)
        if plan and deadlines:
            yield from deadline_checks.check(plan, deadlines)


def load(texts: Mapping[str, str]) -> tuple[Data | None, list[Problem]]:
    """The data of the files' texts, by name as in `FILES`, and all problems of form and of relation.

    Data is None where a file could not be brought into shape. Problems are unsorted.
    """
    files = _Files(
        _shape(Plan, PLAN, texts),
        _shape(Register, UNITS, texts),
        _shape(Corrections, CORRECTIONS, texts),
        _shape(Vocabulary, SYNONYMS, texts),
        _shape(InferredDeadlines, DEADLINES, texts),
    )
    # What is said of a placeholder only repeats the fault of form that it stands for.
    problems = [one for one in (*files.form(), *files.relations()) if UNKNOWN not in f"{one.record}{one.message}"]
    return files.data(), problems


def _shape(model: type[R], file: str, texts: Mapping[str, str]) -> Shaped[R]:
    if file not in texts:
        return Shaped(None, [Problem(Place(file, 1, 1, 1), "", "缺少这个文件", "从版本记录里取回它")])
    reading = source.read(file, texts[file])
    tree = reading.tree
    if tree is None:
        return Shaped(None, reading.problems)
    faults = [replace(fault, record=fault.record or record_name_at(tree, fault.place)) for fault in reading.problems]
    shaped = shape(model, tree, reading.whole)
    return replace(shaped, problems=[*faults, *shaped.problems])


def _alone(plan: Plan | None, register: Register | None) -> Iterator[Problem]:
    """What can be said of a whole file while another is not."""
    if plan:
        for check in (checks.numbering, checks.whole_items, checks.default_lead_quote, checks.dates):
            yield from check(plan)
        yield from style_checks.print_style(plan)
    if register:
        for rule in (unit_checks.unique_names, unit_checks.unit_kinds, unit_checks.hosts, unit_checks.aliases):
            yield from rule(register)
