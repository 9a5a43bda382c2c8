"""What the whole build costs against a stock build of the very same Markdown pages; the same at ten times the plan.

Stock is Material for MkDocs with its own search, jieba for Chinese, and the full navigation in every page. The pages
are written beforehand. Builds are interleaved and medians shown, because these machines are noisy.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from generator import edge, writer
from tests.conftest import make_project

RUNS = 5
AIMS = {"whole build": 0.4, "generator": 0.15}
Figures = dict[str, tuple[float, float]]


class Plain(yaml.SafeDumper):
    """Writes no anchors, which the project refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        """Nothing is written as an alias."""
        return True


def enlarged(plan: dict[str, Any], times: int) -> dict[str, Any]:
    """The plan with every section of every part so many times over, numbered on."""
    return {**plan, "parts": [_enlarged_part(part, times) for part in plan["parts"]]}


def _enlarged_part(part: dict[str, Any], times: int) -> dict[str, Any]:
    number = 0
    sections = []
    for copy in range(times):
        for section in part["sections"]:
            groups = [section] if "items" in section else section["groups"]
            fresh = []
            for group in groups:
                first, number = number + 1, number + len(group["items"])
                items = [{**item, "id": f"{part['kind']}-{first + n}"} for n, item in enumerate(group["items"])]
                fresh.append({**group, "items": items})
            title = {"title": section.get("title") or part["title"]}
            name = {"id": section["id"] if copy == 0 else f"{section['id']}-{copy}"}
            sections.append({**fresh[0], **title, **name} if "items" in section else {**title, **name, "groups": fresh})
    return {**part, "sections": sections}


def project(folder: Path, times: int) -> Path:
    """A copy of this project with so many times the plan."""
    made = make_project(folder)
    if times > 1:
        path = made / "data/plan.yaml"
        plan = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        text = yaml.dump(enlarged(plan, times), Dumper=Plain, allow_unicode=True, sort_keys=False, width=100_000)
        path.write_text(text, encoding="utf-8")
    return made


def stock(made: Path, folder: Path) -> Path:
    """A folder with the pages of a project, written beforehand, and the configuration that Material suggests."""
    config = yaml.safe_load((made / "mkdocs.yml").read_text(encoding="utf-8"))
    site, problems = edge.make_site(made, edge.settings(config))
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


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """The seconds of a command in a folder and its peak memory in MB."""
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - start, usage.ru_maxrss / 1024


GENERATOR = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from generator import edge
edge.make_site(Path.cwd(), edge.settings({}))
print(time.perf_counter() - start)
"""


def generator_alone(folder: Path) -> tuple[float, float]:
    """The seconds that the generator takes of a build, its loading included."""
    done = subprocess.run([sys.executable, "-c", GENERATOR], cwd=folder, capture_output=True, text=True, check=True)
    return float(done.stdout), 0.0


def measure(folder: Path, times: int) -> Figures:
    """The median seconds and the peak memory of each build, run in turn."""
    made = project(folder / f"plan-{times}", times)
    plain = stock(made, folder / f"stock-{times}")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    builds: dict[str, Callable[[], tuple[float, float]]] = {
        "stock": lambda: run(build, plain),
        "ours": lambda: run(build, made),
        "generator": lambda: generator_alone(made),
    }
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in builds}
    for _ in range(RUNS):
        for name, once in builds.items():
            seen[name].append(once())
    return {
        name: (statistics.median(seconds for seconds, _ in runs), max(memory for _, memory in runs))
        for name, runs in seen.items()
    }


def main() -> None:
    """Prints the figures of both sizes and how they grow."""
    with tempfile.TemporaryDirectory() as folder:
        figures = {times: measure(Path(folder), times) for times in (1, 10)}
    for times, found in figures.items():
        (stock_time, stock_memory), (our_time, our_memory) = found["stock"], found["ours"]
        print(f"{times:>2} x the plan: stock {stock_time:6.2f} s {stock_memory:5.0f} MB", end="   ")
        print(f"ours {our_time:6.2f} s {our_memory:5.0f} MB", end="   ")
        print(f"ratio {our_time / stock_time:.2f} (aim {AIMS['whole build']})", end="   ")
        print(f"generator {found['generator'][0] / our_time:.0%} of it (aim {AIMS['generator']:.0%})")
    growth = figures[10]["ours"][0] / figures[1]["ours"][0]
    print(f"from 1 to 10 times the plan our build takes {growth:.1f} times as long (aim: at most 10)")


if __name__ == "__main__":
    main()
