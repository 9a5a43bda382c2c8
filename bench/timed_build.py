"""Builds the site of this folder as `mkdocs build` does; prints the generator's seconds and the peak memory in MB.

A program of its own, so that neither figure holds anything of the benchmark that starts it. Linux only: elsewhere the
peak of a process counts that of its parent.
"""

from __future__ import annotations

import importlib
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

from mkdocs.__main__ import cli
from mkdocs.commands import build as _loaded_by_any_build  # noqa: F401


class Clock:
    """Adds up the seconds between `with` and its end."""

    seconds = 0.0

    def __enter__(self) -> None:
        self.start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self.start


def watch_generator(clock: Clock) -> None:
    """Times the loading of the generator of this folder, and the making of its site."""
    sys.path.insert(0, str(Path.cwd()))
    with clock:
        making = importlib.import_module("generator.edges.making")
    make_site = making.make_site

    def timed(*arguments: Any) -> Any:
        with clock:
            return make_site(*arguments)

    vars(making)["make_site"] = timed


def peak_memory() -> float:
    """The most memory that this process, or one that it started, has held, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    own = int(found[1]) if found else 0
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def main() -> None:
    """Builds, and prints the two figures."""
    clock = Clock()
    if Path("generator").is_dir():
        watch_generator(clock)
    cli(["build", "--quiet"], standalone_mode=False)
    print(clock.seconds, peak_memory())


if __name__ == "__main__":
    main()
