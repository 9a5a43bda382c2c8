"""Tried as a new user would, from the home page, in at most three steps: a click, or a query with its choice."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.conftest import phone_context


def search(page: Page, words: str) -> None:
    """One step: types into the box of the page and takes the first result."""
    box = page.get_by_role("combobox", name="搜索")
    box.click()
    box.press_sequentially(words)
    page.get_by_role("option").first.click()


def test_a_citizen_looks_for_parking_on_a_phone(browser: Browser, address: str) -> None:
    """Two steps: the words 停车位 and the first result show the task and who is responsible."""
    context = phone_context(browser)
    page = context.new_page()
    page.goto(address)
    search(page, "停车位")
    expect(page).to_have_url(re.compile(r"sections/work-06/#task-152|projects/project-18/"))
    shown = page.get_by_role("main")
    expect(shown).to_contain_text(re.compile("新增机动车停车泊位 ?20 ?万个"))
    expect(shown.get_by_role("link", name="市住房和城市更新局").first).to_be_visible()
    context.close()


def test_the_home_page_offers_three_searches(page: Page, address: str) -> None:
    page.goto(address)
    examples = page.locator(".examples a")
    expect(examples).to_have_text(["停车位", "老年食堂", "硚口区"])
    examples.nth(1).click()
    expect(page.locator("[data-id]").first).to_be_visible()


def test_a_clerk_of_qiaokou_lists_what_it_owes(page: Page, address: str) -> None:
    """Three steps without searching: 按单位查, 区人民政府, 硚口区人民政府."""
    page.goto(address)
    page.get_by_role("link", name="按单位查").first.click()
    page.locator("article").get_by_role("link", name="区人民政府").first.click()
    page.locator("article").get_by_role("link", name="硚口区人民政府").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("硚口区人民政府")
    assert page.locator("[data-clause]").count() == 167


def test_a_clerk_finds_the_unit_by_a_short_name(page: Page, address: str) -> None:
    """One step: the words 硚口 lead to the unit."""
    page.goto(address)
    search(page, "硚口")
    expect(page).to_have_url(re.compile(r"units/qiaokou/$"))


def test_a_maintainer_mends_a_wrong_unit_name(page: Page, address: str) -> None:
    """Two steps: the number of the task, then the link to its lines in plan.yaml."""
    page.goto(address)
    search(page, "第二部分第58项")
    page.locator("#task-58").get_by_role("link", name="数据文件（").click()
    line = page.locator(".record:target .line").first
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("task-58")
