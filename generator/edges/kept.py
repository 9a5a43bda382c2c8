"""A site as bytes, and back: plain data, so that reading it runs nothing, whoever has written it."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import PureWindowsPath
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from generator.problems import Problem
from generator.site.site import Site


@dataclass(frozen=True, slots=True)
class Kept:
    """A site with the hints that were found on the way to it."""

    site: Site
    hints: tuple[Problem, ...]


def dump(kept: Kept) -> bytes:
    """Return a line of JSON, in which the content of a file is its length, and then all contents."""
    contents: list[bytes] = []
    described = json.dumps(_plain(kept, contents), ensure_ascii=False)
    return b"".join([described.encode(), b"\n", *contents])


def load(stored: bytes) -> Kept:
    """Return what was dumped. Raises ValueError if the bytes are anything else."""
    source = io.BytesIO(stored)
    try:
        kept: Kept = _typed(Kept, json.loads(source.readline()), source)
    except RecursionError as error:
        raise ValueError("it is nested without end") from error
    if source.read():
        raise ValueError("there is more than it says")
    if not all(map(_inside, (*(page.path for page in kept.site.pages), *(file.path for file in kept.site.files)))):
        raise ValueError("it has a file outside the site")
    return kept


def _inside(path: str) -> bool:
    """Whether a path leads to a place in the folder that it is relative to, on any system."""
    read = PureWindowsPath(path)
    return not read.anchor and ".." not in read.parts


def _plain(value: Any, contents: list[bytes]) -> Any:
    """Return a value as JSON has it. A record is the list of its fields."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name), contents) for field in fields(value)]
    if isinstance(value, tuple | frozenset):
        return [_plain(one, contents) for one in (value if isinstance(value, tuple) else sorted(value))]
    if isinstance(value, Mapping):
        return {key: _plain(one, contents) for key, one in value.items()}
    if isinstance(value, bytes):
        contents.append(value)
        return len(value)
    return value


def _typed(kind: Any, value: Any, contents: io.BytesIO) -> Any:
    """Return the value of a type that was made plain. Raises ValueError if it is of another."""
    outer, inner = get_origin(kind), get_args(kind)
    if outer is UnionType:
        return None if value is None and NoneType in inner else _typed(inner[0], value, contents)
    if kind is bytes and type(value) is int and len(content := contents.read(value)) == value:
        return content
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, list):
        kinds = _kinds(kind)
        return kind(*[_typed(one, part, contents) for one, part in zip(kinds, value, strict=True)])
    if outer in (tuple, frozenset) and isinstance(value, list):
        return outer(_typed(inner[0], one, contents) for one in value)
    if outer is Mapping and isinstance(value, dict):
        return {key: _typed(inner[1], one, contents) for key, one in value.items()}
    if isinstance(kind, type) and type(value) is kind:
        return value
    raise ValueError(f"{value!r:.40} is not of {kind}")


@functools.cache
def _kinds(record: type) -> list[Any]:
    """Return the types of the fields of a record, in their order."""
    hints = get_type_hints(record)
    return [hints[field.name] for field in fields(record)]
