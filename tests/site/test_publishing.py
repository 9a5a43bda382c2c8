"""A published folder is replaced whole or not at all, whatever ends the build, and the next build is right."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.edges import folder
from generator.edges.folder import MARK, Replacement
from tests.conftest import ROOT, SMALL, make_project, run

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
    plan.write_text(plan.read_text(encoding="utf-8").replace("治水。", "治水经年。"), encoding="utf-8")


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


def wait_for(process: subprocess.Popen[bytes], project: Path, files: int) -> None:
    """Wait until a build has made so many files, or has ended."""
    made = project / f"{MARK}-site/new"
    while process.poll() is None and not (made.exists() and sum(1 for _ in made.rglob("*")) >= files):
        time.sleep(0.001)


@pytest.mark.parametrize("files", [0, 1, 60, 120])
def test_a_killed_build_leaves_a_whole_site_and_the_next_is_right(built: Built, files: int) -> None:
    project, old, new = built
    process = subprocess.Popen([sys.executable, "-m", *BUILD, "--quiet"], cwd=project)
    wait_for(process, project, files)
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
{build}
"""
BY_MKDOCS = 'cli(["build", "--strict"])'
BY_COMMAND = 'from generator.__main__ import main; sys.exit(main(["build"]))'


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "磁盘满了"), (errno.EACCES, "没有权限")])
@pytest.mark.parametrize(("build", "after"), [(BY_MKDOCS, 30), (BY_COMMAND, 0), (BY_COMMAND, 30)])
def test_a_disk_that_refuses_is_told_in_a_sentence(
    built: Built, number: int, said: str, build: str, after: int
) -> None:
    project, old, _ = built
    done = refused(project, build, after, number)
    assert done.returncode == 1
    sentence = f"写不了“{project / 'site'}”，{said}，原有的网站没有改动。\n"
    assert done.stderr.endswith(sentence)
    assert build == BY_MKDOCS or done.stderr == sentence
    assert "Traceback" not in done.stderr
    assert contents(project / "site") == old
    assert not left_over(project)


def refused(project: Path, build: str, after: int, number: int) -> subprocess.CompletedProcess[str]:
    """A build to which the disk refuses a file."""
    program = REFUSED.format(build=build, after=after, number=number)
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


# Root may write where permissions forbid it, unless it gives that up.
AS_A_USER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"] if os.geteuid() == 0 else []
REPLACED = """
import sys
from pathlib import Path
from generator.edges.folder import Replacement
with Replacement(Path(sys.argv[1])) as replacement:
    (replacement.made / "new").write_bytes(b"")
    replacement.replace()
"""


def test_a_folder_that_may_not_be_written_to_stays_and_spoils_no_later_replacement(target: Path) -> None:
    command = [*AS_A_USER, sys.executable, "-c", REPLACED, str(target)]
    target.chmod(0o500)
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "PermissionError" in refused.stderr
    assert names(target) == ["old"]
    assert names(target.parent) == ["target"]
    target.chmod(0o700)
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    assert names(target) == ["new"]


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


