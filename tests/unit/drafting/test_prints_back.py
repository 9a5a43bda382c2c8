"""A draft can be trusted because it prints back: `verify` finds it equal to the text, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.load import load
from generator.drafting.draft import Draft
from generator.edges import official
from generator.model.data import PLAN, Data
from generator.problems import report, stopping
from generator.proof.verify import Comparison, compare, summary
from tests.plans import PLANS

HEAD = """甲市人民政府文件
甲政〔2031〕5号
市人民政府关于印发重点工作分工的通知
各县人民政府，市人民政府各部门：
现将分工印发给你们。
甲市人民政府
2031年3月4日
重点工作分工
"""
TEXTS = {
    "paragraphs around items": HEAD
    + """为做好全年工作，制定本分工。
一、稳定增长
今年是关键的一年，要稳中求进。
（一）工业。
把工业放在首位。
1.办好工厂。（市经信局牵头，市财政局配合）
以上任务按月调度。
2.修好道路。（市交通局负责）
二、改善民生
3.办好学校。（市教育局负责）
三、保障措施
各单位要加强领导，按时报送进展。
""",
    "an opinion that is signed at its end": """市人民政府关于促进就业的意见
甲政〔2031〕6号
各县人民政府：
一、总体要求
稳字当头。
二、主要任务
（一）稳岗。返还保费。（市人社局、财政局按职责分工负责）
（二）创业。给予贷款。（各县人民政府负责）
甲市人民政府
2031年5月6日
（此件公开发布）
""",
    "a web page around the document": """首页 > 政务公开 > 文件
市人民政府关于分工的通知
来源：市政府办公室
字号：大 中 小
市人民政府关于分工的通知
甲政〔2031〕7号
各县人民政府：
1.修路。（市交通局牵头）
— 1 —
2.治水。（市水利局牵头，市财政
— 2 —
局配合）
打印本页
""",
    "label lines": """1.建设园区。
牵头单位：市发改委
配合单位：市财政局、各县人民政府
完成时限：2031年6月底前
2.修路三条。
牵头单位：市交通局
配合单位：市财政局
完成时限：长期坚持
""",
    "several brackets": """1.建设园区。【牵头单位：市发改委】【配合单位：市财政局】【完成时限：6月底前】
2.修路三条。【牵头单位：市交通局】【配合单位：市财政局】【完成时限：年底前】
""",
    "a table between bars, with categories in its rows": """重点任务清单
| 序号 | 类别 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |
|---|---|---|---|---|---|
| 1 | 城建 | 修路三条 | 市交通局 | 市财政局 | 6月底前 |
| 2 | 城建 | 治水两处 | 市水利局 | 市财政局、市住建局 | 年底前 |
| 3 | 民生 | 办好学校 | 市教育局 | 各县人民政府 | 9月底前 |
""",
    "a table with one cell on a line, and its head on each page": """重点任务清单
序号
工作任务
牵头单位
责任单位
1
修好三条道路
市交通局
市财政局
2
治理两处水面
市水利局
市住建局
序号
工作任务
牵头单位
责任单位
3
办好十所学校
市教育局
各县人民政府
4
建好五座桥梁
市交通局
市住建局
""",
    "headings by units": """一、市教育局
1.办好学校。
2.办好食堂。
二、市水利局
3.治水两处。
4.修堤三里。
""",
    "signs that look like others": """市人民政府关于二○三一年分工的通知
