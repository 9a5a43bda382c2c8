"""What a clerk takes away: forms, workbooks, calendars, tables, and the data for machines."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.checks.layouts import prepare
from generator.downloads import calendars, forms, package, tables, workbooks
from generator.downloads.documents import Document, Download, Values
from generator.downloads.opendata import json_bytes, plan_json
from generator.index.index import Index
from generator.keeper import AtHand, Keeper, Promise, Work
from generator.site import urls
from generator.site.site import SiteFile

__all__ = ["Document", "Download", "checksums", "contents", "documents", "downloads", "works"]

_GIVEN = {urls.PLAN_SCHEMA: "plan.json 的字段说明（JSON Schema）", urls.PLAN_YAML: "本站据以生成的数据文件"}


def documents(index: Index, layouts: Mapping[str, bytes], site_url: str = "") -> tuple[Document, ...]:
    """All documents that are made of the index: of the whole plan, then by unit in the order of the register.

    `layouts` are the Word documents of the forms, by their ids.
    """
    order = {unit.id: n for n, unit in enumerate(index.data.register.units, 1)}
    found = _documents(index, layouts, site_url)
    return tuple(sorted(found, key=lambda one: order[one.unit.id] if one.unit else 0))


def _documents(index: Index, layouts: Mapping[str, bytes], site_url: str) -> Iterator[Document]:
    yield Document(urls.PLAN_JSON, "全部事项、单位、责任和时限", "plan", plan_json(index))
    yield from forms.documents(index, layouts)
    yield from calendars.documents(index)
    found = tables.all_tables(index, site_url)
    yield from workbooks.documents(index, found)
    yield from package.documents(found)


def contents(documents: Sequence[Document], layouts: Mapping[str, bytes], keeper: Keeper) -> list[Promise]:
    """The bytes of documents, in their order, from a keeper.

    It is asked first for what a page waits for: the page of open data gives the sizes and digests of the documents of
    the whole plan, among them the description of every CSV file.
    """
    wanted = [*works(documents, layouts)]
    asked = sorted(range(len(wanted)), key=lambda n: documents[n].unit is not None and documents[n].format != "csv")
    promised = dict(zip(asked, keeper([wanted[n] for n in asked]), strict=True))
    return [promised[n] for n in range(len(wanted))]


def works(documents: Sequence[Document], layouts: Mapping[str, bytes]) -> Iterator[Work]:
    """How the bytes of documents are made. Layouts are prepared here, for all processes that make forms of them.

    Each format has a maker, which loads the library that it writes with when it is called: most builds find every
    document in the cache.
    """
    prepared = {form_id: prepare(layout) for form_id, layout in layouts.items()}
    makers: dict[str, Callable[[Values], bytes]] = {
        "csv": package.make,
        "docx": functools.partial(forms.make, prepared),
        "ics": calendars.make,
        "json": json_bytes,
        "xlsx": workbooks.make,
    }
    for one in documents:
        key = json.dumps([one.format, one.values], ensure_ascii=False)
        yield Work(key, functools.partial(makers[one.format], one.values))


def downloads(
    index: Index, documents: Sequence[Document], contents: Sequence[Promise], texts: Mapping[str, bytes]
) -> tuple[Download, ...]:
    """Everything to download, in the order of the documents, of which the first is plan.json.

    `contents` promise the bytes of the documents. `texts` holds what is published as it stands, by path: the plan as
    YAML and the schema of plan.json.
    """
    plan, *others = (Download(*pair) for pair in zip(documents, contents, strict=True))
    given = (_given(path, content) for path, content in texts.items())
    return (plan, *given, package.description(index, others), *others)


def _given(path: str, content: bytes) -> Download:
    """A download whose content is at hand."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return Download(Document(path, _GIVEN[path], name), AtHand(content))


def checksums(found: tuple[Download, ...]) -> SiteFile:
    """The SHA-256 of every download, in the notation of sha256sum, by paths relative to the page of open data."""
    return SiteFile(urls.CHECKSUMS, functools.partial(_checksums, found))


def _checksums(found: tuple[Download, ...]) -> bytes:
    lines = (f"{one.checksum}  {one.document.path.removeprefix(urls.OPEN_DATA)}\n" for one in found)
    return "".join(lines).encode()
