"""An official text, as its file has it, made into letters that can be held against the data."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.model.editorial import Correction
from generator.model.texts import widened

# Where a clause names its units.
BRACKET = re.compile("（[^（）]*单位：[^（）]*）")
# The first form: no units are named behind it. Where a sentence is wrapped, a line may have the same words.
_FORMS = re.compile(r"^\0?附表\d+$(?!.*单位：[^（）]*）)", re.MULTILINE | re.DOTALL)
# Rows of a form that hold no word are there to be filled in; what was read of their rules is noise.
_BLANK_ROW = re.compile(r"^[^\u4e00-\u9fff\n]*$", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,500}?-->")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\0-\b\x0e-\x1f\x7f]")
# A bullet of Markdown, the mark of a quotation, the sign of a heading.
_LAYOUT = re.compile(r"^(?:[-+>•·▪■◆●○◇□]\s+|#{1,6}\s+)+")
# What lines between the rows of a table are made of: one of the first.
_RULING = "|+│┃║─━═┼"
_RULE = re.compile(r"[\s|│┃║+=─━═┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬:-]{3,}")
# What stands between the cells of a table.
BARS = "|│┃║｜┆┊"
_APART = re.compile(rf"[\s\0{BARS}]+")


@dataclass(frozen=True, slots=True)
class Source:
    """The letters of an official text after its corrections: those made, by the number of their first letter.

    `unused` are the others: their text is not there, or twice.
    """

    letters: str
    made: tuple[tuple[int, Correction], ...]
    unused: tuple[Correction, ...]


def read(text: str, corrections: Sequence[Correction]) -> Source:
    """Return an official text in letters, corrected. A correction that reaches into another is not made.

    What is corrected may be broken over lines, where no line has it.
    """
    lines = printed_lines(text)
    letters = lines.replace("\n", "")
    whole = {one.before for one in corrections if lines.count(one.before) == 1}
    used = [one for one in corrections if one.before in whole or letters.count(one.before) == 1]
    made: list[Correction] = []

    def correct(found: re.Match[str]) -> str:
        made.append(used[(found.lastindex or 1) - 1])
        return "\0" + made[-1].after

    joints = {one.before: "" if one.before in whole else r"\n?" for one in used}
    befores = (
        f"({joints[one.before].join(map(re.escape, one.before))}{'.*' if one.omits_rest else ''})" for one in used
    )
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

    What is layout is left out, like the white space: see `without_layout`. The bars between the cells of a table are.
    """
    lines = (without_layout(line) for line in text.splitlines())
    return widened("\n".join(filter(None, (_APART.sub("", line) for line in lines if not _is_rule(line)))))


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and any(sign in line for sign in _RULING)


def without_layout(line: str) -> str:
    """Return a line without what the document does not say: tags, signs that nobody sees, the marks of Markdown.

    A leading "- " is a machine's mark of an indented line.
    """
    if "&" in line:
        line = html.unescape(line)
    line = _INVISIBLE.sub("", _TAG.sub(" ", line) if "<" in line else line)
    return _LAYOUT.sub("", line.replace("**", "").strip())
