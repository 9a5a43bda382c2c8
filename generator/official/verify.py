"""The proof of the data: the official text, after the listed corrections, equals the text written from the data."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.corrections import Correction
from generator.model.data import Edition
from generator.model.node import UNKNOWN
from generator.official import blocks
from generator.official.conventions import Block, BlockKind
from generator.official.differences import Difference, differences
from generator.official.places import record_by_place
from generator.official.printed import reprint

# Where a clause names its units.
_BRACKET = re.compile("（[^（）]*单位：[^（）]*）")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A correction made at a place of the document that another record prints; `owner` is that record, if any."""

    correction: Correction
    place: str
    owner: str | None

    def __str__(self) -> str:
        cure = f"，record 应填 {self.owner}" if self.owner else ""
        return f"文字订正写错了位置：{self.correction.record} “{self.correction.before}”，原文中在“{self.place}”{cure}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The blocks of the data, and where the official text differs from them.

    `unused` are corrections whose text the official text lacks or has twice: they say of it what is not so.
    """

    blocks: tuple[Block, ...]
    differences: tuple[Difference, ...]
    unused: tuple[Correction, ...]
    misplaced: tuple[Misplaced, ...]

    @property
    def equal(self) -> bool:
        """Whether the data is proved, and every correction is where it says."""
        return not (self.differences or self.unused or self.misplaced)


def is_plan(source_text: str) -> bool:
    """Whether a text is a plan of this kind at all: it has a part, and in it an item that ends with its units."""
    return blocks.is_plan(blocks.printed_lines(source_text))


def compare(source_text: str, edition: Edition) -> Comparison:
    """The official text compared with the data, block by block. Errors are values, never exceptions."""
    lines = blocks.printed_lines(source_text)
    corrections = edition.corrections.corrections
    used, unused = _sort(lines, corrections)
    theirs, ours = _read(lines, used, edition), reprint(edition)
    found = tuple(differences(theirs, ours))
    # While texts differ, a correction may lie elsewhere for the same reason: it is judged when all is equal.
    misplaced = () if found else tuple(_misplaced(lines, used, edition))
    return Comparison(tuple(ours), found, tuple(unused), misplaced)


def _read(lines: Sequence[str], corrections: Sequence[Correction], edition: Edition) -> list[Block]:
    return blocks.read(correct(lines, corrections), edition.plan.goals)


def _sort(lines: Sequence[str], corrections: Sequence[Correction]) -> tuple[list[Correction], list[Correction]]:
    """The corrections whose text stands exactly once in the lines as they are, and those whose text does not."""
    used: list[Correction] = []
    unused: list[Correction] = []
    for correction in corrections:
        found = sum(line.count(correction.before) for line in lines)
        (used if found == 1 else unused).append(correction)
    return used, unused


def correct(lines: Sequence[str], corrections: Sequence[Correction]) -> list[str]:
    """The lines after corrections that fit. One whose text an earlier one has changed does nothing."""
    corrected = list(lines)
    for correction in corrections:
        at = next(n for n, line in enumerate(lines) if correction.before in line)
        before, found, rest = corrected[at].partition(correction.before)
        if found:
            corrected[at] = before + correction.after + ("" if correction.omits_rest else rest)
    return corrected


def _misplaced(lines: Sequence[str], used: Sequence[Correction], edition: Edition) -> Iterator[Misplaced]:
    """The corrections without which the official text would be no other at the places of their records."""
    owners, proved = record_by_place(edition.plan), _read(lines, used, edition)
    for correction in used:
        without = set(_read(lines, [one for one in used if one is not correction], edition))
        changed = [block.place for block in proved if block not in without]
        if correction.record not in map(owners.get, changed):
            place = next(iter(changed), "（没有改动任何一处）")
            yield Misplaced(correction, place, owners.get(place))


def digests(edition: Edition) -> dict[str, str]:
    """A short digest of every block as written from the data, by place, and of every correction.

    They are the proof that a clone can carry.
    """
    texts = {place: text for place, text, _ in reprint(edition)}
    for one in edition.corrections.corrections:
        texts[f"文字订正：{one.record} “{one.before}”"] = f"{one.after}\n{one.omit_rest}"
    return {name: hashlib.sha256(text.encode()).hexdigest()[:16] for name, text in texts.items()}


def summary(edition: Edition, comparison: Comparison) -> str:
    """What the comparison found, for people: counts of what is equal, then every difference with both texts."""
    wrong = {difference.place for difference in comparison.differences}

    def equal(*kinds: BlockKind) -> str:
        places = [block.place for block in comparison.blocks if block.kind in kinds]
        lacking = sum(one.data is None and one.kind in kinds for one in comparison.differences)
        return f"{sum(place not in wrong for place in places)} / {len(places) + lacking}"

    lines = [
        f"事项一致：{equal('item')}",
        f"单位括号一致：{_brackets_equal(comparison)}",
        f"标题一致：{equal('heading', 'group')}",
        f"通知一致：{equal('notice')}",
        f"附表一致：{equal('form')}",
        f"版头和版记一致：{equal('imprint')}",
        f"文字订正：用到 {len(edition.corrections.corrections) - len(comparison.unused)} 处",
        *map(_said_unused, comparison.unused),
        *map(str, comparison.misplaced),
        *map(str, comparison.differences),
        f"逐块比对：{len(comparison.blocks)} 块，{len(comparison.differences)} 处不同。",
    ]
    # What the data leaves unknown is a problem of its own; here it is a gap.
    return "\n".join(lines).replace(UNKNOWN, "…")


def _said_unused(correction: Correction) -> str:
    named = f"文字订正用不上（原文中没有或不止一处）：{correction.record} “{correction.before}”"
    return f"{named}，对照原文改正它的 before，原文没有这个错的，删去这一条"


def _brackets_equal(comparison: Comparison) -> str:
    """How many of the unit brackets are equal, each clause's by itself: other words of an item are not theirs."""
    items = [block.text for block in comparison.blocks if block.kind == "item"]
    differing = [one for one in comparison.differences if one.kind == "item"]
    lacking = [one.official or "" for one in differing if one.data is None]
    ours, theirs = (sum(len(_BRACKET.findall(text)) for text in texts) for texts in (items, lacking))
    return f"{ours - sum(map(_unequal, differing))} / {ours + theirs}"


def _unequal(difference: Difference) -> int:
    """How many unit brackets of the data the official text does not have in their order."""
    theirs, ours = _BRACKET.findall(difference.official or ""), _BRACKET.findall(difference.data or "")
    alike = difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    return len(ours) - sum(run.size for run in alike)
