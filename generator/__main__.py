"""The command line: python -m generator."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from generator.edges import disk, files, other, writer, zensical
from generator.edges.engine import FailedError
from generator.edges.folder import not_a_site
from generator.edges.writer import copy
from generator.model.years import year_of
from generator.problems import nearest, report, stopping, suggest
from generator.proof import source, verify

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
PORT = "8000"
FORMATS = ("text", "markdown", "json")


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
    if not command.inside:
        return command.run(*given, **named)
    if not (Path.cwd() / "data").is_dir():
        return _failed("这里没有 data 目录，到项目目录里再运行")
    return command.run(Path.cwd(), *given, **named)


def _misused(message: str) -> int:
    print(f"{message}。\n\n{HELP}", file=sys.stderr)
    return 2


def _say(message: str) -> None:
    if message:
        print(message, file=sys.stderr, flush=True)


def _failed(message: str) -> int:
    print(f"{message}。", file=sys.stderr)
    return 2


def check(root: Path, format: str = "text") -> int:
    """Shows all problems of the data, in a form for people or for another program."""
    from generator.checks.reports import FORMS  # noqa: PLC0415 - takes long to load

    if format not in FORMS:
        return _misused(f"没有“{format}”这种格式，{suggest(format, list(FORMS))}")
    _, problems = disk.read_data(root)
    print(FORMS[format](problems))
    return int(stopping(problems))


def fmt(root: Path, check: str = "", fix: str = "") -> int:
    """Brings the data files into their form, or shows what is not in it; takes apart what was pasted, and shows it."""
    # What takes apart takes long to load.
    from generator.edges import editing  # noqa: PLC0415
    from generator.editing.pasted import taken_apart  # noqa: PLC0415

    found, unread = editing.changes(root, taken_apart if fix else editing.as_it_is)
    try:
        for change in found if not check else ():
            editing.write(root, change)
    except OSError as error:
        return _failed(files.unwritten(change.path, error))
    for change in found:
        places = [f"第{line}行" for line, _, _ in change.lines()]
        more = f"等 {len(places)} 处" if len(places) > 3 else ""
        print(f"{change.path}：{'、'.join(places[:3])}{more}{'要改' if check else '改好了'}")
        print("\n".join(change.shown() if fix else ()), end="\n" * bool(fix))
    for name in unread:
        print(f"{name}：没有改，先运行 check，改正里面的错误")
    if found and check:
        print("运行 python -m generator fmt 来改，内容不变。")
    elif not found and not unread:
        print("数据文件的写法都合规定。")
    return int(bool(unread or (found and check)))


def words(root: Path, *query: str) -> int:
    """Shows how the search reads a query, and which line to add."""
    from generator.search.words import explain  # noqa: PLC0415 - for those who ask

    data, problems = disk.read_data(root)
    if data is None or stopping(problems):
        print(report(problems))
        return 1
    print(explain(data, " ".join(query)))
    return 0


def compare(root: Path, name: str) -> int:
    """Compares the data with an official text, whatever else is wrong with it; then shows what is."""
    from generator.edges import official  # noqa: PLC0415 - loaded for those who need it

    edition, problems = disk.read_edition(root)
    if edition is None:
        print(report(problems))
        print("还没有比对：plan.yaml、units.yaml 和 corrections.yaml 要先能读全。改正以上问题，再运行一次。")
        return 1
    try:
        text = official.read(Path(name))
    except files.UnreadableError as error:
        return _failed(f"读不了“{name}”，{error}")
    if not source.is_plan(text):
        return _failed(f"“{name}”不像一份这样的方案：里面没有哪个部分有写明牵头单位或责任单位的事项")
    comparison = verify.compare(text, edition)
    print(verify.summary(comparison))
    if stopping(problems):
        print(f"\n数据里还有这些问题：\n{report(problems)}")
    return int(not comparison.equal or stopping(problems))


def diff(root: Path, old: str, new: str = ".", format: str = "text") -> int:
    """Shows what a change of the data means."""
    # What derives and fills in takes long to load, and others do without.
    from generator.edges import revisions  # noqa: PLC0415
    from generator.review import formats, review  # noqa: PLC0415

    if format not in FORMATS:
        return _misused(f"不能写成“{format}”，--format 后面可以写{'、'.join(FORMATS)}")
    sides = []
    for name in (old, new):
        try:
            sides.append(revisions.side(root, name))
        except files.UnreadableError as error:
            return _failed(f"读不了“{name}”，{error}")
        except revisions.NotDerivableError as error:
            print(formats.refused(str(error), format), end="")
            return 1
    before, after = sides
    found = review.review(before.index, after.index, (before.layouts, after.layouts))
    print({"text": formats.text, "markdown": formats.markdown, "json": formats.json}[format](found), end="")
    return 0


def feed(root: Path, old: str, new: str = "HEAD") -> int:
    """Prints the changes of the data between two plans as an Atom feed."""
    # What derives and compares takes long to load, and others do without.
    from generator.edges import revisions  # noqa: PLC0415
    from generator.index.changes import compare  # noqa: PLC0415
    from generator.review.feed import Step, atom  # noqa: PLC0415

    try:
        plans = list(revisions.history(root, old, new))
    except (files.UnreadableError, revisions.NotDerivableError) as error:
        return _failed(f"比较不了“{old}”和“{new}”，{error}")
    pairs = ((name, time, before.index, after.index) for (_, _, before), (name, time, after) in pairwise(plans))
    steps = [Step(name, time, compare(before, after)) for name, time, before, after in pairs]
    print(atom(steps, plans[-1][2].index, disk.site_url(root)), end="")
    return 0


def _mkdocs() -> ModuleType:
    from generator.edges import host  # noqa: PLC0415 - MkDocs is loaded for those who need it

    return host


def build(root: Path, target: str | None = None, engine: Callable[[], ModuleType] = _mkdocs) -> int:
    """Builds the site with a site generator."""
    if target is not None and not target.strip():
        return _misused("目录的名字是空的")
    try:
        if target and other.holds_plan(Path(target)):
            made = _built_of(root, Path(target), engine())
        else:
            made = engine().build(root, target, _say)
    except FailedError as error:
        _say(str(error))
        return 1
    except OSError as error:
        return _failed(files.unwritten(target or "site", error))
    print(f"网站建好了，在“{made.relative_to(root) if made.is_relative_to(root) else made}”。")
    return 0


def _built_of(root: Path, folder: Path, engine: ModuleType) -> Path:
    """Build the site of the plan in a folder, and return where it is. Raises FailedError and OSError."""
    with tempfile.TemporaryDirectory(prefix="plan-other-") as aside:
        other.put_together(root, folder, Path(aside))
        made: Path = engine.build(Path(aside), str(folder.resolve() / "site"), _say)
    return made


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


def archive(root: Path) -> int:
    """Builds the plan of now as a finished year, and puts it into the archive."""
    data, problems = disk.read_data(root)
    if data is None or stopping(problems):
        print(report(problems))
        return 1
    return _archived(root, year_of(data.plan.document))


def _archived(root: Path, year: str) -> int:
    from generator.edges import archive, host  # noqa: PLC0415 - MkDocs is loaded for those who need it

    if not year:
        return _failed("看不出现在的方案是哪一年的，plan.yaml 的标题、文号和成文日期里都没有年份")
    try:
        with tempfile.TemporaryDirectory(prefix="plan-site-") as aside:
            built = host.build(root, str(Path(aside, "site")), _say, **archive.finishing(disk.read_config(root), year))
            kept = archive.keep(root, year, built)
    except FailedError as error:
        _say(str(error))
        return 1
    except OSError as error:
        return _failed(files.unwritten(f"archive/{year}", error))
    print(f"{year}年的方案收好了，在“{kept.relative_to(root)}”。")
    return 0


def new(root: Path, year: str, name: str = "") -> int:
    """Puts the plan of now into the archive, and makes the data of the next: of an official text, or a skeleton."""
    from generator.edges import following  # noqa: PLC0415 - takes long to load

    try:
        begun = following.begin(root, year, Path(name) if name else None)
    except files.UnreadableError as error:
        return _failed(f"读不了“{name}”，{error}")
    except following.RefusedError as error:
        return _failed(str(error))
    except following.FaultyError as error:
        print(error)
        return 1
    if begun.archiving and (status := _archived(root, begun.before)):
        return status
    try:
        following.write(root, begun)
    except OSError as error:
        return _failed(files.unwritten("data", error))
    print(following.told(begun))
    return check(root)


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


def draft(name: str, out: str | None = None, format: str = "", register: str | None = None) -> int:
    """Reads an official text of any such plan, and prints or writes what was read."""
    from generator.drafting.draft import draft as read_draft  # noqa: PLC0415 - loaded for those who need it
    from generator.drafting.output import as_json, summary  # noqa: PLC0415 - loaded for those who need it
    from generator.edges import official  # noqa: PLC0415 - loaded for those who need it

    if format not in ("", "json"):
        return _misused(f"不能写成“{format}”，--format 后面只能写 json")
    if out and official.has_data(Path(out)):
        return _failed(f"没有写“{out}”，里面已经有一份方案的数据，换一个目录")
    known, problems = official.read_register(Path(register)) if register else (None, [])
    if stopping(problems):
        print(report(problems))
        return 1
    try:
        read = read_draft(text := official.read(Path(name)))
        if out:
            # Without items there is no plan to write.
            written, read = official.drafted(text, known) if read.items else ({}, read)
            official.write(Path(out), {**written, "draft.json": as_json(read)})
    except files.UnreadableError as error:
        return _failed(f"读不了“{name}”，{error}")
    except OSError as error:
        return _failed(files.unwritten(out or name, error))
    print(as_json(read).rstrip() if format else summary(read, name))
    if out:
        written_to = f"数据文件写好了，在“{Path(out, 'data')}”。"
        _say(written_to if read.items else "没有读出事项，没有写数据文件；看看原文是不是完整。")
    return 0


@dataclass(frozen=True, slots=True)
class Command:
    """A command, what is written behind it, how many of that must and may be, and whether it is run in a project.

    `options` are the words with two dashes that may stand anywhere behind it, and what is written behind each: nothing
    behind some, whose value is the word itself.
    """

    run: Callable[..., int]
    value: str = ""
    needed: int = 0
    most: int = 1
    options: Mapping[str, str] = field(default_factory=dict)
    inside: bool = True

    def parsed(self, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        """Return the values among what was typed, and the options with theirs."""
        values, options, rest = [], {}, [*arguments]
        while rest:
            word = rest.pop(0)
            name, equals, value = word.partition("=")
            if not word.startswith("--"):
                values.append(word)
            elif equals or self.options.get(name) == "":
                options[name] = value if equals else name
            else:
                options[name] = rest.pop(0) if rest else ""
        return values, options

    def misuse(self, values: Sequence[str], options: Mapping[str, str]) -> str:
        """Return what is wrong with values and options; empty where nothing is."""
        if wrong := next((one for one in options if one not in self.options), None):
            close = nearest(wrong, list(self.options))
            return f"没有“{wrong}”" + (f"，是不是“{close}”" if close else "")
        if empty := next((one for one, value in options.items() if not value.strip()), None):
            return f"的“{empty}”后面要写{self.options[empty]}"
        if self.needed <= len(values) <= self.most * bool(self.value):
            return ""
        if not self.value:
            return "后面不用写别的"
        return f"后面{'要' if self.needed else '可以'}写{self.value}{'，只写一个' if self.most == 1 else ''}"


_PORT = {"--port": "端口的号码"}
COMMANDS = {
    "check": Command(check, options={"--format": "github、json 或 sarif"}),
    "fmt": Command(fmt, options={"--check": "", "--fix": ""}),
    "build": Command(build, "目录的名字"),
    "diff": Command(diff, "一个或两个目录、文件或者 git 版本", 1, 2, {"--format": "、".join(FORMATS)}),
    "feed": Command(feed, "一个或两个 git 版本、目录或者文件", 1, 2),
    "offline": Command(offline, "目录的名字", 1),
    "archive": Command(archive),
    "new": Command(new, "年份，再写原文文件的名字，没有原文的先不写", 1, 2),
    "serve": Command(serve, options=_PORT),
    "build-zensical": Command(partial(build, engine=lambda: zensical), "目录的名字"),
    "serve-zensical": Command(partial(serve, engine=lambda: zensical), options=_PORT),
    "verify": Command(compare, "原文文件的名字", 1),
    "words": Command(words, "要查的说法", 1, 10),
    "write": Command(write, "目录的名字", 1),
    "draft": Command(
        draft,
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
