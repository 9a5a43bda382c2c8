"""Texts of the data files to models, with every problem of form and of relation found on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar, get_type_hints

from yaml import YAMLError

from generator import checks
from generator.checks.files import Project
from generator.model.data import CORRECTIONS, FILES, PLAN, UNITS, Data, Edition
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


def load(
    texts: Mapping[str, str], layouts: Mapping[str, bytes] | None = None, names: tuple[str, ...] = ()
) -> tuple[Data, list[Problem]]:
    """The data of the files' texts, by name as in `FILES`, and all problems of form and of relation.

    `layouts` has the Word document that lays out each form, by the id of the form; None where no forms are made.
    `names` are the paths of all files in the folders of the data and the layouts. Where
    problems stop the build, the data has gaps and inventions. Problems are unsorted.
    """
    files = _read(texts)
    return _data(files), _problems(files, layouts, names)


def load_edition(
    texts: Mapping[str, str], layouts: Mapping[str, bytes] | None = None, names: tuple[str, ...] = ()
) -> tuple[Edition | None, list[Problem]]:
    """What is held against the official text, whatever else is wrong, and all problems of the data.

    The edition is None where one of its files is not whole.
    """
    files = _read(texts)
    whole = all(files[name].all_known for name in _OF_THE_EDITION)
    return _data(files) if whole else None, _problems(files, layouts, names)


def _read(texts: Mapping[str, str]) -> _Files:
    return {file: _shape(model, file, texts) for file, model in MODELS.items()}


def _data(files: _Files) -> Data:
    """All records, with what stands for those that could not be read."""
    return Data(*(file.record for file in files.values()))


def _problems(files: _Files, layouts: Mapping[str, bytes] | None, names: tuple[str, ...]) -> list[Problem]:
    """All problems of form and of relation."""
    faults = [problem for file in files.values() for problem in file.problems]
    incomplete = [
        Problem(Place(name, 0, 0, 0), "", "", "", subjects=frozenset({name}))
        for name, file in files.items()
        if not file.names_known
    ]
    found = checks.run(Project.of(_data(files), layouts, names), [*faults, *incomplete])
    # What is said of a placeholder only repeats the fault that it stands for.
    return [*faults, *(one for one in found if UNKNOWN not in f"{one.record}{one.message}")]


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
