"""Finished years to what they tell the next: their `plan.json`, which may have been damaged since."""

from __future__ import annotations

from collections.abc import Iterable

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
    years, problems = [], []
    for archive in sorted(archives, key=lambda one: one.name, reverse=True):
        try:
            years.append(Year(archive, f"{above}{archive.name}/", PastPlan.model_validate_json(archive.content)))
        except ValidationError:
            start = Position(path_of(archive.name, "open-data/plan.json"), 1, 1, 1)
            problems.append(Problem(start, "", "E623 这一年的数据读不全", "从版本记录里取回它"))
    return tuple(years), problems
