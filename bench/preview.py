"""From saving a file to seeing the edit in the preview, as ratios against a stock build of the same pages in this run.

A maintainer saves plan.yaml, and the text is asked for over HTTP until it is there. Builds and saves take turns.
"""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from pathlib import Path

from bench.build import project, run, stock
from generator.model.data import PLAN
from tests.site.test_preview import Preview, read, shown

NAMES = "甲乙丙丁戊"
PATIENCE = 60
# The address of the page that shows an edit, the record whose text is edited, and the aim as a ratio to stock.
EDITS = {
    "one item": ("sections/work-03/", "task-58", 0.10),
    "every district": ("sections/goals/", "goal-1", 0.15),
}


def save(plan: Path, record: str, words: str) -> None:
    """Put words before the first text of a record."""
    text, edited = re.subn(rf"(?<=id: {record}\n)( +text: )", rf"\g<1>{words}", plan.read_text("utf-8"))
    assert edited == 1, record
    plan.write_text(text, encoding="utf-8")


def seen(address: str, words: str) -> float:
    """Return the seconds until a page shows words."""
    start = time.perf_counter()
    while words not in read(address):
        assert time.perf_counter() - start < PATIENCE, f"{address} never showed {words}"
        time.sleep(0.01)
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each kind of edit."""
    with tempfile.TemporaryDirectory() as folder:
        made = project(Path(folder) / "plan", 1)
        plain = stock(made, Path(folder) / "stock")
        preview = Preview(made)
        times: dict[str, list[float]] = {name: [] for name in ("stock", *EDITS)}
        try:
            shown(preview.address, "</html>")
            for n in range(len(NAMES)):
                times["stock"].append(run(plain).seconds)
                for name, (page, record, _) in EDITS.items():
                    words = f"改动{NAMES[n]}"
                    save(made / PLAN, record, words)
                    times[name].append(seen(preview.address + page, words))
                    # The forms and workbooks of this edit are made before the next.
                    shown(f"{preview.address}open-data/plan.json", words)
        finally:
            preview.stop()
    reference = statistics.median(times["stock"])
    for name, (_, _, aim) in EDITS.items():
        median = statistics.median(times[name])
        print(f"{name:16} {median:6.2f} s   {median / reference:5.2f} of stock (aim: {aim}), stock {reference:.2f} s")


if __name__ == "__main__":
    main()
