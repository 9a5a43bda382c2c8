"""The command `draft` reads a file, says what it read and what it doubts, and never fails with a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.__main__ import main

TEXT = "1.修路。（市交通局牵头，市财政局等部门配合）\n3.治水。（市水利局负责）\n"


@pytest.fixture(autouse=True)
def official(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An official text in a folder without a project."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_it_tells_people_what_it_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "plan.txt"]) == 0
    shown = capsys.readouterr().out
    assert "读出事项 2 个，单位 3 个。" in shown
    assert "plan.txt:2: 编号从1跳到3" in shown


@pytest.mark.parametrize("more", [[], ["--out", "made"]])
@pytest.mark.parametrize(
    ("text", "lacking"),
    [("天气晴朗。\n", "事项"), ("1.修路。\n分管领导：王某副市长\n", "单位")],
    ids=["weather", "leaders"],
)
def test_a_text_that_is_no_plan_is_said_to_be_none(
    more: list[str], text: str, lacking: str, official: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    official.write_text(text, encoding="utf-8")
    assert main(["draft", "plan.txt", *more]) == 1
    assert f"没有读出{lacking}" in capsys.readouterr().err
    assert not (official.parent / "made/data").exists()


@pytest.mark.parametrize(("name", "kind"), [("plan.doc", "docx"), ("plan.WPS", "docx"), ("plan.xls", "xlsx")])
def test_an_old_format_is_to_be_saved_as_a_new_one(
    name: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    assert main(["draft", name]) == 2
    assert f"打开它另存为 {kind}" in capsys.readouterr().err


def test_it_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "plan.txt", "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [item["number"] for item in printed["items"]] == ["1", "3"]
    assert printed["items"][0]["roles"][1] == {
        "label": "配合",
        "rank": "supporting",
        "units": ["市财政局"],
        "open": True,
    }
    assert [doubt["line"] for doubt in printed["doubts"]] == [1, 2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "要写原文文件的名字"),
        (["a.txt", "b.txt"], "只写一个"),
        (["plan.txt", "--formt", "json"], "是不是“--format”"),
        (["plan.txt", "--format"], "后面要写json"),
        (["plan.txt", "--format=yaml"], "只能写 json"),
        (["no.txt"], "没有这个文件"),
    ],
)
def test_misuse_is_explained(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\xd8", bytes(range(256)), "方案".encode("gb18030")])
def test_a_file_that_is_no_text_is_refused(content: bytes, official: Path, capsys: pytest.CaptureFixture[str]) -> None:
    official.write_bytes(content)
    assert main(["draft", "plan.txt"]) == 2
    assert "读不了“plan.txt”" in capsys.readouterr().err


def test_a_text_without_items_has_an_empty_draft(official: Path, capsys: pytest.CaptureFixture[str]) -> None:
    official.write_text("今天天气好。", encoding="utf-8")
    assert main(["draft", "plan.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"] == []


def test_data_that_are_there_are_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "plan.txt", "--out", "other"]) == 0
    written = {path.name for path in (tmp_path / "other/data").iterdir()}
    assert {"plan.yaml", "units.yaml", "corrections.yaml"} < written
    (tmp_path / "other/data/plan.yaml").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert main(["draft", "plan.txt", "--out", "other"]) == 2
    assert "换一个目录" in capsys.readouterr().err
    assert (tmp_path / "other/data/plan.yaml").read_text(encoding="utf-8") == "mine"
