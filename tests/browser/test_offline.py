"""The copy of the site for a disk, in a browser that opens its files without a server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Page, expect

from generator.site.offline import named, offline
from tests import html
from tests.conftest import SMALL, make_project, run


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy in a folder whose name has to be written otherwise in an address."""
    folder = tmp_path_factory.mktemp("disk")
    project = make_project(folder / "project", SMALL / "data")
    target = folder / "U 盘#1%"
    done = run(["generator", "offline", str(target)], project)
    assert done.returncode == 0, done.stderr
    return target


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("units/x/", "units/x/index.html"),
        ("../units/x/#lead", "../units/x/index.html#lead"),
        ("search/?q=1#top", "search/index.html?q=1#top"),
        ("#top", "#top"),
        ("?q=1", "?q=1"),
        ("", ""),
        ("plan.csv", "plan.csv"),
        ("a/..b", "a/..b"),
        ("/x/", "/x/"),
        ("//example.org/x/", "//example.org/x/"),
        ("https://example.org/x/", "https://example.org/x/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_the_page_of_a_folder_is_named(address: str, expected: str) -> None:
    assert named(address) == expected


def test_only_addresses_in_tags_are_changed() -> None:
    text = '写作 href="../" 的 &lt;a href="../"&gt;'
    page = f"""<a title='1 > 0' data-href="../" href="../">{text}</a><a href='x'>"""
    assert offline(page) == f"""<a title='1 > 0' data-href="../" href="../index.html">{text}</a><a href='x'>"""


def test_every_link_of_the_copy_leads_to_a_file(copy: Path) -> None:
    for address, document in html.read(copy).items():
        page = copy / address / "index.html" if not address.endswith(".html") else copy / address
        for written, resolved in html.Document(page.as_uri().removeprefix("file:///"), document.root).links():
            if address == "404.html" or not resolved.startswith(html.ORIGIN):
                continue
            path = Path("/", url2pathname(urlsplit(resolved).path.removeprefix("/")))
            assert path.is_file(), (address, written)


def test_the_copy_is_read_and_searched_without_a_server(page: Page, copy: Path) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((copy / "index.html").as_uri())
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).fontFamily") != "sans-serif"
    page.locator(".md-tabs").get_by_role("link", name="单位", exact=True).click()
    page.locator("article").get_by_role("link", name="市发改委").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("市发改委")
    page.get_by_role("combobox", name="搜索").press_sequentially("治水")
    page.locator(".search-options [data-id=task-2]").click()
    page.wait_for_url("**/sections/work-01/index.html#task-2")
    page.get_by_role("combobox", name="搜索").press_sequentially("修路")
    page.keyboard.press("Enter")
    page.locator(".search-results [data-id=project-1]").wait_for()
    assert "search/index.html?q=修路" in unquote(page.url)
    page.locator("select[name=kind]").select_option("project")
    page.locator(".search-results [data-id=project-1] a").first.click()
    page.wait_for_url("**/projects/project-1/index.html")
    page.get_by_role("button", name="长者模式").click()
    page.reload()
    expect(page.locator("html.elder")).to_have_count(1)
    assert faults == []


def test_a_site_for_servers_says_on_a_disk_how_to_read_it(page: Page, site: Path, copy: Path) -> None:
    page.goto((site / "units/index.html").as_uri())
    expect(page.locator(".band")).to_contain_text("要再打开里面的 index.html")
    page.goto((copy / "units/index.html").as_uri())
    expect(page.get_by_role("button", name="长者模式")).to_be_visible()
    expect(page.locator(".on-disk")).to_have_count(0)


def test_the_copy_is_read_without_scripts(page: Page, copy: Path) -> None:
    page.route("**/*.js", lambda route: route.abort())
    page.goto((copy / "units/index.html").as_uri())
    page.locator("article").get_by_role("link", name="市发改委").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("市发改委")
    page.get_by_role("navigation", name="当前位置").get_by_role("link", name="首页").click()
    page.wait_for_url("**/index.html")


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick/letter.docx").write_bytes(b"")
    done = run(["generator", "offline", str(tmp_path / "stick")], project)
    assert done.returncode == 2
    assert "里面有别的文件，如“letter.docx”" in done.stderr
    assert [path.name for path in (tmp_path / "stick").iterdir()] == ["letter.docx"]
