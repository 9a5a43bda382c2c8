"""What is wrong with the signs of a value where YAML cannot be read, and the text without that value or its record.

Where a line belongs is the matter of `alignment`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import yaml

from generator.problems import Place, Problem
from generator.reading.lines import KEYLESS, UNREAD, Line, continued

_ID = re.compile(r"([a-z0-9-]+) *")
_SIGN = re.compile(r"[*&!>|@`%\[\]{},\"']|[?-](?= )")
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

    lines: Sequence[Line]
    row: int
    column: int
    detail: str

    @property
    def line(self) -> Line:
        return self.lines[self.row]


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of writing, and the row of the line, from 0, that has it."""

    row: int
    problem: Problem


def diagnose(file: str, lines: Sequence[Line], error: yaml.YAMLError) -> Fault:
    """Why the text is no YAML, at the line that has the fault rather than where the parser found out."""
    stop = _stop(lines, error)
    for rule in (_left_open, _sign, _escape, _colon, _listed):
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
        gone: Iterable[int] = continued(lines, row)
    else:
        gone = _record(lines, row)
    for n in gone:
        rest[n] = replace(lines[n], text="")
    below = next((one for one in lines[row + 1 :] if not one.blank), None)
    if kept and _heads(lines, row) and below and below.parts.dashes and not below.parts.well_typed:
        rest.insert(row + 1, Line(f"{' ' * below.indent}- {UNREAD}", lines[row].number, fault=fault))
    return rest, kept


def _heads(lines: Sequence[Line], row: int) -> bool:
    """Whether a list or a mapping stands under a line."""
    line = lines[row]
    below = next((one for one in lines[row + 1 :] if not one.blank), line)
    listed = bool(below.parts.dashes and not line.parts.dashes)
    return below.indent >= line.indent + (not listed) and (below.parts.well_typed or listed)


def _record(lines: Sequence[Line], row: int) -> range:
    """The rows of the record that a line belongs to, or of the line itself where it belongs to none."""
    start = _start(lines, row)
    return range(start, next((n for n in range(row + 1, len(lines)) if _ends(lines[start], lines[n])), len(lines)))


def _id(lines: Sequence[Line], row: int) -> str:
    """The id of the record that a line belongs to, which may have to be left out; empty where it is not known here."""
    first = lines[_start(lines, row)].parts
    found = _ID.fullmatch(first.value) if first.dashes and first.key == "id" else None
    return found[1] if found else ""


def _ends(first: Line, line: Line) -> bool:
    """Whether a line is no part any more of what begins with the first; the list of a key may stand under the key."""
    hangs = bool(line.parts.dashes and not first.parts.dashes)
    return bool(line.text.strip()) and line.indent <= first.indent - hangs


def _start(lines: Sequence[Line], at: int) -> int:
    """The line that begins the record of a line; that line itself where it belongs to no list of records."""
    parts = ((n, lines[n].parts) for n in range(at, -1, -1))
    start = next((n for n, one in parts if one.well_typed and (one.dashes or not one.column)), at)
    return start if lines[start].parts.dashes else at


def _stop(lines: Sequence[Line], error: yaml.YAMLError) -> _Stop:
    """What was left open is found out only later; the fault lies where it began."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _Stop(lines, 0, 0, str(error))
    context = error.context or ""
    began = context.startswith(("while scanning a", "while parsing a flow")) and "plain" not in context
    mark = (began and error.context_mark) or error.problem_mark or error.context_mark
    row, column = (mark.line, mark.column) if mark else (0, 0)
    last = max((n for n, line in enumerate(lines) if line.text.strip()), default=0)
    return _Stop(lines, min(row, last), column if row <= last else 0, error.problem or "")


_Found = tuple[int, int, str, str] | None


def _left_open(stop: _Stop) -> _Found:
    """A quote or a bracket that swallows what follows, the first of all, for it may seem to be closed by another."""
    for row in range(stop.row + 1):
        parts = stop.lines[row].parts
        sign = parts.value[:1]
        if sign in _CLOSED and not _CLOSED[sign].match(_value(stop.lines, row)):
            if sign in _QUOTES:
                return row, parts.value_column, "引号没有配成对", f"在后面补上“{sign}”；它是文字的，改用中文引号"
            cure = f"在后面补上“{_CLOSING[sign]}”；它是文字的，{_QUOTE_WHOLE}"
            return row, parts.value_column, f"“{sign}”没有配上“{_CLOSING[sign]}”", cure
    return None


def _value(lines: Sequence[Line], row: int) -> str:
    """The value of a line with the text that goes on below it."""
    return "\n".join([lines[row].parts.value, *(lines[n].text for n in continued(lines, row))])


def _sign(stop: _Stop) -> _Found:
    parts = stop.line.parts
    found = _SIGN.match(parts.value)
    if not found or parts.value_column > stop.column or "escape" in stop.detail:
        return None
    if found[0] in _QUOTES:
        return stop.row, stop.column, "引号后面还有文字", f"{_QUOTE_WHOLE}，里面的引号改用中文引号"
    if stop.line.text[stop.column : stop.column + 1] == "," and parts.value_column < stop.column:
        return stop.row, stop.column, "逗号前面没有值", "删去多余的逗号"
    return stop.row, parts.value_column, f"值不能以“{found[0]}”开头，它在这里有特殊含义", _QUOTE_WHOLE


def _escape(stop: _Stop) -> _Found:
    if "escape" not in stop.detail:
        return None
    return stop.row, stop.column, "双引号里的“\\”有特殊含义", "把双引号换成单引号"


def _colon(stop: _Stop) -> _Found:
    parts = stop.line.parts
    if "mapping values" not in stop.detail or (parts.well_typed and stop.column < parts.value_column):
        return None
    return stop.row, stop.column, "值里有“: ”", f"{_QUOTE_WHOLE}，或者改用中文冒号“：”"


def _listed(stop: _Stop) -> _Found:
    """An entry under a key with a value, or under none."""
    bare = stop.line.parts.dashes and not stop.line.parts.well_typed
    return (stop.row, stop.line.indent, *KEYLESS) if bare else None
