"""The archive of a project: finished years, each with its data and its site, which later builds publish as it is."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from generator.edges.files import read_texts, refusal
from generator.edges.folder import Replacement
from generator.loading.years import FOLDER as ARCHIVE
from generator.loading.years import SITE, path_of
from generator.model.data import ALL_FILES
from generator.model.years import Archive
from generator.problems import MISSING_FILE, Position, Problem
from generator.site import urls

_INDEX = "index.html"
# Addresses that need no closer look: every one that this program makes.
_ADDRESS = re.compile(r"[a-z0-9][A-Za-z0-9/._-]*|")


def read(root: Path, years: Iterable[str]) -> tuple[tuple[Archive, ...], list[Problem]]:
    """Return the finished years of these names, and a problem for each of which nothing can be read."""
    found: list[Archive] = []
    problems: list[Problem] = []
    for year in years:
        path = path_of(year, urls.PLAN_JSON)
        try:
            content = (root / path).read_bytes()
        except FileNotFoundError:
            cure = f"从版本记录里取回 archive/{year}；没有这一年的，从 mkdocs.yml 的 earlier 里删去它"
            problems.append(Problem(Position(path, 1, 1, 1), "", MISSING_FILE, cure))
            continue
        except OSError as error:
            message = f"E624 读不了这一年的数据，{refusal(error)}"
            problems.append(Problem(Position(path, 1, 1, 1), "", message, "检查它的权限，或者从版本记录里取回它"))
            continue
        site = root / path_of(year, "")
        found.append(Archive(year, content, tuple(_pages(site)), _search(site)))
    return tuple(found), problems


def _pages(site: Path) -> Iterator[str]:
    """Yield the addresses of the pages of a built site, that of its root included."""
    for folder, _, names in sorted(os.walk(site)):
        address = Path(folder).relative_to(site).as_posix().removeprefix(".")
        if _INDEX in names and _ADDRESS.fullmatch(address):
            yield f"{address}/" if address else ""


def _search(site: Path) -> str:
    """Return the folder of the engine and the index of the search of a built site; empty where there is none."""
    _, _, name = urls.SEARCH_ENGINE.partition("/")
    found = sorted(path.parent.relative_to(site).as_posix() for path in site.glob(f"assets/*/{name}"))
    return f"{found[0]}/" if found and _ADDRESS.fullmatch(found[0]) else ""


def written(docs: Path) -> tuple[str, ...]:
    """Return the addresses of the pages that are written by hand."""
    paths = (path.relative_to(docs).with_suffix("") for path in sorted(docs.rglob("*.md")))
    places = (path.parent if path.name == "index" else path for path in paths)
    return tuple(f"{place.as_posix()}/" if place.name else "" for place in places)


def publish(root: Path, years: Iterable[str], target: Path, before: Path | None = None) -> None:
    """Put the sites of finished years into a site, where they are not yet. Raises OSError.

    A file that is the same in the site `before`, by size and time, is not copied but shared with it, so a year that
    does not change costs next to nothing.
    """
    for year in years:
        site, folder = root / path_of(year, ""), target / year
        if not folder.exists():
            shutil.copytree(site, folder, copy_function=partial(_share, site, before / year if before else folder))


def _share(site: Path, before: Path, source: str, target: str) -> None:
    known = before / Path(source).relative_to(site)
    with suppress(OSError):
        if _stamp(known) == _stamp(Path(source)):
            os.link(known, target)
            return
    shutil.copy2(source, target)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def finishing(config: Mapping[str, Any], year: str) -> dict[str, Any]:
    """Return the settings with which a year is built to be published below a later one."""
    address, extra = str(config.get("site_url") or "").rstrip("/"), config.get("extra")
    settings = {**extra, "archived": year} if isinstance(extra, Mapping) else {"archived": year}
    return {"extra": settings, **({"site_url": f"{address}/{year}/"} if address else {})}


def keep(root: Path, year: str, built: Path) -> Path:
    """Put a built site and the data of it into the archive, and return where. Raises OSError, and leaves all then."""
    folder = root / ARCHIVE / year
    folder.parent.mkdir(exist_ok=True)
    with Replacement(folder) as replacement:
        shutil.copytree(built, replacement.made / SITE)
        data = replacement.made / "data"
        data.mkdir()
        for name in ALL_FILES:
            if (root / name).exists():
                shutil.copy2(root / name, data)
        replacement.replace()
    return folder


def texts(root: Path, year: str) -> dict[str, str]:
    """Return the texts of the data files of a finished year."""
    found, _ = read_texts(root / ARCHIVE / year)
    return found
