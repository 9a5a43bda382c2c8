"""MkDocs is known to the hook alone, and only edges touch the disk."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
# Besides the edges, the workers of the downloads know of the system: that there are any is their secret.
OF_THE_SYSTEM = {PACKAGE / "__main__.py", PACKAGE / "downloads/workers.py", *(PACKAGE / "edges").glob("*.py")}
HOSTS = ("mkdocs", "material", "zensical")
OUTSIDE = {"os", "pathlib", "shutil", "subprocess", "tempfile", "time", "random", "uuid", "importlib", "socket"}


def imported(tree: ast.AST) -> set[str]:
    """Every module that is imported, by its whole name."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", [path for path in MODULES if path not in OF_THE_SYSTEM], ids=lambda path: path.stem)
def test_the_core_takes_values_and_returns_values(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = imported(tree)
    assert not [name for name in names if name.startswith(("generator.edges", "generator.__main__"))]
    # What the package itself holds, such as the engine of the search, is read as a resource.
    assert (
        not {name.split(".")[0] for name in names - {"importlib", "importlib.resources", "importlib.resources.files"}}
        & OUTSIDE
    )
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & {"open", "print", "input", "__import__", "exec", "eval"}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    clocks = {"now", "today", "utcnow", "fromtimestamp", "import_module"}
    assert not attributes & clocks
    assert not clocks & {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


HOSTED = ("edges/hook.py", "edges/host.py")
ALL_BUT_THE_HOSTED = f"""
import importlib, pathlib, sys
for path in sorted(pathlib.Path("generator").rglob("*.py")):
    if str(path.relative_to("generator")) not in {HOSTED}:
        importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
print(*sorted({{name.split(".")[0] for name in sys.modules}}))
"""


def test_nothing_but_the_hook_and_what_runs_it_loads_mkdocs() -> None:
    loaded = subprocess.check_output([sys.executable, "-c", ALL_BUT_THE_HOSTED], cwd=ROOT, text=True).split()
    assert not {*loaded} & {*HOSTS}
    assert "generator" in loaded
    for path in HOSTED:
        assert "mkdocs" in {name.split(".")[0] for name in imported(ast.parse((PACKAGE / path).read_text("utf-8")))}
