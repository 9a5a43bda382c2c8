"""The comparison with an official text names every difference; digests prove the real plan without that text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks.load import load, load_edition
from generator.edges.files import UnreadableError
from generator.index.entries import entries
from generator.model.data import Edition
from generator.model.texts import numeral
from generator.proof.printed import document_lines
from generator.proof.source import read
from generator.proof.verify import compare, summary
from tests.conftest import ROOT, SMALL, edition_of, make_project, run, texts
from tests.printing import Print, misread
from tests.proof import departures, digests, official_text, record, recorded

OFFICIAL = (SMALL / "official.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def small() -> Edition:
    return edition_of(SMALL)


@pytest.fixture(scope="module")
def real() -> Edition:
    return edition_of(ROOT)


def test_the_small_plan_equals_its_official_text(small: Edition) -> None:
    comparison = compare(OFFICIAL, small)
    assert comparison.equal, summary(comparison)
    assert "事项一致：10 / 10" in summary(comparison)


@pytest.mark.parametrize(
    ("old", "new", "citation"),
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
def test_a_difference_is_named_with_both_texts(small: Edition, old: str, new: str, citation: str) -> None:
    assert OFFICIAL.count(old) == 1
    comparison = compare(OFFICIAL.replace(old, new), small)
    assert [difference.line.citation for difference in comparison.differences] == [citation]
    (difference,) = comparison.differences
    report = summary(comparison)
    assert re.search(f"^data/plan.yaml:[0-9]+: [a-z0-9-]+ {citation}：", report, re.MULTILINE)
    assert f"\n  原文：{difference.official or '（无）'}\n  数据：{difference.data}" in report


@pytest.mark.parametrize(
    ("old", "new", "equal"),
    [
        ("治水。(", "治山。(", 11),
        ("疏解功能;(牵头单位:市发改委", "疏解功能;(牵头单位:市水务局", 10),
        ("疏解功能;(牵头单位:市发改委;责任单位:各中心城区人民政府)", "疏解功能;", 10),
        ("建设走廊", "建成走廊", 11),
        ("5. 企业转型。(牵头单位:市发改委;责任单位:甲市城建集团等市属国企)", "", 10),
        ("(二)在文化上用力", "(二)在文化上着力", 11),
    ],
)
def test_unit_brackets_are_compared_by_themselves(small: Edition, old: str, new: str, equal: int) -> None:
    """The small plan has 11 clauses in 10 items."""
    assert OFFICIAL.count(old) == 1
    report = summary(compare(OFFICIAL.replace(old, new), small))
    assert f"单位括号一致：{equal} / 11\n" in report


def test_what_the_data_lacks_counts_as_not_equal(small: Edition) -> None:
    last = "5. 企业转型。(牵头单位:市发改委;责任单位:甲市城建集团等市属国企)"
    longer = OFFICIAL.replace(last, f"{last}\n6. 种树。(牵头单位:市发改委)")
    report = summary(compare(longer, small))
    assert "事项一致：10 / 11\n单位括号一致：11 / 12\n" in report
    assert "task-5 第二部分第5项：数据缺少后面的一项\n  原文：6.种树。（牵头单位：市发改委）\n  数据：（无）" in report


def test_what_stands_between_the_lines_is_told_by_itself(small: Edition) -> None:
    """An introduction under the title does not become the title, and the colophon is no part of the last item."""
    first = "一、主要目标"
    comparison = compare(OFFICIAL.replace(first, f"为做好今年的工作，制定本方案。\n{first}"), small)
    assert [(one.line.citation, one.official) for one in comparison.differences] == [
        ("方案标题", "为做好今年的工作，制定本方案。")
    ]
    before, _, forms = OFFICIAL.partition("附表 1")
    comparison = compare(before + forms[forms.index("抄送") :], small)
    assert [one.line.citation for one in comparison.differences] == ["附表1", "附表2", "附表3"]


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


def test_no_line_can_be_missing_repeated_or_swapped(small: Edition) -> None:
    named = {what: len(compare(text, small).differences) for what, text in spoilt()}
    assert len(named) > 100
    assert {what: count for what, count in named.items() if not 0 < count <= 3} == {}


@pytest.mark.parametrize("other", ["口", "五", "的"])
def test_no_word_can_be_changed(small: Edition, other: str) -> None:
    text = OFFICIAL.replace("张某", "")  # The data leaves the name out.
    plan = Print(small)
    citations = [line.citation for line, row in zip(plan.lines, plan.rows, strict=True) for _ in HAN.findall(row)]
    found = list(HAN.finditer(text))
    for one, citation in zip(found, citations, strict=True):
        if one[0] != other:
            changed = text[: one.start()] + other + text[one.end() :]
            assert citation in [difference.line.citation for difference in compare(changed, small).differences]


def test_a_correction_that_fits_nowhere_is_named(small: Edition) -> None:
    comparison = compare(OFFICIAL.replace("口袋—4—", "口袋"), small)
    assert not comparison.differences
    assert not comparison.equal
    assert "文字订正用不上（原文中没有或不止一处）：task-1 “口袋—4—”" in summary(comparison)


def corrected(old: str, new: str) -> Edition:
    """The small plan with a change in its corrections."""
    data = texts(SMALL)
    assert data["data/corrections.yaml"].count(old) == 1
    data["data/corrections.yaml"] = data["data/corrections.yaml"].replace(old, new)
    edition, problems = load_edition(data)
    assert edition, problems
    return edition


def test_a_correction_under_another_record_is_named() -> None:
    edition = corrected("record: task-1", "record: task-2")
    comparison = compare(OFFICIAL, edition)
    assert not comparison.differences
    assert not comparison.equal
    said = "文字订正写错了位置：task-2 “口袋—4—”，原文中在“第二部分第1项”，record 应填 task-1"
    assert said in summary(comparison)


def test_where_a_correction_belongs_is_judged_when_all_is_equal() -> None:
    comparison = compare(OFFICIAL.replace("治水。(", "治山。("), corrected("record: task-1", "record: task-2"))
    assert [difference.line.citation for difference in comparison.differences] == ["第二部分第2项"]
    assert comparison.misplaced == ()


@pytest.mark.parametrize("twice", [("5. 企业转型", "5. 口袋—4—企业转型"), ("口袋—4—", "口袋—4—口袋—4—")])
def test_a_correction_whose_text_stands_twice_is_not_made(small: Edition, twice: tuple[str, str]) -> None:
    """Nobody could say which of the two it means, whether on two lines or on one."""
    comparison = compare(OFFICIAL.replace(*twice), small)
    assert [correction.record for correction in comparison.unused] == ["task-1"]
    (task, *_) = comparison.differences
    assert task.line.citation == "第二部分第1项"
    assert task.official and "口袋—4—" in task.official


def test_corrections_do_not_depend_on_their_order() -> None:
    """The text of a correction is sought in the lines as they were: here one writes what another seeks."""
    added = [("task-4", "创建文明城市", "建成文明城市"), ("task-3", "做强中心", "创建文明城市")]
    made = read(OFFICIAL, edition_of(SMALL).corrections.corrections).letters
    for _, before, after in added:
        made = made.replace(before, after)
    records = "".join(f"- record: {r}\n  before: {b}\n  after: {a}\n  reason: 虚构。\n\n" for r, b, a in added)
    for order in (records, "- record:".join(["", *reversed(records.split("- record:")[1:])])):
        corrections = corrected("- record: task-1", f"{order}- record: task-1").corrections.corrections
        source = read(OFFICIAL, corrections)
        assert [one.record for _, one in source.made] == ["task-1", "task-3", "task-4", "form-2"]
        assert all(source.letters.startswith(one.after, at) for at, one in source.made)
        assert source.letters == made
        assert source.unused == ()


@pytest.mark.parametrize("text", ["", "\n", "1.", "一、", "附表1", "抄送：", "甲\n" * 3, "（一）" * 9])
def test_any_text_can_be_compared(small: Edition, text: str) -> None:
    assert not compare(text, small).equal


def test_the_real_plan_is_the_verified_text(real: Edition, bless: bool) -> None:
    """The digests were recorded when the comparison with the official text found every block equal."""
    if bless and [*digests(real).items()] != [*recorded().items()]:
        record(real, official_text())
    assert departures(real) == []
    assert list(digests(real)) == list(recorded())


@pytest.mark.parametrize(
    ("item", "change", "other"),
    [
        (58, ("量子科技", "离子科技"), "data/synonyms.yaml:"),
        (152, ("停车泊位20万个", "停车泊位30万个"), "data/restatements.yaml:"),
        (23, ("建设东湖科学城", "建成东湖科学城"), ""),
        (58, ("- 市经信局", "- 市经信居"), "单位名录里没有“市经信居”"),
    ],
)
def test_a_changed_word_in_the_real_plan_fails_naming_the_item(
    item: int, change: tuple[str, str], other: str, real: Edition, tmp_path: Path
) -> None:
    """Whatever else is wrong because of it is said as well, behind the item."""
    project = make_project(tmp_path / "project")
    (tmp_path / "official.txt").write_text(misread(real), encoding="utf-8")
    plan = project / "data/plan.yaml"
    before, found, behind = plan.read_text(encoding="utf-8").partition(f"- id: task-{item}\n")
    plan.write_text(before + found + behind.replace(*change, 1), encoding="utf-8")
    done = run(["generator", "verify", "../official.txt"], project)
    assert done.returncode == 1, done.stderr
    compared, _, rest = done.stdout.partition("逐字比对：425 段，1 处不同。")
    assert re.search(f"data/plan.yaml:[0-9]+: task-{item} 第二部分第{item}项：(文字|单位)不同\n  原文：", compared)
    assert other in rest
    assert ("错误" in rest) == bool(other)
    assert departures(edition_of(project)) == [f"第二部分第{item}项"]


def test_the_unchanged_plan_is_proved_by_its_print(real: Edition) -> None:
    assert compare(misread(real), real).equal


def test_data_that_cannot_be_compared_says_so(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    (project / "data/corrections.yaml").write_text("{", encoding="utf-8")
    done = run(["generator", "verify", str(SMALL / "official.txt")], project)
    assert done.returncode == 1
    assert "data/corrections.yaml:1:" in done.stdout
    assert "还没有比对" in done.stdout


def test_the_real_plan_equals_the_official_text(real: Edition) -> None:
    """By the text itself where it is, and everywhere by its digests: what has the same is the same."""
    assert departures(real) == []
    if official := official_text():
        comparison = compare(official, real)
        assert comparison.equal, summary(comparison)


def test_an_official_text_that_is_named_has_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICIAL_TEXT", "no-such-file.txt")
    with pytest.raises(UnreadableError):
        official_text()


def test_digests_are_recorded_of_a_proved_text_only(small: Edition, tmp_path: Path) -> None:
    file = tmp_path / "digests.json"
    for official in (None, OFFICIAL.replace("治水。(", "治山。("), OFFICIAL.replace("口袋—4—", "口袋")):
        with pytest.raises(AssertionError):
            record(small, official, file)
    assert not file.exists()
    record(small, OFFICIAL, file)
    assert recorded(file) == digests(small)


def test_every_item_has_a_digest(real: Edition) -> None:
    assert {entry.citation for entry in entries(real.plan)} <= set(recorded())
    assert [name for name in recorded() if not name.startswith("文字订正：")] == [
        line.citation for line in document_lines(real)
    ]


@pytest.mark.parametrize(
    ("old", "new", "citation", "checked"),
    [
        ("after: 市教\n", "after: 市较\n", "文字订正：task-7 “市教—4—”", True),
        ("record: task-7\n", "record: task-9\n", "文字订正：task-7 “市教—4—”", True),
        ("before: 市教—4—", "before: 市较—4—", "文字订正：task-7 “市教—4—”", False),
        ("  omit_rest: true\n", "", "文字订正：form-2 “备注：市政府督查室联系人：”", True),
    ],
)
def test_a_changed_correction_of_the_real_plan_is_named(old: str, new: str, citation: str, checked: bool) -> None:
    """Its digest names it, without the official text; and most slips the rules of the data find by themselves."""
    data = texts(ROOT)
    assert data["data/corrections.yaml"].count(old) == 1
    data["data/corrections.yaml"] = data["data/corrections.yaml"].replace(old, new)
    edition, _ = load_edition(data)
    assert edition
    assert citation in departures(edition)
    assert {one.startswith("文字订正：") for one in departures(edition)} == {True}
    assert bool(load(data)[1]) == checked


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
        (2025, "2025"),
        (320, "三百二十"),
    ],
)
def test_numerals_are_as_headings_print_them(number: int, printed: str) -> None:
    assert numeral(number) == printed
