"""The pages of the plan itself: overview, sections, notice, full text and forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import links
from generator.index import Entry, Index
from generator.model import Item, Part, Section
from generator.numerals import numeral
from generator.pages.render import ItemView, PrintedPiece, Renderer
from generator.site import NavEntry, Page


@dataclass(frozen=True, slots=True)
class GroupView:
    """The items under a group heading, or those of a section without headings (no heading, no anchor)."""

    heading: str | None
    anchor: str | None
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its printed number, its title in full, and what the overview says of it."""

    section: Section
    anchor: str
    numeral: str
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its printed number and its sections."""

    part: Part
    numeral: str
    anchor: str
    count: int
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """An item of the full text: the number as printed, and its runs of text."""

    entry: Entry
    number: str
    pieces: tuple[PrintedPiece, ...]


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    """The items of the full text under a group heading, or under none."""

    heading: str | None
    items: tuple[PrintedItem, ...]


def part_views(index: Index) -> tuple[PartView, ...]:
    """All parts, in order."""
    return tuple(_part_view(number, part) for number, part in enumerate(index.data.plan.parts, 1))


def _part_view(number: int, part: Part) -> PartView:
    sections = tuple(_section_view(n, section, part) for n, section in enumerate(part.sections, 1))
    return PartView(part, numeral(number), links.part_anchor(part), len(part.items), sections)


def _section_view(number: int, section: Section, part: Part) -> SectionView:
    """A section without a title of its own is the whole part and takes the part's title."""
    printed = numeral(number) if section.title else ""
    numbers = [item.number for item in section.items]
    anchor = links.section_anchor(section)
    return SectionView(
        section, anchor, printed, section.title or part.title, min(numbers, default=0), max(numbers, default=0)
    )


def pages(renderer: Renderer) -> Iterator[Page]:
    """The overview, the notice, every section, the full text and the forms."""
    yield _overview(renderer)
    yield _notice(renderer)
    for part in part_views(renderer.index):
        for section in part.sections:
            yield _section(renderer, part, section)
    yield _full_text(renderer)
    yield _forms(renderer)


def _overview(renderer: Renderer) -> Page:
    title = "方案总览"
    description = "方案的五个部分、各章节及其事项数。"
    return renderer.page("plan.md", links.PLAN, title, description, parts=part_views(renderer.index), urls=links)


def _notice(renderer: Renderer) -> Page:
    notice = renderer.index.data.plan.notice
    paragraphs = [(numeral(n), links.notice_anchor(n), paragraph) for n, paragraph in enumerate(notice.paragraphs, 1)]
    title = renderer.index.data.plan.document.title
    return renderer.page("notice.md", links.NOTICE, title, notice.opening, notice=notice, paragraphs=paragraphs)


def _section(renderer: Renderer, part: PartView, view: SectionView) -> Page:
    return renderer.page(
        "section.md",
        links.section(view.section),
        view.title,
        f"第{part.numeral}部分“{part.part.title}”：第{view.first}项至第{view.last}项的全文和责任单位。",
        part=part,
        view=view,
        groups=list(_groups(renderer, view.section)),
    )


def _groups(renderer: Renderer, section: Section) -> Iterator[GroupView]:
    if section.ungrouped:
        yield GroupView(None, None, _items(renderer, section.ungrouped))
    for group in section.groups:
        yield GroupView(group.heading, links.group_anchor(section, group), _items(renderer, group.items))


def _items(renderer: Renderer, items: Sequence[Item]) -> tuple[ItemView, ...]:
    return tuple(renderer.item(renderer.index.entry_by_id[item.id]) for item in items)


def _full_text(renderer: Renderer) -> Page:
    parts = [
        (view, [(section, list(_printed_groups(renderer, section.section))) for section in view.sections])
        for view in part_views(renderer.index)
    ]
    plan = renderer.index.data.plan
    notice = [(numeral(n), paragraph) for n, paragraph in enumerate(plan.notice.paragraphs, 1)]
    return renderer.page(
        "full_text.md",
        links.FULL_TEXT,
        "全文",
        f"{plan.document.plan_title}全文，按文件原来的次序。",
        plan=plan,
        notice=notice,
        parts=parts,
        urls=links,
    )


def _printed_groups(renderer: Renderer, section: Section) -> Iterator[PrintedGroup]:
    if section.ungrouped:
        yield PrintedGroup(None, _printed_items(renderer, section.ungrouped))
    for group in section.groups:
        yield PrintedGroup(group.heading, _printed_items(renderer, group.items))


def _printed_items(renderer: Renderer, items: Sequence[Item]) -> tuple[PrintedItem, ...]:
    return tuple(_printed_item(renderer, item.id) for item in items)


def _printed_item(renderer: Renderer, item_id: str) -> PrintedItem:
    entry = renderer.index.entry_by_id[item_id]
    number = f"（{numeral(entry.item.number)}）" if entry.item.kind == "goal" else f"{entry.item.number}."
    return PrintedItem(entry, number, renderer.printed(entry))


def _forms(renderer: Renderer) -> Page:
    forms = list(enumerate(renderer.index.data.plan.forms, 1))
    description = "各牵头单位填报的办理方案、督办工作人员名单和季度完成情况表的样式。"
    return renderer.page("forms.md", links.FORMS, "填报表样", description, forms=forms, urls=links)


def nav(index: Index) -> NavEntry:
    """The plan in the navigation: notice, parts with their sections, full text and forms."""
    parts = tuple(
        NavEntry(
            f"第{view.numeral}部分 {view.part.title}",
            children=tuple(_section_nav(section) for section in view.sections),
        )
        for view in part_views(index)
    )
    children = (
        NavEntry("通知", links.NOTICE),
        *parts,
        NavEntry("全文", links.FULL_TEXT),
        NavEntry("填报表样", links.FORMS),
        NavEntry("报送时限", links.CALENDAR),
    )
    return NavEntry("方案", links.PLAN, children)


def _section_nav(view: SectionView) -> NavEntry:
    number = f"（{view.numeral}）" if view.numeral else ""
    return NavEntry(f"{number}{view.title}", links.section(view.section))
