"""Where lines break: a number stays with its measure, and nothing stands alone that belongs to what is before it."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Locator, Page

from generator.site.markup import numbers

LINES = """(elements) => elements.map((element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange()
  const lines = []
  let last = -Infinity
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let n = 0; n < node.length; n++) {
      range.setStart(node, n)
      range.setEnd(node, n + 1)
      const box = range.getBoundingClientRect()
      if (!box.width) continue
      if (box.top > last + box.height / 2) lines.push("")
      last = box.top
      lines[lines.length - 1] += node.data[n]
    }
  }
  return lines.map((line) => line.trim())
})"""


def lines(elements: Locator) -> list[list[str]]:
    """The text of each element line by line, as it is shown."""
    found: list[list[str]] = elements.evaluate_all(LINES)
    return found


def at(page: Page, address: str, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新增学位3.5万个。", ["3.5万个"]),
        ("建150公里绿道，30—64周岁免费", ["150公里", "30—64周岁"]),
        ("招募60余名", ["60余名"]),
        ("PM2.5 <b>5</b>", []),
    ],
)
def test_numbers_keep_their_measure(text: str, found: list[str]) -> None:
    assert re.findall('<span class="n">(.*?)</span>', numbers(text)) == found
    assert numbers(text).striptags() == text


@pytest.mark.parametrize("width", [360, 768])
@pytest.mark.parametrize("path", ["", "projects/", "full-text/", "sections/projects-01/", "projects/project-1/"])
def test_no_number_is_cut_from_its_measure(page: Page, address: str, path: str, width: int) -> None:
    at(page, address + path, width)
    for found in lines(page.locator(".themes li, .projects a > span, .letter p[id], .item .text")):
        for line, following in itertools.pairwise(found):
            cut = re.search("[0-9万亿]$", line) and re.match("[万亿个公千平人]", following)
            assert not cut, f"{line} / {following}"


def test_the_number_of_a_section_stands_with_its_items(page: Page, address: str) -> None:
    (found,) = lines(at(page, f"{address}sections/work-04/", 360).locator("article .place"))
    assert found == ["第二部分　十一个方面重点工作", "（四）第79—103项　在全文中"]


def test_a_blank_stands_with_the_word_before_it(page: Page, address: str) -> None:
    (found,) = lines(at(page, f"{address}forms/", 360).locator("#form-3"))
    assert [line for line in found if line.lstrip("\u2060").startswith("＿")] == []


@pytest.mark.parametrize("path", ["sections/conduct-1/", "sections/work-04/", "units/qiaokou/"])
def test_the_navigation_leaves_no_sign_alone(page: Page, address: str, path: str) -> None:
    links = lines(at(page, address + path, 1440).locator(".md-nav--primary .md-nav__link:visible"))
    assert links
    assert [link for link in links if len(link[-1]) <= 1] == []


def test_no_line_of_the_breadcrumbs_begins_with_an_arrow(page: Page, address: str) -> None:
    """The arrow is drawn behind what leads on."""
    at(page, f"{address}sections/work-04/", 320)
    items = page.locator(".md-path__item")
    before = items.evaluate_all("(all) => all.map((one) => getComputedStyle(one, '::before').content)")
    after = items.evaluate_all("(all) => all.map((one) => getComputedStyle(one, '::after').width)")
    assert set(before) <= {"none", "normal"}
    assert [width not in {"auto", "0px"} for width in after] == [True, True, False]
