"""What the downloads cost a build: from nothing, and when nothing has changed; against the limits set for them.

Each run is a process of its own, so that the loading of the libraries counts. Seconds are those of the processor, in
all processes that take part, for other work on the machine is not its cost. The best of three is shown. It ends
with 1 if a limit is passed, or if the cache changes a byte.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIMITS = {"from nothing": 6.0, "unchanged": 0.5}
SIZE_LIMIT = 40 * 1024 * 1024
RUNS = 3


def main() -> int:
    """Prints seconds and ratios, and says whether the limits hold."""
    best, digests, size = measure()
    for name, seconds in best.items():
        print(f"downloads, {name:<13}{seconds:6.2f} s   {seconds / LIMITS[name]:5.2f} of the limit of {LIMITS[name]} s")
    print(f"unchanged against from nothing      {best['unchanged'] / best['from nothing']:5.2f}")
    print(f"size of all downloads   {size / 1024**2:6.1f} MB   {size / SIZE_LIMIT:5.2f} of the limit of the whole site")
    print(f"the same bytes each time: {'yes' if len(digests) == 1 else 'NO'}")
    within = all(seconds <= LIMITS[name] for name, seconds in best.items())
    return int(not within or len(digests) != 1 or size > SIZE_LIMIT)


def measure() -> tuple[dict[str, float], set[str], int]:
    """The best times by name, the digests of all runs, and the size of all downloads."""
    best: dict[str, float] = {}
    digests = set()
    size = 0
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as cache:
            for name in LIMITS:
                line = subprocess.check_output([sys.executable, "-m", "bench.downloads", cache], cwd=ROOT, text=True)
                seconds, digest, size = float(line.split()[0]), line.split()[1], int(line.split()[2])
                best[name] = min(best.get(name, seconds), seconds)
                digests.add(digest)
    return best, digests, size


def processor_seconds() -> float:
    """What this process has taken of the processor, and those that it started and that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def run(cache: Path) -> None:
    """One run: the data is read first, which a build does anyway; then the clock starts."""
    from generator.checks.load import load  # noqa: PLC0415
    from generator.edges.disk import assets  # noqa: PLC0415
    from generator.index import index  # noqa: PLC0415
    from generator.model.data import FILES  # noqa: PLC0415
    from generator.problems import stopping  # noqa: PLC0415

    layouts = assets().layouts
    data, problems = load({name: (ROOT / name).read_text(encoding="utf-8-sig") for name in FILES}, layouts)
    assert not stopping(problems), "the data is faulty"
    built = index.build(data)
    start = processor_seconds()
    from generator import downloads  # noqa: PLC0415
    from generator.edges.cache import DiskCache, program  # noqa: PLC0415

    disk = DiskCache(cache, program(ROOT / "generator"))
    documents = downloads.documents(built, layouts)
    contents = downloads.made([*downloads.works(documents, layouts)], disk)
    found = downloads.downloads(built, documents, contents, {})
    disk.prune()
    seconds = processor_seconds() - start
    digest = hashlib.sha256("".join(one.checksum for one in found).encode()).hexdigest()
    print(seconds, digest, sum(len(one.content) for one in found))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run(Path(sys.argv[1]))
    else:
        sys.exit(main())
