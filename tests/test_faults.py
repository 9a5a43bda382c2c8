"""Bad data gives exactly the recorded problems. A case is a file: what to change in the small plan, what must be said.

    data/plan.yaml
    <<<
    the text to replace
    ===
    what replaces it
    >>>
    the report

A case may change several places, each between <<< and >>>. `--bless` records the reports anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import index
from generator.data_files import FILES
from generator.edges import disk
from generator.load import MODELS, load, load_edition
from generator.official.verify import compare, summary
from generator.problems import report, stopping
from generator.reading import alignment, breaks, colons, typos
from tests.conftest import ROOT, SECOND, SMALL, texts

OFFICIAL = (SMALL / "official.txt").read_text(encoding="utf-8")
CASES = sorted((Path(__file__).parent / "faults").glob("*.txt"))
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
        shown = summary(edition, compare(OFFICIAL, edition))
        assert "逐块比对" in shown
        assert shown.isprintable() or set(filter(lambda sign: not sign.isprintable(), shown)) <= {"\n"}


def test_the_small_plan_is_clean() -> None:
    assert report(load(texts(SMALL), disk.assets().layouts)[1]) == "没有发现问题。"


def test_the_real_plan_is_clean() -> None:
    assert report(load(texts(ROOT), disk.assets().layouts)[1]) == "没有发现问题。"


@pytest.mark.parametrize("root", [SMALL, SECOND, ROOT])
def test_good_lines_stay_as_they_are(root: Path) -> None:
    for file, text in texts(root).items():
        lines, _ = typos.mend(file, text)
        assert breaks.mend(MODELS[file], file, lines) == (lines, [])
        assert colons.mend(MODELS[file], file, lines) == (lines, [])
        assert alignment.mend(MODELS[file], file, lines, set()) == (lines, [])


def test_faults_of_form_beyond_counting_are_cut_short_and_it_is_said() -> None:
    data = texts(ROOT)
    data["data/plan.yaml"] = data["data/plan.yaml"].replace("        text: ", "        text: @")
    problems = report(load(data)[1])
    assert problems.count("值不能以“@”开头") == 60
    assert "后面还有没读到的；先改正以上的，再运行一次检查。" in problems


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
    assert f"{missing}:1:1: 错误: 缺少这个文件" in report(load(data)[1])


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
