"""The site as values: pages in Markdown, the navigation over them, and files beside them. Edges put it somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import escape

from generator.model.years import Archive
from generator.problems import Position

# The longest query that is searched for, in characters: no field takes more, and the engine reads no more.
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """What the publisher of the site decides, from the configuration of the site.

    `source_url` is where lines of the data files can be edited, with {file}, {line} and {last_line}; `original_url` is
    where the issuer publishes the document; `contact` is where readers tell of mistakes, a page or mailto:; `site_url`
    is where the site is published, which only downloads need, for they are read elsewhere. Each may be empty.
    `earlier` are the names of earlier years that are published below this one; `archived` is that of this one, if it is
    made to be published below a later one.
    """

    source_url: str = ""
    original_url: str = ""
    contact: str = ""
    site_url: str = ""
    earlier: tuple[str, ...] = ()
    archived: str = ""


def edit_url(source_url: str, position: Position) -> str:
    """Return the address at which lines of a data file can be edited; `source_url` is that of any lines."""
    values = {"{file}": position.file, "{line}": str(position.line), "{last_line}": str(position.last_line)}
    for name, value in values.items():
        source_url = source_url.replace(name, value)
    return source_url


@dataclass(frozen=True, slots=True)
class Assets:
    """Files that come with the program: the JSON Schema of plan.json, and the Word layout of each form by its id.

    `names` are the paths in the project of all files among the data and the layouts, whether they are read or not.
    `archives` are the finished years that are published below this one, and `written` the addresses of the pages that
    are written by hand.
    """

    schema: bytes
    layouts: Mapping[str, bytes]
    names: tuple[str, ...] = ()
    archives: tuple[Archive, ...] = ()
    written: tuple[str, ...] = ()


def source_path(url: str) -> str:
    """The path of a page's Markdown file. Every page lies in a folder of its own, at the very URL that it gets.

    Links in embedded HTML then mean the same in the file and on the page, whichever site generator resolves them.
    """
    return f"{url}index.md"


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its URL. `body` is Markdown with embedded HTML in which all text is escaped; titles are plain text."""

    url: str
    title: str
    description: str
    body: str

    @property
    def path(self) -> str:
        """The path of the page's Markdown file, relative to the folder of documents."""
        return source_path(self.url)

    @property
    def meta(self) -> dict[str, str]:
        """The front matter of the page. Themes print its values as markup, so they are escaped here."""
        return {"title": str(escape(self.title)), "description": str(escape(self.description))}

    @property
    def markdown(self) -> str:
        """The page with its front matter."""
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.meta.items())
        return "\n".join(["---", *lines, "---", "", self.body])


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to download, by its path in the site."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of the navigation: a page, or a titled list whose first page without a title is its index.

    A list without an index has a `place` instead: where a page above it lists the same.
    """

    title: str
    url: str | None = None
    children: tuple[NavEntry, ...] = ()
    place: str | None = None

    def walk(self) -> Iterator[NavEntry]:
        """This entry and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def config(self) -> object:
        """The entry as site generators read it from their configuration. Themes print titles as markup."""
        title = str(escape(self.title))
        if not self.children:
            return {title: source_path(self.url or "")}
        index = [] if self.url is None else [source_path(self.url)]
        return {title: [*index, *(child.config() for child in self.children)]}


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is generated.

    `date` is the document's, in ISO 8601: the date of all that is built from it; `issuer` is who issued the document.
    `addresses` are those that the overrides of the theme link to, by name; a site of mere problems has none. `picture`
    is the whole address of the picture that others show with a link to a page; empty where there is no such address.
    `assets` is the folder of scripts, styles and the index of the search. `late` says that some files are still those
    of an earlier site. `years` are the earlier years that its pages tell of, and `archived` is its own year, if it is
    finished to be published below a later one. `example` is how people look for an item by its number.
    """

    pages: tuple[Page, ...]
    nav: tuple[NavEntry, ...]
    files: tuple[SiteFile, ...]
    date: str
    issuer: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""
    assets: str = ""
    example: str = ""
    late: bool = False
    years: tuple[str, ...] = ()
    archived: str = ""

    @property
    def below(self) -> tuple[str, ...]:
        """The earlier years that are published below it: none where all of them lie next to it."""
        return () if self.archived else self.years

    @property
    def epoch(self) -> int:
        """The seconds from 1970 to the start of the document's day, in UTC; 0 for a site of no date."""
        return int(datetime.fromisoformat(f"{self.date}T00:00:00+00:00").timestamp()) if self.date else 0

    def nav_config(self) -> list[object]:
        """The navigation as site generators read it from their configuration."""
        return [entry.config() for entry in self.nav]

    def extra(self) -> dict[str, object]:
        """What the overrides of the theme find under `extra`, beside the settings of the publisher."""
        told = {"addresses": dict(self.addresses), "places": self._places(), "longest_query": LONGEST_QUERY}
        told |= {"example": self.example}
        known = {"picture": self.picture, "assets": self.assets}
        return {**told, **known, "years": list(self.years), "archived": self.archived}

    def _places(self) -> dict[str, str]:
        """Where the title of a list without an index leads, by the URL of the first page in it.

        Templates of themes see of such a list its title and its pages only.
        """
        entries = (entry for top in self.nav for entry in top.walk())
        return {entry.children[0].url: entry.place for entry in entries if entry.place and entry.children[0].url}

    def labels(self) -> dict[str, str]:
        """What the navigation calls each page that is no index of a list, by its URL."""
        entries = (entry for top in self.nav for entry in top.walk())
        return {
            entry.url: str(escape(entry.title)) for entry in entries if entry.url is not None and not entry.children
        }
