"""The command line says what it can do, what is wrong, and how to mend it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.edges import disk, folder
from generator.edges.folder import MARK
from generator.model.data import Setting
from tests.conftest import SMALL, make_project, run


def test_without_a_command_it_says_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert {"check", "verify", "write"} <= set(capsys.readouterr().out.split())


WRONG_USES = (
    *(
        ["chek"],
        ["check", "x"],
        ["verify"],
        ["write"],
        ["write", "a", "b"],
        ["-x"],
        ["build", "a", "b"],
        ["build", " "],
    ),
    *(["serve", "x"], ["serve", "--port"], ["serve", "--port=0"], ["serve", "65536"], ["serve", "--port", "1", "2"]),
    *(["serve", "--post", "1"], ["serve", "9" * 5000], ["serve", "--port", "８０００"]),
)


@pytest.mark.parametrize("arguments", WRONG_USES)
def test_misuse_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "用法" in capsys.readouterr().err


def test_a_mistyped_command_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    main(["chek"])
    assert "是不是“check”" in capsys.readouterr().err


def test_help_and_hints_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-h"]) == 0
    main(["xyz"])
    assert "是不是" not in capsys.readouterr().err
    main(["verify"])
    assert "“verify”后面要写原文文件的名字" in capsys.readouterr().err


def test_check_and_verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(SMALL)
    assert main(["check"]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    assert main(["verify", "official.txt"]) == 0
    assert main(["verify", "no-such-file.txt"]) == 2
    assert "读不了“no-such-file.txt”" in capsys.readouterr().err


OFFICIAL = (SMALL / "official.txt").read_text(encoding="utf-8")


def test_a_correction_that_the_official_text_does_not_need_fails_verify(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(SMALL)
    source = tmp_path / "official.txt"
    source.write_text(OFFICIAL.replace("口袋—4—", "口袋"), encoding="utf-8")
    assert main(["verify", str(source)]) == 1
    shown = capsys.readouterr().out
    assert "文字订正用不上（原文中没有或不止一处）：task-1 “口袋—4—”，对照原文改正" in shown
    assert "0 处不同。" in shown


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "它是空的"),
        (b"\xef\xbb\xbf \n", "它是空的"),
        (OFFICIAL.encode("gb18030"), "它不是 UTF-8 编码，像是 GBK，用 UTF-8 编码另存"),
        (OFFICIAL.encode("utf-16"), "它不是 UTF-8 编码，像是 UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "它不是文本文件"),
        (b"PK\x03\x04\0\0", "它不是文本文件"),
        (b"x" * 5_000_001, "它超过 2 MB"),
        ("一、买菜\n二、做饭\n1. 洗菜。\n".encode(), "不像这份方案的原文"),
        (b"# Title\n\n1. one\n2. two\n", "不像这份方案的原文"),
        (b"\n" * 1000 + b"1." * 1000, "不像这份方案的原文"),
        ((SMALL / "data/plan.yaml").read_bytes(), "不像这份方案的原文"),
    ],
)
def test_a_wrong_file_is_named_with_the_reason(
    content: bytes, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(SMALL)
    source = tmp_path / "plan.txt"
    source.write_bytes(content)
    assert main(["verify", str(source)]) == 2
    shown = capsys.readouterr()
    assert f"“{source}”" in shown.err
    assert reason in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    ("path", "reason"), [("data", "它是一个目录"), ("none.txt", "没有这个文件"), ("a" * 5000, "读不了")]
)
def test_a_path_without_a_text_is_named(
    path: str, reason: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(SMALL)
    assert main(["verify", path]) == 2
    assert reason in capsys.readouterr().err


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    project = make_project(tmp_path / "project", SMALL / "data")
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("- 东区人民政府", "- 东区政府"), encoding="utf-8")
    return project


PROBLEM = "data/plan.yaml:75:11: 错误 E141: task-1 单位名录里没有“东区政府”。是不是“东区人民政府”；"


def test_faulty_data_fails_every_command_and_writes_nothing(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(faulty)
    before = sorted(faulty.rglob("*"))
    for arguments in (["check"], ["verify", str(SMALL / "official.txt")], ["write", "out"]):
        assert main(arguments) == 1
        assert PROBLEM in capsys.readouterr().out
    assert sorted(faulty.rglob("*")) == before


def test_faulty_data_stops_mkdocs_without_a_traceback(faulty: Path) -> None:
    old = faulty / "site"
    old.mkdir()
    (old / "kept.html").write_text("kept", encoding="utf-8")
    done = run(["mkdocs", "build", "--strict"], faulty)
    assert done.returncode == 1
    assert PROBLEM in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in old.iterdir()] == ["kept.html"]


def test_a_faulty_layout_stops_every_command_without_a_traceback(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    project.joinpath("generator/downloads/templates/form-2.docx").write_bytes(b"junk")
    problem = "generator/downloads/templates/form-2.docx:1:1: 错误 E501: 它不是 Word 文档，或者已经损坏。"
    for command in (["generator", "check"], ["generator", "write", "out"], ["mkdocs", "build", "--strict"]):
        done = run(command, project)
        assert done.returncode == 1
        assert problem in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_is_no_utf_8_is_a_problem(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (faulty / "data/units.yaml").write_bytes("# 单位\nunits: ".encode() + "单位".encode("gb18030"))
    done = run(["generator", "check"], faulty)
    assert done.returncode == 1
    assert "data/units.yaml:2:8: 错误 E008: 这个文件不是 UTF-8 编码" in done.stdout
    assert "Traceback" not in done.stderr


def test_files_that_cannot_be_read_are_one_problem_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    data = project / "data"
    data.joinpath("plan.yaml").rename(data / "plan.yml")
    data.joinpath("units.yaml").unlink()
    data.joinpath("units.yaml").mkdir()
    data.joinpath("synonyms.yaml").write_bytes(data.joinpath("synonyms.yaml").read_text(encoding="utf-8").encode("gbk"))
    monkeypatch.chdir(project)
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "data/plan.yaml:1:1: 错误 E002: 缺少这个文件。"
        "旁边有“plan.yml”，是它就改名为“plan.yaml”；不是，就从版本记录里取回它。\n"
        "data/synonyms.yaml:1:3: 错误 E008: 这个文件不是 UTF-8 编码，像是 GBK。用 UTF-8 编码另存这个文件。\n"
        "data/units.yaml:1:1: 错误 E007: 读不了这个文件，它是一个目录，应当是文件。"
        "检查它的权限，或者从版本记录里取回它。\n"
        "共 3 处错误。\n"
    )


def test_a_report_that_cannot_be_written_is_no_traceback(faulty: Path) -> None:
    command = [sys.executable, "-m", "generator", "check"]
    with Path(os.devnull).open("rb") as only_to_read:
        done = subprocess.run(
            command, cwd=faulty, stdout=only_to_read, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith("写不出结果，")
    assert len(done.stderr.splitlines()) == 1


def test_a_terminal_without_chinese_gets_a_report(faulty: Path) -> None:
    done = run(["generator", "check"], faulty, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_write_outside_a_project_or_into_its_sources_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["check"], ["verify", "x"], ["write", "out"]):
        assert main(arguments) == 2
        assert capsys.readouterr().err == "这里没有 data 目录，到项目目录里再运行。\n"
    monkeypatch.chdir(make_project(tmp_path / "project", SMALL / "data"))
    for name in ("docs/out", "data", "data/out", "generator/out", ".git/out", "site", "/", ".", " "):
        assert main(["write", name]) == 2
        said = capsys.readouterr().err
        assert "Errno" not in said
        assert "正在检查" not in said
    assert not any(Path(name).exists() for name in ("docs/out", "site"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "这里没有 mkdocs.yml，到项目目录里再运行"),
        ("", "mkdocs.yml:1:1: 错误 E617: 这里没有“键: 值”的设置"),
        ("a: [", "mkdocs.yml:1:5: 错误 E618: 写法有误"),
        ("a: !!python/name:x.y", "mkdocs.yml:1:4: 错误 E618: 写法有误"),
        ("a: 2025-13-45", "mkdocs.yml:1:1: 错误 E616: 这个文件的写法有误"),
        ("a: " + "[" * 5000, "mkdocs.yml:1:1: 错误 E616: 这个文件的写法有误"),
        ("site_name: 甲", "mkdocs.yml:1:12: 错误 E008: 这个文件不是 UTF-8 编码，像是 GBK"),
    ],
)
def test_settings_that_cannot_be_read_are_explained(
    content: str | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    if content is not None:
        (tmp_path / "mkdocs.yml").write_bytes(content.encode("gbk"))
    monkeypatch.chdir(tmp_path)
    for command in ["write", "out"], ["check"]:
        assert main(command) in (1, 2)
        shown = capsys.readouterr()
        assert said in shown.out + shown.err or (content is None and command == ["check"])


def test_settings_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: !ENV [PLAN_URL, 'x']\nsite_name: !ENV [NO_SUCH, y]", encoding="utf-8"
    )
    monkeypatch.setenv("PLAN_URL", "https://example.org/")
    settings = disk.read_settings(tmp_path)
    assert isinstance(settings, Setting)
    assert settings.value == {"site_url": "https://example.org/", "site_name": "y"}


def test_what_stands_beside_the_target_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_project(tmp_path / "project", SMALL / "data"))
    mine = tmp_path / ".out.new"
    mine.mkdir()
    assert main(["write", "../out"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.new", "out", "project"]


def put_stale(written: Path) -> None:
    """Something that an earlier run has written and the next one would not."""
    (written / "docs/stale.md").write_text("stale", encoding="utf-8")
    with (written / MARK).open("a", encoding="utf-8") as mark:
        mark.write("\ndocs/stale.md")


def test_write_replaces_only_what_it_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    monkeypatch.chdir(project)
    assert main(["write", "out"]) == 0
    put_stale(project / "out")
    assert main(["write", "out"]) == 0
    assert not (project / "out/docs/stale.md").exists()
    foreign = project / "mine"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("mine", encoding="utf-8")
    assert main(["write", "mine"]) == 2
    assert [path.name for path in foreign.iterdir()] == ["thesis.txt"]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that was written, with something in it that the next run would not write."""
    project = make_project(tmp_path / "project", SMALL / "data")
    monkeypatch.chdir(project)
    assert main(["write", "out"]) == 0
    put_stale(project / "out")
    return project / "out"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["NOTES.md", ".git", "docs/mine.md"])
