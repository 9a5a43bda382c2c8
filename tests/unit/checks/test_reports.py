"""Problems as other programs read them: every one, at its place, with its code, whatever signs are in it."""

from __future__ import annotations

import json

import pytest

from generator.checks.load import load
from generator.checks.reports import FORMS
from generator.problems import Position, Problem
from tests.conftest import SMALL, texts

PLAIN = Problem(
    Position("data/plan.yaml", 3, 5, 4), "task-1", "E120 没有写任何单位", "补上“responsible:”，每个单位一行"
)
ODD = Problem(Position("data/甲,乙:丙.yaml", 1, 1, 1), "", "E005 100%\n::error::", "改\r好", hint=True)


def test_github_marks_each_line_of_a_problem() -> None:
    assert FORMS["github"]([PLAIN]).splitlines() == [
        "::error file=data/plan.yaml,line=3,endLine=4,col=5,title=E120"
        "::task-1 没有写任何单位。补上“responsible:”，每个单位一行。",
        "共 1 处错误。",
    ]


def test_nothing_in_a_text_is_a_command_of_github() -> None:
    command, count = FORMS["github"]([ODD]).split("\n")
    assert command.startswith("::warning file=data/甲%2C乙%3A丙.yaml,line=1,endLine=1,col=1,title=E005::100%25")
    assert count == "共 0 处错误，1 处提醒。"


def test_json_has_all_problems_with_all_they_say() -> None:
    found = json.loads(FORMS["json"]([ODD, PLAIN, PLAIN]))
    assert (found["errors"], found["hints"]) == (1, 1)
    assert found["problems"][0] == {
        "code": "E120",
        "hint": False,
        "file": "data/plan.yaml",
        "line": 3,
        "column": 5,
        "last_line": 4,
        "record": "task-1",
        "message": "没有写任何单位",
        "cure": "补上“responsible:”，每个单位一行",
    }


def test_sarif_has_a_rule_for_each_code_and_a_place_for_each_result() -> None:
    (run,) = json.loads(FORMS["sarif"]([PLAIN, ODD]))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E005", "E120"]
    assert {result["ruleId"]: result["level"] for result in run["results"]} == {"E005": "warning", "E120": "error"}
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0] == {
        "artifactLocation": {"uri": "data/plan.yaml"},
        "region": {"startLine": 3, "startColumn": 5, "endLine": 4},
    }
    assert all(place["artifactLocation"]["uri"].isascii() for place in places)


@pytest.mark.parametrize("form", FORMS)
def test_faulty_data_is_told_in_every_form(form: str) -> None:
    """None of them leaves out what a report for people cuts off."""
    data = texts(SMALL)
    data["data/plan.yaml"] = data["data/plan.yaml"].replace("市发改委", "市发改局")
    problems = load(data)[1]
    said = FORMS[form](problems)
    assert "E141" in said
    assert form == "text" or said.count("E141") >= len({problem for problem in problems if problem.code == "E141"})


def test_a_clean_plan_has_no_problem_in_any_form() -> None:
    assert FORMS["github"]([]) == "没有发现问题。"
    assert json.loads(FORMS["json"]([])) == {"errors": 0, "hints": 0, "problems": []}
    assert json.loads(FORMS["sarif"]([]))["runs"][0]["results"] == []
