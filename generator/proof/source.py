"""An official text, as its file has it, made into letters that can be held against the data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.model.editorial import Correction
from generator.model.texts import widened

# Where a clause names its units.
BRACKET = re.compile("（[^（）]*单位：[^（）]*）")
_PART = re.compile("^[一二三四五六七八九十]+、", re.MULTILINE)
# The first form: no units are named behind it. Where a sentence is wrapped, a line may have the same words.
_FORMS = re.compile(r"^\0?附表\d+$(?!.*单位：[^（）]*）)", re.MULTILINE | re.DOTALL)
# Rows of a form that hold no word are there to be filled in; what was read of their rules is noise.
_BLANK_ROW = re.compile(r"^[^\u4e00-\u9fff\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """The letters of an official text after its corrections: those made, by the number of their first letter.

    `unused` are the others: their text is not there, or twice.
    """

    letters: str
    made: tuple[tuple[int, Correction], ...]
    unused: tuple[Correction, ...]


def read(text: str, corrections: Sequence[Correction]) -> Source:
    """Return an official text in letters, corrected. A correction that reaches into another is not made."""
    lines = printed_lines(text)
    used = [one for one in corrections if lines.count(one.before) == 1]
    made: list[Correction] = []

    def correct(found: re.Match[str]) -> str:
        made.append(used[(found.lastindex or 1) - 1])
        return "\0" + made[-1].after

    befores = (f"({re.escape(one.before)}{'.*' if one.omits_rest else ''})" for one in used)
    corrected = re.sub("|".join(befores), correct, lines) if used else lines
    forms = _FORMS.search(corrected)
    end = forms.start() if forms else len(corrected)
    pieces = (corrected[:end] + _BLANK_ROW.sub("", corrected[end:])).replace("\n", "").split("\0")
    starts = accumulate(map(len, pieces))
    return Source(
        "".join(pieces), tuple(zip(starts, made, strict=False)), tuple(o for o in corrections if o not in used)
    )


def printed_lines(text: str) -> str:
    """Return a machine reading in the punctuation of Chinese print, without white space within its lines.

    A leading "- " is the machine's mark of an indented line. It is layout, like the white space.
    """
    lines = (re.sub(r"[\s\0]+", "", re.sub(r"^\s*- ", "", line)) for line in text.splitlines())
    return widened("\n".join(filter(None, lines)))


def is_plan(text: str) -> bool:
    """Return whether a text has the title of a part, and behind it a clause that names its units."""
    lines = printed_lines(text)
    return bool((part := _PART.search(lines)) and BRACKET.search(lines[part.end() :].replace("\n", "")))
