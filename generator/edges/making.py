"""Makes the site of a project, or finds it kept; for a preview only as much of it as an edit shows on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from generator.downloads.workers import digest
from generator.edges.cache import DiskCache, Kept, dump_site, files_digest, load_site, program
from generator.edges.disk import PACKAGE, PROGRAM, all_problems, compiled_templates, given_assets
from generator.edges.files import read_texts
from generator.problems import Problem, stopping
from generator.site.site import Assets, Settings, Site

# Where the site and its downloads are kept between builds; may be deleted.
CACHE = ".cache/site"


def _silent(_: str) -> None:
    """Says nothing."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a site is made of. `code` is a digest of the program, `unread` is why texts cannot be read."""

    texts: Mapping[str, str]
    assets: Assets
    settings: Settings
    code: str
    unread: list[Problem]

    @property
    def key(self) -> str:
        """Under which the site is kept. Changes with a text, a setting or the program."""
        given = self.assets
        years = [(one.name, hashlib.sha256(one.content).hexdigest(), one.pages, one.search) for one in given.archives]
        return digest("site", self.code, self.texts, asdict(self.settings), given.names, years, given.written)


@dataclass(frozen=True, slots=True)
class Shown:
    """The site that a preview shows, and what it was made of."""

    inputs: Inputs
    site: Site

    def fits(self, inputs: Inputs) -> bool:
        """Whether nothing but texts has changed since."""
        return replace(self.inputs, texts=inputs.texts, unread=inputs.unread) == inputs


def make_site(
    root: Path, settings: Settings, say: Callable[[str], None] = _silent
) -> tuple[Site | None, list[Problem]]:
    """Return the site of a project, or None where problems stop it; and all its problems.

    A site is kept until an input changes, so that a change of styles costs no generation. `say` is called before a
    long wait.
    """
    inputs, cache = _inputs(root, settings), DiskCache(root / CACHE, PROGRAM)
    if found := _kept(cache, inputs.key):
        return found.site, [*found.hints]
    return _make(cache, inputs, say)


def preview_site(
    root: Path, settings: Settings, say: Callable[[str], None], shown: Shown | None
) -> tuple[Shown | None, list[Problem]]:
    """Return the site of a project for a preview: after an edit of what is shown, as soon as the edit can be seen."""
    inputs, cache = _inputs(root, settings), DiskCache(root / CACHE, PROGRAM)
    if found := _kept(cache, inputs.key):
        return Shown(inputs, found.site), [*found.hints]
    site, problems = _update(cache, inputs, shown) if shown and shown.fits(inputs) else _make(cache, inputs, say)
    return (Shown(inputs, site) if site else None), problems


def _update(cache: DiskCache, inputs: Inputs, shown: Shown) -> tuple[Site | None, list[Problem]]:
    """Return what is shown with the pages that an edit shows on made of inputs; or None; and all problems."""
    from generator import build  # noqa: PLC0415 - slow to load, and a kept site does without

    known, before = build.Earlier(cache, compiled_templates()), build.Before(shown.inputs.texts, shown.site)
    site, found = build.update(inputs.texts, inputs.assets, inputs.settings, known, before)
    problems = all_problems(inputs.unread, found)
    return (None if stopping(problems) else site), problems


def _inputs(root: Path, settings: Settings) -> Inputs:
    texts, unread = read_texts(root)
    assets, missing = given_assets(root, settings.earlier)
    return Inputs(texts, assets, settings, files_digest(PACKAGE), [*unread, *missing])


def _make(cache: DiskCache, inputs: Inputs, say: Callable[[str], None]) -> tuple[Site | None, list[Problem]]:
    """Make the site of inputs and keep it. Return it, or None where problems stop it; and all its problems."""
    from generator import build  # noqa: PLC0415 - slow to load, and a kept site does without

    say("正在检查数据、生成页面和下载文件，第一次要几秒……")
    # A program that was edited since it started must not fill the cache: nobody could tell then which one made what.
    running = program(PACKAGE) == PROGRAM
    known = build.Earlier(cache, compiled_templates()) if running else build.Earlier()
    site, found_problems = build.make(inputs.texts, inputs.assets, inputs.settings, known)
    problems = all_problems(inputs.unread, found_problems)
    if site is None or stopping(problems):
        return None, problems
    if running:
        cache[inputs.key] = dump_site(Kept(site, tuple(problems)))
        cache.prune()
    return site, problems


def _kept(cache: DiskCache, key: str) -> Kept | None:
    """Return the site that is kept under a key, if it is."""
    with suppress(KeyError, ValueError):
        return load_site(cache[key])
    return None
