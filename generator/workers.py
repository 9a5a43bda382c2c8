"""Other processes that make what is dear to make, side by side, where that gains time."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from generator.keeper import Work, make_anew

# Work goes out in parcels, so that none of the processes is idle for long and little time goes into sending.
_PARCELS = 32


def make_all(works: Sequence[Work]) -> list[bytes]:
    """The bytes of each work, in their order."""
    processes = min(_processors(), len(works))
    if processes < 2:
        return make_anew(works)
    parcel = -(-len(works) // (_PARCELS * processes))
    # What is there already is nobody's garbage; looking through it would copy all of it into every process.
    gc.freeze()
    try:
        pool = ProcessPoolExecutor(processes, get_context("fork"))
    except OSError:
        # Some machines have no memory to share between processes.
        return make_anew(works)
    with pool:
        return list(pool.map(_make, works, chunksize=parcel))


def _processors() -> int:
    """How many processes can work. A copy of a process with threads may hang, and no other kind starts soon enough."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if alone else 1


def _make(work: Work) -> bytes:
    return work.make()
