"""The page of all targets in a browser: narrowed, sorted by exact values, whole without a script; and the wall."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from generator.index.index import Index


def shown(page: Page) -> list[str]:
    return [row.get_attribute("id") or "" for row in page.locator("table.targets tbody tr:visible").all()]


def test_targets_are_narrowed_and_the_address_remembers(page: Page, address: str, real: Index) -> None:
    page.goto(f"{address}targets/")
    assert len(shown(page)) == len(real.targets)
    page.get_by_label("牵头单位").select_option(label="市体育局")
    page.get_by_label("类别").select_option(label="场次")
    expected = [
        one.id
        for one in real.targets
        if one.kind == "场次" and any(unit.name == "市体育局" for unit in one.clause.leads)
    ]
    assert expected
    assert shown(page) == expected
    assert page.locator("form.filters output").inner_text() == f"显示{len(expected)}个，共{len(real.targets)}个"
    page.reload()
    assert shown(page) == expected
    page.goto(f"{address}targets/?lead=nobody")
    assert len(shown(page)) == len(real.targets)


def test_targets_are_sorted_by_their_exact_values(page: Page, address: str, real: Index) -> None:
    page.goto(f"{address}targets/")
    page.get_by_role("button", name="多少").click()
    assert shown(page) == [one.id for one in sorted(real.targets, key=lambda one: -one.value)]


def test_without_javascript_all_targets_are_there(browser: Browser, address: str, real: Index) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}targets/")
    assert len(shown(page)) == len(real.targets)
    assert not page.locator("form.filters").is_visible()
    context.close()


def test_a_phone_shows_what_this_is_a_search_the_doors_and_the_first_numbers(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    for words in ("h1", ".home-search input", ".main-doors a", ".wall b"):
        box = page.locator(words).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 740, words
    context.close()
