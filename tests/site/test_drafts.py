"""A draft becomes a site, with nothing that its plan does not have."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook

from generator.checks.load import load
from generator.edges import disk, official
from generator.edges.files import read_official
from generator.model.data import PLAN
from generator.problems import report, stopping
from generator.site import urls
from generator.site.site import Site
from tests import html
from tests.conftest import ROOT, index_of, run, site_of
from tests.plans import PLANS

# No letterhead, no colophon, no numbered paragraph; several chapters, and the rule of the lead behind an item.
OPINIONS = """丙市人民政府关于促进就业的若干意见
丙政〔2032〕3号
各县人民政府，市人民政府各部门：
就业是民生之本。现提出以下意见：
一、稳定就业
（一）稳岗。返还保费。（市人社局、财政局负责。列第一位者为牵头单位，下同）
（二）创业。给予贷款。（市财政局，各县人民政府按职责分工负责）
二、培训
（三）在岗培训。列支经费。（市人社局等有关部门负责）
丙市人民政府
2032年3月4日
（此件公开发布）
"""
# Two whole documents, where they lie next to a clone.
WHOLE = [path for path in sorted(PLANS.glob("0[23]-*.txt")) if PLANS.is_dir()]


def project(folder: Path, text: str) -> Path:
    written, _ = official.drafted(text, None)
    _, problems = load(written)
    assert not stopping(problems), report(problems)
    official.write(folder, written)
    return folder


def test_the_draft_of_another_kind_of_document_is_a_site(tmp_path: Path) -> None:
    site = site_of(project(tmp_path, OPINIONS))
    pages = html.generated(site)
    unit = pages["units/renshe/".replace("renshe", "rensheju")].text()
    assert "列第一位者为牵头单位，下同" in unit
    assert "视为牵头（2）" in unit
    assert "None" not in "".join(page.text() for page in pages.values())
    assert not {urls.FORMS, urls.CALENDAR, urls.PROJECTS} & pages.keys()
    assert [title for title in ("稳定就业", "培训") if title in pages[urls.PLAN].text()] == ["稳定就业", "培训"]


# A plan with people in charge, units that support, dates, and an item of which nobody knows whose it is.
PLAN_OF_LEADERS = """2032年重点任务清单
一、王某副市长牵头重点工作
1.建设产业园。
牵头单位：市发改委
配合单位：市财政局
完成时限：2032年6月底前
2.修路三条。
牵头单位：市交通局
配合单位：市财政局
完成时限：长期坚持
二、李某副市长牵头重点工作
1.办好学校。
牵头单位：市教育局
配合单位：市财政局
完成时限：年底前
"""


@pytest.fixture(scope="module")
def leaders(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(project(tmp_path_factory.mktemp("leaders"), PLAN_OF_LEADERS))


def test_two_parts_of_a_kind_keep_their_numbers(leaders: Site) -> None:
    pages = html.generated(leaders)
    assert "第二部分第1项" in pages["sections/work-02/"].text()
    assert pages["sections/work-02/"].anchor("task-3") is not None
    assert {"part-task", "part-work-02"} <= {*pages[urls.PLAN].ids()}


def test_a_leader_has_a_page_and_an_item_its_roles_and_its_date(leaders: Site) -> None:
    pages = html.generated(leaders)
    assert [url for url in pages if url.startswith(urls.LEADERS)][1:] == [
        "leaders/wangmoufushizhang/",
        "leaders/limoufushizhang/",
    ]
    card = "".join(pages["sections/work-01/"].anchor("task-1").itertext())
    assert all(word in card for word in ("牵头单位", "市发改委", "配合单位", "市财政局", "王某副市长", "2032年6月底前"))
    assert "文件列明配合（3）" in pages["units/caizhengju/"].text()
    days = [row.get("data-date") for row in pages[urls.CALENDAR].find("tr")[1:]]
    assert days == ["2032-06-30", "2032-12-31", None]


def test_the_full_text_has_the_words_of_the_document(tmp_path: Path) -> None:
    pages = html.generated(site_of(project(tmp_path, OPINIONS)))
    assert "返还保费。（市人社局、财政局负责。列第一位者为牵头单位，下同）" in pages[urls.FULL_TEXT].text()
    item = pages[urls.FULL_TEXT].anchor("task-2")
    assert [link.text for link in item.iter("a")][1:] == ["市财政局", "各县人民政府"]


def test_labels_begin_lines_of_the_full_text(leaders: Site) -> None:
    item = html.generated(leaders)[urls.FULL_TEXT].anchor("task-1")
    lines = "".join("\n" if one.tag == "br" else (one.text or "") for one in item.iter()).split("\n")
    assert len(lines) == 4
    parts = "".join(item.itertext())
    assert "建设产业园。牵头单位：市发改委配合单位：市财政局完成时限：2032年6月底前" in parts


def test_downloads_know_roles_leaders_and_dates(leaders: Site) -> None:
    files = {file.path: file.content for file in leaders.files}
    plan = json.loads(files[urls.PLAN_JSON])
    jsonschema.validate(plan, json.loads(disk.assets().schema))
    assert plan["items"][0]["clauses"][0] | {"id": "", "text": ""} == {
        "id": "",
        "text": "",
        "lead": ["市发改委"],
        "responsible": [],
        "supporting": ["市财政局"],
        "leaders": ["王某副市长"],
        "due": "2032年6月底前",
        "due_date": "2032-06-30",
    }
    head, first, *_ = files[urls.ITEMS_CSV].decode("utf-8-sig").splitlines()
    assert "配合单位,分管领导,完成时限,最后一天" in head
    assert "市财政局,王某副市长,2032年6月底前,2032-06-30" in first
    calendar = files[urls.DEADLINES_ICS].decode().replace("\r\n ", "")
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:2032年6月底前：建设产业园。" in calendar


# A row of milestones behind a label and a deadline; another in lines, the last of which names the year.
PLAN_OF_MILESTONES = """2032年重点项目清单
1.建设体育馆。
牵头单位：市体育局
配合单位：市财政局
完成时限：2033年6月底前
时间节点：3月底前完成可研批复；9月底前开工；2033年6月底前竣工。
2.修路三条。
牵头单位：市交通局
进度安排
第一季度工作目标：完成招标
第四季度工作目标：通车，办理移交
3.办好学校。
牵头单位：市教育局
"""


@pytest.fixture(scope="module")
def milestones(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(project(tmp_path_factory.mktemp("milestones"), PLAN_OF_MILESTONES))


def test_an_item_and_its_units_show_milestones(milestones: Site) -> None:
    pages = html.generated(milestones)
    card = pages["sections/work/"].anchor("task-1")
    days = [(one.text, one.get("datetime")) for one in card.iter("time")]
    steps = [("3月底前", "2032-03-31"), ("9月底前", "2032-09-30"), ("2033年6月底前", "2033-06-30")]
    assert days == [("2033年6月底前", "2033-06-30"), *steps]
    assert "进度安排" in "".join(card.itertext())
    for unit in ("tiyuju", "caizhengju"):
        row = "".join(pages[f"units/{unit}/"].find("tbody")[0].itertext())
        assert "建设体育馆。完成时限：2033年6月底前3月底前：完成可研批复9月底前：开工2033年6月底前：竣工" in row
    assert "进度安排" not in "".join(pages["sections/work/"].anchor("task-3").itertext())


def test_the_calendar_has_milestones_and_deadlines_by_day(milestones: Site) -> None:
    page = html.generated(milestones)[urls.CALENDAR]
    rows = ["".join(row.itertext()) for row in page.find("tr")[1:]]
    begun = ("3月底前", "第一季度", "9月底前", "第四季度", "2033年6月底前", "2033年6月底前")
    assert [row.startswith(due) for row, due in zip(rows, begun, strict=True)] == [True] * 6
    assert "完成可研批复建设体育馆。市体育局" in rows[0]
    assert "完成时限和进度安排" in page.text()
    files = {file.path: file.content for file in milestones.files}
    calendar = files["open-data/units/tiyuju.ics"].decode().replace("\r\n ", "")
    said = [line.partition(":")[2] for line in calendar.splitlines() if line.startswith("SUMMARY")]
    assert said[:2] == ["3月底前：完成可研批复（建设体育馆）", "9月底前：开工（建设体育馆）"]
    assert len({line for line in calendar.splitlines() if line.startswith("UID")}) == 4


def test_downloads_know_milestones(milestones: Site) -> None:
    files = {file.path: file.content for file in milestones.files}
    plan = json.loads(files[urls.PLAN_JSON])
    jsonschema.validate(plan, json.loads(disk.assets().schema))
    assert plan["items"][1]["clauses"][0]["milestones"] == [
        {"due": "第一季度", "due_date": "2032-03-31", "text": "完成招标"},
        {"due": "第四季度", "due_date": "2032-12-31", "text": "通车，办理移交"},
    ]
    assert "milestones" not in plan["items"][2]["clauses"][0]
    rows = files[urls.MILESTONES_CSV].decode("utf-8-sig").splitlines()
    assert rows[1] == "task-1,第1项,1,3月底前,2032-03-31,完成可研批复,市体育局,建设体育馆。"
    assert len(rows) == 1 + 5
    assert "第一季度：完成招标；第四季度：通车，办理移交" in files[urls.ITEMS_CSV].decode()
    for path, sheets in ((urls.PLAN_XLSX, 4), ("open-data/units/tiyuju.xlsx", 2)):
        book = load_workbook(io.BytesIO(files[path]))
        assert len(book.sheetnames) == sheets
        assert book["进度安排"]["F2"].value == "完成可研批复"
    package = json.loads(files[urls.DATAPACKAGE])
    assert urls.MILESTONES_CSV.removeprefix(urls.OPEN_DATA) in [one["path"] for one in package["resources"]]


# Two whole documents, and eight excerpts of other kinds.
OTHERS = ("34", "04", "37", "09", "06", "10", "20", "25")
LONG = [*WHOLE, *(path for name in OTHERS for path in sorted(PLANS.glob(f"{name}-*.txt")))]


@pytest.mark.parametrize("path", LONG or [None], ids=lambda path: path.stem if path else "none lies here")
def test_a_text_of_another_plan_is_a_site(path: Path | None, tmp_path: Path) -> None:
    """By the texts themselves where they are."""
    text = read_official(path) if path else OPINIONS
    site = site_of(project(tmp_path, text))
    documents = html.generated(site)
    files = {file.path for file in site.files}
    docs = ROOT / "docs"
    there = {path.relative_to(docs).parent.as_posix() + "/" for path in docs.rglob("index.md")} | files
    assert html.broken_links(documents, lambda target: target in there) == []
    for document in documents.values():
        assert len({*document.ids()}) == len(document.ids()), document.address
        assert "None" not in document.text()
    index = index_of(tmp_path)
    citations = [entry.citation for entry in index.entries]
    assert len({*citations}) == len(citations)
    ids = [entry.item.id for entry in index.entries]
    assert len({*ids}) == len(ids)


def test_the_command_builds_the_site_of_another_plan(tmp_path: Path) -> None:
    """In a folder of that plan, under its name, with nothing of the plan of this project."""
    official.write(tmp_path / "other", official.drafted(OPINIONS, None)[0])
    done = run(["generator", "build", str(tmp_path / "other")], ROOT)
    assert done.returncode == 0, done.stderr
    built = tmp_path / "other/site"
    pages = {path: path.read_text(encoding="utf-8") for path in built.rglob("*.html")}
    assert "丙市人民政府关于促进就业的若干意见" in pages[built / "index.html"]
    assert "丙政〔2032〕3号" in pages[built / "about/index.html"]
    assert [path for path, page in pages.items() if "武汉" in page or "武政" in page] == []
    assert {path.name for path in (tmp_path / "other").iterdir()} == {"data", "site"}


def test_the_command_says_what_is_wrong_with_another_plan(tmp_path: Path) -> None:
    written, _ = official.drafted(OPINIONS, None)
    official.write(tmp_path / "other", {**written, PLAN: written[PLAN].replace("- 市人社局", "- 市人社厅", 1)})
    done = run(["generator", "build", str(tmp_path / "other")], ROOT)
    assert done.returncode == 1
    assert "E141" in done.stderr
    assert not (tmp_path / "other/site").exists()
