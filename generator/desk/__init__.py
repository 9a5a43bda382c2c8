"""What a clerk takes away: forms, workbooks, calendars, tables, and the data for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import links, tables
from generator.desk import calendars, forms, package, workbooks
from generator.desk.documents import Document, Download
from generator.index import Index
from generator.keeper import Keeper, make_anew
from generator.opendata import json_bytes, plan_json
from generator.site import File

__all__ = ["Download", "checksums", "downloads"]


def downloads(
    index: Index,
    texts: Mapping[str, bytes],
    layouts: Mapping[str, bytes],
    site_url: str = "",
    keeper: Keeper = make_anew,
) -> tuple[Download, ...]:
    """Everything to download, for the whole plan first, then by unit in the order of the register.

    `texts` holds what is published as it stands, by path: the plan as YAML and the schema of plan.json. `layouts` are
    the Word documents that lay out the forms, by the id of the form.
    """

    def made(document: Document) -> Download:
        return Download(document, document.content(keeper))

    plan = made(Document(links.PLAN_JSON, "全部事项、单位、责任和时限", "plan", json_bytes, plan_json(index)))
    given = (_given(path, content) for path, content in texts.items())
    documents = [made(document) for document in _documents(index, layouts, site_url)]
    found = (plan, *given, made(package.description(index, documents)), *documents)
    order = {unit.id: n for n, unit in enumerate(index.data.register.units, 1)}
    return tuple(sorted(found, key=lambda one: order[one.document.unit.id] if one.document.unit else 0))


_GIVEN = {links.PLAN_SCHEMA: "plan.json 的字段说明（JSON Schema）", links.PLAN_YAML: "本站据以生成的数据文件"}


def _documents(index: Index, layouts: Mapping[str, bytes], site_url: str) -> Iterator[Document]:
    yield from forms.documents(index, layouts)
    yield from calendars.documents(index)
    found = tables.all_tables(index, site_url)
    yield from workbooks.documents(index, found)
    yield from package.documents(found)


def _given(path: str, content: bytes) -> Download:
    """A download whose content is at hand."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return Download(Document(path, _GIVEN[path], name, lambda _: content, {}), content)


def checksums(found: tuple[Download, ...]) -> File:
    """The SHA-256 of every download, in the notation of sha256sum, by paths relative to the page of open data."""
    lines = (f"{one.checksum}  {one.document.path.removeprefix(links.OPEN_DATA)}\n" for one in found)
    return File(links.CHECKSUMS, "".join(lines).encode())
