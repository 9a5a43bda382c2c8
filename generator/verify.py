"""The proof of the data: the official text, after the listed corrections, equals the text written from the data."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Sequence
from dataclasses import dataclass

from generator import official
from generator.differences import Difference, differences
from generator.index import Index
from generator.model import Correction, Corrections
from generator.official import Block, Kind
from generator.printed import reprint


@dataclass(frozen=True, slots=True)
class Comparison:
    """The blocks of the data, and where the official text differs from them.

    `unused` are corrections whose text the source lacks or has twice. A source without those faults proves as much.
    """

    blocks: tuple[Block, ...]
    differences: tuple[Difference, ...]
    unused: tuple[Correction, ...]

    @property
    def equal(self) -> bool:
        """Whether the data is proved."""
        return not self.differences


def is_plan(source_text: str) -> bool:
    """Whether a text is a plan of this kind at all: it has a part, and in it an item that ends with its units."""
    return official.is_plan(official.printed_lines(source_text))


def compare(source_text: str, index: Index) -> Comparison:
    """The official text compared with the data, block by block. Errors are values, never exceptions."""
    lines, unused = correct(official.printed_lines(source_text), index.data.corrections)
    ours = reprint(index)
    goals = {entry.part_number for entry in index.entries if entry.item.kind == "goal"}
    theirs = official.read(lines, goals)
    return Comparison(tuple(ours), tuple(differences(theirs, ours)), tuple(unused))


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
    return {place: hashlib.sha256(text.encode()).hexdigest()[:16] for place, text, _ in reprint(index)}


def summary(index: Index, comparison: Comparison) -> str:
    """What the comparison found, for people: counts of what is equal, then every difference with both texts."""
    wrong = {difference.place for difference in comparison.differences}
    clauses = [clause.entry.citation for clause in index.clauses]

    def equal(*kinds: Kind) -> str:
        return _ratio([block.place for block in comparison.blocks if block.kind in kinds], wrong)

    lines = [
        f"事项一致：{equal('item')}",
        f"单位括号一致：{_ratio(clauses, wrong)}",
        f"标题一致：{equal('heading', 'group')}",
        f"通知一致：{equal('notice')}",
        f"附表一致：{equal('form')}",
        f"版头和版记一致：{equal('imprint')}",
        f"校勘：用到 {len(index.data.corrections.corrections) - len(comparison.unused)} 处",
        *(f"校勘用不上（原文中没有或不止一处）：{unused.record} “{unused.before}”" for unused in comparison.unused),
        *map(str, comparison.differences),
        f"逐块比对：{len(comparison.blocks)} 块，{len(comparison.differences)} 处不同。",
    ]
    return "\n".join(lines)


def _ratio(places: Sequence[str], wrong: Container[str]) -> str:
    return f"{sum(place not in wrong for place in places)} / {len(places)}"
