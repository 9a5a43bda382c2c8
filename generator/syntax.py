"""What is wrong where YAML cannot be read, told by the shape of the line, and the text without that record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from generator.problems import Place, Problem

_KEY = re.compile(r"( *(?:- +)*)([a-z_]+):(?: |$)")
_ID = re.compile(r" *- +id: +([a-z0-9-]+)")
_ENTRY = re.compile(r" *- ")
_RECORD = re.compile(r" *- +[a-z_]+:|[a-z_]+:")
_SIGN = re.compile(r" *(?:- +)*+(?:[a-z_]+: +)?([*&!>|@`%\[\]{},\"']|[?-](?= ))")
_INDENT = re.compile(r" *[\t\u3000\xa0]")
_CLOSING = {"[": "]", "{": "}"}
_QUOTES = ('"', "'")
_QUOTE_WHOLE = "把整个值放进单引号里"


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where reading stopped, counted from 0, and what the parser says of it."""

    lines: Sequence[str]
    row: int
    column: int
    detail: str

    @property
    def line(self) -> str:
        return self.lines[self.row]


def diagnose(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """Why the text is no YAML, at the line that has the fault rather than where the parser found out."""
    stop = _stop(text.split("\n"), error)
    for rule in (_bad_indent, _left_open, _sign, _escape, _colon, _misaligned, _bare):
        if found := rule(stop):
            row, column, message, cure = found
            break
    else:
        row, column = stop.row, stop.column
        message, cure = "YAML 写法有误，读到这里读不下去", "看这一行和上一行的缩进、冒号和引号"
    name = _ID.match(stop.lines[_start(stop.lines, row)])
    return Problem(Place(file, row + 1, column + 1, row + 1), name[1] if name else "", message, cure)


def without_record(text: str, line: int) -> str:
    """The text with the record that a line belongs to left blank, so that all other lines stay where they are."""
    lines = text.split("\n")
    start = _start(lines, line - 1)
    end = next((n for n in range(line, len(lines)) if _ends(lines[start], lines[n])), len(lines))
    return "\n".join([*lines[:start], *[""] * (end - start), *lines[end:]])


def _ends(first: str, line: str) -> bool:
    """Whether a line is no part any more of what begins with the first; the list of a key may stand under the key."""
    hangs = _ENTRY.match(line) and not _ENTRY.match(first)
    return bool(line.strip()) and _depth(line) <= _depth(first) - bool(hangs)


def follows(text: str, line: int, last: int) -> bool:
    """Whether nothing but blank is left between a line's record and a line above that was left out.

    What broke the one then broke the other as well.
    """
    lines = text.split("\n")
    start = _start(lines, line - 1)
    return last <= start and not any(one.strip() for one in lines[last:start])


def _start(lines: Sequence[str], at: int) -> int:
    """The line that begins the record of a line; that line itself where it belongs to no list of records."""
    start = next((n for n in range(at, -1, -1) if _RECORD.match(lines[n])), at)
    return start if _ENTRY.match(lines[start]) else at


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _stop(lines: Sequence[str], error: yaml.YAMLError) -> _Stop:
    """What was left open is found out only later; the fault lies where it began."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _Stop(lines, 0, 0, str(error))
    context = error.context or ""
    began = context.startswith(("while scanning a", "while parsing a flow")) and "plain" not in context
    mark = (began and error.context_mark) or error.problem_mark or error.context_mark
    row, column = (mark.line, mark.column) if mark else (0, 0)
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    return _Stop(lines, min(row, last), column if row <= last else 0, error.problem or "")


_Found = tuple[int, int, str, str] | None


def _bad_indent(stop: _Stop) -> _Found:
    if not _INDENT.match(stop.line):
        return None
    return stop.row, 0, "缩进里有制表符或全角空格", "换成半角空格，与相邻的行对齐"


def _left_open(stop: _Stop) -> _Found:
    records = 0
    for row in range(stop.row, -1, -1):
        found = _SIGN.match(stop.lines[row])
        if found and _open(found[1], "\n".join(stop.lines[row : stop.row + 1]), stop.lines[row]):
            sign = found[1]
            if sign in _QUOTES:
                return row, found.start(1), "引号没有配成对", f"在后面补上“{sign}”；它是文字的，改用中文引号"
            close = _CLOSING[sign]
            return row, found.start(1), f"“{sign}”没有配上“{close}”", f"在后面补上“{close}”；它是文字的，{_QUOTE_WHOLE}"
        records += bool(_RECORD.match(stop.lines[row]))
        if records > 1:
            break
    return None


def _open(sign: str, text: str, line: str) -> bool:
    if sign in _QUOTES:
        return line.count(sign) % 2 == 1
    return sign in _CLOSING and text.count(sign) > text.count(_CLOSING[sign])


def _sign(stop: _Stop) -> _Found:
    found = _SIGN.match(stop.line)
    if not found or found.start(1) > stop.column or "escape" in stop.detail:
        return None
    if found[1] in _QUOTES:
        return stop.row, stop.column, "引号后面还有文字", f"{_QUOTE_WHOLE}，里面的引号改用中文引号"
    if stop.line[stop.column : stop.column + 1] == "," and found.start(1) < stop.column:
        return stop.row, stop.column, "逗号前面没有值", "删去多余的逗号"
    return stop.row, found.start(1), f"值不能以“{found[1]}”开头，它在这里有特殊含义", _QUOTE_WHOLE


def _escape(stop: _Stop) -> _Found:
    if "escape" not in stop.detail:
        return None
    return stop.row, stop.column, "双引号里的“\\”有特殊含义", "把双引号换成单引号"


def _colon(stop: _Stop) -> _Found:
    key = _KEY.match(stop.line)
    if "mapping values" not in stop.detail or (key and stop.column < key.end()):
        return None
    return stop.row, stop.column, "值里有“: ”", f"{_QUOTE_WHOLE}，或者改用中文冒号“：”"


def _misaligned(stop: _Stop) -> _Found:
    """A line that begins as it should and is refused stands too far to the left or to the right, or its neighbour."""
    if key := _KEY.match(stop.line):
        for row in range(stop.row - 1, -1, -1):
            if (above := _KEY.match(stop.lines[row])) and len(above[1]) != len(key[1]):
                message = f"键“{key[2]}”和第{row + 1}行的键“{above[2]}”没有对齐"
                return stop.row, key.start(2), message, "同一条记录的键，前面的空格一样多；把没有对齐的一行移齐"
            if above:
                break
    elif _ENTRY.match(stop.line):
        cure = "同一个列表的“- ”，前面的空格一样多；把它们移齐"
        return stop.row, _depth(stop.line), "这一行的“- ”和上面的行没有对齐", cure
    return None


def _bare(stop: _Stop) -> _Found:
    row = stop.row
    if "mapping values" in stop.detail:
        row = next((n for n in range(row - 1, -1, -1) if stop.lines[n].strip()), row)
    elif "could not find expected ':'" not in stop.detail:
        return None
    column = _depth(stop.lines[row])
    cure = "列表的每一行以“- ”开头；键后面要有英文冒号和一个空格；是上一行的文字，就接到上一行末尾"
    return row, column, "这一行没有“- ”，也没有“键: ”", cure
