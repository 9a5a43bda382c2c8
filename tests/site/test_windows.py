"""Where the system is Windows, which cannot copy processes and has other locks, the same site is built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import SMALL, make_project, run

# What reads the name of the system when it is loaded is loaded before the name is another.
AS_ON_WINDOWS = """
import asyncio, ctypes, os, subprocess, sys, types
import docxtpl, icalendar, jinja2, lxml, markdown, material, opencc, pydantic, pypinyin, xlsxwriter
import mkdocs.commands.build, mkdocs.config.defaults, mkdocs.livereload
sys.platform = "win32"
for name in ("fork", "geteuid", "sched_getaffinity"):
    delattr(os, name)
locked = []
sys.modules["fcntl"] = None
sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=2, locking=lambda file, mode, count: locked.append(file))
from generator.__main__ import main
status = main(["build", "windows"])
print(len(locked))
sys.exit(status)
"""


def test_the_same_site_is_built_on_windows(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    done = subprocess.run(
        [sys.executable, "-c", AS_ON_WINDOWS], cwd=project, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "网站建好了，在“windows”。\n1\n"), done.stderr
    (project / ".cache").rename(tmp_path / "cache")
    assert run(["generator", "build"], project).returncode == 0
    assert not [*project.glob(".plan-site*")]
    here, there = (contents(project / name) for name in ("site", "windows"))
    assert here.keys() == there.keys()
    # The library that writes workbooks notes the system in them; their digests are listed on one page and in a file.
    noted = {path for path in here if path.endswith(".xlsx")} | {"open-data/checksums.txt", "open-data/index.html"}
    assert {path for path in here if here[path] != there[path]} <= noted


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
