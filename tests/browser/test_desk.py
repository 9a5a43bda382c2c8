"""A unit's page as a clerk uses it in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.index.index import Index
from tests.browsing import IN_OLD_TOO
from tests.conftest import names, phone_context


def shown(page: Page) -> list[str]:
    """The clauses that no filter has closed, whether they are folded or not."""
    left = "rows => rows.filter(row => !row.closest('[hidden]')).map(row => row.dataset.clause)"
    return list(page.locator("tr[data-clause]").evaluate_all(left))


@IN_OLD_TOO
def test_the_lists_are_filtered_and_the_address_remembers(page: Page, address: str, real: Index) -> None:
    owed = real.owed(real.unit("硚口区人民政府"))
    page.goto(f"{address}units/qiaokou/")
    assert len(shown(page)) == len(owed) == 167
    page.get_by_label("角色").select_option("lead")
    expected = [one.clause.id for one in owed if one.role == "lead"]
    assert shown(page) == expected
    assert page.url.endswith("units/qiaokou/?role=lead")
    assert not page.locator("#part-named").is_visible()
    # Of the lists that are closed nothing is left: neither their heads nor the heading over all of them.
    assert page.locator("tr[data-clause]:visible").count() == len(expected)
    assert page.locator("h2:visible, h3:visible").all_inner_texts()[:2] == [
        f"随单位组一并负责的职责（{len(expected)}）",
        f"随“各区人民政府”一并视为牵头（{len(expected)}）",
    ]
    assert page.locator("form.filters output").inner_text() == f"显示{len(expected)}条，共167条"
    page.get_by_label("角色").select_option("")
    page.get_by_label("部分").select_option("2")
    page.locator("select[name=group]").select_option("gequ")
    wanted = {
        one.clause.id for one in owed if one.clause.entry.part_number == 2 and names(one.via[:1]) == ("各区人民政府",)
    }
    assert set(shown(page)) == wanted
    # Headings count what they stand over.
    counted = page.locator("table[data-role=responsible] tr[data-clause]:visible").count()
    assert page.locator("#part-group").inner_text() == f"随“各区人民政府”一并参加（{counted}）"
    for fold in page.locator(".fold:visible").all():
        rows = fold.locator("tr[data-clause]:visible").count()
        assert fold.locator("summary").inner_text().endswith(f"（{rows}）")
    page.reload()
    assert set(shown(page)) == wanted
    assert page.get_by_label("部分").input_value() == "2"


@IN_OLD_TOO
def test_a_figure_opens_a_list_that_a_filter_has_closed(page: Page, address: str) -> None:
    page.goto(f"{address}units/qiaokou/?role=lead")
    page.locator(".bases a[href='#part-named']").click()
    page.locator("#part-named").wait_for(state="visible")
    assert len(shown(page)) == 167
    assert "role" not in page.url
    # And again, where the address names the list already.
    page.get_by_label("角色").select_option("lead")
    assert not page.locator("#part-named").is_visible()
    page.locator(".bases a[href='#part-named']").click()
    page.locator("#part-named").wait_for(state="visible")
    assert len(shown(page)) == 167


@pytest.mark.parametrize(("width", "labelled"), [(360, True), (719, True), (721, False), (1440, False)])
def test_units_are_labelled_where_their_column_has_no_head(
    page: Page, address: str, width: int, labelled: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}units/fagaiwei/")
    page.locator(".fold").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
    for role in ("lead", "co-lead", "part"):
        assert page.locator(f"table[data-beside={role}] .as-{role}").first.is_visible() == labelled
    # In one list of both roles there is no such head.
    page.get_by_label("排列").select_option("plan")
    assert page.locator(".in-order .as-part").first.is_visible()


@IN_OLD_TOO
def test_all_in_plan_order_and_back(page: Page, address: str, real: Index) -> None:
    owed = real.owed(real.unit("硚口区人民政府"))
    page.goto(f"{address}units/qiaokou/")
    by_basis = shown(page)
    page.get_by_label("排列").select_option("plan")
    assert shown(page) == [one.clause.id for one in owed]
    assert page.url.endswith("units/qiaokou/?order=plan")
    assert page.locator("h2:visible").all_inner_texts()[:2] == ["按方案次序（167）", "同一事项（18）"]
    assert page.locator("table.obligations:visible").count() == 1
    assert page.locator("form.filters output").inner_text() == ""
    assert page.locator(".in-order thead th").all_inner_texts() == ["编号和依据", "事项", "有关单位"]
    # In one list of both roles every row says what its units are.
    assert page.locator("tr[data-clause='conduct-1'] .as-co-lead").is_visible()
    assert page.locator("tr[data-clause='task-80.1'] .as-lead").is_visible()
    row = page.locator("tr[data-clause='task-80.1']")
    assert row.locator(".basis").inner_text() == "随“各中心城区人民政府”一并参加"
    page.get_by_label("部分").select_option("2")
    assert shown(page) == [one.clause.id for one in owed if one.clause.entry.part_number == 2]
    page.reload()
    assert shown(page) == [one.clause.id for one in owed if one.clause.entry.part_number == 2]
    # A figure leads to a list by basis.
    page.locator(".bases a[href='#part-named']").click()
    page.locator("#part-named").wait_for(state="visible")
    assert shown(page) == by_basis
    assert page.locator(".basis, .in-order").count() == 0
    assert page.url.endswith("units/qiaokou/#part-named")


@IN_OLD_TOO
def test_an_unknown_choice_in_the_address_filters_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}units/qiaokou/?role=%3Cb%3E&part=9")
    assert len(shown(page)) == 167


@pytest.mark.parametrize(
    ("now", "following"),
    [
        ("2025-01-20T09:00:00", "2025-02-05"),
        ("2025-02-05T23:00:00", "2025-02-05"),
        ("2025-02-06T00:30:00", "2025-04-20"),
        ("2025-12-01T09:00:00", "2026-01-20"),
        ("2027-01-01T09:00:00", None),
    ],
)
def test_the_browser_marks_the_next_deadline(page: Page, address: str, now: str, following: str | None) -> None:
    page.clock.set_fixed_time(now)
    for url in ("units/qiaokou/", "calendar/"):
        page.goto(address + url)
        marked = page.locator(".next").evaluate_all("all => all.map(one => one.dataset.date)")
        assert marked == ([following] if following else [])
        assert page.locator(".next-note").count() == len(marked)
    page.goto(f"{address}units/qiaokou/")
    # The first sentence says it, too.
    said = page.locator(".lede").inner_text()
    printed = following and "{}年{}月{}日前".format(*map(int, following.split("-")))
    assert said.startswith("牵头5项、参加162项职责，")
    assert (f"最近一次报送{printed}" if printed else "报送的日子都过了") in said
    assert said.endswith("（推定）。") == (following == "2026-01-20")
    # What is over folds away into one line.
    over = sum(date < now[:10] for date in ("2025-02-05", "2025-04-20", "2025-07-20", "2025-10-20", "2026-01-20"))
    assert page.locator(".past-dates summary").all_inner_texts() == ([f"已过{over}次"] if over else [])
    assert page.locator(".deadlines > li:visible").count() == 5 - over


LAST_LINE = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), tops = []
  while (walker.nextNode()) {
    for (let n = 0; n < walker.currentNode.length; n++) {
      const range = document.createRange()
      range.setStart(walker.currentNode, n)
      range.setEnd(walker.currentNode, n + 1)
      if (String(range).trim()) tops.push(Math.round(range.getBoundingClientRect().top))
    }
  }
  return tops.filter(top => top > Math.max(...tops) - 5).length
}"""


