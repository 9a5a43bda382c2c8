"""The data files of a project brought into their form, and with them the schemas by which editors know them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checks.load import load
from generator.editing.form import NoFormError, formatted
from generator.editing.schema import schemas
from generator.model.data import ALL_FILES, FILES, PLAN
from generator.problems import stopping


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not as it should be: its path in the project, its bytes now, and its text as it should be."""

    path: str
    before: bytes
    after: str

    def lines(self) -> Iterator[tuple[int, str, str]]:
        """Yield the lines that are not as they should be: the number of the first, what is written, what should be."""
        before = self.before.decode("utf-8", "replace").splitlines(keepends=True)
        after = self.after.splitlines(keepends=True)
        for kind, start, end, first, last in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind != "equal":
                yield start + 1, "".join(before[start:end]), "".join(after[first:last])

    def shown(self) -> Iterator[str]:
        """Yield every line that changes, with - as it was and with + as it will be."""
        for line, before, after in self.lines():
            yield f"第{line}行"
            yield from (f"  - {one}" for one in before.splitlines())
            yield from (f"  + {one}" for one in after.splitlines())


def as_it_is(text: str) -> str:
    """Return a text as it is."""
    return text


def changes(root: Path, prepared: Callable[[str], str] = as_it_is) -> tuple[list[Change], list[str]]:
    """Return the files that are not in their form, and the paths of those that cannot be read.

    The text of plan.yaml is `prepared` before it is read.
    """
    known = {name: _bytes(root / name) for name in ALL_FILES if name in FILES or (root / name).is_file()}
    texts: dict[str, str] = {}
    unread: list[str] = []
    for name, content in known.items():
        try:
            text = content.decode("utf-8-sig")
            texts[name] = formatted(prepared(text) if name == PLAN else text)
        except (NoFormError, UnicodeDecodeError):
            unread.append(name)
    return [*_differing(known, texts), *_schemas(root, texts)], unread


def _schemas(root: Path, texts: Mapping[str, str]) -> Iterator[Change]:
    """Yield the schemas that are not up to date. Faulty data leaves them as they are."""
    data, problems = load(texts)
    if not stopping(problems):
        new = schemas(data)
        yield from _differing({name: _bytes(root / name) for name in new}, new)


def _differing(known: Mapping[str, bytes], texts: Mapping[str, str]) -> Iterator[Change]:
    for name, text in texts.items():
        if known[name] != text.encode():
            yield Change(name, known[name], text)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def write(root: Path, change: Change) -> None:
    """Write a file as it should be. Raises OSError; the file is whole whatever happens."""
    path = root / change.path
    path.parent.mkdir(exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_text(change.after, encoding="utf-8", newline="")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
