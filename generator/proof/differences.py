"""How the official text and the data differ, walked letter by letter: every difference once, at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.texts import curled, difference, equal, plain
from generator.problems import spelled
from generator.proof.printed import Line
from generator.proof.source import BRACKET

# How many letters tell a line from another that has the same number, and how many the longest number has.
_HEAD, _NUMBER_LENGTH = 6, 8
_MARK = re.compile(r"([1-9][0-9]*[.]|\([一二三四五六七八九十百零]+\))$")
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
        number = _MARK.search(text, max(at, start - _NUMBER_LENGTH), max(at, start))
        return number.start() if number else start, start + len(line.text)
    letters = line.printed if probe == "printed" else line.printed[: len(line.mark) + _HEAD]
    start = text.find(letters, at, end)
    # 12.植树 is not the line 2.植树 with a letter before it.
    other = start > at and text[start - 1] in _NUMERALS and line.mark[:1] in _NUMERALS
    return -1 if other else start, start + len(letters)


_NUMBER = re.compile("^(?:[1-9][0-9]*[.]|（[一二三四五六七八九十百零]+）)")
_BEHIND_ITEM = re.compile("(?<=）)(?=[1-9][0-9]*[.](?![0-9])|（[一二三四五六七八九十百零]+）|——)")


@dataclass(frozen=True, slots=True)
class Difference:
    """A line from which the official text differs, what is wrong, and both texts.

    `official` is empty where the official text lacks the line, `data` where the data lacks what stands behind the line.
    """

    line: Line
    what: str
    official: str
    data: str

    def __str__(self) -> str:
        position, said = self.line.position, {"原文": self.official or "（无）", "数据": self.data or "（无）"}
        if self.official and self.data and self.official != self.data:
            said["差别"] = difference(self.official, self.data)
        texts = (f"\n  {name}：{spelled(text)}" for name, text in said.items())
        head = f"{position.file}:{position.line}: {self.line.record} {self.line.citation}：{self.what}"
        return spelled(head) + "".join(texts)


class _Stray(NamedTuple):
    """Letters that belong to no line in their place, the number of the line before them, and of the line they are."""

    before: int
    letters: str
    known: int | None


def differences(official: str, lines: Sequence[Line]) -> list[Difference]:
    """Return every difference of the letters of an official text, in the order of the data.

    There are none exactly if both texts are equal but for the width of their punctuation.
    """
    known = {line.text: n for n, line in enumerate(lines) if line.kind == "item"}
    known |= {line.printed: n for n, line in enumerate(lines)}
    texts, strays = _read(official, lines, known)
    moved = {one.known: one for one in reversed(strays) if one.known is not None and not texts[one.known]}
    found = [(one.before, _added(lines, texts, one)) for one in strays if one not in moved.values()]
    changed = [n for n, line in enumerate(lines) if not equal(texts[n], line.printed)]
    words = {lines[n].text: lines[n] for n in changed}
    for n in changed:
        if n in moved:
            what = f"次序不同，原文中排在{_where(lines, texts, moved[n])}"
            found.append((n, Difference(lines[n], what, moved[n].letters, lines[n].printed)))
        else:
            found.append((n, _changed(lines[n], texts[n], words.get(_NUMBER.sub("", texts[n])))))
    return [one for _, one in sorted(found, key=lambda numbered: numbered[0])]


def _read(official: str, lines: Sequence[Line], known: Mapping[str, int]) -> tuple[list[str], list[_Stray]]:
    """Return the letters of the official text by line, "" where it lacks the line, and those that belong to none."""
    texts, strays, last = [""] * len(lines), list[_Stray](), -1
    for step in walk(official, lines):
        if step.found is not None:
            last, texts[step.found] = step.found, curled(step.letters)
        elif last >= 0 and not equal(texts[last], lines[last].printed):
            texts[last] = curled(texts[last] + step.letters)
        else:
            for letters in _cut(curled(step.letters), lines):
                number = known.get(letters, known.get(_NUMBER.sub("", letters)))
                lacking = [n for n in step.lacking if not texts[n]]
                if number is None and lacking:
                    # A line in other words, from its first letter on: the one of that length.
                    texts[min(lacking, key=lambda n: abs(len(lines[n].printed) - len(letters)))] = letters
                else:
                    strays.append(_Stray(last, letters, number))
    return texts, strays


def _cut(letters: str, lines: Sequence[Line]) -> Iterator[str]:
    """Yield letters that belong to no line, cut behind every line of the data and every other item."""
    for piece in _BEHIND_ITEM.split(letters):
        at = 0
        while at < len(piece):
            part = next((line.printed for line in lines if piece.startswith(line.printed, at)), piece[at:])
            yield part
            at += len(part)


def _where(lines: Sequence[Line], texts: Sequence[str], stray: _Stray) -> str:
    behind = next((n for n in range(stray.before + 1, len(lines)) if texts[n]), len(lines))
    names = (f"“{lines[n].citation}”" if 0 <= n < len(lines) else "开头或末尾" for n in (stray.before, behind))
    return "和".join(names) + "之间"


def _added(lines: Sequence[Line], texts: Sequence[str], stray: _Stray) -> Difference:
    """Return the difference of what only the official text has, or has more than once."""
    if stray.known is not None:
        line, what = lines[stray.known], f"原文重复，多出的一处在{_where(lines, texts, stray)}"
        return Difference(line, what, stray.letters, line.printed)
    what = "数据缺少后面的一项" if BRACKET.search(stray.letters) else "原文在后面多出这些字"
    return Difference(lines[max(stray.before, 0)], what, stray.letters, "")


def _changed(line: Line, official: str, other: Line | None) -> Difference:
    """Return the difference of a line that the official text lacks, or has in other words: those of another line."""
    if not official:
        return Difference(line, "原文没有", "", line.text)
    words = official.removeprefix(line.mark)
    if not official.startswith(line.mark):
        what = "编号不同" if equal(official[-len(line.text) :], line.text) else "文字不同"
        return Difference(line, what, official, line.printed)
    units = BRACKET.search(words) and equal(BRACKET.sub("", words), BRACKET.sub("", line.text))
    what = "标题不同" if line.kind == "heading" else "单位不同" if units else "文字不同"
    known = f"，原文这里是“{other.citation}”的文字" if other else ""
    return Difference(line, what + known, words, line.text)
