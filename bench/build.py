"""What the whole build costs against a stock build of the very same Markdown pages; the same at ten times the plan.

Stock is Material for MkDocs with its own search, jieba for Chinese, and the full navigation in every page. The pages
are written beforehand. Builds are interleaved and medians shown, because these machines are noisy.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from generator.edges import disk, making, writer
from generator.model.data import PLAN
from tests.conftest import make_project
from tests.plain_yaml import plain_yaml

RUNS = 5
SIZES = (1, 10)
AIM_WHOLE, AIM_GENERATOR = 0.4, 0.15
COMPILED = disk.COMPILED.relative_to(disk.PACKAGE.parent)
TIMED_BUILD = str(Path(__file__).with_name("timed_build.py"))


def enlarged(plan: dict[str, Any], times: int) -> dict[str, Any]:
    """The plan with every section of every part so many times over, numbered on."""
    return {**plan, "parts": [_enlarged_part(part, times) for part in plan["parts"]]}


def _enlarged_part(part: dict[str, Any], times: int) -> dict[str, Any]:
    number = 0
    sections: list[dict[str, Any]] = []
    for section in part["sections"] * times:
        groups = [section] if "items" in section else section["groups"]
        fresh = []
        for group in groups:
            first, number = number + 1, number + len(group["items"])
            items = [{**item, "id": f"{part['kind']}-{first + n}"} for n, item in enumerate(group["items"])]
            fresh.append({**group, "items": items})
        title = {"title": section.get("title") or part["title"]}
        word, _, digits = section["id"].partition("-")
        name = {"id": f"{word}-{len(sections) + 1:0{len(digits)}}"}
        sections.append({**fresh[0], **title, **name} if "items" in section else {**title, **name, "groups": fresh})
    return {**part, "sections": sections}


def project(folder: Path, times: int) -> Path:
    """A copy of this project with so many times the plan."""
    made = make_project(folder)
    if times > 1:
        path = made / "data/plan.yaml"
        plan = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        path.write_text(plain_yaml(enlarged(plan, times)), encoding="utf-8")
    return made


def stock(made: Path, folder: Path) -> Path:
    """A folder with the pages of a project, written beforehand, and the configuration that Material suggests."""
    config = yaml.safe_load((made / "mkdocs.yml").read_text(encoding="utf-8"))
    site, problems = making.make_site(made, disk.settings(config))
    assert site, problems
    writer.write(site, config, made, folder)
    shutil.rmtree(folder / "overrides")
    plain = {
        "site_name": config["site_name"],
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": [{"search": {"lang": "zh"}}],
        "markdown_extensions": config["markdown_extensions"],
        "nav": site.nav_config(),
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Build:
    """What a build cost: seconds, those of the generator among them, and the memory of its largest process in MB."""

    seconds: float
    generator: float
    memory: float


def run(folder: Path) -> Build:
    """A build in a folder."""
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, TIMED_BUILD], cwd=folder, env=quiet, capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - start
    generator, memory = map(float, done.stdout.split())
    return Build(seconds, generator, memory)


def median(builds: list[Build]) -> Build:
    """The median of each figure."""
    return Build(*(statistics.median(getattr(one, field.name) for one in builds) for field in fields(Build)))


def measure(folder: Path, times: int) -> tuple[Build, ...]:
    """The stock build and ours from nothing, ours after an edit, and when nothing has changed: medians of runs in turn.

    The last two find the site of before, and clear it away as they begin.
    """
    made = project(folder / f"plan-{times}", times)
    plain = stock(made, folder / f"stock-{times}")
    rounds = []
    for n in range(RUNS):
        put_aside(folder / f"before-{times}-{n}", plain / "site", made / "site", made / making.CACHE, made / COMPILED)
        first = (run(plain), run(made))
        edit(made / PLAN, f"第{n}次改动")
        rounds.append((*first, run(made), run(made)))
    return tuple(median(list(builds)) for builds in zip(*rounds, strict=True))


def put_aside(aside: Path, *folders: Path) -> None:
    """Moves what an earlier run has made out of the way.

    To delete it would slow down the runs that follow: some file systems look for a while at every deleted file before
    they create another.
    """
    aside.mkdir()
    for number, left in enumerate(folder for folder in folders if folder.exists()):
        left.rename(aside / str(number))


def edit(plan: Path, words: str) -> None:
    """Puts words before the text of the first item, which binds every district: as dear an edit as most."""
    text, edited = re.subn(r"(?<=id: goal-1)\n +text: ", rf"\g<0>{words}", plan.read_text(encoding="utf-8"))
    assert edited == 1, "the first item does not stand where it used to"
    plan.write_text(text, encoding="utf-8")


def line(name: str, build: Build, reference: Build) -> str:
    """A build in a line: seconds and memory, the ratio to the reference, and the generator's part of both."""
    return (
        f"  {name:13} {build.seconds:7.2f} s {build.memory:6.0f} MB   {build.seconds / reference.seconds:5.2f} of stock"
        f"   generator {build.generator:6.2f} s, {build.generator / build.seconds:4.0%} of the build,"
        f" {build.generator / reference.seconds:4.0%} of stock"
    )


def main() -> None:
    """Prints the figures of both sizes and how they grow."""
    grown: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for times in SIZES:
            reference, fresh, edited, again = measure(Path(folder), times)
            print(f"{times} x the plan (aim: {AIM_WHOLE} of stock, generator {AIM_GENERATOR:.0%} of the build)")
            print(line("stock", reference, reference))
            print(line("ours, fresh", fresh, reference))
            print(line("ours, edited", edited, reference))
            print(line("ours, again", again, reference), flush=True)
            grown[times] = edited.seconds
    growth = grown[SIZES[-1]] / grown[SIZES[0]]
    print(f"from {SIZES[0]} to {SIZES[-1]} times the plan our build takes {growth:.1f} times as long (aim: at most 10)")


if __name__ == "__main__":
    main()
