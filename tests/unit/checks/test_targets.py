"""A plan needs no file of targets; where it has one, every number of the plan is in it, once."""

from __future__ import annotations

from generator.checks.load import load
from generator.model.data import PLAN, TARGETS
from generator.problems import report
from tests.conftest import ROOT, SECOND, SMALL, texts


def test_a_plan_may_have_no_targets() -> None:
    for root in (ROOT, SECOND, SMALL):
        data = texts(root)
        data.pop(TARGETS, None)
        assert load(data)[1] == []


def test_no_target_can_be_left_out() -> None:
    """Of the real plan, each target is needed: without it, its number is in no list."""
    data = texts(ROOT)
    head, *records = data[TARGETS].split("- clause: ")
    last, end = records[-1].split("# ", 1)
    records[-1] = last
    for n in range(0, len(records), 20):
        left = "- clause: ".join([head, *records[:n], *records[n + 1 :]]) + f"# {end}"
        found = report(load({**data, TARGETS: left})[1])
        assert f"{records[n].splitlines()[0]} “" in found
        assert f"{TARGETS} 里没有" in found


def test_each_wrong_target_of_a_clause_is_told() -> None:
    data = texts(ROOT)
    data[TARGETS] = (
        data[TARGETS].replace("  value: 1100\n", "  value: 1101\n").replace("  value: 2000\n", "  value: 1\n")
    )
    assert report(load(data)[1]).count("得不出") == 2


def test_a_changed_number_of_the_plan_is_told_where_it_is_a_target() -> None:
    data = texts(ROOT)
    data[PLAN] = data[PLAN].replace("展会节事活动1100场以上", "展会节事活动110场以上")
    assert "分项“task-3”里找不到“举办展会节事活动1100场以上”" in report(load(data)[1])
