"""The pages about the edition: corrections, the files behind it all; and what a faulty preview shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.data import PLAN, UNITS
from generator.model.editorial import Correction
from generator.pages.render import Renderer
from generator.problems import Position, Problem, overview
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


def pages(renderer: Renderer, texts: Mapping[str, str]) -> Iterator[Page]:
    """Corrections, and the texts of plan.yaml and units.yaml."""
    yield _corrections(renderer)
    items, units = renderer.index.entries, renderer.index.data.register.units
    description = "方案的数据文件，逐行编号，供指出和改正错误。"
    yield _source(renderer, texts, PLAN, [entry.item.position() for entry in items], description)
    description = "单位名录的数据文件，逐行编号，供指出和改正错误。"
    yield _source(renderer, texts, UNITS, [unit.position() for unit in units], description)


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


def _source(
    renderer: Renderer, texts: Mapping[str, str], file: str, positions: Sequence[Position], description: str
) -> Page:
    """A data file with the lines of each record in one element, at the anchor of the first of them."""
    name = file.rpartition("/")[2]
    return renderer.page(
        "source.md",
        urls.lines_of(file),
        f"数据文件 {name}",
        description,
        name=name,
        download=urls.PLAN_YAML if file == PLAN else None,
        lines=list(enumerate(texts[file].splitlines(), 1)),
        starts={position.line: urls.line_anchor(position.line) for position in positions},
        ends={position.last_line for position in positions},
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
        NavEntry("单位的数据文件", urls.UNITS_SOURCE),
    )
    return NavEntry("说明", children=children)
