"""The scripts and styles in the folder of documents, put into the site."""

from __future__ import annotations

from pathlib import Path

from generator.edges.files import refusal
from generator.problems import Position, Problem
from generator.site import assets
from generator.site.scripts import LinkError, scripts
from generator.site.site import Site

DOCS = "docs"


def addressed(site: Site, root: Path) -> Site:
    """Return the site with the scripts and styles of the project at `root`, at addresses by their content.

    Those that nobody can use are left out.
    """
    return assets.addressed(site, _read(root)[0])


def unusable(root: Path) -> list[Problem]:
    """Return a problem for each script and style that cannot be read, and for the first statement not understood."""
    return _read(root)[1]


def is_addressed(path: str) -> bool:
    """Whether a file of the folder of documents is published at an address by its content, instead of by its name."""
    return path.startswith(assets.FOLDER) and path.endswith(assets.ENDINGS)


def _read(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The scripts, each with all that it imports, and the styles, by their paths below the folder of documents."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    docs = root / DOCS
    for path in sorted(path for ending in assets.ENDINGS for path in (docs / assets.FOLDER).rglob(f"*{ending}")):
        name = path.relative_to(docs).as_posix()
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except OSError as error:
            problems.append(_problem(name, 1, f"读不了这个文件，{refusal(error)}", "检查它的权限"))
        except UnicodeDecodeError:
            problems.append(_problem(name, 1, "这个文件不是 UTF-8 编码", "用 UTF-8 编码另存这个文件"))
    modules = {name: text for name, text in texts.items() if name.endswith(".js")}
    styles = {name: text for name, text in texts.items() if name not in modules}
    try:
        return {**styles, **scripts(modules)}, problems
    except LinkError as error:
        line = modules[error.path].partition(error.statement)[0].count("\n") + 1
        cure = '只写 import { 名字 } from "./旁边的文件.js" 和 export function、class、const、let，一条一行'
        return styles, [*problems, _problem(error.path, line, f"不能用“{error.statement}”", cure)]


def _problem(name: str, line: int, message: str, cure: str) -> Problem:
    return Problem(Position(f"{DOCS}/{name}", line, 1, line), "", message, cure)
