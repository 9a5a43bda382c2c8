"""What a draft proposes as corrections of the official text: where the two differ by a slip of reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, groupby

from generator.drafting.lines import Doubt, left_out, rows
from generator.model.data import CORRECTIONS, Edition
from generator.model.editorial import Correction
from generator.model.record import Node
from generator.model.texts import curled, in_print, meant, plain
from generator.problems import Position
from generator.proof.differences import Difference
from generator.proof.printed import Line, document_lines
from generator.proof.source import printed_lines
from generator.proof.verify import Comparison, compare

Found = dict[str, str]
_LEFT_OUT = "页码、表头、网页上的字，不是事项的。"
# A slip takes up few letters, and these few around it tell where it is.
_LONGEST, _AROUND, _WIDEST, _FEW, _LONGEST_OMISSION = 12, 3, 40, 8, 2000
_SLIPS = (
    (re.compile(r"[—–－\-]*\d{0,4}[—–－\-]*"), re.compile(""), "页码混入正文。"),
    (re.compile("[、，]+"), re.compile("[、，]+"), "单位之间的顿号和逗号按单位的类别显示。"),
    (re.compile(r"[^\w\s]{1,2}"), re.compile(r"[^\w\s]{1,2}"), "标点误读。"),
    (re.compile(r"[\[(（【〈]\d{4}[\])）】〉]"), re.compile(r"〔\d{4}〕"), "发文字号的年份用六角括号。"),
    (re.compile(r"[\^_]\{([^{}]*)\}"), re.compile(".*"), "上下标的排版记号不收。"),
)


class _Rows:
    """The rows of an official text in letters, and where each of them begins."""

    def __init__(self, text: str) -> None:
        self.rows = [printed_lines(row) for row in rows(text)]
        self.letters = "".join(self.rows)
        self.starts = [*accumulate(map(len, self.rows), initial=0)]
        self._curled = curled(self.letters)

    def line_of(self, words: str) -> int:
        """Return the number of the row in which words begin, the first where none has them."""
        at = self._curled.find(words[:_LONGEST])
        return bisect_right(self.starts, at) if at >= 0 else 1


def proposed(text: str, edition: Edition, doubts: Iterable[Doubt]) -> tuple[list[Found], list[Doubt]]:
    """Return the corrections by which an official text becomes a draft, the lines left out of it among them.

    What else differs is doubted at its line of the text.
    """
    lines, source = printed_lines(text), _Rows(text)
    corrections = list(_omissions(source, _printed(document_lines(edition)), doubts))
    taken: set[int] = set()
    left: list[Difference] = []
    for one in compare(text, _corrected(edition, corrections)).differences:
        found = list(_corrections(one, lines, taken)) if one.official and one.data else []
        corrections += filter(None, found)
        left += [] if found and all(found) else [one]
    placed = _placed(corrections, compare(text, _corrected(edition, corrections)))
    return list(placed), list(_doubts(left, source))


def _placed(corrections: Iterable[Found], comparison: Comparison) -> Iterator[Found]:
    """Yield corrections with the records in which they are, without those that none has."""
    records = {one.before: line.record for one, line in comparison.misplaced}
    texts = _printed(comparison.lines)
    for one in corrections:
        named = (records.get(one["before"], one["record"]), *texts)
        if found := next((record for record in named if plain(one["after"]) in texts.get(record, "")), None):
            yield one | {"record": found}


def _printed(lines: Iterable[Line]) -> dict[str, str]:
    """Return what the records of a draft print, by their names in corrections."""
    texts: defaultdict[str, str] = defaultdict(str)
    for line in lines:
        texts[line.record] += plain(line.printed)
    return texts


def _omissions(source: _Rows, printed: Mapping[str, str], doubts: Iterable[Doubt]) -> Iterator[Found]:
    """Yield a correction for each row of lines that a draft left out, with what tells it from all others."""
    rowed, letters, starts, gone = source.rows, source.letters, source.starts, left_out(doubts)
    taken = 0
    for is_out, run in groupby(
        range(1, len(rowed) + 1), key=lambda n: n in gone or (not rowed[n - 1] and n - 1 in gone)
    ):
        lines = list(run)
        start, end = starts[lines[0] - 1], starts[lines[-1]]
        if (
            is_out
            and start < end <= start + _LONGEST_OMISSION
            and (found := _alone(letters, start, end, taken, printed))
        ):
            left, taken = found
            after = letters[left:start] + letters[end:taken]
            yield {"record": "document", "before": letters[left:taken], "after": after, "reason": _LEFT_OUT}


def _alone(letters: str, start: int, end: int, taken: int, printed: Mapping[str, str]) -> tuple[int, int] | None:
    """Return the least that holds a stretch and some letters of one record next to it, and stands in a text once.

    It begins where the one before it is over, or later.
    """
    for around in (*range(_AROUND, _WIDEST), *range(1, _AROUND)):
        for left, right in ((start, min(end + around, len(letters))), (max(taken, start - around), end)):
            after = letters[left:start] + letters[end:right]
            there = any(plain(after) in one for one in printed.values())
            if after and there and letters.count(letters[left:right]) == 1:
                return left, right
    return None


def _corrected(edition: Edition, corrections: Sequence[Found]) -> Edition:
    """Return an edition with corrections."""
    node = Node({}, Position(CORRECTIONS, 1, 1, 1))
    made = tuple(Correction.model_construct(None, **one, omit_rest="false", node=node) for one in corrections)
    return replace(edition, corrections=edition.corrections.model_copy(update={"corrections": made}))


def _doubts(left: Sequence[Difference], source: _Rows) -> Iterator[Doubt]:
    """Yield what differs; of what is wrong in the same way in many places, the places."""
    alike: defaultdict[str, list[Difference]] = defaultdict(list)
    for one in left:
        alike[one.what].append(one)
    for what, found in alike.items():
        if len(found) <= _FEW:
            yield from (Doubt(source.line_of(one.official or one.data), _shown(one)) for one in found)
        else:
            at = sorted({source.line_of(one.official or one.data) for one in found})
            more = "等" if len(at) > _WIDEST else ""
            yield Doubt(
                at[0], f"{what}，共{len(found)}处，在第{'、'.join(map(str, at[:_WIDEST]))}{more}行；逐处看用 verify"
            )


def _corrections(one: Difference, lines: str, taken: set[int]) -> Iterator[Found]:
    """Yield a correction for each stretch that differs, an empty one where it is not a slip."""
    official, data = one.official, one.data
    for start, end, at, stop in _stretches(plain(official), plain(data)):
        again = end - start > 1 and at == stop and official[:start].endswith(official[start:end])
        # A sign is known by those next to it.
        alike = in_print(meant(official[max(0, start - 1) : end + 1])) == data[max(0, at - 1) : stop + 1]
        reason = "重复识别。" if again else "形近的字符。" if alike else _slip(official[start:end], data[at:stop])
        stretch = _unique(official, start, end, lines, taken) if reason else None
        if not stretch:
            yield {}
            continue
        left, right = stretch
        taken.add(lines.find(official[left:right]) + start - left)
        after = official[left:start] + data[at:stop] + official[end:right]
        yield {"record": one.line.record, "before": official[left:right], "after": after, "reason": reason}


def _stretches(official: str, data: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two texts differ; stretches that are near each other are one."""
    found: list[tuple[int, int, int, int]] = []
    for kind, start, end, at, stop in SequenceMatcher(None, official, data, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if found and start - found[-1][1] <= _AROUND + 1:
            found[-1] = (found[-1][0], end, found[-1][2], stop)
        else:
            found.append((start, end, at, stop))
    yield from found


def _slip(official: str, data: str) -> str:
    if len(official) > _LONGEST:
        return ""
    return next((why for one, two, why in _SLIPS if one.fullmatch(official) and two.fullmatch(data)), "")


def _unique(official: str, start: int, end: int, lines: str, taken: set[int]) -> tuple[int, int] | None:
    """Return the least stretch around a slip that stands in the lines of the text once, without quotation marks."""
    # Those of the text are straight.
    first = max(official.rfind(sign, 0, start) for sign in "“”") + 1
    last = min((at for sign in "“”" if (at := official.find(sign, end)) >= 0), default=len(official))
    for around in range(_AROUND, _WIDEST):
        left, right = max(first, start - around), min(last, end + around)
        for stretch in ((left, right), (left, end), (start, right)):
            words = official[slice(*stretch)]
            if lines.count(words) == 1 and lines.find(words) + start - stretch[0] not in taken:
                return stretch
    return None


def _shown(one: Difference) -> str:
    official, data = (text if len(text) <= _WIDEST else text[:_WIDEST] + "…" for text in (one.official, one.data))
    return f"{one.line.citation}：{one.what}。原文“{official or '（无）'}”，草稿“{data or '（无）'}”"