@pytest.mark.parametrize("width", [320, 360, 390])
def test_no_character_stands_on_a_line_alone(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    places = {"units/qiaokou/": ".due-files a[download]", "units/shuzi-jichu-bangongshi/": ".facts .note"}
    for url, selector in places.items():
        page.goto(address + url)
        assert page.locator(selector).count()
        for one in page.locator(selector).all():
            assert one.evaluate(LAST_LINE) > 2


# The texts of cells in which a comma between names begins a line.
BEGUN_BY_A_COMMA = """cells => cells.filter((cell) => {
  const begin = cell.getBoundingClientRect().left + parseFloat(getComputedStyle(cell).paddingLeft)
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const place = texts.currentNode.data.indexOf("、")
    if (place < 0) continue
    const range = document.createRange()
    range.setStart(texts.currentNode, place)
    range.setEnd(texts.currentNode, place + 1)
    if (Math.abs(range.getBoundingClientRect().left - begin) < 2) return true
  }
  return false
}).map((cell) => cell.textContent)"""


def test_no_comma_begins_a_line(page: Page, address: str) -> None:
    page.goto(f"{address}units/fagaiwei/")
    for width in (768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        cells = page.locator(".obligations td:last-child")
        assert cells.count() > 100
        assert cells.evaluate_all(BEGUN_BY_A_COMMA) == []


@IN_OLD_TOO
def test_the_units_are_sorted_by_what_they_lead(page: Page, address: str) -> None:
    page.goto(f"{address}units/")
    table = page.locator("table.sortable").first
    figures = "(table) => [...table.tBodies[0].rows].map((row) => Number(row.cells[1].textContent))"
    before = table.evaluate(figures)
    head = table.get_by_role("columnheader", name="牵头")
    for order, expected in (
        ("descending", sorted(before, reverse=True)),
        ("ascending", sorted(before)),
        ("none", before),
    ):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == order
        assert table.evaluate(figures) == expected
    table.get_by_role("columnheader", name="参加").get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "none"


def test_where_the_menu_folds_it_is_called_so(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{address}units/")
    assert page.locator(".md-tabs").get_by_role("link", name="民生实事").is_visible()
    assert page.locator(".menu-button").evaluate("(one) => getComputedStyle(one, '::after').content") == '"菜单"'


def test_on_a_phone_the_first_duty_stands_within_two_screens(browser: Browser, address: str) -> None:
    """On the pages with the most above it, and on one of each filing; whether scripts run or not."""
    units = ("qiaokou", "fagaiwei", "gonganju", "gebumen", "gequ", "hongshan", "shuzi-jichu-bangongshi", "wenlian")
    for scripts in (True, False):
        context = phone_context(browser, scripts)
        page = context.new_page()
        for unit in units:
            page.goto(f"{address}units/{unit}/")
            first = page.locator("tr[data-clause]:visible, .fold:visible").first.bounding_box()
            assert first
            assert first["y"] < 2 * 740, unit
        context.close()


@IN_OLD_TOO
def test_a_link_into_a_fold_arrives(page: Page, address: str) -> None:
    page.goto(f"{address}units/qiaokou/")
    folds = page.locator(".fold")
    assert folds.count() > 20
    assert page.locator(".fold[open]").count() == 0
    page.goto(f"{address}units/qiaokou/#part-group-work-06")
    page.locator("#part-group-work-06[open]").wait_for()
    assert page.locator("#part-group-work-06 tr[data-clause]").first.is_visible()
    assert page.locator(".fold[open]").count() == 1


def test_where_a_search_opens_nothing_the_keys_of_the_search_do(page: Page, address: str) -> None:
    page.add_init_script("delete HTMLElement.prototype.onbeforematch")
    page.goto(f"{address}units/qiaokou/")
    assert not page.evaluate("'onbeforematch' in document.documentElement")
    page.keyboard.press("Control+f")
    assert page.locator(".fold:not([open])").count() == 0


def test_without_javascript_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}units/qiaokou/?role=lead")
    assert page.locator("tr[data-clause]").count() == 167
    assert page.locator("tr[data-clause]").last.is_visible()
    assert page.locator("ul.deadlines > li").count() == 5
    assert page.locator(":is(ul.files, ul.due-files) a[download]").count() == 10
    assert not page.locator("form.filters").is_visible()
    context.close()


FOLDED = "details.phone-fold:not([open])"


def test_on_a_phone_dates_and_downloads_fold_and_print_whole(browser: Browser, address: str) -> None:
    for width, folded in ((360, 2), (768, 0)):
        context = browser.new_context(viewport={"width": width, "height": 740})
        page = context.new_page()
        page.clock.set_fixed_time("2025-01-20T09:00:00")
        page.goto(f"{address}units/qiaokou/")
        assert page.locator("details.phone-fold").count() == 2
        assert page.locator(FOLDED).count() == folded
        page.locator("details.phone-fold summary").first.click()
        assert page.locator("ul.deadlines").first.is_visible() == bool(folded)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert all(one.is_visible() for one in page.locator(".deadlines time").all())
        context.close()


def test_without_a_clock_the_first_sentence_is_right(browser: Browser, address: str) -> None:
    context = phone_context(browser, scripts=False)
    page = context.new_page()
    page.goto(f"{address}units/qiaokou/")
    assert page.locator(".lede").inner_text() == "牵头5项、参加162项职责，报送5次，第一次2025年2月5日前。"
    assert page.locator(FOLDED).count() == 0
    # A unit that files nothing has no date to keep.
    page.goto(f"{address}units/gequ/")
    assert "报送" not in page.locator(".lede").inner_text()
    context.close()


def test_a_form_is_saved_under_a_name_that_people_understand(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2025-01-20T09:00:00")
    page.goto(f"{address}units/qiaokou/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="附表1　市《政府工作报告》办理方案").click()
    assert saved.value.suggested_filename == "硚口区人民政府附表1.docx"


@IN_OLD_TOO
def test_themes_of_everyday_life_open_where_an_address_leads_and_in_print(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}topics/")
    themes, first = page.locator("details.theme"), page.locator("#children")
    assert page.locator("details.theme[open]").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight") < 4000
    expect(first.get_by_role("heading", level=2)).to_be_visible()
    expect(first.locator("li").first).to_be_hidden()
    page.goto(f"{address}topics/#elderly")
    expect(page.locator("#elderly li").first).to_be_visible()
    expect(page.locator("#elderly summary")).to_be_in_viewport()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for n in (0, themes.count() - 1):
        expect(themes.nth(n).locator("li").last).to_be_visible()


def test_themes_open_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}topics/")
    page.locator("#elderly summary").click()
    expect(page.locator("#elderly li").first).to_be_visible()
    context.close()
