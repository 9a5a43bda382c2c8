"""What was pasted into plan.yaml from Word is taken apart, with every letter where it belongs, or left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.load import load
from generator.editing.form import formatted
from generator.editing.pasted import taken_apart
from generator.model.data import PLAN
from generator.problems import report
from tests.conftest import ROOT, SECOND, SMALL, make_project, run, texts

GOOD = texts(SMALL)[PLAN]
LAST = """\
      - id: task-5
        text: 企业转型。
        lead:
        - 市发改委
        responsible:
        - 甲市城建集团
        - 市属国企
"""
assert GOOD.count(LAST) == 1


def fixed(changed: str, instead_of: str = LAST) -> str:
    """The small plan in its form, in which something stands instead of a record."""
    return formatted(taken_apart(GOOD.replace(instead_of, changed)))


@pytest.mark.parametrize("root", [ROOT, SMALL, SECOND], ids=lambda root: root.name)
def test_a_good_plan_stays_as_it_is(root: Path) -> None:
    assert taken_apart(texts(root)[PLAN]) == texts(root)[PLAN]


@pytest.mark.parametrize(
    "pasted",
    [
        "      5. 企业转型。（牵头单位：市发改委；责任单位：甲市城建集团、市属国企）\n",
        "5. 企业转型。（牵头单位：市发改委；责任单位：甲市城建集团、市属国企）\n",
        "\n\n5.企业转型。\n（牵头单位: 市发改委, 责任单位: 甲市城建集团、\n市属国企)\n",
        "5.\u00a0企业\u00a0转型。\u3000（牵头单位：\u00a0市发改委；责任单位：甲市城建集团、市属国企）\u00a0\n",
        "      - id: task-5\n        text: 企业转型。（牵头单位：市发改委；责任单位：甲市城建集团、市属国企）\n",
        "      - id: task-5\n        text: 5. 企业转型。（牵头单位：市发改委；责任单位：\n"
        "          甲市城建集团、市属国企）\n",
        "      - id: task-5\n        text: 5、企业 转型。\n        lead:\n        - 市发改委\n        responsible:\n"
        "        - 甲市城建集团、市属国企\n",
        LAST.replace("- 市", "-\u00a0市").replace("-\u00a0", "- \u00a0").replace("企业", "\u00a0企业\u3000"),
        LAST.replace("\n", "\r\n"),
    ],
)
def test_an_item_is_taken_apart(pasted: str) -> None:
    assert fixed(pasted) == GOOD


def test_several_items_are_records_of_their_own() -> None:
    new = fixed(
        f"{LAST}\n6. 绿化。（责任单位：市水务局）\n"
        "7. 修桥，开工；（牵头单位：市水务局）竣工。（责任单位：市发改委、东区人民政府）\n"
    )
    assert (
        new.partition(LAST)[2].partition("\n- kind")[0]
        == """
      - id: task-6
        text: 绿化。
        responsible:
        - 市水务局

      - id: task-7
        clauses:
        - text: 修桥，开工；
          lead:
          - 市水务局
        - text: 竣工。
          responsible:
          - 市发改委
          - 东区人民政府
"""
    )
    assert report(load({**texts(SMALL), PLAN: new})[1]) == "没有发现问题。"


def test_a_list_of_units_with_one_ending_has_a_line_for_each() -> None:
    item = "        responsible:\n        - 市水务局\n        - 东区人民政府\n        - 西区人民政府\n"
    assert fixed("        responsible:\n        - 市水务局，东区、西区人民政府\n", item) == GOOD


def test_the_first_items_of_a_section_have_the_kind_of_their_part() -> None:
    goals = GOOD[GOOD.index("    - id: goal-1") : GOOD.index("\n- kind: task")]
    first = "（一）经济增长5.5%左右。（牵头单位：市发改委；责任单位：各区人民政府）\n"
    assert fixed(f"{first}（二）物价平稳。（责任单位：市发改委）\n", goals) == GOOD


@pytest.mark.parametrize(
    "doubtful",
    [
        "      没有编号的事。（责任单位：市水务局）\n",
        "      6. 没有单位的事。\n",
        "      6. 绿化。（责任单位：市治水领导小组办公室〈市水务局〉）\n",
        "      6. 绿化。（分管领导：张三；责任单位：市水务局）\n",
        "      6. 绿化。（责任单位：市水务局等单位）\n",
        "      6. 绿化。（责任单位：市水务局）\n      一季度：招标\n      二季度：开工\n",
        "      - id: task-6\n        text: 绿化。（牵头单位：市发改委）\n        lead:\n        - 市水务局\n",
    ],
)
def test_what_is_doubtful_is_left(doubtful: str) -> None:
    text = GOOD.replace(LAST, f"{LAST}\n{doubtful}")
    assert taken_apart(text) == text


def test_the_command_shows_what_it_took_apart(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    run(["generator", "fmt"], project)
    plan = project / PLAN
    pasted = "5.\u00a0企业转型。（牵头单位：市发改委；责任单位：甲市城建集团、市属国企）\n"
    plan.write_text(GOOD.replace(LAST, pasted), encoding="utf-8")
    assert run(["generator", "fmt"], project).returncode == 1
    seen = run(["generator", "fmt", "--check", "--fix"], project)
    assert (seen.returncode, plan.read_text(encoding="utf-8")) == (1, GOOD.replace(LAST, pasted))
    done = run(["generator", "fmt", "--fix"], project)
    assert (done.returncode, plan.read_text(encoding="utf-8")) == (0, GOOD)
    line = GOOD[: GOOD.index(LAST)].count("\n") + 1
    shown = "".join(f"  + {one}\n" for one in LAST.splitlines())
    assert done.stdout == f"data/plan.yaml：第{line}行改好了\n第{line}行\n  - {pasted}{shown}"
