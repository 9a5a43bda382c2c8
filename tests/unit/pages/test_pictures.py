"""Every number in a picture is that of the index, and what is drawn repeats what the cells say."""

from __future__ import annotations

from decimal import Decimal

import lxml.html
import pytest

from generator.index.index import Index
from generator.pages import pictures
from generator.site import urls
from generator.site.site import Site
from tests.conftest import ROOT, SECOND, index_of, site_of


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
