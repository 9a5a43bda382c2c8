"""The data of a plan as it was or is elsewhere: in a folder, in a file, or in a revision of git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.checks.layouts import check_layouts, layout_file
from generator.checks.load import MODELS, load_derivable
from generator.downloads.workers import digest
from generator.edges.files import UnreadableError, read_text
from generator.index import index
from generator.index.index import Index
from generator.model.data import ALL_FILES, OPTIONAL
from generator.model.record import fields
from generator.problems import Problem, report

_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


class NotDerivableError(Exception):
    """Data of which no duties can be derived; it says why, in words for people."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two plans that are compared: its index, the layouts of its forms, and the digest of its data."""

    index: Index
    layouts: dict[str, bytes]
    digest: str


def side(root: Path, name: str) -> Side:
    """Return what a name stands for: a folder, a data file with the others of the project, or a revision of git.

    Raises UnreadableError where there is no such thing, NotDerivableError where no duties can be derived of it.
    """
    here = {file: text for file in ALL_FILES if isinstance(text := read_text(root, file), str)}
    texts, layouts = _found(root, name, here)
    # A file that every plan needs and that was not there yet says nothing that has changed since.
    texts = {file: text for file, text in here.items() if file not in OPTIONAL} | texts
    data, problems = load_derivable(texts)
    if data is None:
        raise NotDerivableError(f"“{name}”里有错误，推不出各单位的责任，没有比较：\n{report(problems)}")
    return Side(index.build(data), layouts, digest(texts))


def _found(root: Path, name: str, here: dict[str, str]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the texts of the data files that a name stands for, and the layouts of forms with them."""
    # A name that is too long for a file is none, and an empty one would be this folder.
    with suppress(OSError, ValueError):
        path = Path(name)
        if name and path.is_dir():
            return _in_folder(path)
        if path.is_file():
            text = read_text(path.parent, path.name)
            if isinstance(text, Problem):
                raise UnreadableError(text.message)
            return here | {_which(text, name): text}, _sound(_layouts(root))
    return _in_revision(root, name)


def _in_folder(folder: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return what a project holds, or a folder of data."""
    root = folder.parent if folder.name == "data" and not (folder / "data").is_dir() else folder
    read = {file: read_text(root, file) for file in ALL_FILES}
    if not any(isinstance(text, str) for text in read.values()):
        # A copy of the data may have any name.
        read = {file: read_text(folder, Path(file).name) for file in ALL_FILES}
    texts = {file: text for file, text in read.items() if isinstance(text, str)}
    if not texts:
        raise UnreadableError("里面没有 plan.yaml 这样的数据文件")
    for problem in read.values():
        if isinstance(problem, Problem) and (folder / problem.position.file).exists():
            raise UnreadableError(f"{problem.position.file}：{problem.message}")
    return texts, _sound(_layouts(root))


def _layouts(root: Path) -> dict[str, bytes]:
    folder = root / Path(layout_file("form")).parent
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.docx"))}


def _sound(layouts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the layouts with which forms can be made."""
    return {form: layout for form, layout in layouts.items() if not list(check_layouts({form: layout}))}


def _which(text: str, name: str) -> str:
    """Return which data file a text is, by the keys with which its lines begin."""
    keys = {*_KEY.findall(text)}
    alike = {file: len(keys & fields(model).keys()) for file, model in MODELS.items()}
    best = max(alike, key=lambda file: (alike[file], Path(file).stem in Path(name).stem))
    if not alike[best]:
        raise UnreadableError("它不像任何一个数据文件")
    return best


def _in_revision(root: Path, name: str) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return what a revision of git holds."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise UnreadableError("没有这个文件或目录，也没有这个 git 版本")
    digest = commit.decode().strip()
    folder = Path(layout_file("form")).parent.as_posix()
    listed = _git(root, "ls-tree", "-z", "--name-only", digest, "--", *ALL_FILES, f"{folder}/") or b""
    files = {path: _git(root, "cat-file", "blob", f"{digest}:./{path}") for path in listed.decode().split("\0") if path}
    texts = {path: content.decode("utf-8-sig", "replace") for path in ALL_FILES if (content := files.get(path))}
    if not texts:
        raise UnreadableError("这个 git 版本里没有 data 目录的文件")
    layouts = {Path(path).stem: content for path, content in files.items() if content and path.endswith(".docx")}
    return texts, _sound(layouts)


def history(root: Path, old: str, new: str) -> Iterator[tuple[str, str, Side]]:
    """Yield what led from one plan to another: names and times of the steps with what the plan was after each.

    Between two revisions of git the steps are the commits that changed the data; what cannot be derived of is passed
    over. Between anything else there is one step, which has a name by its data and no time.
    """
    first, last = side(root, old), side(root, new)
    if Path(old).exists() or Path(new).exists():
        yield from (("", "", first), (last.digest, "", last))
        return
    yield "", "", first
    log = (
        "log",
        "--reverse",
        "--first-parent",
        "--format=%H %cI",
        "--end-of-options",
        f"{old}..{new}",
        "--",
        *ALL_FILES,
    )
    for line in (_git(root, *log) or b"").decode().splitlines():
        digest, time = line.split()
        with suppress(NotDerivableError, UnreadableError):
            yield digest, time, side(root, digest)


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git prints, or None where it refuses."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except (OSError, ValueError):
        return None
    return None if done.returncode else done.stdout
