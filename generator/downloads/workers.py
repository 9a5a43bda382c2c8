"""Makes what a cache does not hold, on all processors: in copies of this process that end with the call."""

from __future__ import annotations

import ctypes
import gc
import hashlib
import json
import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Call = Callable[[], bytes]
# Results by the number of their parcel.
Results = dict[int, list[bytes]]

# Calls go out in parcels, so that no process is idle for long. A parcel is named by one byte.
_PARCELS = 64
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Worker:
    """A copy of this process, and the end of a pipe from which its results are read."""

    pid: int
    results: int


def call(calls: Sequence[Call]) -> list[bytes]:
    """Return what each call returns, in their order.

    This process works as well; where the system cannot copy it, it does all of the work. So it does with what a worker
    left undone: an error of a call is raised here, whoever met it first.
    """
    size = -(-len(calls) // _PARCELS) or 1
    parcels = [calls[start : start + size] for start in range(0, len(calls), size)]
    with without_garbage(), _numbers(len(parcels)) as numbers, _workers(parcels, numbers) as workers:
        done = _work(parcels, numbers)
        for worker in workers:
            done |= _results(worker)
    contents = (done[n] if n in done else _called(parcel) for n, parcel in enumerate(parcels))
    return [content for parcel in contents for content in parcel]


@contextmanager
def without_garbage() -> Iterator[None]:
    """Spare the search for garbage, which takes a tenth of the time and copies all memory that processes share."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


@contextmanager
def _numbers(count: int) -> Iterator[int]:
    """A pipe with the numbers of all parcels. Every process takes the next one from it until it is empty."""
    numbers, source = os.pipe()
    os.write(source, bytes(range(count)))
    os.close(source)
    try:
        yield numbers
    finally:
        os.close(numbers)


@contextmanager
def _workers(parcels: Sequence[Sequence[Call]], numbers: int) -> Iterator[list[Worker]]:
    """A worker for every processor but the one that this process runs on."""
    workers: list[Worker] = []
    try:
        with suppress(OSError):
            while len(workers) < min(_processors(), len(parcels)) - 1:
                workers.append(_start(parcels, numbers))
        yield workers
    finally:
        for worker in workers:
            _end(worker)


def _processors() -> int:
    """How many processes can work. A copy of a process with threads may hang; only Linux ends copies with it."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _start(parcels: Sequence[Sequence[Call]], numbers: int) -> Worker:
    """Start a worker. Raises OSError if the system refuses."""
    parent = os.getpid()
    results, target = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(results)
        os.close(target)
        raise
    if pid == 0:
        _serve(parent, parcels, numbers, target)
    os.close(target)
    return Worker(pid, results)


def _serve(parent: int, parcels: Sequence[Sequence[Call]], numbers: int, target: int) -> None:
    """Work as a copy of the process `parent`, and end. Nothing that is the parent's to clear up is touched."""
    try:
        _die_with(parent)
        with open(target, "wb", closefd=False) as pipe:
            pipe.write(marshal.dumps(_work(parcels, numbers)))
    finally:
        os._exit(0)


def _die_with(parent: int) -> None:
    """Have the system kill this process as soon as its parent ends, however that ends."""
    # An interrupt at the keyboard reaches this process, too; it is the parent that decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) or os.getppid() != parent:
        os._exit(0)


def _end(worker: Worker) -> None:
    """End a worker, whatever it is at."""
    os.kill(worker.pid, signal.SIGKILL)
    os.waitpid(worker.pid, 0)
    os.close(worker.results)


def _work(parcels: Sequence[Sequence[Call]], numbers: int) -> Results:
    """Call what is in one parcel after the other, until none is left."""
    return {number[0]: _called(parcels[number[0]]) for number in iter(lambda: os.read(numbers, 1), b"")}


def _called(parcel: Sequence[Call]) -> list[bytes]:
    return [call() for call in parcel]


def _results(worker: Worker) -> Results:
    """Wait for the results of a worker. There are none if it met an error or was killed."""
    with open(worker.results, "rb", closefd=False) as pipe, suppress(EOFError, ValueError, TypeError):
        found: Results = marshal.loads(pipe.read())
        return found
    return {}


# Bytes by the key of the work that made them. A dict is one.
Cache = MutableMapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Work:
    """Bytes to make: their kind, the plain values that they are made of, the function that makes them, and a path.

    Equal values of a kind give equal bytes; `key` is the digest of both. The path is empty for what is no file.
    """

    kind: str
    values: Any
    maker: Callable[[Any], bytes]
    path: str = ""
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", digest(self.kind, self.values))

    def make(self) -> bytes:
        """Return the bytes."""
        return self.maker(self.values)


def digest(*values: Any) -> str:
    """Return the SHA-256 of plain values, in hexadecimal."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def made(works: Sequence[Work], cache: Cache) -> list[bytes]:
    """Return the bytes of each work, in their order. What the cache lacks is made and put there."""
    keyed = {work.key: work for work in works}
    found = {key: content for key in keyed if (content := cache.get(key)) is not None}
    missing = [key for key in keyed if key not in found]
    fresh = dict(zip(missing, call([keyed[key].make for key in missing]), strict=True))
    cache.update(fresh)
    contents = found | fresh
    return [contents[work.key] for work in works]
