"""Livelihood projects that are the same matter as a task: as many as the plan has, compared letter by letter."""

from __future__ import annotations

from generator.index.comparison import Comparison, Run, compare, runs
from generator.index.index import Index


def comparisons(index: Index) -> dict[str, Comparison]:
    return {one.project: compare(index, one) for one in index.data.restatements.restatements}


def test_19_of_the_42_projects_restate_a_task(real: Index) -> None:
    assert len(comparisons(real)) == 19
    assert sum(entry.item.kind in ("project", "candidate") for entry in real.entries) == 42


def test_both_items_know_of_each_other(real: Index) -> None:
    for one in real.data.restatements.restatements:
        assert one in real.restated[one.project]
        assert one in real.restated[one.task]
    assert [one.project for one in real.restated["task-255"]] == ["project-37", "project-38"]


def test_another_threshold_is_marked(real: Index) -> None:
    found = comparisons(real)["project-37"]
    assert found.project.runs == (Run("新建社区体育中心（广场）30个", False),)
    assert found.task.runs == (Run("新建社区体育中心（广场）30个", False), Run("以上", True))
    assert found.summary == "这一处文字有不同，单位相同"


def test_what_an_item_says_beside_the_same_matter_is_hinted_at(real: Index) -> None:
    found = comparisons(real)["project-28"]
    assert (found.project.before, found.project.after) == (False, True)
    assert found.task.whole and not found.whole
    assert found.summary == "这一处文字相同，单位相同"
    assert (comparisons(real)["project-30"].project.before, comparisons(real)["project-30"].task.after) == (True, False)
    assert comparisons(real)["project-18"].whole


def test_other_units_are_named(real: Index) -> None:
    found = comparisons(real)["project-13"]
    assert found.project.only_others == ()
    assert [unit.name for unit in found.task.only_others] == [
        "市委金融办",
        "市自然资源和城乡建设局",
        "市城管执法委",
        "市水务局",
        "市市场监管局",
        "市园林林业局",
        "市投资促进局",
    ]
    assert found.task.only_leads == ()
    assert {
        key
        for key, one in comparisons(real).items()
        if not one.summary.endswith("单位相同") and one.summary != "文字和单位都相同"
    } == {"project-13"}


def test_the_same_words_are_told(real: Index) -> None:
    assert comparisons(real)["project-18"].summary == "文字和单位都相同"


def test_another_order_is_told_and_not_marked(real: Index) -> None:
    found = comparisons(real)
    ordered = [key for key, one in found.items() if "次序" in one.summary]
    assert ordered == ["project-26", "candidate-2"]
    assert found["candidate-2"].summary == "这一处文字只是次序不同，单位相同"
    assert not any(run.differs for key in ordered for side in found[key].sides for run in side.runs)


def test_a_pause_is_no_difference() -> None:
    assert runs("甲，乙", "甲、乙丙") == ((Run("甲，乙", False),), (Run("甲、乙", False), Run("丙", True)))


def test_long_texts_are_compared_to_the_letter() -> None:
    """Letters that come often, as all do in a long text, count like the others."""
    assert runs("甲乙" * 150, "甲乙" * 150 + "丙") == (
        (Run("甲乙" * 150, False),),
        (Run("甲乙" * 150, False), Run("丙", True)),
    )
