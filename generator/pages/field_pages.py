"""The page that explains every field of the data files, each with an example from the data itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from generator.checks.load import MODELS
from generator.model.data import Data
from generator.model.record import Field, Node, Record
from generator.model.record import fields as fields_of
from generator.pages.render import Renderer
from generator.site import urls
from generator.site.site import Page

# An example is so many letters at most, and so many values of a list.
_LONGEST = 40
_MOST = 2


@dataclass(frozen=True, slots=True)
class FieldView:
    """A key: what to write, an example as it is written, and the anchor of the record under it, if there is one."""

    key: str
    field: Field
    example: str
    record: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record: the keys that lead to it in its file, its anchor, and its fields."""

    path: Sequence[str]
    anchor: str
    fields: Sequence[FieldView]


def page(renderer: Renderer) -> Page:
    """Return the page of all fields, file by file."""
    data = renderer.index.data
    nodes = {file: [getattr(data, one.name).node] for file, one in zip(MODELS, fields(Data), strict=True)}
    files = [(file, [*_records(model, nodes[file], file)]) for file, model in MODELS.items()]
    description = "数据文件的每一个字段：写什么，是不是必填，例子。"
    return renderer.page("fields.md", urls.FIELDS, "字段说明", description, files=files)


def _records(model: type[Record], nodes: Sequence[Node], file: str) -> Iterator[RecordView]:
    """Yield the records of a file, each once, with the nodes of the data that are such records."""
    name = file.rpartition("/")[2].removesuffix(".yaml")
    waiting: list[tuple[type[Record], tuple[str, ...], Sequence[Node]]] = [(model, (), nodes)]
    seen: dict[type[Record], str] = {model: name}
    while waiting:
        record, path, here = waiting.pop(0)
        views = []
        for key, field in fields_of(record).items():
            below = [*_below(here, key)]
            if field.record and field.record not in seen:
                seen[field.record] = f"{name}-{'-'.join((*path, key))}".replace("_", "-")
                waiting.append((field.record, (*path, key), below))
            views.append(FieldView(key, field, _example(key, field, below), seen[field.record] if field.record else ""))
        yield RecordView(path, seen[record], views)


def _below(nodes: Sequence[Node], key: str) -> Iterator[Node]:
    """Yield what stands under a key of records, the values of a list one by one."""
    for node in nodes:
        if node.has(key):
            child = node.child(key)
            yield from child.value if isinstance(child.value, list) else [child]


def _example(key: str, field: Field, values: Sequence[Node]) -> str:
    """Return a field as it is written, with values of the data where they have any."""
    texts = [
        one.value if len(one.value) <= _LONGEST else f"{one.value[:_LONGEST]}…"
        for one in values
        if isinstance(one.value, str)
    ]
    if field.record:
        return ""
    shown = texts or [field.choices[0] if field.choices else "…"]
    return "\n".join([f"{key}:", *(f"- {text}" for text in shown[:_MOST])]) if field.listed else f"{key}: {shown[0]}"
