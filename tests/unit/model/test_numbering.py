"""What plans print before items, and how items are cited, whatever their ids count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from generator.checks.load import load
from generator.index import index as index_module
from generator.index.index import Index
from generator.model.data import CORRECTIONS, FILES, PLAN, UNITS
from generator.model.dates import day_of, days_of
from generator.model.numbering import styled, value_of
from generator.problems import report, stopping
from tests.conftest import SMALL, texts


def index_of(*parts: dict[str, Any]) -> Index:
    """The index of a plan of these parts, whose items are numbered by their kinds."""
    counts: dict[str, int] = {}
    for part in parts:
        for section in part["sections"]:
            counts["section"] = counts.get("section", 0) + 1
            alone = len(parts) == len(part["sections"]) == 1 and "title" not in section
            section["id"] = "work" if alone else f"work-{counts['section']:02}"
            for group in (section, *section.get("groups", ())):
                for item in group.get("items", ()):
                    counts["item"] = counts.get("item", 0) + 1
                    item |= {"id": f"task-{counts['item']}", "text": f"做第{counts['item']}件事。"}
                    item.setdefault("responsible", ["甲局"])
    plan = {"document": {"title": "2031年分工"}, "parts": [{"kind": "task", **part} for part in parts]}
    units = {
        "basis": {"official_name": "无", "aliases": "无", "kind": "无"},
        "kinds": [{"id": "department", "title": "部门"}],
        "units": [{"id": name, "name": f"{word}局", "kind": "department"} for name, word in (("a", "甲"), ("b", "乙"))],
        "leaders": [{"id": "wang", "name": "王某副市长"}],
    }
    files = {name: text for name, text in texts(SMALL).items() if name in FILES}
    files |= {PLAN: yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)}
    files |= {UNITS: yaml.safe_dump(units, allow_unicode=True, sort_keys=False)}
    files |= {CORRECTIONS: "corrections: []\n", "data/deadlines.yaml": "inferred: []\n"}
    files |= dict.fromkeys(("data/synonyms.yaml", "data/restatements.yaml"), "basis: 没有。\n")
    data, problems = load(files)
    assert not stopping(problems), report(problems)
    return index_module.build(data)


def items(number: int) -> list[dict[str, Any]]:
    return [{} for _ in range(number)]


def printed(index: Index) -> list[tuple[str, str]]:
    return [(entry.printed_number, entry.citation) for entry in index.entries]


def test_parts_of_one_kind_number_anew_and_ids_run_on() -> None:
    index = index_of(
        {"title": "稳岗", "sections": [{"items": items(2)}]}, {"title": "培训", "sections": [{"items": items(1)}]}
    )
    assert printed(index) == [("1.", "第一部分第1项"), ("2.", "第一部分第2项"), ("1.", "第二部分第1项")]
    assert [entry.item.id for entry in index.entries] == ["task-1", "task-2", "task-3"]
    assert [part.key for part in index.data.plan.parts] == ["task", "work-02"]


def test_numbers_that_run_on_through_the_document() -> None:
    numbering = {"counted": "plan", "mark": "（一）"}
    index = index_of(
        {"title": "稳岗", "numbering": {"mark": "（一）"}, "sections": [{"items": items(2)}]},
        {"title": "培训", "numbering": numbering, "sections": [{"items": items(2)}]},
    )
    assert printed(index)[1:3] == [("（二）", "第一部分第（二）项"), ("（三）", "第二部分第（三）项")]


def test_numbers_by_section_are_cited_with_it() -> None:
    sections = [{"title": "其一", "items": items(2)}, {"title": "其二", "mark": "（三）", "items": items(1)}]
    index = index_of({"title": "稳岗", "mark": "四、", "numbering": {"counted": "section"}, "sections": sections})
    assert printed(index) == [
        ("1.", "第四部分（一）第1项"),
        ("2.", "第四部分（一）第2项"),
        ("1.", "第四部分（三）第1项"),
    ]


def test_numbers_by_group_are_cited_with_it() -> None:
    groups = [
        {"heading": "修路", "mark": "1.", "items": items(1)},
        {"heading": "架桥", "mark": "2.", "items": items(1)},
    ]
    numbering = {"counted": "group", "mark": "①"}
    index = index_of({"title": "建设", "numbering": numbering, "sections": [{"groups": groups}]})
    assert [citation for _, citation in printed(index)] == ["第一部分（一）小标题1第①项", "第一部分（一）小标题2第①项"]


def test_marks_as_printed_and_none_at_all() -> None:
    index = index_of({"sections": [{"items": [{}, {"mark": "6、"}, {"mark": "无"}]}]})
    assert printed(index) == [("1.", "第1项"), ("6、", "第6项"), ("", "第3项")]
    index = index_of({"numbering": {"mark": "无"}, "sections": [{"items": items(2)}]})
    assert printed(index) == [("", "第1项"), ("", "第2项")]


def test_what_the_title_of_a_section_says_holds_for_its_items() -> None:
    own = [{"responsible": ["乙局"], "due": "6月底前"}, {"responsible": ["乙局"]}]
    section = {"title": "其一", "lead": ["甲局"], "leaders": ["王某副市长"], "due": "年内", "items": own}
    index = index_of({"title": "建设", "sections": [section]})
    first, second = index.clauses
    assert [[unit.name for unit in units] for units in (first.leads, first.others)] == [["甲局"], ["乙局"]]
    assert (first.due_date, second.due_date) == (date(2031, 6, 30), date(2031, 12, 31))
    assert [clause.id for clause in index.by_leader["wang"]] == ["task-1", "task-2"]


def test_who_supports() -> None:
    index = index_of({"sections": [{"items": [{"responsible": ["甲局"], "supporting": ["乙局"]}]}]})
    assert [(one.unit.name, one.role) for one in index.obligations] == [("甲局", "responsible"), ("乙局", "supporting")]


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("2026年12月", date(2026, 12, 31)),
        ("2026年6月底前", date(2026, 6, 30)),
        ("3月15日前完成，6月底前验收", date(2031, 6, 30)),
        ("2月中旬前", date(2031, 2, 20)),
        ("十月底前", date(2031, 10, 31)),
        ("上半年", date(2031, 6, 30)),
        ("第三季度", date(2031, 9, 30)),
        ("年底前", date(2031, 12, 31)),
        ("2032年", date(2032, 12, 31)),
        ("长期坚持", None),
        ("持续推进", None),
        ("每季度末", None),
        ("13月", None),
        ("2月30日", None),
    ],
)
def test_the_last_day_of_a_deadline(due: str, day: date | None) -> None:
    assert day_of(due, 2031) == day


def test_a_deadline_without_a_year_has_no_day_where_nobody_knows_the_year() -> None:
    assert day_of("6月底前", 0) is None


@pytest.mark.parametrize(
    ("sample", "mark"), [("1.", "12."), ("（一）", "（十二）"), ("①", "⑫"), ("1、", "12、"), ("无", "")]
)
def test_a_number_in_the_style_of_the_first(sample: str, mark: str) -> None:
    assert styled(sample, 12) == mark
    assert value_of(mark) == (12 if mark else 0)


def test_a_milestone_is_in_the_year_of_the_one_before_it() -> None:
    dues = ("一季度", "2032年3月底前", "12月底前", "每季度", "次年6月", "第一阶段（1—3月）")
    days = [date(2031, 3, 31), date(2032, 3, 31), date(2032, 12, 31), None, date(2033, 6, 30), date(2033, 3, 31)]
    assert [*days_of(dues, 2031)] == days
    assert [*days_of(("上半年",), 0)] == [None]


def test_deadlines_and_milestones_are_in_one_row_by_their_days() -> None:
    steps = [{"due": "3月底前", "text": "完成可研批复"}, {"due": "年底前", "text": "开工"}]
    own = [{"due": "6月底前", "milestones": steps}, {"milestones": [{"due": "二季度", "text": "立项"}]}]
    index = index_of({"sections": [{"items": own}]})
    assert [(one.due, one.clause.id, one.text, one.number) for one in index.due] == [
        ("3月底前", "task-1", "完成可研批复", 1),
        ("6月底前", "task-1", "做第1件事。", 0),
        ("二季度", "task-2", "立项", 1),
        ("年底前", "task-1", "开工", 2),
    ]
    assert index.clauses[0].due_date == date(2031, 6, 30)
    assert index.data.plan.dates_name == "完成时限和进度安排"
