"""The whole way from the texts of the data files to the site, as values."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator import downloads, pages, search
from generator.checks.load import load
from generator.downloads import Cache, Download, Work
from generator.editing.schema import without_pointer
from generator.index import index
from generator.index.index import Index
from generator.model.data import PLAN
from generator.model.texts import iso_date
from generator.pages.render import Renderer, part_views
from generator.problems import Problem, stopping
from generator.site import markup, urls
from generator.site.site import Assets, Settings, Site, SiteFile

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier builds have made, so that it need not be made again.

    `made` has what takes long to make, by the key of its work, and gets what is made now. `compiled` has what the
    templates of pages were compiled to. `files` are those of an earlier site by path: they stand for what is not in
    `made`, so that pages need not wait for it.
    """

    made: Cache = field(default_factory=dict)
    compiled: BytecodeCache | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


def make(
    texts: Mapping[str, str], assets: Assets, settings: Settings, earlier: Earlier
) -> tuple[Site | None, list[Problem]]:
    """Return the site made of the data files' texts, or None where problems stop it; and all its problems."""
    data, problems = load(texts, assets.layouts, assets.names)
    if stopping(problems):
        return None, problems
    built = index.build(data)
    documents = downloads.documents(built, assets.layouts, settings.site_url)
    searched = search.searched(texts)
    works = [*_character_works(searched), *downloads.works(documents, assets.layouts)]
    late = {
        one.key: earlier.files[one.path] for one in works if one.path in earlier.files and one.key not in earlier.made
    }
    contents = downloads.made(works, ChainMap(earlier.made, late))
    (tables, *readings), contents = contents[: -len(documents)], contents[-len(documents) :]
    characters = search.character_table(tables, readings, searched)
    published = {urls.PLAN_SCHEMA: assets.schema, urls.PLAN_YAML: without_pointer(texts[PLAN]).encode()}
    made = downloads.downloads(built, documents, contents, published)
    parts = part_views(built)
    renderer = Renderer(built, settings, parts, markup.environment(earlier.compiled))
    return Site(
        pages.build(renderer, texts, made),
        tuple(pages.navigation(built, parts)),
        tuple(_files(made, built, characters, settings)),
        iso_date(data.plan.document.issued),
        data.plan.document.issuer,
        urls.told(data.plan, settings.site_url, built.targets),
        # A link that is shared shows a picture only by its whole address.
        settings.site_url and settings.site_url + urls.PICTURE,
        late=bool(late),
    ), problems


def _character_works(searched: Sequence[str]) -> Iterator[Work]:
    """What takes long to look up of the characters of texts: tables for all, and readings for each group of words."""
    yield Work("tables", search.everyday(), search.tables)
    yield from (Work("readings", group, search.word_readings) for group in search.word_groups(searched))


def _files(
    made: tuple[Download, ...], built: Index, characters: Mapping[str, object], settings: Settings
) -> Iterator[SiteFile]:
    yield from (one.file for one in made)
    yield downloads.checksums(made)
    yield SiteFile(urls.SEARCH_ENGINE, search.engine_script())
    yield SiteFile(urls.SEARCH_INDEX, search.index_script(search.search_index(built, characters)))
    yield SiteFile(urls.SEARCH_TOPICS, search.topics_script(search.wider(built)))
    yield _robots(settings)
    if settings.site_url:
        yield SiteFile(urls.OPENSEARCH, search.opensearch(built.data.plan.document, settings.site_url))


def _robots(settings: Settings) -> SiteFile:
    """What crawlers may read: everything. The map of the site is named by its whole address or not at all."""
    sitemap = f"Sitemap: {settings.site_url}sitemap.xml\n" if settings.site_url else ""
    return SiteFile("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}".encode())
