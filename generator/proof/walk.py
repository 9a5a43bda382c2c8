"""The official text along the lines of the data: which letters stand for each line, and which for none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model.texts import plain
from generator.proof.printed import Line

# How many letters tell a line from another that has the same number, and how many the longest number has.
_HEAD, _NUMBER_LENGTH = 6, 8
_NUMBER = re.compile(r"([1-9][0-9]*[.]|\([一二三四五六七八九十百零]+\))$")
_Numbered = Sequence[tuple[int, Line]]
_NUMERALS = frozenset("0123456789一二三四五六七八九十百零")


class Step(NamedTuple):
    """Letters of the official text, and the number of the line that they begin or are, or of the lines lacking."""

    letters: str
    found: int | None
    lacking: tuple[int, ...] = ()


def walk(official: str, lines: Sequence[Line]) -> Iterator[Step]:
    """Yield all letters of the official text, and all lines, both in their order.

    Neither the width of punctuation nor the direction of quotation marks matters.
    """
    ours = [line._replace(mark=plain(line.mark), text=plain(line.text)) for line in lines]
    at = 0
    for step in _walk(plain(official), [*enumerate(ours)], "printed", "mark", "words", "head"):
        yield step._replace(letters=official[at : at + len(step.letters)])
        at += len(step.letters)


def _walk(text: str, lines: _Numbered, *probes: str) -> Iterator[Step]:
    """Yield the lines that the first probe finds, and between them those that the next ones find.

    Items that have exchanged their words keep their numbers, so a number counts for more than words.
    """
    at = passed = 0
    while probes and (found := _nearest(text, at, lines, passed, probes[0])):
        nth, start, end = found
        yield from _walk(text[at:start], lines[passed:nth], *probes[1:])
        yield Step(text[start:end], lines[nth][0])
        at, passed = end, nth + 1
    if probes:
        yield from _walk(text[at:], lines[passed:], *probes[1:])
    elif text or lines:
        yield Step(text, None, tuple(n for n, _ in lines))


def _nearest(text: str, at: int, lines: _Numbered, passed: int, probe: str) -> tuple[int, int, int] | None:
    """Return the line that is found with the fewest letters skipped, of the text and of the data, and where it is."""
    fewest, skipped, found = 10**9, 0, None
    for nth in range(passed, len(lines)):
        if skipped >= fewest:
            break
        line = lines[nth][1]
        start, end = _find(text, line, probe, at, at + fewest - skipped + len(line.printed))
        if start >= 0 and start - at + skipped < fewest:
            fewest, found = start - at + skipped, (nth, start, end)
        skipped += len(line.printed)
    return found


def _find(text: str, line: Line, probe: str, at: int, end: int) -> tuple[int, int]:
    """Return where a line begins and ends, or its beginning does; -1 for the start if it is not there."""
    if probe == "mark":
        # Behind a bracket, with which items end, or where the search begins.
        start = at if text.startswith(line.mark, at) else text.find(f"){line.mark}", at, end) + 1 or -1
        return start if line.mark else -1, start + len(line.mark)
    if probe == "words":
        start = text.find(line.text, at, end) if line.kind == "item" else -1
        number = _NUMBER.search(text, max(at, start - _NUMBER_LENGTH), max(at, start))
        return number.start() if number else start, start + len(line.text)
    letters = line.printed if probe == "printed" else line.printed[: len(line.mark) + _HEAD]
    start = text.find(letters, at, end)
    # 12.植树 is not the line 2.植树 with a letter before it.
    other = start > at and text[start - 1] in _NUMERALS and line.mark[:1] in _NUMERALS
    return -1 if other else start, start + len(letters)
