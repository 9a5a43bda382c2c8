"""The whole way from the texts of the data files to the site, as values."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator import downloads, pages, search
from generator.downloads import Download
from generator.index import index
from generator.keeper import AtHand, Keeper, Promise
from generator.load import load
from generator.model.data import PLAN
from generator.model.numerals import iso_date
from generator.pages.parts import part_views
from generator.pages.render import Renderer
from generator.problems import Problem, stopping
from generator.site import markup, urls
from generator.site.site import Assets, Settings, Site, SiteFile

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


def make(
    texts: Mapping[str, str],
    assets: Assets,
    settings: Settings,
    keeper: Keeper,
    compiled: BytecodeCache | None = None,
) -> tuple[Site | None, list[Problem]]:
    """The site made of the data files' texts, or None where problems stop it; and all its problems.

    Its files may still be in the making by those whom the keeper asks.
    `compiled` keeps what the templates of pages were compiled to.
    """
    # They are made of nothing but the texts: other processes are at it while this one makes sense of them.
    (readings,) = keeper([search.readings(texts)])
    data, problems = load(texts, assets.layouts)
    if stopping(problems):
        return None, problems
    built = index.build(data)
    documents = downloads.documents(built, assets.layouts, settings.site_url)
    contents = downloads.contents(documents, assets.layouts, keeper)
    published = {urls.PLAN_SCHEMA: assets.schema, urls.PLAN_YAML: texts[PLAN].encode()}
    made = downloads.downloads(built, documents, contents, published)
    parts = part_views(built)
    renderer = Renderer(built, settings, parts, markup.environment(compiled))
    return Site(
        pages.build(renderer, texts[PLAN], made),
        tuple(pages.navigation(built, parts)),
        tuple(_files(made, built, readings, settings)),
        iso_date(data.plan.document.printed),
        data.plan.document.issuer,
        urls.told(data.plan),
    ), problems


def _files(made: tuple[Download, ...], built: index.Index, readings: Promise, settings: Settings) -> Iterator[SiteFile]:
    yield from (one.file for one in made)
    yield downloads.checksums(made)
    yield SiteFile(urls.SEARCH_ENGINE, search.engine_module)
    yield SiteFile(urls.SEARCH_INDEX, functools.partial(search.search_index, built, readings))
    yield _robots(settings)


def _robots(settings: Settings) -> SiteFile:
    """What crawlers may read: everything. The map of the site is named by its whole address or not at all."""
    sitemap = f"Sitemap: {settings.site_url}sitemap.xml\n" if settings.site_url else ""
    return SiteFile("robots.txt", AtHand(f"User-agent: *\nAllow: /\n{sitemap}".encode()))
