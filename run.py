"""Sets the project up and runs its tasks with nothing but Python: `python run.py site`. The Makefile calls the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / ("python.exe" if os.name == "nt" else "python"))


class Setup(NamedTuple):
    """Something to install: what it begins with, the files that decide on it, how, and what is said meanwhile."""

    needs: tuple[str, ...]
    inputs: tuple[str, ...]
    commands: tuple[list[str], ...]
    says: str


class Task(NamedTuple):
    """Something to do: in words for its users, what is set up for it, and its commands, one after the other."""

    help: str
    needs: tuple[str, ...]
    commands: tuple[list[str], ...]
    folder: str = "."


def _pip(name: str) -> list[str]:
    return [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", f"requirements/{name}.txt"]


def _module(*words: str) -> list[str]:
    return [PYTHON, "-m", *words]


def _lock(name: str) -> list[str]:
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]
    return ["uv", "pip", "compile", *options, f"{name}.in", "-o", f"{name}.txt"]


# The project as it stands in its folder, so that its commands and its hook find it from wherever they start.
_PROJECT = [PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."]
SETUPS = {
    "site": Setup(
        (),
        ("requirements/site.txt", "pyproject.toml"),
        (_pip("site"), _PROJECT),
        "正在安装建站需要的程序包，第一次约需一分钟……",
    ),
    "test": Setup(
        (),
        ("requirements/test.txt", "pyproject.toml"),
        (_pip("test"), _PROJECT),
        "正在安装测试需要的程序包，第一次约需一分钟……",
    ),
    "bench": Setup(("test",), ("requirements/bench.txt",), (_pip("bench"),), "正在安装测量需要的程序包……"),
    # The checks of scripts and styles, and an old browser, with the Node that the requirements of the tests bring.
    "node": Setup(
        ("test",),
        ("tests/node/package-lock.json", "tests/node/unpack-chromium.js"),
        (
            ["npm", "--prefix", "tests/node", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
            ["node", "tests/node/unpack-chromium.js"],
        ),
        "正在安装检查脚本和样式的工具和一个旧浏览器……",
    ),
}
_BROWSER = _module("tests.install_browser")
_LINT = (_module("ruff", "check", "."), _module("ruff", "format", "--check", "."), _module("mypy"))
_CHECKS = (*_LINT, _module("generator", "check"))
# A file of tests stays in one process, which then makes what its tests share once.
_PYTEST = _module("pytest", "-n", "2", "--dist", "loadfile")
_MEASURED = ("build", "preview", "stages", "downloads", "pages", "search", "drafting")
_RECORDED = ("checks/test_faults.py", "pages/test_small.py", "proof/test_verify.py")
TASKS = {
    "site": Task(
        "建好网站并预览，每次存盘后自动更新；换一个端口：site --port 8001",
        ("site",),
        (_module("generator", "build"), _module("generator", "serve")),
    ),
    "build": Task("建好网站，放在 site 里", ("site",), (_module("generator", "build"),)),
    "site-zensical": Task(
        "用 Zensical 代替 MkDocs，建好网站并预览；预览不随存盘更新",
        ("test",),
        (_module("generator", "build-zensical"), _module("generator", "serve-zensical")),
    ),
    "build-zensical": Task("用 Zensical 建好网站，放在 site 里", ("test",), (_module("generator", "build-zensical"),)),
    "check": Task("列出数据和设置的全部问题", ("site",), (_module("generator", "check"),)),
    "fmt": Task("把数据文件统一成一种写法；只看不改：fmt --check", ("site",), (_module("generator", "fmt"),)),
    "verify": Task("把数据与方案原文逐项比对：verify 原文", ("site",), (_module("generator", "verify"),)),
    "diff": Task("说明数据的修改意味着什么：diff main", ("site",), (_module("generator", "diff"),)),
    "draft": Task(
        "从一份方案的文件读出草稿：draft 文件；写成数据文件：draft 文件 --out 草稿",
        ("site",),
        (_module("generator", "draft"),),
    ),
    "new": Task("收起今年的方案，换上下一年的：new 2026 文件", ("site",), (_module("generator", "new"),)),
    "archive": Task("只把现在的方案收进 archive", ("site",), (_module("generator", "archive"),)),
    "offline": Task("把从磁盘上就能打开的网站放进目录：offline 目录", ("site",), (_module("generator", "offline"),)),
    "words": Task("说明搜索怎样读一个说法：words 说法", ("site",), (_module("generator", "words"),)),
    "feed": Task("把数据的每次修改写成 Atom 订阅：feed 旧版本", ("site",), (_module("generator", "feed"),)),
    "lint": Task("程序的写法和类型", ("test",), _LINT),
    "quick": Task("一分钟以内的检查和测试", ("test", "node"), (*_CHECKS, [*_PYTEST, "tests/unit"])),
    "test": Task("全部检查和测试，包括浏览器里的", ("test", "node"), (_BROWSER, *_CHECKS, _PYTEST)),
    "bless": Task(
        "重新记录测试所期待的结果，提交前逐处看过",
        ("test",),
        (_module("pytest", "--bless", *(f"tests/unit/{name}" for name in _RECORDED)),),
    ),
    "bench": Task(
        "测量各项开销",
        ("bench", "node"),
        (
            _BROWSER,
            *(_module(f"bench.{name}") for name in _MEASURED),
        ),
    ),
    "lock": Task("重新确定程序包的版本（要先装 uv）", (), tuple(map(_lock, ("site", "test", "bench"))), "requirements"),
    "clean": Task("删去安装的和建好的一切", (), ()),
}


def main(arguments: list[str]) -> int:
    """Run a task. What is written behind its name goes to the last of its commands."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python reads this file, too
        return _failed("需要 Python 3.11 或更新的版本，这是 {}.{}".format(*sys.version_info))
    name, values = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in TASKS:
        print("用法：python run.py 任务\n")
        print("\n".join(f"  {one:15}{task.help}" for one, task in TASKS.items()))
        return 0 if name in ("", "help", "-h", "--help") else 2
    if name == "clean":
        for folder in (".venv", ".cache", "site"):
            shutil.rmtree(ROOT / folder, ignore_errors=True)
    task = TASKS[name]
    commands = [*task.commands[:-1], *([*last, *values] for last in task.commands[-1:])]
    status = next(filter(None, map(_set_up, task.needs)), 0)
    return status or next(filter(None, (_call(command, task.folder) for command in commands)), 0)


