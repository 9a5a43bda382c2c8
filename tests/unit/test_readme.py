"""The README and the lists of requirements say what is there."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

import generator
from run import TASKS
from tests.conftest import ROOT
from tests.unit.test_imports import MODULES, imported

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_map_of_the_package_names_every_folder() -> None:
    names = re.findall(r"^    ([a-z]+)/ ", generator.__doc__ or "", re.MULTILINE)
    assert names == [*dict.fromkeys(names)]
    assert {*names} == {path.parent.name for path in (ROOT / "generator").glob("*/__init__.py")}


def test_every_command_is_there() -> None:
    shown = "\n".join(re.findall(r"`[^`]+`|^    .*$", README, re.MULTILINE))
    assert {"site", "test", "check", "bless"} <= {*re.findall(r"\b(?:make|run\.py) ([a-z]+)", shown)} <= TASKS.keys()


def test_what_the_program_imports_is_required() -> None:
    required = set(re.findall(r"^[\w-]+", (ROOT / "requirements/site.in").read_text(encoding="utf-8"), re.MULTILINE))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES]
    names = {name.split(".")[0] for tree in trees for name in imported(tree)}
    # pydantic and its core are one library in two packages.
    others = names - sys.stdlib_module_names - {"generator", "pydantic_core"}
    packages = packages_distributions()
    missing = [name for name in others if not required & {one.lower().replace("_", "-") for one in packages[name]}]
    assert missing == []


@pytest.mark.parametrize("name", ["site", "test", "bench"])
def test_what_is_required_is_locked(name: str) -> None:
    wanted = (ROOT / f"requirements/{name}.in").read_text(encoding="utf-8")
    locked = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    for package in re.findall(r"^[a-z][\w-]*", wanted, re.MULTILINE):
        (entry,) = re.findall(rf"^{package}==.*\n(?:    --hash=.*\n)+((?:    #.*\n)+)", locked, re.MULTILINE)
        assert f"{name}.in" in entry, package


@pytest.mark.parametrize("package", ["mkdocs", "mkdocs-material", "zensical", "properdocs"])
def test_the_site_is_proved_for_the_locked_versions(package: str) -> None:
    locked = (ROOT / "requirements/test.txt").read_text(encoding="utf-8")
    (version,) = re.findall(rf"^{package}==(\S+)", locked, re.MULTILINE)
    assert re.search(rf"[ |]{package} {re.escape(version)}[ ,|]", README)
