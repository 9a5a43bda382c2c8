"""What a clerk takes away: forms, workbooks, calendars, tables, and the data for machines."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.checks.layouts import prepare
from generator.downloads import calendars, forms, opendata, tables, workbooks
from generator.downloads.documents import Document, Download, Values
from generator.downloads.opendata import json_bytes, plan_json
from generator.downloads.workers import Cache, Work, made
from generator.index.forerunners import NONE, Past
from generator.index.index import Index
from generator.site import urls
from generator.site.site import SiteFile

__all__ = ["Cache", "Document", "Download", "Work", "checksums", "documents", "downloads", "made", "works"]

_GIVEN = {urls.PLAN_SCHEMA: "plan.json 的字段说明（JSON Schema）", urls.PLAN_YAML: "本站据以生成的数据文件"}


def documents(
    index: Index, layouts: Mapping[str, bytes], site_url: str = "", past: Past = NONE
) -> tuple[Document, ...]:
    """All documents that are made of the index: of the whole plan, then by unit in the order of the register.

    `layouts` are the Word documents of the forms, by their ids; `past` are the earlier plans.
    """
    order = {unit.id: n for n, unit in enumerate(index.data.register.units, 1)}
    found = _documents(index, layouts, site_url, past)
    return tuple(sorted(found, key=lambda one: order[one.unit.id] if one.unit else 0))


def _documents(index: Index, layouts: Mapping[str, bytes], site_url: str, past: Past) -> Iterator[Document]:
    plan = plan_json(index, past)
    yield Document(urls.PLAN_JSON, "全部事项、单位、责任和时限", "plan", plan)
    yield from forms.documents(index, layouts)
    yield from calendars.documents(index)
    found = tables.all_tables(index, site_url)
    yield from workbooks.documents(index, found)
    yield from opendata.documents(plan, found)


def works(documents: Sequence[Document], layouts: Mapping[str, bytes]) -> Iterator[Work]:
    """How the bytes of documents are made. Layouts are prepared here, for all processes that make forms of them.

    Each format has a maker, which loads the library that it writes with when it is called: most builds find every
    document in the cache.
    """
    prepared = {form_id: prepare(layout) for form_id, layout in layouts.items()}
    makers: dict[str, Callable[[Values], bytes]] = {
        "csv": opendata.make,
        "docx": functools.partial(forms.make, prepared),
        "ics": calendars.make,
        "json": json_bytes,
        "xlsx": workbooks.make,
    }
    for one in documents:
        yield Work(one.format, one.values, makers[one.format], one.path)


def downloads(
    index: Index, documents: Sequence[Document], contents: Sequence[bytes], texts: Mapping[str, bytes]
) -> tuple[Download, ...]:
    """Everything to download, in the order of the documents, of which the first is plan.json.

    `contents` are the bytes of the documents. `texts` holds what is published as it stands, by path: the plan as
    YAML and the schema of plan.json.
    """
    plan, *others = (Download(*pair) for pair in zip(documents, contents, strict=True))
    given = (_given(path, content) for path, content in texts.items())
    return (plan, *given, opendata.description(index, others), *others)


def _given(path: str, content: bytes) -> Download:
    """A download whose content is at hand."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return Download(Document(path, _GIVEN[path], name), content)


def checksums(found: tuple[Download, ...]) -> SiteFile:
    """The SHA-256 of every download, in the notation of sha256sum, by paths relative to the page of open data."""
    lines = (f"{one.checksum}  {one.document.path.removeprefix(urls.OPEN_DATA)}\n" for one in found)
    return SiteFile(urls.CHECKSUMS, "".join(lines).encode())
