"""The site under a finger, at 360 px: sentences stay sentences, and what is touched is large enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import PAGES
from tests.conftest import phone_context

# The links whose text is not read line by line: one in which the text goes on higher up, as in columns, or wraps though
# there is room to its right. A block is what holds the lines, within the link or around it.
SHATTERED = """() => {
  const range = document.createRange()
  const block = (element) => {
    while (/inline|contents/.test(getComputedStyle(element).display)) element = element.parentElement
    return element
  }
  const linesByBlock = (link) => {
    const texts = document.createTreeWalker(link, NodeFilter.SHOW_TEXT), found = new Map()
    while (texts.nextNode()) {
      const holder = block(texts.currentNode.parentElement)
      range.selectNodeContents(texts.currentNode)
      found.set(holder, [...found.get(holder) || [], ...[...range.getClientRects()].filter((box) => box.width)])
    }
    return [...found]
  }
  const shattered = ([holder, lines]) => {
    const { left, width } = holder.getBoundingClientRect(), right = Math.max(...lines.map((box) => box.right))
    const middle = (box) => box.top + box.height / 2
    const goesUp = lines.some((box, n) => n && middle(box) < middle(lines[n - 1]) - 3)
    const wraps = lines.some((box, n) => n && box.top > middle(lines[n - 1]))
    return goesUp || wraps && right - left < width * 0.6
  }
  return [...document.querySelectorAll("article a")]
    .filter((link) => linesByBlock(link).some(shattered)).map((link) => link.textContent.trim())
}"""
# What stands alone to be touched and is less than 44 px high. A link within a sentence is as high as its line.
SMALL = """() => [...document.querySelectorAll(`.doors a, .bases a, .page-links a, .unit-table a, .unit-table button,
    .projects a, .themes li a, .role a, .members a, .sections ul a, .band button, .tools a, .tools button,
    .search-results a`)]
  .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    context = phone_context(browser)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_links_read_line_by_line_and_fit_a_finger(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    assert phone.evaluate("matchMedia('(pointer: coarse)').matches")
    assert phone.evaluate(SHATTERED) == []
    assert phone.evaluate(SMALL) == []


def test_a_result_and_its_twin_fit_a_finger(phone: Page, address: str) -> None:
    phone.goto(f"{address}search/?q=停车位")
    phone.locator("a.result-twin").first.wait_for()
    assert phone.evaluate(SHATTERED) == []
    assert phone.evaluate(SMALL) == []


def test_without_scripts_nothing_scrolls_sideways(browser: Browser, address: str) -> None:
    context = phone_context(browser, scripts=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()


def test_the_number_of_an_item_begins_its_first_line(phone: Page, address: str) -> None:
    for elder in (False, True):
        phone.goto(f"{address}sections/work-04/")
        phone.evaluate("(elder) => document.documentElement.classList.toggle('elder', elder)", elder)
        for item in phone.locator("article.item").all():
            number, text = (item.locator(one).first.bounding_box() for one in (".number", ".text"))
            assert number
            assert text
            assert number["x"] == text["x"]
            assert abs(number["y"] - text["y"]) < 2
            assert number["height"] * 0.9 < text["height"]


@pytest.mark.parametrize("path", ["sections/work-04/", "", "search/?q=停车位"])
def test_the_band_scrolls_away_and_the_search_stays_one_tap_away(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    phone.locator("html[data-search-ran]").wait_for()
    if path.startswith("search"):
        phone.locator(".search-results a").first.wait_for()
    phone.evaluate("scrollTo({ top: 2000, behavior: 'instant' })")
    assert phone.locator(".band").evaluate("one => one.getBoundingClientRect().bottom") <= 0
    button = phone.locator(".to-search a")
    box = button.bounding_box()
    assert box
    assert 0 <= box["y"] <= 8
    assert min(box["width"], box["height"]) >= 40
    button.tap()
    field = phone.locator("input[name=q]:focus")
    field.wait_for()
    place = field.bounding_box()
    assert place
    assert 0 <= place["y"] < 700
    field.fill("停车")
    phone.locator(".search-options a, .search-results a").first.wait_for()


def test_without_scripts_the_button_leads_to_the_page_of_the_search(browser: Browser, address: str) -> None:
    context = phone_context(browser, scripts=False)
    page = context.new_page()
    page.goto(f"{address}sections/work-04/")
    page.locator(".to-search a").tap()
    page.wait_for_url(f"{address}search/")
    context.close()
