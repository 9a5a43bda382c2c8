"""Replaces a folder whole or not at all, whatever ends the program.

The next folder is made in a folder beside, which the lock in it keeps for one process; the system takes the lock away
with the process. What a process left behind that was killed is cleared away by the next.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path
from types import TracebackType

from generator.edges.lock import Lock

# What the folders beside are called, with the name of the folder that they replace.
MARK = ".plan-site"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Replacement:
    """The folder `made`, empty at first, that `replace` puts in the place of `target`.

    Raises BlockingIOError if another process is at it, and OSError if the disk refuses.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        if self.target.exists() and not self.target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
        self.beside = self.target.parent / f"{MARK}-{self.target.name}"
        self.made = self.beside / "new"
        self._old = self.beside / "old"
        self._lock = Lock(self.beside / "lock")
        try:
            # A process ended between the two renamings.
            if self._old.exists() and not self.target.exists():
                self._old.rename(self.target)
            self._clear()
            self.made.mkdir()
        except OSError:
            self.close()
            raise

    def keep(self, pattern: str) -> None:
        """Copy what the target has under a name of a pattern to what is made. Raises OSError if the disk refuses."""
        for path in self.target.glob(pattern):
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, self.made / path.name, symlinks=True)
            else:
                shutil.copy2(path, self.made / path.name, follow_symlinks=False)

    def replace(self) -> None:
        """Put what was made in the place of the target. Raises OSError if the disk refuses; the target is as before."""
        if self.target.exists():
            shutil.copymode(self.target, self.made)
            if _exchange(self.made, self.target):
                return
            self.target.rename(self._old)
        try:
            self.made.rename(self.target)
        except OSError:
            if self._old.exists():
                self._old.rename(self.target)
            raise

    @property
    def left(self) -> Path | None:
        """The folder beside, if the disk did not delete all that was in it at the end."""
        return self.beside if self.made.exists() or self._old.exists() else None

    def close(self) -> None:
        """Clear away the folder beside and give the lock back, if that was not done before."""
        if self._lock.closed:
            return
        self._clear()
        self._lock.close()
        with contextlib.suppress(OSError):
            self.beside.rmdir()

    def _clear(self) -> None:
        for folder in (self.made, self._old):
            shutil.rmtree(folder, ignore_errors=True)

    def __enter__(self) -> Replacement:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. Return whether this system and this disk can."""
    if sys.platform != "linux":
        return False
    names = [ctypes.c_char_p(os.fsencode(path)) for path in (one, other)]
    try:
        done = ctypes.CDLL(None).renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    except AttributeError:
        return False
    return bool(done == 0)
