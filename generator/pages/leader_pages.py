"""The leaders whom a plan prints as in charge of items, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.index.index import ClauseEntry, Index
from generator.model.register import Leader
from generator.pages.render import Renderer
from generator.site import urls
from generator.site.site import Page


@dataclass(frozen=True, slots=True)
class Run:
    """The clauses of one section that a leader is in charge of."""

    title: str
    anchor: str
    clauses: tuple[ClauseEntry, ...]


def pages(renderer: Renderer) -> Iterator[Page]:
    """Yield the list of leaders, then a page for each, in the order of the register; nothing where there are none."""
    index = renderer.index
    if not index.data.plan.leaders:
        return
    there = [(leader, len(index.by_leader.get(leader.id, ()))) for leader in index.data.register.leaders]
    description = f"{index.data.plan.document.called}写到的分管领导，各分管哪些事项。"
    yield renderer.page("leaders.md", urls.LEADERS, "分管领导", description, leaders=there)
    for leader, count in there:
        description = f"{leader.name}在方案中分管的{count}条，逐条列出负责的单位。"
        yield renderer.page(
            "leader.md",
            urls.leader(leader),
            leader.name,
            description,
            leader=leader,
            count=count,
            runs=list(_runs(renderer, index, leader)),
        )


def _runs(renderer: Renderer, index: Index, leader: Leader) -> Iterator[Run]:
    titles = {view.section.id: part.section_title(view) for part in renderer.parts for view in part.sections}
    for section, run in groupby(index.by_leader.get(leader.id, ()), lambda clause: clause.entry.section):
        yield Run(titles[section.id], urls.section_anchor(section), tuple(run))
