"""Where values stand in a file: the lines that pages show of a record, and that editors open."""

from __future__ import annotations

from generator.loading.strict import parse
from generator.problems import Position


def test_a_list_reaches_from_its_first_dash_to_its_last_value() -> None:
    tree = parse("file.yaml", "a:\n  - x\n  - 'y'\n\nb: z\n")
    assert tree.find(("a",)) == Position("file.yaml", 2, 3, 3)
    assert tree.find(("a", 1)) == Position("file.yaml", 3, 5, 3)
    assert tree.key("b") == Position("file.yaml", 5, 1, 5)
