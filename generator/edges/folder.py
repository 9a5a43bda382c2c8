"""Replaces a folder whole or not at all, whatever ends the program.

The next folder is made in a folder next to it, which a lock keeps for one process; the system takes it away
with the process. What a process left behind that was killed is cleared away by the next.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
import sys
from pathlib import Path
from types import TracebackType

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
            if self.left:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.left))
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
            # A folder that may not be written to cannot be emptied either.
            for path, _, _ in os.walk(folder):
                with contextlib.suppress(OSError):
                    os.chmod(path, stat.S_IRWXU)  # noqa: PTH101 - os.walk gives texts
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


# Folders of a project whose files somebody wrote, as in those with a dot.
_WRITTEN = ("archive", "bench", "data", "docs", "generator", "overrides", "requirements", "tests")
# What a site has, and hardly any other folder.
_OF_A_SITE = ("index.html", "404.html")


def taken(root: Path, target: Path) -> str | None:
    """Return why a folder must not be replaced whatever is in it, or None. `root` is the project."""
    root, target = root.resolve(), target.resolve()
    if target == Path(target.anchor):
        return "它是整个磁盘的根目录"
    if root.is_relative_to(target):
        return "项目就在里面"
    inside = target.relative_to(root).parts[:1] if target.is_relative_to(root) else ()
    if any(name in _WRITTEN or name.startswith(".") for name in inside):
        return f"它在项目的“{inside[0]}”里"
    return None


def not_a_site(root: Path, target: Path) -> str | None:
    """Return why a site must not be put in the place of a folder, or None.

    What is hidden in it stays, and the folder `site` of the project is for nothing else.
    """
    if reason := taken(root, target):
        return reason
    if target.resolve() == root.resolve() / "site" or not target.is_dir():
        return None
    names = {path.name for path in target.iterdir() if not path.name.startswith(".")}
    strange = min(names, default=None)
    return None if names.issuperset(_OF_A_SITE) or not strange else f"里面有别的文件，如“{strange}”"
