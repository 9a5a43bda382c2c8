"""What all records have in common: nodes that know their position, frozen records, and the fields of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

import pydantic
from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo

from generator.problems import Position, nearest

# What a record is called by in a message, which comes first.
CALLED = ("id", "record", "deadline", "project", "page", "role", "alias", "kind", "clause", "reason", "item")
# Leads through the keys of mappings and the positions of lists, such as ("lead", 2).
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the data and its place; `keys` holds the place of each key of a mapping."""

    value: str | list[Node] | dict[str, Node]
    position: Position
    keys: dict[str, Position] = field(default_factory=dict)

    def has(self, step: str | int) -> bool:
        """Whether there is a value under a key, or at a position of a list."""
        if isinstance(self.value, list):
            return isinstance(step, int) and step < len(self.value)
        return isinstance(self.value, dict) and step in self.value

    def child(self, step: str | int) -> Node:
        """The node under a key of a mapping or at a position of a list, which must exist."""
        found = self.value[step]  # type: ignore[index]  # the caller knows which of the two it is
        assert isinstance(found, Node)
        return found

    def enter(self, path: Path) -> Node:
        """The node at the end of a path such as ("lead", 2), or at the last of its steps that exists."""
        return self.child(path[0]).enter(path[1:]) if path and self.has(path[0]) else self

    def find(self, path: Path) -> Position:
        """The place of the value at a path, or of the last of its steps that exists."""
        return self.enter(path).position

    def key(self, name: str) -> Position:
        """The place of a key of this mapping, or of the mapping itself where it lacks that key."""
        return self.keys.get(name, self.position)


T = TypeVar("T")

# The key under which a record gets its node. `source` lets no NUL pass, so no file can use this name.
NODE_KEY = "\0node"

# Every value stays the string that was typed, and says something.
Text = Annotated[str, StringConstraints(pattern=r"\w")]


def _written(pattern: str) -> JsonDict:
    """Return how a text is written, for editors that read the schema of a file; the checks say more, with the cure."""
    return {"pattern": pattern}


def _naming(sort: str) -> JsonDict:
    """Return what sort of records a text names, for editors."""
    return {"names": sort}


DOCUMENT_NUMBER = _written(r"^[^\s0-9A-Za-z]+〔[0-9]{4}〕[0-9]+号$")
DATE = _written("^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$")
QUARTER = _written("^[0-9]{4}年第[一二三四]季度$")
MONTH = _written("^第[123]个月$")
DAY = _written("^[0-9]{1,2}日$")
COUNT = _written("^[0-9]{1,4}$")
SLUG = _written("^[a-z0-9]+(-[a-z0-9]+)*$")
ITEM_ID = _written("^(goal|task|conduct|project|candidate)-[1-9][0-9]*$")
TASK_ID = _written("^task-[1-9][0-9]*$")
LIVELIHOOD_ID = _written("^(project|candidate)-[1-9][0-9]*$")
FORM_ID = _written("^form-[1-9][0-9]*$")
CLAUSE_ID = _written(r"^(goal|task|conduct|project|candidate)-[1-9][0-9]*(\.[1-9][0-9]*)?$")
DECIMAL = _written(r"^[0-9]+(\.[0-9]+)?$")
# A unit of measure may be a sign that says nothing elsewhere, such as %.
MEASURE = _written(r"\S")
# The numbers before parts, sections and items as printed may be such signs too: ①.
MARK = MEASURE
RECORD_ID = _written("^(goal|task|conduct|project|candidate|form)-[1-9][0-9]*$")
UNIT, KIND, FORM, DEADLINE = _naming("unit"), _naming("kind"), _naming("form"), _naming("deadline")
LEADER = _naming("leader")

# A list that is written has at least one value; a file says "none" by leaving out the key.
Listed = Annotated[tuple[T, ...], pydantic.Field(min_length=1)]


class Record(BaseModel):
    """A mapping of the data that knows its place in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    node: Node = pydantic.Field(alias=NODE_KEY, repr=False, exclude=True)

    def position(self, *path: str | int) -> Position:
        """The place of the value at a path inside this record, such as ("lead", 2); of the record without one."""
        return self.node.find(path)


def with_node(node: Node) -> Any:
    """The plain data of a node in which every mapping holds its node, as `Record` expects."""
    if isinstance(node.value, dict):
        return {**{key: with_node(child) for key, child in node.value.items()}, NODE_KEY: node}
    if isinstance(node.value, list):
        return tuple(with_node(child) for child in node.value)
    return node.value


# Stands for a text that is needed and cannot be read, in a record that cannot be left out.
_UNREAD = "〇"
# Of two keys that have less in common, one is not the other mistyped: they are short.
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Field:
    """What stands under a key: a text, a record, or a list of either; `choices` are the texts that are allowed.

    `description` says what to write, in Chinese. For editors only, since the checks say more, are the `pattern` of the
    text, and the sort of records that it `names`.
    """

    required: bool
    listed: bool
    record: type[Record] | None
    choices: tuple[str, ...]
    description: str
    pattern: str
    names: str

    def placeholder(self, position: Position) -> Node:
        """Return what stands for a value that is needed and cannot be read."""
        one = (
            nothing(self.record, position)
            if self.record
            else Node(self.choices[0] if self.choices else _UNREAD, position)
        )
        return Node([one], position) if self.listed else one


@cache
def fields(record: type[Record]) -> Mapping[str, Field]:
    """Return the fields of a record by the keys of its mapping, in their order."""
    known = ((one.alias or name, one) for name, one in record.model_fields.items())
    return {key: _field(one) for key, one in known if key != NODE_KEY}


def _field(info: FieldInfo) -> Field:
    annotation, extra = info.annotation, info.json_schema_extra
    parts = (annotation, *get_args(annotation))
    choices = next((get_args(part) for part in parts if get_origin(part) is Literal), ())
    said = {key: str(value) for key, value in extra.items()} if isinstance(extra, dict) else {}
    return Field(
        required=info.is_required(),
        listed=get_origin(annotation) is tuple,
        record=_record(annotation),
        choices=choices,
        description=info.description or "",
        pattern=said.get("pattern", ""),
        names=said.get("names", ""),
    )


def _record(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record(part))), None)


@cache
def first_key(record: type[Record]) -> str:
    """Return the key that a record of a list begins with."""
    return next(iter(fields(record)))


def meant(key: str, record: type[Record]) -> str | None:
    """Return the key of a record that was meant by one that is none of them, if it is one mistyped."""
    return nearest(key, list(fields(record)), _ALIKE)


def records(model: type[Record]) -> Iterator[type[Record]]:
    """Yield a model and the records in it."""
    yield model
    for one in fields(model).values():
        if one.record:
            yield from records(one.record)


def nothing(record: type[Record], position: Position) -> Node:
    """Return what stands for a record that is needed and cannot be read."""
    return Node({key: one.placeholder(position) for key, one in fields(record).items() if one.required}, position)
