"""The livelihood index and a page for every livelihood project and candidate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.index.index import Entry, Index
from generator.index.targets import TargetEntry
from generator.model.plan import Item
from generator.model.register import Unit
from generator.pages.render import PartView, Renderer, SectionView
from generator.pages.target_pages import target_bars
from generator.site import urls
from generator.site.site import NavEntry, Page

_TITLE_LENGTH = 40
# How many units a sentence names before it counts them.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Brick:
    """A livelihood project on the wall, with its targets; the first is set large."""

    entry: Entry
    targets: tuple[TargetEntry, ...]


Theme = tuple[SectionView, list[Brick]]


def themes(index: Index, parts: Sequence[PartView]) -> list[tuple[PartView, list[Theme]]]:
    """The livelihood parts, each with its sections (themes) and their items."""
    return [
        (view, [(section, bricks(index, section.section.items)) for section in view.sections])
        for view in parts
        if urls.is_livelihood(view.part)
    ]


def pages(renderer: Renderer) -> Iterator[Page]:
    """The livelihood index, then a page per project and candidate; nothing where a plan has none."""
    found = themes(renderer.index, renderer.parts)
    if not found:
        return
    description = f"{'、'.join(f'{view.title}{view.count}件' for view, _ in found)}，按主题列出。"
    yield renderer.page("projects.md", urls.PROJECTS, "民生实事", description, parts=found)
    for view, sections in found:
        for section, of_theme in sections:
            for brick in of_theme:
                yield _project(renderer, view, section, brick, of_theme)


def _project(renderer: Renderer, part: PartView, view: SectionView, brick: Brick, of_theme: Sequence[Brick]) -> Page:
    entry, index = brick.entry, renderer.index
    text = entry.text
    item = renderer.item(entry)
    return renderer.page(
        "project.md",
        urls.entry(entry),
        f"{_name(entry)}：{_shortened(text.rstrip('。'))}",
        f"{text.rstrip('。')}。{_responsibility(renderer.index, entry)}",
        text=text,
        name=_name(entry),
        item=item,
        part=part,
        view=view,
        restated_basis=index.data.restatements.basis,
        targets=brick.targets,
        differences={one.id: target_bars((one.restates, one)) for one in brick.targets if one.restates and one.differs},
        responsibility=_responsibility(index, entry),
        others=[one for one in of_theme if one is not brick],
        owed=[*_also_owed(index, entry)],
    )


def _also_owed(index: Index, entry: Entry) -> Iterator[tuple[Unit, int]]:
    """Yield the units that lead an item, each with how many other clauses it leads."""
    clauses = index.clauses_by_item[entry.id]
    own = {clause.id for clause in clauses}
    for unit in {unit.id: unit for clause in clauses for unit in clause.leads}.values():
        yield unit, sum(1 for one in index.led(unit) if one.clause.id not in own)


def bricks(index: Index, items: Sequence[Item]) -> list[Brick]:
    """Return livelihood projects as they stand on the wall."""
    return [Brick(index.entry_by_id[item.id], index.targets_by_item.get(item.id, ())) for item in items]


def _shortened(text: str) -> str:
    """A text for a tab of a browser, a bookmark or a list of results."""
    return text if len(text) <= _TITLE_LENGTH else f"{text[: _TITLE_LENGTH - 1]}…"


def _responsibility(index: Index, entry: Entry) -> str:
    """Who leads an item and who takes part in it, as a sentence; the units of its clauses together."""
    clauses = index.clauses_by_item[entry.id]
    leads = dict.fromkeys(unit.name for clause in clauses for unit in clause.leads)
    others = dict.fromkeys(
        unit.name for clause in clauses for unit in (*clause.others, *clause.supporting) if unit.name not in leads
    )
    phrases = (("牵头", leads), ("参加", others))
    said = "，".join(f"{_listed(list(names))}{does}" for does, names in phrases if names)
    return f"{said}。" if said else ""


def _listed(names: Sequence[str]) -> str:
    return "、".join(names) if len(names) <= _NAMED else f"{'、'.join(names[:_NAMED])}等{len(names)}个单位"


def _name(entry: Entry) -> str:
    """The heading of a project's page: what it is called and its printed number."""
    return f"{'民生实事' if entry.item.kind == 'project' else '民生实事候选项目'}第{entry.item.number}项"


def nav(index: Index, parts: Sequence[PartView]) -> NavEntry:
    """The livelihood index in the navigation, with its themes and projects."""
    children = (
        NavEntry(
            section.title,
            children=tuple(NavEntry(_nav_title(one.entry), urls.entry(one.entry)) for one in of_theme),
            place=urls.theme(section.section),
        )
        for _, sections in themes(index, parts)
        for section, of_theme in sections
    )
    return NavEntry("民生实事", urls.PROJECTS, tuple(children))


def _nav_title(entry: Entry) -> str:
    text = entry.item.clauses[0].text.rstrip("。；")
    return f"{entry.item.number}. {text}"
