"""Comparing results with recorded ones, or recording them anew."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path


def compare_tree(folder: Path, files: Mapping[str, bytes], bless: bool) -> None:
    """Asserts that the files are those of the folder, to the byte; with `bless`, makes them so."""
    if bless:
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    recorded = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sorted(files) == sorted(recorded)
    for name, content in sorted(files.items()):
        assert content.decode() == recorded[name].decode(), name


def compare_text(file: Path, text: str, bless: bool) -> None:
    """Asserts that the text is that of the file; with `bless`, makes it so."""
    if bless:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
