"""The year after this one in a project: its data files and settings, made and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checks.load import load
from generator.drafting.output import summary
from generator.edges import archive, disk, official
from generator.edges.files import read_text, read_texts
from generator.edges.folder import Replacement
from generator.editing import next_year
from generator.editing.schema import schemas
from generator.model.data import CONFIG, CORRECTIONS, DEADLINES, OPTIONAL, PLAN, RESTATEMENTS, TARGETS, UNITS, Data
from generator.model.years import YEAR, year_of
from generator.problems import Problem, report, stopping

# The data files that a draft makes of a document.
_OF_A_PLAN = (PLAN, UNITS, CORRECTIONS, DEADLINES, RESTATEMENTS, TARGETS)


class RefusedError(Exception):
    """Nothing is made; the text says why."""


class FaultyError(Exception):
    """The data is wrong; the text is the report."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The year behind another: texts by file, what is to be said of them, and whether that other is to be archived."""

    before: str
    year: str
    texts: Mapping[str, str]
    said: tuple[str, ...]
    archiving: bool


def begin(root: Path, year: str, document: Path | None) -> Begun:
    """Return the data files and the settings of a year: of its official document, or without one of a skeleton.

    A skeleton that nobody has touched gives way to a document. Raises RefusedError, FaultyError, and UnreadableError if
    the document cannot be read.
    """
    if not YEAR.fullmatch(year):
        raise RefusedError(f"“{year}”不是年份，写四位数字，如 2026")
    texts, data = _sound(root)
    now = year_of(data.plan.document)
    if now < year:
        config = read_text(root, CONFIG)
        if isinstance(config, Problem):
            raise FaultyError(report([config]))
        return _begun(texts, data, (now, year), document, {CONFIG: next_year.settings(config, now, year)})
    before = max(disk.settings(disk.read_config(root)).earlier, default="")
    if now > year or not document or not before:
        raise RefusedError(f"现在已经是{now}年的方案")
    old = archive.texts(root, before)
    was, problems = load(old)
    if stopping(problems) or _skeleton(old, was, year)[PLAN] != texts[PLAN]:
        cure = "要重来，先放弃改动：git restore data mkdocs.yml"
        raise RefusedError(f"现在已经是{now}年的方案，plan.yaml 已经不是骨架，没有改动；{cure}")
    return _begun(old, was, (before, year), document, {})


def _sound(root: Path) -> tuple[Mapping[str, str], Data]:
    data, problems = disk.read_data(root)
    if data is None or stopping(problems):
        raise FaultyError(report(problems))
    return read_texts(root)[0], data


def _begun(
    old: Mapping[str, str], data: Data, years: tuple[str, str], document: Path | None, settings: Mapping[str, str]
) -> Begun:
    before, year = years
    said: list[str] = []
    if document:
        new, told = _drafted(document, data, year)
        said.append(told)
    else:
        new = next_year.skeleton(old, data, year)
    texts, waiting = next_year.taken_along(old, new, data)
    made, problems = load(texts)
    shapes = {} if stopping(problems) else schemas(made)
    return Begun(before, year, {**texts, **shapes, **settings}, (*said, *waiting), bool(settings))


def _drafted(document: Path, data: Data, year: str) -> tuple[dict[str, str], str]:
    """Return the data files of the official document of a year, and what is said of them."""
    drafted, read = official.drafted(official.read(document), data.register)
    if read.lacks:
        raise RefusedError(f"没有从“{document.name}”里读出{read.lacks}，它不像一份这样的方案，没有改动")
    new = {name: text for name, text in drafted.items() if name in _OF_A_PLAN}
    if (found := year_of(load(new)[0].plan.document)) != year:
        cure = "，在它的开头补上写着年份的标题，再运行一次"
        told = f"是{found}年的方案，不是{year}年的" if found else f"的标题、文号和成文日期里都没有年份{cure}"
        raise RefusedError(f"“{document.name}”{told}")
    return new, summary(read, document.name)


def _skeleton(old: Mapping[str, str], data: Data, year: str) -> dict[str, str]:
    return next_year.taken_along(old, next_year.skeleton(old, data, year), data)[0]


def write(root: Path, begun: Begun) -> None:
    """Write the files of a year in the place of those of the year before: all the data or none. Raises OSError."""
    data = {name: text for name, text in begun.texts.items() if name != CONFIG}
    with Replacement(root / "data") as replacement:
        replacement.keep("*")
        official.write(replacement.made, {name.partition("/")[2]: text for name, text in data.items()})
        for name in OPTIONAL:
            if name not in data:
                (replacement.made / Path(name).name).unlink(missing_ok=True)
        replacement.replace()
    official.write(root, {name: text for name, text in begun.texts.items() if name == CONFIG})


def told(begun: Begun) -> str:
    """Return what was done and what is to be done, for people."""
    before, year = begun.before, begun.year
    left = f"同一事项、时限、附表说的是{before}年，没有带过来，在 archive/{before}/data。"
    then = f"网站的名字已经换了年份，看看 mkdocs.yml；docs/about/index.md 里说{before}年的话要自己改。"
    return "\n".join([f"data 换成{year}年的了。", *begun.said, left, then])
