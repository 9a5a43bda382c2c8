"""Texts of the data files to models, with every problem of form and of relation found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, get_type_hints

from generator import checks
from generator.checks.files import Project
from generator.loading.file import File, absent_file, read_file
from generator.model.data import ALL_FILES, CORRECTIONS, OPTIONAL, PLAN, UNITS, Data, Edition
from generator.model.record import Record
from generator.model.years import Year
from generator.problems import Problem, stopping

# What each data file is brought into. A file more is a name more in `FILES` or `OPTIONAL`, and a field more of `Data`.
MODELS: Mapping[str, type[Record]] = dict(zip(ALL_FILES, get_type_hints(Data).values(), strict=True))
_OF_THE_EDITION = (PLAN, UNITS, CORRECTIONS)
_Files = Mapping[str, File[Any]]


def load(
    texts: Mapping[str, str],
    layouts: Mapping[str, bytes] | None = None,
    names: tuple[str, ...] = (),
    years: tuple[Year, ...] = (),
) -> tuple[Data, list[Problem]]:
    """The data of the files' texts, by name as in `FILES`, and all problems of form and of relation.

    `layouts` has the Word document that lays out each form, by the id of the form; None where no forms are made.
    `names` are the paths of all files in the folders of the data and the layouts; `years` are the earlier plans.
    Where problems stop the build, the data has gaps and inventions. Problems are unsorted.
    """
    files = _read(texts)
    return _data(files), _problems(files, layouts, names, years)


def load_edition(
    texts: Mapping[str, str], layouts: Mapping[str, bytes] | None = None, names: tuple[str, ...] = ()
) -> tuple[Edition | None, list[Problem]]:
    """What is held against the official text, whatever else is wrong, and all problems of the data.

    The edition is None where one of its files is not whole.
    """
    files = _read(texts)
    whole = all(files[name].whole for name in _OF_THE_EDITION)
    return _data(files) if whole else None, _problems(files, layouts, names)


def load_derivable(texts: Mapping[str, str]) -> tuple[Data | None, list[Problem]]:
    """The data of the files' texts, and the problems for which no duties can be derived of it; None if there are any.

    An item may be missing, or cited by the editors in other words: a change that is not right yet can be reviewed.
    """
    files = _read(texts)
    data, faults = _data(files), _faults(files)
    uncited = replace(
        data,
        corrections=data.corrections.model_copy(update={"last": (), "corrections": ()}),
        restatements=data.restatements.model_copy(update={"restatements": ()}),
        targets=data.targets.model_copy(update={"targets": ()}),
        topics=data.topics.model_copy(update={"themes": ()}),
        forerunners=data.forerunners.model_copy(update={"forerunners": ()}),
    )
    problems = [*faults, *checks.run(Project.of(uncited, None, ()), faults, checks.RELATIONS)]
    return (None if stopping(problems) else data), problems


def _read(texts: Mapping[str, str]) -> _Files:
    absent = {file: absent_file(MODELS[file], file) for file in OPTIONAL if file not in texts}
    return {file: absent.get(file) or _file(model, file, texts.get(file)) for file, model in MODELS.items()}


@lru_cache(maxsize=len(MODELS))
def _file(model: type[Record], file: str, text: str | None) -> File[Any]:
    """What a file says. An edit changes one file, and a preview reads the others as they were."""
    return read_file(model, file, text)


def _data(files: _Files) -> Data:
    """All records, with what stands for those that could not be read."""
    return Data(*(file.record for file in files.values()))


def _problems(
    files: _Files,
    layouts: Mapping[str, bytes] | None,
    names: tuple[str, ...],
    years: tuple[Year, ...] = (),
) -> list[Problem]:
    """All problems of form and of relation."""
    faults = _faults(files)
    return [*faults, *checks.run(Project.of(_data(files), layouts, names, years), faults)]


def _faults(files: _Files) -> list[Problem]:
    """All problems of form."""
    return [problem for file in files.values() for problem in file.problems]
