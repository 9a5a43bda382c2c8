"""What the pages about publishing and about new plans say is true of the site and of the commands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from generator.__main__ import COMMANDS
from run import TASKS
from tests.conftest import ROOT, make_project, next_official, run

NGINX = (ROOT / "docs/publishing/nginx.conf").read_text("utf-8")


def endings_of(block: str) -> set[str]:
    """The endings in a block of types."""
    return {ending for line in block.split(";") for ending in line.split()[1:]}


def test_the_server_knows_every_kind_of_file(site: Path) -> None:
    (block,) = re.findall(r"types \{(.*?)\}", NGINX, re.DOTALL)
    published = {path.suffix.removeprefix(".") for path in site.rglob("*") if path.is_file()}
    assert published - endings_of(block) == {"conf"}
    assert {"atom", "xml"} <= endings_of(block)


def test_what_the_server_lets_browsers_keep_is_named_by_a_digest(site: Path) -> None:
    (pattern,) = re.findall(r'"~(.+?)"\s+"public, max-age', NGINX)
    kept = {path for path in site.rglob("*") if path.is_file() and re.search(pattern, f"/{path.relative_to(site)}")}
    folders = {path.relative_to(site).parts[1] for path in kept}
    assert len(folders) == 1
    assert site / "assets" / folders.pop() / "site.css" in kept
    assert not any(path.suffix in (".html", ".docx", ".json") for path in kept)


def test_the_server_sends_the_policy_of_the_pages(site: Path) -> None:
    policy = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["extra"][
        "content_security_policy"
    ]
    assert f"\"{policy}; frame-ancestors 'self'\"" in NGINX
    # That of the page for lost addresses has digests of its own.
    assert re.search(r'"~/404\\\.html\$"\s+"frame-ancestors \'self\'"', NGINX)


@pytest.mark.parametrize("name", ["publishing", "drafting"])
def test_what_a_page_tells_to_run_is_there(name: str) -> None:
    page = (ROOT / f"docs/{name}/index.md").read_text("utf-8")
    shown = re.findall(r"`([^`]+)`|^ +(python .*)$", page, re.MULTILINE)
    commands = [words for pair in shown for words in pair if words.startswith("python ")]
    tasks = [found[1] for words in commands if (found := re.match(r"python run\.py ([a-z-]+)", words))]
    assert len(tasks) >= 3
    assert {*tasks} <= TASKS.keys()
    others = [words for words in commands if "run.py" not in words]
    assert [words for words in others if not words.startswith("python -m http.server 8001 --directory ")] == []
    assert {TASKS[task].commands[-1][-1] for task in tasks} <= COMMANDS.keys()
    for path in re.findall(r"`(\.[\w./-]+\.yml)`", page):
        assert (ROOT / path).is_file(), path


def test_the_configuration_is_published(site: Path) -> None:
    assert (site / "publishing/nginx.conf").is_file()


def test_another_plan_takes_the_place_of_this_as_the_page_says(tmp_path: Path) -> None:
    """Draft, put the data in place of the old, check, bring into form: nothing of the old plan is missed."""
    page = (ROOT / "docs/drafting/index.md").read_text("utf-8")
    assert "把 `data` 里的 `yaml` 文件和 `schema` 目录全部删去，再把 `草稿/data` 里的全部放进来" in page
    project = make_project(tmp_path / "project")
    (project / "new.txt").write_text(next_official(), encoding="utf-8")
    drafted = run(["generator", "draft", "new.txt", "--out", "draft"], project)
    assert drafted.returncode == 0, drafted.stderr
    built = run(["generator", "build", "draft"], project)
    assert built.returncode == 0, built.stderr
    assert (project / "draft/site/index.html").is_file()
    for path in (project / "data").glob("*.yaml"):
        path.unlink()
    shutil.rmtree(project / "data/schema")
    shutil.copytree(project / "draft/data", project / "data", dirs_exist_ok=True)
    checked = run(["generator", "check"], project)
    assert checked.returncode == 0, checked.stdout
    assert run(["generator", "fmt"], project).returncode == 0
    assert run(["generator", "check"], project).stdout == checked.stdout
