"""What items go on with: an item of a year that is published below this one, said once, with a basis."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.files import Project
from generator.checks.mentions import written_twice
from generator.problems import Problem, nearest, suggest


def years(project: Project) -> Iterator[Problem]:
    """The year of a forerunner is published below this one, if any is; the site does without, so it is a hint."""
    names = [year.name for year in project.years]
    for one in project.forerunners.forerunners:
        if names and one.year not in names:
            message = f"E311 mkdocs.yml 的 earlier 里没有“{one.year}”这一年，这一条不起作用"
            yield Problem(one.position("year"), one.item, message, suggest(one.year, names), hint=True)


def items(project: Project) -> Iterator[Problem]:
    """A forerunner is an item of its year."""
    by_name = {year.name: year for year in project.years}
    for one in project.forerunners.forerunners:
        year = by_name.get(one.year)
        if year and not one.denied and one.forerunner not in year.items:
            message = f"E312 {one.year}年的方案里没有“{one.forerunner}”"
            close = nearest(one.forerunner, list(year.items), 0.8)
            cure = f"是不是“{close}”；那一年没有接续的事项的，写 none" if close else "填那一年的事项编号；没有的写 none"
            yield Problem(one.position("forerunner"), one.item, message, cure)


def said_once(project: Project) -> Iterator[Problem]:
    """Of an item and a year the same is said once, and nothing else where it is said that there is none."""
    records = project.forerunners.forerunners
    pairs = ((f"{one.item} {one.year} {one.forerunner}", one.position("item")) for one in records)
    yield from written_twice(pairs, "只留一条")
    denied = {(one.item, one.year) for one in records if one.denied}
    for one in records:
        if not one.denied and (one.item, one.year) in denied:
            message = f"E313 “{one.item}”既写了接续{one.year}年的事项，又写了 none"
            yield Problem(one.position("forerunner"), one.item, message, "只留一条")
