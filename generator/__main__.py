"""The command line: python -m generator."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.edges import assets, disk, files, writer
from generator.model.settings import CONFIG
from generator.problems import Problem, nearest, report, stopping
from generator.proof import source, verify

HELP = """\
用法：python -m generator 命令

  check          检查 data/ 里的数据，列出全部问题：文件、行、列、哪条记录、错在哪里、怎样改
  verify 原文    把数据与方案原文的文本逐项比对，如 verify plan-2025.txt
  write 目录     把网站的全部页面和配置写到一个目录，供其他建站程序使用

都在项目目录里运行。没有问题时返回 0，有问题返回 1，用法不对返回 2。"""


def main(arguments: Sequence[str]) -> int:
    """Runs a command on the project in the current folder and returns its exit status."""
    if not arguments or arguments[0] == "help" or {"-h", "--help"} & set(arguments):
        print(HELP)
        return 0
    name, values = arguments[0], arguments[1:]
    if name not in COMMANDS:
        close = nearest(name, list(COMMANDS))
        return _misused(f"没有“{name}”这个命令" + (f"，是不是“{close}”" if close else ""))
    wanted, command = COMMANDS[name]
    if len(values) != bool(wanted):
        return _misused(f"“{name}”后面要写{wanted}，只写一个" if wanted else f"“{name}”后面不用写别的")
    if not (Path.cwd() / "data").is_dir():
        return _failed("这里没有 data 目录，到项目目录里再运行")
    return command(Path.cwd(), *values)


def _misused(message: str) -> int:
    print(f"{message}。\n\n{HELP}", file=sys.stderr)
    return 2


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _failed(message: str) -> int:
    print(f"{message}。", file=sys.stderr)
    return 2


def check(root: Path) -> int:
    """Shows all problems of the data."""
    _, problems = disk.read_data(root)
    print(report(problems))
    return int(stopping(problems))


def compare(root: Path, name: str) -> int:
    """Compares the data with an official text, whatever else is wrong with it; then shows what is."""
    edition, problems = disk.read_edition(root)
    if edition is None:
        print(report(problems))
        print("还没有比对：plan.yaml、units.yaml 和 corrections.yaml 要先能读全。改正以上问题，再运行一次。")
        return 1
    try:
        text = files.read_official(Path(name))
    except files.UnreadableError as error:
        return _failed(f"读不了“{name}”，{error}")
    if not source.is_plan(text):
        return _failed(f"“{name}”不像一份这样的方案：里面没有哪个部分有写明牵头单位或责任单位的事项")
    comparison = verify.compare(text, edition)
    print(verify.summary(comparison))
    if stopping(problems):
        print(f"\n数据里还有这些问题：\n{report(problems)}")
    return int(not comparison.equal or stopping(problems))


def write(root: Path, target: str) -> int:
    """Writes the site to a folder."""
    if not target.strip():
        return _misused("目录的名字是空的")
    try:
        writer.check_target(root, Path(target))
        settings = disk.read_settings(root)
        if settings is None:
            return _failed(f"这里没有 {CONFIG}，到项目目录里再运行")
        config = {} if isinstance(settings, Problem) else settings.value
        site, problems = disk.make_site(root, disk.settings(config), _say)
        around = disk.around(root, settings)
        if site is None or stopping(around):
            print(report([*problems, *around]))
            return 1
        site = assets.addressed(site, root)
        left = writer.write(site, config, root, Path(target))
    except writer.RefusedError as error:
        return _failed(f"没有写“{target}”，{error}")
    except OSError as error:
        return _failed(files.unwritten(target, error))
    if left:
        _say(f"“{target}”里原有的文件有的删不掉，留在“{left}”，请手工删除。")
    print(f"写好了 {len(site.pages)} 个页面和 {len(site.files)} 个文件，在“{target}”。")
    return 0


# Each command with what is to be written behind it.
COMMANDS: dict[str, tuple[str, Callable[..., int]]] = {
    "check": ("", check),
    "verify": ("原文文件的名字", compare),
    "write": ("目录的名字", write),
}


def run() -> int:
    """Runs the command that was typed and returns its exit status."""
    # Where a terminal lacks a character, its number is better than no report.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except OSError as error:
        # What is left unsaid must not be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Whoever reads the report, such as head, may have seen enough of it.
        return 1 if isinstance(error, BrokenPipeError) else _failed(f"写不出结果，{files.refusal(error)}")
    return status


if __name__ == "__main__":
    sys.exit(run())
