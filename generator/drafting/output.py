"""The draft for programs and for people: as JSON, and in a few lines with every doubt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.drafting import roles
from generator.drafting.draft import Draft
from generator.drafting.outline import Item


def as_json(draft: Draft) -> str:
    """Return a draft as JSON: its items, one for each clause, with the leads by its rule, and its doubts."""
    items = [one for item in draft.items for one in _clauses(item, bool(draft.first_leads))]
    doubts = [{"line": one.line, "message": one.message} for one in draft.doubts]
    return json.dumps({"items": items, "doubts": doubts}, ensure_ascii=False, indent=1) + "\n"


def _clauses(item: Item, first_leads: bool) -> Iterator[dict[str, Any]]:
    for clause in item.clauses:
        said = roles.led_by_first(clause.said) if first_leads else clause.said
        yield {
            "number": item.number or None,
            "section": item.section or None,
            "path": [heading.printed for heading in item.path],
            "text": clause.text,
            "roles": [
                {"label": role.label, "rank": role.rank, "units": list(role.names), "open": role.open}
                for role in said.roles
                if role.units or role.open
            ],
            "leaders": list(dict.fromkeys(said.leaders)),
            "due": said.due or None,
            "milestones": [{"due": one.due, "text": one.text} for one in said.milestones],
            "line": clause.line,
        }


def summary(draft: Draft, name: str) -> str:
    """Return what was read of a text of some name, for people, with every doubt at its line."""
    units = {
        unit for item in draft.items for clause in item.clauses for role in clause.said.roles for unit in role.names
    }
    leaders = {leader for item in draft.items for clause in item.clauses for leader in clause.said.leaders}
    counts = [f"事项 {len(draft.items)} 个", f"单位 {len(units)} 个"]
    counts += [f"领导 {len(leaders)} 位"] if leaders else []
    milestones = sum(len(clause.said.milestones) for item in draft.items for clause in item.clauses)
    counts += [f"进度安排的节点 {milestones} 个"] if milestones else []
    rule = [f"牵头单位的规则：{draft.first_leads}"] if draft.first_leads else []
    doubts = [f"{name}:{one.line}: {one.message}" for one in draft.doubts]
    found = [f"拿不准的地方 {len(doubts)} 处，请逐处对照原文："] if doubts else ["没有拿不准的地方。"]
    return "\n".join(["读出" + "，".join(counts) + "。", *rule, *found, *doubts])
