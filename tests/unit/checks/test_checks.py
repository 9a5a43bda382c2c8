"""The checks between records: what a problem says to do, done to the letter, leaves nothing wrong."""

from __future__ import annotations

import random
import re

import pytest

from generator.checks.load import load
from generator.checks.numbering import in_order
from generator.model.texts import meant, mistaken
from generator.problems import Problem, report
from tests.conftest import ROOT, SMALL, texts

Texts = dict[str, str]
LONG = "a" * 61
CODE_POINTS = r"（U\+[0-9A-F ]+）"


def problems(data: Texts, names: tuple[str, ...] = ()) -> list[Problem]:
    return sorted(load(data, names=names)[1])


def changed(file: str, *changes: tuple[str, str]) -> Texts:
    """The small data with the first of each old text in a file replaced by a new one."""
    data = texts(SMALL)
    for old, new in changes:
        assert old in data[file]
        data[file] = data[file].replace(old, new, 1)
    return data


def record(text: str, record_id: str) -> str:
    """The lines of the first record with an id, with the empty line behind them."""
    found = re.search(rf"^( *)- id: {re.escape(record_id)}\n(?:\1 .*\n|\n)*", text, re.MULTILINE)
    assert found, record_id
    return found[0]


def without(text: str, record_id: str) -> str:
    return text.replace(record(text, record_id), "", 1)


def behind(text: str, record_id: str, block: str) -> str:
    """The text with a block inserted behind a record, as far to the right as that one."""
    before = record(text, record_id)
    return text.replace(before, f"{before.rstrip()}\n\n{block.rstrip()}\n\n", 1)


def cured(data: Texts, problem: Problem, whole: Texts) -> Texts:
    """The data after what a problem says to do, to the letter. What is put back comes from the whole data."""
    file, cure, line = problem.position.file, problem.cure, problem.position.line - 1
    lines = data[file].splitlines(keepends=True)
    cure = cure.partition("；")[0]  # what is said first
    if back := re.search(r"从版本记录里取回 ([a-z0-9-]+)", cure):
        block = record(whole[file], back[1])
        here = record("".join(lines[line:]), problem.record)
        text = "".join(lines[:line]) + here.replace(here, block + here, 1) + "".join(lines[line:]).replace(here, "", 1)
    elif "删去这一条" in cure:
        here = record("".join(lines[line:]), problem.record)
        text = "".join(lines[:line]) + "".join(lines[line:]).replace(here, "", 1)
    elif move := re.search(r"移到 ([a-z0-9-]+) 的后面(?:，改为 ([a-z0-9-]+))?", cure):
        here = record("".join(lines[line:]), problem.record)
        rest = "".join(lines[:line]) + "".join(lines[line:]).replace(here, "", 1)
        text = behind(rest, move[1], here.replace(problem.record, move[2] or problem.record, 1))
    else:
        lines[line] = _retyped(lines[line], problem)
        text = "".join(lines)
    return {**data, file: text}


def _retyped(line: str, problem: Problem) -> str:
    """A line with the value that a cure names in place of the one that is there."""
    pairs = re.findall(r"“([^”]+)”改为“([^”]*)”", re.sub(CODE_POINTS, "", str(problem)))
    for old, new in pairs:
        line = line.replace(old, new)
    if pairs:
        return line
    found = re.search(r"改为 ([a-z0-9年月日-]+)|(?:是不是|方案印的是|改为)“([^”（]+)”", problem.cure)
    assert found, problem
    return f"{line[: problem.position.column - 1]}{found[1] or found[2]}\n"