def _set_up(name: str) -> int:
    """Install something if its files have changed since, and return the exit status."""
    setup = SETUPS[name]
    status = _make_venv() or next(filter(None, map(_set_up, setup.needs)), 0)
    if status:
        return status
    stamp, wanted = VENV / f"{name}.stamp", _digest(setup)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return 0
    # What a task prints may be put into a file.
    print(setup.says, file=sys.stderr, flush=True)
    status = next(filter(None, map(_call, setup.commands)), 0)
    if not status:
        stamp.write_text(wanted, encoding="utf-8")
    return status


def _make_venv() -> int:
    if Path(PYTHON).exists():
        return 0
    status = subprocess.call([sys.executable, "-m", "venv", str(VENV)])
    return _failed("建不了 .venv；在 Debian 和 Ubuntu 上先运行 apt install python3-venv") if status else 0


def _digest(setup: Setup) -> str:
    digest = hashlib.sha256(repr(setup.commands).encode())
    for name in setup.inputs:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _call(command: list[str], folder: str = ".") -> int:
    """Run a command to its end and return its exit status. It does not outlive this process."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    program = shutil.which(command[0], path=path)
    if not program:
        return _failed(f"没有找到 {command[0]}，先装上它")
    environment = {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    process = subprocess.Popen([program, *command[1:]], cwd=ROOT / folder, env=environment)
    try:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                # The command has got it, too, and ends by itself.
                continue
    finally:
        if process.poll() is None:
            process.terminate()


def _failed(message: str) -> int:
    print(f"{message}。", file=sys.stderr)
    return 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
