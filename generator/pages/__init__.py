"""The pages of the site: each module makes one family of pages from the index, `build` gathers them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import links
from generator.desk import Download, checksums
from generator.index import Index
from generator.keeper import Keeper, make_anew
from generator.numerals import iso_date
from generator.pages import (
    about_pages,
    download_pages,
    home_page,
    plan_pages,
    project_pages,
    search_pages,
    unit_pages,
)
from generator.pages.render import Renderer
from generator.problems import Problem
from generator.site import File, NavEntry, Settings, Site


def build(
    index: Index, plan_yaml: str, settings: Settings, downloads: tuple[Download, ...], keeper: Keeper = make_anew
) -> Site:
    """The whole site of a checked plan. `plan_yaml` is the text of data/plan.yaml, which a page shows."""
    renderer = Renderer(index, settings)
    pages = (
        home_page.page(renderer),
        *plan_pages.pages(renderer),
        *unit_pages.pages(renderer, downloads),
        *project_pages.pages(renderer),
        *download_pages.pages(renderer, downloads),
        *about_pages.pages(renderer, plan_yaml),
        *search_pages.pages(renderer),
    )
    files = (
        *(one.file for one in downloads),
        checksums(downloads),
        *search_pages.files(index, keeper),
        _robots(settings),
    )
    date = iso_date(index.data.plan.document.printed) or ""
    return Site(pages, tuple(_nav(index)), files, date)


def _robots(settings: Settings) -> File:
    """What crawlers may read: everything. The map of the site is named by its whole address or not at all."""
    sitemap = f"Sitemap: {settings.site_url}sitemap.xml\n" if settings.site_url else ""
    return File("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}".encode())


def _nav(index: Index) -> Iterator[NavEntry]:
    yield NavEntry("首页", links.HOME)
    yield plan_pages.nav(index)
    yield unit_pages.nav(index)
    yield project_pages.nav(index)
    yield about_pages.nav()
    yield NavEntry("搜索", links.SEARCH)


def problem_site(problems: list[Problem], urls: Sequence[str]) -> Site:
    """The site that a live preview shows while the data is faulty: at every URL nothing but what is to be mended.

    With the URLs of the site before, a reader's tab stands on the problems, and on its page again once they are mended.
    """
    pages = tuple(about_pages.problem_page(problems, url) for url in sorted({links.HOME, *urls}))
    return Site(pages, tuple(NavEntry(page.title, page.url) for page in pages), (), "")
