"""Workbooks: what each unit owes, and the whole plan."""

from __future__ import annotations

import functools
import io
import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from generator.downloads.documents import Document, Values
from generator.downloads.tables import Table, Tables, handed_down, is_formula
from generator.index.index import Index
from generator.site import urls

_A4, _LANDSCAPE_MARGIN = 9, 0.4
_LINE_HEIGHT = 16.5
_CREATED = datetime(1980, 1, 1)
_METHODS = ("write_blank", "write_number", "write_datetime", "write_url", "write_string")
_SHEET_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def documents(index: Index, tables: Tables) -> Iterator[Document]:
    """A workbook for the plan, and one for each unit that owes anything."""
    name = index.data.plan.document.name
    whole = (*tables.whole, *(table for table in (tables.targets, tables.milestones) if table))
    yield Document(urls.PLAN_XLSX, "全部事项、单位和责任", name, _values(name, whole))
    for unit, owed in tables.owed:
        receivers = index.data.register.kind_of(unit).hands_down
        handed = (handed_down(index, unit, receivers),) if receivers else ()
        values = _values(unit.name, (owed, *handed, *tables.further[unit.id]))
        yield Document(urls.unit_file(unit, "xlsx"), "责任事项表", f"{unit.name}责任事项", values, unit)


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
        "number": workbook.add_format({**body, "num_format": "General"}),
        "date": workbook.add_format({**body, "num_format": "yyyy-mm-dd"}),
    }


def _fill(sheet: Any, table: Values, formats: dict[str, Any]) -> None:
    columns, rows = table["columns"], table["rows"]
    headings = [column["heading"] for column in columns]
    kinds = [column["kind"] for column in columns]
    widths = [column["width"] for column in columns]
    _lay_out(sheet, len(columns), len(rows))
    sheet.set_row(0, _height(headings, widths))
    for n, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(n, n, width)
        sheet.write_string(0, n, heading, formats["head"])
    writers = {method: getattr(sheet, method) for method in _METHODS}
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, _height(row, widths))
        for n, (method, value, look) in enumerate(map(_cell, row, kinds)):
            writers[method](line, n, value, formats[look])


def _height(row: Sequence[Any], widths: Sequence[int]) -> float:
    """The height that a row needs. Not every program finds that out when it opens a workbook."""
    return _LINE_HEIGHT * max(map(_lines, row, widths))


# The same cells stand in the workbooks of many units, and in most rows of one.
@functools.lru_cache(maxsize=20_000)
def _lines(cell: Any, width: int) -> int:
    """How many lines a cell needs in a column of a width in half-width letters."""
    text = str(cell or "")
    return math.ceil((len(text) + sum(sign > "\u2000" for sign in text)) / (width - 1)) or 1


@functools.lru_cache(maxsize=20_000)
def _cell(cell: Any, kind: str) -> tuple[str, Any, str]:
    """How a cell of a column of some kind is written: by which method, what, and in which format."""
    if cell is None or cell == "":
        return "write_blank", None, kind
    if kind == "integer":
        return "write_number", cell, kind
    if kind == "number":
        # Fifteen digits are exact in a cell; no target has more.
        return "write_number", float(cell), kind
    if kind == "date":
        return "write_datetime", date.fromisoformat(cell), kind
    if cell.startswith(("http://", "https://")):
        return "write_url", cell, kind
    # What is quoted stays a text even when its cell is edited.
    return "write_string", cell, "quoted" if is_formula(cell) else kind


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
