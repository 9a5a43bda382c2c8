"""A cache on disk for what is dear to make. It may be deleted at any time; what it returns is what would be made.

An entry is found by a digest of everything that its content depends on: the values it is made of and the version of
the program. It begins with a digest of its content, so that a damaged entry is made anew.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = (
    "docxtpl",
    "icalendar",
    "jinja2",
    "markupsafe",
    "opencc-py",
    "pydantic",
    "pypinyin",
    "pyyaml",
    "xlsxwriter",
)
_DIGEST = hashlib.sha256().digest_size


class DiskCache:
    """The entries in a folder, for one version of the program."""

    def __init__(self, folder: Path, program: str) -> None:
        self.folder = folder
        self.program = program
        self.used: set[str] = set()

    def __call__(self, values: str, make: Callable[[], bytes]) -> bytes:
        """The content made of the values, from the disk if it is there."""
        content = self.find(values)
        if content is None:
            content = make()
            self.keep(values, content)
        return content

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
                path.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, content = stored[:_DIGEST], stored[_DIGEST:]
    return content if hashlib.sha256(content).digest() == digest else None


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
    """A digest of the program: every file of the package, the libraries that write documents, and Python itself."""
    digest = hashlib.sha256()
    for part in (*_sources(package), *_versions()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _sources(package: Path) -> Iterable[bytes]:
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield str(path.relative_to(package)).encode()
            yield path.read_bytes()


def _versions() -> Iterable[bytes]:
    yield sys.version.encode()
    yield zlib.ZLIB_RUNTIME_VERSION.encode()
    for library in _LIBRARIES:
        yield version(library).encode()
