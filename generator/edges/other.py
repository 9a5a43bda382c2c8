"""A site of another plan: the data of a folder with the program, the settings and the documents of this project."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from generator.edges import disk
from generator.edges.engine import UNCHANGED, FailedError
from generator.loading.years import FOLDER as ARCHIVE
from generator.model.data import CONFIG, PLAN
from generator.model.plan import Plan
from generator.pages.about_pages import about
from generator.problems import Problem, report
from generator.site import urls
from generator.site.site import source_path

# What only the project itself has: other years of its plan, where its data is edited, where its issuer publishes it.
_OF_THE_PROJECT = ("earlier", "source_url", "original_url", "contact", "feed", "government_meta")
# Below the project: the hook, by its place, tells MkDocs where the project is.
_HOOK = Path("generator/edges/hook.py")


def holds_plan(root: Path, folder: Path) -> bool:
    """Return whether a folder holds the data of a plan other than that of the project at `root`."""
    return (folder / PLAN).is_file() and folder.resolve() != root.resolve()


def put_together(root: Path, folder: Path, aside: Path) -> None:
    """Put into `aside` a project with the data of a folder and all else of the project at `root`.

    A mkdocs.yml and pages in docs that the folder has itself stand for those of the project. Raises FailedError where
    the data or the settings are faulty, and OSError.
    """
    data, problems = disk.read_data(folder)
    settings = disk.read_settings(folder) or disk.read_settings(root)
    if data is None or settings is None or isinstance(settings, Problem):
        raise FailedError(f"{report([*problems, *([settings] if isinstance(settings, Problem) else [])])}\n{UNCHANGED}")
    for name in ("docs", "overrides"):
        shutil.copytree(root / name, aside / name)
    page = aside / "docs" / source_path(urls.ABOUT)
    page.write_text(about(data.plan).markdown, encoding="utf-8")
    for name in ("data", ARCHIVE):
        if (folder / name).is_dir():
            shutil.copytree(folder / name, aside / name)
    hook = aside / _HOOK
    hook.parent.mkdir(parents=True)
    shutil.copy(root / _HOOK, hook)
    if (folder / "docs").is_dir():
        shutil.copytree(folder / "docs", aside / "docs", dirs_exist_ok=True)
    own = (folder / CONFIG).is_file()
    values = {**settings.value} if own else _settings(settings.value, data.plan)
    if not own:
        _rename(aside / "docs", str(settings.value.get("site_name")), values["site_name"])
    kept = {key: value for key, value in values.items() if key != "watch"}
    (aside / CONFIG).write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")


def _settings(given: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """Return the settings of the project with the name of another plan, and without what is of the project alone."""
    extra = {key: value for key, value in (given.get("extra") or {}).items() if key not in _OF_THE_PROJECT}
    values = {key: value for key, value in given.items() if key != "site_url"}
    name = plan.document.name
    return values | {"site_name": name, "site_description": f"{name}：全部事项和责任单位", "extra": extra}


def _rename(docs: Path, old: str, new: str) -> None:
    """Call the site by its name in examples too."""
    for path in docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if old in text:
            path.write_text(text.replace(old, new), encoding="utf-8")
