"""Two years in a browser: the search in the earlier one, addresses that have moved, and how the pages look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import IN_OLD_TOO, LOOKS, faults
from tests.conftest import run, serve


@pytest.fixture(scope="module")
def years(years_site: Path) -> Iterator[str]:
    """The address of the site of two years."""
    yield from serve(years_site)


@IN_OLD_TOO
def test_the_search_asks_the_earlier_year_on_request(page: Page, years: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(years)))
    page.goto(f"{years}search/?q=治水")
    box = page.get_by_label("也找2030年")
    expect(box).to_be_visible()
    assert not [url for url in loaded if url.startswith("2030/")]
    box.check()
    older = page.locator("ol.search-results").nth(1).locator("li a")
    expect(older.first).to_have_attribute("href", f"{years}2030/sections/work-01/#task-2")
    assert {url.rpartition("/")[2] for url in loaded if url.startswith("2030/")} == {
        "engine.js",
        "index.js",
        "topics.js",
    }
    page.locator(".search-form input").fill("文明城市")
    expect(older).to_have_count(1)
    expect(older).to_have_attribute("href", f"{years}2030/sections/work-02/#task-4")
    expect(page.locator("ol.search-results").first.locator("li a")).to_have_attribute(
        "href", f"{years}sections/work-02/#task-3"
    )
    box.uncheck()
    expect(older).to_have_count(0)


def test_where_the_earlier_year_does_not_load_its_own_page_is_left(page: Page, years: str) -> None:
    page.route("**/2030/**/index.js", lambda route: route.abort())
    page.goto(f"{years}search/?q=治水")
    page.get_by_label("也找2030年").check()
    link = page.get_by_role("link", name="搜索2030年的方案")
    expect(link).to_be_visible()
    page.unroute("**/2030/**/index.js")
    link.click()
    expect(page.locator(".search-results [data-id]").first).to_be_attached(timeout=10_000)
    assert page.url == f"{years}2030/search/?q=%E6%B2%BB%E6%B0%B4"


def test_without_scripts_the_earlier_year_has_a_link(browser: Browser, years: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{years}search/")
    expect(page.get_by_role("link", name="搜索2030年的方案")).to_have_attribute("href", "../2030/search/")
    page.goto(f"{years}forms/")
    page.wait_for_url(f"{years}2030/forms/")
    context.close()


@IN_OLD_TOO
def test_an_address_that_has_moved_keeps_its_place(page: Page, years: str) -> None:
    page.goto(f"{years}forms/#form-2")
    page.wait_for_url(f"{years}2030/forms/#form-2")
    page.goto(f"{years}units/zhishuiban/")
    expect(page.get_by_text("最新的方案里没有这一页")).to_be_visible()
    page.wait_for_url(f"{years}2030/units/zhishuiban/")


def test_a_copy_for_a_disk_has_all_years(page: Page, years_project: Path, tmp_path: Path) -> None:
    done = run(["generator", "offline", str(tmp_path / "copy")], years_project)
    assert done.returncode == 0, done.stderr
    root = (tmp_path / "copy").as_uri()
    page.goto(f"{root}/forms/index.html")
    page.wait_for_url(f"{root}/2030/forms/index.html")
    page.goto(f"{root}/search/index.html?q=治水")
    page.get_by_label("也找2030年").check()
    older = page.locator("ol.search-results").nth(1).locator("li a")
    expect(older.first).to_have_attribute("href", f"{root}/2030/sections/work-01/index.html#task-2")


@IN_OLD_TOO
def test_a_unit_shows_its_other_years_whatever_is_filtered(page: Page, years: str) -> None:
    page.goto(f"{years}units/fagaiwei/#years")
    expect(page.get_by_role("heading", name="各年的方案")).to_be_visible()
    rows = page.locator("table.led tbody tr")
    expect(rows.first).to_be_hidden()
    page.locator("summary", has_text="2030年牵头的事项").click()
    expect(rows.first).to_be_visible()
    rows.first.get_by_role("link").first.click()
    page.wait_for_url(f"{years}2030/**")


@pytest.mark.parametrize("url", ["units/fagaiwei/", "sections/work-01/", "search/?q=治水", "2030/units/fagaiwei/"])
def test_pages_of_two_years_are_accessible(browser: Browser, years: str, url: str) -> None:
    for look, options in LOOKS.items():
        context = browser.new_context(**options)
        page = context.new_page()
        page.goto(f"{years}{url}")
        assert faults(page, look) == []
        context.close()
