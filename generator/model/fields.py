"""What the models say of the keys of a record: which there are, and what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from generator.model.node import Node
from generator.model.record import NODE_KEY, Record
from generator.problems import Place, nearest

# Stands for a text that is needed and cannot be read, in a record that cannot be left out.
_UNREAD = "〇"
# Of two keys that have less in common, one is not the other mistyped: they are short.
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Field:
    """What stands under a key: a text, a record, or a list of either; `choices` are the texts that are allowed."""

    required: bool
    listed: bool
    record: type[Record] | None
    choices: tuple[str, ...]

    def placeholder(self, place: Place) -> Node:
        """Return what stands for a value that is needed and cannot be read."""
        one = nothing(self.record, place) if self.record else Node(self.choices[0] if self.choices else _UNREAD, place)
        return Node([one], place) if self.listed else one


@cache
def fields(record: type[Record]) -> Mapping[str, Field]:
    """Return the fields of a record by the keys of its mapping, in their order."""
    known = ((field.alias or name, field) for name, field in record.model_fields.items())
    return {key: _field(field.annotation, field.is_required()) for key, field in known if key != NODE_KEY}


def _field(annotation: Any, required: bool) -> Field:
    parts = (annotation, *get_args(annotation))
    choices = next((get_args(part) for part in parts if get_origin(part) is Literal), ())
    return Field(required, get_origin(annotation) is tuple, _record(annotation), choices)


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
    for field in fields(model).values():
        if field.record:
            yield from records(field.record)


def nothing(record: type[Record], place: Place) -> Node:
    """Return what stands for a record that is needed and cannot be read."""
    return Node({key: one.placeholder(place) for key, one in fields(record).items() if one.required}, place)
