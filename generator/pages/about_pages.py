"""The pages about the edition: corrections, the file behind it all; and what a faulty preview shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.corrections import Correction
from generator.pages.render import Renderer
from generator.problems import Problem, overview
from generator.site import urls
from generator.site.links import Links
from generator.site.markup import environment
from generator.site.site import NavEntry, Page


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction with its anchor, the place that it belongs to, in words, and the address of that place."""

    correction: Correction
    anchor: str
    where: str
    url: str


def pages(renderer: Renderer, plan_yaml: str) -> Iterator[Page]:
    """Corrections, and the text of plan.yaml."""
    yield _corrections(renderer)
    yield _source(renderer, plan_yaml)


def _corrections(renderer: Renderer) -> Page:
    corrections = renderer.index.data.corrections
    views = list(_correction_views(renderer))
    description = f"本站与文字识别稿的{len(views)}处不同，逐处列出改动和理由。"
    return renderer.page(
        "corrections.md",
        urls.CORRECTIONS,
        "文字订正说明",
        description,
        conventions=corrections.conventions,
        corrections=views,
    )


def _correction_views(renderer: Renderer) -> Iterator[CorrectionView]:
    seen: Counter[str] = Counter()
    for correction in renderer.index.data.corrections.corrections:
        seen[correction.record] += 1
        anchor = urls.correction_anchor(correction.record, seen[correction.record])
        yield CorrectionView(correction, anchor, *_where(renderer, correction))


def _where(renderer: Renderer, correction: Correction) -> tuple[str, str]:
    plan, record = renderer.index.data.plan, correction.record
    if entry := renderer.index.entry_by_id.get(record):
        return entry.citation, urls.entry(entry)
    for part in plan.parts:
        for section in part.sections:
            if section.id == record:
                return section.title or part.title, urls.section(section)
    if record in renderer.index.form_labels:
        return renderer.index.form_labels[record], urls.form(record)
    return ("抄送", f"{urls.FULL_TEXT}#{urls.DISTRIBUTION}") if record == "distribution" else ("通知", urls.NOTICE)


def _source(renderer: Renderer, plan_yaml: str) -> Page:
    """The file with the lines of every item in one element, at the anchor of the first of them."""
    places = [entry.item.place() for entry in renderer.index.entries]
    return renderer.page(
        "source.md",
        urls.SOURCE,
        "数据文件 plan.yaml",
        "方案的数据文件，逐行编号，供指出和改正错误。",
        lines=list(enumerate(plan_yaml.splitlines(), 1)),
        starts={place.line: urls.line_anchor(place.line) for place in places},
        ends={place.last_line for place in places},
    )


def problem_page(problems: list[Problem], url: str) -> Page:
    """A page of a live preview whose data is faulty."""
    title = "数据有误，改好后自动刷新"
    body = environment().get_template("problems.md").render(title=title, problems=overview(problems), links=Links(url))
    return Page(url, title, title, body)


def nav() -> NavEntry:
    """The pages about the edition in the navigation."""
    children = (
        NavEntry("关于本站", urls.ABOUT),
        NavEntry("文字订正说明", urls.CORRECTIONS),
        NavEntry("开放数据", urls.OPEN_DATA),
        NavEntry("数据文件", urls.SOURCE),
    )
    return NavEntry("说明", children=children)
