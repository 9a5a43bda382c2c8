"""The reading experience, in a real browser: for everyone, with any device, without scripts, and on paper."""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from generator.index.index import Index
from tests.browsing import IN_OLD_TOO, KINDS, LOOKS, SMALL_KINDS, faults
from tests.conftest import SUB_PATH, serve


def found_by_axe(page: Page, addresses: Iterable[str], look: str = "light") -> list[str]:
    """What axe finds on some pages, one after the other."""
    found: list[str] = []
    for address in addresses:
        page.goto(address)
        if "?" in address:
            page.locator("[data-id]").first.wait_for()
        found += faults(page, look)
    return found


def test_axe_finds_nothing(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    assert found_by_axe(page, [address + path for path in KINDS]) == []


@pytest.mark.parametrize("width", [360, 768])
def test_axe_finds_nothing_on_narrow_screens(page: Page, small_address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert found_by_axe(page, [small_address + path for path in SMALL_KINDS]) == []


@pytest.mark.parametrize("look", ["dark", "contrast", "forced"])
def test_axe_finds_no_colour_that_is_hard_to_read(browser: Browser, small_address: str, look: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **LOOKS[look])
    assert found_by_axe(context.new_page(), [small_address + path for path in SMALL_KINDS], look) == []
    context.close()


def test_axe_finds_nothing_in_elder_mode(page: Page, small_address: str) -> None:
    page.goto(small_address)
    page.get_by_role("button", name="长者模式").click()
    assert found_by_axe(page, [small_address + path for path in SMALL_KINDS[:9]]) == []


@pytest.fixture
def elder(page: Page, address: str) -> Page:
    page.goto(address)
    page.get_by_role("button", name="长者模式").click()
    return page


def test_elder_mode_enlarges_every_page_and_is_remembered_on_the_device_alone(elder: Page, address: str) -> None:
    for path in KINDS:
        elder.goto(address + path)
        toggle = elder.get_by_role("button", name="长者模式")
        assert toggle.get_attribute("aria-pressed") == "true"
        size = elder.evaluate("parseFloat(getComputedStyle(document.querySelector('article')).fontSize)")
        assert size >= 20, path
        assert elder.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    kept = elder.evaluate("Object.keys(localStorage).map((name) => name.split('.').pop())")
    assert set(kept) <= {"elder", "__palette"}
    assert elder.context.cookies() == []
    elder.get_by_role("button", name="长者模式").click()
    elder.reload()
    assert elder.get_by_role("button", name="长者模式").get_attribute("aria-pressed") == "false"


@IN_OLD_TOO
def test_elder_mode_leaves_of_the_tools_how_to_cite_and_to_send(page: Page, address: str) -> None:
    page.goto(f"{address}sections/work-04/")
    tools = page.locator("#task-79 .tools")
    assert tools.get_by_role("link", name="数据文件（").is_visible()
    page.get_by_role("button", name="长者模式").click()
    assert not tools.get_by_role("link", name="数据文件（").is_visible()
    assert tools.get_by_text("第二部分第79项").is_visible()
    assert tools.locator("li:visible").count() == 2
    assert page.locator("#task-79 .text").is_visible()


def test_a_browser_that_keeps_nothing_shows_everything(browser: Browser, address: str) -> None:
    page = browser.new_page()
    blocked = "get() { throw new DOMException('blocked', 'SecurityError') }"
    page.add_init_script(
        f"for (const one of ['localStorage', 'sessionStorage']) {{ const get = {{ {blocked} }}; "
        "Object.defineProperty(window, one, get) }"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    assert page.evaluate("try { localStorage } catch (error) { error.name }") == "SecurityError"
    page.locator(".elder-mode").click()
    assert {"js", "elder"} <= set(page.evaluate("[...document.documentElement.classList]"))
    assert errors == []
    page.close()


def test_in_elder_mode_on_a_phone_the_words_of_doors_stay_whole(elder: Page, address: str) -> None:
    elder.set_viewport_size({"width": 360, "height": 800})
    elder.goto(address)
    heights = elder.locator(".main-doors b").evaluate_all("(all) => all.map((one) => one.offsetHeight)")
    assert len(heights) == 4
    assert len(set(heights)) == 1


def test_elder_mode_on_a_phone_keeps_the_menu_and_fits_the_screen(elder: Page, address: str) -> None:
    elder.set_viewport_size({"width": 360, "height": 800})
    for path in KINDS:
        elder.goto(address + path)
        assert elder.evaluate("document.documentElement.scrollWidth") <= 360, path
    elder.get_by_role("button", name="导航菜单").click()
    elder.locator(".md-sidebar--primary").get_by_role("link", name="民生实事").wait_for()


SPEECH = """
const voice = { lang: 'zh-CN', name: 'voice' };
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => %s, speaking: false, addEventListener() {}, cancel() { this.speaking = false },
  speak(speech) { window.spoken.push(speech.text); this.speaking = true; speech.onstart() },
} });
"""


@IN_OLD_TOO
def test_the_page_is_read_aloud_where_the_browser_has_a_voice(page: Page, address: str) -> None:
    page.add_init_script(SPEECH % "[voice]")
    page.goto(f"{address}projects/project-15/")
    page.get_by_role("button", name="朗读").click()
    assert "建成微循环路100条。" in page.evaluate("window.spoken[0]")
    page.get_by_role("button", name="停止").click()
    assert not page.evaluate("speechSynthesis.speaking")


def test_no_tool_is_read_aloud_and_a_page_that_is_left_falls_silent(page: Page, address: str) -> None:
    page.add_init_script(SPEECH % "[voice]")
    page.goto(f"{address}sections/work-03/")
    page.get_by_role("button", name="朗读").click()
    spoken = page.evaluate("window.spoken[0]")
    assert "责任单位" in spoken
    assert [word for word in ("复制", "本项链接", "plan.yaml") if word in spoken] == []
    assert page.locator("#task-58").get_by_role("button", name="复制引用").is_visible()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert not page.evaluate("speechSynthesis.speaking")


def test_no_dead_button_where_the_browser_has_no_voice(page: Page, address: str) -> None:
    page.add_init_script(SPEECH % "[]")
    page.goto(address)
    assert page.get_by_role("button", name="朗读").count() == 0


COVERED = """() => {
  const element = document.activeElement
  const { x, y, width, height } = element.getBoundingClientRect()
  if (element === document.body || width * height < 2) return null
  const top = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 8))
  const style = getComputedStyle(element)
  return {
    what: element.outerHTML.slice(0, 120),
    covered: !top || !(element.contains(top) || top.contains(element)),
    outlined: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
  }
}"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["", "sections/work-04/", "units/qiaokou/"])
def test_the_focus_is_visible_and_nothing_covers_it(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + path)
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(COVERED))
    looked = [focus for focus in seen if focus]
    assert len(looked) > 30
    assert [focus["what"] for focus in looked if focus["covered"]] == []
    assert [focus["what"] for focus in looked if not focus["outlined"]] == []


@IN_OLD_TOO
def test_the_menu_of_a_narrow_screen_works_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}sections/work-04/")
    menu = page.get_by_role("button", name="导航菜单")
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    page.locator(".md-sidebar--primary").get_by_role("link", name="通知").wait_for()
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"


AT_THE_CENTRE_OF = """(selector) => {
  const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect()
  return document.elementFromPoint(x + width / 2, y + height / 2).closest(selector) !== null
}"""


@IN_OLD_TOO
def test_the_search_box_stays_behind_the_open_menu(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 768, "height": 800})
    page.goto(f"{address}units/")
    assert page.evaluate(AT_THE_CENTRE_OF, ".search-box input")
    page.get_by_role("button", name="导航菜单").click()
    page.locator(".md-sidebar--primary").get_by_role("link", name="说明").wait_for()
    assert not page.evaluate(AT_THE_CENTRE_OF, ".search-box input")


def test_a_long_title_in_the_header_ends_before_the_search_box(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 960, "height": 800})
    page.goto(f"{address}sections/work-04/#task-101")
    page.wait_for_function("document.querySelector('.md-header__title').classList.contains('md-header__title--active')")
    title = page.locator(".md-header__title").bounding_box()
    box = page.locator(".search-box").bounding_box()
    assert title
    assert box
    assert title["x"] + title["width"] <= box["x"]


CUT = """(elements) => elements.filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
  .map((e) => e.textContent.trim())"""


def test_on_a_phone_no_title_and_no_step_of_the_way_is_cut(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    for path in ("sections/goals/", "units/qiaokou/", "projects/project-15/"):
        page.goto(address + path)
        for _ in range(2):
            assert page.locator(".md-header__topic .md-ellipsis, .md-path .md-ellipsis").evaluate_all(CUT) == []
            page.get_by_role("button", name="长者模式").click()


def test_on_a_phone_no_citation_of_a_partner_breaks(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}units/qiaokou/")
    lines = "(links) => links.map((link) => link.getClientRects().length)"
    assert set(page.locator(".partners td a").evaluate_all(lines)) == {1}
    row = page.locator(".partners tr").nth(1)
    name, count, items = (row.locator(cell).bounding_box() for cell in ("th", "td >> nth=0", "td >> nth=1"))
    assert name
    assert count
    assert items
    assert abs(name["y"] - count["y"]) < 8
    assert items["y"] >= name["y"] + name["height"] - 1


def test_an_item_has_no_rule_under_its_number(page: Page, address: str) -> None:
    for path in ("sections/goals/", "sections/conduct-1/", "sections/projects-01/", "sections/work-04/"):
        page.goto(address + path)
        borders = "(numbers) => numbers.map((number) => getComputedStyle(number).borderBottomWidth)"
        assert set(page.locator(".item .number").evaluate_all(borders)) == {"0px"}, path


@IN_OLD_TOO
def test_a_deep_link_lands_below_what_is_sticky_and_is_marked(page: Page, address: str) -> None:
    page.goto(f"{address}sections/work-04/#task-96")
    number = page.locator("#task-96 .number").bounding_box()
    heading = page.locator(".group-heading", has_text="加强区域协同发展").bounding_box()
    assert number
    assert heading
    assert number["y"] >= heading["y"] + heading["height"] - 1
    marked, plain = (
        page.locator(f"#task-{n}").evaluate("(e) => getComputedStyle(e).backgroundColor") for n in (96, 97)
    )
    assert marked != plain


def test_the_group_heading_and_the_name_of_the_unit_stay_in_view(page: Page, address: str) -> None:
    page.goto(f"{address}sections/work-04/#task-101")
    heading = page.locator(".group-heading", has_text="加强区域协同发展").bounding_box()
    assert heading
    assert 0 <= heading["y"] < 120
    page.goto(f"{address}units/qiaokou/")
    page.mouse.wheel(0, 3000)
    topic = page.locator(".md-header__topic", has_text="硚口区人民政府")
    topic.wait_for()
    page.wait_for_function("document.querySelector('.md-header__title').classList.contains('md-header__title--active')")


def test_what_is_chosen_is_seen_where_the_system_sets_the_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}sections/work-04/#task-96")
    outline = "(element) => getComputedStyle(element).outlineStyle"
    assert [page.locator(f"#task-{n}").evaluate(outline) for n in (96, 97)] == ["solid", "none"]
    toggle = page.get_by_role("button", name="长者模式")
    colour = "(element) => getComputedStyle(element).backgroundColor"
    plain = toggle.evaluate(colour)
    toggle.click()
    assert toggle.evaluate(colour) != plain
    context.close()


def test_boxes_and_results_look_like_boxes_and_results(page: Page, address: str) -> None:
    """The underline of links in text and the margins of lists in text must not reach them."""
    lines = "(links) => links.map((link) => getComputedStyle(link).textDecorationLine)"
    links = {"": ".doors a", "units/qiaokou/": ".bases a", "search/?q=停车位": "[data-id] a:first-child"}
    for path, selector in links.items():
        page.goto(address + path)
        page.locator(selector).first.wait_for()
        assert set(page.locator(selector).evaluate_all(lines)) == {"none"}, path
    assert page.evaluate("document.querySelector('.search-results li').getBoundingClientRect().x") == page.evaluate(
        "document.querySelector('article h1').getBoundingClientRect().x"
    )


def test_nothing_dead_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in KINDS:
        page.goto(address + path)
        assert page.get_by_role("button").count() == 0, path
        assert page.get_by_role("textbox").count() == 0, path
        assert page.locator("article").first.is_visible()
    context.close()


def weight(page: Page, address: str) -> int:
    """The bytes of all that a page loads with nothing cached, compressed as a server would."""
    bodies: list[bytes] = []
    page.on("response", lambda response: bodies.append(response.body()) if response.status == 200 else None)
    page.goto(address, wait_until="networkidle")
    return sum(len(gzip.compress(body, 6)) for body in bodies)


def test_a_section_page_is_light(page: Page, address: str, site: Path, real: Index) -> None:
    """Cold everything is loaded, here with the largest page; warm, the page itself, for the rest is the same on all."""
    assert weight(page, f"{address}sections/work-03/") <= 250_000
    for part in real.data.plan.parts:
        for section in part.sections:
            content = (site / f"sections/{section.id}/index.html").read_bytes()
            assert len(gzip.compress(content, 6)) <= 60_000


def paper(page: Page, address: str) -> list[str]:
    """The text of each sheet as Chromium prints the page on A4."""
    page.goto(address)
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def in_order(text: str, expected: Iterator[str] | list[str]) -> bool:
    position = 0
    for piece in expected:
        position = text.find(squeezed([piece]), position)
        if position < 0:
            return False
    return True


# Radicals and a dash that NFKC keeps apart from the characters they look like.
RADICALS = str.maketrans("⺠⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻩⻬⻮⻰戶―", "民见角贝车长门青页风飞食马鱼鸟黄齐齿龙户—")


def squeezed(sheets: list[str]) -> str:
    """The text without white space. Fonts may give a radical for the character that looks the same, which is undone."""
    return unicodedata.normalize("NFKC", "".join("".join(sheets).split())).translate(RADICALS)


def test_a_unit_on_paper(page: Page, address: str, real: Index) -> None:
    sheets = paper(page, f"{address}units/qiaokou/")
    assert 8 <= len(sheets) <= 20
    text = squeezed(sheets)
    assert in_order(
        text, ["独立整理版，不是政府网站", "硚口区人民政府", "武政〔2025〕1号", "2025年1月16日", "第二部分第16项"]
    )
    named = [o.clause.entry.citation for o in real.owed(real.unit("硚口区人民政府")) if o.basis == "named"]
    assert in_order(text, named)
    assert named[0] in squeezed(sheets[:1])
    for n, sheet in enumerate(sheets, 1):
        assert f"{n}/{len(sheets)}" in squeezed([sheet])
    heads = (["编号", "事项"], ["单位", "条数"])
    headed = [sheet for sheet in sheets[1:] if any(in_order(squeezed([sheet]), head) for head in heads)]
    assert len(headed) >= len(sheets) - 2
    for absent in ("长者模式", "上一页", "导航", "http"):
        assert absent not in text


def test_no_row_of_a_unit_is_cut_on_paper_and_no_heading_left_behind(page: Page, address: str) -> None:
    sheets = [squeezed([sheet]) for sheet in paper(page, f"{address}units/qiaokou/")]
    cells = page.locator(".obligations tbody td:nth-child(2), .partners td:nth-child(3)").all_text_contents()
    assert len(cells) > 200
    assert [cell for cell in cells if not any(squeezed([cell]) in sheet for sheet in sheets)] == []
    heading = squeezed(page.locator("#part-group").all_text_contents())
    assert any(in_order(sheet, [heading, "依据", "事项", "第一部分第"]) for sheet in sheets)


@IN_OLD_TOO
def test_what_is_folded_is_printed(page: Page, address: str) -> None:
    printed = squeezed(paper(page, f"{address}units/qiaokou/"))
    texts = page.locator(".fold:not([open]) td:nth-child(2)").all_text_contents()
    assert len(texts) == 165
    assert [text for text in texts if squeezed([text]) not in printed] == []


def test_the_open_data_on_paper_are_those_of_the_whole_plan(page: Page, address: str) -> None:
    sheets = paper(page, f"{address}open-data/")
    assert len(sheets) <= 2
    text = squeezed(sheets)
    assert in_order(text, ["整个方案", "checksums.txt", "各单位的文件不在纸上列出"])
    assert not re.search("[0-9a-f]{16}", text)
    assert "市文旅局" not in text


@pytest.mark.parametrize("path", ["projects/project-15/", "sections/goals/", "notice/", "forms/"])
def test_what_fits_one_sheet_takes_one(page: Page, address: str, path: str) -> None:
    assert len(paper(page, address + path)) == 1


def test_paper_is_never_dark(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark", contrast="more")
    page = context.new_page()
    page.goto(f"{address}units/qiaokou/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print", color_scheme="dark")
    colours = "(element) => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]"
    assert page.locator(".obligations td").first.evaluate(colours) == ["rgb(28, 32, 36)", "rgb(255, 255, 255)"]
    context.close()


def test_the_full_text_on_paper(page: Page, address: str, real: Index) -> None:
    sheets = paper(page, f"{address}full-text/")
    assert 20 <= len(sheets) <= 40
    text = squeezed(sheets)
    firsts = [entry.item.clauses[0].text[:8] for entry in real.entries]
    assert in_order(text, ["独立整理版，不是政府网站", real.data.plan.document.called, *firsts, "印发"])
    assert "http" not in text


def test_a_section_on_paper(page: Page, address: str, real: Index) -> None:
    sheets = paper(page, f"{address}sections/work-04/")
    assert 3 <= len(sheets) <= 8
    section = real.entry_by_id["task-79"].section
    assert in_order(squeezed(sheets), [item.clauses[0].text[:8] for item in section.items])


def test_a_lost_address_under_the_sub_path_can_be_searched_from(page: Page, published: Path) -> None:
    lost = (published / "zwgk/plan/404.html").read_bytes()
    for root in serve(published):
        page.route(f"{root}zwgk/plan/units/none/deep/", lambda route: route.fulfill(status=404, body=lost))
        page.goto(f"{root}zwgk/plan/units/none/deep/")
        for link in page.locator("article a, .md-tabs a").all():
            target = link.evaluate("(link) => link.href")
            assert page.request.get(target).ok, target
        box = page.get_by_role("combobox", name="搜索")
        box.press_sequentially("修路")
        page.get_by_role("option").first.click()
        page.wait_for_url(f"{root}zwgk/plan/projects/project-1/")


def test_the_page_for_lost_addresses_needs_nothing(page: Page, address: str, site: Path) -> None:
    """It is shown at any address, and without `site_url` it cannot know where the site is. Its style applies."""
    lost, requests, errors = (site / "404.html").read_bytes(), [], []
    page.route("**/deep/", lambda route: route.fulfill(status=404, body=lost, content_type="text/html"))
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(f"{address}units/none/deep/")
    assert page.get_by_role("heading", level=1).inner_text() == "没有这个页面"
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).lineHeight") == "29.6px"
    assert faults(page) == []
    assert requests == [f"{address}units/none/deep/"]
    assert [error for error in errors if "404" not in error] == []
    page.get_by_role("link", name="到上一级网址").click()
    assert page.url == f"{address}units/none/"


def test_from_a_lost_address_the_way_leads_back(page: Page, address: str, site: Path) -> None:
    lost = (site / "404.html").read_bytes()
    page.route("**/none/**", lambda route: route.fulfill(status=404, body=lost, content_type="text/html"))
    page.goto(f"{address}units/")
    page.goto(f"{address}units/none/deep/")
    for _ in range(2):
        page.get_by_role("link", name="到上一级网址").click()
    assert page.url == f"{address}units/"
    page.go_back()
    page.get_by_role("button", name="返回上一页").click()
    page.wait_for_url(f"{address}units/none/deep/")


def test_from_a_lost_address_without_a_slash_at_its_end_the_way_up_is_another(
    page: Page, address: str, site: Path
) -> None:
    lost = (site / "404.html").read_bytes()
    page.route("**/none", lambda route: route.fulfill(status=404, body=lost, content_type="text/html"))
    page.goto(f"{address}none")
    assert page.get_by_role("link").all_inner_texts() == ["到上一级网址"]
    page.get_by_role("link").click()
    assert page.url == address


def test_a_lost_address_knows_the_home_page_of_the_site_that_was_seen_before(
    page: Page, address: str, site: Path
) -> None:
    lost = (site / "404.html").read_bytes()
    page.route("**/none/**", lambda route: route.fulfill(status=404, body=lost, content_type="text/html"))
    page.goto(f"{address}units/qiaokou/")
    page.goto(f"{address}units/none/deep")
    page.get_by_role("link", name="首页").click()
    assert page.url == address
    page.goto(f"{address.removesuffix(f'{SUB_PATH}/')}none/deep")
    assert page.get_by_role("link").all_inner_texts() == ["到上一级网址"]


def test_without_javascript_a_lost_address_offers_nothing_dead(browser: Browser, address: str, site: Path) -> None:
    """Whether the address ends with a slash, the reader has to see."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    lost = (site / "404.html").read_bytes()
    page.route(re.compile("none/?$"), lambda route: route.fulfill(status=404, body=lost, content_type="text/html"))
    page.goto(address)
    for end, link in (("/", "到上一级网址"), ("", "网址末尾没有“/”的，到这一级")):
        page.goto(f"{address}units/none{end}")
        assert page.get_by_role("button").count() == 0
        assert page.get_by_role("link", name="首页").count() == 0
        page.get_by_role("link", name=link).click()
        assert page.url == f"{address}units/"
    context.close()


SCRIPTS = re.compile(r"\.js(\?.*)?$")


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream"])
def test_a_server_that_does_not_know_scripts_serves_them_all_the_same(page: Page, address: str, kind: str) -> None:
    def mistyped(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-type": kind})

    page.route(SCRIPTS, mistyped)
    page.goto(f"{address}search/?q=%E6%95%99%E8%82%B2")
    page.locator(".search-results [data-id]").first.wait_for()
    page.goto(f"{address}sections/work-04/")
    expect(page.locator("button.copy").first).to_be_visible()


@pytest.mark.parametrize("refused", [SCRIPTS, re.compile(r"/(copy|reading|box|page|desk)\.js$")], ids=["all", "ours"])
def test_what_stands_in_for_scripts_stays_where_they_are_refused(
    page: Page, address: str, refused: re.Pattern[str]
) -> None:
    """As by a server that answers 404 for what it does not know; a plain script that runs promises nothing."""
    page.route(refused, lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{address}sections/work-04/")
    expect(page.locator(".tools .permalink").first).to_be_visible()
    expect(page.locator("button.copy:visible")).to_have_count(0)
    expect(page.locator(".band button:visible")).to_have_count(0)
    page.goto(address)
    expect(page.locator(".home-search")).to_be_hidden()
    page.goto(f"{address}units/qiaokou/")
    expect(page.locator(".search-bar .instead").get_by_role("link", name="单位目录")).to_be_visible()
    expect(page.locator("form.filters")).to_be_hidden()


def test_a_filter_that_throws_shows_every_row_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}units/qiaokou/")
    all_rows = page.locator("tr[data-clause]").count()
    page.get_by_label("角色").select_option("lead")
    assert page.locator("tr[data-clause]:not([hidden])").count() < all_rows
    page.evaluate("() => { FormData = class { constructor() { throw new Error('broken') } } }")
    page.get_by_label("角色").select_option("responsible")
    said = page.locator(".filters-failed")
    expect(said).to_contain_text("筛选出错了")
    assert page.locator("tr[data-clause]:not([hidden])").count() == all_rows
    said.get_by_role("link", name="全文").click()
    page.wait_for_url(f"{address}full-text/")


def test_a_tool_that_throws_says_what_does_the_same(page: Page, address: str) -> None:
    page.goto(f"{address}sections/work-04/")
    page.evaluate("() => { window.print = () => { throw new Error('broken') } }")
    page.get_by_role("button", name="打印").click()
    expect(page.locator(".band")).to_contain_text("打印出错了，请用浏览器自己的功能")
