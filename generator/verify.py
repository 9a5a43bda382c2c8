"""The proof of the data: the official text, after the listed corrections, equals the text written from the data."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from generator import official
from generator.index import Index
from generator.model import Correction, Corrections
from generator.official import Block
from generator.printed import reprint


@dataclass(frozen=True, slots=True)
class Difference:
    """A block in which the official text and the data differ; None where one of them lacks the block."""

    place: str
    official: str | None
    data: str | None

    def __str__(self) -> str:
        return f"{self.place}\n  原文：{self.official or '（无）'}\n  数据：{self.data or '（无）'}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared and what differs.

    `unused` are corrections whose text the source lacks or has twice. A source without those faults proves as much.
    """

    blocks: tuple[str, ...]
    differences: tuple[Difference, ...]
    unused: tuple[Correction, ...]

    @property
    def equal(self) -> bool:
        """Whether the data is proved."""
        return not self.differences


def compare(source_text: str, index: Index) -> Comparison:
    """The official text compared with the data, block by block. Errors are values, never exceptions."""
    lines, unused = correct(official.printed_lines(source_text), index.data.corrections)
    theirs = _by_place(official.read(lines), index)
    ours = dict(reprint(index))
    places = [*ours, *(place for place in theirs if place not in ours)]
    differences = (
        Difference(place, theirs.get(place), ours.get(place))
        for place in places
        if theirs.get(place) != ours.get(place)
    )
    return Comparison(tuple(places), tuple(differences), tuple(unused))


def _by_place(blocks: Sequence[Block], index: Index) -> dict[str, str]:
    """The blocks of the source by place. The goals are printed like sections; here they are the items that they are."""
    goals = {
        official.section_place(entry.part_number, entry.item.number): entry.citation
        for entry in index.entries
        if entry.item.kind == "goal"
    }
    return {goals.get(block.place, block.place): block.text for block in blocks}


def correct(lines: Sequence[str], corrections: Corrections) -> tuple[list[str], list[Correction]]:
    """The lines after all corrections, and the corrections that do not fit exactly once."""
    corrected, unused = list(lines), []
    for correction in corrections.corrections:
        hits = [n for n, line in enumerate(corrected) if correction.before in line]
        if len(hits) != 1 or corrected[hits[0]].count(correction.before) != 1:
            unused.append(correction)
            continue
        before, _, rest = corrected[hits[0]].partition(correction.before)
        corrected[hits[0]] = before + correction.after + ("" if correction.omit_rest == "true" else rest)
    return corrected, unused


def digests(index: Index) -> dict[str, str]:
    """A short digest of every block as written from the data, by place: the proof that a clone can carry."""
    return {place: hashlib.sha256(text.encode()).hexdigest()[:16] for place, text in reprint(index)}


def summary(index: Index, comparison: Comparison) -> str:
    """What the comparison found, for people: counts of what is equal, then every difference with both texts."""
    wrong = {difference.place for difference in comparison.differences}
    items = [entry.citation for entry in index.entries]
    brackets = {entry.citation: len(entry.item.clauses) for entry in index.entries}
    headings = [
        place for place in comparison.blocks if place.endswith("标题") or ("（" in place and place not in items)
    ]
    notice = [place for place in comparison.blocks if place.startswith("通知") or place in ("主送", "引言", "落款")]
    forms = [place for place in comparison.blocks if place.startswith("附表")]

    def equal(places: Sequence[str]) -> str:
        return f"{sum(place not in wrong for place in places)} / {len(places)}"

    same = sum(count for citation, count in brackets.items() if citation not in wrong)
    lines = [
        f"事项一致：{equal(items)}",
        f"单位括号一致：{same} / {sum(brackets.values())}",
        f"标题一致：{equal(headings)}",
        f"通知一致：{equal(notice)}",
        f"附表一致：{equal(forms)}",
        f"校勘：用到 {len(index.data.corrections.corrections) - len(comparison.unused)} 处",
        *(f"校勘用不上（原文中没有或不止一处）：{unused.record} “{unused.before}”" for unused in comparison.unused),
        *map(str, comparison.differences),
        f"逐块比对：{len(comparison.blocks)} 块，{len(wrong)} 块不同。",
    ]
    return "\n".join(lines)
