"""The open data: plan.json, after the contract of its schema."""

from __future__ import annotations

import json

from generator.index.deadlines import Due
from generator.index.index import Entry, Index, Obligation
from generator.model.editorial import Restatement
from generator.model.plan import Document
from generator.model.register import Unit
from generator.model.texts import iso_date
from generator.site import urls

SCHEMA_VERSION = 1
# The document is an official text outside copyright; what the editors add is given to everybody (see data/LICENSE).
LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"


def json_bytes(data: object) -> bytes:
    """Data as JSON text."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def plan_json(index: Index) -> dict[str, object]:
    """The whole plan with all obligations, keys in the order of the contract (see plan.schema.json)."""
    return {
        "schema_version": SCHEMA_VERSION,
        "document": _document(index.data.plan.document),
        "items": [_item(index, entry) for entry in index.entries],
        "units": [_unit(index, unit) for unit in index.data.register.units],
        "obligations": [_obligation(obligation) for obligation in index.obligations],
        "deadlines": [_deadline(due) for due in index.deadlines],
        "restatements": [_restatement(one) for one in index.restatements],
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
        "url": urls.entry(entry),
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


def _obligation(obligation: Obligation) -> dict[str, object]:
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
