"""What others show of a link to a page: a title, a sentence that says more, and a picture."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from generator.index.index import Index
from generator.site import urls
from tests.conftest import ROOT, SECOND, SMALL, names, site_of
from tests.html import Document


def shared(document: Document) -> dict[str, str]:
    """The tags for sharing, by property; those of WeChat as itemprop:name."""
    found = {}
    for meta in document.find("meta"):
        if "itemprop" in meta.attrib:
            found[f"itemprop:{meta.attrib['itemprop']}"] = meta.attrib["content"]
        elif "property" in meta.attrib:
            found[meta.attrib["property"]] = meta.attrib["content"]
    return found


def test_every_page_says_what_it_is(documents: dict[str, Document]) -> None:
    """To all readers the same; without `site_url` no address and no picture, for both want a whole address."""
    for address, document in documents.items():
        if address == "404.html":
            continue
        tags = shared(document)
        (described,) = [m.attrib["content"] for m in document.find("meta") if m.attrib.get("name") == "description"]
        assert tags["og:title"] == tags["itemprop:name"], address
        assert tags["og:description"] == tags["itemprop:description"] == described, address
        assert tags["og:type"] == "article"
        assert {"og:url", "og:image", "itemprop:image"} & set(tags) == set()
        # What has itemprop belongs to an element: the page is valid, and readers of microdata find it.
        (page,) = [e for e in document.elements() if e.attrib.get("itemref")]
        referred = [document.anchor(id_).attrib["itemprop"] for id_ in page.attrib["itemref"].split()]
        assert referred == ["name", "description"]


@pytest.mark.parametrize("root", [ROOT, SMALL, SECOND], ids=["real", "small", "second"])
def test_a_description_says_more_than_its_title(root: Path) -> None:
    pages = site_of(root).pages
    assert len({page.description for page in pages}) == len(pages)
    for page in pages:
        assert page.description.endswith("。"), page.url
        told = page.description.removeprefix(page.title.partition("：")[2].rstrip("…")).strip("。")
        assert told, page.url
        assert told not in page.title, page.url


def test_the_sentence_of_a_project_names_who_is_responsible(real: Index) -> None:
    pages = {page.url: page.description for page in site_of(ROOT).pages}
    for entry in filter(lambda entry: urls.is_livelihood(entry.part), real.entries):
        for clause in real.clauses_by_item[entry.item.id]:
            assert f"{'、'.join(names(clause.leads))}牵头" in pages[urls.entry(entry)]
    assert pages["projects/project-18/"] == (
        "新增机动车停车泊位20万个。"
        "市住房和城市更新局牵头，市公安局、市自然资源和城乡建设局、市城管执法委等4个单位参加。"
    )


def test_the_picture_is_as_large_as_the_pages_say() -> None:
    content = (ROOT / "docs" / urls.PICTURE).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (1200, 630)
