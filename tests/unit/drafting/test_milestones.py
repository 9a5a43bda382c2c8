"""Milestones are read from rows behind a label, from lines, and from the columns of tables; all else stays a date."""

from __future__ import annotations

import json

import pytest
import yaml

from generator.drafting import milestones
from generator.drafting.draft import draft
from generator.drafting.output import as_json, summary
from generator.edges import formats, official
from generator.model.data import PLAN

# By when, and what.
Pairs = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("value", "pairs"),
    [
        ("3月底前完成可研批复；6月底前开工", [("3月底前", "完成可研批复"), ("6月底前", "开工")]),
        ("一季度招标，二季度开工，年底前通车。", [("一季度", "招标"), ("二季度", "开工"), ("年底前", "通车")]),
        # Where a colon stands behind the periods, other dates are of the text.
        (
            "第一季度：报批，3月底前公示；第四季度（11月份）：验收",
            [("第一季度", "报批，3月底前公示"), ("第四季度（11月份）", "验收")],
        ),
        ("一季度工作目标：招标二季度工作目标：开工", [("一季度", "招标"), ("二季度", "开工")]),
        ("1.1—3月，完成前期；2.4—12月，建设", [("1—3月", "完成前期"), ("4—12月", "建设")]),
        ("2025年底前完成30%，2026年6月建成", [("2025年底前", "完成30%"), ("2026年6月", "建成")]),
        (
            "第一阶段（1—3月）：动员；第二阶段（4月至10月）：实施",
            [("第一阶段（1—3月）", "动员"), ("第二阶段（4月至10月）", "实施")],
        ),
        ("编制方案（3月底前）；组织实施（10月底前完成）", [("3月底前", "编制方案"), ("10月底前", "组织实施")]),
        ("力争6月底前开工，确保年底前封顶", [("力争6月底前", "开工"), ("确保年底前", "封顶")]),
        # One date, dates that share what is to be done, and what comes again.
        ("6月底前完成可研批复", []),
        ("3月、6月、9月底前分别完成30%", []),
        ("一季度，二季度各完成50%", []),
        ("2025年1月—12月", []),
        ("每季度报送一次，年底前完成", []),
        ("2025年6月底前完成，长期坚持", []),
    ],
)
def test_a_row_of_milestones(value: str, pairs: Pairs) -> None:
    assert [(one.due, one.text) for one in milestones.read(value)] == pairs


# What is due, in the words that were read before milestones were, and the milestones.
Read = list[tuple[str, Pairs]]


def read(text: str) -> Read:
    found = json.loads(as_json(draft(text)))["items"]
    return [(one["due"] or "", [(pair["due"], pair["text"]) for pair in one["milestones"]]) for one in found]


UNITS = "牵头单位：市体育局\n配合单位：市财政局\n"
STEPS = [("3月底前", "完成可研"), ("6月底前", "开工")]
QUARTERS = [("一季度", "招标"), ("二季度", "开工")]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (f"{UNITS}时间节点：3月底前完成可研；6月底前开工。", ("3月底前完成可研；6月底前开工", STEPS)),
        (f"进度安排：3月底前完成可研，6月底前开工\n{UNITS}", ("3月底前完成可研，6月底前开工", STEPS)),
        # A row goes on behind a full stop, and over lines.
        (f"{UNITS}序时进度：一季度：招标。二季度：开工。", ("一季度：招标", QUARTERS)),
        (f"{UNITS}进度安排\n一季度工作进展: 招标。\n\n二季度工作进展:开工。", ("", QUARTERS)),
        (f"{UNITS}一季度：招标\n二季度：开工", ("", QUARTERS)),
        (f"{UNITS}阶段目标：3月底前完成可研；6月底前开工\n完成时限：年底前", ("年底前", STEPS)),
        (
            "（市体育局牵头，市财政局配合，3月底前完成可研，6月底前开工）",
            ("3月底前完成可研，6月底前开工", STEPS),
        ),
        (f"{UNITS}完成时限：6月底前", ("6月底前", [])),
        ("（牵头单位：市体育局）（完成时限：6月底前）", ("6月底前", [])),
    ],
)
def test_milestones_of_an_item_in_prose(below: str, expected: tuple[str, Pairs]) -> None:
    text = f"1.建设体育馆。\n{below}\n2.修路三条。\n牵头单位：市交通局\n"
    assert read(text) == [expected, ("", [])]


def test_words_of_a_task_are_no_row() -> None:
    text = "1.推进改造。工作安排：3月底前完成方案；6月底前实施。（责任单位：市发改委）\n"
    assert [item.clauses[0].text for item in draft(text).items] == [
        "推进改造。工作安排：3月底前完成方案；6月底前实施。"
    ]
    assert read(text) == [("", [])]


