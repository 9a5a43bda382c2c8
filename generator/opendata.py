"""The open data: plan.json after the contract of its schema, and tables for spreadsheets. Values only, no disk."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence

from generator import links
from generator.index import Entry, Index, Obligation
from generator.model import Document, Unit
from generator.official import iso_date
from generator.site import File

SCHEMA_VERSION = 1
_FORMULA = re.compile(r"[=+\-@\t\r]")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?$|\d+[Ee]\d+$")


def files(index: Index) -> tuple[File, ...]:
    """All open data of a plan."""
    return (
        File(links.PLAN_JSON, json.dumps(plan_json(index), ensure_ascii=False, indent=1).encode() + b"\n"),
        File(links.ITEMS_CSV, items_csv(index)),
        File(links.OBLIGATIONS_CSV, obligations_csv(index)),
    )


def plan_json(index: Index) -> dict[str, object]:
    """The whole plan with all obligations, keys in the order of the contract (see plan.schema.json)."""
    return {
        "schema_version": SCHEMA_VERSION,
        "document": _document(index.data.plan.document),
        "items": [_item(index, entry) for entry in index.entries],
        "units": [_unit(unit) for unit in index.data.register.units],
        "obligations": [_obligation(obligation) for obligation in index.obligations],
    }


def _document(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "plan_title": document.plan_title,
        "number": document.number,
        "issuer": document.issuer,
        "signed": iso_date(document.signed),
        "printed": iso_date(document.printed),
    }


def _item(index: Index, entry: Entry) -> dict[str, object]:
    return {
        "id": entry.item.id,
        "part": entry.part_number,
        "section": entry.section.id,
        "group": entry.group.heading if entry.group else None,
        "number": entry.item.number,
        "citation": entry.citation,
        "url": links.entry(entry),
        "clauses": [
            {
                "id": clause.id,
                "text": clause.clause.text,
                "lead": list(clause.clause.lead),
                "responsible": list(clause.clause.responsible),
            }
            for clause in index.clauses_by_item[entry.item.id]
        ],
    }


def _unit(unit: Unit) -> dict[str, object]:
    return {
        "id": unit.id,
        "name": unit.name,
        "official_name": unit.official_name,
        "kind": unit.kind,
        "aliases": list(unit.aliases),
        "url": links.unit(unit),
        "members": list(unit.members) if unit.members else None,
        "membership": unit.membership,
        "host": unit.host,
    }


def _obligation(obligation: Obligation) -> dict[str, object]:
    return {
        "unit": obligation.unit,
        "clause": obligation.clause.id,
        "role": obligation.role,
        "basis": obligation.basis,
        "default_lead": obligation.default_lead,
        "via": list(obligation.via),
    }


def items_csv(index: Index) -> bytes:
    """A row per clause: where it stands, its text, and its units as named."""
    head = ("编号", "引用", "章节", "小标题", "分项", "内容", "牵头单位", "责任单位", "网址")
    rows = (
        (
            entry.item.id,
            entry.citation,
            entry.section.title or entry.part.title,
            entry.group.heading if entry.group else "",
            clause.id,
            clause.clause.text,
            "、".join(clause.clause.lead),
            "、".join(clause.clause.responsible),
            links.entry(entry),
        )
        for entry in index.entries
        for clause in index.clauses_by_item[entry.item.id]
    )
    return _csv(head, rows)


_ROLES = {"lead": "牵头", "responsible": "责任"}
_BASES = {"named": "文件列明", "default_lead": "默认牵头", "group": "通过单位组", "host": "办公室所在单位"}


def obligations_csv(index: Index) -> bytes:
    """A row per obligation, in the plan's order."""
    head = ("单位", "分项", "引用", "角色", "依据", "通过", "默认牵头", "内容")
    rows = (
        (
            obligation.unit,
            obligation.clause.id,
            obligation.clause.entry.citation,
            _ROLES[obligation.role],
            _BASES[obligation.basis],
            " → ".join(obligation.via),
            "是" if obligation.default_lead else "否",
            obligation.clause.clause.text,
        )
        for obligation in index.obligations
    )
    return _csv(head, rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as spreadsheets expect it: UTF-8 with a byte order mark, CRLF, no cell that would be run or converted."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """The text of a cell so that no spreadsheet takes it for a formula, a date or a number in powers of ten."""
    return f"'{text}" if _FORMULA.match(text) or _DATE.match(text) else text
