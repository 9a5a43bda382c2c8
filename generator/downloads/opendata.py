"""The open data: plan.json after the contract of its schema, the tables as CSV, and their description for tools."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.downloads.documents import Document, Download, Values
from generator.downloads.tables import Cell, Tables, safe_cell
from generator.index.deadlines import Due
from generator.index.entries import Milestone
from generator.index.forerunners import NONE, Forerunner, Past
from generator.index.index import ClauseEntry, Entry, Index, Obligation
from generator.index.targets import TargetEntry
from generator.model.document import Document as PlanDocument
from generator.model.editorial import Restatement
from generator.model.register import Unit
from generator.model.texts import iso_date
from generator.site import urls

SCHEMA_VERSION = 1
# The document is an official text outside copyright; what the editors add is given to everybody (see data/LICENSE).
LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"


def json_bytes(data: object) -> bytes:
    """Data as JSON text."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def plan_json(index: Index, past: Past = NONE) -> dict[str, Any]:
    """The whole plan with all obligations, keys in the order of the contract (see plan.schema.json)."""
    plan = {
        "schema_version": SCHEMA_VERSION,
        "document": _document(index.data.plan.document),
        "items": [_item(index, entry) for entry in index.entries],
        "units": [_unit(index, unit) for unit in index.data.register.units],
        "obligations": [obligation_json(obligation) for obligation in index.obligations],
        "deadlines": [_deadline(due) for due in index.deadlines],
        "restatements": [_restatement(one) for one in index.restatements],
        "targets": [_target(one) for one in index.targets],
    }
    found = (one for entry in index.entries for one in past.forerunners.get(entry.id, ()))
    return plan | ({"forerunners": [_forerunner(one) for one in found]} if past.years else {})


def _parts(plan: Values) -> dict[str, dict[str, object]]:
    """Return what plan.json says of each unit that owes anything, in the same shape, by the names of the units."""
    by_unit: defaultdict[str, list[Values]] = defaultdict(list)
    for one in plan["obligations"]:
        by_unit[one["unit"]].append(one)
    items = {clause["id"]: item["id"] for item in plan["items"] for clause in item["clauses"]}
    parts = {}
    for name, owed in by_unit.items():
        clauses = {one["clause"] for one in owed}
        own = {items[clause] for clause in clauses}
        units = {name, *(step for one in owed for step in one["via"])}
        parts[name] = {
            **plan,
            "items": [item for item in plan["items"] if item["id"] in own],
            "units": [unit for unit in plan["units"] if unit["name"] in units],
            "obligations": owed,
            "restatements": [one for one in plan["restatements"] if own & {one["project"], one["task"]}],
            "targets": [one for one in plan["targets"] if one["clause"] in clauses],
        }
        if "forerunners" in plan:
            parts[name]["forerunners"] = [one for one in plan["forerunners"] if one["item"] in own]
    return parts


def _document(document: PlanDocument) -> dict[str, object]:
    found: dict[str, object] = {
        "title": document.title or document.name,
        "plan_title": document.name,
        "number": document.number or "",
        "issuer": document.issuer or "",
        "signed": iso_date(document.signed) if document.signed else None,
    }
    return found | ({"printed": iso_date(document.printed)} if document.printed else {})


def _item(index: Index, entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "part": entry.part_number,
        "section": entry.section.id,
        "group": entry.group.heading if entry.group else None,
        "number": entry.value,
        **({"mark": entry.printed_number} if entry.part.numbering or entry.item.mark else {}),
        "citation": entry.citation,
        "url": urls.entry(entry),
        "clauses": [
            {
                "id": clause.id,
                "text": clause.text,
                "lead": list(clause.named.lead),
                "responsible": list(clause.named.responsible),
                **_said(clause),
            }
            for clause in index.clauses_by_item[entry.id]
        ],
        **({"below": list(entry.item.below)} if entry.item.below else {}),
    }


def _said(clause: ClauseEntry) -> dict[str, object]:
    """What a clause says besides, where it does; its section or part may say it of all that stands below."""
    found: dict[str, object] = {
        "supporting": list(clause.named.supporting),
        "leaders": [leader.name for leader in clause.leaders],
        "due": clause.due,
        "due_date": clause.due_date.isoformat() if clause.due_date else None,
        "milestones": [_milestone(one) for one in clause.milestones],
    }
    return {key: value for key, value in found.items() if value}


def _milestone(one: Milestone) -> dict[str, object]:
    day = {"due_date": one.due_date.isoformat()} if one.due_date else {}
    return {"due": one.due, **day, "text": one.text}


