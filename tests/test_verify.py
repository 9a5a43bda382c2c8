"""The comparison with an official text names every difference; digests prove the real plan without that text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.blocks import printed_lines
from generator.differences import differences, first_difference
from generator.index import Index, build
from generator.load import load
from generator.numerals import numeral
from generator.official import Block
from generator.places import record_by_place
from generator.printed import reprint
from generator.verify import compare, correct, digests, summary
from tests.conftest import ROOT, SMALL, texts
from tests.printing import Print

OFFICIAL = (SMALL / "official.txt").read_text(encoding="utf-8")
DIGESTS = Path(__file__).parent / "real" / "digests.json"


def test_the_small_plan_equals_its_official_text(small: Index) -> None:
    comparison = compare(OFFICIAL, small)
    assert comparison.equal, summary(small, comparison)
    assert "事项一致：10 / 10" in summary(small, comparison)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("治水。(", "治山。(", "第二部分第2项"),
        ("责任单位:市水务局,东、西区", "责任单位:市水务局、东、西区", "第二部分第1项"),
        ("〈市文明办〉", "", "第二部分第4项"),
        ("(二)在文化上用力", "(二)在文化上着力", "第二部分（二）"),
        ("——文明", "——文化", "第二部分（二）小标题1"),
        ("每季度报告一次", "每月报告一次", "通知第二段"),
        ("5. 企业转型。(牵头单位:市发改委;责任单位:甲市城建集团等市属国企)", "", "第二部分第5项"),
        ("序号", "中全", "附表1"),
    ],
)
def test_a_difference_is_named_with_both_texts(small: Index, old: str, new: str, place: str) -> None:
    assert OFFICIAL.count(old) == 1
    comparison = compare(OFFICIAL.replace(old, new), small)
    assert [difference.place for difference in comparison.differences] == [place]
    (difference,) = comparison.differences
    report = summary(small, comparison)
    assert f"{place}\n  原文：{difference.official or '（无）'}\n  数据：{difference.data}" in report


def test_a_repeated_block_is_named_as_the_extra_one(small: Index) -> None:
    comparison = compare(OFFICIAL.replace("附表 1\n", "附表1\n多出来的一页字\n附表 1\n"), small)
    assert [(difference.place, difference.official) for difference in comparison.differences] == [
        ("附表1", "多出来的一页字")
    ]
    assert "说明：原文中不止一处，这一处排在“第五部分第1项”之后" in summary(small, comparison)


def test_long_texts_show_where_they_begin_to_differ() -> None:
    one, other = "甲" * 100 + "乙丙" + "丁" * 100, "甲" * 100 + "戊" + "丁" * 100
    assert first_difference(one, other) == (
        f"第101字起，原文“…{'甲' * 8}【乙丙】{'丁' * 8}…”，数据“…{'甲' * 8}【戊】{'丁' * 8}…”"
    )
    assert first_difference("甲乙", "甲") == "第2字起，原文“甲【乙】”，数据“甲【】”"


HAN = re.compile(r"[\u4e00-\u9fff]")


def spoilt() -> Iterator[tuple[str, str]]:
    """The small text with each of its lines missing, repeated, or swapped with the next; rows to fill in are layout."""
    lines = [line for line in OFFICIAL.splitlines() if line.strip()]
    for n, line in enumerate(lines):
        if HAN.search(line):
            yield f"without {line}", "\n".join([*lines[:n], *lines[n + 1 :]])
            yield f"twice {line}", "\n".join([*lines[:n], line, *lines[n:]])
            if HAN.search("".join(lines[n + 1 : n + 2])):
                yield f"later {line}", "\n".join([*lines[:n], lines[n + 1], line, *lines[n + 2 :]])


def test_no_line_can_be_missing_repeated_or_swapped(small: Index) -> None:
    named = {what: len(compare(text, small).differences) for what, text in spoilt()}
    assert len(named) > 100
    assert {what: count for what, count in named.items() if not 0 < count <= 3} == {}


@pytest.mark.parametrize("other", ["口", "五", "的"])
def test_no_word_can_be_changed(small: Index, other: str) -> None:
    text = OFFICIAL.replace("张某", "")  # The data leaves the name out.
    plan = Print(small)
    places = [block.place for block, line in zip(plan.blocks, plan.lines, strict=True) for _ in HAN.findall(line)]
    found = list(HAN.finditer(text))
    for one, place in zip(found, places, strict=True):
        if one[0] != other:
            changed = text[: one.start()] + other + text[one.end() :]
            assert place in [difference.place for difference in compare(changed, small).differences]


def blocks(places: str) -> list[Block]:
    return [Block(place, f"{place}的字", "item") for place in places]


@pytest.mark.parametrize(
    ("places", "named"),
    [
        ("123456", ""),
        ("12456", "3"),
        ("1234456", "4"),
        ("1239456", "9"),
        ("124356", "34"),
        ("134562", "2"),
        ("512346", "5"),
        ("", "123456"),
    ],
)
def test_exactly_the_blocks_concerned_are_named(places: str, named: str) -> None:
    assert "".join(one.place for one in differences(blocks(places), blocks("123456"))) == named


def test_a_missing_group_heading_shifts_no_other() -> None:
    ours = [Block(f"小标题{n}", text, "group") for n, text in enumerate("甲乙丙", 1)]
    theirs = [Block(f"小标题{n}", text, "group") for n, text in enumerate("乙丙", 1)]
    assert [one.place for one in differences(theirs, ours)] == ["小标题1"]


def test_a_correction_that_fits_nowhere_is_named(small: Index) -> None:
    comparison = compare(OFFICIAL.replace("口袋—4—", "口袋"), small)
    assert comparison.equal
    assert "校勘用不上（原文中没有或不止一处）：task-1 “口袋—4—”" in summary(small, comparison)


def corrected(old: str, new: str) -> Index:
    """The small plan with a change in its corrections."""
    data = texts(SMALL)
    assert data["data/corrections.yaml"].count(old) == 1
    data["data/corrections.yaml"] = data["data/corrections.yaml"].replace(old, new)
    loaded, problems = load(data)
    assert loaded, problems
    return build(loaded)


def test_a_correction_under_another_record_is_named() -> None:
    index = corrected("record: task-1", "record: task-2")
    comparison = compare(OFFICIAL, index)
    assert not comparison.differences
    assert not comparison.equal
    assert "校勘写错了位置：task-2 “口袋—4—”，原文中在“第二部分第1项”，record 应填 task-1" in summary(index, comparison)


def test_where_a_correction_belongs_is_judged_when_all_is_equal() -> None:
    comparison = compare(OFFICIAL.replace("治水。(", "治山。("), corrected("record: task-1", "record: task-2"))
    assert [difference.place for difference in comparison.differences] == ["第二部分第2项"]
    assert comparison.misplaced == ()


@pytest.mark.parametrize("twice", [("5. 企业转型", "5. 口袋—4—企业转型"), ("口袋—4—", "口袋—4—口袋—4—")])
def test_a_correction_whose_text_stands_twice_is_not_made(small: Index, twice: tuple[str, str]) -> None:
    """Nobody could say which of the two it means, whether on two lines or on one."""
    comparison = compare(OFFICIAL.replace(*twice), small)
    assert [correction.record for correction in comparison.unused] == ["task-1"]
    (task, *_) = comparison.differences
    assert task.place == "第二部分第1项"
    assert task.official and "口袋—4—" in task.official


def test_corrections_do_not_depend_on_their_order() -> None:
    """The text of a correction is sought in the lines as they were: here one writes what another seeks."""
    added = [("task-4", "创建文明城市", "建成文明城市"), ("task-3", "做强中心", "创建文明城市")]
    records = "".join(f"- record: {r}\n  before: {b}\n  after: {a}\n  reason: 虚构。\n\n" for r, b, a in added)
    lines = printed_lines(OFFICIAL)
    for order in (records, "- record:".join(["", *reversed(records.split("- record:")[1:])])):
        index = corrected("- record: task-1", f"{order}- record: task-1")
        made = correct(lines, index.data.corrections.corrections)
        assert [(old, new) for old, new in zip(lines, made, strict=True) if old != new] == [
            ('1.修路3.5公里，建"口袋—4—', '1.修路3.5公里，建"口袋'),
            (
                "3.做强中心。疏解功能；（牵头单位：市发改委；责任单位：各中心城区人民政府）建设走廊。（责任单位：市水务局）",
                "3.创建文明城市。疏解功能；（牵头单位：市发改委；责任单位：各中心城区人民政府）建设走廊。（责任单位：市水务局）",
            ),
            (
                "4.创建文明城市。（牵头单位：市委宣传部〈市文明办〉；责任单位：市发改委、市水务局，全市各单位）",
                "4.建成文明城市。（牵头单位：市委宣传部〈市文明办〉；责任单位：市发改委、市水务局，全市各单位）",
            ),
            ("备注：联系人：张某0000", "备注：联系人："),
        ]
        assert compare(OFFICIAL, index).unused == ()


@pytest.mark.parametrize("plan", ["small", "real"])
def test_every_place_of_the_document_has_a_record(plan: str, request: pytest.FixtureRequest) -> None:
    index = request.getfixturevalue(plan)
    assert set(record_by_place(index.data.plan)) == {block.place for block in reprint(index)}


@pytest.mark.parametrize("text", ["", "\n", "1.", "一、", "附表1", "抄送：", "甲\n" * 3, "（一）" * 9])
def test_any_text_can_be_compared(small: Index, text: str) -> None:
    assert not compare(text, small).equal


def test_the_real_plan_is_the_verified_text(real: Index, bless: bool) -> None:
    """The digests were recorded when the comparison with the official text found every block equal."""
    now = digests(real)
    if bless:
        DIGESTS.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    recorded = json.loads(DIGESTS.read_text(encoding="utf-8"))
    assert [place for place in recorded.keys() | now.keys() if recorded.get(place) != now.get(place)] == []
    assert list(now) == list(recorded)


def test_a_changed_word_in_the_real_plan_fails_naming_the_item() -> None:
    data = texts(ROOT)
    data["data/plan.yaml"] = data["data/plan.yaml"].replace(
        "新增机动车停车泊位20万个。", "新增机动车停车泊位30万个。", 1
    )
    changed, _ = load(data)
    assert changed
    recorded = json.loads(DIGESTS.read_text(encoding="utf-8"))
    now = digests(build(changed))
    assert [place for place in recorded if recorded[place] != now[place]] == ["第二部分第152项"]


def test_every_item_has_a_digest(real: Index) -> None:
    recorded = json.loads(DIGESTS.read_text(encoding="utf-8"))
    assert {entry.citation for entry in real.entries} <= set(recorded)
    assert list(recorded) == [block.place for block in reprint(real)]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (7, "七"),
        (10, "十"),
        (12, "十二"),
        (40, "四十"),
        (100, "一百"),
        (105, "一百零五"),
        (112, "一百一十二"),
        (320, "三百二十"),
    ],
)
def test_numerals_are_as_headings_print_them(number: int, printed: str) -> None:
    assert numeral(number) == printed
