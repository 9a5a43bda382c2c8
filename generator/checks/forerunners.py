"""Earlier years, and what items go on with: an item of a year that is published below this one, said once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.files import Project
from generator.checks.mentions import written_twice
from generator.loading.years import FOLDER, path_of
from generator.model.years import YEAR, year_of
from generator.problems import Position, Problem, nearest, suggest
from generator.site import urls


def earlier_years(project: Project) -> Iterator[Problem]:
    """A year that is published below this plan is earlier than it."""
    own = year_of(project.plan.document)
    for year in project.years:
        if own and year.name >= own:
            place = Position(path_of(year.name, urls.PLAN_JSON), 1, 1, 1)
            message = f"E625 现在的方案是{own}年的，{year.name}年不是它的往年"
            yield Problem(place, "", message, f"从 mkdocs.yml 的 earlier 里删去“{year.name}”")


def listed_years(project: Project) -> Iterator[Problem]:
    """An earlier year in the archive is published, or its addresses are dead; it may be meant, so it is a hint."""
    own, names = year_of(project.plan.document), {year.name for year in project.years}
    for path in project.names:
        folder, _, inside = path.partition("/")
        name = inside.partition("/")[0]
        if folder == FOLDER and YEAR.fullmatch(name) and name < own and name not in names:
            message = f"E627 {name}年的方案收在这里，mkdocs.yml 的 earlier 里却没有它，不会发布，原来的网址都会失效"
            yield Problem(Position(path, 1, 1, 1), "", message, f"在 earlier 里加上“{name}”", hint=True)


def years(project: Project) -> Iterator[Problem]:
    """The year of a forerunner is earlier, and published below this one, if any is; without, it is a hint."""
    own, names = year_of(project.plan.document), [year.name for year in project.years]
    for one in project.forerunners.forerunners:
        if own and one.year >= own:
            message = f"E314 现在的方案是{own}年的，“{one.year}”不是它的往年"
            yield Problem(
                one.position("year"), one.item, message, suggest(one.year, names) if names else "填往年的年份"
            )
        elif names and one.year not in names:
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
