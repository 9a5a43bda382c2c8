"""Official texts as files: read from whatever they are kept in, and the drafts that are made of them, written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.edges import files


def read(path: Path) -> str:
    """Return the text of an official document. Raises UnreadableError."""
    return files.read_official(path)


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts into a folder, which is made where there is none. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
