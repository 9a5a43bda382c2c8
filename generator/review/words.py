"""Sentences about a change: texts with the changed words marked, and citations of many items at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from generator.index.index import Entry

# A number with its measure, a word of letters, and any other sign are what is changed as a whole.
_WORD = re.compile(
    r"[0-9]+(?:[.—][0-9]+)*[余多]?[十百千万亿]*"
    r"(?:平方公里|平方米|公里|公顷|千伏安|小时|微克|周岁|人次|场次|个月|[%％]|[\u4e00-\u9fff])?|[A-Za-z]+|.",
    re.DOTALL,
)
# So much is shown around what changed; an equal stretch this short between two changes is part of them.
_AROUND, _ISLAND = 14, 1
# So many items are cited one by one.
_CITED = 6


class Piece(NamedTuple):
    """A run of a sentence, which may be what was and is no more, or what is new."""

    text: str
    mark: Literal["", "old", "new"] = ""


Sentence = tuple[Piece, ...]


def plain(*texts: str) -> Sentence:
    """Return a sentence without marks."""
    return (Piece("".join(texts)),)


def marked(old: str, new: str) -> Sentence:
    """Return a text with what went and what came marked; long stretches that both have are cut."""
    steps = list(_steps(_WORD.findall(old), _WORD.findall(new)))
    pieces = []
    for n, (one, other) in enumerate(steps):
        if one == other:
            pieces.append(Piece(_cut(one, first=n == 0, last=n == len(steps) - 1)))
        else:
            pieces += [Piece(text, mark) for text, mark in ((one, "old"), (other, "new")) if text]  # type: ignore[arg-type]
    return tuple(pieces)


def targets(old: str, new: str) -> list[tuple[str, str]]:
    """Return the numbers with their measures that stand in place of others, with those others."""
    pairs = (
        (_WORD.findall(one), _WORD.findall(other)) for one, other in _steps(_WORD.findall(old), _WORD.findall(new))
    )
    numbers = (([w for w in one if w[0].isdigit()], [w for w in other if w[0].isdigit()]) for one, other in pairs)
    return [
        pair
        for one, other in numbers
        if len(one) == len(other)
        for pair in zip(one, other, strict=True)
        if pair[0] != pair[1]
    ]


def amount(text: str, otherwise: str) -> str:
    """Return the number in a text with its measure; something else where the text has none, or several."""
    numbers = [word for word in _WORD.findall(text) if word[0].isdigit()]
    return numbers[0] if len(numbers) == 1 else otherwise


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield both texts in stretches that are equal or are changed."""
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    last = len(codes) - 1
    kinds = [
        (tag == "equal" and (j - i > _ISLAND or n in (0, last)), i, j, k, m)
        for n, (tag, i, j, k, m) in enumerate(codes)
    ]
    for _, run in groupby(kinds, key=lambda code: code[0]):
        stretch = list(run)
        yield "".join(old[stretch[0][1] : stretch[-1][2]]), "".join(new[stretch[0][3] : stretch[-1][4]])


def _cut(text: str, first: bool, last: bool) -> str:
    """Return a stretch without its middle, or without what lies far from the change at one side of it."""
    if len(text) <= 2 * _AROUND + 2 or (first and last):
        return text
    before, after = "" if first else text[:_AROUND], "" if last else text[-_AROUND:]
    return f"{before}…{after}"


def cited(entries: Iterable[Entry]) -> str:
    """Return how items are cited together: 第二部分第109、110项，第四部分第3项."""
    found = sorted({(one.part_number, one.item.number, one.part_label, one.number) for one in entries})
    shown = found if len(found) <= _CITED + 2 else found[:_CITED]
    parts = [
        f"{label}第{'、'.join(number for *_, number in run)}项" for label, run in groupby(shown, key=lambda one: one[2])
    ]
    more = f"等{len(found)}项" if len(shown) < len(found) else ""
    return "，".join(parts) + more
