"""The pages of the site: each module makes one family of pages from the index, `build` gathers them in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.downloads import Download
from generator.index.index import Index
from generator.pages import (
    about_pages,
    field_pages,
    leader_pages,
    pictures,
    plan_pages,
    project_pages,
    target_pages,
    unit_pages,
    year_pages,
)
from generator.pages.render import PartView, Renderer
from generator.problems import Problem
from generator.site import urls
from generator.site.site import NavEntry, Page, Site, SiteFile


def build(renderer: Renderer, texts: Mapping[str, str], downloads: tuple[Download, ...]) -> tuple[Page, ...]:
    """All pages of a checked plan. `texts` are those of the data files, some of which pages show.

    Pages that name the size of downloads come last, for downloads may still be in the making.
    """
    return (
        plan_pages.home(renderer),
        *plan_pages.pages(renderer),
        *project_pages.pages(renderer),
        *target_pages.pages(renderer),
        *leader_pages.pages(renderer),
        *pictures.pages(renderer),
        *about_pages.pages(renderer, texts),
        field_pages.page(renderer),
        *about_pages.topic_page(renderer),
        *about_pages.search_pages(renderer),
        *unit_pages.pages(renderer, downloads),
        *about_pages.download_pages(renderer, downloads),
    )


def moved(renderer: Renderer, here: Collection[str]) -> Iterator[SiteFile]:
    """The files that lead on to earlier years. `here` are the addresses of the pages of this one."""
    return year_pages.moved(renderer, here)


def navigation(index: Index, parts: Sequence[PartView]) -> Iterator[NavEntry]:
    """The navigation over the pages."""
    absent = urls.absent(index.data.plan, index.targets)
    yield NavEntry("首页", urls.HOME)
    yield plan_pages.nav(parts, absent, index.data.plan)
    yield unit_pages.nav(index)
    if urls.PROJECTS not in absent:
        yield project_pages.nav(index, parts)
    if index.data.topics.themes:
        yield NavEntry("按生活找", urls.TOPICS)
    if urls.TARGETS not in absent:
        yield NavEntry("量化指标", urls.TARGETS)
    yield NavEntry("图表", urls.PICTURES)
    yield about_pages.nav()
    yield NavEntry("搜索", urls.SEARCH)


def problem_site(problems: list[Problem], before: Sequence[str]) -> Site:
    """The site that a live preview shows while the data is faulty: at every URL nothing but what is to be mended.

    With the URLs of the site before, a reader's tab stands on the problems, and on its page again once they are mended.
    """
    pages = tuple(about_pages.problem_page(problems, url) for url in sorted({urls.HOME, *before}))
    return Site(pages, tuple(NavEntry(page.title, page.url) for page in pages), (), "")
