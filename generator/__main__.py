"""The command line: python -m generator."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType

from generator.drafting.draft import draft
from generator.drafting.output import as_json, summary
from generator.edges import disk, files, official, writer, zensical
from generator.edges.engine import FailedError
from generator.edges.folder import not_a_site
from generator.edges.writer import copy
from generator.problems import nearest, report, stopping
from generator.proof import source, verify

HELP = """\
用法：python -m generator 命令

  check          检查数据和设置，列出全部问题：文件、行、列、哪条记录、错在哪里、怎样改
  build [目录]   建好网站，放在 site 或者写明的目录；没有建成的，原有的网站不变
  serve          预览网站，每次存盘后自动更新；换一个端口：serve --port 8001
  build-zensical [目录]、serve-zensical
                 同上，但用 Zensical 代替 MkDocs；预览不随存盘更新
  verify 原文    把数据与方案原文的文本逐项比对，如 verify plan-2025.txt
  offline 目录   建好网站，把不用服务器、从 U 盘上就能打开的一份放在目录里
  write 目录     把网站的全部页面和配置写到一个目录，供其他建站程序使用
  draft 原文     从任何一份这样的方案的文本读出事项和单位，列出每一处拿不准的地方
                 加 --format json 以 JSON 印出，加 --out 目录 写成文件

