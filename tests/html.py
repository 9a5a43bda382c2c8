"""Reading the built site as a browser would."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import lxml.html

from generator.site import markup
from generator.site.site import Page, Site

ORIGIN = "http://site.invalid/"


@dataclass(frozen=True)
class Document:
    """A page of the built site: its address relative to the root, and its elements."""

    address: str
    root: Element

    def elements(self) -> Iterator[Element]:
        return (element for element in self.root.iter() if isinstance(element.tag, str))

    def ids(self) -> list[str]:
        return [id_ for id_, _ in self._identified]

    def find(self, tag: str) -> list[Element]:
        return list(self.root.iter(tag))

    def links(self) -> Iterator[tuple[str, str]]:
        """Every address that the page refers to, as written and resolved, with its fragment."""
        for element in self.elements():
            for attribute in ("href", "src", "action", "poster", "data", "cite"):
                if attribute in element.attrib:
                    written = element.attrib[attribute]
                    yield written, urljoin(ORIGIN + self.address, written)

    def text(self) -> str:
        return "".join(self.root.itertext())

    def anchor(self, id_: str) -> Element:
        return self._anchors[id_]

    @functools.cached_property
    def _identified(self) -> list[tuple[str, Element]]:
        return [(element.attrib["id"], element) for element in self.elements() if "id" in element.attrib]

    @functools.cached_property
    def _anchors(self) -> dict[str, Element]:
        # Of two elements with one id, a link leads to the first.
        return dict(reversed(self._identified))


def parse(text: str) -> Element:
    """Return a page of the site as elements. The pages are valid, so a fast parser sees what a browser sees."""
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
    return cast(Element, lxml.html.document_fromstring(text, parser))


def parse_anything(text: str) -> Element:
    """Return a text as the elements that a browser makes of it, whatever it is."""
    return html5lib.parse(text, namespaceHTMLElements=False)


def read(folder: Path, parse: Callable[[str], Element] = parse) -> dict[str, Document]:
    """All pages of a built site by address: units/qiaokou/ for units/qiaokou/index.html."""
    documents = {}
    for path in sorted(folder.rglob("*.html")):
        address = str(path.relative_to(folder)).removesuffix("index.html")
        documents[address] = Document(address, parse(path.read_text(encoding="utf-8")))
    return documents


def generated_page(page: Page) -> Document:
    """The content of a generated page, without the theme around it."""
    return Document(page.url, parse_anything(markup.html(page.body)))


def generated(site: Site) -> dict[str, Document]:
    """The content of all generated pages by address."""
    return {page.url: generated_page(page) for page in site.pages}


def internal(document: Document) -> Iterator[tuple[str, str]]:
    """The address and fragment of every link of a page that stays within the site."""
    for _, resolved in document.links():
        if resolved.startswith(ORIGIN):
            yield split(resolved)


def relations(document: Document) -> dict[str, str]:
    """The addresses of the pages before and after a page."""
    links = (element.attrib for element in document.find("link") if element.attrib.get("rel") in ("prev", "next"))
    return {link["rel"]: split(urljoin(ORIGIN + document.address, link["href"]))[0] for link in links}


def navigation(document: Document, name: str) -> list[tuple[str, str]]:
    """Where the links of one of the navigations of a page lead."""
    found = (nav for nav in document.find("nav") if name in nav.attrib["class"].split())
    return [link for nav in found for link in internal(Document(document.address, nav))]


def broken_links(documents: Mapping[str, Document], exists: Callable[[str], bool]) -> list[tuple[str, str, str]]:
    """Page, target and fragment of every link that leads nowhere: to no page or anchor, and to no file that exists."""
    ids = {address: set(document.ids()) for address, document in documents.items()}
    links_of = ((address, link) for address, document in documents.items() for link in internal(document))
    return [
        (address, target, fragment)
        for address, (target, fragment) in links_of
        if (fragment not in {"", *ids[target]} if target in documents else not exists(target))
    ]


def sha256(path: Path) -> str:
    """The digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def split(resolved: str) -> tuple[str, str]:
    """The address within the site and the fragment of a resolved link."""
    parts = urlsplit(resolved)
    return unquote(parts.path.removeprefix("/")), unquote(parts.fragment)


def shape(element: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Every element below an element, with the names of its attributes, in order."""
    return [(str(child.tag), tuple(sorted(child.attrib))) for child in element.iter()]
