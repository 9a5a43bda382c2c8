"""The small invented plan, one of each oddity, gives exactly the recorded site."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

from generator.index.index import Index
from generator.site import urls
from generator.site.links import Links
from generator.site.site import NavEntry, Settings, Site
from tests.conftest import SMALL, names, site_of
from tests.golden import compare_text, compare_tree

RECORDED = SMALL / "expected"
PACKED = re.compile(r"\.(docx|xlsx)$")


def without_packed(text: str) -> str:
    """The text without the size and digest of archives, which depend on the library that packs them."""
    return "".join(_without_digest(line) for line in text.splitlines(keepends=True))


def _without_digest(line: str) -> str:
    packed = re.search(r"\.(docx|xlsx)\b", line)
    return re.sub(r"\b[0-9a-f]{64}\b|[0-9.]+ KB|\b[0-9]+ B\b", "…", line) if packed else line


def test_the_recorded_site(bless: bool) -> None:
    site = site_of(SMALL)
    files = {page.path: without_packed(page.markdown).encode() for page in site.pages}
    left_out = (urls.SEARCH_ENGINE, urls.SEARCH_TOPICS)
    written = (file for file in site.files if not PACKED.search(file.path) and file.path not in left_out)
    files |= {file.path: file.content for file in written}
    files[urls.CHECKSUMS] = without_packed(files[urls.CHECKSUMS].decode()).encode()
    files["nav.json"] = json.dumps(site.nav_config(), ensure_ascii=False, indent=1).encode()
    compare_tree(RECORDED, files, bless)


def test_the_recorded_obligations(small: Index, bless: bool) -> None:
    """Readable, one a line: who owes which clause, in which role, on which basis, through what."""
    lines = [
        f"{one.clause.id} {one.unit.name} {one.role} {one.basis}{' default' * one.default_lead}"
        f" {' > '.join(names(one.via))}".rstrip()
        for one in small.obligations
    ]
    compare_text(SMALL / "obligations.txt", "\n".join(lines) + "\n", bless)


def test_settings_change_only_links(small: Index) -> None:
    """Where plan.yaml can be edited, an item links to its lines there."""
    settings = Settings(source_url="https://example.org/plan.yaml#L{line}-L{last_line}")
    site = site_of(SMALL, settings)
    section = next(page for page in site.pages if page.url == "sections/work-01/")
    lines = small.entry_by_id["task-1"].item.position()
    assert f'href="https://example.org/plan.yaml#L{lines.line}-L{lines.last_line}"' in section.body


def test_browsers_are_told_of_the_search_where_it_has_a_whole_address() -> None:
    site = site_of(SMALL, Settings(site_url="https://example.org/a&b/"))
    (content,) = [file.content for file in site.files if file.path == urls.OPENSEARCH]
    root = ElementTree.fromstring(content)
    names = {element.tag.partition("}")[2]: element for element in root}
    assert names["Url"].get("template") == "https://example.org/a&b/search/?q={searchTerms}"
    assert names["ShortName"].text == "甲政〔2030〕7号"
    assert site.addresses["opensearch"] == urls.OPENSEARCH
    assert "opensearch" not in site_of(SMALL).addresses


def test_lines_lead_to_an_editor_or_to_the_page_that_shows_them(small: Index) -> None:
    """An address without a file is that of plan.yaml, so the lines of a unit are shown by the site."""
    position = small.unit("东区人民政府").position()
    for source_url, link in (
        ("", f"../../source/units/#L{position.line}"),
        ("https://example.org/plan.yaml#L{line}", f"../../source/units/#L{position.line}"),
        (
            "https://example.org/{file}#{line}-{last_line}",
            f"https://example.org/data/units.yaml#{position.line}-{position.last_line}",
        ),
    ):
        assert str(Links("units/dongqu/", source_url).lines(position)) == link
    page = next(page for page in site_of(SMALL).pages if page.url == "source/units/")
    assert f'id="L{position.line}"' in page.body


def test_the_navigation_has_labels_of_its_own() -> None:
    """Lists have none: what they are called is no title of the page that stands first in them."""
    labels = site_of(SMALL).labels()
    assert labels[""] == "首页"
    assert labels["source/"] == "数据文件"
    assert labels["sections/work-02/"] == "（二）在文化上用力"
    assert labels["units/fagaiwei/"] == "市发改委"
    assert not {"plan/", "units/", "projects/"} & labels.keys()


def test_labels_are_escaped_for_themes_that_print_them_as_markup() -> None:
    page = NavEntry("甲<b>&乙", "a/")
    site = Site((), (NavEntry("组<i>", "", (page,)),), (), "")
    assert site.labels() == {"a/": "甲&lt;b&gt;&amp;乙"}
    assert site.nav_config() == [{"组&lt;i&gt;": ["index.md", {"甲&lt;b&gt;&amp;乙": "a/index.md"}]}]
