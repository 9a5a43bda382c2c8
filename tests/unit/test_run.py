"""The tasks of the project run with nothing but Python, on any system, and are listed in one place."""

from __future__ import annotations

import ast
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import run as tasks
from tests.conftest import ROOT

# Behind these something must be written.
WITH_MORE = {"diff", "verify", "draft", "new", "offline", "words", "feed"}


def made(*words: str) -> str:
    """What `make` runs for some words, without running it."""
    command = ["make", "-n", "--no-print-directory", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_make_calls_the_same_tasks() -> None:
    plain = {name for name in tasks.TASKS if "-" not in name} - {"site", *WITH_MORE}
    assert made(*sorted(plain)) == "\n".join(f"python3 run.py {name}" for name in sorted(plain))
    assert made("site", "PORT=8001") == "python3 run.py site --port 8001"
    for name in ("site", "build"):
        command = made(name, "ENGINE=zensical").split()
        assert command[:3] == ["python3", "run.py", f"{name}-zensical"]
        assert command[2] in tasks.TASKS


def test_what_tasks_need_is_there() -> None:
    for task in tasks.TASKS.values():
        assert {*task.needs} <= tasks.SETUPS.keys()
        assert (ROOT / task.folder).is_dir()
    for setup in tasks.SETUPS.values():
        assert {*setup.needs} <= tasks.SETUPS.keys()
        assert all((ROOT / name).is_file() for name in setup.inputs)


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It can read the file at least."""
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 7, 4, "final", 0))
    assert tasks.main(["site"]) == 1
    assert capsys.readouterr().err == "需要 Python 3.11 或更新的版本，这是 3.7。\n"


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that are called, in an environment of its own, where each succeeds but one."""
    commands: list[list[str]] = []

    def call(command: Sequence[str], folder: str = ".") -> int:
        commands.append([*command[1:]])
        return 7 if "mypy" in command else 0

    python = tmp_path / "python"
    python.write_bytes(b"")
    monkeypatch.setattr(tasks, "VENV", tmp_path)
    monkeypatch.setattr(tasks, "PYTHON", str(python))
    monkeypatch.setattr(tasks, "_call", call)
    return commands


def test_what_is_set_up_is_not_set_up_again(called: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main(["build", "elsewhere"]) == 0
    locked, project, build = called
    assert locked[:3] == project[:3] == ["-m", "pip", "install"]
    assert "--require-hashes" in locked
    assert project[-2:] == ["--editable", "."]
    assert build == ["-m", "generator", "build", "elsewhere"]
    shown = capsys.readouterr()
    assert "正在安装建站需要的程序包" in shown.err
    assert shown.out == ""
    assert tasks.main(["site", "--port", "8001"]) == 0
    assert called[3:] == [["-m", "generator", "build"], ["-m", "generator", "serve", "--port", "8001"]]
    assert capsys.readouterr().out == ""


def test_a_command_that_fails_ends_a_task(called: list[list[str]]) -> None:
    assert tasks.main(["quick"]) == 7
    assert called[-1] == ["-m", "mypy"]


def test_an_unknown_task_is_answered_with_all(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, status in (["nonsense"], 2), ([], 0), (["--help"], 0):
        assert tasks.main(arguments) == status
        shown = capsys.readouterr().out
        assert all(f"\n  {name} " in shown for name in tasks.TASKS)


ENDED = "import run; run._call([run.sys.executable, '-c', 'print(1, flush=True); import time; time.sleep(60)'])"
ENDED_BY_SIGNAL = f"import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(143)); {ENDED}"


def test_a_command_ends_with_its_task() -> None:
    process = subprocess.Popen([sys.executable, "-c", ENDED_BY_SIGNAL], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"1\n"
    process.send_signal(signal.SIGTERM)
    # The pipe ends when no process is left that may write to it.
    assert process.communicate(timeout=10)[0] == b""
    assert process.returncode == 143
