"""Lines and paragraphs of prose: which lines a printer broke, and which are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.drafting import marks
from generator.drafting.lines import Line
from generator.drafting.marks import Mark

# A line that is shorter than this share of the usual one was not broken by the printer.
_SHORT = 0.7
_ENDS = frozenset("。！？；;：:!?）)】〕]")
_LATIN_GAP = re.compile(r"(?<=[A-Za-z,.])\s+(?=[A-Za-z])")
# 主要指标的责任部门。: whatever its mark is, such a line is none of the tasks below it.
_ON_UNITS = re.compile(
    r"^[^，,；;：:。]*(?:(?:责任|牵头|负责)(?:部门|单位)|(?:任务|责任|部门)(?:分工|分解))[。：:]?\s*$"
)
# What stands in more than a title.
_MORE = re.compile("[。！？；;：:]")
_LONGEST_TITLE = 200
_LONGEST_HEADING = 60


def joined(text: str) -> str:
    """Return a text in one line, with spaces only between words of Latin letters."""
    return "".join(_LATIN_GAP.sub("\0", text).split()).replace("\0", " ")


def usual_length(lines: Sequence[Line]) -> int:
    """Return the length that four of five lines do not exceed."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 4 // 5] if lengths else 0


def is_broken(line: str, usual: int) -> bool:
    """Return whether a printer broke a line: it goes on in the next."""
    return bool(line) and line[-1] not in _ENDS and len(line) >= _SHORT * usual


def is_title(line: str, usual: int) -> bool:
    """Return whether a line is a title: a few words, or one short sentence, that a printer did not break."""
    return 0 < len(line) <= _LONGEST_HEADING and not _MORE.search(line[:-1]) and not is_broken(line, usual)


def title_of(lines: list[Line], usual: int) -> str:
    """Return the heading that lines begin with, and take it from them: a printer may have broken it."""
    title = lines.pop(0).text if lines else ""
    while (
        lines
        and title
        and len(title) < _LONGEST_TITLE
        and title[-1] not in _ENDS
        and not lines[0].begins
        and (is_broken(title, usual) or _is_rest(lines, usual))
    ):
        title += lines.pop(0).text
    return title


def _is_rest(lines: list[Line], usual: int) -> bool:
    """Return whether lines are the last word of a heading."""
    return len(lines) == 1 and 2 * len(lines[0].text) < usual and lines[0].text[-1] not in _ENDS


def parted(words: str, mark: Mark | None, usual: int) -> tuple[str, str, int]:
    """Return the heading before a text, the text, and where it begins."""
    lines = words.split("\n")
    heading, skipped = "", 0
    if mark is None or mark.level <= marks.GROUP or _ON_UNITS.search(lines[0]):
        while len(lines) > 1 and any(map(str.strip, lines[1:])) and _is_heading(lines, usual):
            heading = heading if mark and heading else lines[0] or heading
            skipped += len(lines.pop(0)) + 1
        if mark is None or heading:
            extra = _last_paragraph(lines, usual)
            skipped += sum(len(line) + 1 for line in lines[:extra])
            lines = lines[extra:]
    rest = "\n".join(lines)
    offset = len(rest) - len(rest.lstrip(" \n\t。；;，,.、）)"))
    return heading, joined(rest[offset:]), skipped + offset


def _is_heading(lines: Sequence[str], usual: int) -> bool:
    """Return whether the first of lines is a heading: of a few words that do not go on in the next."""
    words = lines[0].strip()
    short = len(words) <= _LONGEST_HEADING and (words[-1:] not in _ENDS or bool(_ON_UNITS.search(words)))
    return short and (not lines[1].strip() or not is_broken(words, usual))


def _last_paragraph(lines: list[str], usual: int) -> int:
    """Return the number of lines before the last paragraph."""
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    while last > 0 and is_broken(lines[last - 1].strip(), usual):
        last -= 1
    return last
