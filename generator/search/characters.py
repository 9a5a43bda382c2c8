"""Readings and traditional forms of characters, from maintained tables, for the characters that the search meets.

The tables take long to load and to ask. What they say comes in pieces of plain values, which a cache can keep: an edit
changes the words of one piece.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

_HAN = range(0x4E00, 0xA000)
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]+")
_GROUPS = 16


def everyday() -> str:
    """Return the 3755 characters of the first level of GB 2312: what an input method may offer instead."""
    return "".join(_everyday())


def _everyday() -> Iterator[str]:
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            if row < 0xD7 or cell < 0xFA:
                yield bytes((row, cell)).decode("gb2312")


def word_groups(texts: Iterable[str]) -> list[list[str]]:
    """Return the runs of characters that occur in texts, each in the group of its first character."""
    groups: list[list[str]] = [[] for _ in range(_GROUPS)]
    for word in sorted({word for text in texts for word in _HAN_WORD.findall(text)}):
        groups[ord(word[0]) % _GROUPS].append(word)
    return groups


def word_readings(words: Sequence[str]) -> bytes:
    """Return which characters of words have which reading there, as JSON: by reading, the characters in a row.

    重 is zhong in 重点, chong in 重庆. A character that is not everyday has all it can have, for people guess.
    """
    found: dict[str, set[str]] = {}
    known = set(everyday())
    for word in words:
        for sign, reading in zip(word, _readings(word), strict=True):
            for one in {reading} if sign in known else {reading, *_all_readings(sign)}:
                found.setdefault(one, set()).add(sign)
    return _json({reading: "".join(sorted(found[reading])) for reading in sorted(found)})


def tables(characters: str) -> bytes:
    """Return the commonest reading of each of some characters, and the pairs of all traditional forms, as JSON."""
    from opencc import OpenCC  # noqa: PLC0415 - takes long to load

    forms = "".join(map(chr, _HAN))
    pairs = zip(forms, map(OpenCC("t2s").convert, forms), strict=True)
    traditional = "".join(form + simple for form, simple in pairs if form != simple)
    return _json({"commonest": _readings(characters), "traditional": traditional})


def character_table(tables: bytes, readings: Iterable[bytes], texts: Iterable[str]) -> Mapping[str, object]:
    """Return what the engine knows of characters, from the tables and the readings of all groups of words.

    `pinyin` has the readings of everyday characters as runs of their order in GB 2312, which is by pinyin, so the runs
    are few and the engine has the order from its own text decoder; and further readings by character. `traditional` is
    pairs: a traditional or variant form, and the simplified form of it that occurs in the texts.
    """
    found, occurring = json.loads(tables), {sign for text in texts for sign in text}
    commonest = dict(zip(everyday(), found["commonest"], strict=True))
    others: dict[str, set[str]] = {}
    for group in readings:
        for reading, signs in json.loads(group).items():
            if further := {sign for sign in signs if commonest.get(sign) != reading}:
                others.setdefault(reading, set()).update(further)
    pairs = iter(found["traditional"])
    return {
        "pinyin": {
            "runs": " ".join(f"{reading}{len(list(run))}" for reading, run in groupby(commonest.values())),
            "others": " ".join(key + "".join(sorted(others[key])) for key in sorted(others)),
        },
        "traditional": "".join(form + simple for form, simple in zip(pairs, pairs, strict=True) if simple in occurring),
    }


def _readings(word: str) -> list[str]:
    """Return one reading a character, as the word around it has it."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - takes long to load

    return [reading for (reading,) in pinyin(word, style=Style.NORMAL)]


def _all_readings(sign: str) -> list[str]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - takes long to load

    return list(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