除 draft 外都在项目目录里运行。没有问题时返回 0，有问题返回 1，用法不对返回 2。"""
PORT = "8000"


def main(arguments: Sequence[str]) -> int:
    """Runs a command on the project in the current folder and returns its exit status."""
    if not arguments or arguments[0] == "help" or {"-h", "--help"} & set(arguments):
        print(HELP)
        return 0
    name, values = arguments[0], arguments[1:]
    if name not in COMMANDS:
        close = nearest(name, list(COMMANDS))
        return _misused(f"没有“{name}”这个命令" + (f"，是不是“{close}”" if close else ""))
    command = COMMANDS[name]
    if command.options:
        return _with_options(name, command, values)
    values = command.values(values)
    if len(values) > bool(command.value) or len(values) < command.needed:
        wanted = f"{'要' if command.needed else '可以'}写{command.value}，只写一个" if command.value else "不用写别的"
        return _misused(f"“{name}”后面{wanted}")
    if not (Path.cwd() / "data").is_dir():
        return _failed("这里没有 data 目录，到项目目录里再运行")
    return command.run(Path.cwd(), *values)


def _with_options(name: str, command: Command, arguments: Sequence[str]) -> int:
    """Runs a command behind which options may be written, and a value."""
    values, options = command.parsed(arguments)
    wrong = next((one for one in options if one not in command.options), None)
    if wrong:
        close = nearest(wrong, list(command.options))
        return _misused(f"“{name}”没有“{wrong}”" + (f"，是不是“{close}”" if close else ""))
    empty = next((one for one, value in options.items() if not value.strip()), None)
    if empty:
        return _misused(f"“{empty}”后面要写{command.options[empty]}")
    if len(values) != 1:
        return _misused(f"“{name}”后面要写{command.value}，只写一个")
    return command.run(values[0], **{one.removeprefix("--"): value for one, value in options.items()})


def _misused(message: str) -> int:
    print(f"{message}。\n\n{HELP}", file=sys.stderr)
    return 2


def _say(message: str) -> None:
    if message:
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


def _mkdocs() -> ModuleType:
    from generator.edges import host  # noqa: PLC0415 - MkDocs is loaded for those who need it

    return host


def build(root: Path, target: str | None = None, engine: Callable[[], ModuleType] = _mkdocs) -> int:
    """Builds the site with a site generator."""
    if target is not None and not target.strip():
        return _misused("目录的名字是空的")
    try:
        made = engine().build(root, target, _say)
    except FailedError as error:
        _say(str(error))
        return 1
    print(f"网站建好了，在“{made.relative_to(root) if made.is_relative_to(root) else made}”。")
    return 0


def offline(root: Path, target: str) -> int:
    """Builds the site and puts its copy for a disk into a folder."""
    from generator.edges import host  # noqa: PLC0415 - MkDocs is loaded for those who need it

    if not target.strip():
        return _misused("目录的名字是空的")
    try:
        if reason := not_a_site(root, Path(target)):
            return _failed(f"没有写“{target}”，{reason}，换一个空的目录")
        with tempfile.TemporaryDirectory(prefix="plan-site-") as aside:
            copy(host.build(root, str(Path(aside, "site")), _say), Path(target))
    except FailedError as error:
        _say(str(error))
        return 1
    except OSError as error:
        return _failed(files.unwritten(target, error))
    print(f"可以从磁盘打开的一份写好了，打开“{Path(target, 'index.html')}”。")
    return 0


def serve(root: Path, port: str = PORT, engine: Callable[[], ModuleType] = _mkdocs) -> int:
    """Serves the site with a site generator until it is interrupted."""
    if not port.isascii() or not port.isdecimal() or not 0 < int(port[:6]) < 65536:
        return _misused(f"“{port}”不是端口的号码，写 1 到 65535 之间的数")
    try:
        engine().serve(root, int(port), _say)
    except KeyboardInterrupt:
        return 0
    except FailedError as error:
        _say(str(error))
        return 1
    return 0


def write(root: Path, target: str) -> int:
    """Writes the site to a folder."""
    if not target.strip():
        return _misused("目录的名字是空的")
    try:
        site, left = writer.write_project(root, Path(target), _say)
    except writer.FaultyError as error:
        print(error)
        return 1
    except writer.RefusedError as error:
        return _failed(f"没有写“{target}”，{error}")
    except OSError as error:
        return _failed(files.unwritten(target, error))
    if left:
        _say(f"“{target}”里原有的文件有的删不掉，留在“{left}”，请手工删除。")
    print(f"写好了 {len(site.pages)} 个页面和 {len(site.files)} 个文件，在“{target}”。")
    return 0


def draft_plan(name: str, out: str | None = None, format: str = "") -> int:
    """Reads an official text of any such plan, and prints or writes what was read."""
    if format not in ("", "json"):
        return _misused(f"不能写成“{format}”，--format 后面只能写 json")
    try:
        read = draft(official.read(Path(name)))
        if out:
            official.write(Path(out), {"draft.json": as_json(read)})
    except files.UnreadableError as error:
        return _failed(f"读不了“{name}”，{error}")
    except OSError as error:
        return _failed(files.unwritten(out or name, error))
    print(as_json(read) if format and not out else summary(read, name), end="" if format and not out else "\n")
    return 0


@dataclass(frozen=True, slots=True)
class Command:
    """A command, the value that may be written behind it, whether it must be, and what may be written before it.

    `options` are the words with two dashes that may stand anywhere behind it, and what is written behind each.
    """

    run: Callable[..., int]
    value: str = ""
    needed: bool = False
    option: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    def parsed(self, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        """Return the values among what was typed, and the options with theirs."""
        values, options, rest = [], {}, [*arguments]
        while rest:
            word = rest.pop(0)
            name, equals, value = word.partition("=")
            if not word.startswith("--"):
                values.append(word)
            else:
                options[name] = value if equals else rest.pop(0) if rest else ""
        return values, options

    def values(self, arguments: Sequence[str]) -> list[str]:
        """Return the values among what was typed: 8001 of --port 8001 and of --port=8001."""
        if not self.option or not arguments:
            return [*arguments]
        name, equals, value = arguments[0].partition("=")
        given = [value] if equals else [*arguments[1:]] or [""]
        return given if name == self.option else [*arguments]


COMMANDS = {
    "check": Command(check),
    "build": Command(build, "目录的名字"),
    "offline": Command(offline, "目录的名字", needed=True),
    "serve": Command(serve, "端口的号码", option="--port"),
    "build-zensical": Command(partial(build, engine=lambda: zensical), "目录的名字"),
    "serve-zensical": Command(partial(serve, engine=lambda: zensical), "端口的号码", option="--port"),
    "verify": Command(compare, "原文文件的名字", needed=True),
    "write": Command(write, "目录的名字", needed=True),
    "draft": Command(
        draft_plan,
        "原文文件的名字",
        needed=True,
        options={"--out": "目录的名字", "--format": "json"},
    ),
}


def run() -> int:
    """Runs the command that was typed and returns its exit status."""
    # Where a terminal lacks a character, its number is better than no report.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say("已停下。")
        return 130
    except OSError as error:
        # What is left unsaid must not be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Whoever reads the report, such as head, may have seen enough of it.
        return 1 if isinstance(error, BrokenPipeError) else _failed(f"写不出结果，{files.refusal(error)}")
    return status


if __name__ == "__main__":
    sys.exit(run())
