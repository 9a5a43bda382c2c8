"""Workbooks: what each unit owes, and the whole plan."""

from __future__ import annotations

import functools
import io
import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from generator import links
from generator.desk.documents import Document, Values
from generator.index import Index
from generator.tables import Table, Tables, handed_down

_A4, _LANDSCAPE_MARGIN = 9, 0.4
# A text that begins so stays text even when its cell is edited.
_FORMULA_SIGNS = ("=", "+", "-", "@")
_LINE_HEIGHT = 16.5
_CREATED = datetime(1980, 1, 1)
_SHEET_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def documents(index: Index, tables: Tables) -> Iterator[Document]:
    """A workbook for the plan, and one for each unit that owes anything."""
    name = index.data.plan.document.plan_title
    yield Document(links.PLAN_XLSX, "全部事项、单位和责任", name, _values(name, tables.whole))
    for unit, owed in tables.owed:
        receivers = index.data.register.kind_of(unit).hands_down
        sheets = (owed, handed_down(index, unit, receivers)) if receivers else (owed,)
        values = _values(unit.name, sheets)
        yield Document(links.unit_file(unit, "xlsx"), "责任事项表", f"{unit.name}责任事项", values, unit)


def _values(title: str, sheets: Sequence[Table]) -> Values:
    return {"title": title, "sheets": [sheet.values for sheet in sheets]}


def make(values: Values) -> bytes:
    """A workbook with a sheet for each table."""
    import xlsxwriter  # noqa: PLC0415 - dear to load, see desk.works

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _SHEET_OPTIONS) as workbook:
        workbook.set_properties({"title": values["title"], "created": _CREATED})
        formats = _formats(workbook)
        for sheet in values["sheets"]:
            _fill(workbook.add_worksheet(sheet["title"]), sheet, formats)
    return content.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    body = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    return {
        "head": workbook.add_format({**body, "bold": True, "bg_color": "#EDEFF2", "valign": "vcenter"}),
        "string": workbook.add_format({**body, "num_format": "@"}),
        "quoted": workbook.add_format({**body, "num_format": "@", "quote_prefix": True}),
        "integer": workbook.add_format({**body, "num_format": "0"}),
        "date": workbook.add_format({**body, "num_format": "yyyy-mm-dd"}),
    }


def _fill(sheet: Any, table: Values, formats: dict[str, Any]) -> None:
    columns, rows = table["columns"], table["rows"]
    _lay_out(sheet, len(columns), len(rows))
    sheet.set_row(0, _LINE_HEIGHT * _lines([column["heading"] for column in columns], columns))
    for n, column in enumerate(columns):
        sheet.set_column(n, n, column["width"])
        sheet.write_string(0, n, column["heading"], formats["head"])
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, _LINE_HEIGHT * _lines(row, columns))
        for n, cell in enumerate(row):
            _write(sheet, (line, n), cell, columns[n]["kind"], formats)


def _lines(row: Sequence[Any], columns: Sequence[Values]) -> int:
    """How many lines a row needs. Not every program finds that out when it opens a workbook."""
    pairs = zip(row, columns, strict=True)
    return max(math.ceil(_width(str(cell or "")) / (column["width"] - 1)) or 1 for cell, column in pairs)


@functools.lru_cache(maxsize=10_000)
def _width(text: str) -> int:
    """The width of a text in half-width letters. The same text stands in the workbooks of many units."""
    return len(text) + sum(sign > "\u2000" for sign in text)


def _lay_out(sheet: Any, width: int, height: int) -> None:
    """For the screen: a head that stays, and a filter. For print: A4 across, one page wide, the head on every page."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, height, width - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(*[_LANDSCAPE_MARGIN] * 2)
    sheet.set_footer("&C&P / &N")


def _write(sheet: Any, place: tuple[int, int], cell: Any, kind: str, formats: dict[str, Any]) -> None:
    if cell is None or cell == "":
        sheet.write_blank(*place, None, formats[kind])
    elif kind == "integer":
        sheet.write_number(*place, cell, formats["integer"])
    elif kind == "date":
        sheet.write_datetime(*place, date.fromisoformat(cell), formats["date"])
    elif cell.startswith(("http://", "https://")):
        sheet.write_url(*place, cell, formats["string"])
    else:
        sheet.write_string(*place, cell, formats["quoted" if cell.startswith(_FORMULA_SIGNS) else "string"])
