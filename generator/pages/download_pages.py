"""The dates on one page, and everything to download on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.downloads import Download
from generator.model.register import Kind, Unit
from generator.model.texts import as_printed
from generator.pages import desk_views, structured
from generator.pages.render import Renderer
from generator.site import urls
from generator.site.links import Links
from generator.site.markup import jsonld
from generator.site.site import Page


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


def pages(renderer: Renderer, downloads: tuple[Download, ...]) -> Iterator[Page]:
    """The calendar if there are any dates, and the open data."""
    if renderer.index.deadlines:
        yield _calendar(renderer)
    yield _open_data(renderer, downloads)


def _calendar(renderer: Renderer) -> Page:
    views = desk_views.due_views(renderer.index)
    dates = dict.fromkeys(as_printed(due.date) for due in renderer.index.deadlines if not due.inferred)
    description = f"各牵头单位报送附表的日期，可订阅到日历：{'、'.join(dates)}。"
    title = "报送时限"
    return renderer.page("calendar.md", urls.CALENDAR, title, description, deadlines=views)


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
        structured=jsonld(data),
    )


def _by_kind(renderer: Renderer, downloads: tuple[Download, ...]) -> list[KindFiles]:
    files = desk_views.by_unit(downloads)
    found = [
        KindFiles(kind, tuple(UnitFiles(unit, files[unit.id]) for unit in units if unit.id in files))
        for kind, units in renderer.index.by_kind
    ]
    return [one for one in found if one.units]
