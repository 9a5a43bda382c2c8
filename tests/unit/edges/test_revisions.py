"""What `diff` compares: folders, data files and revisions of git, and what it says of anything else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.__main__ import main
from tests.conftest import ROOT, SMALL

OLD, NEW = "“口袋公园”8个", "“口袋公园”9个"
TOLD = "第二部分第1项（8个 → 9个）：修路3.5公里，建“口袋公园”【8个→9个】。"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def change(project: Path, old: str = OLD, new: str = NEW) -> None:
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the small plan under git, in a folder of the repository."""
    folder = tmp_path / "repository/plan"
    shutil.copytree(SMALL / "data", folder / "data")
    git(folder.parent, "init", "--quiet", "--initial-branch=main")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "--quiet", "--message=first")
    monkeypatch.chdir(folder)
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["diff", *arguments]) == 0
    return capsys.readouterr().out


def test_what_is_not_committed_yet(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "HEAD") == "无语义变化。\n"
    change(project)
    assert TOLD in said(capsys, "HEAD")
    assert TOLD in said(capsys, "main", ".")


def test_two_revisions(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project)
    git(project, "commit", "--quiet", "--all", "--message=second")
    assert TOLD in said(capsys, "HEAD~1", "HEAD")
    assert "9个 → 8个" in said(capsys, "HEAD", "HEAD^")
    assert said(capsys, "HEAD") == "无语义变化。\n"


def test_two_folders(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(project, tmp_path / "other")
    change(tmp_path / "other")
    assert TOLD in said(capsys, str(project), str(tmp_path / "other"))
    assert TOLD in said(capsys, "data", str(tmp_path / "other/data"))
    (tmp_path / "other/data").rename(tmp_path / "copy-of-data")
    assert TOLD in said(capsys, "data", str(tmp_path / "copy-of-data"))


def test_two_files(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("plan", "units"):
        shutil.copy(project / f"data/{name}.yaml", tmp_path / f"{name} 旧.txt")
    change(project)
    assert TOLD in said(capsys, str(tmp_path / "plan 旧.txt"), "data/plan.yaml")
    assert said(capsys, str(tmp_path / "units 旧.txt"), "data/units.yaml") == "无语义变化。\n"


def test_a_file_that_was_not_there_yet_has_not_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(project, "rm", "--quiet", "data/restatements.yaml")
    git(project, "commit", "--quiet", "--message=without")
    shutil.copy(SMALL / "data/restatements.yaml", project / "data")
    assert said(capsys, "HEAD") == "无语义变化。\n"


def test_another_layout_of_the_files_means_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = project / "data/plan.yaml"
    text = (
        plan.read_text("utf-8")
        .replace("title: 主要目标", "title:   '主要目标'")
        .replace("物价平稳。", "\n        物价平稳。")
    )
    plan.write_bytes(f"\ufeff# 说明\n{text}".replace("\n", "\r\n").encode())
    assert said(capsys, "HEAD") == "无语义变化。\n"


def test_a_layout_of_a_form_that_changed_is_handed_out_again(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layouts = "generator/downloads/templates"
    shutil.copytree(ROOT / layouts, project / layouts)
    shutil.copytree(project, tmp_path / "other")
    shutil.copy(project / layouts / "form-2.docx", tmp_path / "other" / layouts / "form-1.docx")
    found = said(capsys, ".", str(tmp_path / "other"))
    assert "重发附表1：市发改委、市水务局" in found


def test_formats(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project)
    assert said(capsys, "HEAD", "--format", "markdown").startswith("<!-- plan-diff -->\n")
    assert json.loads(said(capsys, "--format=json", "HEAD", "."))["changed"] is True
    assert said(capsys, "--format", "text", "HEAD") == said(capsys, "HEAD")


@pytest.mark.parametrize(
    "arguments", [(), ("a", "b", "c"), ("HEAD", "--format", "pdf"), ("HEAD", "--output=x"), ("HEAD", "--format")]
)
def test_misuse_is_explained(project: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *arguments]) == 2
    assert "用法" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["no-such-thing", "-o", "", "HEAD:data", "HEAD..HEAD", "\0", "-", "字" * 300])
def test_what_cannot_be_compared_is_named(project: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "HEAD", name]) == 2
    assert "读不了" in capsys.readouterr().err
    assert not (project / "x").exists()


