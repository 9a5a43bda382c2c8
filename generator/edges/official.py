"""Official texts as files: read from whatever they are kept in, and the drafts that are made of them, written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from generator.checks.load import load, load_edition
from generator.drafting import records, targets
from generator.drafting.corrections import proposed
from generator.drafting.draft import Draft, draft
from generator.drafting.habits import USUAL, Habits, printed_by_itself, separators
from generator.drafting.lines import Doubt
from generator.edges import files, formats
from generator.editing.form import NoFormError, formatted
from generator.editing.schema import pointer, schemas
from generator.loading.file import read_file
from generator.model.data import PLAN, TARGETS, Edition
from generator.model.register import Register
from generator.model.texts import in_print
from generator.problems import Problem, stopping

# No plan comes near this many bytes, whatever it is kept in.
LARGEST = 20_000_000
# Old formats that only their own programs read, and what these can save them as.
_OLD = {".doc": "docx", ".wps": "docx", ".ofd": "docx", ".rtf": "docx", ".xls": "xlsx", ".et": "xlsx"}


def read(path: Path) -> str:
    """Return the text of an official document, of a kind that its ending names. Raises UnreadableError."""
    ending = path.suffix.lower()
    if ending in _OLD and path.is_file():
        raise files.UnreadableError(f"程序读不了 {ending} 文件，打开它另存为 {_OLD[ending]}，再用存下的文件")
    if ending == ".csv":
        return "\n".join(formats.of_table(files.read_official(path)))
    if ending not in formats.FORMATS:
        return files.read_official(path)
    name, lines = formats.FORMATS[ending]
    content = files.read_bytes(path, LARGEST)
    try:
        text = "\n".join(lines(content))
    except Exception as error:  # what the libraries raise for files that are damaged is not said anywhere
        raise files.UnreadableError(f"它不是完整的{name}") from error
    if not text.strip():
        raise files.UnreadableError(f"这个{name}里没有文字" + ("，像是扫描的图片" if ending == ".pdf" else ""))
    return text


def read_register(path: Path) -> tuple[Register | None, list[Problem]]:
    """Return the register of units of a file, or None where it is not whole, and its problems."""
    text = files.read_text(path.parent, path.name)
    if isinstance(text, Problem):
        return None, [text]
    found = read_file(Register, path.name, text)
    return (found.record if found.whole else None), found.problems


def drafted(text: str, known: Register | None) -> tuple[dict[str, str], Draft]:
    """Return the data files of a text, proved against it, and its draft with what is doubted of them."""
    read = draft(text)
    reading = records.reading(text, read)
    habits = _habits(reading, known)
    written, doubts = records.data_files(reading, known, habits=habits)
    edition, _ = load_edition(written)
    if edition:
        corrections, more = proposed(text, edition, doubts)
        written, _ = records.data_files(reading, known, corrections, habits)
        written, uncounted = _with_targets(written, [*_clauses(edition, read)])
        doubts += more + uncounted
    return _in_form(written), replace(read, doubts=tuple(sorted(set(doubts))))


def _habits(reading: records.Reading, known: Register | None) -> Habits:
    """Return how a plan prints units, with separators of its own if the data need fewer words by them."""
    habits = USUAL
    edition, _ = load_edition(records.data_files(reading, known)[0])
    if edition:
        habits = Habits(usual=printed_by_itself(edition))
        own = Habits(separators(edition))
        parted, _ = load_edition(records.data_files(reading, known, habits=own)[0]) if own.separators else (None, [])
        usual = printed_by_itself(parted) if parted else frozenset[str]()
        habits = own._replace(usual=usual) if len(usual) > len(habits.usual) else habits
    return habits


def _with_targets(written: dict[str, str], clauses: list[targets.Clause]) -> tuple[dict[str, str], list[Doubt]]:
    """Return data files with the targets that clauses have, and what is doubted of them.

    Those of a damaged text may be no sound data. They are left out then, for a plan does without.
    """
    proposed_targets, doubts = targets.as_yaml(clauses)
    if not proposed_targets:
        return written, doubts
    more = written | {TARGETS: proposed_targets}
    if stopping(load(more)[1]) and not stopping(load(written)[1]):
        return written, [Doubt(clauses[0].line, "有的数读不准，没有拟量化指标")]
    return more, doubts


def _clauses(edition: Edition, read: Draft) -> Iterator[targets.Clause]:
    """Yield the clauses of a draft as its data have them, each with its line in the official text."""
    lines = {in_print(clause.text): clause.line for item in read.items for clause in item.clauses}
    for item in edition.plan.items:
        for name, clause in item.clause_ids():
            yield targets.Clause(name, clause.text, lines.get(clause.text, 1))


def _in_form(written: Mapping[str, str]) -> dict[str, str]:
    """Return data files in their form, with the schemas by which editors know them where the data is sound."""
    data, problems = load(written)
    texts = {name: _formatted(f"{pointer(name)}\n\n{text}") for name, text in written.items()}
    return texts if stopping(problems) else texts | schemas(data)


def _formatted(text: str) -> str:
    """Return a data file in its form; as it is where it is larger than any that is read."""
    with suppress(NoFormError):
        return formatted(text)
    return text


def has_data(folder: Path) -> bool:
    """Return whether a folder holds the data of a plan, which no draft may replace."""
    return (folder / PLAN).exists()


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts into a folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / ".draft"
    shutil.rmtree(aside, ignore_errors=True)
    try:
        for name, text in texts.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name in texts:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).replace(folder / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
