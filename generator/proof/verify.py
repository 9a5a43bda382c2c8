"""The proof of the data: the official text, after the listed corrections, is the text that the data prints."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from generator.model.data import Edition
from generator.model.editorial import Correction
from generator.proof.differences import Difference, differences
from generator.proof.printed import Line, document_lines
from generator.proof.source import BRACKET, read

_KINDS = {
    "item": "事项",
    "heading": "标题",
    "below": "另印的话",
    "notice": "通知",
    "form": "附表",
    "imprint": "版头和版记",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines of the data, where the official text differs, how many corrections were used, which could not be.

    `misplaced` are those that are made in the line of another record than they say.
    """

    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]
    used: int
    unused: tuple[Correction, ...]
    misplaced: tuple[tuple[Correction, Line], ...]

    @property
    def related(self) -> bool:
        """Whether the text is one of the same plan: it has one of ten headings and items of the data."""
        wrong = {one.line for one in self.differences if one.data}
        told = [line for line in self.lines if line.kind in ("heading", "item")]
        return 10 * sum(line not in wrong for line in told) >= len(told)

    @property
    def equal(self) -> bool:
        """Whether the data is proved, and every correction is where it says."""
        return not (self.differences or self.unused or self.misplaced)


def compare(official: str, edition: Edition) -> Comparison:
    """Return how an official text compares with the data. Errors are values, never exceptions."""
    source, lines = read(official, edition.corrections.corrections), document_lines(edition)
    found = tuple(differences(source.letters, lines))
    starts = [*accumulate((len(line.printed) for line in lines[:-1]), initial=0)]
    # While texts differ, a correction may lie elsewhere for the same reason: it is judged when all is equal.
    made = [] if found else [(one, lines[bisect_right(starts, at) - 1]) for at, one in source.made]
    misplaced = tuple((one, line) for one, line in made if line.record != one.record)
    return Comparison(tuple(lines), found, len(source.made), source.unused, misplaced)


def summary(comparison: Comparison) -> str:
    """Return what the comparison found, for people: counts of what is equal, then every difference with both texts."""
    lines = [
        *(f"{name}一致：{equal} / {total}" for name, equal, total in _counts(comparison) if total),
        f"文字订正：用到 {comparison.used} 处",
        *(
            f"文字订正用不上（原文中没有或不止一处）：{one.record} “{one.before}”，"
            "对照原文改正它的 before，原文没有这个错的，删去这一条"
            for one in comparison.unused
        ),
        *(
            f"文字订正写错了位置：{one.record} “{one.before}”，原文中在“{line.citation}”，record 应填 {line.record}"
            for one, line in comparison.misplaced
        ),
        *map(str, comparison.differences),
        f"逐字比对：{len(comparison.lines)} 段，{len(comparison.differences)} 处不同。",
    ]
    return "\n".join(lines)


def _counts(comparison: Comparison) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each kind of text, how many are equal, and how many there are, in the data or added to it."""
    wrong = {one.line.citation for one in comparison.differences if one.data}
    added = [BRACKET.findall(one.official) for one in comparison.differences if not one.data]
    for kind, name in _KINDS.items():
        lines = [line for line in comparison.lines if line.kind == kind]
        more = sum(map(bool, added)) if kind == "item" else 0
        yield name, sum(line.citation not in wrong for line in lines), len(lines) + more
        if kind == "item":
            brackets = sum(len(BRACKET.findall(line.text)) for line in lines)
            yield "单位括号", brackets - sum(map(_unequal, comparison.differences)), brackets + sum(map(len, added))


def _unequal(one: Difference) -> int:
    """Return how many unit brackets of the data the official text does not have."""
    return (Counter(BRACKET.findall(one.data)) - Counter(BRACKET.findall(one.official))).total()