各县人民政府：
1.修路。（市交通局牵头）
2.治水。（市水利局牵头）
""",
}


def drafted(text: str) -> tuple[Data, Draft, Comparison]:
    written, draft = official.drafted(text, None)
    data, problems = load(written)
    assert not stopping(problems), report(problems)
    return data, draft, compare(text, data)


@pytest.mark.parametrize("name", TEXTS)
def test_a_draft_prints_its_text(name: str) -> None:
    _, draft, comparison = drafted(TEXTS[name])
    assert draft.items
    assert comparison.equal, summary(comparison)


def test_what_stands_around_items_is_kept_where_it_is() -> None:
    data, _, _ = drafted(TEXTS["paragraphs around items"])
    plan = data.plan
    assert plan.introduction == ("为做好全年工作，制定本分工。",)
    assert plan.parts[0].below == ("今年是关键的一年，要稳中求进。",)
    section = plan.parts[0].sections[0]
    assert (section.title, section.printed_title, section.below) == ("工业", "工业。", ("把工业放在首位。",))
    assert plan.items[0].below == ("以上任务按月调度。",)
    assert plan.closing == ("三、保障措施", "各单位要加强领导，按时报送进展。")


def test_a_category_that_every_row_names_is_one_section() -> None:
    data, _, _ = drafted(TEXTS["a table between bars, with categories in its rows"])
    assert [(one.title, [item.id for item in one.items]) for one in data.plan.sections] == [
        ("城建", ["task-1", "task-2"]),
        ("民生", ["task-3"]),
    ]


def test_what_is_not_kept_is_a_doubt_at_its_line() -> None:
    text = TEXTS["label lines"] + "联系人：某某，电话：12345678\n"
    _, draft, comparison = drafted(text)
    assert [one.official for one in comparison.differences] == ["联系人：某某，电话：12345678"]
    assert any(one.line == 9 and "联系人" in one.message for one in draft.doubts)


def texts_of_others() -> list[Path]:
    """The texts of others that hold a whole item, where they lie: one ends within a row, two hold none."""
    return sorted(path for path in PLANS.glob("*.txt") if path.name[:2] not in ("21", "27", "28"))


def test_texts_of_others_are_printed_back() -> None:
    for path in texts_of_others():
        _, _, comparison = drafted(official.read(path))
        assert comparison.equal, f"{path.stem}: {summary(comparison)}"


def test_words_are_written_only_where_the_data_would_print_others() -> None:
    written, _ = official.drafted(
        "1.修路。（牵头单位：市交通局；责任单位：市财政局）\n2.治水。（市水利局牵头）\n", None
    )
    assert written[PLAN].count("words:") == 1


def test_a_rule_of_stars_is_quoted_from_where_it_stands() -> None:
    text = "重点工作任务分解\n各单位要抓好落实。标*的单位为牵头单位。\n"
    data, _, comparison = drafted(text + "1.修路。（责任单位：*市交通局、市财政局）\n2.治水。（责任单位：*市水利局）\n")
    rule, plan = data.plan.default_lead, data.plan
    assert rule
    assert (rule.rule, rule.quote, plan.document.title) == ("starred", "标*的单位为牵头单位", "重点工作任务分解")
    assert [item.clauses[0].lead for item in plan.items] == [("市交通局",), ("市水利局",)]
    assert plan.labels["lead"] == "牵头单位"
    assert comparison.equal, summary(comparison)


@pytest.mark.parametrize(
    "text",
    [
        "1.修路。（甲局负责）" + "（）" * 3000 + "\n2.治水。（乙局负责）",
        "1.修路。" + "（" * 3000 + "\n2.治水。（乙局负责）",
        "牵头单位：甲局\n" * 3000 + "1.修路。\n牵头单位：甲局\n",
        "1." + "修" * 20_000 + "。（甲局负责）\n",
    ],
    ids=["many brackets", "brackets that never close", "labels of nothing", "more than a data file may hold"],
)
def test_strange_texts_are_written_too(text: str) -> None:
    written, draft = official.drafted(text, None)
    assert draft.items
    assert written[PLAN]


def test_a_separator_that_is_always_the_same_is_a_rule_of_the_plan() -> None:
    text = "1.修路。（主办单位：市交通局；协办单位：市财政局、各区人民政府、市总工会）\n"
    data, _, comparison = drafted(text + "2.治水。（主办单位：市水利局；协办单位：市住建局、各区人民政府）\n")
    roles = [(role.rank, role.label, role.separator) for role in data.plan.roles]
    assert roles == [("lead", "主办单位", None), ("supporting", "协办单位", "、")]
    assert [clause.words for item in data.plan.items for clause in item.clauses] == [None, None]
    assert comparison.equal, summary(comparison)
