"""The workbooks, opened again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from generator.downloads import Download, tables, workbooks
from generator.index.index import ClauseEntry, Index
from generator.site import urls
from tests.conftest import downloads_of, names


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def books(real: Index) -> dict[str, Any]:
    found = downloads_of(real, site_url="https://example.org/plan/")
    return {one.document.path: opened(one.content) for one in found if one.document.format == "xlsx"}


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


def named(clause: ClauseEntry, names: Sequence[str]) -> str:
    """Units as the document names them; in one item it names an office within one."""
    text = "、".join(names)
    return text.replace("市委宣传部", "市委宣传部〈市文明办〉") if clause.id == "task-207" else text


def test_every_unit_has_all_its_obligations(real: Index, books: dict[str, Any]) -> None:
    assert len(books) == 106
    for unit in real.data.register.units:
        found = rows(books[f"open-data/units/{unit.id}.xlsx"]["责任事项"])
        expected = [one for one in real.obligations if one.unit.id == unit.id]
        assert [row[2] for row in found] == [one.clause.clause.text for one in expected]
        for row, one in zip(found, expected, strict=True):
            assert row[0] == one.clause.entry.item.number
            assert row[1] == one.clause.entry.citation
            assert row[3:5] == (tables.ROLES[one.role], tables.BASES[one.basis])
            assert (row[5] or "") == " → ".join(names(one.via))
            asserted = any(step.membership == "asserted" for step in one.via)
            groups = [step for step in one.via if step.is_group]
            assert (row[6] or "") == ("编者判断" if asserted else "文件定义" if groups else "")
            assert (row[7] or "", row[8] or "") == (
                named(one.clause, names(one.clause.leads)),
                "、".join(names(one.clause.others)),
            )
            files = one.role == "lead" and not unit.is_group and not unit.host
            assert row[9] == (datetime(2025, 2, 5) if files else None)
            assert row[10] == ("2025-04-20、2025-07-20、2025-10-20" if files else None)
            assert row[11] == f"https://example.org/plan/{urls.clause(one.clause)}"


def test_districts_and_zones_have_a_sheet_to_hand_down(real: Index, books: dict[str, Any]) -> None:
    for unit in real.data.register.units:
        book = books[f"open-data/units/{unit.id}.xlsx"]
        assert ("分解下达" in book.sheetnames) == (unit.kind in ("district", "zone"))
    sheet = books["open-data/units/qiaokou.xlsx"]["分解下达"]
    head = [cell.value for cell in sheet[1]]
    assert head[-3:] == ["区直部门", "分管负责人", "完成时限"]
    assert len(rows(sheet)) == 167
    assert {cell for row in rows(sheet) for cell in row[-3:]} == {None}


def test_the_whole_plan(real: Index, books: dict[str, Any]) -> None:
    book = books["open-data/plan.xlsx"]
    counts = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert counts == {"事项": 344, "单位": 105, "责任": len(real.obligations), "量化指标": 226}
    first, other = rows(book["量化指标"])[0], rows(book["量化指标"])[18]
    assert first[3:9] == ("地区生产总值", "左右", 6, None, "%", "6")
    assert other[3:9] == ("产业项目到位资金", "以上", 580_000_000_000, None, "元", "5800亿")


def test_a_unit_has_a_sheet_of_its_targets(real: Index, books: dict[str, Any]) -> None:
    for unit in real.data.register.units:
        book, found = books[f"open-data/units/{unit.id}.xlsx"], real.targets_owed(unit)
        assert ("量化指标" in book.sheetnames) == bool(found)
        assert [row[0] for row in (rows(book["量化指标"]) if found else ())] == [one.id for one in found]


def test_sheets_are_ready_to_use_and_to_print(books: dict[str, Any]) -> None:
    for book in books.values():
        for sheet in book:
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref == sheet.dimensions
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.page_setup.paperSize == 9
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert int(sheet.page_setup.fitToHeight) == 0
            assert sheet.oddFooter.center.text == "&P / &N"
            widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
            assert min(widths) > 6
            # A4 across holds some 150 letters of 11 points, and a sheet is printed one page wide: over 7 points.
            assert sum(widths) < 225


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1+1", " =1+1", "1-2", "2025-01-16", "007"])
def test_a_text_stays_a_text(text: str) -> None:
    table = tables.Table("甲", (tables.Column("乙", 10),), ((text,),))
    cell = opened(workbooks.make({"title": "甲", "sheets": [table.values]}))["甲"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text.strip()[0] in "=+-@＝")


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        ((None, ""), 1),  # a row of nothing is no hidden row
        (("甲" * 10, "丁"), 1),
        (("甲" * 11, "丁"), 2),
        (("a" * 20, "b"), 1),
        (("a" * 21, "b"), 2),
        (("甲", "乙" * 12), 3),
    ],
)
def test_rows_are_as_high_as_their_longest_cell(row: tuple[tables.Cell, ...], lines: int) -> None:
    """A column of 21 half-width letters has room for 10 of full width, one of 11 for 5; a line takes 16.5 points."""
    table = tables.Table("甲", (tables.Column("乙", 21), tables.Column("丙", 11)), (row,))
    sheet = opened(workbooks.make({"title": "甲", "sheets": [table.values]}))["甲"]
    assert (sheet.row_dimensions[1].height, sheet.row_dimensions[2].height) == (16.5, 16.5 * lines)


def test_every_clause_has_an_address_of_its_own_in_full(real: Index) -> None:
    site_url = "https://example.org/plan/"
    addresses = [row[-1] for row in tables.items(real, site_url).rows]
    assert len(set(addresses)) == len(addresses) == 344
    assert f"{site_url}sections/work-04/#task-80.1" in addresses
    assert f"{site_url}projects/project-15/" in addresses
    for table in (tables.items(real, site_url), tables.units(real, site_url)):
        assert all(str(row[-1]).startswith(site_url) for row in table.rows)


def test_links_are_links_where_the_address_of_the_site_is_known(
    real_downloads: tuple[Download, ...], books: dict[str, Any]
) -> None:
    cell = books["open-data/units/qiaokou.xlsx"]["责任事项"]["L2"]
    assert cell.hyperlink.target + "#" + (cell.hyperlink.location or "") == cell.value
    unknown = next(one for one in real_downloads if one.document.path == "open-data/units/qiaokou.xlsx")
    heads = [cell.value for cell in opened(unknown.content)["责任事项"][1]]
    assert heads[-1] == "以后各次报送时限"
    assert "链接" not in heads