HEADS = {
    "quarters": ("序号 | 工作任务 | 牵头单位 | 一季度 | 二季度 |", "招标 | 开工"),
    "goals of quarters": ("序号 | 重点任务 | 责任单位 | 一季度目标任务 | 二季度目标任务 |", "招标 | 开工"),
    "two rows of heads": (
        "序号 | 工作任务 | 责任单位 | 进度安排 | 进度安排 |\n序号 | 工作任务 | 责任单位 | 一季度 | 二季度 |",
        "招标 | 开工",
    ),
    "a column of rows": (
        "序号 | 工作任务 | 责任单位 | 阶段目标 | 完成情况 |",
        "一季度：招标；二季度：开工 | 一季度：已招标；二季度：未开工",
    ),
    "a column before the units": (
        "序号 | 工作任务 | 阶段性目标 | 责任单位 | 备注 |",
        None,
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_milestones_in_columns(name: str) -> None:
    head, cells = HEADS[name]
    rows = [
        f"{n} | {task} | 市体育局 | {cells} |" if cells else f"{n} | {task} | 一季度招标，二季度开工 | 市体育局 | 无 |"
        for n, task in ((1, "建设体育馆"), (2, "办好学校"))
    ]
    text = "\n".join((head, *rows))
    assert [item.clauses[0].text for item in draft(text).items] == ["建设体育馆", "办好学校"]
    assert [pairs for _, pairs in read(text)] == [QUARTERS, QUARTERS]


@pytest.mark.parametrize(
    ("above", "pairs"),
    [("2033年", [("2033年上半年", "招标"), ("2033年下半年", "开工")]), ("完成情况", [])],
)
def test_what_stands_above_heads_of_periods(above: str, pairs: Pairs) -> None:
    heads = f"序号 | 工作任务 | 责任单位 | {above} | {above} |\n序号 | 工作任务 | 责任单位 | 上半年 | 下半年 |\n"
    text = f"{heads}1 | 建设体育馆 | 市体育局 | 招标 | 开工 |\n2 | 办好学校 | 市教育局 | 招标 | 开工 |"
    assert [found for _, found in read(text)] == [pairs, pairs]


def test_columns_of_years_hold_milestones_and_the_one_of_this_year_the_task() -> None:
    head = "任务 | 2025年目标 | 2026年目标 | 责任单位 |\n"
    several = f"{head}修三条路 | 招标 | 通车 | 市交通局 |\n建体育馆 | / | 开工 | 市体育局 |"
    assert [pairs for _, pairs in read(several)] == [[("2025年", "招标"), ("2026年", "通车")], [("2026年", "开工")]]
    single = "序号 | 2025年目标 | 责任单位 |\n1 | 修三条路 | 市交通局 |\n2 | 建体育馆 | 市体育局 |"
    assert [item.clauses[0].text for item in draft(single).items] == ["修三条路", "建体育馆"]


def test_cells_that_nothing_parts_into_rows() -> None:
    head = "序号\n工作任务\n牵头单位\n进度安排\n"
    rows = (
        f"{n}\n{task}\n市体育局\n一季度完成招标工作，二季度开工建设；三季度完成主体工程，四季度建成并投入使用"
        for n, task in ((1, "建设体育馆。"), (2, "办好学校。"), (3, "修路三条。"))
    )
    found = read(head + "\n".join(rows))
    assert [[due for due, _ in pairs] for _, pairs in found] == [["一季度", "二季度", "三季度", "四季度"]] * 3


def test_lines_of_a_cell_stay_apart_where_each_begins_with_a_period() -> None:
    assert (
        formats.row(["1", "3月底前完成可研\n6月底前开工。", "3.5公里\n道路"])
        == "1 | 3月底前完成可研；6月底前开工 | 3.5公里道路 |"
    )


def test_the_data_of_a_draft_say_a_row_once() -> None:
    """As pairs, not as a deadline in words as well."""
    text = f"1.建设体育馆。\n{UNITS}完成时限：年底前\n时间节点：3月底前完成可研；6月底前开工。\n"
    assert "进度安排的节点 2 个" in summary(draft(text), "plan.txt")
    plan = yaml.safe_load(official.drafted(text, None)[0][PLAN])
    item = plan["parts"][0]["sections"][0]["items"][0]
    assert item["due"] == "年底前"
    assert item["milestones"] == [{"due": due, "text": text} for due, text in STEPS]
