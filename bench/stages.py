"""What each stage of the generator costs, as ratios against reading the plan with PyYAML alone in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import yaml

from generator import downloads, pages
from generator.checks.load import load
from generator.downloads import opendata
from generator.edges import disk, files
from generator.index import index
from generator.model.data import PLAN
from generator.pages.render import Renderer, part_views
from generator.problems import report, stopping
from generator.site.markup import environment
from generator.site.site import Settings

ROOT = Path(__file__).parent.parent
RUNS = 5


def fastest(work: Callable[[], object]) -> float:
    """The seconds of the fastest of some runs: the one least disturbed by others on the machine."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return min(once() for _ in range(RUNS))


def main() -> None:
    """Prints a line per stage: seconds, and the ratio to the reference."""
    texts, _ = files.read_texts(ROOT)
    data, problems = load(texts)
    assert not stopping(problems), report(problems)
    built = index.build(data)
    documents = downloads.documents(built, disk.assets().layouts)
    contents = downloads.made([*downloads.works(documents, disk.assets().layouts)], {})
    made = downloads.downloads(built, documents, contents, {})
    renderer = Renderer(built, Settings(), part_views(built), environment())
    stages: dict[str, Callable[[], object]] = {
        "reference: PyYAML reads plan.yaml": lambda: yaml.load(texts[PLAN], Loader=yaml.CBaseLoader),
        "load (source, model, checks)": lambda: load(texts),
        "index (obligations)": lambda: index.build(data),
        "plan.json": lambda: opendata.json_bytes(opendata.plan_json(built)),
        "all pages as values": lambda: pages.build(renderer, texts, made),
    }
    seconds = {name: fastest(work) for name, work in stages.items()}
    reference = next(iter(seconds.values()))
    for name, spent in seconds.items():
        print(f"{name:36} {spent * 1000:8.1f} ms {spent / reference:8.2f} x")


if __name__ == "__main__":
    main()