PLAN, UNITS, CORRECTIONS = "data/plan.yaml", "data/units.yaml", "data/corrections.yaml"
RESTATEMENTS, DEADLINES, SYNONYMS = "data/restatements.yaml", "data/deadlines.yaml", "data/synonyms.yaml"
TASK_2, TASK_3, TASK_5 = (record(texts(SMALL)[PLAN], one) for one in ("task-2", "task-3", "task-5"))
SLIPS = {
    "an item copied": changed(PLAN, (TASK_2, TASK_2 + TASK_2)),
    "the last item copied": changed(PLAN, (TASK_5, TASK_5 + TASK_5)),
    "an item inserted at the end": changed(PLAN, (TASK_5, TASK_5 + TASK_5.replace("task-5", "task-9"))),
    "an item inserted in the middle": changed(PLAN, (TASK_2, TASK_2 + TASK_2.replace("task-2", "task-6"))),
    "an item deleted": changed(PLAN, (TASK_2, "")),
    "a divided item deleted": changed(PLAN, (TASK_3, "")),
    "items exchanged": changed(PLAN, (TASK_2 + TASK_3, f"{TASK_3.rstrip()}\n\n{TASK_2}")),
    "a number mistyped": changed(PLAN, ("- id: task-4", "- id: task-44")),
    "a number twice": changed(PLAN, ("- id: task-4", "- id: task-5")),
    "no number": changed(PLAN, ("- id: task-4", "- id: task-")),
    "a letter in a number": changed(PLAN, ("- id: task-4", "- id: task-4a")),
    "a word mistyped": changed(PLAN, ("- id: project-1", "- id: porject-1")),
    "a section without zero": changed(PLAN, ("- id: work-02", "- id: work-2")),
    "a unit mistyped": changed(PLAN, ("- 市水务局", "- 市水利局")),
    "a unit by another name": changed(PLAN, ("- 市水务局", "- 甲市水务局")),
    "a unit with a space": changed(PLAN, ("- 市水务局", "- 市 水务局")),
    "a radical in a unit": changed(PLAN, ("- 东区人民政府", "- 东区\u2f08民政府")),
    "a radical in the register": changed(UNITS, ("name: 东区人民政府", "name: 东区\u2f08民政府")),
    "a letter in a text": changed(PLAN, ("100名园艺师", "l00名园艺师")),
    "wide digits in a date": changed(PLAN, ("signed: 2030年", "signed: ２０３０年")),
    "a clause corrected": changed(CORRECTIONS, ("record: task-1", "record: task-1.1")),
    "a reference mistyped": changed(RESTATEMENTS, ("task: task-1", "task: tsak-1")),
    "a reference with a zero": changed(CORRECTIONS, ("record: task-1", "record: task-01")),
    "a rule mistyped": changed(DEADLINES, ("deadline: progress", "deadline: progres")),
    "a date against the rule": changed(DEADLINES, ("2031年2月10日", "2031年2月20日")),
    "a kind mistyped": changed(UNITS, ("kind: party", "kind: prty")),
    "an id in capitals": changed(UNITS, ("id: dongqu", "id: Dong_Qu")),
    "an id without end": changed(UNITS, ("id: dongqu", f"id: {LONG}")),
    "a device for an id": changed(UNITS, ("id: dongqu", "id: com1")),
    "an id twice": changed(UNITS, ("id: dongqu", "id: fagaiwei")),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_a_problem_says_to_do_leaves_nothing_wrong(slip: str) -> None:
    whole, data = texts(SMALL), dict(SLIPS[slip])
    found = [one for one in problems(data) if not one.hint]
    assert len(found) == 1, report(found)
    assert report(problems(cured(data, found[0], whole))) == "没有发现问题。"


def test_a_copied_item_that_is_new_moves_to_the_end() -> None:
    """The other half of the cure for a copy, which its first half says to delete."""
    data = SLIPS["an item copied"]
    (problem,) = problems(data)
    added = problem.cure.partition("；")[2]
    assert "移到 task-5 的后面，改为 task-6" in added
    moved = cured(data, Problem(problem.position, problem.record, problem.message, added), data)
    assert record(moved[PLAN], "task-6").replace("task-6", "task-2") == TASK_2
    assert report(problems(moved)) == "没有发现问题。"


def test_a_lost_item_of_the_real_plan_is_named_once_and_no_other_number_changes() -> None:
    data = texts(ROOT)
    data[PLAN] = without(data[PLAN], "task-10")
    lines = report(problems(data)).splitlines()
    assert len(lines) == 2
    assert "task-11 编号不连续，前面缺 task-10。从版本记录里取回 task-10，放在这一条前面；别的编号都不改。" in lines[0]


@pytest.mark.parametrize("last", ["goal-5", "task-286", "project-38", "candidate-4", "form-3"])
def test_a_lost_last_record_of_the_real_plan_is_named_once(last: str) -> None:
    data = texts(ROOT)
    data[PLAN] = without(data[PLAN], last)
    found = [one for one in problems(data) if not one.hint]
    assert len(found) == 1, report(found)
    assert f"后面缺 {last}" in found[0].message
    assert found[0].cure.startswith(f"从版本记录里取回 {last}；")


def test_a_unit_that_is_named_often_is_registered_first() -> None:
    data = texts(SMALL)
    data[UNITS] = without(data[UNITS], "shuiwuju")
    (problem,) = (one for one in problems(data) if not one.hint)
    assert problem.message.startswith("E141 单位名录里没有“市水务局”，还有")
    assert problem.cure.startswith("先在 data/units.yaml 里登记这个单位")


@pytest.mark.parametrize("slug", ["con", "nul", "aux", "prn", "com1", "lpt9", LONG, "Ab", "a b", "市"])
@pytest.mark.parametrize(("file", "old"), [(UNITS, "id: dongqu"), (PLAN, "id: progress"), (UNITS, "id: zone")])
def test_ids_are_names_of_folders_everywhere(file: str, old: str, slug: str) -> None:
    found = [one for one in problems(changed(file, (old, f"id: {slug}"))) if one.record == slug]
    assert len(found) == 1
    assert "编号" in found[0].message


SIGNS = {
    "\u2f24": "大",
    "\u2ed3": "长",
    "\uf900": "豈",
    "\ufffd": None,
    "\ue000": None,
    "\ufe00": "",
    "\U000e0101": "",
    "\uff76": "カ",
    "\u2022": "·",
    "\uff15": "5",
    "\uff21": "A",
    "\ufb01": "fi",
    "\u0410": "A",
}
PLACES = [
    (PLAN, "创建文明城市。"),
    (PLAN, "主要目标"),
    (PLAN, "市委宣传部"),
    (UNITS, "甲市水务局"),
    (UNITS, "虚构。"),
    (CORRECTIONS, "页码混入正文"),
    (DEADLINES, "虚构的依据"),
    (RESTATEMENTS, "任务还包括公园"),
    (SYNONYMS, "小公园"),
]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize(("file", "text"), PLACES)
def test_a_sign_that_looks_like_another_is_named_with_its_code_point(file: str, text: str, sign: str) -> None:
    spoilt = f"{text[:1]}{sign}{text[1:]}"
    found = [str(one) for one in problems(changed(file, (text, spoilt))) if not one.hint]
    assert len(found) == 1, found
    assert f"U+{ord(sign):04X}" in found[0]
    right = SIGNS[sign]
    assert (f"改为“{right}”" if right else "重新输入" if right is None else "删去") in found[0]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2O25年", "2025年"),
        ("新增l0个", "新增10个"),
        ("建成l所", "建成1所"),
        ("第l项", "第1项"),
        ("OO5号", "005号"),
        ("二○二五年", "二〇二五年"),
        ("•修路", "修路"),
        ("阿里•巴巴", "阿里·巴巴"),
        ("O2O平台", "O2O平台"),
        ("IO接口", "IO接口"),
        ("I级响应，PM2.5、O型血", "I级响应，PM2.5、O型血"),
        ("℃、㎡、①、Ⅲ、№、……、——、～、％", "℃、㎡、①、Ⅲ、№、……、——、～、％"),
        ("5G、CO2、H2O、3D、α、Wi-Fi6", "5G、CO2、H2O、3D、α、Wi-Fi6"),
        ("𠮷林、〇、々", "𠮷林、〇、々"),
    ],
)
def test_what_is_meant(text: str, right: str) -> None:
    assert meant(text) == right
    assert bool(mistaken(text)) == (text != right)


