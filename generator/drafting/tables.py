"""The tables of a text: rows of cells between bars or tabs, in boxes, or with one cell on a line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from generator.drafting import columns
from generator.drafting.lines import Line
from generator.proof.source import BARS

_BARS = re.compile(f"[{BARS}]")
_RULE = re.compile(r"^[\s|│┃║+\-=─━═┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬:]*$")
_NO_CELL = re.compile("[:：\t]")
# A text with fewer rows than this has bars for another reason.
_FEWEST, _LONGEST_ROW, _HEAD, _PAIR = 3, 10_000, 20, 2
_NO_HEAD = re.compile("[。；:：]|.{200}")
_BROKEN = re.compile("牵头|责任|配合|完成|主办|协办|承办|分管|参与|办理|整改|项目(?=类别|名称|编号)")
_NOTE = re.compile("[（(][^（()）]{2,30}[）)]")
_REST = re.compile("单位|部门|领导|时限|时间|期限|进度|类别|名称|编号|科室|人")
# 工 作 任 务: a head whose letters are set apart.
_TORN = re.compile(r"(?<=(?<!\S)\S) (?=\S(?!\S))")
_GAPS = re.compile(r" {2,}|[ \u3000]*\u3000[ \u3000]*")


class Row(NamedTuple):
    """A row of a table, and the number of its first line; a stream is many cells that no line parts into rows."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """The rows of a table; `streamed` where it is not known which cells make a row."""

    rows: tuple[Row, ...]
    streamed: bool = False


def regions(lines: Sequence[Line]) -> Iterator[Table | Sequence[Line]]:
    """Yield the tables of a text and what stands between them, in order."""
    lines = _spaced(lines)
    rowed = [(len(_cells(line.text)) > 1 or bool(_BARS.search(line.text))) for line in lines]
    at = [n for n, row in enumerate(rowed) if row]
    if len(at) < _FEWEST:
        yield from _by_line(lines)
        return
    rows = [_cells(lines[n].text) for n in at]
    if 2 * sum(sum(map(bool, row)) > 2 for row in rows) >= len(rows) or _is_pairs(rows):
        yield from _by_rows(lines, rowed)
    else:
        start = at[0] - 1 if at[0] and columns.kind(lines[at[0] - 1].text) else at[0]
        end = next((n for n in range(at[-1] + 1, len(lines)) if len(lines[n].text) > 30), len(lines))
        end = min(end, at[-1] + 2)
        yield lines[:start]
        yield Table(tuple(_stream(lines[start:end])), streamed=True)
        yield lines[end:]


def _is_pairs(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows have two cells, a task and its units."""
    return all(len(row) == 2 for row in rows) and columns.says_who(columns.of_rows(rows))


