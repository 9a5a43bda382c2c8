"""The rules of the restatements: which livelihood project is the same matter as which task."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.numbering import cure_id
from generator.checks.wording import cure_quoted
from generator.model.data import PLAN
from generator.model.plan import LIVELIHOOD, Item, Plan
from generator.model.restatements import Restatement, Restatements
from generator.problems import Problem, repeated

_SIDES = (("project", "project_words", LIVELIHOOD), ("task", "task_words", ("task",)))


def check_restatements(plan: Plan, restatements: Restatements, doubtful: Collection[str]) -> Iterator[Problem]:
    """A project restates one task at most, and both exist."""
    records = restatements.restatements
    for record in records:
        yield from _sides(record, plan, doubtful)
    for name, place, first in repeated((record.project, record.place("project")) for record in records):
        message = f"“{name}”写了两条，第{first.line}行已经有了"
        yield Problem(place, name, message, "一件民生实事只留一条，写最接近的任务")


def _sides(record: Restatement, plan: Plan, doubtful: Collection[str]) -> Iterator[Problem]:
    for key, _, kinds in _SIDES:
        item_id = getattr(record, key)
        ids = [item.id for item in plan.items if item.kind in kinds]
        if item_id not in ids and item_id not in doubtful:
            message = f"没有这样一个事项“{item_id}”"
            yield Problem(record.place(key), record.project, message, cure_id(item_id, ids), needs=(PLAN,))


def restated_words(plan: Plan, restatements: Restatements) -> Iterator[Problem]:
    """The words quoted of both sides stand in them."""
    items = {item.id: item for item in plan.items}
    for record in restatements.restatements:
        for key, words_key, kinds in _SIDES:
            item, words = items.get(getattr(record, key)), getattr(record, words_key)
            if item and item.kind in kinds and words not in _text(item):
                message = f"事项“{item.id}”里找不到“{words}”"
                cure = cure_quoted("照方案抄写，标点也要一致")
                yield Problem(record.place(words_key), record.project, message, cure)


def _text(item: Item) -> str:
    return "".join(clause.text for clause in item.clauses)
