"""Reading an official text from disk, or saying in words for people why it cannot be read."""

from __future__ import annotations

from pathlib import Path

# No official text comes near this many bytes; what is larger is something else.
LARGEST = 1_000_000


class UnreadableError(Exception):
    """A text that cannot be read; it says why, in words for people."""


def read_official(path: Path) -> str:
    """The text of an official document, or an `UnreadableError`."""
    try:
        if path.is_dir():
            raise UnreadableError("它是一个目录")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UnreadableError("没有这个文件") from None
    except PermissionError:
        raise UnreadableError("没有读它的权限") from None
    except (OSError, ValueError):
        raise UnreadableError("它应当是 UTF-8 编码的文本文件") from None
    if len(content) > LARGEST:
        raise UnreadableError(f"它超过 {LARGEST // 1_000_000} MB，不像是一份文件的文本")
    return _text(content)


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        cure = "它不是 UTF-8 编码的文本，请用 UTF-8 编码另存后再试"
        raise UnreadableError(f"它像是 GBK 编码，{cure[1:]}" if _is_gbk(content) else cure) from None
    if "\0" in text:
        raise UnreadableError("它不是文本文件")
    if not text.strip():
        raise UnreadableError("它是空的")
    return text


def _is_gbk(content: bytes) -> bool:
    """Whether the bytes are Chinese text in the encoding of older Chinese programs; few other bytes pass as that."""
    if b"\0" in content:
        return False
    try:
        return "的" in content.decode("gb18030")
    except UnicodeDecodeError:
        return False
