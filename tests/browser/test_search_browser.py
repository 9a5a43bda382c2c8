"""The search as people use it: in a real browser, on the real site, typing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import IN_OLD_TOO, LOOKS, faults
from tests.conftest import SMALL, build_site, make_project, serve
from tests.search_scores import read_queries

SAMPLE = [query.text for n, query in enumerate(read_queries()) if n % 45 == 0]
LOADED = ["assets/*/search/engine.js", "assets/*/search/index.js", "assets/*/search/topics.js"]
ID_OF_ALL = "all => all.map((one) => one.dataset.id)"


def page_ids(page: Page) -> list[str]:
    ids: list[str] = page.locator(".search-results [data-id]").evaluate_all(ID_OF_ALL)
    return ids


def unaddressed(path: str) -> str:
    """A path with * in place of the digest in the folder of scripts and styles."""
    return re.sub("^assets/[0-9a-f]{12}/", "assets/*/", path)


def search(page: Page, address: str, parameters: str) -> list[str]:
    """The ids that the page of the search shows for an address."""
    page.goto(f"{address}search/?{parameters}")
    page.locator(".search-results[data-query]").wait_for(state="attached")
    return page_ids(page)


@pytest.mark.parametrize("text", SAMPLE)
def test_typing_in_the_box_shows_the_order_of_the_page(page: Page, address: str, text: str) -> None:
    expected = search(page, address, f"q={quote(text)}")
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    page.locator(".search-box input").press_sequentially(text)
    options = page.locator(".search-options [data-id]")
    expect(options).to_have_count(min(len(expected), 8))
    assert options.evaluate_all(ID_OF_ALL) == expected[:8]


def test_nothing_is_loaded_before_the_box_is_used(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(unaddressed(request.url.removeprefix(address))))
    page.goto(f"{address}units/qiaokou/", wait_until="networkidle")
    assert not set(LOADED) & set(requests)
    requests.clear()
    with page.expect_request("**/search/topics.js"):
        page.keyboard.press("Control+k")
        page.keyboard.type("停车位")
    page.locator(".search-options [data-id=project-18]").wait_for()
    # A browser asks for the icon of the tab when it likes.
    assert sorted(path for path in requests if not path.endswith("favicon.png")) == LOADED


@IN_OLD_TOO
def test_by_keyboard_to_the_anchor(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("充电桩")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    option = page.locator("[role=option][aria-selected=true]")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "none")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    chosen = option.get_attribute("data-id")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.rstrip("/").endswith((f"#{chosen}", f"/{chosen}")))


@IN_OLD_TOO
def test_on_the_home_page_the_large_field_is_the_box(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("combobox")).to_have_count(1)
    expect(page.locator(".search-bar")).to_be_hidden()
    page.locator(".home-search input").press_sequentially("绿道")
    page.locator(".home-search [role=option]").first.wait_for()
    page.get_by_role("button", name="搜索").click()
    page.wait_for_url(f"{address}search/?q={quote('绿道')}")


def test_enter_without_a_choice_opens_the_page_of_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}units/")
    page.keyboard.press("/")
    page.keyboard.type("老年食堂")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q={quote('老年食堂')}")
    page.locator(".search-results [data-id]").first.wait_for()
    assert page_ids(page)[0] == "project-6"


@IN_OLD_TOO
def test_escape_and_leaving_close_the_box(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("地铁")
    panel = page.locator(".search-panel")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("站")
    expect(panel).to_be_visible()
    page.locator("h1").first.click(position={"x": 2, "y": 40}, force=True)
    expect(panel).to_be_hidden()


def test_a_slash_typed_in_a_field_is_a_slash(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    field = page.get_by_role("searchbox")
    field.fill("微克")
    field.press("/")
    expect(field).to_have_value("微克/")


@IN_OLD_TOO
def test_screen_readers_are_told(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("绿道")
    status = page.locator(".home-search [role=status]")
    expect(status).to_contain_text("找到")
    page.get_by_role("combobox").fill("xyzzyx")
    expect(status).to_have_text("没有找到")


def test_no_search_in_mid_composition(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_function("document.activeElement.name === 'q'")
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "chong dian", "selectionStart": 10, "selectionEnd": 10})
    expect(page.get_by_role("combobox")).to_have_value("chong dian")
    expect(page.locator(".search-panel")).to_be_hidden()
    page.keyboard.press("Enter")
    assert page.url == address
    client.send("Input.insertText", {"text": "充电桩"})
    page.locator(".search-options [data-id=project-19]").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_layout_does_not_jump(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}units/qiaokou/")
    heading = page.locator("h1").first
    before = heading.bounding_box()
    page.keyboard.press("/")
    page.keyboard.type("停车")
    page.locator(".search-options [data-id]").first.wait_for()
    assert heading.bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(0, 600)")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("scrollY") == 600


SHIFTS = """window.moved = 0
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.moved += entry.value)))
  .observe({ type: "layout-shift", buffered: true })"""


@pytest.mark.parametrize("width", [360, 1280])
def test_results_push_nothing_that_is_in_sight(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    for query in ("硚口区", "停车位", "xyzzyx"):
        search(page, address, f"q={quote(query)}")
        page.wait_for_timeout(100)
        assert page.evaluate("moved") == 0, query


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("query", ["停车位", "地铁票价", "xyzzyx"])
def test_axe_finds_nothing_in_the_open_box(browser: Browser, address: str, look: str, query: str) -> None:
    context = browser.new_context(**LOOKS[look])
    page = context.new_page()
    page.goto(f"{address}units/qiaokou/")
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(".search-options [data-id], .search-panel [data-empty]").first.wait_for()
    page.keyboard.press("ArrowDown")
    # What the box covers of the page behind it is no fault of either.
    assert faults(page, look, within=".search-box") == []
    context.close()


def test_without_javascript_two_links_stand_in_its_place(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}units/qiaokou/")
    expect(page.locator(".search-box")).to_be_hidden()
    bar = page.locator(".search-bar")
    expect(bar.get_by_role("link", name="单位目录")).to_be_visible()
    bar.get_by_role("link", name="全文").click()
    assert page.url == f"{address}full-text/"
    page.goto(f"{address}search/?q=1")
    expect(page.locator(".search-page form")).to_be_hidden()
    expect(page.locator(".search-page").get_by_role("link", name="单位目录")).to_be_visible()
    context.close()


@IN_OLD_TOO
def test_all_state_is_in_the_address(page: Page, address: str) -> None:
    all_ids = search(page, address, f"q={quote('硚口区')}")
    leads = search(page, address, f"q={quote('硚口区')}&role=group&part=project")
    assert leads
    assert set(leads) < set(all_ids)
    assert all(id_.startswith("project-") for id_ in leads)
    assert page.locator("select[name=role]").input_value() == "group"
    assert page.locator("select[name=part]").input_value() == "project"


@IN_OLD_TOO
def test_filters_count_and_go_back_and_forward(page: Page, address: str) -> None:
    everything = search(page, address, f"q={quote('公园')}")
    chosen = page.locator("select[name=kind]")
    count = chosen.locator("option[value=project]").inner_text()
    chosen.select_option("project")
    page.wait_for_url("**kind=project")
    projects = page_ids(page)
    assert count == f"民生实事（{len(projects)}）"
    assert projects == [id_ for id_ in everything if id_.startswith(("project-", "candidate-"))]
    page.go_back()
    expect(page.locator(".search-results [data-id]")).to_have_count(len(everything))
    page.go_forward()
    expect(page.locator(".search-results [data-id]")).to_have_count(len(projects))
    assert page_ids(page) == projects


def test_what_the_address_chose_outlasts_typing_before_the_index_is_there(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/index.js", lambda route: held.extend([route]))
    page.goto(f"{address}search/?q={quote('停')}&kind=project", wait_until="domcontentloaded")
    field = page.locator(".search-page input")
    field.press("End")
    field.press_sequentially("车")
    held[0].continue_()
    page.locator(".search-results[data-query=停车]").wait_for(state="attached")
    assert page.url == f"{address}search/?q={quote('停车')}&kind=project"
    assert page.locator("select[name=kind]").input_value() == "project"
    assert all(id_.startswith(("project-", "candidate-")) for id_ in page_ids(page))


@IN_OLD_TOO
def test_everything_a_unit_owes_without_a_query(page: Page, address: str) -> None:
    owed = search(page, address, "unit=weijianwei&role=lead")
    assert "task-249" in owed
    assert "project-22" in owed
    assert "weijianwei" not in owed


def test_a_role_without_a_unit_narrows_nothing(page: Page, address: str) -> None:
    assert search(page, address, f"q={quote('停车位')}&role=lead")[0] == "project-18"
    expect(page.locator("select[name=role]")).to_be_hidden()
    assert search(page, address, "role=lead") == []


def test_typing_on_the_page_leaves_one_entry_of_the_history(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.goto(f"{address}search/")
    page.get_by_role("searchbox").press_sequentially("停车位")
    page.locator(".search-results [data-id=project-18]").wait_for()
    assert page.url == f"{address}search/?q={quote('停车位')}"
    page.go_back()
    assert page.url == f"{address}about/"


@IN_OLD_TOO
def test_a_result_says_what_it_is(page: Page, address: str) -> None:
    search(page, address, f"q={quote('停车位')}")
    result = page.locator("[data-id=project-18]")
    expect(result).to_contain_text("第四部分第18项")
    expect(result).to_contain_text("牵头：市住房和城市更新局")
    expect(result.locator("mark")).to_have_text("机动车停车泊位")
    link, twin = result.get_by_role("link").all()
    expect(link).to_have_css("text-decoration-line", "none")
    expect(result.locator(".result-text")).to_have_css("text-decoration-line", "underline")
    expect(twin).to_have_css("text-decoration-line", "underline")
    link.click()
    page.wait_for_url(f"{address}projects/project-18/")


def test_a_result_names_the_office_that_does_the_work(page: Page, address: str) -> None:
    ids = search(page, address, f"q={quote('文明办')}")
    assert ids[:2] == ["xuanchuanbu", "task-207"]
    expect(page.locator("[data-id=xuanchuanbu]")).to_contain_text("内设机构：市文明办，见第二部分第207项")
    expect(page.locator("[data-id=task-207]")).to_contain_text("牵头：市委宣传部〈市文明办〉")
    assert page.get_by_text("〈市文明办〉").count() == 1


def test_a_project_says_which_task_it_restates(page: Page, address: str) -> None:
    assert search(page, address, f"q={quote('停车位')}")[:2] == ["project-18", "task-159"]
    expect(page.get_by_role("status")).to_have_text("找到3个事项（1对同一事项各并为一条）")
    page.get_by_role("link", name="编者判断：与任务第二部分第152项是同一事项").click()
    page.wait_for_url("**/#task-152")
    search(page, address, "part=project&kind=project")
    expect(page.get_by_text("有一处与任务第二部分第")).not_to_have_count(0)


def test_items_are_counted_alike_here_and_on_the_page_of_a_unit(page: Page, address: str) -> None:
    search(page, address, f"q={quote('硚口区')}")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^找到1个单位、165个事项（\d对同一事项各并为一条）$"))
    page.goto(f"{address}units/qiaokou/")
    expect(page.locator("article")).to_contain_text("共167项职责，出自165个事项")


def test_what_is_only_near_says_so(page: Page, address: str) -> None:
    assert search(page, address, f"q={quote('公租房')}")[0] == "project-12"
    expect(page.get_by_role("status")).to_have_text("只有相近结果2条")
    expect(page.locator("[data-id=project-12]")).to_contain_text("相近结果")


def test_the_deadlines_lead_to_the_calendar(page: Page, address: str) -> None:
    assert search(page, address, f"q={quote('季度报告什么时候交')}")[0] == "page:calendar"
    page.locator("[data-id='page:calendar']").get_by_role("link").click()
    page.wait_for_url(f"{address}calendar/")


def test_a_faint_match_is_marked(page: Page, address: str) -> None:
    ids = search(page, address, f"q={quote('地铁票价')}")
    assert ids
    expect(page.get_by_text("相近结果", exact=True)).to_have_count(len(ids))


@IN_OLD_TOO
def test_an_empty_answer_offers_the_unit_index_and_the_full_text(page: Page, address: str) -> None:
    assert search(page, address, "q=xyzzyx") == []
    empty = page.locator("[data-empty]")
    assert page.locator("article").inner_text().count("没有找到") == 1
    expect(empty.get_by_role("link", name="全文")).to_have_attribute("href", f"{address}full-text/")
    empty.get_by_role("link", name="单位目录").click()
    assert page.url == f"{address}units/"


@IN_OLD_TOO
def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(page: Page, address: str) -> None:
    page.route("**/index.js", lambda route: route.abort())
    page.goto(f"{address}units/")
    page.keyboard.press("/")
    expect(page.locator(".search-panel")).to_contain_text("搜索没有载入")
    page.unroute("**/index.js")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("绿道")
    page.locator(".search-options [data-id]").first.wait_for()
    expect(page.locator(".search-note")).to_have_count(0)


@pytest.mark.parametrize(
    "query",
    ["<img src=x onerror=alert(1)>", "x" * 10_000, "%ED%A0%80", ".*+?^${}()|[]\\", "😀🏗️", "javascript:alert(1)"],
    ids=["markup", "long", "surrogate", "regex", "emoji", "script"],
)
def test_a_hostile_query_gives_a_calm_page(page: Page, address: str, query: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto(f"{address}search/?q={query if query.startswith('%') else quote(query)}")
    page.locator(".search-results[data-query]").wait_for(state="attached")
    page.locator(".search-page input").fill("充" * 10_000)
    page.evaluate("document.querySelector('.search-page input').value = '\\ud800x'")
    page.locator(".search-page input").press("End")
    page.keyboard.type("停")
    page.wait_for_url(lambda url: quote("停") in url)
    assert faults == []
    assert page.locator(".search-page img, .search-page script:not([src])").count() == 0


@IN_OLD_TOO
def test_a_search_that_throws_shows_no_other_results(page: Page, address: str) -> None:
    """Neither on the page nor in the box; the sentence leads to the unit index and the full text."""
    broken = "const find = globalThis.createSearchEngine; globalThis.createSearchEngine = (index) => {\
        const engine = find(index), search = engine.search.bind(engine);\
        engine.search = (typed) => { if (typed === '食堂') throw new Error(typed); return search(typed) };\
        return engine }"

    def spoil(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{response.text()}\n{broken}")

    page.route("**/engine.js", spoil)
    search(page, address, f"q={quote('硚口区')}")
    page.locator(".search-page input").fill("食堂")
    expect(page.locator(".search-page .search-note")).to_contain_text("搜索出错了")
    assert page_ids(page) == []
    page.locator(".search-page").get_by_role("link", name="全文").click()
    page.wait_for_url(f"{address}full-text/")
    page.keyboard.press("/")
    page.keyboard.type("硚口区")
    page.locator(".search-options [data-id]").first.wait_for()
    page.locator(".search-box input").fill("食堂")
    expect(page.locator(".search-panel .search-note")).to_contain_text("搜索出错了")
    expect(page.locator(".search-options [data-id]")).to_have_count(0)
    expect(page.locator(".search-panel").get_by_role("link", name="单位目录")).to_be_visible()


def test_where_scripts_are_refused_the_pages_say_what_there_is(page: Page, address: str) -> None:
    """As by a server that knows no ending of scripts; a plain script that runs says nothing about the others."""
    page.route(re.compile(r"/(box|page)\.js$"), lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{address}search/?q={quote('硚口区')}")
    instead = page.locator(".search-page .instead")
    expect(instead).to_be_visible()
    expect(instead.get_by_role("link", name="单位目录")).to_have_attribute("href", "../units/")
    page.goto(f"{address}units/")
    expect(page.locator(".search-bar .instead").get_by_role("link", name="全文")).to_be_visible()
    page.unroute_all()
    page.goto(f"{address}search/?q={quote('硚口区')}")
    page.locator(".search-results [data-id]").first.wait_for()
    expect(instead).to_be_hidden()


def test_escape_that_ends_a_composition_leaves_the_box_open(page: Page, address: str) -> None:
    """Safari ends the composition first and gives the key the number 229."""
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    page.keyboard.type("绿道")
    page.locator(".search-options [data-id]").first.wait_for()
    page.locator(".search-box input").dispatch_event("keydown", {"key": "Escape", "keyCode": 229})
    expect(page.locator(".search-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".search-panel")).to_be_hidden()


@IN_OLD_TOO
def test_what_topics_bring_says_so_and_gives_way_to_the_very_words(page: Page, address: str) -> None:
    search(page, address, f"q={quote('爹爹婆婆吃饭')}")
    result = page.locator("[data-id=project-6]")
    expect(result).to_contain_text("“爹爹婆婆”：按“老人”查找")
    expect(result).to_contain_text("相近结果")
    page.get_by_role("link", name="只列有这几个字的").click()
    expect(page.get_by_role("status")).to_have_text("没有找到")
    page.get_by_role("link", name="也按意思找").click()
    expect(page.locator("[data-id=project-6]")).to_be_visible()


def test_topics_that_do_not_load_take_nothing_away(page: Page, address: str) -> None:
    page.route("**/search/topics.js", lambda route: route.abort())
    assert search(page, address, f"q={quote('停车位')}")[0] == "project-18"
    page.locator(".search-page input").fill("充电桩")
    expect(page.locator("[data-id=project-19]")).to_be_visible()


@pytest.fixture(scope="module")
def helped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of a plan in which units support others."""
    project = make_project(tmp_path_factory.mktemp("helped") / "project", SMALL / "data")
    plan = (project / "data/plan.yaml").read_text(encoding="utf-8")
    named = "text: 创建文明城市。\n        lead:\n        - 市委宣传部\n"
    assert named in plan
    (project / "data/plan.yaml").write_text(
        plan.replace(named, f"{named}        supporting:\n        - 甲市城建集团\n"), encoding="utf-8"
    )
    yield from serve(build_site(project, project / "site"))


@IN_OLD_TOO
def test_what_a_unit_supports_can_be_listed(page: Page, helped: str) -> None:
    page.goto(f"{helped}search/?q=文明城市&unit=chengjian")
    role = page.get_by_label("单位的身份")
    expect(role.locator("option")).to_have_text(["不限", "配合（1）"])
    role.select_option("supporting")
    expect(page.locator(".search-results li")).to_have_count(1)
    page.goto(f"{helped}units/chengjian/?role=supporting")
    expect(page.locator("tr[data-clause]:visible")).to_have_count(1)
