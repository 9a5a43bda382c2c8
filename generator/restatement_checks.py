"""The rules of the restatements: which livelihood project is the same matter as which task."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Item, Plan, Restatement, Restatements
from generator.numbering import cure_id, doubtful_ids
from generator.problems import Problem, repeated
from generator.source import PLAN
from generator.tree import UNKNOWN

_SIDES = (("project", "project_words", ("project", "candidate")), ("task", "task_words", ("task",)))


def check_restatements(plan: Plan, restatements: Restatements) -> Iterator[Problem]:
    """A project restates one task at most, both exist, and the words quoted stand in them."""
    records = restatements.restatements
    items = {item.id: item for item in plan.items}
    doubtful = doubtful_ids(plan)
    for record in records:
        yield from _sides(record, items, doubtful)
    for name, place, first in repeated((record.project, record.place("project")) for record in records):
        message = f"“{name}”写了两条，第{first.line}行已经有了"
        yield Problem(place, name, message, "一件民生实事只留一条，写最接近的任务")


def _sides(record: Restatement, items: dict[str, Item], doubtful: set[str]) -> Iterator[Problem]:
    for key, words_key, kinds in _SIDES:
        item_id, words = getattr(record, key), getattr(record, words_key)
        item = items.get(item_id)
        if item_id in doubtful:
            continue
        if item is None or item.kind not in kinds:
            cure = cure_id(item_id, [id_ for id_, item in items.items() if item.kind in kinds])
            yield Problem(record.place(key), record.project, f"没有这样一个事项“{item_id}”", cure, needs=(PLAN,))
        elif words not in (text := "".join(clause.text for clause in item.clauses)) and UNKNOWN not in text:
            message = f"事项“{item_id}”里找不到“{words}”"
            yield Problem(record.place(words_key), record.project, message, "照原文抄写，标点也要一致")
