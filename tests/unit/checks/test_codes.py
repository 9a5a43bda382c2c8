"""Every kind of problem has a code of its own, and a page that explains it with a wrong and a right example."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.checks.load import load
from generator.checks.settings import check
from generator.edges import disk, settings
from generator.model.data import CONFIG, Setting
from tests.conftest import ROOT, SMALL, texts

PAGE = (ROOT / "docs/problems/index.md").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"### (E\d{3}) \S.* \{: #\1 \}\n\n.+\n\n"
    r"错(?:（`([\w./]+)`）)?：\n\n```\w+\n(.+?)\n```\n\n对：\n\n```\w+\n(.+?)\n```\n",
    re.DOTALL,
)
ENTRIES = {found[1]: found.groups()[1:] for found in map(ENTRY.match, re.split(r"(?m)^(?=### )", PAGE)) if found}
# Of these kinds no change of a few lines is an example: whole files, layouts, and what only some commands find.
IN_WORDS = {f"E00{n}" for n in range(1, 10)} | {"E013", "E025", "E045", "E106", "E140", "E151"}
IN_WORDS |= {f"E50{n}" for n in range(1, 10)} | {"E616", "E617", "E618", "E619", "E311", "E312", "E313"}
IN_WORDS |= {f"E62{n}" for n in range(3, 8)}


def declared() -> Counter[str]:
    """How often each code is written in the program."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))
    return Counter(code for source in sources for code in re.findall(r'"(E\d{3}) ', source))


def test_a_code_is_written_in_one_place() -> None:
    assert [code for code, times in declared().items() if times > 1] == []


def test_page_and_codes_are_in_step() -> None:
    codes = sorted(declared())
    assert re.findall(r"(?m)^### (E\d{3})", PAGE) == codes
    assert sorted(ENTRIES) == codes
    assert {code for code, (file, _, _) in ENTRIES.items() if not file} == IN_WORDS


def test_no_problem_is_without_a_code() -> None:
    reports = [
        path.read_text(encoding="utf-8").rpartition(">>>\n")[2] for path in (ROOT / "tests/faults").glob("*.txt")
    ]
    lines = [line for report in reports for line in report.splitlines()[:-1]]
    assert len(lines) > 300
    assert [line for line in lines if not re.search(r":\d+: (?:错误|提醒) E\d{3}: ", line)] == []


@pytest.mark.parametrize("code", sorted(ENTRIES.keys() - IN_WORDS))
def test_the_wrong_example_is_wrong_and_the_right_one_right(code: str, tmp_path: Path) -> None:
    file, wrong, right = ENTRIES[code]
    good = {**texts(SMALL), CONFIG: (ROOT / CONFIG).read_text(encoding="utf-8")}
    assert good[file].count(right) == 1, "the right example stands in the small plan"
    assert code in codes({**good, file: good[file].replace(right, wrong)}, tmp_path)


def codes(files: dict[str, str], folder: Path) -> set[str]:
    """The codes of what is wrong with the files of a project, and with its settings."""
    (folder / CONFIG).write_text(files.pop(CONFIG), encoding="utf-8")
    read = settings.read(folder)
    of_settings = check(read) if isinstance(read, Setting) else [read]
    return {problem.code for problem in (*load(files, disk.assets().layouts)[1], *of_settings)}


def test_the_small_plan_and_the_settings_have_no_code(tmp_path: Path) -> None:
    assert codes({**texts(SMALL), CONFIG: (ROOT / CONFIG).read_text(encoding="utf-8")}, tmp_path) == set()