def _unit(index: Index, unit: Unit) -> dict[str, object]:
    members = index.data.register.members_of[unit.name]
    return {
        "id": unit.id,
        "name": unit.name,
        "official_name": unit.official_name,
        "kind": unit.kind,
        "aliases": list(unit.aliases),
        "url": urls.unit(unit),
        "members": list(members) if members else None,
        "membership": unit.membership,
        "host": unit.host,
    }


def obligation_json(obligation: Obligation) -> dict[str, object]:
    """Return an obligation as plan.json has it."""
    return {
        "unit": obligation.unit.name,
        "clause": obligation.clause.id,
        "role": obligation.role,
        "basis": obligation.basis,
        "default_lead": obligation.default_lead,
        "via": [unit.name for unit in obligation.via],
    }


def _deadline(due: Due) -> dict[str, object]:
    return {
        "date": due.date.isoformat(),
        "rule": due.rule.id,
        "forms": list(due.rule.forms),
        "quarters": due.quarters or None,
        "quote": due.rule.quote,
        "inferred": due.inferred,
    }


def _restatement(restatement: Restatement) -> dict[str, object]:
    return {
        "project": restatement.project,
        "task": restatement.task,
        "project_words": restatement.project_words,
        "task_words": restatement.task_words,
        "note": restatement.note,
    }


def _target(one: TargetEntry) -> dict[str, object]:
    target = one.target
    return {
        "id": one.id,
        "clause": target.clause,
        "span": target.span,
        "what": target.what,
        "value": target.value,
        "upper": target.upper,
        "unit": target.unit,
        "printed": one.printed,
        "comparator": target.comparator,
        "aspirational": one.aspirational,
        "year_on_year": one.year_on_year,
        "kind": one.kind,
        "restates": one.restates.id if one.restates else None,
        "note": target.note,
    }


def _forerunner(one: Forerunner) -> dict[str, object]:
    return {
        "item": one.entry.id,
        "year": one.year.name,
        "forerunner": one.item.id,
        "url": one.url,
        "basis": one.basis,
    }


_WHOLE = (
    (urls.ITEMS_CSV, "事项表，每个分项一行"),
    (urls.UNITS_CSV, "单位表，每个单位一行"),
    (urls.OBLIGATIONS_CSV, "责任表，每个单位的每项责任一行"),
)
# What tells the rows of a table from each other, and which rows of other tables they name.
_KEYS: Mapping[str, Mapping[str, object]] = {
    urls.ITEMS_CSV: {"primaryKey": "分项"},
    urls.UNITS_CSV: {
        "primaryKey": "编号",
        "foreignKeys": [{"fields": "所在单位", "reference": {"resource": "units", "fields": "单位"}}],
    },
    urls.OBLIGATIONS_CSV: {
        "primaryKey": ["单位", "分项"],
        "foreignKeys": [
            {"fields": "单位", "reference": {"resource": "units", "fields": "单位"}},
            {"fields": "分项", "reference": {"resource": "items", "fields": "分项"}},
        ],
    },
    urls.MILESTONES_CSV: {
        "primaryKey": ["分项", "次序"],
        "foreignKeys": [{"fields": "分项", "reference": {"resource": "items", "fields": "分项"}}],
    },
    urls.TARGETS_CSV: {
        "primaryKey": "编号",
        "foreignKeys": [{"fields": "分项", "reference": {"resource": "items", "fields": "分项"}}],
    },
}


def documents(plan: Values, tables: Tables) -> Iterator[Document]:
    """The tables of the plan, then those of the units with what `plan`, the values of plan.json, says of each."""
    parts = _parts(plan)
    for (path, title), table in zip(_WHOLE, tables.whole, strict=True):
        yield Document(path, title, table.title, table.values)
    if tables.targets:
        yield Document(urls.TARGETS_CSV, "量化指标表，每个数一行", tables.targets.title, tables.targets.values)
    if tables.milestones:
        title = "进度安排表，每个节点一行"
        yield Document(urls.MILESTONES_CSV, title, tables.milestones.title, tables.milestones.values)
    for unit, table in tables.owed:
        name = f"{unit.name}责任事项"
        yield Document(urls.unit_file(unit, "csv"), "责任事项表", name, table.values, unit)
        yield Document(urls.unit_file(unit, "json"), "责任事项数据", name, parts[unit.name], unit)


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
        "title": plan.name,
        "description": f"{plan.called}的全部事项、单位和推导出的责任。",
        "sources": [{"title": plan.source}],
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
        "schema": {
            "fields": [_field(column) for column in document.values["columns"]],
            "missingValues": [""],
            **_KEYS.get(document.path, {}),
        },
    }


def _field(column: Values) -> dict[str, str]:
    return {"name": column["heading"], "type": column["kind"]}
