"""The commands that check, compare and write data."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from generator.edges import disk, files
from generator.edges.arguments import MisuseError, failed, say
from generator.problems import report, stopping, suggest
from generator.proof import verify

FORMATS = ("text", "markdown", "json")


def check(root: Path, format: str = "text") -> int:
    """Shows all problems of the data, in a form for people or for another program."""
    from generator.checks.reports import FORMS  # noqa: PLC0415 - takes long to load

    if format not in FORMS:
        raise MisuseError(f"没有“{format}”这种格式，{suggest(format, list(FORMS))}")
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
        return failed(files.unwritten(change.path, error))
    for change in found:
        places = [f"第{line}行" for line, _, _ in change.lines()]
        more = f"等 {len(places)} 处" if len(places) > 3 else ""
        print(f"{change.path}：{'、'.join(places[:3])}{more}{'要改' if check else '改好了'}")
        print("\n".join(change.shown() if fix else ()), end="\n" * bool(fix))
    for name in unread:
        print(f"{name}：没有改，先运行 check，改正里面的错误")
    if found and check:
        print("运行 python run.py fmt 来改，内容不变。")
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
        return failed(f"读不了“{name}”，{error}")
    comparison = verify.compare(text, edition)
    if not comparison.related:
        return failed(f"“{name}”不像这份方案的原文：数据里的标题和事项，在里面找到的不到十分之一")
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
        raise MisuseError(f"不能写成“{format}”，--format 后面可以写{'、'.join(FORMATS)}")
    sides = []
    for name in (old, new):
        try:
            sides.append(revisions.side(root, name))
        except files.UnreadableError as error:
            return failed(f"读不了“{name}”，{error}")
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
        return failed(f"比较不了“{old}”和“{new}”，{error}")
    pairs = ((name, time, before.index, after.index) for (_, _, before), (name, time, after) in pairwise(plans))
    steps = [Step(name, time, compare(before, after)) for name, time, before, after in pairs]
    print(atom(steps, plans[-1][2].index, disk.site_url(root)), end="")
    return 0


def draft(name: str, out: str | None = None, format: str = "", register: str | None = None) -> int:
    """Reads an official text of any such plan, and prints or writes what was read."""
    from generator.downloads.workers import without_garbage  # noqa: PLC0415 - loaded for those who need it
    from generator.drafting.draft import draft as read_draft  # noqa: PLC0415 - loaded for those who need it
    from generator.drafting.output import as_json, summary  # noqa: PLC0415 - loaded for those who need it
    from generator.edges import official  # noqa: PLC0415 - loaded for those who need it

    if format not in ("", "json"):
        raise MisuseError(f"不能写成“{format}”，--format 后面只能写 json")
    if out and official.has_data(Path(out)):
        return failed(f"没有写“{out}”，里面已经有一份方案的数据，换一个目录")
    known, problems = official.read_register(Path(register)) if register else (None, [])
    if stopping(problems):
        print(report(problems))
        return 1
    try:
        with without_garbage():
            read = read_draft(text := official.read(Path(name)))
            # Without items and units there is nothing to write.
            written, read = ({}, read) if read.lacks or not out else official.drafted(text, known)
        if out:
            official.write(Path(out), {**written, "draft.json": as_json(read)})
    except files.UnreadableError as error:
        return failed(f"读不了“{name}”，{error}")
    except OSError as error:
        return failed(files.unwritten(out or name, error))
    print(as_json(read).rstrip() if format else summary(read, name))
    if read.lacks:
        lost = "，没有写数据文件" if out else ""
        say(f"没有读出{read.lacks}{lost}；看看“{name}”是不是一份写明责任单位的方案，是不是完整。")
        return 0 if format else 1
    if out:
        say(f"数据文件写好了，在“{Path(out, 'data')}”。")
    return 0
