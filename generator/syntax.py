"""What is wrong where YAML cannot be read, told by the shape of the line, and the text without that record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import yaml

from generator.lines import ENTRY, KEY, UNREAD, Line, continued
from generator.problems import Place, Problem

_KEY = re.compile(r"( *(?:- +)*)([a-z_]+):(?: |$)")
_ENTRY = re.compile(r" *- ")
_RECORD = re.compile(r" *- +[a-z_]+:|[a-z_]+:")
_ID = re.compile(r" *- +id: +([a-z0-9-]+) *$")
_SIGN = re.compile(r" *(?:- +)*+(?:[a-z_]+: +)?([*&!>|@`%\[\]{},\"']|[?-](?= ))")
_CLOSING = {"[": "]", "{": "}"}
_QUOTES = ('"', "'")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'"),
    "[": re.compile(r"[^\]]*\]"),
    "{": re.compile(r"[^}]*\}"),
}
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


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of writing, and the row of the line, from 0, that has it."""

    row: int
    problem: Problem


def diagnose(file: str, lines: Sequence[Line], error: yaml.YAMLError) -> Fault:
    """Why the text is no YAML, at the line that has the fault rather than where the parser found out."""
    stop = _stop([line.text for line in lines], error)
    for rule in (_left_open, _sign, _escape, _colon, _listed, _misaligned, _bare):
        if found := rule(stop):
            row, column, message, cure = found
            break
    else:
        row, column = stop.row, stop.column
        message, cure = "YAML 写法有误，读到这里读不下去", "看这一行和上一行的缩进、冒号和引号"
    return Fault(row, Problem(lines[row].place(file, column), _id(lines, row), message, cure))


def without(lines: Sequence[Line], row: int, fault: Place) -> tuple[list[Line], bool]:
    """The lines without a value that cannot be read, or without its record where the value is gone already.

    A value above the entries of a list counts as one of them. The second is whether the record was kept.
    """
    rest = [*lines]
    if kept := not lines[row].fault and bool(lines[row].text.strip()):
        rest[row] = lines[row].without_value(fault, UNREAD if not _heads(lines, row) else "")
        gone: Iterable[int] = continued([line.text for line in lines], row)
    else:
        gone = _record(lines, row)
    for n in gone:
        rest[n] = replace(lines[n], text="")
    below = next((one.text for one in lines[row + 1 :] if not one.blank), "")
    if kept and _heads(lines, row) and (entry := ENTRY.match(below)) and not KEY.match(below):
        rest.insert(row + 1, Line(f"{entry[1]}- {UNREAD}", lines[row].number, fault=fault))
    return rest, kept


def _heads(lines: Sequence[Line], row: int) -> bool:
    """Whether a list or a mapping stands under a line."""
    line = lines[row]
    below = next((one for one in lines[row + 1 :] if not one.blank), line)
    listed = ENTRY.match(below.text) and not ENTRY.match(line.text)
    return below.indent >= line.indent + (not listed) and bool(KEY.match(below.text) or listed)


def _record(lines: Sequence[Line], row: int) -> range:
    """The rows of the record that a line belongs to, or of the line itself where it belongs to none."""
    texts = [line.text for line in lines]
    start = _start(texts, row)
    return range(start, next((n for n in range(row + 1, len(texts)) if _ends(texts[start], texts[n])), len(texts)))


def _id(lines: Sequence[Line], row: int) -> str:
    """The id of the record that a line belongs to, which may have to be left out; empty where it is not known here."""
    texts = [line.text for line in lines]
    found = _ID.match(texts[_start(texts, row)])
    return found[1] if found else ""


def _ends(first: str, line: str) -> bool:
    """Whether a line is no part any more of what begins with the first; the list of a key may stand under the key."""
    hangs = _ENTRY.match(line) and not _ENTRY.match(first)
    return bool(line.strip()) and _depth(line) <= _depth(first) - bool(hangs)


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


def _left_open(stop: _Stop) -> _Found:
    """A quote or a bracket that swallows what follows, the first of all, for it may seem to be closed by another."""
    for row in range(stop.row + 1):
        found = _SIGN.match(stop.lines[row])
        if found and found[1] in _CLOSED and not _CLOSED[found[1]].match(_value(stop.lines, row), found.start(1)):
            if found[1] in _QUOTES:
                return row, found.start(1), "引号没有配成对", f"在后面补上“{found[1]}”；它是文字的，改用中文引号"
            close = _CLOSING[found[1]]
            cure = f"在后面补上“{close}”；它是文字的，{_QUOTE_WHOLE}"
            return row, found.start(1), f"“{found[1]}”没有配上“{close}”", cure
    return None


def _value(lines: Sequence[str], row: int) -> str:
    """A line with the text that goes on below it."""
    return "\n".join([lines[row], *(lines[n] for n in continued(lines, row))])


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


def _listed(stop: _Stop) -> _Found:
    """An entry under a key with a value, which belongs into the list where the key is one of lists.

    That is a key which has no value elsewhere, or is nowhere else.
    """
    if not _ENTRY.match(stop.line):
        return None
    above = ((row, KEY.match(stop.lines[row])) for row in range(stop.row - 1, -1, -1))
    row, key = next(((row, key) for row, key in above if key), (0, None))
    if not key or stop.lines[row][key.end() :].lstrip()[:1] in ("", "#"):
        return None
    bare = not KEY.match(stop.line)
    same = [line.strip(" -") for line in stop.lines if (found := KEY.match(line)) and found[3] == key[3]]
    if f"{key[3]}:" in same or (bare and len(same) == 1):
        cure = "把它另起一行，以“- ”开头，前面的空格和下面的一样多" if bare else "删去这个值"
        return row, key.end(), f"键“{key[3]}”的值写在了同一行，下面又是列表", cure
    cure = "在它的上面补上键；键写在了它下面的，移到它的上面"
    return (stop.row, _depth(stop.line), "这个列表的上面没有它的键", cure) if bare else None


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
