"""The real site in a real browser, served under a sub-path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import IN_OLD_TOO, PAGES, watched


@dataclass(frozen=True)
class Opened:
    """A page that is opened once for several tests, what it asked for, and what went wrong meanwhile."""

    page: Page
    requests: list[str]
    faults: list[str]


@pytest.fixture(scope="module", params=PAGES)
def opened(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Opened]:
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    faults = watched(page)
    page.goto(address + request.param)
    page.wait_for_load_state("networkidle")
    yield Opened(page, requests, faults)
    context.close()


def test_no_request_to_another_host_and_no_error(opened: Opened, address: str) -> None:
    assert opened.requests
    assert [url for url in opened.requests if not url.startswith((address, "data:", "blob:"))] == []
    assert opened.faults == []
    assert opened.page.context.cookies() == []


# The last is 1280 x 1024 zoomed to 400 per cent.
@pytest.mark.parametrize(("width", "height"), [(1440, 800), (768, 800), (360, 800), (320, 256)])
def test_no_sideways_scrolling(opened: Opened, width: int, height: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": height})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_link_of_every_page_leads_past_what_all_have(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    skip = opened.page.locator("a:focus")
    assert skip.inner_text() == "跳到正文"
    assert opened.page.locator(skip.get_attribute("href") or "").evaluate("(target) => target.matches('article h1')")


@IN_OLD_TOO
def test_from_task_to_unit_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}sections/work-04/#task-80")
    page.locator("#task-80").get_by_role("link", name="市科技创新局").click()
    assert page.url == f"{address}units/keji-chuangxinju/"
    page.get_by_role("row", name="打造滨江数创走廊").get_by_role("link").first.click()
    assert page.url == f"{address}sections/work-04/#task-80.3"


def test_a_deep_link_lands_below_the_header(page: Page, address: str) -> None:
    page.goto(f"{address}sections/work-04/#task-96")
    header = page.locator(".md-header").bounding_box()
    item = page.locator("#task-96").bounding_box()
    assert header
    assert item
    assert item["y"] >= header["y"] + header["height"]


@pytest.mark.parametrize("path", ["units/qiaokou/", "full-text/", "sections/work-04/", "units/"])
def test_the_table_of_contents_marks_what_was_chosen(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address + path)
    contents = page.locator(".md-nav--secondary")
    for link in contents.locator("a.md-nav__link").all()[1:3]:
        link.click()
        marked = contents.locator(f".md-nav__link--active[href='{link.get_attribute('href')}']")
        marked.wait_for(timeout=5000)
        assert contents.locator(".md-nav__link--active").count() == 1


def test_all_lines_of_an_item_are_marked_in_the_data_file(page: Page, address: str) -> None:
    page.goto(f"{address}sections/work-04/")
    page.locator("#task-80").get_by_role("link", name="数据文件（").click()
    target = page.locator(":target")
    first, last = target.locator(".line").first, target.locator(".line").last
    numbered = f"第{first.locator('i').inner_text()}—{last.locator('i').inner_text()}行"
    page.go_back()
    assert numbered in page.locator("#task-80 .tools").inner_text().replace(" ", "")


def test_the_data_file_keeps_away_from_the_edge(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}source/")
    box = page.locator("pre.source").bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    assert box
    assert title
    assert box["x"] == title["x"]
    assert box["x"] + box["width"] <= 360 - title["x"]


CITED = (
    "武汉市人民政府：2025年市《政府工作报告》目标任务责任分解方案（武政〔2025〕1号，2025年1月16日），第二部分第58项。"
)


def test_the_citation_can_be_copied(browser: Browser, address: str) -> None:
    """With all that names the item elsewhere, and the address by which the publisher knows the page."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}sections/work-03/?from=elsewhere#task-59")
    copy = page.locator("#task-58").get_by_role("button", name="复制引用")
    copied = page.locator("#task-58").get_by_role("button", name="已复制")
    for canonical in ("", "https://example.org/plan/sections/work-03/"):
        if canonical:
            link = "Object.assign(document.createElement('link'), { rel: 'canonical', href })"
            page.evaluate(f"(href) => document.head.append({link})", canonical)
        copy.click()
        copied.wait_for()
        known = canonical or f"{address}sections/work-03/"
        assert page.evaluate("navigator.clipboard.readText()") == f"{CITED}{known}#task-58"
        copy.wait_for()
    context.close()


@pytest.mark.parametrize("clipboard", ["undefined", "{ writeText: () => Promise.reject(new Error('refused')) }"])
def test_copying_without_a_clipboard(browser: Browser, address: str, clipboard: str) -> None:
    """As on a plain http address, or where the reader refuses: the command of old copies."""
    context = browser.new_context(permissions=["clipboard-read"])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    read = "window.read = navigator.clipboard.readText.bind(navigator.clipboard)"
    page.add_init_script(f"{read}; Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    page.goto(f"{address}sections/work-03/")
    button = page.locator("#task-58").get_by_role("button", name="复制引用")
    scrolled = page.evaluate("scrollY")
    button.click()
    page.get_by_role("status").get_by_text("已复制").wait_for(state="attached")
    assert page.evaluate("read()") == f"{CITED}{address}sections/work-03/#task-58"
    button.wait_for()
    assert button.evaluate("(button) => button === document.activeElement")
    assert page.evaluate("scrollY") >= scrolled
    assert faults == []
    context.close()


@IN_OLD_TOO
def test_where_nothing_can_be_copied_the_links_stay(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.add_init_script("document.queryCommandSupported = () => false")
    page.goto(f"{address}sections/work-03/")
    assert page.locator("#task-58").get_by_role("button").count() == 0
    assert page.locator("#task-58").get_by_role("link", name="本项链接").is_visible()
    citation = page.locator("#task-58 .citation").bounding_box()
    text = page.locator("#task-58 .text").bounding_box()
    assert citation
    assert text
    assert citation["x"] == text["x"]


def test_reading_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}sections/work-03/")
    assert page.locator("#task-58 .citation").get_by_text("第二部分第58项").is_visible()
    assert page.locator("#task-58").get_by_role("button").count() == 0
    page.locator("#task-58").get_by_role("link", name="市经信局").click()
    assert page.get_by_role("heading", level=1).inner_text() == "市经信局"
    context.close()
