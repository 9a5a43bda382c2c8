"""Texts of the data files to models, with every problem of form and of relation found on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar, get_type_hints

from yaml import YAMLError

from generator.checks import relations
from generator.checks.corrections import correction_outcomes
from generator.checks.deadlines import check_deadlines
from generator.checks.layouts import check_layouts
from generator.checks.numbering import doubtful_ids
from generator.checks.restatements import check_restatements, restated_words
from generator.checks.truncation import lost_kinds
from generator.checks.vocabulary import check_vocabulary, examples, terms_of_the_plan
from generator.model.data import CORRECTIONS, FILES, PLAN, SYNONYMS, UNITS, Data, Edition
from generator.model.node import UNKNOWN, Node, record_name
from generator.model.record import Record
from generator.problems import Place, Problem
from generator.reading import alignment, breaks, colons, source
from generator.reading.annotations import placeholder
from generator.reading.lines import Line, torn
from generator.reading.shape import Shaped, shape
from generator.reading.typos import mend

R = TypeVar("R", bound=Record)


# What each data file is brought into. A file more is a name more in `FILES`, and a field more of `Data`.
MODELS: Mapping[str, type[Record]] = dict(zip(FILES, get_type_hints(Data).values(), strict=True))
_OF_THE_EDITION = (PLAN, UNITS, CORRECTIONS)
_Files = Mapping[str, Shaped[Any]]


def load(texts: Mapping[str, str], layouts: Mapping[str, bytes] | None = None) -> tuple[Data, list[Problem]]:
    """The data of the files' texts, by name as in `FILES`, and all problems of form and of relation.

    `layouts` has the Word document that lays out each form, by the id of the form; None where no forms are made. Where
    problems stop the build, the data has gaps and inventions. Problems are unsorted.
    """
    files = _read(texts)
    return _data(files), _problems(files, layouts)


def load_edition(
    texts: Mapping[str, str], layouts: Mapping[str, bytes] | None = None
) -> tuple[Edition | None, list[Problem]]:
    """What is held against the official text, whatever else is wrong, and all problems of the data.

    The edition is None where one of its files is not whole.
    """
    files = _read(texts)
    whole = all(files[name].all_known for name in _OF_THE_EDITION)
    return _data(files) if whole else None, _problems(files, layouts)


def _read(texts: Mapping[str, str]) -> _Files:
    return {file: _shape(model, file, texts) for file, model in MODELS.items()}


def _data(files: _Files) -> Data:
    """All records, with what stands for those that could not be read."""
    return Data(*(file.record for file in files.values()))


def _problems(files: _Files, layouts: Mapping[str, bytes] | None) -> list[Problem]:
    """All problems of form and of relation."""
    data, faults = _data(files), [problem for file in files.values() for problem in file.problems]
    doubtful = doubtful_ids(data.plan)
    lost = [*lost_kinds(data.plan, data.corrections, data.restatements, doubtful)]
    whole = {name for name, file in files.items() if file.names_known} - ({PLAN} if lost else set())
    said = {(fault.place.file, fault.place.line) for fault in faults}
    ends = [one for one in lost if (one.place.file, one.place.line) not in said]
    found = [*faults, *ends, *_news(_relations(data, layouts, doubtful), faults, whole)]
    quoted = _news(_quoted(data, {problem.place.file for problem in found if not problem.hint}), faults, whole)
    return [*found, *quoted, *check_layouts(layouts or {})]


def _relations(data: Data, layouts: Collection[str] | None, doubtful: Collection[str]) -> Iterator[Problem]:
    """What is wrong between records."""
    yield from relations.check(data.plan, data.register, data.corrections, doubtful)
    yield from check_vocabulary(data.register, data.vocabulary)
    yield from check_deadlines(data.plan, data.deadlines, layouts, doubtful)
    yield from check_restatements(data.plan, data.restatements, doubtful)


def _quoted(data: Data, faulty: Collection[str]) -> Iterator[Problem]:
    """Where other files quote what the plan does not have; it is not said of a plan that is at fault itself."""
    if PLAN in faulty:
        return
    yield from terms_of_the_plan(data.plan, data.vocabulary)
    yield from restated_words(data.plan, data.restatements)
    if not {UNITS, SYNONYMS} & {*faulty}:
        yield from examples(data.plan, data.register, data.vocabulary)
    if UNITS not in faulty:
        yield from correction_outcomes(data)


def _news(relations: Iterable[Problem], faults: Sequence[Problem], whole: AbstractSet[str]) -> Iterator[Problem]:
    """The problems of relation that are news beside faults of form.

    What is said of a placeholder only repeats the fault that it stands for, and nobody can tell what is missing in a
    file that is not whole.
    """
    said, lines = {fault.place for fault in faults}, {(fault.place.file, fault.place.line) for fault in faults}
    for one in relations:
        if one.hint and (one.place.file, one.place.line) in lines:
            continue
        if one.place not in said and UNKNOWN not in f"{one.record}{one.message}" and whole >= {*one.needs}:
            yield one


def _shape(model: type[R], file: str, texts: Mapping[str, str]) -> Shaped[R]:
    if file not in texts:
        return _nothing(model, [Problem(Place(file, 1, 1, 1), "", "缺少这个文件", "从版本记录里取回它")])
    lines, slips = mend(file, texts[file])
    if all(line.blank for line in lines):
        empty = Problem(Place(file, 1, 1, 1), "", "文件是空的", "把内容补上，或者从版本记录里取回")
        return _nothing(model, slips or [empty])
    if not slips and not torn(lines) and (clean := _clean(model, file, lines)):
        return clean
    lines, broken = breaks.mend(model, file, lines)
    slips += broken
    lines, keys = colons.mend(model, file, lines)
    lines, displaced = alignment.mend(model, file, lines, {slip.place.line for slip in slips})
    reading = source.read(file, lines)
    faults = [*slips, *keys, *displaced, *reading.problems]
    if reading.tree is None:
        return _nothing(model, faults)
    shaped = shape(model, reading.tree, reading.whole)
    said = {fault.place for fault in [*keys, *displaced]}
    found = [problem for problem in shaped.problems if problem.place not in said]
    return replace(shaped, problems=[*(_named(fault, reading.tree) for fault in faults), *found])


def _clean(model: type[R], file: str, lines: Sequence[Line]) -> Shaped[R] | None:
    """What lines without any fault are brought into, None where there is a fault."""
    with suppress(YAMLError):
        reading = source.parse(file, lines)
        if reading.tree and not reading.problems:
            shaped = shape(model, reading.tree, reading.whole)
            return None if shaped.problems else shaped
    return None


def _nothing(model: type[R], problems: Sequence[Problem]) -> Shaped[R]:
    """What stands for a file that says nothing."""
    return replace(shape(model, placeholder(model, problems[0].place), whole=False), problems=[*problems])


def _named(fault: Problem, tree: Node) -> Problem:
    """A fault with the name of the record that it is in."""
    return replace(fault, record=fault.record or record_name(tree, tree.path_to(fault.place.line)))