def _spaced(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines with bars in place of the commas or the gaps between cells, where a head has such."""
    for n, line in enumerate(lines):
        if not _NO_HEAD.search(line.text) and (parted := _parting(line.text)):
            return [*lines[:n], *(_barred(row, parted(row.text)) for row in lines[n:])]
    return lines


def _parting(head: str) -> Callable[[str], list[str]] | None:
    """Return what parts the lines below a head into cells as it parts the head; None where the line is no head."""
    for parted in (_GAPS.split, _values):
        if _are_heads(parted(head)):
            return parted
    if len(pair := head.split("\t")) == _PAIR and columns.is_head(pair):
        return lambda text: text.split("\t") if text.count("\t") == 1 else [text]
    heads = _TORN.sub("", head).split() if " " in head and not _BARS.search(head) else []
    if not _are_heads(heads) or columns.kind(heads[0]) != columns.NUMBER:
        return None
    task = columns.of_head(heads).index(columns.TEXT)
    return lambda text: heads if text == head else _around(text, task, len(heads) - task - 1)


def _are_heads(heads: Sequence[str]) -> bool:
    """Return whether words are heads: a sentence of a notice may name a task and a unit, too."""
    known = sum(map(bool, map(columns.kind, heads)))
    return len(heads) >= _FEWEST and columns.is_head(heads) and 2 * known > len(heads) and max(map(len, heads)) <= _HEAD


def _around(text: str, before: int, behind: int) -> list[str]:
    """Return the cells of a line that single spaces part, of which only that of the task may have spaces itself."""
    words = text.split()
    end = len(words) - behind
    if before >= end or not words[0].isdecimal():
        return [text]
    return [*words[:before], " ".join(words[before:end]), *words[end:]]


def _values(text: str) -> list[str]:
    return next(csv.reader([text]), []) if "," in text and len(text) <= _LONGEST_ROW else [text]


def _barred(line: Line, cells: Sequence[str]) -> Line:
    return line._replace(text=" | ".join(cells)) if len(cells) > 1 else line


def _cells(text: str) -> list[str]:
    if _BARS.search(text):
        cells = _BARS.split(text)
        outer = slice(1 if not cells[0].strip() else 0, -1 if not cells[-1].strip() else None)
        return [cell.strip() for cell in cells[outer]]
    return [cell.strip() for cell in text.split("\t")] if text.count("\t") > 1 else [text]


def _by_rows(lines: Sequence[Line], rowed: Sequence[bool]) -> Iterator[Table | Sequence[Line]]:
    """Yield tables each row of which stands on a line, or on several that end with a rule."""
    flags = list(rowed)
    for n in range(1, len(lines) - 1):
        # A short line between rows is a heading within the table, or the rest of a cell.
        flags[n] = flags[n] or (rowed[n - 1] and rowed[n + 1] and len(lines[n].text) <= 60)
    for is_table, run in groupby(zip(flags, lines, strict=True), key=lambda pair: pair[0]):
        region = [line for _, line in run]
        if is_table and len(region) > 1:
            yield Table(tuple(_rows(region)))
        else:
            yield region


def _rows(region: Sequence[Line]) -> Iterator[Row]:
    if _rules_within(region) > 1:
        yield from _boxed(region)
        return
    held: Row | None = None
    width = max(len(_cells(line.text)) for line in region)
    for line in region:
        if _RULE.match(line.text):
            continue
        cells = _cells(line.text)
        if 1 < len(cells) < width and _BARS.match(line.text):
            # An empty first cell, and not the bar before the first.
            cells = ["", *cells]
        if held and len(cells) == 1 and len(held.cells) < width:
            held = held._replace(cells=(*held.cells[:-1], held.cells[-1] + cells[0]))
            continue
        if held:
            yield held
        held = Row(line.number, tuple(cells))
    if held:
        yield held


def _rules_within(region: Sequence[Line]) -> int:
    """Return how many rules have rows before and behind them."""
    rules = [is_rule for is_rule, _ in groupby(bool(_RULE.match(line.text)) for line in region)]
    return sum(rules[1:-1])


def _boxed(region: Sequence[Line]) -> Iterator[Row]:
    """Yield rows that rules part, the lines of a cell joined."""
    for is_rule, run in groupby(region, key=lambda line: bool(_RULE.match(line.text))):
        if not is_rule:
            lines = list(run)
            parts = [_cells(line.text) for line in lines]
            width = max(map(len, parts))
            filled = [[*part, *[""] * (width - len(part))] for part in parts]
            yield Row(lines[0].number, tuple(" ".join(cell).strip() for cell in zip(*filled, strict=True)))


def _stream(region: Sequence[Line]) -> Iterator[Row]:
    """Yield the cells between bars, each as a row, the lines of a cell joined."""
    held, start = "", 0
    for line in region:
        pieces = _BARS.split(line.text)
        start = start if held else line.number
        held += pieces[0].strip()
        for piece in pieces[1:]:
            if held:
                yield Row(start, (held,))
            held, start = piece.strip(), line.number
    if held:
        yield Row(start, (held,))


def _by_line(lines: Sequence[Line]) -> Iterator[Table | Sequence[Line]]:
    """Yield the tables that have one cell on each line, found by their heads, and what stands before them."""
    lines = _whole_heads(lines)
    starts = [*_heads_by_line(lines)]
    yield lines[: starts[0]] if starts else lines
    for start, end in pairwise([*starts, len(lines)] if starts else []):
        yield Table(tuple(Row(line.number, (line.text,)) for line in lines[start:end]), streamed=True)


def _heads_by_line(lines: Sequence[Line]) -> Iterator[int]:
    """Yield where the heads begin that have one cell on each line, those that differ from the one before."""
    known = ["" if _NO_CELL.search(line.text) else columns.kind(line.text) for line in lines]
    last: list[str] = []
    for n in range(len(lines) - 2):
        width = next((k for k, kind in enumerate(known[n : n + 8]) if not kind), 8)
        heads = [line.text for line in lines[n : n + width]]
        if width >= _FEWEST and columns.is_head(heads) and len(lines) - n > 2 * width and not set(heads) <= {*last}:
            yield n
            last = heads


def _whole_heads(lines: Sequence[Line]) -> list[Line]:
    """Return lines with the heads in one that stand on two: 牵头, 部门."""
    found: list[Line] = []
    for line in lines:
        last = found[-1].text if found else ""
        if _NOTE.fullmatch(line.text) and columns.kind(last):
            found[-1] = found[-1]._replace(text=last + line.text)
            continue
        if _REST.fullmatch(line.text) and _BROKEN.match(last + line.text) and len(last) == len("牵头"):
            found[-1] = found[-1]._replace(text=last + line.text)
        else:
            found.append(line)
    return found
