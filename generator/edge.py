"""Reading from disk, shared by the edges: the data files of a project, and the site made of them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cache import CompiledTemplates, DiskCache, files, program
from generator.problems import Place, Problem, stopping
from generator.site import Assets, Settings, Site
from generator.source import FILES
from generator.workers import make_all

if TYPE_CHECKING:
    from generator.load import Data

# Where the site and its dear downloads are kept between builds; may be deleted.
CACHE = ".cache/site"
THEME_CACHE = ".cache/theme"
# The shape of plan.json, which is published beside it.
SCHEMA = Path(__file__).parent / "plan.schema.json"
PACKAGE = Path(__file__).parent
LAYOUTS = PACKAGE / "desk/templates"
# The program that this process runs, whatever becomes of its files while a preview is on.
PROGRAM = program(PACKAGE)


def _silent(_: str) -> None:
    """Says nothing."""


def read_texts(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The texts of the data files that exist, and a problem for each that is no UTF-8."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name in FILES:
        path = root / name
        try:
            if path.is_file():
                texts[name] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            cure = "用 UTF-8 编码另存这个文件"
            problems.append(Problem(Place(name, line, 1, line), "", "这个文件不是 UTF-8 编码", cure))
            texts[name] = path.read_text(encoding="utf-8-sig", errors="replace")
    return texts, problems


def assets() -> Assets:
    """The files that come with the program, as they are now."""
    layouts = {path.stem: path.read_bytes() for path in sorted(LAYOUTS.glob("[a-z0-9]*.docx"))}
    return Assets(SCHEMA.read_bytes(), layouts)


def read_data(root: Path) -> tuple[Data | None, list[Problem]]:
    """The data of a project, or None where problems stop it; and all its problems."""
    from generator.load import load  # noqa: PLC0415 - dear to load, and a kept site needs none of it

    texts, problems = read_texts(root)
    data, found = load(texts, assets().layouts)
    problems += found
    return (None if stopping(problems) else data), problems


def make_site(
    root: Path, settings: Settings, say: Callable[[str], None] = _silent
) -> tuple[Site | None, list[Problem]]:
    """The site of a project, or None where problems stop it; and all its problems.

    A site is kept until a text, a setting or the program changes, so that a change of styles costs no generation.
    `say` is told before a long wait.
    """
    texts, problems = read_texts(root)
    cache = DiskCache(root / CACHE, PROGRAM)
    key = json.dumps(["site", files(PACKAGE), texts, asdict(settings)])
    if (kept := cache.find(key)) is not None:
        site, problems = pickle.loads(kept)
        return site, problems
    from generator import pipeline  # noqa: PLC0415 - dear to load, and a kept site needs none of it

    say("正在生成页面和下载文件，第一次要几秒……")
    # A program that was edited since it started must not fill the cache: nobody could tell which one made what.
    running = program(PACKAGE) == PROGRAM
    keeper, compiled = (cache, CompiledTemplates(cache)) if running else (make_all, None)
    site, found = pipeline.make(texts, assets(), settings, keeper, compiled)
    problems += found
    if site is None or stopping(problems):
        return None, problems
    if running:
        cache.keep(key, pickle.dumps((site, problems)))
        cache.prune()
    return site, problems


def problem_site(problems: list[Problem], before: Site) -> Site:
    """What a live preview shows while the data is faulty, at the addresses that it had before."""
    from generator import pages  # noqa: PLC0415 - dear to load, and hardly ever needed

    return pages.problem_site(problems, [page.url for page in before.pages])


def theme_templates(root: Path) -> CompiledTemplates:
    """What the templates of the theme were compiled to, which takes a tenth of a build."""
    return CompiledTemplates(DiskCache(root / THEME_CACHE, "theme"))


def settings(config: Mapping[str, Any]) -> Settings:
    """The settings of the site, from mkdocs.yml."""
    extra = config.get("extra") or {}
    address = str(config.get("site_url") or "").rstrip("/")
    return Settings(
        source_url=str(extra.get("source_url") or ""),
        original_url=str(extra.get("original_url") or ""),
        site_url=f"{address}/" if address else "",
    )
