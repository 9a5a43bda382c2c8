"""Work is done on all processors, and no process is left of it, whatever ends the build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from generator.downloads.workers import call
from tests.conftest import ROOT

NUMBERS = [str(n).encode() for n in range(200)]


def test_results_keep_their_order() -> None:
    for count in (0, 1, 63, 64, 65, 200):
        assert call([partial(bytes, number) for number in NUMBERS[:count]]) == NUMBERS[:count]


def test_work_is_done_beside_threads_too() -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(int).result()
        assert call([partial(bytes, b"1"), partial(bytes, b"2")]) == [b"1", b"2"]


def in_a_process(program: str) -> str:
    """What a program prints: in a process without threads, as a build is."""
    return subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True, stderr=subprocess.STDOUT)


ASKED = """
import os, time
from generator.downloads.workers import call

def pid():
    time.sleep(0.01)
    return str(os.getpid()).encode()

print(os.getpid(), *(int(found) for found in call([pid] * 40)))
"""


def test_every_processor_works_and_this_process_too() -> None:
    asking, *asked = in_a_process(ASKED).split()
    assert asking in asked
    assert len(set(asked)) == min(40, processors())


def processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


FAILING = """
import os, signal, time
from generator.downloads.workers import call

parent = os.getpid()

def dying():
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return b"done"

def failing():
    time.sleep(0.01)
    raise ValueError("a maker failed")

print(call([dying] * 40) == [b"done"] * 40)
try:
    call([failing] * 40)
except ValueError as error:
    print(error)
"""


def test_what_a_worker_left_undone_is_done_and_its_error_is_raised() -> None:
    assert in_a_process(FAILING).splitlines() == ["True", "a maker failed"]


REFUSED = """
import os
from generator.downloads import workers

def refuse():
    raise OSError("no process is left")

os.fork = refuse
print(workers.call([lambda: b"1", lambda: b"2"]))
del os.fork, os.sched_getaffinity
workers.sys.platform = "win32"
print(workers.call([lambda: b"1", lambda: b"2"]))
"""


def test_where_no_process_can_be_copied_one_does_it_all() -> None:
    assert in_a_process(REFUSED).splitlines() == ["[b'1', b'2']"] * 2


BUSY = """
import time
from generator.downloads.workers import call

def busy():
    print("at work", flush=True)
    time.sleep(30)
    return b""

call([busy] * 40)
"""


def children(pid: int) -> Iterator[int]:
    """The processes that a process has started."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            yield int(path.parent.name)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_the_build(end: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", BUSY], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    for _ in range(processors()):
        process.stdout.readline()
    workers = [*children(process.pid)]
    assert len(workers) == processors() - 1
    process.send_signal(end)
    process.communicate(timeout=10)
    deadline = time.monotonic() + 1
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(alive, workers))
