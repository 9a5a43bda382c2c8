"""The tables as CSV files, and the description of them that Frictionless tools read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from generator.downloads.cells import safe_cell
from generator.downloads.documents import Document, Download, Values
from generator.downloads.opendata import LICENSE, json_bytes
from generator.downloads.tables import Cell, Tables
from generator.index.index import Index
from generator.site import urls

_WHOLE = (
    (urls.ITEMS_CSV, "事项表，每个分项一行"),
    (urls.UNITS_CSV, "单位表，每个单位一行"),
    (urls.OBLIGATIONS_CSV, "责任表，每个单位的每项责任一行"),
)


def documents(tables: Tables) -> Iterator[Document]:
    """The tables of the plan, then those of the units."""
    for (path, title), table in zip(_WHOLE, tables.whole, strict=True):
        yield Document(path, title, table.title, table.values)
    for unit, table in tables.owed:
        name = f"{unit.name}责任事项"
        yield Document(urls.unit_file(unit, "csv"), "责任事项表", name, table.values, unit)


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


def description(index: Index, downloads: Sequence[Download]) -> Download:
    """The datapackage.json of the CSV files among the downloads."""
    title = "全部 CSV 表的说明（Frictionless Data Package）"
    document = Document(urls.DATAPACKAGE, title, "datapackage")
    plan = index.data.plan.document
    described = {
        "profile": "tabular-data-package",
        "name": "responsibility-plan",
        "title": plan.plan_title,
        "description": f"{plan.number}的全部事项、单位和推导出的责任。",
        "licenses": [{"name": "CC0-1.0", "path": LICENSE, "title": "CC0 1.0 通用"}],
        "resources": [_resource(one) for one in downloads if one.document.format == "csv"],
    }
    return Download(document, json_bytes(described))


def _resource(download: Download) -> dict[str, object]:
    """A table of the package. Paths are relative to the package, as its standard has them."""
    document = download.document
    path = document.path.removeprefix(urls.OPEN_DATA)
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
