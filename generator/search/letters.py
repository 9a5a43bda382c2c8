"""Readings and traditional forms of characters, from maintained tables, for the characters that the search meets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from opencc import OpenCC
from pypinyin import Style, pinyin

_HAN = range(0x4E00, 0xA000)
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]+")


def _everyday() -> Iterator[str]:
    """The 3755 characters of the first level of GB 2312: what an input method may offer instead."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            if row < 0xD7 or cell < 0xFA:
                yield bytes((row, cell)).decode("gb2312")


def pinyin_table(texts: Iterable[str]) -> dict[str, str]:
    """The readings of everyday characters as runs of their order in GB 2312, and further readings by character.

    That order is by pinyin, so the runs are few; the engine has the order from its own text decoder. What occurs in
    the texts has the readings it has there: 重 is zhong in 重点, chong in 重庆. A character that is not everyday has
    all it can have, for people guess.
    """
    everyday = "".join(_everyday())
    commonest = dict(zip(everyday, _readings(everyday), strict=True))
    runs = [f"{reading}{len(list(run))}" for reading, run in groupby(commonest.values())]
    others: dict[str, set[str]] = {}
    for word in {word for text in texts for word in _HAN_WORD.findall(text)}:
        for sign, reading in zip(word, _readings(word), strict=True):
            known = {reading} if sign in commonest else {reading, *_all_readings(sign)}
            for other in known - {commonest.get(sign)}:
                others.setdefault(other, set()).add(sign)
    return {"runs": " ".join(runs), "others": " ".join(key + "".join(sorted(others[key])) for key in sorted(others))}


def _all_readings(sign: str) -> list[str]:
    return list(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])


def _readings(word: str) -> list[str]:
    """One reading a character, as the word around it has it."""
    return [reading for (reading,) in pinyin(word, style=Style.NORMAL)]


def traditional_pairs(texts: Iterable[str]) -> str:
    """Pairs of characters: a traditional or variant form, and the simplified form of it that occurs in the texts."""
    occurring = {sign for text in texts for sign in text}
    simplify = OpenCC("t2s").convert
    forms = "".join(map(chr, _HAN))
    pairs = zip(forms, map(simplify, forms), strict=True)
    return "".join(form + simple for form, simple in pairs if form != simple and simple in occurring)
