"""The files of a project as texts and settings, and why one of them cannot be read."""

from __future__ import annotations

import codecs
import errno
from collections.abc import Iterator
from pathlib import Path

from generator.model.data import ALL_FILES, FILES
from generator.problems import MISSING_FILE, Position, Problem, nearest

# No official text comes near this many bytes; what is larger is something else.
LARGEST = 2_000_000
_RESTORE = "从版本记录里取回它"
_REFUSALS = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读，不能写",
    errno.EEXIST: "它的上一级是文件，应当是目录",
    errno.EISDIR: "它是一个目录，应当是文件",
    errno.EBUSY: "它是一个挂载点，或者有程序正在用它，换成它里面的一个目录",
    errno.EXDEV: "它和它的上一级不在同一个磁盘上，换成它里面的一个目录",
    errno.ENOTEMPTY: "里面有别的文件",
    errno.ELOOP: "链接绕成了一个圈",
    errno.ENOTDIR: "它或它的上一级是文件，应当是目录",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EAGAIN: "另一个程序正在写它，等它写完再运行",
}


class UnreadableError(Exception):
    """A text that cannot be read; it says why, in words for people."""


def refusal(error: OSError) -> str:
    """Why the system refused a file, in the words of its users."""
    return _REFUSALS.get(error.errno or 0, error.strerror or "系统没有说明原因")


def unwritten(target: Path | str, error: OSError) -> str:
    """What to say when the system refused to write a folder, which is as it was before."""
    return f"写不了“{target}”，{refusal(error)}"


def read_texts(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The texts of the data files, and a problem for each that cannot be read."""
    read = {name: read_text(root, name) for name in ALL_FILES if name in FILES or (root / name).exists()}
    texts = {name: text for name, text in read.items() if isinstance(text, str)}
    return texts, [problem for problem in read.values() if isinstance(problem, Problem)]


def unreadable_pages(root: Path) -> Iterator[Problem]:
    """Yield a problem for each page written by hand that cannot be read."""
    for path in sorted((root / "docs").rglob("*.md")):
        read = read_text(root, path.relative_to(root).as_posix())
        if isinstance(read, Problem):
            yield read


def read_text(root: Path, name: str) -> str | Problem:
    """Return the text of a file of a project, or why it cannot be read."""
    path = root / name
    start = Position(name, 1, 1, 1)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            return Problem(start, "", "E006 这不是普通的文件", _RESTORE)
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Problem(start, "", MISSING_FILE, _cure_missing(path))
    except OSError as error:
        return Problem(start, "", f"E007 读不了这个文件，{refusal(error)}", f"检查它的权限，或者{_RESTORE}")
    except UnicodeDecodeError as error:
        message, cure = _undecodable(error)
        return Problem(_place(name, error), "", f"E008 {message}", cure)


def _place(name: str, error: UnicodeDecodeError) -> Position:
    """Where the first bytes of a file stand that are no text."""
    before = error.object[: error.start].decode().split("\n")
    return Position(name, len(before), len(before[-1]) + 1, len(before))


def _undecodable(error: UnicodeDecodeError) -> tuple[str, str]:
    """What is wrong with a file whose bytes are no text, and how to mend it."""
    if error.reason == "unexpected end of data":
        return "这个文件的末尾残缺，最后一个字不完整", _RESTORE
    return f"这个文件不是 UTF-8 编码{_guess(error.object)}", "用 UTF-8 编码另存这个文件"


def _cure_missing(path: Path) -> str:
    known = {path.name, *(Path(name).name for name in ALL_FILES)}
    there = sorted(one.name for one in path.parent.iterdir()) if path.parent.is_dir() else []
    close = nearest(path.name, [name for name in there if name not in known])
    return f"旁边有“{close}”，是它就改名为“{path.name}”；不是，就{_RESTORE}" if close else _RESTORE


def _guess(content: bytes) -> str:
    """What the encoding seems to be, as the end of a sentence."""
    for encoding, name in (("utf-16", "UTF-16"), ("gb18030", "GBK")):
        if encoding == "utf-16" and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            continue
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f"，像是 {name}"
    return ""


def read_official(path: Path) -> str:
    """The text of an official document. Raises UnreadableError."""
    return _text(read_bytes(path, LARGEST))


def read_bytes(path: Path, largest: int) -> bytes:
    """The bytes of a file, so many at most. Raises UnreadableError."""
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise UnreadableError(refusal(error)) from error
    except ValueError as error:
        raise UnreadableError("这不是文件的名字") from error
    if len(content) > largest:
        raise UnreadableError(f"它超过 {largest // 1_000_000} MB，不像是一份文件的文本")
    return content


def _text(content: bytes) -> str:
    if b"\0" in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError("它不是文本文件")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"它不是 UTF-8 编码{_guess(content)}，用 UTF-8 编码另存后再试") from error
    if not text.strip():
        raise UnreadableError("它是空的")
    return text
