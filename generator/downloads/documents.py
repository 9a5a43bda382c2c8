"""A document to download, as a value: where it lies, what it is, and what it is made of."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.model.register import Unit
from generator.site.site import SiteFile

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a unit, or of the whole plan. Equal values give equal bytes of a format.

    `values` is plain data; there is none where the content is at hand. `name` is what a browser calls the file when it
    saves it, without its ending.
    """

    path: str
    title: str
    name: str
    values: Values = field(default_factory=dict)
    unit: Unit | None = None
    # The id of the form that it fills in, and the date on which it is due.
    fills: tuple[str, date] | None = None

    @property
    def format(self) -> str:
        """The ending of the file: docx, xlsx, csv, ics, json, yaml."""
        return self.path.rpartition(".")[2]

    @property
    def filename(self) -> str:
        """The name under which a browser saves the file."""
        return f"{self.name}.{self.format}"


@dataclass(frozen=True)
class Download:
    """A document with its content."""

    document: Document
    content: bytes

    @property
    def file(self) -> SiteFile:
        """The file of the site."""
        return SiteFile(self.document.path, self.content)

    @functools.cached_property
    def checksum(self) -> str:
        """The SHA-256 of the content, which several lists show."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> str:
        """The size of the file for people, in steps of 1024."""
        return f"{len(self.content) / 1024:.1f} KB" if len(self.content) >= 1024 else f"{len(self.content)} 字节"
