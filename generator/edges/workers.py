"""Other processes that make what is dear to make, side by side, where that gains time."""

from __future__ import annotations

import functools
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from generator.keeper import Keeper, Promise, Work, make_anew

# Work goes out in parcels, so that none of the processes is idle for long and little time goes into sending.
_PARCELS = 64


@contextmanager
def side_by_side() -> Iterator[Keeper]:
    """A keeper that makes works in other processes, beginning at once with the first.

    The processes are started for the first works and end with the `with`; work that nobody waited for is dropped.
    """
    pool = _pool(_processors())
    if pool is None:
        yield make_anew
        return
    try:
        yield functools.partial(_send, pool)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _processors() -> int:
    """How many processes can work. A copy of a process with threads may hang, and no other kind starts soon enough."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if alone else 1


def _pool(processes: int) -> ProcessPoolExecutor | None:
    if processes < 2:
        return None
    # What is there already is nobody's garbage; looking through it would copy all of it into every process.
    gc.freeze()
    try:
        # Whoever interrupts a build means this process; one that dies with half an answer would be waited for.
        deaf = functools.partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
        return ProcessPoolExecutor(processes, get_context("fork"), deaf)
    except OSError:
        # Some machines have no memory to share between processes.
        return None


def _send(pool: Executor, works: Sequence[Work]) -> list[Promise]:
    size = -(-len(works) // _PARCELS) or 1
    makers = [work.make for work in works]
    parcels = [pool.submit(_make, makers[start : start + size]) for start in range(0, len(makers), size)]
    return [functools.partial(_made, parcels[n // size], n % size) for n in range(len(works))]


def _make(parcel: Sequence[Promise]) -> list[bytes]:
    # What is made becomes garbage when it is done, and looking for some before costs a tenth of the making.
    gc.disable()
    made = [make() for make in parcel]
    gc.enable()
    return made


def _made(parcel: Future[list[bytes]], place: int) -> bytes:
    return parcel.result()[place]
