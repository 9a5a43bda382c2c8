"""The README and the lists of requirements say what is there."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import generator
from tests.conftest import ROOT
from tests.unit.test_imports import MODULES, imported

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_map_of_the_package_names_every_folder() -> None:
    names = re.findall(r"^    ([a-z]+)/ ", generator.__doc__ or "", re.MULTILINE)
    assert names == [*dict.fromkeys(names)]
    assert {*names} == {path.parent.name for path in (ROOT / "generator").glob("*/__init__.py")}


def test_every_command_is_there() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)", "\n".join(re.findall(r"`[^`]+`|^    .*$", README, re.MULTILINE))))
    targets = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert targets
    assert {"site", "check", "bless"} <= named <= set(targets[1].split())


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


def test_a_port_in_use_is_explained() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = ["make", "-o", "build", "site", f"PORT={port}", f"BIN={Path(sys.executable).parent}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"端口 {port} 用不了，多半是别的程序正在用它，换一个：make site PORT=8001" in done.stdout
    assert "Traceback" not in done.stderr
