"""Other processes that make what is dear to make, side by side, where that gains time."""

from __future__ import annotations

import functools
import gc
import os
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from generator.keeper import Promise, Work, make_anew

# Work goes out in parcels, so that none of the processes is idle for long and little time goes into sending.
_PARCELS = 32


def make_all(works: Sequence[Work]) -> list[Promise]:
    """The keeper that makes works side by side, beginning at once with the first."""
    processes = min(_processors(), len(works))
    if processes < 2:
        return make_anew(works)
    size = -(-len(works) // (_PARCELS * processes))
    # What is there already is nobody's garbage; looking through it would copy all of it into every process.
    gc.freeze()
    try:
        pool = ProcessPoolExecutor(processes, get_context("fork"))
    except OSError:
        # Some machines have no memory to share between processes.
        return make_anew(works)
    parcels = [pool.submit(_make, works[start : start + size]) for start in range(0, len(works), size)]
    pool.shutdown(wait=False)
    return [functools.partial(_made, parcels[n // size], n % size) for n in range(len(works))]


def _processors() -> int:
    """How many processes can work. A copy of a process with threads may hang, and no other kind starts soon enough."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if alone else 1


def _make(parcel: Sequence[Work]) -> list[bytes]:
    return [work.make() for work in parcel]


def _made(parcel: Future[list[bytes]], place: int) -> bytes:
    return parcel.result()[place]
