"""The whole way from the texts of the data files to the site, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator import downloads, pages, search
from generator.checks.load import load
from generator.downloads import Cache, Download, Work
from generator.editing.schema import without_pointer
from generator.index import forerunners, index
from generator.index.index import Index
from generator.loading import years
from generator.model.data import PLAN
from generator.model.texts import iso_date
from generator.model.years import Year
from generator.pages import edited
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
    templates of pages were compiled to.
    """

    made: Cache = field(default_factory=dict)
    compiled: BytecodeCache | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """A site that is shown, and the texts that it was made of; the assets and settings were those of now."""

    texts: Mapping[str, str]
    site: Site


def make(
    texts: Mapping[str, str], assets: Assets, settings: Settings, earlier: Earlier
) -> tuple[Site | None, list[Problem]]:
    """Return the site made of the data files' texts, or None where problems stop it; and all its problems."""
    found, unread = _years(assets, settings)
    data, problems = load(texts, assets.layouts, assets.names, found)
    if stopping(problems := [*unread, *problems]):
        return None, problems
    built = index.build(data)
    past = forerunners.build(built, found)
    documents = downloads.documents(built, assets.layouts, settings.site_url, past)
    searched = search.searched(texts)
    works = [*_character_works(searched), *downloads.works(documents, assets.layouts)]
    contents = downloads.made(works, earlier.made)
    (tables, *readings), contents = contents[: -len(documents)], contents[-len(documents) :]
    characters = search.character_table(tables, readings, searched)
    made = downloads.downloads(built, documents, contents, _published(texts, assets))
    renderer = Renderer(built, settings, part_views(built), markup.environment(earlier.compiled), past=past)
    site = _pages(renderer, texts, made)
    here = {*(page.url for page in site.pages), *assets.written}
    files = (*_files(made, built, characters, settings), *pages.moved(renderer, here))
    return replace(site, files=files), problems


def update(
    texts: Mapping[str, str], assets: Assets, settings: Settings, earlier: Earlier, before: Before
) -> tuple[Site | None, list[Problem]]:
    """Return a site after an edit, as soon as it can be shown, or None where problems stop it; and all its problems.

    Only the pages that show the edit are made; the other pages and all files are those of the site before.
    """
    found, unread = _years(assets, settings)
    data, problems = load(texts, assets.layouts, assets.names, found)
    if stopping(problems := [*unread, *problems]):
        return None, problems
    built = index.build(data)
    held = {one.path: one.content for one in before.site.files}
    past = forerunners.build(built, found)
    known = downloads.documents(built, assets.layouts, settings.site_url, past)
    documents = [one for one in known if one.path in held]
    made = downloads.downloads(built, documents, [held[one.path] for one in documents], _published(texts, assets))
    untouched = edited.untouched(before.site.pages, before.texts, texts, built)
    renderer = Renderer(built, settings, part_views(built), markup.environment(earlier.compiled), untouched, past)
    return replace(_pages(renderer, texts, made), files=before.site.files, late=True), problems


def _years(assets: Assets, settings: Settings) -> tuple[tuple[Year, ...], list[Problem]]:
    """The earlier years, which lie below this one, or next to one that is finished too; and what is wrong."""
    return years.read(assets.archives, "../" if settings.archived else "")


def _published(texts: Mapping[str, str], assets: Assets) -> dict[str, bytes]:
    """What is published as it stands, by path."""
    return {urls.PLAN_SCHEMA: assets.schema, urls.PLAN_YAML: without_pointer(texts[PLAN]).encode()}


def _pages(renderer: Renderer, texts: Mapping[str, str], made: tuple[Download, ...]) -> Site:
    """The site without its files."""
    plan, settings = renderer.index.data.plan, renderer.settings
    return Site(
        pages.build(renderer, texts, made),
        tuple(pages.navigation(renderer.index, renderer.parts)),
        (),
        plan.document.issued and iso_date(plan.document.issued),
        plan.document.issuer or "",
        urls.told(plan, settings.site_url, renderer.index.targets),
        # A link that is shared shows a picture only by its whole address.
        settings.site_url and settings.site_url + urls.PICTURE,
        example=renderer.example,
        years=tuple(year.name for year in renderer.past.years),
        archived=settings.archived,
    )


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
    """What crawlers may read: everything. Maps of sites are named by their whole address or not at all."""
    below = () if settings.archived else settings.earlier
    folders = ("", *(f"{year}/" for year in below)) if settings.site_url else ()
    sitemaps = "".join(f"Sitemap: {settings.site_url}{folder}sitemap.xml\n" for folder in folders)
    return SiteFile("robots.txt", f"User-agent: *\nAllow: /\n{sitemaps}".encode())
