"""Whatever is wrong with one line of a plan is told once, at that line, as what it is; and no other line is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import pytest

from generator.model.numbering import styled
from generator.model.texts import difference
from generator.problems import Position
from generator.proof.differences import differences
from generator.proof.printed import Line
from tests.conftest import ROOT, SECOND, SMALL, edition_of
from tests.printing import Print
from tests.proof import official_text

# So many lines of a plan are spoilt at once, each with as many between that are not.
EVERY = 7


@pytest.fixture(scope="module", params=["small", "second", "real"])
def plan(request: pytest.FixtureRequest) -> Print:
    """A plan and its official text, where there is one."""
    match request.param:
        case "small":
            return Print(edition_of(SMALL), (SMALL / "official.txt").read_text(encoding="utf-8"))
        case "second":
            return Print(edition_of(SECOND))
        case _:
            return Print(edition_of(ROOT), official_text())


Change = Callable[[Line, str, str], Sequence[str]]


def spoil(plan: Print, change: Change, what: str, kinds: Sequence[str] = (), heading: str = "") -> None:
    """Changes every line of some kinds, with the line behind it; expects all of them to be told, and nothing else."""
    for first in range(EVERY):
        rows, expected = [*plan.rows], []
        for n in range(first, len(rows) - 1, EVERY):
            line = plan.lines[n]
            if not kinds or line.kind in kinds:
                rows[n : n + 2] = change(line, rows[n], rows[n + 1])
                expected.append((heading if heading and line.kind == "heading" else what, line.citation))
        assert [(one.what.partition("，")[0], one.line.citation) for one in plan.differences(rows)] == expected


@pytest.mark.parametrize("at", [0, 1, -1], ids=["first", "second", "last"])
@pytest.mark.parametrize("other", ["齉", ""], ids=["changed", "lost"])
def test_a_letter_is_told(plan: Print, at: int, other: str) -> None:
    def change(line: Line, row: str, behind: str) -> Sequence[str]:
        n = len(row) - 1 if at < 0 else len(line.mark) + at
        return row[:n] + other + row[n + 1 :], behind

    spoil(plan, change, "文字不同", heading="标题不同")


def test_a_unit_is_told(plan: Print) -> None:
    def change(_: Line, row: str, behind: str) -> Sequence[str]:
        before, label, units = row.rpartition("单位：")
        return f"{before}{label}市某某局、{units}", behind

    spoil(plan, change, "单位不同", ["item"])


def test_what_is_missing_is_told(plan: Print) -> None:
    spoil(plan, lambda _, _row, behind: ("", behind), "原文没有")


def test_what_is_doubled_is_told(plan: Print) -> None:
    spoil(plan, lambda _, row, behind: (row + "\n" + row, behind), "原文重复")


def test_what_is_added_is_told_behind_the_line_before(plan: Print) -> None:
    new = "300. 多出来的。（责任单位：市发改委）"
    spoil(plan, lambda _, row, behind: (row + new, behind), "数据缺少后面的一项", ["item"])
    spoil(plan, lambda _, row, behind: (row + "多出来的一句话。", behind), "原文在后面多出这些字")


@pytest.mark.parametrize("way", ["greater", "longer", "lost"])
def test_a_number_is_told(plan: Print, way: str) -> None:
    def change(line: Line, row: str, behind: str) -> Sequence[str]:
        kind, _, number = line.record.partition("-")
        wrong = {"greater": int(number) + 18, "longer": int(number) * 10 + 1}
        return (styled("（一）" if kind == "goal" else "1.", wrong[way]) if way in wrong else "") + row.removeprefix(
            line.mark
        ), behind

    spoil(plan, change, "编号不同", ["item"])


def pairs(plan: Print) -> Iterator[list[int]]:
    """The numbers of the lines that are exchanged with the line behind them at once, until each has been."""
    for first in range(EVERY):
        yield [*range(first, len(plan.rows) - 1, EVERY)]


def test_a_line_out_of_order_is_told_with_both_neighbours(plan: Print) -> None:
    for firsts in pairs(plan):
        rows = [*plan.rows]
        for n in firsts:
            rows[n : n + 2] = reversed(rows[n : n + 2])
        for n, found in zip(firsts, plan.differences(rows), strict=True):
            (other,) = {plan.lines[n].citation, plan.lines[n + 1].citation} - {found.line.citation}
            assert found.what.startswith("次序不同，原文中排在")
            assert f"“{other}”" in found.what


def test_items_that_have_exchanged_their_words_are_both_told(plan: Print) -> None:
    texts = {line.citation: line.text for line in plan.lines}
    for firsts in pairs(plan):
        rows, expected = [*plan.rows], []
        for n in firsts:
            one, other = plan.lines[n : n + 2]
            if one.kind == other.kind == "item":
                words = [row.removeprefix(line.mark) for row, line in zip(rows[n : n + 2], (one, other), strict=True)]
                rows[n : n + 2] = one.mark + words[1], other.mark + words[0]
                expected += [(one.citation, other.citation), (other.citation, one.citation)]
        found = plan.differences(rows)
        assert [one.line.citation for one in found] == [citation for citation, _ in expected]
        # A project may have the very words of a task, and be the one that is named.
        assert [texts[re.sub("文字不同，原文这里是“|”的文字", "", one.what)] for one in found] == [
            texts[other] for _, other in expected
        ]


def test_a_page_that_is_lost_or_doubled_is_told_line_by_line(plan: Print) -> None:
    for start in range(9, len(plan.rows), 25):
        page, citations = plan.rows[start : start + 9], [line.citation for line in plan.lines[start : start + 9]]
        before, behind = plan.rows[:start], plan.rows[start + 9 :]
        assert plan.named([*before, *behind]) == citations
        doubled = plan.differences([*before, *page, *page, *behind])
        assert sorted(one.line.citation for one in doubled) == sorted(citations)
        assert {one.what.partition("，")[0] for one in doubled} == {"原文重复"}


def test_a_line_behind_a_lost_page_is_told_as_what_it_is(plan: Print) -> None:
    for n in range(0, len(plan.rows) - 5, 1 + len(plan.rows) // 30):
        if plan.lines[n + 4].mark:
            words = plan.rows[n + 4]
            changed = words[: len(words) // 2] + "齉" + words[len(words) // 2 :]
            named = plan.named([*plan.rows[: n + 1], changed, *plan.rows[n + 5 :]])
            assert named == [line.citation for line in plan.lines[n + 1 : n + 5]]


def test_one_fault_in_every_seventh_line_names_no_other(plan: Print) -> None:
    """The figures of the report count lines, not faults."""
    rows = [row + "齉" if n % EVERY == 0 else row for n, row in enumerate(plan.rows)]
    assert len(plan.named(rows)) == len(plan.rows[::EVERY])


@pytest.mark.parametrize("word", ["一、二季度", "（一）", "（二）类", "——", "1.5%", "2.5%", "3.5公里", "附表1"])
def test_a_line_can_be_wrapped_anywhere(plan: Print, word: str) -> None:
    """Also where the next line begins like a heading or a form; and a row of figures is dropped from forms alone."""
    n, line = next((n, line) for n, line in enumerate(plan.lines) if line.kind == "item")
    middle = len(line.mark) + len(line.text) // 2
    before, behind = plan.rows[n][:middle], plan.rows[n][middle:]
    whole = plan.differences([*plan.rows[:n], before + word + behind, *plan.rows[n + 1 :]])
    assert [one.line.citation for one in whole] == [line.citation]
    assert plan.differences([*plan.rows[:n], before, word, behind, *plan.rows[n + 1 :]]) == whole


def test_the_lines_of_a_plan_can_have_any_width(plan: Print) -> None:
    for width in range(1, 40, 3):
        rows = []
        for line, row in zip(plan.lines, plan.rows, strict=True):
            rows += (
                [row[start : start + width] for start in range(0, len(row), width)] if line.kind != "form" else [row]
            )
        assert plan.named(rows) == []


def test_long_texts_show_where_they_differ() -> None:
    one, other = "甲" * 100 + "乙丙" + "丁" * 100, "甲" * 100 + "戊" + "丁" * 100
    assert difference(one, other) == (
        f"第101字起，原文“…{'甲' * 8}【乙丙】{'丁' * 8}…”，数据“…{'甲' * 8}【戊】{'丁' * 8}…”"
    )
    assert difference("甲乙", "甲") == "第2字起，原文“甲【乙】”，数据“甲【】”"


@pytest.mark.parametrize(
    ("letter", "misread", "shown"),
    [
        ("人", "\u2f08", "【\u2f08（U+2F08）】"),
        ("人", "\u200b人", "【（U+200B）】"),
        ("l", "I", "【I（U+0049）】"),
        ("人", "入", "【入】"),
        ("人", "\x1b", "【（U+001B）】"),
    ],
)
def test_signs_that_look_alike_are_told_apart(letter: str, misread: str, shown: str) -> None:
    line = Line("第1项", "item", "task-1", Position("data/plan.yaml", 1, 1, 1), f"为{letter}民服务。", "1.")
    (found,) = differences(line.printed.replace(letter, misread), [line])
    assert f"差别：第2字起，原文“为{shown}" in str(found)
    assert "\x1b" not in str(found)


@pytest.mark.parametrize("pair", [("（", "("), ("，", ","), ("．", "."), ("％", "%"), ("～", "~")])
def test_the_width_of_punctuation_is_not_compared(plan: Print, pair: tuple[str, str]) -> None:
    for old, new in (pair, pair[::-1]):
        assert plan.named([row.replace(old, new) for row in plan.rows]) == []


def test_the_direction_of_quotation_marks_is_compared() -> None:
    plan = Print(edition_of(SMALL))
    rows = [row.translate({ord("“"): "”", ord("”"): "“"}) for row in plan.rows]
    assert (
        plan.named(rows) == [line.citation for line, row in zip(plan.lines, plan.rows, strict=True) if "“" in row] != []
    )
    assert plan.named([row.replace("“", '"').replace("”", '"') for row in plan.rows]) == []
