"""Where values stand in a file: the lines that pages show of a record, and that editors open."""

from __future__ import annotations

from generator.loading.strict import parse
from generator.model.node import record_name
from generator.problems import Place


def test_a_list_reaches_from_its_first_dash_to_its_last_value() -> None:
    tree = parse("file.yaml", "a:\n  - x\n  - 'y'\n\nb: z\n")
    assert tree.find(("a",)) == Place("file.yaml", 2, 3, 3)
    assert tree.find(("a", 1)) == Place("file.yaml", 3, 5, 3)
    assert tree.key("b") == Place("file.yaml", 5, 1, 5)


def test_a_record_is_not_called_by_its_position_in_a_file_that_is_a_list() -> None:
    tree = parse("file.yaml", "- a: x\n- b: y\n")
    assert record_name(tree, (1, "b")) == ""
