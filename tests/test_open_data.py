"""The open data keeps its contract."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import date

import jsonschema
import pytest

from generator import links, tables
from generator.desk.package import make, safe_cell
from generator.index import Index
from generator.numerals import iso_date, printed_date
from generator.opendata import plan_json
from tests.conftest import ROOT, downloads_of

PARSERS: dict[str, Callable[[str], object]] = {"string": str, "integer": int, "date": date.fromisoformat}
SCHEMA = json.loads((ROOT / "generator/plan.schema.json").read_text(encoding="utf-8"))


def test_plan_json_is_valid(real: Index, small: Index, second: Index) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for index in (real, small, second):
        assert not list(validator.iter_errors(json.loads(json.dumps(plan_json(index)))))


def test_keys_are_in_the_order_of_the_contract(real: Index) -> None:
    data = plan_json(real)
    assert list(data) == SCHEMA["required"]
    for name in ("items", "units", "obligations"):
        rows = data[name]
        assert isinstance(rows, list)
        for row in rows:
            assert list(row) == SCHEMA["properties"][name]["items"]["required"]


def test_every_name_is_a_unit(real: Index) -> None:
    data = json.loads(json.dumps(plan_json(real)))
    names = {unit["name"] for unit in data["units"]}
    clauses = {clause["id"]: clause for item in data["items"] for clause in item["clauses"]}
    assert len(clauses) == 344
    for clause in clauses.values():
        assert names.issuperset(clause["lead"] + clause["responsible"])
    for obligation in data["obligations"]:
        assert obligation["clause"] in clauses
        assert names.issuperset([obligation["unit"], *obligation["via"]])
        start = obligation["via"][0] if obligation["via"] else obligation["unit"]
        assert start in clauses[obligation["clause"]]["lead"] + clauses[obligation["clause"]]["responsible"]


def test_tables_open_in_a_spreadsheet(real: Index) -> None:
    for found, rows in ((tables.items(real), 344), (tables.obligations(real), len(real.obligations))):
        content = make(found.values)
        assert content.startswith(b"\xef\xbb\xbf")
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(table) == rows + 1
        assert {len(row) for row in table} == {len(table[0])}
        assert all(safe_cell(cell) == cell for row in table for cell in row)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\tx",
        "1-2",
        "3/4",
        "2025-01-16",
        "1.2",
        "1e5",
        "2025年1月16日",
        "1月5日",
        "12:30",
        "Jan-5",
        " =1+1",
        "＝1+1",
        "\n=1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_or_convert_is_quoted(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["第二部分第58项", "5.4万套（间）", "task-80.1", "30—64周岁", ""])
def test_other_cells_stay(text: str) -> None:
    assert safe_cell(text) == text


def test_dates() -> None:
    assert iso_date("2025年1月16日") == "2025-01-16"
    assert printed_date("一月") is None
    assert printed_date("2025年2月30日") is None
    assert printed_date("二〇二五年1月16日") is None


def test_files_are_the_same_each_time(real: Index) -> None:
    first, second = ([one.file for one in downloads_of(real)] for _ in range(2))
    assert first == second


def test_the_data_package_describes_its_tables(real: Index) -> None:
    """Every table is there with the bytes, the digest, the head and the kinds of cells that its description gives."""
    contents = {one.document.path: one.content for one in downloads_of(real)}
    package = json.loads(contents[links.DATAPACKAGE])
    assert {f"open-data/{one['path']}" for one in package["resources"]} == {p for p in contents if p.endswith(".csv")}
    assert len({one["name"] for one in package["resources"]}) == len(package["resources"]) == 108
    for resource in package["resources"]:
        content = contents[f"open-data/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["encoding"] == "utf-8"
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        fields = resource["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert len(set(head)) == len(head)
        for row in rows:
            for cell, field in zip(row, fields, strict=True):
                if cell:
                    PARSERS[field["type"]](cell)
