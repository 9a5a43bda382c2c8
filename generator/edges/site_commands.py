"""The commands that build, show and keep sites."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from generator.edges import disk, files, other, writer
from generator.edges.arguments import MisuseError, failed, say
from generator.edges.data_commands import check
from generator.edges.engine import FailedError
from generator.edges.folder import not_a_site
from generator.edges.writer import copy
from generator.model.years import year_of
from generator.problems import report, stopping

PORT = "8000"


def _mkdocs() -> ModuleType:
    from generator.edges import host  # noqa: PLC0415 - MkDocs is loaded for those who need it

    return host


def _built_of(root: Path, folder: Path, engine: ModuleType) -> Path:
    """Build the site of the plan in a folder, and return where it is. Raises FailedError and OSError."""
    with tempfile.TemporaryDirectory(prefix="plan-other-") as aside:
        other.put_together(root, folder, Path(aside))
        made: Path = engine.build(Path(aside), str(folder.resolve() / "site"), say)
    return made


def build(root: Path, target: str | None = None, engine: Callable[[], ModuleType] = _mkdocs) -> int:
    """Builds the site with a site generator."""
    if target is not None and not target.strip():
        raise MisuseError("目录的名字是空的")
    try:
        if target and other.holds_plan(root, Path(target)):
            made = _built_of(root, Path(target), engine())
        else:
            made = engine().build(root, target, say)
    except FailedError as error:
        say(str(error))
        return 1
    except OSError as error:
        return failed(files.unwritten(target or "site", error))
    print(f"网站建好了，在“{made.relative_to(root) if made.is_relative_to(root) else made}”。")
    return 0


def offline(root: Path, target: str) -> int:
    """Builds the site and puts its copy for a disk into a folder."""
    from generator.edges import host  # noqa: PLC0415 - MkDocs is loaded for those who need it

    if not target.strip():
        raise MisuseError("目录的名字是空的")
    try:
        if reason := not_a_site(root, Path(target)):
            return failed(f"没有写“{target}”，{reason}，换一个空的目录")
        with tempfile.TemporaryDirectory(prefix="plan-site-") as aside:
            copy(host.build(root, str(Path(aside, "site")), say), Path(target))
    except FailedError as error:
        say(str(error))
        return 1
    except OSError as error:
        return failed(files.unwritten(target, error))
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
        return failed("看不出现在的方案是哪一年的，plan.yaml 的标题、文号和成文日期里都没有年份")
    try:
        with tempfile.TemporaryDirectory(prefix="plan-site-") as aside:
            built = host.build(root, str(Path(aside, "site")), say, **archive.finishing(disk.read_config(root), year))
            kept = archive.keep(root, year, built)
    except FailedError as error:
        say(str(error))
        return 1
    except OSError as error:
        return failed(files.unwritten(f"archive/{year}", error))
    print(f"{year}年的方案收好了，在“{kept.relative_to(root)}”。")
    return 0


def new(root: Path, year: str, name: str = "") -> int:
    """Puts the plan of now into the archive, and makes the data of the next: of an official text, or a skeleton."""
    from generator.edges import following  # noqa: PLC0415 - takes long to load

    try:
        begun = following.begin(root, year, Path(name) if name else None)
    except files.UnreadableError as error:
        return failed(f"读不了“{name}”，{error}")
    except following.RefusedError as error:
        return failed(str(error))
    except following.FaultyError as error:
        print(error)
        return 1
    if begun.archiving and (status := _archived(root, begun.before)):
        return status
    try:
        following.write(root, begun)
    except OSError as error:
        return failed(files.unwritten("data", error))
    print(following.told(begun))
    return check(root)


def serve(root: Path, port: str = PORT, engine: Callable[[], ModuleType] = _mkdocs) -> int:
    """Serves the site with a site generator until it is interrupted."""
    if not port.isascii() or not port.isdecimal() or not 0 < int(port[:6]) < 65536:
        raise MisuseError(f"“{port}”不是端口的号码，写 1 到 65535 之间的数")
    try:
        engine().serve(root, int(port), say)
    except KeyboardInterrupt:
        return 0
    except FailedError as error:
        say(str(error))
        return 1
    return 0


def write(root: Path, target: str) -> int:
    """Writes the site to a folder."""
    if not target.strip():
        raise MisuseError("目录的名字是空的")
    try:
        site, left = writer.write_project(root, Path(target), say)
    except writer.FaultyError as error:
        print(error)
        return 1
    except writer.RefusedError as error:
        return failed(f"没有写“{target}”，{error}")
    except OSError as error:
        return failed(files.unwritten(target, error))
    if left:
        say(f"“{target}”里原有的文件有的删不掉，留在“{left}”，请手工删除。")
    print(f"写好了 {len(site.pages)} 个页面和 {len(site.files)} 个文件，在“{target}”。")
    return 0
