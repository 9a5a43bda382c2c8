"""What a draft proposes as corrections of the official text: where the two differ by a slip of reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from generator.drafting.lines import Doubt, rows
from generator.model.texts import curled, plain
from generator.proof.differences import Difference
from generator.proof.source import BRACKET, printed_lines
from generator.proof.verify import Comparison

# A slip takes up few letters, and these few around it tell where it is.
_LONGEST, _AROUND, _WIDEST, _FEW = 12, 3, 40, 3
_SLIPS = (
    (re.compile(r"[—–－\-]*\d{0,4}[—–－\-]*"), re.compile(""), "页码混入正文。"),
    (re.compile("[、，]+"), re.compile("[、，]+"), "单位之间的顿号和逗号按单位的类别显示。"),
    (re.compile(r"[^\w\s]{1,2}"), re.compile(r"[^\w\s]{1,2}"), "标点误读。"),
    (re.compile(r"[\[(（【〈]\d{4}[\])）】〉]"), re.compile(r"〔\d{4}〕"), "发文字号的年份用六角括号。"),
    (re.compile(r"[\^_]\{([^{}]*)\}"), re.compile(".*"), "上下标的排版记号不收。"),
)


def proposed(text: str, comparison: Comparison) -> tuple[list[dict[str, str]], list[Doubt]]:
    """Return the corrections by which an official text becomes the draft that it was compared with.

    What else differs is doubted at its line of the text.
    """
    lines = printed_lines(text)
    corrections: list[dict[str, str]] = []
    doubts: list[Doubt] = []
    taken: set[int] = set()
    if _is_dressed(comparison):
        return [], list(_told(comparison, text))
    for one in comparison.differences:
        found = list(_corrections(one, lines, taken)) if one.official and one.data else []
        corrections += found
        if not found or not all(found):
            doubts.append(Doubt(_line_of(one, text), _shown(one)))
    return [one for one in corrections if one], doubts


def _is_dressed(comparison: Comparison) -> bool:
    """Return whether a plan prints units in another way than the data does, so that nearly all items differ."""
    items = sum(line.kind == "item" for line in comparison.lines)
    differing = sum(one.line.kind == "item" for one in comparison.differences)
    return differing > _FEW and 2 * differing >= items


def _told(comparison: Comparison, text: str) -> Iterator[Doubt]:
    """Yield what can be said of a plan that cannot be held against its text letter by letter.

    Its words are looked for in the text, and the lines of the text in its words.
    """
    letters = plain(printed_lines(text).replace("\n", ""))
    pieces = [[plain(words) for words in BRACKET.split(line.text)] for line in comparison.lines]
    places = [
        line.citation
        for line, words in zip(comparison.lines, pieces, strict=True)
        if line.kind in ("item", "heading") and not all(one in letters for one in words)
    ]
    lost = f"没有找到的是{'、'.join(places)}" if places else "都在"
    yield Doubt(1, f"单位的写法和本站印的不同，不能逐字比对；事项和标题的文字在原文里逐个找过，{lost}")
    known = "".join(one for words in pieces for one in words)
    printed = [(n, plain(printed_lines(row))) for n, row in enumerate(rows(text), 1)]
    left = [n for n, row in printed if len(row) > _WIDEST and row[_AROUND * 3 : _WIDEST - _LONGEST] not in known]
    if left:
        yield Doubt(left[0], f"没有收进数据的行：{'、'.join(map(str, left[:_WIDEST]))}")


def _corrections(one: Difference, lines: str, taken: set[int]) -> Iterator[dict[str, str]]:
    """Yield a correction for each stretch that differs, an empty one where it is not a slip."""
    official, data = one.official, one.data
    for start, end, at, stop in _stretches(plain(official), plain(data)):
        again = end - start > 1 and at == stop and official[:start].endswith(official[start:end])
        reason = "重复识别。" if again else _slip(official[start:end], data[at:stop])
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


def _line_of(one: Difference, text: str) -> int:
    """Return the number of the line of the text on which the words of a difference begin."""
    printed = [curled(printed_lines(row)) for row in rows(text)]
    starts = [*accumulate(map(len, printed), initial=0)]
    at = "".join(printed).find((one.official or one.data)[:_LONGEST])
    return bisect_right(starts, at) if at >= 0 else 1


def _shown(one: Difference) -> str:
    official, data = (text if len(text) <= _WIDEST else text[:_WIDEST] + "…" for text in (one.official, one.data))
    return f"{one.line.citation}：{one.what}。原文“{official or '（无）'}”，草稿“{data or '（无）'}”"
