"""Every number in a picture is that of the index, and what is drawn repeats what the cells say."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

import lxml.html
import pytest

from generator.index.index import Index, Role
from generator.index.partners import Whom, coordinated, leads, partners
from generator.pages import pictures
from generator.pages.unit_lists import obligation_lists
from generator.site import urls
from generator.site.site import Site
from tests.conftest import ROOT, SECOND, index_of, site_of

PAIR = "两处写的数，同一比例；写明“以上”或“超过”的，右端不封口"


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(ROOT)


def page(site: Site, url: str) -> lxml.html.HtmlElement:
    """The markup of a page, which is HTML but for its headings."""
    body = next(one.body for one in site.pages if one.url == url)
    return lxml.html.fromstring(f"<div>{body}</div>")


def drawn(row: lxml.html.HtmlElement) -> list[str]:
    return [rect.get("width") for rect in row.iter("rect")]


def words(row: lxml.html.HtmlElement) -> list[str]:
    return [cell.text_content().strip() for cell in row if cell.tag in ("th", "td")]


def table(root: lxml.html.HtmlElement, caption: str) -> list[lxml.html.HtmlElement]:
    found = next(one for one in root.iter("caption") if one.text_content() == caption).getparent()
    return list(found.find("tbody").iter("tr"))


def test_who_carries_the_plan(site: Site, real: Index) -> None:
    rows = table(page(site, urls.PICTURES), "各单位牵头和参加的职责")
    shown = {words(row)[0]: (int(words(row)[1]), int(words(row)[2])) for row in rows}
    counted = {
        unit.name: tuple(sum(one.role == role for one in real.owed(unit)) for role in ("lead", "responsible"))
        for unit in real.data.register.units
        if real.owed(unit)
    }
    assert shown == counted
    assert list(shown.values()) == sorted(shown.values(), key=lambda one: (-one[0], -one[1]))
    assert all(drawn(row) == words(row)[1:3] for row in rows)


def test_the_matrix_counts_all_obligations_once(site: Site, real: Index) -> None:
    rows = table(page(site, urls.PICTURES), "各单位在各章节的职责数")
    sections = [section.id for part in real.data.plan.parts for section in part.sections]
    shown = {
        (words(row)[0], section): int(cell)
        for row in rows
        for section, cell in zip(sections, words(row)[1:], strict=True)
        if cell
    }
    assert sum(shown.values()) == len(real.obligations)
    for unit in real.data.register.units:
        for section in sections:
            count = sum(one.clause.entry.section.id == section for one in real.owed(unit))
            assert shown.get((unit.name, section), 0) == count


def test_targets_of_one_measure_are_on_one_scale(site: Site, real: Index) -> None:
    root, counted = page(site, urls.PICTURES), [one for one in real.targets if not one.restates]
    for scale in pictures.scales(real.targets):
        rows = table(root, f"以{scale.measure}计的指标")
        expected = [one for one in counted if one.target.unit == scale.measure]
        assert sorted(words(row)[1] for row in rows) == sorted(one.phrase for one in expected)
        largest = max(one.value for one in expected)
        for bar in scale.bars:
            assert abs(Decimal(bar.length) - bar.target.value * 1000 / largest) <= Decimal("0.05")
        assert [drawn(row)[0] for row in rows] == [bar.length for bar in scale.bars]
    shown = {scale.measure for scale in pictures.scales(real.targets)}
    assert {"公里", "场", "个", "元"} <= shown


def test_a_unit_sees_its_sections_and_its_dates(site: Site, real: Index) -> None:
    for unit in real.data.register.units:
        root = page(site, urls.unit(unit))
        if real.owed(unit):
            rows = table(root, "各章节的职责，牵头和参加")
            assert sum(int(words(row)[1]) + int(words(row)[2]) for row in rows) == len(real.owed(unit))
            assert all(drawn(row) == words(row)[1:3] for row in rows)
        dates = [time.get("datetime") for time in root.xpath("//figure[@class='year']//time")]
        assert dates == ([due.date.isoformat() for due in real.deadlines] if real.reports(unit) else [])


def test_the_days_stand_on_their_line_as_far_apart_as_in_the_year(real: Index) -> None:
    ticks = pictures.ticks(real)
    assert [one.due for one in ticks] == list(real.deadlines)
    first, last = real.deadlines[0].date, real.deadlines[-1].date
    assert (ticks[0].place, ticks[-1].place) == (0, 1000)
    for one in ticks:
        assert abs(one.place - 1000 * (one.due.date - first).days / (last - first).days) <= 0.5
        assert one.printed == f"{one.due.date.year}年{one.due.date.month}月{one.due.date.day}日"


def test_the_line_of_a_unit_draws_its_days(site: Site, real: Index) -> None:
    (figure,) = page(site, "units/qiaokou/").xpath("//figure[@class='year']")
    drawn_at = [(int(rect.get("x")) + 6, rect.get("class")) for rect in figure.iter("rect")]
    looks = {False: "tick", True: "tick-inferred"}
    assert drawn_at == [(one.place, looks[one.due.inferred is not None]) for one in pictures.ticks(real)]


def test_the_chain_of_every_list_goes_from_the_text_to_the_unit(site: Site, real: Index) -> None:
    for unit in real.data.register.units:
        chains = page(site, urls.unit(unit)).xpath("//ol[@class='steps']")
        lists = [one for one in obligation_lists(real, unit) if one.via]
        assert len(chains) == len(lists)
        for one, steps in zip(lists, chains, strict=True):
            names = [step.name for step in one.via]
            said = [words_of.strip() for words_of in (li.text_content() for li in steps)]
            expected = [f"{'其中有' if n else '文件写的是'}{name}" for n, name in enumerate(names)]
            expected += ["没有写牵头单位视为牵头"] if one.by_default else []
            assert said == [*expected, f"{'所在单位' if one.basis == 'host' else '成员'}{unit.name}"]


def test_the_chain_on_the_page_of_pictures_begins_with_a_clause(site: Site, real: Index) -> None:
    (steps,) = page(site, urls.PICTURES).xpath("//ol[@class='steps']")
    example = next(one for one in real.obligations if one.basis == "group")
    assert steps[0].text_content() == f"分项{example.clause.entry.citation}"
    assert example.via[0].name in steps[1].text_content()
    assert example.unit.name in steps[-1].text_content()


def test_who_leads_a_section(site: Site, real: Index) -> None:
    """As the text names them, by leads; those that only take part are counted."""
    for part in real.data.plan.parts:
        for section in part.sections:
            root = page(site, urls.section(section))
            counted: dict[str, Counter[str]] = defaultdict(Counter)
            for item in section.items:
                for clause in real.clauses_by_item[item.id]:
                    leading_it = {unit.name for unit in clause.leads}
                    for name in leading_it:
                        counted[name]["lead"] += 1
                    for unit in clause.others:
                        counted[unit.name]["responsible"] += unit.name not in leading_it
            leading = {name: one for name, one in counted.items() if one["lead"]}
            rows = table(root, "这个章节的牵头单位")
            shown = {words(row)[0]: (int(words(row)[1]), int(words(row)[2])) for row in rows}
            assert shown == {name: (one["lead"], one["responsible"]) for name, one in leading.items()}
            assert list(shown.values()) == sorted(shown.values(), key=lambda one: (-one[0], -one[1]))
            assert all(drawn(row) == words(row)[1:3] for row in rows)
            said = root.xpath("//p[contains(., '这个章节由')]")
            others = len(counted) - len(leading)
            assert f"由{len(leading)}个单位牵头" in said[0].text_content()
            assert (f"另有{others}个单位只参加" in said[0].text_content()) == (others > 0)


def test_how_much_there_is_in_each_section(site: Site, real: Index) -> None:
    rows = table(page(site, urls.PLAN), "各章节的事项和量化指标")
    sections = [section for part in real.data.plan.parts for section in part.sections]
    for row, section in zip(rows, sections, strict=True):
        targets = sum(one.clause.entry.section.id == section.id for one in real.targets)
        assert words(row)[1:3] == [str(len(section.items)), str(targets)]
        assert drawn(row) == words(row)[1:2]


def test_partners_are_ranked_and_drawn(site: Site, real: Index) -> None:
    captions: dict[str, tuple[Role, Whom]] = {
        "牵头时要统筹的单位": ("lead", coordinated),
        "共同牵头的单位": ("lead", leads),
        "参加时要反馈的牵头单位": ("responsible", leads),
    }
    for unit in real.data.register.units:
        root = page(site, urls.unit(unit))
        shown = [one.text_content() for one in root.iter("caption") if one.text_content() in captions]
        for caption, (role, whom) in captions.items():
            expected = [(one.unit.name, str(len(one.clauses))) for one in partners(real, unit, role, whom)]
            assert (caption in shown) == bool(expected)
            rows = table(root, caption) if expected else []
            assert [(words(row)[0], words(row)[1]) for row in rows] == expected
            assert [drawn(row) for row in rows] == [[count] for _, count in expected]


def test_two_numbers_of_one_matter_are_drawn_on_one_scale(site: Site, real: Index) -> None:
    differing = [one for one in real.targets if one.differs]
    assert differing
    for one in differing:
        assert one.restates
        rows = table(page(site, urls.entry(one.clause.entry)), PAIR)
        pair = (one.restates, one)
        assert [words(row)[1] for row in rows] == [each.phrase for each in pair]
        largest = max(each.value for each in pair)
        assert [Decimal(drawn(row)[0]) for row in rows] == [each.value * 1000 / largest for each in pair]
        # What is promised to be more has an open end.
        assert [len(drawn(row)) == 2 for row in rows] == [each.comparator in ("≥", ">") for each in pair]


def test_the_projects_are_a_wall_with_their_texts(site: Site, real: Index) -> None:
    doors = page(site, urls.PROJECTS).xpath("//ol[@class='wall projects']/li/a")
    items = [item for part in real.data.plan.parts if urls.is_livelihood(part) for item in part.items]
    for door, item in zip(doors, items, strict=True):
        assert door.xpath("i")[0].text_content() == f"第{item.number}项"
        assert door.xpath("span")[0].text_content() == "".join(clause.text for clause in item.clauses)
        first = [
            f"{one.before}{one.printed}{one.target.unit}{one.behind}" for one in real.targets_by_item.get(item.id, ())
        ]
        assert [one.text_content() for one in door.xpath("b")] == first[:1]


def test_the_wall_shows_what_each_project_promises(site: Site, real: Index) -> None:
    for url in (urls.HOME, urls.PICTURES):
        doors = page(site, url).xpath("//ul[@class='wall']/li/a")
        shown = {door.get("href").rstrip("/").rpartition("/")[2]: door for door in doors}
        projects = {part.kind: part.items for part in real.data.plan.parts if urls.is_livelihood(part)}
        assert list(shown) == [item.id for items in projects.values() for item in items]
        for item, door in shown.items():
            for one in real.targets_by_item.get(item, ()):
                assert one.target.what in door.text_content()
                assert one.printed in door.text_content()


def test_every_target_is_in_the_table_of_all(site: Site, real: Index) -> None:
    rows = table(page(site, urls.TARGETS), "全部量化指标，按方案的次序")
    assert [row.get("id") for row in rows] == [one.id for one in real.targets]
    for row, one in zip(rows, real.targets, strict=True):
        what, number, sentence = words(row)
        assert what == one.target.what
        assert number.startswith(one.phrase)
        assert one.target.span in sentence
        assert row.xpath("td[@data-value]")[0].get("data-value") == one.target.value
        assert row.get("data-lead").split() == [unit.id for unit in one.clause.leads]


def test_a_plan_without_targets_has_pictures_and_no_page_of_targets() -> None:
    site = site_of(SECOND)
    assert not index_of(SECOND).targets
    assert urls.TARGETS not in {one.url for one in site.pages}
    assert table(page(site, urls.PICTURES), "各单位牵头和参加的职责")
    assert all("targets/" not in one.body for one in site.pages)
