"""A plan with that of the year before below it: links between the years, addresses that stay alive, bytes that stay."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.edges import archive, following
from generator.edges.following import Begun
from generator.editing.form import formatted
from tests import html
from tests.conftest import PUBLISHED, ROOT, SMALL, build_site, make_project, next_official, run


def read(site: Path, url: str) -> str:
    return (site / url / "index.html").read_text(encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_earlier_year_is_published_byte_for_byte(years_project: Path, years_site: Path) -> None:
    assert contents(years_site / "2030") == contents(years_project / "archive/2030/site")
    assert contents(years_project / "archive/2030/data") == contents(SMALL / "data")


def test_every_link_of_all_years_leads_somewhere(years_site: Path) -> None:
    # The page for lost addresses knows the whole address of the site, and is shown anywhere.
    documents = {url: page for url, page in html.read(years_site).items() if not url.endswith("404.html")}
    assert html.broken_links(documents, lambda target: (years_site / target).exists()) == []
    assert any(address.startswith("2030/") for address in documents)


def test_every_address_of_the_earlier_year_is_alive_in_both_places(years_site: Path) -> None:
    pages = {path.parent.relative_to(years_site / "2030") for path in (years_site / "2030").rglob("index.html")}
    assert len(pages) > 30
    assert [page for page in pages if not (years_site / page / "index.html").is_file()] == []


def test_what_has_gone_leads_on_without_a_server(years_site: Path) -> None:
    moved = unescape(read(years_site, "forms"))
    assert '<meta http-equiv="refresh" content="0; url=../2030/forms/">' in moved
    assert f'<link rel="canonical" href="{PUBLISHED}2030/forms/">' in moved
    assert '<a href="../2030/forms/">2030年的方案</a>' in moved
    # The page of a unit in the earlier year asks for the newest, so one that is gone says so first.
    assert 'content="4; url=../../2030/units/zhishuiban/"' in read(years_site, "units/zhishuiban")
    assert "refresh" not in read(years_site, "units/fagaiwei")


def test_a_finished_year_says_so_and_names_its_own_address(years_site: Path) -> None:
    page = read(years_site, "2030/units/fagaiwei")
    assert f'<link rel="canonical" href="{PUBLISHED}2030/units/fagaiwei/">' in page
    assert '2030年的方案，已经归档，不再更新。<a href="../../../">看最新的方案</a>' in page
    assert 'href="../../../units/fagaiwei/">最新的方案里的这个单位</a>' in page
    assert "已经归档" not in read(years_site, "units/fagaiwei")
    robots = (years_site / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {PUBLISHED}2030/sitemap.xml" in robots


def test_the_home_page_and_the_open_data_lead_to_the_earlier_year(years_site: Path) -> None:
    assert '往年的方案：<a href="2030/">2030年</a></p>' in read(years_site, "")
    assert '往年的数据：<a href="../2030/open-data/">2030年</a>。</p>' in read(years_site, "open-data")
    assert "往年" not in read(years_site, "2030")
    assert json.loads((years_site / "open-data/plan.json").read_text(encoding="utf-8"))["forerunners"]


def test_a_unit_shows_what_it_led_then_and_leads_now(years_site: Path) -> None:
    document = html.read(years_site)["units/fagaiwei/"]
    text = document.text()
    assert "2030年牵头的" in text
    assert "修路3.5公里，建“口袋公园”8个。" in text
    assert "仍由它牵头" in text
    page = read(years_site, "units/shuiwuju")
    assert "没有找到接续的事项" in page
    assert 'href="../../2030/sections/' in page


def test_an_item_shows_what_it_goes_on_with_and_what_changed(years_site: Path) -> None:
    page = unescape(read(years_site, "sections/work-01"))
    assert '程序比对</span>可能接续<a href="../../2030/sections/work-01/#task-1">' in page
    assert "数有变化：3.5公里→4.5公里。" in page
    assert "<mark>4.5公里</mark>" in page
    # An item that stands at another place now is known by its words.
    assert re.search(r'id="task-2".*?#task-3">2030年第二部分第3项</a>，文字相同', page, re.DOTALL)


def test_what_an_editor_says_counts_more(years_project: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(years_project, project, ignore=shutil.ignore_patterns(".cache"))
    said = 'forerunners:\n- item: task-1\n  year: "2030"\n  forerunner: task-2\n  basis: 治水并入修路。\n'
    denied = '- item: task-2\n  year: "2030"\n  forerunner: none\n  basis: 是另一件事。\n'
    (project / "data/forerunners.yaml").write_text(said + denied, encoding="utf-8")
    page = read(build_site(project, project / "site"), "sections/work-01")
    assert '编者判断</span>接续<a href="../../2030/sections/work-01/#task-2">' in page
    assert "治水并入修路。" in page
    assert not re.search(r'id="task-2".*?forerunner.*?id="task-3"', page, re.DOTALL)


def test_a_forerunner_that_the_year_does_not_have_is_a_problem(years_project: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(years_project, project, ignore=shutil.ignore_patterns(".cache"))
    wrong = 'forerunners:\n- item: task-1\n  year: "2030"\n  forerunner: task-99\n  basis: 虚构。\n'
    (project / "data/forerunners.yaml").write_text(wrong, encoding="utf-8")
    assert "E312: task-1 2030年的方案里没有“task-99”" in run(["generator", "check"], project).stdout
    (project / "archive/2030/site/open-data/plan.json").write_text("{", encoding="utf-8")
    assert "E623" in run(["generator", "check"], project).stdout
    (project / "archive/2030/site/open-data/plan.json").unlink()
    assert "E002" in run(["generator", "check"], project).stdout


def test_a_year_that_does_not_change_is_not_written_again(
    years_project: Path, years_site: Path, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    (tmp_path / "new").mkdir()
    shutil.copytree(years_site, target)
    archive.publish(years_project, ["2030"], tmp_path / "new", target)
    name = "2030/units/fagaiwei/index.html"
    assert (tmp_path / "new" / name).samefile(target / name)
    (target / name).write_text("spoilt", encoding="utf-8")
    archive.publish(years_project, ["2030"], tmp_path / "other", target)
    assert "市发改委" in read(tmp_path / "other", "2030/units/fagaiwei")


def test_a_skeleton_passes_the_check_and_gives_way_to_the_document(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    made = run(["generator", "new", "2031"], project)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "共 0 处错误" in made.stdout
    words = (project / "data/synonyms.yaml").read_text(encoding="utf-8")
    assert "# - terms: [口袋公园]" in words
    assert "- page: notice" in words
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert 'earlier: ["2030"]' in settings
    assert "武汉市2025年" in settings
    again = run(["generator", "new", "2031"], project)
    assert again.returncode == 2
    assert "现在已经是2031年的方案" in again.stderr
    (project / "next.txt").write_text(next_official().replace("2031", "2032"), encoding="utf-8")
    assert "是2032年的方案，不是2031年的" in run(["generator", "new", "2031", "next.txt"], project).stderr
    (project / "next.txt").write_text(next_official(), encoding="utf-8")
    done = run(["generator", "new", "2031", "next.txt"], project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\n- terms: [口袋公园]" in (project / "data/synonyms.yaml").read_text(encoding="utf-8")
    topics = (project / "data/topics.yaml").read_text(encoding="utf-8")
    assert "items: [project-1, task-1]" in topics
    assert "# - id: water" in topics
    # What somebody has worked on is not replaced.
    assert run(["generator", "new", "2031", "next.txt"], project).returncode == 2


def test_the_register_stays_as_its_editors_wrote_it(tmp_path: Path) -> None:
    """A unit that is new stands behind the last of its kind; what the new document knows nothing of is gone."""
    project = make_project(tmp_path / "project", SMALL / "data")
    was = "# 名录。\n" + formatted((SMALL / "data/units.yaml").read_text(encoding="utf-8")).replace(
        "units:\n", "units:\n# 部门\n", 1
    )
    (project / "data/units.yaml").write_text(was, encoding="utf-8")
    text = next_official().replace("责任单位:市水务局", "责任单位:市水务局、市林业局", 1)
    assert "市林业局" in text
    (project / "next.txt").write_text(text, encoding="utf-8")
    done = run(["generator", "new", "2031", "next.txt"], project)
    assert done.returncode == 0, done.stdout + done.stderr
    now = (project / "data/units.yaml").read_text(encoding="utf-8")
    (more,) = re.findall("- id: linyeju\n  name: 市林业局\n  kind: department\n(?:  .*\n)+\n", now)
    gone = [re.findall(f"- id: {one}\n(?:  .*\n)+\n?", was)[0] for one in ("office", "zhishuiban", "chengyuan")]
    for one in gone:
        was = was.replace(one, "", 1)
    assert now.replace(more, "") == was


def test_what_is_no_plan_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    (project / "next.txt").write_text("2031年，天气晴朗。\n", encoding="utf-8")
    refused = run(["generator", "new", "2031", "next.txt"], project)
    assert refused.returncode == 2
    assert "没有从“next.txt”里读出事项" in refused.stderr
    (project / "next.txt").write_text(next_official().replace("2031", "二〇三一"), encoding="utf-8")
    assert "都没有年份，在它的开头补上" in run(["generator", "new", "2031", "next.txt"], project).stderr
    assert contents(project / "data") == contents(SMALL / "data")
    assert not (project / "archive").exists()


def test_the_data_of_a_year_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("plan.yaml", "topics.yaml", "LICENSE"):
        (folder / name).write_text("2030", encoding="utf-8")
    texts = {"data/plan.yaml": "2031", "mkdocs.yml": "2031"}
    with pytest.raises(OSError, match="too long"):
        following.write(tmp_path, Begun("2030", "2031", {**texts, f"data/{'x' * 300}": ""}, (), True))
    assert {*contents(tmp_path)} == {"data/plan.yaml", "data/topics.yaml", "data/LICENSE"}
    assert {*contents(folder).values()} == {b"2030"}
    following.write(tmp_path, Begun("2030", "2031", texts, (), True))
    assert contents(tmp_path) == {"data/plan.yaml": b"2031", "data/LICENSE": b"2030", "mkdocs.yml": b"2031"}


@pytest.mark.parametrize(("arguments", "said"), [(["二〇三一"], "不是年份"), (["2029"], "现在已经是2030年的方案")])
def test_a_year_that_cannot_follow_is_refused(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(SMALL)
    assert main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (SMALL / "archive").exists()


def test_a_site_without_earlier_years_has_nothing_of_them(site: Path) -> None:
    assert not list(site.rglob("years*"))
    assert not (ROOT / "archive").exists()
    assert "years" not in read(site, "search")


def test_a_year_that_nothing_publishes_is_hinted_at(years_project: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(years_project, project, ignore=shutil.ignore_patterns(".cache"))
    (project / "archive/2029").mkdir()
    assert run(["generator", "check"], project).stdout == "没有发现问题。\n"
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings.replace('earlier: ["2030"]', "earlier: []"), encoding="utf-8")
    said = run(["generator", "check"], project)
    assert said.returncode == 0
    assert "archive/2030/site/open-data/plan.json:1:1: 提醒 E627" in said.stdout
