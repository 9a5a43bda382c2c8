"""The proof of the data: the official text, after the listed corrections, equals the text written from the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import official
from generator.index import Index
from generator.model import Correction, Corrections
from generator.official import Block
from generator.places import record_by_place
from generator.printed import reprint


@dataclass(frozen=True, slots=True)
class Difference:
    """A block in which the official text and the data differ; None where one of them lacks the block."""

    place: str
    official: str | None
    data: str | None

    def __str__(self) -> str:
        return f"{self.place}\n  原文：{self.official or '（无）'}\n  数据：{self.data or '（无）'}"


class Applied(NamedTuple):
    """A correction with the number of the line where it was made, None where it does not fit."""

    correction: Correction
    line: int | None


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A correction made at a place of the document that another record prints; `owner` is that record, if any."""

    correction: Correction
    place: str
    owner: str | None

    def __str__(self) -> str:
        cure = f"，record 应填 {self.owner}" if self.owner else ""
        return f"校勘写错了位置：{self.correction.record} “{self.correction.before}”，原文中在“{self.place}”{cure}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared and what differs.

    `unused` are corrections whose text the source lacks or has twice. A source without those faults proves as much.
    """

    blocks: tuple[str, ...]
    differences: tuple[Difference, ...]
    unused: tuple[Correction, ...]
    misplaced: tuple[Misplaced, ...]

    @property
    def equal(self) -> bool:
        """Whether the data is proved, and every correction is where it says."""
        return not self.differences and not self.misplaced


def compare(source_text: str, index: Index) -> Comparison:
    """The official text compared with the data, block by block. Errors are values, never exceptions."""
    lines, applied = correct(official.printed_lines(source_text), index.data.corrections)
    placed = _placed(lines, index)
    theirs, ours = dict(official.join(placed)), dict(reprint(index))
    places = [*ours, *(place for place in theirs if place not in ours)]
    differences = (
        Difference(place, theirs.get(place), ours.get(place))
        for place in places
        if theirs.get(place) != ours.get(place)
    )
    unused = (correction for correction, line in applied if line is None)
    return Comparison(tuple(places), tuple(differences), tuple(unused), tuple(_misplaced(applied, placed, index)))


def _placed(lines: Sequence[str], index: Index) -> list[Block]:
    """The lines of the source by place. The goals are printed like sections; here they are the items that they are."""
    goals = {
        official.section_place(entry.part_number, entry.item.number): entry.citation
        for entry in index.entries
        if entry.item.kind == "goal"
    }
    return [Block(goals.get(place, place), text) for place, text in official.place_lines(lines)]


def correct(lines: Sequence[str], corrections: Corrections) -> tuple[list[str], list[Applied]]:
    """The lines after all corrections, and where each was made.

    A correction fits where its text stands exactly once in the lines as they were, whatever others have changed.
    """
    corrected, applied = list(lines), []
    for correction in corrections.corrections:
        hits = [n for n, line in enumerate(lines) for _ in range(line.count(correction.before))]
        fits = len(hits) == 1 and correction.before in corrected[hits[0]]
        applied.append(Applied(correction, hits[0] if fits else None))
        if fits:
            before, _, rest = corrected[hits[0]].partition(correction.before)
            corrected[hits[0]] = before + correction.after + ("" if correction.omit_rest == "true" else rest)
    return corrected, applied


def _misplaced(applied: Sequence[Applied], placed: Sequence[Block], index: Index) -> Iterator[Misplaced]:
    owners = record_by_place(index.data.plan)
    for correction, line in applied:
        if line is not None and owners.get(placed[line].place) != correction.record:
            yield Misplaced(correction, placed[line].place, owners.get(placed[line].place))


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
        *map(str, comparison.misplaced),
        *map(str, comparison.differences),
        f"逐块比对：{len(comparison.blocks)} 块，{len(wrong)} 块不同。",
    ]
    return "\n".join(lines)
