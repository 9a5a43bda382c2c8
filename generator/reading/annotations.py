"""What a model says of the values of its tree: which keys there are, of what type, and what may stand for a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.model.node import UNKNOWN, Node, Path
from generator.model.record import NODE_KEY, Record
from generator.problems import Place, nearest

# Of two keys that have less in common, one is not the other mistyped: they are short.
_ALIKE = 0.7


@cache
def fields(record: type[Record]) -> dict[str, FieldInfo]:
    """The fields of a record by the keys of its mapping."""
    return {key: f for name, f in record.model_fields.items() if (key := f.alias or name) != NODE_KEY}


def records(model: type[Record]) -> Iterator[type[Record]]:
    """A model and the records in it, each of them as often as it is there."""
    yield model
    for one in fields(model).values():
        if below := record_type(one.annotation):
            yield from records(below)


def first_key(record: type[Record]) -> str:
    """The key that a record of a list begins with."""
    return next(iter(fields(record)))


def meant(key: str, keys: Sequence[str]) -> str | None:
    """Which of the keys was meant by one that is none of them, if it is one mistyped."""
    return nearest(key, keys, _ALIKE)


def annotation_at(model: Any, path: Path) -> Any:
    """What the model says of the value at a path."""
    for step in path:
        if isinstance(step, str):
            record = record_type(model)
            known = fields(record) if record else {}
            model = known[step].annotation if step in known else str
        else:
            model = next(iter(get_args(model)), str)
    return model


def record_type(annotation: Any) -> type[Record] | None:
    """The record that an annotation is about, itself or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := record_type(part))), None)


def is_list(annotation: Any) -> bool:
    """Whether an annotation is of a list."""
    return get_origin(annotation) is tuple


def placeholder(annotation: Any, place: Place) -> Node:
    """What stands for a value that is not there or makes no sense."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        required = {key: f.annotation for key, f in fields(annotation).items() if f.is_required()}
        return Node({key: placeholder(part, place) for key, part in required.items()}, place)
    if is_list(annotation):
        return Node([placeholder(get_args(annotation)[0], place)], place)
    choices = get_args(annotation) if get_origin(annotation) is Literal else (UNKNOWN,)
    return Node(str(choices[0]), place)
