"""Finished years to what they tell the next: their `plan.json`, which may have been damaged since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from generator.model.years import Archive, PastPlan, Year
from generator.problems import Position, Problem

# Where a finished year lies in the project, by its name, and its site in that.
FOLDER = "archive"
SITE = "site"


def path_of(year: str, name: str) -> str:
    """Return the path in the project of a file of the site of a finished year."""
    return f"{FOLDER}/{year}/{SITE}/{name}"


def read(archives: Iterable[Archive], above: str = "") -> tuple[tuple[Year, ...], list[Problem]]:
    """Return what finished years tell, the latest first, and a problem for each that cannot be read.

    `above` leads from the root of this site to where the years lie: nowhere, unless this one is finished too.
    """
    years: list[Year] = []
    problems: list[Problem] = []
    for archive in sorted(archives, key=lambda one: one.name, reverse=True):
        try:
            years.append(Year(archive, f"{above}{archive.name}/", PastPlan.model_validate_json(archive.content)))
        except ValidationError:
            start = Position(path_of(archive.name, "open-data/plan.json"), 1, 1, 1)
            problems.append(Problem(start, "", "E623 这一年的数据读不全", "从版本记录里取回它"))
    return tuple(years), [*problems, *(problem for year in years for problem in _lost(year))]


def _lost(year: Year) -> Iterator[Problem]:
    """Yield that a finished site lacks pages that its data tells of, which are dead addresses."""
    told = {"", *(item.url.partition("#")[0] for item in year.plan.items)}
    if lost := sorted(told.difference(year.archive.pages)):
        place = Position(path_of(year.name, f"{lost[0]}index.html"), 1, 1, 1)
        more = f"等{len(lost)}个页面" if len(lost) > 1 else "这个页面"
        yield Problem(place, "", f"E626 这一年的网站缺少{more}", f"从版本记录里取回 {FOLDER}/{year.name}")
