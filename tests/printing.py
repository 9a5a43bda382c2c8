"""A plan as the official text prints it, one line a block, so that tests can spoil it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import blocks, official
from generator.differences import differences
from generator.index import Index
from generator.numerals import numeral
from generator.official import Block
from generator.printed import reprint


class Print:
    """A plan as it is printed, one line a block; and what a reading of its lines differs in."""

    def __init__(self, index: Index) -> None:
        self.blocks = reprint(index)
        self.marks = dict(marks(index))
        self.goals = {entry.part_number for entry in index.entries if entry.item.kind == "goal"}
        self.lines = [self.line(block) for block in self.blocks]

    def line(self, block: Block) -> str:
        """The line of a block; a form has its name on a line of its own."""
        return f"{block.place}\n{block.text}" if block.kind == "form" else self.marks.get(block.place, "") + block.text

    def named(self, lines: Sequence[str]) -> list[str]:
        """The places in which printed lines differ from the data."""
        return [one.place for one in differences(self.read(lines), self.blocks)]

    def read(self, lines: Sequence[str]) -> list[Block]:
        return blocks.read(blocks.printed_lines("\n".join(lines)), self.goals)


def marks(index: Index) -> Iterator[tuple[str, str]]:
    """The mark of every place that has one."""
    for p, part in enumerate(index.data.plan.parts, 1):
        yield official.part_place(p), f"{numeral(p)}、"
        for s, section in enumerate(part.sections, 1):
            yield official.section_place(p, s), f"（{numeral(s)}）"
            yield from ((official.group_place(p, s, g), "——") for g in range(1, len(section.groups) + 1))
    for entry in index.entries:
        number = entry.item.number
        yield entry.citation, f"（{numeral(number)}）" if entry.item.kind == "goal" else f"{number}."
