"""The data files of a draft: the plan as its records, the register kept or proposed, and what is left to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.__main__ import main
from generator.checks.load import load
from generator.drafting.draft import draft
from generator.edges import official
from generator.loading.file import read_file
from generator.model.data import CORRECTIONS, FILES, PLAN, UNITS
from generator.model.register import Register
from generator.problems import report, stopping
from generator.proof.verify import compare
from tests.conftest import ROOT, SMALL, edition_of
from tests.proof import official_text

OFFICIAL = (SMALL / "official.txt").read_text(encoding="utf-8")
# What a draft leaves to people: the forms, and with them the days on which they are due.
LEFT = ("forms", "deadlines")


def values(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def files_of(text: str, known: Path | None = None) -> dict[str, str]:
    register = read_file(Register, UNITS, known.read_text(encoding="utf-8")).record if known else None
    return official.drafted(text, register)[0]


def assert_same_plan(files: dict[str, str], root: Path) -> None:
    ours, theirs = values(files[PLAN]), values((root / PLAN).read_text(encoding="utf-8"))
    assert {key: value for key, value in theirs.items() if key not in LEFT} == ours


def test_a_draft_with_its_register_is_the_data() -> None:
    files = files_of(OFFICIAL, SMALL / UNITS)
    assert_same_plan(files, SMALL)
    _, problems = load(files)
    assert not stopping(problems), report(problems)


def test_the_official_text_becomes_the_data() -> None:
    """By the text itself where it is."""
    if text := official_text():
        files = files_of(text, ROOT / UNITS)
        assert_same_plan(files, ROOT)
        ours, theirs = values(files[UNITS]), values((ROOT / UNITS).read_text(encoding="utf-8"))
        assert ours == theirs


def test_the_official_text_alone_becomes_data_that_are_sound() -> None:
    """By the text itself where it is: no error stops the build, and the draft prints what the text does."""
    if text := official_text():
        data, problems = load(files_of(text))
        assert not stopping(problems), report(problems)
        # The forms, and one place in which only a comma tells the classes of units apart.
        assert len(compare(text, data).differences) <= 3


def test_slips_of_reading_become_corrections() -> None:
    corrections = values(files_of(OFFICIAL, SMALL / UNITS)[CORRECTIONS])["corrections"]
    assert corrections == [{"record": "task-1", "before": "口袋—4—", "after": "口袋", "reason": "页码混入正文。"}]


PLAN_OF_ANOTHER = """乙市人民政府文件
乙政〔2031〕2号
市人民政府关于印发2031年重点工作分工的通知
各县人民政府，市人民政府各部门：
现将分工印发给你们。
一、明确责任。未注明牵头单位的，列第一位的为牵头单位。
乙市人民政府
2031年2月3日
2031年重点工作分工
一、主要目标
（一）经济增长5%。（牵头单位：市发改委；责任单位：市统计局，各县人民政府〈含高新区管委会，下同〉）
二、重点工作
（一）交通
1.修路。（责任单位：市交通局，南、北县人民政府）
2.造桥。（牵头单位：市桥梁工作领导小组办公室〈市交通局〉；责任单位：甲集团等市属国企）
（二）水利
3.治水。（责任单位：市水利局）
乙市人民政府办公室
2031年2月4日印发
"""


def test_units_that_no_register_has_are_proposed() -> None:
    files = files_of(PLAN_OF_ANOTHER)
    data, problems = load(files)
    assert not stopping(problems), report(problems)
    units = {one["name"]: one for one in values(files[UNITS])["units"]}
    assert units["市交通局"] == {"id": "jiaotongju", "name": "市交通局", "kind": "department", "aliases": ["交通局"]}
    assert units["各县人民政府"]["members"] == ["高新区管委会"]
    assert units["市桥梁工作领导小组办公室"]["host"] == "市交通局"
    assert units["市属国企"]["joined_by"] == "等"
    assert values(files[PLAN])["default_lead"]["rule"] == "first"
    assert compare(PLAN_OF_ANOTHER, data).equal


def test_an_unknown_unit_is_doubted_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = SMALL / UNITS
    source = tmp_path / "plan.txt"
    source.write_text("1.治水。（责任单位：市水物局）\n2.修路。（责任单位：市发改委）\n", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["draft", str(source), "--out", str(out), f"--register={known}"]) == 0
    assert f"{source}:1: 名录里没有“市水物局”，是不是“市水务局”" in capsys.readouterr().out
    assert {path.name for path in (out / "data").iterdir()} == {Path(name).name for name in FILES} | {"schema"}


def test_a_register_that_is_broken_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, register = tmp_path / "plan.txt", tmp_path / "units.yaml"
    source.write_text("1.治水。（责任单位：市水务局）", encoding="utf-8")
    assert main(["draft", str(source), "--out", str(tmp_path / "out"), "--register", str(register)]) == 1
    register.write_text("units: [", encoding="utf-8")
    assert main(["draft", str(source), "--out", str(tmp_path / "out"), "--register", str(register)]) == 1
    assert "units.yaml:1:" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_a_draft_of_nothing_has_no_items() -> None:
    assert values(files_of("今天天气好。")[PLAN])["parts"] == []


def test_the_small_plan_has_no_item_more_than_its_text() -> None:
    assert len(draft(OFFICIAL).items) == len(edition_of(SMALL).plan.items)
