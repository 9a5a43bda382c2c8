"""The command line: python -m generator."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from generator import edge, index, texts, verify, writer
from generator.problems import nearest, report, stopping

HELP = """\
用法：python -m generator 命令

  check          检查 data/ 里的数据，列出全部问题：文件、行、列、哪条记录、错在哪里、怎样改
  verify 原文    把数据与方案原文的文本逐项比对，如 verify plan-2025.txt
  write 目录     把网站的全部页面和配置写到一个目录，供其他建站程序使用

都在项目目录里运行。没有问题时返回 0，有问题返回 1，用法不对返回 2。"""


def main(arguments: Sequence[str]) -> int:
    """Runs a command on the project in the current folder and returns its exit status."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP)
        return 0
    name, values = arguments[0], arguments[1:]
    if name not in COMMANDS:
        return _misused(f"没有“{name}”这个命令，是不是“{nearest(name, list(COMMANDS)) or 'check'}”")
    count, command = COMMANDS[name]
    if len(values) != count:
        return _misused(f"“{name}”后面要写{count}个值" if count else f"“{name}”后面不用写别的")
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
    _, problems = edge.read_data(root)
    print(report(problems))
    return int(stopping(problems))


def compare(root: Path, source: str) -> int:
    """Compares the data with an official text."""
    data, problems = edge.read_data(root)
    if data is None:
        print(report(problems))
        return 1
    try:
        text = texts.read_official(Path(source))
    except texts.UnreadableError as error:
        return _failed(f"读不了“{source}”：{error}")
    if not verify.is_plan(text):
        return _failed(f"“{source}”不像一份这样的方案：里面没有哪个部分有写明牵头单位或责任单位的事项")
    built = index.build(data)
    comparison = verify.compare(text, built)
    print(verify.summary(built, comparison))
    return int(not comparison.equal)


def write(root: Path, target: str) -> int:
    """Writes the site to a folder."""
    try:
        config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    except OSError:
        return _failed("这里没有 mkdocs.yml，到项目目录里再运行")
    site, problems = edge.make_site(root, edge.settings(config), _say)
    if site is None:
        print(report(problems))
        return 1
    try:
        writer.write(site, config, root, Path(target))
    except writer.NotOursError:
        return _failed(f"“{target}”里有别的文件，或者就在 docs、overrides 里，换一个空的目录")
    except OSError as error:
        return _failed(f"写不了“{target}”：{error.strerror}")
    print(f"写好了 {len(site.pages)} 个页面和 {len(site.files)} 个文件，在“{target}”。")
    return 0


# Each command with the number of values that it takes.
COMMANDS: dict[str, tuple[int, Callable[..., int]]] = {"check": (0, check), "verify": (1, compare), "write": (1, write)}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
