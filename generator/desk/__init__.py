"""What a clerk takes away: forms, workbooks, calendars, tables, and the data for machines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import links
from generator.desk import calendars, forms, package, workbooks
from generator.desk.documents import Document, Keeper, make_anew
from generator.index import Index
from generator.opendata import json_bytes, plan_json
from generator.site import File


@dataclass(frozen=True, slots=True)
class Download:
    """A document with its content."""

    document: Document
    content: bytes

    @property
    def checksum(self) -> str:
        """The SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> str:
        """The size of the file for people, in steps of 1024."""
        return f"{len(self.content) / 1024:.1f} KB" if len(self.content) >= 1024 else f"{len(self.content)} 字节"

    @property
    def file(self) -> File:
        """The file of the site."""
        return File(self.document.path, self.content)


def downloads(
    index: Index, texts: Mapping[str, bytes], site_url: str = "", keeper: Keeper = make_anew
) -> tuple[Download, ...]:
    """Everything to download, for the whole plan first, then by unit in the order of the register.

    `texts` holds what is published as it stands, by path: the plan as YAML and the schema of plan.json.
    """
    made = [Download(document, document.content(keeper)) for document in _documents(index, site_url)]
    given = [_given(path, _GIVEN[path], content) for path, content in texts.items()]
    plan = _given(links.PLAN_JSON, "全部事项、单位、责任和时限", json_bytes(plan_json(index)))
    described = package.describe(index, ((one.document, one.content) for one in made))
    package_json = _given(links.DATAPACKAGE, "全部 CSV 表的说明（Frictionless Data Package）", described)
    found = [plan, *given, package_json, *made]
    order = {unit.id: n for n, unit in enumerate(index.data.register.units, 1)}
    return tuple(sorted(found, key=lambda one: order[one.document.unit.id] if one.document.unit else 0))


_GIVEN = {links.PLAN_SCHEMA: "plan.json 的字段说明（JSON Schema）", links.PLAN_YAML: "本站据以生成的数据文件"}


def _documents(index: Index, site_url: str) -> Iterator[Document]:
    yield from forms.documents(index)
    yield from calendars.documents(index)
    yield from workbooks.documents(index, site_url)
    yield from package.documents(index, site_url)


def _given(path: str, title: str, content: bytes) -> Download:
    """A download whose content is at hand."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return Download(Document(path, title, name, lambda _: content, {}), content)


def checksums(found: tuple[Download, ...]) -> File:
    """The SHA-256 of every download, in the notation of sha256sum, by paths relative to the page of open data."""
    lines = (f"{one.checksum}  {one.document.path.removeprefix(links.OPEN_DATA)}\n" for one in found)
    return File(links.CHECKSUMS, "".join(lines).encode())
