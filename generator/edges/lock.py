"""A lock that one process has at a time, and that the system takes away with the process."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Lock:
    """A locked file, in a folder that is made for it if need be.

    Raises BlockingIOError if another process has the lock, and OSError if the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None
        while self._file is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            # The process that had the lock before may delete the file and its folder at any time.
            with contextlib.suppress(FileNotFoundError):
                self._file = self._opened()

    @property
    def closed(self) -> bool:
        """Whether the lock was given back."""
        return self._file is None

    def close(self) -> None:
        """Give the lock back. The file goes first, for after that it is the lock of another process."""
        if self._file is None:
            return
        # Windows does not delete an open file, and neither one that another process has opened.
        if sys.platform == "win32":
            os.close(self._file)
        with contextlib.suppress(OSError):
            self.path.unlink()
        if sys.platform != "win32":
            os.close(self._file)
        self._file = None

    def _opened(self) -> int | None:
        """Return the open file with the lock on it, or None if it was deleted meanwhile."""
        file = os.open(self.path, os.O_RDWR | os.O_CREAT)
        try:
            _lock(file)
            if os.path.samestat(os.fstat(file), self.path.stat()):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)
        return None


def _lock(file: int) -> None:
    """Lock an open file until it is closed or the process ends. Raises BlockingIOError if another has locked it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _LOCKED:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error
        raise
