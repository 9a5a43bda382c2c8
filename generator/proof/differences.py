"""How the official text and the data differ: every difference is named once, at its line, as what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.node import UNKNOWN
from generator.problems import spelled, told_apart
from generator.proof.printed import Line
from generator.proof.source import BRACKET
from generator.proof.walk import narrow, walk

# How many letters are shown around what differs.
_AROUND = 8
_NUMBER = re.compile("^(?:[1-9][0-9]*[.]|（[一二三四五六七八九十百零]+）)")
_BEHIND_ITEM = re.compile("(?<=）)(?=[1-9][0-9]*[.](?![0-9])|（[一二三四五六七八九十百零]+）|——)")


@dataclass(frozen=True, slots=True)
class Difference:
    """A line from which the official text differs, what is wrong, and both texts; "" where one has none.

    What only the official text has is `added`: it stands behind the line.
    """

    line: Line
    what: str
    official: str
    data: str
    note: str = ""
    added: bool = False

    @property
    def place(self) -> str:
        """How the line is cited."""
        return self.line.place + ("之后" if self.added else "")

    def __str__(self) -> str:
        where = f"{self.line.position.file}:{self.line.position.line}"
        differ = self.official and self.data and self.official != self.data
        said = {
            "原文": self.official or "（无）",
            "数据": self.data or "（无）",
            "差别": stretch(self.official, self.data) if differ else "",
            "说明": self.note,
        }
        # What the data leaves unknown is a problem of its own; here it is a gap.
        texts = (f"\n  {name}：{spelled(text.replace(UNKNOWN, '…'))}" for name, text in said.items() if text)
        return f"{where}: {self.line.record} {self.place}：{self.what}" + "".join(texts)


def stretch(official: str, data: str) -> str:
    """Return where two texts differ, from the first letter to the last: between 【】, amid their neighbours."""
    start = _alike(official, data)
    behind = _alike(official[start:][::-1], data[start:][::-1])
    before = ("…" if start > _AROUND else "") + official[max(0, start - _AROUND) : start]
    after = official[len(official) - behind :][:_AROUND] + ("…" if behind > _AROUND else "")
    middles = told_apart(official[start : len(official) - behind], data[start : len(data) - behind])
    one, other = (f"{before}【{middle}】{after}" for middle in middles)
    return f"第{start + 1}字起，原文“{one}”，数据“{other}”"


def _equal(official: str, data: str) -> bool:
    """Return whether two texts are the same but for the width of their punctuation."""
    return official == data or narrow(official) == narrow(data)


def _alike(one: str, other: str) -> int:
    """Return with how many equal letters two texts begin."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)


def differences(official: str, lines: Sequence[Line]) -> list[Difference]:
    """Return every difference of the letters of an official text, in the order of the data.

    There are none exactly if both texts are equal but for the width of their punctuation.
    """
    known = {line.text: n for n, line in enumerate(lines) if line.kind == "item"}
    known |= {line.printed: n for n, line in enumerate(lines)}
    texts, strays = _read(official, lines, known)
    moved = {one.known: one for one in reversed(strays) if one.known is not None and not texts[one.known]}
    found = [(one.before, _added(lines, texts, one)) for one in strays if one not in moved.values()]
    for n, (text, line) in enumerate(zip(texts, lines, strict=True)):
        if n in moved:
            note = f"原文中排在{_where(lines, texts, moved[n])}"
            found.append((n, Difference(line, "次序不同", moved[n].letters, line.printed, note)))
        elif not _equal(text, line.printed):
            other = known.get(_NUMBER.sub("", text), n)
            note = f"原文这里是“{lines[other].place}”的文字" if other != n else ""
            found.append((n, _changed(line, text, note)))
    return [difference for _, difference in sorted(found, key=lambda one: one[0])]


class _Stray(NamedTuple):
    """Letters that belong to no line in their place, the number of the line before them, and of the line they are."""

    before: int
    letters: str
    known: int | None


def _read(official: str, lines: Sequence[Line], known: Mapping[str, int]) -> tuple[list[str], list[_Stray]]:
    """Return the letters of the official text by line, "" where it lacks the line, and those that belong to none."""
    texts, strays, last = [""] * len(lines), list[_Stray](), -1
    for step in walk(official, lines):
        if step.found is not None:
            last, texts[step.found] = step.found, curled(step.letters)
        elif last >= 0 and not _equal(texts[last], lines[last].printed):
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


def curled(text: str) -> str:
    """Return the text with its straight quotation marks made into pairs of “ and ”, which print never nests."""
    pieces = text.split('"')
    return pieces[0] + "".join("“”"[n % 2] + piece for n, piece in enumerate(pieces[1:]))


def _cut(letters: str, lines: Sequence[Line]) -> Iterator[str]:
    """Yield letters that belong to no line, cut behind every line of the data and every other item."""
    for piece in _BEHIND_ITEM.split(letters):
        rest = piece
        while rest:
            part = next((line.printed for line in lines if rest.startswith(line.printed)), rest)
            yield part
            rest = rest.removeprefix(part)


def _where(lines: Sequence[Line], texts: Sequence[str], stray: _Stray) -> str:
    behind = next((n for n in range(stray.before + 1, len(lines)) if texts[n]), len(lines))
    names = (f"“{lines[n].place}”" if 0 <= n < len(lines) else "开头或末尾" for n in (stray.before, behind))
    return "和".join(names) + "之间"


def _added(lines: Sequence[Line], texts: Sequence[str], stray: _Stray) -> Difference:
    """Return the difference of what only the official text has, or has more than once."""
    if stray.known is not None:
        line, note = lines[stray.known], f"多出的一处在{_where(lines, texts, stray)}"
        return Difference(line, "原文重复", stray.letters, line.printed, note)
    what = "数据缺少这一项" if BRACKET.search(stray.letters) else "原文多出这些字"
    return Difference(lines[max(stray.before, 0)], what, stray.letters, "", added=True)


def _changed(line: Line, official: str, note: str) -> Difference:
    """Return the difference of a line that the official text lacks or has in other words."""
    if not official:
        return Difference(line, "原文没有", "", line.text)
    words = official.removeprefix(line.mark)
    if not official.startswith(line.mark):
        what = "编号不同" if _equal(official[-len(line.text) :], line.text) else "文字不同"
        return Difference(line, what, official, line.printed, note)
    units = BRACKET.search(words) and _equal(BRACKET.sub("", words), BRACKET.sub("", line.text))
    what = "标题不同" if line.kind == "heading" else "单位不同" if units else "文字不同"
    return Difference(line, what, words, line.text, note)
