"""How texts are compared and shown: the width of punctuation, the direction of quotation marks, what differs."""

from __future__ import annotations

from generator.problems import told_apart

# How many letters are shown around what differs.
_AROUND = 8
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if not chr(code - 0xFEE0).isalnum()}
_PLAIN = {**_NARROW, ord("“"): ord('"'), ord("”"): ord('"')}


def plain(text: str) -> str:
    """Return a text with its punctuation in one width and its quotation marks straight, letter for letter."""
    return text.translate(_PLAIN)


def curled(text: str) -> str:
    """Return a text with its straight quotation marks made into pairs of “ and ”, which print never nests."""
    pieces = text.split('"')
    return pieces[0] + "".join("“”"[n % 2] + piece for n, piece in enumerate(pieces[1:]))


def equal(one: str, other: str) -> bool:
    """Return whether two texts are the same but for the width of their punctuation."""
    return one == other or one.translate(_NARROW) == other.translate(_NARROW)


def difference(official: str, data: str) -> str:
    """Return where two texts differ, from the first letter to the last: between 【】, amid their neighbours."""
    start = _alike(official, data)
    behind = _alike(official[start:][::-1], data[start:][::-1])
    before = ("…" if start > _AROUND else "") + official[max(0, start - _AROUND) : start]
    after = official[len(official) - behind :][:_AROUND] + ("…" if behind > _AROUND else "")
    middles = told_apart(official[start : len(official) - behind], data[start : len(data) - behind])
    one, other = (f"{before}【{middle}】{after}" for middle in middles)
    return f"第{start + 1}字起，原文“{one}”，数据“{other}”"


def _alike(one: str, other: str) -> int:
    """Return with how many equal letters two texts begin."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)
