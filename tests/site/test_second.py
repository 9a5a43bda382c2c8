"""A plan that is made otherwise: the first of the named units leads, and there are no forms, dates or projects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from generator.edges.writer import derived_config
from generator.index.index import Index
from generator.site import urls
from generator.site.site import Site
from tests import html
from tests.conftest import ROOT, SECOND, SMALL, build_site, downloads_of, make_project, site_of

ABSENT = (urls.FORMS, urls.CALENDAR, urls.PROJECTS)


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(SECOND)


def text(site: Site, url: str) -> str:
    return html.generated(site)[url].text()


@pytest.mark.parametrize("root", [SMALL, SECOND], ids=lambda root: root.name)
def test_no_broken_link_or_anchor_and_no_id_twice(root: Path) -> None:
    site = site_of(root)
    documents = html.generated(site)
    files = {file.path for file in site.files}
    docs = ROOT / "docs"

    def exists(target: str) -> bool:
        by_hand = (docs / target).is_file() or (docs / target / "index.md").is_file()
        return target in files or by_hand

    assert html.broken_links(documents, exists) == []
    for document in documents.values():
        assert len(set(document.ids())) == len(document.ids()), document.address


def test_what_a_plan_has_nothing_for_is_not_there(site: Site) -> None:
    assert not set(ABSENT) & {page.url for page in site.pages}
    assert not set(ABSENT) & {entry.url for top in site.nav for entry in top.walk()}
    assert {file.path.rpartition(".")[2] for file in site.files} == {"json", "yaml", "xlsx", "csv", "txt", "js"}
    index = next(file for file in site.files if file.path == urls.SEARCH_INDEX)
    assert [[page["id"], page["also"]] for page in json.loads(index.content.partition(b"=")[2])["pages"]] == [
        ["plan", ["notice"]],
        ["notice", []],
    ]


def test_mkdocs_builds_it_with_the_pages_that_are_written_by_hand(tmp_path: Path) -> None:
    built = build_site(make_project(tmp_path / "project", SECOND / "data"), tmp_path / "site")
    page = (built / "sections/work/index.html").read_text(encoding="utf-8")
    assert "建设产业园。" in page
    assert '<meta name="ContentSource" content="乙市人民政府">' in page
    assert '<meta name="PubDate" content="2031-02-04">' in page
    assert (built / "about/index.html").exists()


def test_a_lost_address_is_led_to_pages_that_are_there(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SECOND / "data")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
        configuration.write(f"\nsite_url: {html.ORIGIN}\n")
    built = build_site(project, tmp_path / "site")
    documents = html.read(built)
    assert html.broken_links(documents, lambda target: (built / target).is_file()) == []
    led = {target for target, _ in html.internal(html.Document("", documents["404.html"].find("article")[0]))}
    assert led == {urls.HOME, urls.UNITS, urls.FULL_TEXT}


def test_a_written_configuration_says_who_issued_it_and_when(site: Site) -> None:
    config = {"site_name": "分工", "extra": {"government_meta": {"SiteName": "", "PubDate": "2031-03-01"}}}
    meta = yaml.safe_load(derived_config(config, site))["extra"]["meta_tags"]
    assert [(tag["name"], tag["content"]) for tag in meta] == [
        ("SiteName", "分工"),
        ("ContentSource", "乙市人民政府"),
        ("PubDate", "2031-03-01"),
    ]


def test_no_page_speaks_of_what_is_not_there(site: Site) -> None:
    # The page of the fields has what a plan may say, for those who write one.
    for page in (one for one in site.pages if one.url != urls.FIELDS):
        for words in ("附表", "报送", "民生实事", "抄送", "武汉", "五个部分", "（）"):
            assert words not in page.body + page.title + page.description, page.url


def test_the_first_of_the_named_leads(second: Index, site: Site) -> None:
    owed = [(one.unit.name, one.role, one.basis, one.default_lead) for one in second.by_clause["task-1"]]
    assert owed == [
        ("市工信局", "lead", "default_lead", True),
        ("市财政局", "responsible", "named", False),
        ("南县人民政府", "responsible", "named", False),
    ]
    item = "".join(html.generated(site)["sections/work/"].anchor("task-1").itertext())
    assert "依通知第二段，“未注明牵头单位的，列第一位的为牵头单位”" in item
    assert "配合单位要及时向牵头单位反馈进展。”（通知第一段）" in text(site, "units/beixian/")


def test_members_of_a_group_that_leads_by_default(second: Index) -> None:
    owed = {one.unit.name: (one.role, one.basis, one.default_lead) for one in second.by_clause["conduct-1"]}
    assert owed["北县人民政府"] == ("lead", "group", True)
    assert [one.unit.name for one in second.by_clause["task-2.2"]] == ["市园林中心", "沿河各县人民政府"]


def test_what_a_kind_says_of_its_units(second: Index, site: Site) -> None:
    """Which units are authorities, and what those are called to whom a unit hands down, is data."""
    types = {page.url: page.body.partition('"@type": "')[2].partition('"')[0] for page in site.pages}
    assert types["units/caizhengju/"] == types["units/nanxian/"] == "GovernmentOrganization"
    assert types["units/yuanlin/"] == "Organization"
    books = {one.document.path: one.document.values for one in downloads_of(second) if one.document.format == "xlsx"}
    assert [sheet["title"] for sheet in books["open-data/units/caizhengju.xlsx"]["sheets"]] == ["责任事项"]
    handed_down = books["open-data/units/nanxian.xlsx"]["sheets"][1]
    assert handed_down["title"] == "分解下达"
    assert [column["heading"] for column in handed_down["columns"][-3:]] == ["县直部门", "分管负责人", "完成时限"]
