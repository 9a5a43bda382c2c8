"""The site generators that may follow MkDocs: Zensical shows the same pages, ProperDocs writes the same bytes."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests import html
from tests.browsing import watched
from tests.conftest import SMALL, make_project, run, serve
from tests.html import Document, broken_links, navigation, relations
from tests.site.test_preview import free_port, shown

# A page of each kind of layout: large search field, items, rows of obligations, cards, prose written by hand.
PAGES = ("", "sections/work-01/", "units/fagaiwei/", "projects/", "about/")
# What a reader sees: every text, icon and field in order, where it stands, and how it looks.
SEEN = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const seen = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeType === Node.TEXT_NODE ? node.data.trim().replace(/\\s+/g, " ") : "";
    if (!text && !(node instanceof Element && node.matches("svg, input"))) continue;
    const range = document.createRange();
    range.selectNode(node);
    const { x, y, width, height } = range.getBoundingClientRect();
    const element = text ? node.parentElement : node;
    const style = getComputedStyle(element);
    // A word for screen readers alone is clipped to a box of one pixel.
    if (!width || element.getBoundingClientRect().width <= 1 || style.visibility !== "visible") continue;
    const look = [style.color, style.fontSize, style.fontWeight];
    seen.push({ what: text || node.localName, look, place: [x, y, width, height] });
  }
  return seen;
}
"""


@pytest.fixture(scope="module")
def theirs(small_project: Path) -> Path:
    """The site as Zensical builds it."""
    built = run(["generator", "build-zensical", "out"], small_project)
    assert built.returncode == 0, built.stdout + built.stderr
    return small_project / "out"


@pytest.fixture(scope="module")
def their_address(theirs: Path) -> Iterator[str]:
    yield from serve(theirs)


def test_properdocs_writes_the_same_bytes(small_project: Path, small_site: Path) -> None:
    built = run(["properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", "again"], small_project)
    assert built.returncode == 0, built.stderr
    assert files(small_project / "again") == files(small_site)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_zensical_builds_the_same_pages_and_anchors_without_a_broken_link(small_site: Path, theirs: Path) -> None:
    expected, built = html.read(small_site), html.read(theirs)
    assert sorted(built) == sorted(expected)
    for address, document in expected.items():
        assert anchors(document) == anchors(built[address]), address
        assert relations(document) == relations(built[address]), address
        assert head(document) == head(built[address]), address
        for name in ("md-path", "md-nav--primary", "md-footer__inner"):
            assert set(navigation(document, name)) == set(navigation(built[address], name)), address
    assert broken_links(built, lambda target: (theirs / target).is_file()) == []


def anchors(document: Document) -> set[str]:
    """The anchors in the content of a page; those that begin with two underscores are the theme's own."""
    ids = (id_ for article in document.find("article") for id_ in Document("", article).ids())
    return {id_ for id_ in ids if not id_.startswith("__")}


def head(document: Document) -> list[dict[str, str]]:
    """What the page says about itself to browsers and search engines, in order."""
    return [dict(element.attrib) for element in document.find("meta")]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_zensical_looks_the_same(
    page: Page, small_address: str, their_address: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    faults = watched(page)
    expected, shown = seen(page, small_address + path), seen(page, their_address + path)
    assert [one["what"] for one in shown] == [one["what"] for one in expected]
    assert [one["look"] for one in shown] == [one["look"] for one in expected]
    for one, other in zip(expected, shown, strict=True):
        assert one["place"] == pytest.approx(other["place"], abs=3), (one, other)
    assert page.locator(".md-search").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('input[name=q]')")
    assert faults == []


def seen(page: Page, address: str) -> Any:
    """What a page shows, in the order of the document."""
    page.goto(address)
    page.locator(".print-page").wait_for()
    page.wait_for_load_state("networkidle")
    return page.evaluate(SEEN)


def test_zensical_serves_until_it_is_told_to_end(small_project: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "generator", "serve-zensical", "--port", str(port)]
    with subprocess.Popen(command, cwd=small_project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert "修路" in shown(f"http://127.0.0.1:{port}/sections/work-01/", "修路")
        process.terminate()
        assert process.wait(20) == 143
    with socket.create_server(("127.0.0.1", port)):
        pass


def test_a_project_with_faults_is_not_built_and_the_old_site_stays(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("- 市发改委", "- 市发盖委", 1), encoding="utf-8")
    (project / "site").mkdir()
    (project / "site/index.html").write_text("old", encoding="utf-8")
    built = run(["generator", "build-zensical"], project)
    assert built.returncode == 1
    assert "市发盖委" in built.stderr
    assert "Traceback" not in built.stderr
    assert [path.name for path in (project / "site").iterdir()] == ["index.html"]
