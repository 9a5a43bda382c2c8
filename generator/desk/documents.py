"""A document to download, as a value: where it lies, what it is, what it is made of, and how."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import Unit

Values = Mapping[str, Any]
Maker = Callable[[Values], bytes]
# Returns the content that `make` makes of the values; a cache may know it already.
Keeper = Callable[[str, Callable[[], bytes]], bytes]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a unit, or of the whole plan. Equal values, made by the same maker, give equal bytes.

    `values` is plain data. `name` is what a browser calls the file when it saves it, without its ending.
    """

    path: str
    title: str
    name: str
    make: Maker
    values: Values
    unit: Unit | None = None

    @property
    def format(self) -> str:
        """The ending of the file: docx, xlsx, csv, ics, json, yaml."""
        return self.path.rpartition(".")[2]

    @property
    def filename(self) -> str:
        """The name under which a browser saves the file."""
        return f"{self.name}.{self.format}"

    def content(self, keeper: Keeper) -> bytes:
        """The bytes of the document."""
        key = json.dumps([self.make.__module__, self.make.__qualname__, self.values], ensure_ascii=False)
        return keeper(key, lambda: self.make(self.values))


def make_anew(_: str, make: Callable[[], bytes]) -> bytes:
    """The keeper that keeps nothing."""
    return make()
