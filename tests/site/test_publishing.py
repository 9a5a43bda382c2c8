"""A published folder is replaced whole or not at all, whatever ends the build, and the next build is right."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.edges import folder
from generator.edges.folder import MARK, Replacement
from tests.conftest import SMALL, make_project, run

BUILD = ["mkdocs", "build", "--strict"]


def contents(root: Path) -> dict[str, bytes]:
    """All files below a folder, by their paths."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def left_over(project: Path) -> list[Path]:
    """What a build has put beside the site."""
    return [*project.glob(f"{MARK}*")]


def edit(project: Path) -> None:
    """A change that reaches many pages."""
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("治水。", "治水三年。"), encoding="utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A project that was built and then edited, and the site that the next build is to make."""
    project = make_project(tmp_path_factory.mktemp("publishing") / "project", SMALL / "data")
    assert run(BUILD, project).returncode == 0
    edit(project)
    done = run([*BUILD, "--site-dir", "elsewhere"], project)
    assert done.returncode == 0, done.stderr
    expected = contents(project / "elsewhere")
    shutil.rmtree(project / "elsewhere")
    assert not left_over(project)
    return project, expected


@pytest.fixture
def built(sites: tuple[Path, dict[str, bytes]], tmp_path: Path) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A project that was built and then edited, its site, and the site that the next build is to make."""
    project = shutil.copytree(sites[0], tmp_path / "project")
    return project, contents(project / "site"), sites[1]


Built = tuple[Path, dict[str, bytes], dict[str, bytes]]


@pytest.mark.parametrize("files", [0, 1, 60, 120])
def test_a_killed_build_leaves_a_whole_site_and_the_next_is_right(built: Built, files: int) -> None:
    project, old, new = built
    process = subprocess.Popen([sys.executable, "-m", *BUILD, "--quiet"], cwd=project)
    made = project / f"{MARK}-site/new"
    while process.poll() is None and not (made.exists() and sum(1 for _ in made.rglob("*")) >= files):
        time.sleep(0.001)
    process.kill()
    process.wait()
    assert contents(project / "site") in (old, new)
    assert run(BUILD, project).returncode == 0
    assert contents(project / "site") == new
    assert not left_over(project)


def test_a_reader_never_misses_a_page(built: Built) -> None:
    project, old, new = built
    page = project / "site/sections/work-01/index.html"
    process = subprocess.Popen([sys.executable, "-m", *BUILD, "--quiet"], cwd=project)
    seen = set()
    while process.poll() is None:
        seen.add(page.read_bytes())
    name = "sections/work-01/index.html"
    assert seen <= {old[name], new[name]}
    assert page.read_bytes() == new[name]


REFUSED = """
import os, sys
from mkdocs import utils
from mkdocs.__main__ import cli
from mkdocs.commands import build
write, count = utils.write_file, iter(range(1000))

def refusing(content, path):
    if next(count) == {after}:
        raise OSError({number}, os.strerror({number}), path)
    write(content, path)

utils.write_file = refusing
cli(["build", "--strict"])
"""


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "磁盘满了"), (errno.EACCES, "没有权限")])
@pytest.mark.parametrize("after", [0, 30])
def test_a_disk_that_refuses_is_told_in_a_sentence(built: Built, number: int, said: str, after: int) -> None:
    project, old, _ = built
    done = refused(project, after, number)
    assert done.returncode == 1
    assert f"写不了“{project / 'site'}”，{said}" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "site") == old
    assert not left_over(project)


def refused(project: Path, after: int, number: int) -> subprocess.CompletedProcess[str]:
    """A build to which the disk refuses a file."""
    program = REFUSED.format(after=after, number=number)
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_builds_at_once_do_not_disturb_each_other(built: Built) -> None:
    project, old, new = built
    with Replacement(project / "site") as other:
        (other.made / "page").write_bytes(b"of the other")
        done = run(BUILD, project)
        assert done.returncode == 1
        assert "另一个程序正在写它，等它写完再运行" in done.stderr
        assert "Traceback" not in done.stderr
        assert contents(project / "site") == old
        assert (other.made / "page").exists()
    assert run(BUILD, project).returncode == 0
    assert contents(project / "site") == new


def test_what_strict_mode_refuses_is_not_published(built: Built) -> None:
    project, old, _ = built
    with (project / "docs/about/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[没有](nowhere.md)\n")
    assert run(BUILD, project).returncode == 1
    assert contents(project / "site") == old
    assert run(["mkdocs", "build"], project).returncode == 0
    assert contents(project / "site") != old
    assert not left_over(project)


def test_hidden_files_of_the_site_stay(built: Built) -> None:
    """Such as those of a repository that the site is kept in."""
    project, _, _ = built
    (project / "site/.git").mkdir()
    (project / "site/.git/HEAD").write_bytes(b"main")
    (project / "site/.nojekyll").write_bytes(b"")
    (project / "site/stale.html").write_bytes(b"")
    assert run(BUILD, project).returncode == 0
    assert (project / "site/.git/HEAD").read_bytes() == b"main"
    assert (project / "site/.nojekyll").exists()
    assert not (project / "site/stale.html").exists()


def test_a_file_where_the_site_should_be_is_not_replaced(built: Built) -> None:
    project, _, _ = built
    (project / "file").write_bytes(b"mine")
    done = run([*BUILD, "--site-dir", "file"], project)
    assert done.returncode == 1
    assert "应当是目录" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "file").read_bytes() == b"mine"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with an old file."""
    target = tmp_path / "target"
    target.mkdir()
    (target / "old").write_bytes(b"")
    return target


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("exchanging", [True, False])
def test_a_folder_is_replaced_and_nothing_is_left_beside(
    target: Path, exchanging: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanging:
        monkeypatch.setattr(folder, "_exchange", lambda *_: False)
    for name in ("new", "newer"):
        with Replacement(target) as replacement:
            (replacement.made / name).write_bytes(b"")
            replacement.replace()
        assert names(target) == [name]
        assert names(target.parent) == ["target"]
        assert replacement.left is None


def test_a_folder_that_was_not_there_is_made(tmp_path: Path) -> None:
    with Replacement(tmp_path / "a/b") as replacement:
        replacement.replace()
    assert names(tmp_path / "a") == ["b"]


def test_a_process_that_ended_between_two_renamings_is_made_up_for(target: Path) -> None:
    beside = target.parent / f"{MARK}-target"
    beside.mkdir()
    target.rename(beside / "old")
    with Replacement(target) as replacement:
        assert names(target) == ["old"]
        assert names(replacement.made) == []
    assert names(target) == ["old"]
    assert names(target.parent) == ["target"]


HOLDING = """
import sys
from pathlib import Path
from generator.edges.folder import Replacement
replacement = Replacement(Path(sys.argv[1]))
(replacement.made / "half").write_bytes(b"")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_lock_ends_with_its_process(target: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(BlockingIOError):
        Replacement(target)
    process.kill()
    process.communicate()
    with Replacement(target) as replacement:
        assert names(replacement.made) == []
    assert names(target) == ["old"]
    assert names(target.parent) == ["target"]
