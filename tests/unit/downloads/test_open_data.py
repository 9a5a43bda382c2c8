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

from generator.downloads import Download, tables
from generator.downloads.opendata import make, plan_json
from generator.downloads.tables import safe_cell
from generator.index.index import Index
from generator.model.texts import iso_date, printed_date
from generator.site import urls
from tests.conftest import ROOT, downloads_of

PARSERS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "date": date.fromisoformat,
    "number": float,
}
SCHEMA = json.loads((ROOT / "generator/downloads/plan.schema.json").read_text(encoding="utf-8"))


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


FORMULAS = ("=1+1", "+1", "-1", "@x", "\tx", " =1+1", "\n=1", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠x")
NUMBERS = (
    "1.2",
    "1,000",
    "012",
    "00",
    "1e5",
    "1.5E3",
    "1E+5",
    "2e-3",
    "5%",
    "５０％",
    "(1)",
    "¥5",
    "￥5",
    "$1.50",
    "5 €",
)
LONG_NUMBERS = ("123456789012", "4201061982031512", "420106198203151234")
FRACTIONS = ("1/2", "3/4", "1 1/2", "１／２")
DATES = (
    "1-2",
    " 1-2",
    "1-2\u3000",
    "2025-01-16",
    "2025/1/16",
    "16.1.2025",
    "2025年1月16日",
    "2025年1月",
    "1月5日",
    "9月",
)
MONTHS = ("Jan-5", "1-Jan", "Jan 5", "jan-5", "SEPT2", "2 Sept. 2025", "may5", "5 MAY", "March 2025", "1-december-25")
TIMES = ("12:30", "1:02:03.5", "10:30 PM", "10:30pm", "9 a", "2025/1/16 12:00", "2025-01-16T12:00", "下午3时30分")


@pytest.mark.parametrize("text", [*FORMULAS, *NUMBERS, *LONG_NUMBERS, *FRACTIONS, *DATES, *MONTHS, *TIMES])
def test_a_cell_that_a_spreadsheet_would_run_or_convert_is_quoted(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


ORDINARY = (
    "第二部分第58项",
    "5.4万套（间）",
    "task-80.1",
    "30—64周岁",
    "",
    "、",
    "PM2.5",
    "A4",
    "6G",
    "3月底前",
    "1月、2月",
)
SLUGS = ("mayor-1", "decision-3", "jan", "e5", "goal-1")
WHOLE_NUMBERS = ("0", "7", "58", "2025", "12345678901")


@pytest.mark.parametrize("text", [*ORDINARY, *SLUGS, *WHOLE_NUMBERS, "一年", "（一）", "2025年第二季度", "100元"])
def test_other_cells_stay(text: str) -> None:
    assert safe_cell(text) == text


def test_texts_are_quoted_in_the_file_and_dates_and_numbers_are_not() -> None:
    columns = (tables.Column("文", 1), tables.Column("日", 1, "date"), tables.Column("数", 1, "integer"))
    rows = (("=1+1", "2025-01-16", -1), ("1-2", None, 12), ("2025年1月", "2025-01-17", None), ("甲,乙", None, 0))
    assert (
        make(tables.Table("表", columns, rows).values)
        == ("\ufeff文,日,数\r\n'=1+1,2025-01-16,-1\r\n'1-2,,12\r\n'2025年1月,2025-01-17,\r\n\"甲,乙\",,0\r\n").encode()
    )


def test_dates() -> None:
    assert iso_date("2025年1月16日") == "2025-01-16"
    assert printed_date("一月") is None
    assert printed_date("2025年2月30日") is None
    assert printed_date("二〇二五年1月16日") is None


def test_the_data_package_describes_its_tables(real: Index, real_downloads: tuple[Download, ...]) -> None:
    """Every table is there with the bytes, the digest, the head and the kinds of cells that its description gives."""
    contents = {one.document.path: one.content for one in real_downloads}
    package = json.loads(contents[urls.DATAPACKAGE])
    assert {f"open-data/{one['path']}" for one in package["resources"]} == {p for p in contents if p.endswith(".csv")}
    assert len({one["name"] for one in package["resources"]}) == len(package["resources"]) == 109
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


def test_targets_are_exact_and_their_words_stand_in_the_clause(small: Index, real: Index) -> None:
    """A plan has its targets with their literal words; what a project says again names what it says again."""
    for index in (small, real):
        plan = plan_json(index)
        texts = {clause["id"]: clause["text"] for item in plan["items"] for clause in item["clauses"]}
        ids = [one["id"] for one in plan["targets"]]
        assert len(set(ids)) == len(ids) == len(index.data.targets.targets)
        for one in plan["targets"]:
            assert one["span"] in texts[one["clause"]]
            assert one["printed"] in one["span"]
            assert one["restates"] is None or one["restates"] in ids
    told = {one["id"]: one for one in plan["targets"]}
    assert told["task-152-target-1"]["value"] == "200000"
    assert told["task-152-target-1"]["printed"] == "20万"
    again, first = told["project-37-target-1"], told["task-255-target-1"]
    assert (again["restates"], again["comparator"], first["comparator"]) == (first["id"], "=", "≥")


def test_a_table_says_on_what_a_membership_rests(small: Index, real: Index) -> None:
    """What the document defines is told from what the editors assert, also where a group holds another group."""
    assert any(len(one.via) > 1 for one in small.obligations)
    for index in (small, real):
        headings = [column.heading for column in tables.obligations(index).columns]
        rows = [dict(zip(headings, row, strict=True)) for row in tables.obligations(index).rows]
        for row, one in zip(rows, index.obligations, strict=True):
            memberships = [m for step in one.via if (m := step.membership)]
            expected = "编者判断" if "asserted" in memberships else "文件定义" if memberships else ""
            assert row["成员依据"] == expected
        assert {row["成员依据"] for row in rows} == {"", "文件定义", "编者判断"}


def test_a_unit_has_its_part_of_plan_json(real: Index, real_downloads: tuple[Download, ...]) -> None:
    """The parts are valid like the whole, say all that a unit owes and nothing of others, and make up the whole."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    contents = {one.document.path: json.loads(one.content) for one in real_downloads if one.document.format == "json"}
    whole, obligations = contents[urls.PLAN_JSON], []
    for unit in real.data.register.units:
        part = contents.get(urls.unit_file(unit, "json"))
        assert (part is not None) == (unit.id in real.by_unit), unit.id
        if part:
            validator.validate(part)
            assert {one["unit"] for one in part["obligations"]} == {unit.name}
            clauses = {clause["id"] for item in part["items"] for clause in item["clauses"]}
            assert {one["clause"] for one in part["obligations"]} <= clauses
            assert all(item in whole["items"] for item in part["items"][:3])
            obligations += part["obligations"]
    in_order = sorted(obligations, key=json.dumps)
    assert in_order == sorted(whole["obligations"], key=json.dumps)


def test_keys_of_the_data_package_hold(small: Index, real: Index) -> None:
    """What is called a key is unique, and what refers to one leads to a row."""
    for index in (small, real):
        found = {one.document.path: one for one in downloads_of(index) if one.document.format in ("csv", "json")}
        package = json.loads(found[urls.DATAPACKAGE].content)
        assert package["sources"][0]["title"].endswith(f"{index.data.plan.document.signed}）")
        assert package["licenses"]
        rows: dict[str, list[dict[str, str]]] = {}
        for resource in package["resources"]:
            text = found[f"open-data/{resource['path']}"].content.decode("utf-8-sig")
            rows[resource["name"]] = list(csv.DictReader(io.StringIO(text)))
        keyed = {one["name"]: one["schema"] for one in package["resources"] if "primaryKey" in one["schema"]}
        assert keyed.keys() == {"items", "units", "obligations", "targets"}
        for name, schema in keyed.items():
            key = [schema["primaryKey"]] if isinstance(schema["primaryKey"], str) else schema["primaryKey"]
            assert len({tuple(row[field] for field in key) for row in rows[name]}) == len(rows[name])
            for one in schema.get("foreignKeys", []):
                known = {row[one["reference"]["fields"]] for row in rows[one["reference"]["resource"]]}
                assert {row[one["fields"]] for row in rows[name]} - {""} <= known
