"""What the files of the site say to browsers and search engines."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from generator.site import urls
from tests import html
from tests.conftest import PUBLISHED
from tests.html import Document
from tests.site.test_sharing import shared


def test_headings_are_in_order(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for article in document.find("article")[:1]:
            levels = [
                int(e.tag[1]) for e in article.iter() if isinstance(e.tag, str) and e.tag in ("h1", "h2", "h3", "h4")
            ]
            assert levels[0] == 1, document.address
            assert levels.count(1) == 1, document.address
            assert all(after <= before + 1 for before, after in pairwise(levels)), document.address


def test_the_security_policy_holds_on_every_page(documents: dict[str, Document]) -> None:
    """No inline script or style but on the page that needs nothing, whose policy names them.

    That the browser sees no violation is part of the test of every page.
    """
    for path, document in documents.items():
        policies = [e.attrib["content"] for e in document.find("meta") if "http-equiv" in e.attrib]
        assert len(policies) == 1
        assert "default-src 'self'" in policies[0]
        assert "unsafe" not in policies[0]
        scripts = [e for e in document.find("script") if e.attrib.get("type") != "application/json"]
        if path != "404.html":
            assert all("src" in e.attrib for e in scripts if e.attrib.get("type") != "application/ld+json")
            assert not document.find("style")
        assert not [e for e in document.elements() if "style" in e.attrib or any(a.startswith("on") for a in e.attrib)]


def test_titles_and_descriptions_for_those_who_share(documents: dict[str, Document]) -> None:
    pages = [document for address, document in documents.items() if address != "404.html"]
    titles = [document.find("title")[0].text for document in pages]
    assert len(set(titles)) == len(titles)
    for document in pages:
        named = {
            e.attrib.get("name") or e.attrib.get("property"): e.attrib.get("content") for e in document.find("meta")
        }
        for name in (
            "description",
            "og:title",
            "og:description",
            "og:site_name",
            "SiteName",
            "ArticleTitle",
            "PubDate",
        ):
            assert named.get(name), (document.address, name)
        assert named["ContentSource"] == "武汉市人民政府"


def test_robots(site: Path) -> None:
    """They read everything, and are told of no map of the site where there is none."""
    text = (site / "robots.txt").read_text(encoding="utf-8")
    assert text.startswith("User-agent: *")
    assert "Sitemap" not in text
    assert list(site.glob("sitemap*")) == []


def test_addresses_for_others_come_from_the_configuration(published: Path) -> None:
    documents = html.read(published / "zwgk/plan")
    addresses = {PUBLISHED + path for path in documents if path != "404.html"}
    for path, document in documents.items():
        if path != "404.html":
            canonical = [e.attrib["href"] for e in document.find("link") if e.attrib.get("rel") == "canonical"]
            assert [*canonical, shared(document)["og:url"]] == [PUBLISHED + path] * 2
        tags = shared(document)
        assert tags["og:image"] == tags["itemprop:image"] == PUBLISHED + urls.PICTURE
    assert (published / "zwgk/plan" / urls.PICTURE).is_file()
    sitemap = (published / "zwgk/plan/sitemap.xml").read_text(encoding="utf-8")
    assert set(re.findall("<loc>(.*)</loc>", sitemap)) == addresses
    assert f"Sitemap: {PUBLISHED}sitemap.xml" in (published / "zwgk/plan/robots.txt").read_text(encoding="utf-8")


def test_every_page_leads_browsers_to_the_search_and_readers_to_the_feed(published: Path) -> None:
    folder = published / "zwgk/plan"
    for path, document in html.read(folder).items():
        links = {link.attrib["rel"]: link.attrib["href"] for link in document.find("link") if "rel" in link.attrib}
        assert links["alternate"] == f"{PUBLISHED}changes.atom"
        if path != "404.html":
            assert (folder / path / links["search"]).resolve() == (folder / urls.OPENSEARCH).resolve()
    assert (folder / urls.OPENSEARCH).is_file()
