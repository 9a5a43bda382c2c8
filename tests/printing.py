"""A plan as the official text prints it, one line a block, so that tests can spoil it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.data import Edition
from generator.official import blocks
from generator.official.conventions import Block
from generator.official.differences import differences
from generator.official.places import marks, record_by_place
from generator.official.printed import reprint


class Print:
    """A plan as it is printed, one line a block; and what a reading of its lines differs in."""

    def __init__(self, edition: Edition) -> None:
        self.blocks = reprint(edition)
        self.marks = dict(marks(edition.plan))
        self.goals = edition.plan.goals
        self.lines = [self.line(block) for block in self.blocks]

    def line(self, block: Block) -> str:
        """The line of a block; a form has its name on a line of its own."""
        return f"{block.place}\n{block.text}" if block.kind == "form" else self.marks.get(block.place, "") + block.text

    def named(self, lines: Sequence[str]) -> list[str]:
        """The places in which printed lines differ from the data."""
        return [one.place for one in differences(self.read(lines), self.blocks)]

    def read(self, lines: Sequence[str]) -> list[Block]:
        return blocks.read(blocks.printed_lines("\n".join(lines)), self.goals)


def misread(edition: Edition) -> str:
    """An official text that the data equals after its corrections: the print of the data with each of them undone."""
    plan, owners = Print(edition), record_by_place(edition.plan)
    lines = plan.lines
    for one in edition.corrections.corrections:
        places = (n for n, block in enumerate(plan.blocks) if owners[block.place] == one.record)
        n = next(n for n in places if one.after in lines[n])
        lines[n] = lines[n].replace(one.after, one.before, 1) + ("某某" if one.omits_rest else "")
    return "\n".join(lines)
