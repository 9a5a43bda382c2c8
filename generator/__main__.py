"""The command line: python -m generator."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.edges import data_commands as data
from generator.edges import files, zensical
from generator.edges import site_commands as site
from generator.edges.arguments import Command, MisuseError, failed, say
from generator.problems import nearest

HELP = """\
用法：python -m generator 命令

  check          检查数据和设置，列出全部问题：文件、行、列、代码、哪条记录、错在哪里、怎样改
                 给别的程序读：check --format github、json 或 sarif
  fmt            把数据文件的缩进、引号、换行统一成一种写法，内容不变；编辑器用的说明（data/schema）一并更新
                 fmt --check 只看有没有要改的，不改
                 fmt --fix 把从 Word 粘贴来的事项拆开：序号、文字、单位各归各的键，改了哪里逐处列出
  build [目录]   建好网站，放在 site 或者写明的目录；没有建成的，原有的网站不变
                 目录里有 data 的，如 draft --out 写的，就建那份方案的网站，放在它的 site 里；
                 网站的名字用方案的标题，那里也可以另有 mkdocs.yml 和 docs
  serve          预览网站，每次存盘后自动更新；换一个端口：serve --port 8001
  build-zensical [目录]、serve-zensical
                 同上，但用 Zensical 代替 MkDocs；预览不随存盘更新
  verify 原文    把数据与方案原文的文本逐项比对，如 verify plan-2025.txt
  words 说法     搜索怎样读这个说法，根据哪一行，没有对上的该加在哪里，如 words 太婆一个人住
  diff 旧 新     说明数据的修改意味着什么：谁的职责多了少了、哪些文字改了、哪些附表要重发；
                 旧和新写目录、数据文件或者 git 版本，新的不写就是现在的；
                 加 --format markdown 供合并请求用，加 --format json 供程序用
  feed 旧 新     把两个 git 版本之间数据的每次修改写成 Atom 订阅，供网站发布
  offline 目录   建好网站，把不用服务器、从 U 盘上就能打开的一份放在目录里
  new 年份 原文  换成下一年的方案：现在的收进 archive，单位名录、搜索用词、话题和设置带过去；没有原文的先搭骨架
  archive        只把现在的方案建成往年的一份，放进 archive
  write 目录     把网站的全部页面和配置写到一个目录，供其他建站程序使用
  draft 原文     从任何一份这样的方案的文本读出事项和单位，列出每一处拿不准的地方
                 加 --out 目录 写成数据文件，加 --register 单位名录 沿用已有的单位，加 --format json 以 JSON 印出

除 draft 外都在项目目录里运行。没有问题时返回 0，有问题返回 1，用法不对返回 2。"""


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
    given, options = command.parsed(values)
    if fault := command.misuse(given, options):
        return _misused(f"“{name}”{fault}")
    named = {one.removeprefix("--"): value for one, value in options.items()}
    if command.inside and not (Path.cwd() / "data").is_dir():
        return failed("这里没有 data 目录，到项目目录里再运行")
    try:
        return command.run(*([Path.cwd()] if command.inside else []), *given, **named)
    except MisuseError as error:
        return _misused(str(error))


def _misused(message: str) -> int:
    print(f"{message}。\n\n{HELP}", file=sys.stderr)
    return 2


_PORT = {"--port": "端口的号码"}
COMMANDS = {
    "check": Command(data.check, options={"--format": "github、json 或 sarif"}),
    "fmt": Command(data.fmt, options={"--check": "", "--fix": ""}),
    "build": Command(site.build, "目录的名字"),
    "diff": Command(data.diff, "一个或两个目录、文件或者 git 版本", 1, 2, {"--format": "、".join(data.FORMATS)}),
    "feed": Command(data.feed, "一个或两个 git 版本、目录或者文件", 1, 2),
    "offline": Command(site.offline, "目录的名字", 1),
    "archive": Command(site.archive),
    "new": Command(site.new, "年份，再写原文文件的名字，没有原文的先不写", 1, 2),
    "serve": Command(site.serve, options=_PORT),
    "build-zensical": Command(partial(site.build, engine=lambda: zensical), "目录的名字"),
    "serve-zensical": Command(partial(site.serve, engine=lambda: zensical), options=_PORT),
    "verify": Command(data.compare, "原文文件的名字", 1),
    "words": Command(data.words, "要查的说法", 1, 10),
    "write": Command(site.write, "目录的名字", 1),
    "draft": Command(
        data.draft,
        "原文文件的名字",
        1,
        options={"--out": "目录的名字", "--format": "json", "--register": "单位名录的文件名"},
        inside=False,
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
        say("已停下。")
        return 130
    except OSError as error:
        # What is left unsaid must not be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Whoever reads the report, such as head, may have seen enough of it.
        return 1 if isinstance(error, BrokenPipeError) else failed(f"写不出结果，{files.refusal(error)}")
    return status


if __name__ == "__main__":
    sys.exit(run())
