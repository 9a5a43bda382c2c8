"""Bad data gives exactly the recorded problems. A case is a file: what to change in the small plan, what must be said.

    data/plan.yaml
    <<<
    the text to replace
    ===
    what replaces it
    >>>
    the report

A case may change several places, each between <<< and >>>. `--bless` records the reports again.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks.load import load, load_edition
from generator.edges import disk
from generator.index import index
from generator.model.data import FILES
from generator.problems import Position, Problem, report, spelled, stopping, told_apart
from generator.proof.verify import compare, summary
from tests.conftest import ROOT, SMALL, texts

OFFICIAL = (SMALL / "official.txt").read_text(encoding="utf-8")
CASES = sorted((ROOT / "tests/faults").glob("*.txt"))
_CHANGE = re.compile(r"(data/\w+\.yaml)\n<<<\n(.*?)===\n(.*?)>>>\n", re.DOTALL)


def changed(case: Path) -> tuple[dict[str, str], int]:
    """The data files of a case, and where in it the report begins."""
    data = texts(SMALL)
    changes = list(_CHANGE.finditer(case.read_text(encoding="utf-8")))
    assert changes, "the case changes nothing"
    for change in changes:
        file, old, new = change.groups()
        assert data[file].count(old) == 1, f"not exactly once in {file}: {old}"
        data[file] = data[file].replace(old, new)
    return data, changes[-1].end()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_fault(case: Path, bless: bool) -> None:
    content = case.read_text(encoding="utf-8")
    data, end = changed(case)
    found = report(load(data, disk.assets().layouts)[1]) + "\n"
    expected = content[end:]
    if bless:
        case.write_text(content[:end] + found, encoding="utf-8")
        expected = found
    assert found == expected


def test_faulty_data_can_be_compared() -> None:
    """No fault keeps the official text from being compared with what can be read, nor the report from being shown."""
    editions = [edition for case in CASES if (edition := load_edition(changed(case)[0])[0])]
    assert len(editions) > len(CASES) // 2
    for edition in editions:
        shown = summary(compare(OFFICIAL, edition))
        assert "逐字比对" in shown
        assert shown.isprintable() or set(filter(lambda sign: not sign.isprintable(), shown)) <= {"\n"}


def test_the_small_plan_is_clean() -> None:
    assert report(load(texts(SMALL), disk.assets().layouts)[1]) == "没有发现问题。"


def test_the_real_plan_is_clean() -> None:
    assert report(load(texts(ROOT), disk.assets().layouts)[1]) == "没有发现问题。"


def test_a_kind_of_fault_on_many_lines_is_told_once_with_their_number() -> None:
    data = texts(ROOT)
    data["data/plan.yaml"] = data["data/plan.yaml"].replace("        lead:", "        leads:")
    problems = report(load(data)[1]).splitlines()
    assert len([one for one in problems if "不认识的键“leads”，这样的共有" in one]) == 1
    assert len(problems) < 5


def _of(n: int, message: str, hint: bool = False) -> Problem:
    return Problem(Position("data/plan.yaml", n, 1, n), f"task-{n}", message, "改正", hint)


def test_a_report_has_at_most_fifty_messages_and_counts_all() -> None:
    hints = [_of(n, f"E{n:03} 提醒", hint=True) for n in range(1, 60)]
    found = [_of(n, f"E{n:03} 错误") for n in range(100, 120)]
    lines = report([*found, *hints]).splitlines()
    assert len(lines) == 51
    assert sum(": 错误 E" in line for line in lines) == len(found)
    assert lines[-1] == "共 20 处错误，59 处提醒，这里列出 50 条，改好再检查一次。"


def test_a_kind_on_many_lines_is_told_once() -> None:
    lines = report([_of(n, f"E999 找不到“{'甲' * n}“内””，第{n}行已经有了") for n in range(1, 12)]).splitlines()
    assert lines == [
        "data/plan.yaml:1:1: 错误 E999: task-1 找不到“甲“内””，第1行已经有了，这样的共有11行。改正。",
        "共 11 处错误，这里列出 1 条，改好再检查一次。",
    ]


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("市⼈社局", "市人社局", "市⼈（U+2F08）社局"),
        ("市\u200b局", "市局", "市（U+200B）局"),
        ("l0路", "10路", "l（U+006C）0路"),
        ("2O25", "2025", "2O（U+004F）25"),
        ("１２月", "12月", "１２（U+FF11 U+FF12）月"),
        ("市农局", "市农业局", "市农局"),
    ],
)
def test_texts_that_look_alike_are_told_apart(one: str, other: str, shown: str) -> None:
    assert spelled(told_apart(one, other)[0]) == shown


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "text", ["", "{", "- a", "a: [b", "\t", "text", "a: &x b\nc: *x\n", "%", "a: b: c", "- - - a", "a: b\n?"]
)
def test_no_text_raises(file: str, text: str) -> None:
    data = texts(SMALL)
    data[file] = text
    assert load(data)[1]


@pytest.mark.parametrize("value", ["[" * 5000, "[" * 5000 + "]" * 5000, "- " * 2000, "task-" + "9" * 5000, '"\\ud800"'])
def test_no_value_raises(value: str) -> None:
    data = texts(SMALL)
    for file in FILES:
        spoilt = data[file].replace(": task-5\n", f": {value}\n") + f"more: {value}\n"
        assert load({**data, file: spoilt})[1]


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_a_problem(missing: str) -> None:
    data = texts(SMALL)
    del data[missing]
    assert f"{missing}:1:1: 错误 E002: 缺少这个文件" in report(load(data)[1])


def test_no_line_removed_or_doubled_raises() -> None:
    """No damage to a single line of the file ends in an exception; which problems it gives, the cases tell."""
    data = texts(SMALL)
    lines = data["data/plan.yaml"].splitlines(keepends=True)
    for n, line in enumerate(lines):
        for damaged in ([*lines[:n], *lines[n + 1 :]], [*lines[:n], line, *lines[n:]]):
            loaded, problems = load({**data, "data/plan.yaml": "".join(damaged)})
            if not stopping(problems):
                index.build(loaded)


@pytest.mark.parametrize("year", ["0000", "0001", "9999"])
def test_no_year_raises(year: str) -> None:
    """Checks never raise, in whatever year the plan says that it is due."""
    data = {file: text.replace("2030年", f"{year}年") for file, text in texts(SMALL).items()}
    loaded, problems = load(data)
    if not stopping(problems):
        index.build(loaded)