def test_what_was_put_into_a_written_folder_is_not_deleted(
    name: str, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (written / name).write_text("mine", encoding="utf-8")
    before = contents(written)
    assert main(["write", "out"]) == 2
    assert f"里面有别的文件，如“{name}”" in capsys.readouterr().err
    assert contents(written) == before


def test_what_was_built_in_a_written_folder_is_made_anew(written: Path) -> None:
    for name in ("site", ".cache"):
        (written / name).mkdir()
        (written / name / "made").write_bytes(b"")
    assert main(["write", "out"]) == 0
    assert sorted(path.name for path in written.iterdir()) == [MARK, "docs", "mkdocs.yml", "overrides"]


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (("out", errno.EBUSY), "它是一个挂载点，或者有程序正在用它，换成它里面的一个目录"),
        (("new", errno.EXDEV), "它和它的上一级不在同一个磁盘上，换成它里面的一个目录"),
        (("new", errno.ENOTEMPTY), "里面有别的文件"),
    ],
)
def test_where_the_disk_refuses_the_folder_stays_as_it_was(
    move: tuple[str, int], said: str, written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused, number = move
    before, beside, rename = contents(written), sorted(written.parent.iterdir()), Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if path.name == refused:
            raise OSError(number, os.strerror(number))
        return rename(path, target)

    monkeypatch.setattr(folder, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refusing)
    assert main(["write", "out"]) == 2
    assert capsys.readouterr().err.endswith(f"写不了“out”，{said}。\n")
    assert contents(written) == before
    assert sorted(written.parent.iterdir()) == beside


def test_what_cannot_be_deleted_is_named(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    assert main(["write", "out"]) == 0
    (left,) = written.parent.glob(f"{MARK}-*")
    assert f"“out”里原有的文件有的删不掉，留在“{left}”" in capsys.readouterr().err
    assert not (written / "docs/stale.md").exists()
    assert [*left.glob("*/docs/stale.md")]


def test_a_written_file_that_cannot_be_read_is_named(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(written)
    Path("docs/about/more.css").symlink_to("nowhere.css")
    assert main(["write", "out"]) == 2
    assert "没有写“out”，读不了“docs/about/more.css”，没有这个文件或目录。" in capsys.readouterr().err
    Path("docs/about/further.md").symlink_to("nowhere.md")
    assert main(["write", "out"]) == 1
    assert "docs/about/further.md:1:1: 错误 E002: 缺少这个文件。从版本记录里取回它。" in capsys.readouterr().out
    assert contents(written) == before
