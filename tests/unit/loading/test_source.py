"""Where values stand in a file: the lines that pages show of a record, and that editors open."""

from __future__ import annotations

import pytest

from generator.index.index import build
from generator.load import load
from generator.model.node import record_name
from generator.problems import Place
from generator.reading.source import read
from generator.reading.typos import mend
from tests.conftest import SMALL, texts


@pytest.mark.parametrize(
    ("text", "last_line"),
    [("a: x\nb: y\n", 1), ("a: x\n  y\nb: z\n", 2), ('a: "x\n\n  y"\nb: z\n', 3), ("a:\n- x\n- y\n  z\n\nb: z\n", 4)],
)
def test_a_value_reaches_to_the_last_of_its_lines(text: str, last_line: int) -> None:
    tree = read("file.yaml", mend("file.yaml", text)[0]).tree
    assert tree
    assert tree.child("a").place.last_line == last_line


def test_a_list_reaches_from_its_first_dash_to_its_last_value() -> None:
    text = "a:\n  - x\n  - 'y\n\n    z'\nb: z\n"
    tree = read("file.yaml", mend("file.yaml", text)[0]).tree
    assert tree
    assert tree.find(("a",)) == Place("file.yaml", 2, 3, 5)
    assert tree.find(("a", 1)) == Place("file.yaml", 3, 5, 5)
    assert tree.key("b") == Place("file.yaml", 6, 1, 6)


def test_a_task_whose_last_text_runs_over_several_lines_is_shown_with_all_of_them() -> None:
    data = texts(SMALL)
    old = "        text: 治水。\n        lead:\n        - 市治水领导小组办公室\n"
    new = '        lead:\n        - 市治水领导小组办公室\n        text: "治\\\n          水\\\n          。"\n'
    rest = "        responsible:\n        - 市发改委\n        - 市治水领导小组成员单位\n"
    assert data["data/plan.yaml"].count(old + rest) == 1
    data["data/plan.yaml"] = data["data/plan.yaml"].replace(old + rest, rest + new)
    loaded, problems = load(data)
    assert not problems
    item = build(loaded).entry_by_id["task-2"].item
    assert item.text == "治水。"
    assert (item.place().line, item.place().last_line) == (81, 89)


def test_a_record_is_not_called_by_its_position_in_a_file_that_is_a_list() -> None:
    tree = read("file.yaml", mend("file.yaml", "- a: x\n- b: y\n")[0]).tree
    assert tree
    assert record_name(tree, (1, "b")) == ""
