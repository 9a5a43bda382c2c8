"""Readings and traditional forms of characters, from maintained tables, for the characters that the search meets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from opencc import OpenCC
from pypinyin import Style, pinyin

_HAN = range(0x4E00, 0xA000)


def _everyday() -> Iterator[str]:
    """The 3755 characters of the first level of GB 2312: those that an input method offers in place of the right one."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            if row < 0xD7 or cell < 0xFA:
                yield bytes((row, cell)).decode("gb2312")


def pinyin_table(words: str) -> dict[str, object]:
    """The readings of everyday characters as runs of their order in GB 2312, and further readings by character.

    That order is by pinyin, so the runs are few; the engine has the order from its own text decoder. Characters of the
    words have all their readings, so that 重 is found under both; of the others the commonest will do.
    """
    everyday = "".join(_everyday())
    runs = [f"{reading}{len(list(run))}" for reading, run in groupby(map(_commonest, everyday))]
    others: dict[str, list[str]] = {}
    for sign in sorted({sign for sign in words if ord(sign) in _HAN}):
        known = {_commonest(sign)} if sign in everyday else set()
        for reading in sorted({*_readings(sign)} - known):
            others.setdefault(reading, []).append(sign)
    return {"runs": " ".join(runs), "others": " ".join(key + "".join(others[key]) for key in sorted(others))}


def _readings(sign: str) -> list[str]:
    return list(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])


def _commonest(sign: str) -> str:
    return str(pinyin(sign, style=Style.NORMAL)[0][0])


def traditional_pairs(words: str) -> str:
    """Pairs of characters: a traditional or variant form, and the simplified form of it that occurs in the words."""
    occurring = {sign for sign in words if ord(sign) in _HAN}
    simplify = OpenCC("t2s").convert
    forms = "".join(map(chr, _HAN))
    pairs = zip(forms, map(simplify, forms), strict=True)
    return "".join(form + simple for form, simple in pairs if form != simple and simple in occurring)
