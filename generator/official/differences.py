"""How two texts differ that were read into blocks: every block that is changed, missing, extra or out of order."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from dataclasses import dataclass

from generator.official.conventions import Block, BlockKind

# How many characters are shown around the first difference, and how far it is sought to its end.
_AROUND, _STRETCH = 8, 60


@dataclass(frozen=True, slots=True)
class Difference:
    """A block in which the official text and the data differ; None where one of them lacks the block.

    `note` says what the two texts do not show: that a block is repeated, or stands elsewhere.
    """

    place: str
    kind: BlockKind
    official: str | None
    data: str | None
    note: str = ""

    def __str__(self) -> str:
        lines = [self.place, f"  原文：{self.official or '（无）'}", f"  数据：{self.data or '（无）'}"]
        if self.official and self.data and self.official != self.data:
            lines.append(f"  差别：{first_difference(self.official, self.data)}")
        if self.note:
            lines.append(f"  说明：{self.note}")
        return "\n".join(lines)


def first_difference(official: str, data: str) -> str:
    """Where two different texts begin to differ: the first stretch of each between 【】, amid its neighbours."""
    pairs = zip(official, data, strict=False)
    start = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(official), len(data)))
    rests = official[start : start + _STRETCH], data[start : start + _STRETCH]
    # Both begin with the difference, so the first stretch that is alike ends it.
    alike = difflib.SequenceMatcher(None, *rests, autojunk=False).get_matching_blocks()[0]
    before = ("…" if start > _AROUND else "") + official[max(0, start - _AROUND) : start]
    one, other = _marked(official, start, alike.a), _marked(data, start, alike.b)
    return f"第{start + 1}字起，原文“{before}{one}”，数据“{before}{other}”"


def _marked(text: str, start: int, length: int) -> str:
    end = start + length
    return f"【{text[start:end]}】{text[end : end + _AROUND]}" + ("…" if end + _AROUND < len(text) else "")


def differences(official: Sequence[Block], data: Sequence[Block]) -> list[Difference]:
    """All differences, in the order of the data; then what only the official text has.

    There are none exactly if both are the same blocks in the same order.
    """
    paired = _pair(official, data)
    by_ours = {ours: theirs for theirs, ours in paired.items()}
    moved = _out_of_order([paired[theirs] for theirs in sorted(paired)])
    found: list[Difference] = []
    for n, block in enumerate(data):
        theirs = by_ours.get(n)
        text = official[theirs].text if theirs is not None else None
        note = "原文" + _position(official, theirs) if n in moved and theirs is not None else ""
        if text != block.text or note:
            found.append(Difference(block.place, block.kind, text, block.text, note))
    return [*found, *_extra(official, data, paired)]


def _extra(official: Sequence[Block], data: Sequence[Block], paired: Container[int]) -> Iterator[Difference]:
    places = {block.place for block in data}
    groups = {block.text: block.place for block in data if block.kind == "group"}
    for n, block in enumerate(official):
        if n not in paired:
            place = groups.get(block.text, block.place) if block.kind == "group" else block.place
            repeated = block.text in groups if block.kind == "group" else place in places
            again = "原文中不止一处，这一处" if repeated else "原文"
            yield Difference(place, block.kind, block.text, None, again + _position(official, n))


def _position(official: Sequence[Block], n: int) -> str:
    return f"排在“{official[n - 1].place}”之后" if n else "排在最前"


def _pair(official: Sequence[Block], data: Sequence[Block]) -> dict[int, int]:
    """Which block of the data each block of the official text stands for, where it stands for one.

    Alike in place and text comes first, so that of two blocks of one place the false one is extra. Group headings bear
    no number: they are known by their words, lest a missing one shift all that follow.
    """
    ways: tuple[Callable[[Block], Hashable], ...] = (
        lambda block: block,
        lambda block: block.text if block.kind == "group" else block,
        lambda block: block.place,
    )
    paired: dict[int, int] = {}
    for way in ways:
        taken = set(paired.values())
        free: defaultdict[Hashable, list[int]] = defaultdict(list)
        for n in reversed(range(len(data))):
            if n not in taken:
                free[way(data[n])].append(n)
        for n, block in enumerate(official):
            if n not in paired and free[way(block)]:
                paired[n] = free[way(block)].pop()
    return paired


def _out_of_order(numbers: Sequence[int]) -> set[int]:
    """The numbers that are not in every longest rising selection: both of two that are swapped, one that is moved."""
    before = _rising(numbers)
    behind = _rising([-number for number in reversed(numbers)])[::-1]
    longest = max(before, default=0)
    at_rank: defaultdict[int, list[int]] = defaultdict(list)
    for number, rank, rest in zip(numbers, before, behind, strict=True):
        if rank + rest - 1 == longest:
            at_rank[rank].append(number)
    return set(numbers) - {only[0] for only in at_rank.values() if len(only) == 1}


def _rising(numbers: Sequence[int]) -> list[int]:
    """For each number the length of the longest rising selection that ends with it."""
    ends: list[int] = []
    lengths = []
    for number in numbers:
        rank = bisect_left(ends, number)
        ends[rank : rank + 1] = [number]
        lengths.append(rank + 1)
    return lengths