def test_what_others_are_corrected_from_may_hold_any_sign() -> None:
    assert not problems(changed(CORRECTIONS, ("before: 口袋—4—", "before: 口\u2f24—4—")))


def test_copies_of_files_are_pointed_at() -> None:
    names = (
        "data/plan.yaml",
        "data/plan (1).yaml",
        "data/plan_conflict-2.yml",
        "data/notes.txt",
        "generator/downloads/templates/form-1.docx",
        "generator/downloads/templates/form-1 - 副本.docx",
        "generator/downloads/templates/~$form-1.docx",
    )
    found = problems(texts(SMALL), names)
    assert [(one.position.file, one.hint) for one in found] == [(names[n], True) for n in (1, 2, 5)]
    assert "plan.yaml" in found[0].message
    assert "form-1.docx" in found[2].message


def test_numbers_in_any_order_are_put_in_order() -> None:
    numbers = list(range(1, 50_001))
    random.Random(1).shuffle(numbers)
    kept = in_order(numbers)
    assert list(kept) == sorted(kept)
    assert list(kept.values()) == sorted(kept.values())
    assert len(kept) > 2 * 50_000**0.5 * 0.9
    assert in_order([1, 2, 3, 5, 5, 6]) == {0: 1, 1: 2, 2: 3, 4: 5, 5: 6}
    assert in_order([1, 2, 2, 3]) == {0: 1, 1: 2, 3: 3}


@pytest.mark.parametrize(
    "wrong", ["project-", "task-x", "project-2a", "task-", "-", "task-0", f"task-{'9' * 40}", "。1"]
)
def test_no_id_raises(wrong: str) -> None:
    """No id ends in an exception, with references to it and to records that are missing."""
    for file, old in (
        (PLAN, "- id: task-2"),
        (PLAN, "- id: work-02"),
        (PLAN, "- id: form-2"),
        (PLAN, "  - task-4"),
        (PLAN, "  - form-3"),
        (CORRECTIONS, "record: task-1"),
        (RESTATEMENTS, "task: task-1"),
        (DEADLINES, "deadline: progress"),
    ):
        new = f"{old.rpartition(' ')[0]} {wrong}"
        data = changed(file, (old, new))
        data[RESTATEMENTS] = data[RESTATEMENTS].replace("project-1", "project-77")
        assert problems(data)


def cuts() -> list[int]:
    """Where to cut the small plan: in each id of its parts, and where a unit is being typed."""
    return [found.end() for found in re.finditer(r"- id: (?:work|task|conduct|project)-|- 市发", texts(SMALL)[PLAN])]


@pytest.mark.parametrize("end", cuts())
def test_a_plan_that_is_cut_is_said_to_be_cut_and_nothing_else(end: int) -> None:
    data = texts(SMALL)
    data[PLAN] = data[PLAN][:end]
    found = [one for one in problems(data) if not one.hint]
    assert len(found) == 1, report(found)
    assert "断" in found[0].cure


def test_a_register_that_is_cut_is_said_to_be_cut_and_nothing_else() -> None:
    data = texts(ROOT)
    data[UNITS] = data[UNITS][: data[UNITS].index("- id: jiaoyuju")]
    found = [one for one in problems(data) if not one.hint]
    assert len(found) == 1, report(found)
    assert "断" in found[0].cure