def command(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(["generator", *arguments], project, **environment)


def test_the_command_builds_what_mkdocs_builds(built: Built) -> None:
    project, old, new = built
    done = command(project, "build")
    assert (done.returncode, done.stdout, done.stderr) == (0, "网站建好了，在“site”。\n", "")
    assert contents(project / "site") == new != old
    done = command(project, "build", "elsewhere")
    assert (done.returncode, done.stdout, done.stderr) == (0, "网站建好了，在“elsewhere”。\n", "")
    assert contents(project / "elsewhere") == new


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_command_that_is_ended_leaves_the_site(built: Built, end: signal.Signals) -> None:
    project, old, new = built
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build"], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    wait_for(process, project, 20)
    process.send_signal(end)
    _, said = process.communicate()
    assert process.returncode != 0
    assert b"Traceback" not in said
    assert contents(project / "site") == old
    assert command(project, "build").returncode == 0
    assert contents(project / "site") == new
    assert not left_over(project)


def test_the_command_says_one_sentence_when_another_builds(built: Built) -> None:
    project, old, _ = built
    with Replacement(project / "site"):
        done = command(project, "build")
    assert (done.returncode, done.stdout) == (1, "")
    expected = f"写不了“{project / 'site'}”，另一个程序正在写它，等它写完再运行，原有的网站没有改动。\n"
    assert done.stderr == expected
    assert contents(project / "site") == old


@pytest.mark.parametrize("name", [".", "..", "docs", "data/x", ".git", "mine"])
def test_the_command_replaces_nothing_but_sites(built: Built, name: str) -> None:
    project, _, _ = built
    (project / "mine").mkdir()
    (project / "mine/thesis.txt").write_bytes(b"mine")
    before = sorted(project.parent.rglob("*"))
    for done in command(project, "build", name), run(["mkdocs", "build", "--site-dir", name], project):
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert sorted(path for path in project.parent.rglob("*") if ".cache" not in path.parts) == [
            path for path in before if ".cache" not in path.parts
        ]


FAULTS = (
    ("name: material", "name: materal", 9, "theme 没有“materal”这个主题"),
    ("custom_dir: overrides", "custom_dir: overides", 8, "theme 没有目录“"),
    ("use_directory_urls: true", "use_directory_urls: maybe", 4, "use_directory_urls 这里要写 true 或 false"),
    ("plugins: []", "plugins: [nothing]", 39, "plugins 没有“nothing”这个插件"),
    ("- attr_list", "- atr_list", 49, "markdown_extensions 没有“atr_list”这个 Markdown 扩展"),
    ("watch:", "wach:", 42, "wach 没有“wach”这项设置。是不是“watch”"),
)


@pytest.mark.parametrize(("old", "new", "line", "said"), FAULTS)
def test_what_mkdocs_does_not_take_is_told_where_it_stands(
    built: Built, old: str, new: str, line: int, said: str
) -> None:
    project, site, _ = built
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert text.count(old) == 1
    settings.write_text(text.replace(old, new), encoding="utf-8")
    done = command(project, "build")
    assert done.returncode == 1
    assert said in done.stderr
    key = said.partition(" ")[0]
    at = next(n for n, row in enumerate(settings.read_text("utf-8").splitlines(), 1) if row.startswith(f"{key}:"))
    assert f"mkdocs.yml:{at}:1: 错误 E619: {said}" in done.stderr
    assert done.stderr.endswith("共 1 处错误。\n没有生成网站，原有的网站没有改动。\n")
    assert contents(project / "site") == site


def test_all_that_mkdocs_does_not_take_is_told_at_once(built: Built) -> None:
    project, _, _ = built
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for old, new, _, _ in FAULTS:
        text = text.replace(old, new)
    settings.write_text(text.replace('contact: ""', "contact: data:x"), encoding="utf-8")
    (project / "data/deadlines.yaml").unlink()
    shown = command(project, "build").stderr
    for said in (
        "use_directory_urls 这里要写",
        "plugins 没有",
        "markdown_extensions 没有",
        "wach 没有",
        "extra.contact 不能用",
    ):
        assert said in shown
    assert "data/deadlines.yaml:1:1: 错误 E002: 缺少这个文件" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "docs/about/index.md",
            "[x](nowhere.md)",
            "docs/about/index.md：链接“nowhere.md”没有目标，没有“about/nowhere.md”",
        ),
        ("docs/about/index.md", "[x](#nowhere)", "所指的位置不存在。改正“#”后面的名字"),
        ("docs/about/index.md", "[x](/notice/)", "看不出链接“/notice/”指向哪里"),
        ("docs/more.md", "# 更多", "docs 里的这些页面不在导航里：\n  - more.md"),
        ("overrides/main.html", "{% if %}", "main.html”第"),
        ("overrides/partials/path.html", "{{ config.nothing.more }}", "写错了："),
        ("mkdocs.yml", "a: [", "写法有误。看这一行和上一行的缩进"),
        ("mkdocs.yml", "INHERIT: nowhere.yml", "读不全"),
    ],
)
def test_faults_of_what_people_write_end_in_sentences(built: Built, file: str, text: str, said: str) -> None:
    project, site, _ = built
    with (project / file).open("a", encoding="utf-8") as target:
        target.write(f"\n{text}\n")
    done = command(project, "build")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith("没有生成网站，原有的网站没有改动。\n")
    assert contents(project / "site") == site
    assert not left_over(project)
