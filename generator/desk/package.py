"""The tables as CSV files, and the description of them that Frictionless tools read."""

from __future__ import annotations

import csv
import functools
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator import links
from generator.desk.documents import Document, Download, Values
from generator.index import Index
from generator.opendata import json_bytes
from generator.tables import Cell, Tables

_WHOLE = (
    (links.ITEMS_CSV, "事项表，每个分项一行"),
    (links.UNITS_CSV, "单位表，每个单位一行"),
    (links.OBLIGATIONS_CSV, "责任表，每个单位的每项责任一行"),
)
_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r\n]")
# A whole number of more than eleven digits is shown in powers of ten, and of more than fifteen it loses the last ones;
# zeros in front are lost from any.
_HARMLESS = re.compile(r"0|[1-9][0-9]{0,10}")
_MONTH = (
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
    "|dec(ember)?"
)
# What makes a number, a date or a time depends on the spreadsheet and on the language that it is set to. So a cell is
# guarded if it has a digit and nothing else than these are made of: an apostrophe too many does less harm than 3/4 that
# became a day in March. Spreadsheets of East Asia take full-width signs for the others.
_CONVERTED = re.compile(
    r"(?=.*\d)([\d\s.,:/()%+\-$€£¥年月日时分秒]|上午|下午|(?<=[\d.])e(?=[+-]?\d)|(?<=\d)t(?=\d)|(?<=[\d\s])[ap]m?"
    rf"|{_MONTH})+",
    re.IGNORECASE | re.DOTALL,
)


def documents(tables: Tables) -> Iterator[Document]:
    """The tables of the plan, then those of the units."""
    for (path, title), table in zip(_WHOLE, tables.whole, strict=True):
        yield Document(path, title, table.title, table.values)
    for unit, table in tables.owed:
        name = f"{unit.name}责任事项"
        yield Document(links.unit_file(unit, "csv"), "责任事项表", name, table.values, unit)


def make(values: Values) -> bytes:
    """A table as spreadsheets expect it: UTF-8 with a byte order mark, CRLF, no text that would be run or converted."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column["heading"] for column in values["columns"]])
    kinds = [column["kind"] for column in values["columns"]]
    for row in values["rows"]:
        writer.writerow([_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)])
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: Cell, kind: str) -> str:
    text = "" if cell is None else str(cell)
    return safe_cell(text) if kind == "string" else text


def safe_cell(text: str) -> str:
    """The text of a cell so that no spreadsheet takes it for a formula, a number, a date or a time."""
    narrow = unicodedata.normalize("NFKC", text)
    converted = _CONVERTED.fullmatch(narrow) and not _HARMLESS.fullmatch(text)
    return f"'{text}" if _FORMULA.match(narrow) or converted else text


def description(index: Index, downloads: Sequence[Download]) -> Download:
    """The datapackage.json of the CSV files among the downloads."""
    title = "全部 CSV 表的说明（Frictionless Data Package）"
    document = Document(links.DATAPACKAGE, title, "datapackage")
    return Download(document, functools.partial(_description, index, downloads))


def _description(index: Index, downloads: Sequence[Download]) -> bytes:
    document = index.data.plan.document
    return json_bytes(
        {
            "profile": "tabular-data-package",
            "name": "responsibility-plan",
            "title": document.plan_title,
            "description": f"{document.number}的全部事项、单位和推导出的责任。",
            "resources": [_resource(one) for one in downloads if one.document.format == "csv"],
        }
    )


def _resource(download: Download) -> dict[str, object]:
    """A table of the package. Paths are relative to the package, as its standard has them."""
    document = download.document
    path = document.path.removeprefix(links.OPEN_DATA)
    return {
        "profile": "tabular-data-resource",
        "name": path.removesuffix(".csv").replace("/", "-"),
        "path": path,
        "title": document.name,
        "format": "csv",
        "mediatype": "text/csv",
        # The name that the standard knows; the byte order mark of the files is for spreadsheets.
        "encoding": "utf-8",
        "bytes": len(download.content),
        "hash": f"sha256:{download.checksum}",
        "schema": {"fields": [_field(column) for column in document.values["columns"]], "missingValues": [""]},
    }


def _field(column: Values) -> dict[str, str]:
    return {"name": column["heading"], "type": column["kind"]}
