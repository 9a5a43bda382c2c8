"""MkDocs is known to the hook alone, and only edges touch the disk."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "generator").rglob("*.py"))
EDGES = {"hook.py", "edge.py", "files.py", "cache.py", "workers.py", "writer.py", "__main__.py"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports(path: Path) -> None:
    names = imported(path)
    knows_mkdocs = any(name.split(".")[0] in ("mkdocs", "material", "zensical") for name in names)
    assert knows_mkdocs == (path.name == "hook.py")
    if path.name not in EDGES:
        assert not names & {"os", "pathlib", "shutil", "subprocess", "time", "random", "uuid"}
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"open", "print", "input"}
        attributes = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not attributes & {"now", "today", "utcnow", "fromtimestamp"}