def test_a_folder_or_a_file_without_data_is_named(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.txt").write_text("敬启者：\n", "utf-8")
    for name, reason in (("empty", "里面没有 plan.yaml"), ("letter.txt", "不像任何一个数据文件")):
        assert main(["diff", str(tmp_path / name), "HEAD"]) == 2
        assert reason in capsys.readouterr().err


def test_faulty_data_is_not_compared_and_says_why(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project, "      - 市发改委\n\n- kind: task", "      - 市计委\n\n- kind: task")
    assert main(["diff", "HEAD"]) == 1
    shown = capsys.readouterr().out
    assert "“.”里有错误" in shown
    assert "市计委" in shown


def test_data_whose_quotations_are_wrong_is_compared(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project, "修路3.5公里。\n", "修路4公里。\n")
    assert main(["check"]) == 1
    capsys.readouterr()
    assert "（3.5公里 → 4公里）" in said(capsys, "HEAD")


ATOM = "{http://www.w3.org/2005/Atom}"


def commit(project: Path, day: int, old: str, new: str) -> None:
    change(project, old, new)
    made = f"2030-02-{day:02}T09:00:00+08:00"
    environment = {**os.environ, "GIT_COMMITTER_DATE": made, "GIT_AUTHOR_DATE": made}
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *who, "commit", "--quiet", "--all", "--message=另"]
    subprocess.run(command, cwd=project, check=True, env=environment)


def test_the_feed_has_every_change_that_readers_notice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(project, 1, OLD, NEW)
    commit(project, 2, "document:\n", "# 说明\ndocument:\n")
    commit(project, 3, "- 市属国企\n", "- 市没有的单位\n")
    commit(project, 4, "- 市没有的单位\n", "- 市水务局\n")
    (project / "mkdocs.yml").write_text("site_url: https://example.org/a&b/\n", "utf-8")
    assert main(["feed", "HEAD~4"]) == 0
    printed = capsys.readouterr().out
    feed = ElementTree.fromstring(printed)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2030-02-04T09:00:00+08:00",
        "2030-02-01T09:00:00+08:00",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2030-02-04T09:00:00+08:00"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["职责（参加 +1 −1）", "文字（1处）"]
    content = entries[1].findtext(f"{ATOM}content")
    assert content
    assert "<del>8个</del><ins><b>9个</b></ins>" in content
    assert "订正" not in printed
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len({*ids}) == 3
    assert all(name and name.startswith("tag:") for name in ids)
    (link,) = {element.get("href") for element in feed.iter(f"{ATOM}link")}
    assert link == "https://example.org/a&b/"
    main(["feed", "HEAD~4"])
    assert capsys.readouterr().out == printed


def test_a_feed_of_two_folders_has_the_day_of_the_document(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project, tmp_path / "other")
    change(tmp_path / "other")
    for _ in range(2):
        assert main(["feed", ".", str(tmp_path / "other")]) == 0
    printed = capsys.readouterr().out
    first, second = printed[: len(printed) // 2], printed[len(printed) // 2 :]
    assert first == second
    (entry,) = ElementTree.fromstring(first).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == "2030-01-10T00:00:00+08:00"
    assert main(["feed", ".", "."]) == 0
    assert not ElementTree.fromstring(capsys.readouterr().out).findall(f"{ATOM}entry")


def test_a_feed_of_what_is_not_there_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feed", "no-such-thing"]) == 2
    assert "没有这个文件或目录，也没有这个 git 版本" in capsys.readouterr().err
