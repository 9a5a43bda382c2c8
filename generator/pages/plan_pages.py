"""Home and the pages of the plan itself: overview, sections, notice, full text and forms."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.index.index import Entry, Index, Quotation
from generator.model.citations import letter, owed_pieces
from generator.model.document import Form
from generator.model.plan import Group, Plan, Section
from generator.pages import pictures
from generator.pages.project_pages import themes
from generator.pages.render import PartView, Renderer, SectionView
from generator.site import urls
from generator.site.site import NavEntry, Page

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class GroupView(Generic[View]):
    """The items under a group heading, or those of a section without headings (no group, no anchor)."""

    group: Group | None
    anchor: str | None
    items: tuple[View, ...]


def pages(renderer: Renderer) -> Iterator[Page]:
    """The overview, the notice, every section, the full text, and the forms if there are any."""
    yield _overview(renderer)
    if urls.NOTICE not in renderer.absent:
        yield _notice(renderer)
    carriers = pictures.carriers(renderer.index)
    for part in renderer.parts:
        for section in part.sections:
            yield _section(renderer, part, section, carriers.get(section.section.id, pictures.Carriers()))
    yield _full_text(renderer)
    if renderer.index.data.plan.forms:
        yield _forms(renderer)


def _overview(renderer: Renderer) -> Page:
    parts = "、".join(view.title for view in renderer.parts)
    description = f"{renderer.index.data.plan.document.called}的全部部分和章节，各有多少事项：{parts}。"
    return renderer.page(
        "plan.md",
        urls.PLAN,
        "方案总览",
        description,
        parts=renderer.parts,
        sizes=pictures.section_sizes(renderer.index, renderer.parts),
    )


def _notice(renderer: Renderer) -> Page:
    plan = renderer.index.data.plan
    description = plan.notice.opening or f"{plan.document.called}正文前面的文字。"
    return renderer.page(
        "notice.md",
        urls.NOTICE,
        plan.document.title or plan.document.name,
        description,
        plan=plan,
        letter=letter(plan),
    )


def _section(renderer: Renderer, part: PartView, view: SectionView, who: pictures.Carriers) -> Page:
    groups = list(_groups(renderer.index, view.section, renderer.item))
    return renderer.page(
        "section.md",
        urls.section(view.section),
        view.title,
        f"{part.label}“{part.title}”：{view.range}的全文和责任单位。",
        part=part,
        view=view,
        groups=groups,
        who=who,
        first_divided=next((item for group in groups for item in group.items if item.divided), None),
    )


def _groups(index: Index, section: Section, view: Callable[[Entry], View]) -> Iterator[GroupView[View]]:
    for group, items in section.runs:
        anchor = urls.group_anchor(section, group) if group else None
        yield GroupView(group, anchor, tuple(view(index.entry_by_id[item.id]) for item in items))


def _full_text(renderer: Renderer) -> Page:
    index, plan = renderer.index, renderer.index.data.plan
    parts = [
        (
            part,
            [
                (
                    view,
                    list(owed_pieces(index.data, view.section, view.section.id)),
                    list(_groups(index, view.section, renderer.printed)),
                )
                for view in part.sections
            ],
        )
        for part in renderer.parts
    ]
    return renderer.page(
        "full_text.md",
        urls.FULL_TEXT,
        "全文",
        f"{plan.document.name}全文，{len(index.entries)}个事项按文件原来的次序。",
        plan=plan,
        letter=letter(plan),
        parts=parts,
        forms=_labelled(index),
    )


def _labelled(index: Index) -> list[tuple[str, Form]]:
    """The forms, each with the label that is printed above it."""
    return [(index.form_labels[form.id], form) for form in index.data.plan.forms]


def _forms(renderer: Renderer) -> Page:
    forms = _labelled(renderer.index)
    description = f"{'、'.join(label for label, _ in forms)}的样式，由各牵头单位填报。"
    sources = _sources(renderer.index)
    return renderer.page("forms.md", urls.FORMS, "填报表样", description, forms=forms, sources=sources)


def _sources(index: Index) -> list[Quotation]:
    """What the notice says of filing the forms, one for each of its paragraphs that say anything."""
    found = (index.quotation(rule) for rule in index.data.plan.deadlines)
    by_paragraph = {one.paragraph: one for one in found if one}
    return [by_paragraph[paragraph] for paragraph in sorted(by_paragraph)]


def nav(parts: Sequence[PartView], absent: Container[str], plan: Plan) -> NavEntry:
    """The plan in the navigation: notice, parts with their sections, full text, forms and dates."""
    further = (
        NavEntry("填报表样", urls.FORMS),
        NavEntry(plan.dates_name, urls.CALENDAR),
        NavEntry("分管领导", urls.LEADERS),
    )
    named = (
        NavEntry(
            f"{view.label} {view.title}".strip(),
            children=tuple(map(_section_nav, view.sections)),
            place=urls.part(view.part),
        )
        for view in parts
    )
    children = (
        *([] if urls.NOTICE in absent else [NavEntry(plan.letter_name, urls.NOTICE)]),
        *named,
        NavEntry("全文", urls.FULL_TEXT),
        *(entry for entry in further if entry.url not in absent),
    )
    return NavEntry("方案", urls.PLAN, children)


def _section_nav(view: SectionView) -> NavEntry:
    return NavEntry(f"{view.mark}{view.title}", urls.section(view.section))


# How many themes of everyday life the door to them names.
_TOPICS_NAMED = 2


def home(renderer: Renderer) -> Page:
    """The home page."""
    index = renderer.index
    register, document = index.data.register, index.data.plan.document
    livelihood = themes(index, renderer.parts)
    subjects = "事项、责任单位和民生实事" if livelihood else "事项和责任单位"
    return renderer.page(
        "home.md",
        urls.HOME,
        document.name,
        f"{document.called}的全部{subjects}，可以搜索，也可按单位查。",
        imprint="　".join(filter(None, (document.number, document.issuer, document.signed))),
        parts=renderer.parts,
        livelihood=livelihood,
        kinds=[(kind, len(units)) for kind, units in index.by_kind],
        items=len(index.entries),
        units=len(register.units),
        examples=index.data.vocabulary.examples,
        topics="、".join(theme.title for theme in index.data.topics.themes[:_TOPICS_NAMED]),
        years=renderer.past.years,
    )
