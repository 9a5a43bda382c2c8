"""Targets come in the order of the text, and what a livelihood project says again counts once."""

from __future__ import annotations

from decimal import Decimal

from generator.checks.load import load
from generator.index.index import Index, build
from generator.index.targets import TargetEntry
from generator.model.data import RESTATEMENTS, TARGETS
from tests.conftest import SMALL, index_of, texts


def pairs(index: Index) -> dict[str, str]:
    return {one.id: one.restates.id for one in index.targets if one.restates}


def test_targets_are_in_the_order_of_the_text(small: Index, real: Index) -> None:
    for index in (small, real):
        order = {clause.id: n for n, clause in enumerate(index.clauses)}
        places = [(order[one.clause.id], one.start) for one in index.targets]
        assert places == sorted(places)


def test_what_is_said_again_is_paired_by_number_and_not_by_order(real: Index) -> None:
    """Project 26 says 收集屋400座、收集转运站40座, its task the other way round."""
    found = pairs(real)
    assert found["project-26-target-1"] == "task-154-target-2"
    assert found["project-26-target-2"] == "task-154-target-1"
    assert "project-28-target-2" not in found
    assert len(found) == len(set(found.values())) == 21


def test_another_threshold_is_shown_and_counted_once(real: Index) -> None:
    assert [one.id for one in real.targets if one.differs] == ["project-37-target-1", "candidate-1-target-1"]


def test_another_number_of_the_same_measure_is_paired() -> None:
    data = texts(SMALL)
    data["data/plan.yaml"] = data["data/plan.yaml"].replace("      text: 修路3.5公里。", "      text: 修路4公里以上。")
    data[RESTATEMENTS] = data[RESTATEMENTS].replace("project_words: 修路3.5公里", "project_words: 修路4公里以上")
    before, _, after = data[TARGETS].rpartition("  span: 修路3.5公里\n  what: 路\n  value: 3.5\n  unit: 公里\n")
    changed = "  span: 修路4公里以上\n  what: 路\n  value: 4\n  unit: 公里\n  comparator: ≥\n"
    loaded, problems = load({**data, TARGETS: before + changed + after})
    assert problems == []
    again = next(one for one in build(loaded).targets if one.restates)
    assert (again.id, again.restates and again.restates.id) == ("project-1-target-1", "task-1-target-1")
    assert again.differs


def test_a_value_is_exact(real: Index) -> None:
    def of(target: str) -> TargetEntry:
        return next(one for one in real.targets if one.id == target)

    assert of("task-14-target-1").value == Decimal(580_000_000_000)
    assert of("task-240-target-1").value == 54_000
    assert of("task-240-target-1").printed == "5.4万"


def test_a_plan_without_targets_has_none(second: Index) -> None:
    assert second.targets == ()
    assert index_of(SMALL).targets
