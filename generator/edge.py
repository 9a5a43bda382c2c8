"""Reading from disk, shared by the edges: the data files of a project, and the site made of them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cache import CompiledTemplates, DiskCache, program, sources
from generator.files import read_texts
from generator.problems import Problem, stopping
from generator.site import Settings, Site

if TYPE_CHECKING:
    from generator.load import Data

# Where the site and its dear downloads are kept between builds; may be deleted.
CACHE = ".cache/site"
THEME_CACHE = ".cache/theme"
# The shape of plan.json, which is published beside it.
SCHEMA = Path(__file__).parent / "plan.schema.json"
PACKAGE = Path(__file__).parent
# The program that this process runs, whatever becomes of its files while a preview is on.
PROGRAM = program(PACKAGE)


def _all(unread: list[Problem], found: list[Problem]) -> list[Problem]:
    """All problems; of a file that cannot be read nothing else is said."""
    files = {problem.place.file for problem in unread}
    return [*unread, *(problem for problem in found if problem.place.file not in files)]


def read_data(root: Path) -> tuple[Data | None, list[Problem]]:
    """The data of a project, or None where problems stop it; and all its problems."""
    from generator.load import load  # noqa: PLC0415 - dear to load, and a kept site needs none of it

    texts, problems = read_texts(root)
    data, found = load(texts)
    problems = _all(problems, found)
    return (None if stopping(problems) else data), problems


def make_site(root: Path, settings: Settings) -> tuple[Site | None, list[Problem]]:
    """The site of a project, or None where problems stop it; and all its problems.

    A site is kept until a text, a setting or the program changes, so that a change of styles costs no generation.
    """
    texts, problems = read_texts(root)
    cache = DiskCache(root / CACHE, PROGRAM)
    # Templates are read at every making, so the files of the package count as they are now.
    key = json.dumps(["site", sources(PACKAGE), texts, asdict(settings)])
    if (kept := cache.find(key)) is not None:
        site, problems = pickle.loads(kept)
        return site, problems
    from generator import pipeline  # noqa: PLC0415 - dear to load, and a kept site needs none of it

    site, found = pipeline.make(texts, SCHEMA.read_bytes(), settings, cache, CompiledTemplates(cache))
    problems = _all(problems, found)
    if site is None or stopping(problems):
        return None, problems
    cache.keep(key, pickle.dumps((site, problems)))
    cache.prune()
    return site, problems


def theme_templates(root: Path) -> CompiledTemplates:
    """What the templates of the theme were compiled to, which takes a tenth of a build."""
    return CompiledTemplates(DiskCache(root / THEME_CACHE, "theme"))


def settings(config: Mapping[str, Any]) -> Settings:
    """The settings of the site, from mkdocs.yml."""
    extra = config.get("extra")
    extra = extra if isinstance(extra, Mapping) else {}
    address = str(config.get("site_url") or "").rstrip("/")
    return Settings(
        source_url=str(extra.get("source_url") or ""),
        original_url=str(extra.get("original_url") or ""),
        site_url=f"{address}/" if address else "",
    )
