"""The pages about the edition: corrections, data files, dates, downloads, search; and what a faulty preview shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.downloads import Download
from generator.index.index import Entry
from generator.model.data import PLAN, UNITS
from generator.model.editorial import Correction
from generator.model.plan import Plan
from generator.model.register import Kind, Unit
from generator.model.texts import as_printed
from generator.model.years import year_of
from generator.pages import desk_views, structured
from generator.pages.render import Renderer
from generator.problems import Position, Problem, overview
from generator.site import urls
from generator.site.links import Links
from generator.site.markup import environment, jsonld
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
                return section.title or part.title or plan.document.name, urls.section(section)
    if record in renderer.index.form_labels:
        return renderer.index.form_labels[record], urls.form(record)
    if record == "distribution":
        return "抄送", f"{urls.FULL_TEXT}#{urls.DISTRIBUTION}"
    return ("全文", urls.FULL_TEXT) if urls.NOTICE in renderer.absent else (plan.letter_name, urls.NOTICE)


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


def about(plan: Plan) -> Page:
    """The page about a site whose editors have written none."""
    body = (
        environment()
        .get_template("about.md")
        .render(
            document=plan.document,
            name=plan.document.name,
            leaders=plan.leaders,
            dues=bool(plan.clause_dates_name),
            lead=("视为牵头" if plan.lead_rule else "牵头", plan.default_lead.quote) if plan.default_lead else None,
        )
    )
    description = "本站是什么，哪些是文件原文，哪些是编者所加，责任怎样推导。"
    return Page(urls.ABOUT, "关于本站", description, body)


def nav() -> NavEntry:
    """The pages about the edition in the navigation."""
    children = (
        NavEntry("关于本站", urls.ABOUT),
        NavEntry("文字订正说明", urls.CORRECTIONS),
        NavEntry("开放数据", urls.OPEN_DATA),
        NavEntry("数据文件", urls.SOURCE),
        NavEntry("单位的数据文件", urls.UNITS_SOURCE),
        NavEntry("字段说明", urls.FIELDS),
        NavEntry("问题代码", urls.PROBLEMS),
        NavEntry("发布本站", urls.PUBLISHING),
        NavEntry("收录新方案", urls.DRAFTING),
    )
    return NavEntry("说明", children=children)


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """A unit with its downloads."""

    unit: Unit
    downloads: Sequence[Download]


@dataclass(frozen=True, slots=True)
class KindFiles:
    """The units of a kind with their downloads."""

    kind: Kind
    units: tuple[UnitFiles, ...]


def download_pages(renderer: Renderer, downloads: tuple[Download, ...]) -> Iterator[Page]:
    """The calendar if there are any dates, and the open data."""
    if urls.CALENDAR not in renderer.absent:
        yield _calendar(renderer)
    yield _open_data(renderer, downloads)


def _calendar(renderer: Renderer) -> Page:
    views = desk_views.due_views(renderer.index)
    index = renderer.index
    called = index.data.plan.clause_dates_name
    dates = dict.fromkeys(as_printed(due.date) for due in index.deadlines if not due.inferred)
    description = (
        f"各牵头单位报送附表的日期，可订阅到日历：{'、'.join(dates)}。" if dates else f"各事项的{called}，按日期排列。"
    )
    return renderer.page(
        "calendar.md",
        urls.CALENDAR,
        index.data.plan.dates_name,
        description,
        deadlines=views,
        due=index.due,
        due_name=f"各事项的{called}",
        year=year_of(index.data.plan.document),
        has_file=bool(dates) or any(term.due_date for term in index.due),
    )


def _open_data(renderer: Renderer, downloads: tuple[Download, ...]) -> Page:
    data = structured.dataset(renderer.index, downloads, Links(urls.OPEN_DATA))
    return renderer.page(
        "open_data.md",
        urls.OPEN_DATA,
        "开放数据",
        "全部下载：整个方案的数据和各单位的文件，可自由使用。",
        whole=[one for one in downloads if one.document.unit is None],
        kinds=_by_kind(renderer, downloads),
        total=len(downloads) + 1,
        years=renderer.past.years,
        structured=jsonld(data),
    )


def _by_kind(renderer: Renderer, downloads: tuple[Download, ...]) -> list[KindFiles]:
    files = desk_views.by_unit(downloads)
    found = [
        KindFiles(kind, tuple(UnitFiles(unit, files[unit.id]) for unit in units if unit.id in files))
        for kind, units in renderer.index.by_kind
    ]
    return [one for one in found if one.units]


# The length of an item's text in a list of many.
_LISTED = 80
_FILTERS = (("kind", "种类"), ("part", "部分和章节"), ("unit", "单位"), ("role", "单位的身份"))


def topic_page(renderer: Renderer) -> Iterator[Page]:
    """What people live with, and the items that it means; nothing where the editors list none."""
    topics, index = renderer.index.data.topics, renderer.index
    if not topics.themes:
        return
    themes = [
        (theme, [(topic.title, [_named(index.entry_by_id[id_]) for id_ in topic.items]) for topic in theme.topics])
        for theme in topics.themes
    ]
    description = f"{'、'.join(theme.title for theme in topics.themes)}：大家平常说的事，在方案里是哪些事项。"
    yield renderer.page("topics.md", urls.TOPICS, "按生活找", description, themes=themes, basis=topics.basis)


def _named(entry: Entry) -> tuple[Entry, str]:
    """An item with its text, cut where a list would not be read."""
    text = entry.text
    return entry, text if len(text) <= _LISTED else f"{text[: _LISTED - 1]}…"


def search_pages(renderer: Renderer) -> Iterator[Page]:
    """The page of the search, which the script fills from its address."""
    description = "按自己的说法查找事项和单位：简称、旧称、数字、拼音都可以。"
    years = [year for year in renderer.past.years if year.archive.search]
    yield renderer.page("search.md", urls.SEARCH, "搜索", description, filters=_FILTERS, years=years)
