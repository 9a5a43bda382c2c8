"""The items of a table: a row each, with what is merged with the cells above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.drafting import columns, labels, marks, milestones, people, roles
from generator.drafting.columns import CATEGORY, MILESTONE, NUMBER, OTHER, TEXT, UNITS
from generator.drafting.labels import DUE, LEADER, RESPONSIBLE
from generator.drafting.lines import Doubt
from generator.drafting.outline import Heading, Item
from generator.drafting.paragraphs import joined
from generator.drafting.prose import Clause
from generator.drafting.roles import SILENT, Said
from generator.drafting.tables import Row, Table

# The number of a heading within a table whose items are numbered in figures.
_LONGEST_HEAD, _FEW_HEADS = 8, 2
# A task has words, and not figures alone.
_HAN = re.compile("[\u4e00-\u9fff]")
_SAME, _SUMS = ("同上", "〃", "″"), ("合计", "总计", "小计", "共计")
_IN_WORDS = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)]?$")


@dataclass(slots=True)
class _Reading:
    """What is known while rows are read: the columns, the cells merged downwards, the headings."""

    kinds: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    held: dict[int, str] = field(default_factory=dict)
    said: Said = SILENT
    heading: Heading | None = None
    in_figures: bool = False
    path: tuple[Heading, ...] = ()
    categories: dict[int, tuple[tuple[Heading, ...], Heading]] = field(default_factory=dict)


def items(table: Table, path: Sequence[Heading], doubts: list[Doubt]) -> Iterator[Item]:
    """Yield the items of a table in order, under the headings before it."""
    reading = _Reading(path=tuple(path))
    rows = table.rows
    if table.streamed:
        rows, heads = _laid_out(rows, reading)
    else:
        at = next((n for n, row in enumerate(rows) if columns.is_head(row.cells)), -1)
        reading.kinds = _kinds(rows, at, doubts)
        reading.heads = rows[at].cells if at >= 0 else ("",) * len(reading.kinds)
        heads, rows = [*_spans(rows, [at] if at >= 0 else [])], rows[at + 1 :]
        if at >= 0 and rows and _is_second_head(rows[0].cells, reading.heads):
            reading.heads = tuple(map(milestones.below, reading.heads, rows[0].cells))
            heads, rows = [*heads, *_spans(rows, [0])], rows[1:]
            reading.kinds = columns.of_head(reading.heads, [row.cells for row in rows])
    if not columns.says_who(reading.kinds):
        return
    if not columns.names_units([_aligned(row.cells, reading.kinds) for row in rows], reading.kinds):
        return
    reading.in_figures = any(cell.isdecimal() for row in rows for cell in row.cells)
    repeated = [n for n, row in enumerate(rows) if _is_head(row.cells)]
    for start, end in (*heads, *_spans(rows, repeated)):
        doubts.append(Doubt(start, "这里是表头，没有收", end))
    for n, row in enumerate(rows):
        if n not in repeated:
            yield from _item(row, reading, doubts)


def _spans(rows: Sequence[Row], at: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of rows in a row, where the one behind them begins on another line."""
    for _, run in groupby(enumerate(at), key=lambda pair: pair[1] - pair[0]):
        found = [n for _, n in run]
        first, last = found[0], found[-1]
        end = rows[last + 1].line - 1 if last + 1 < len(rows) else rows[last].line
        if rows[first].line <= end:
            yield rows[first].line, end


def _is_head(cells: Sequence[str]) -> bool:
    """Return whether a row is a head, which may be printed again, or name columns that are not known."""
    return columns.is_head(cells) or sum(bool(columns.kind(cell)) for cell in cells) > _FEW_HEADS


def _is_second_head(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Return whether a row says what the columns under a head that spans several are."""
    filled = [cell for cell in cells if cell]
    return len(cells) == len(heads) and bool(filled) and all(map(columns.kind, filled))


def _kinds(rows: Sequence[Row], at: int, doubts: list[Doubt]) -> tuple[str, ...]:
    """Return what the columns hold, by their head, and where a head says nothing, by their cells."""
    guessed = columns.of_rows([row.cells for row in rows[at + 1 :]])
    if at < 0:
        if any(
            columns.kind(cell) == columns.OTHER
            for cell, one in zip(rows[0].cells, guessed, strict=False)
            if one in (*UNITS, TEXT)
        ):
            return ()
        if guessed:
            doubts.append(Doubt(rows[0].line, "这张表没有表头，各栏是照内容猜的，请核对"))
        return guessed
    named = columns.of_head(rows[at].cells, [row.cells for row in rows[at + 1 :]])
    if len(guessed) == len(named) and guessed[0] == NUMBER and named[0] == columns.OTHER:
        return (NUMBER, *named[1:])
    return named


def _laid_out(rows: Sequence[Row], reading: _Reading) -> tuple[tuple[Row, ...], list[tuple[int, int]]]:
    """Return rows with a cell for each column, of cells that nothing parts into rows, and the lines of their heads."""
    cells = [row.cells[0] for row in rows]
    kinds = list(map(columns.kind, cells))
    start = next((n for n in range(len(cells) - 1) if kinds[n] and kinds[n + 1]), 0)
    end = next((n for n in range(start, len(cells)) if _ends_head(cells, kinds, start, n)), len(cells))
    head = cells[start:end]
    # The head may be printed again on each page.
    again = [n for n in range(end, len(cells)) if _is_within(cells, n, head)]
    heads = list(_spans(rows, [*range(start, end), *again]))
    gone = frozenset(again)
    rows = [row for n, row in enumerate(rows[end:], end) if n not in gone]
    return tuple(_cut(rows, head, reading)), heads


def _cut(rows: Sequence[Row], head: Sequence[str], reading: _Reading) -> Iterator[Row]:
    cells = [row.cells[0] for row in rows]
    reading.kinds = columns.of_stream(head, cells)
    named = iter(head)
    lacks = len(reading.kinds) > len(head)
    reading.heads = tuple("" if lacks and one == NUMBER else next(named) for one in reading.kinds)
    for laid in columns.rows(cells, reading.kinds):
        first = rows[laid[0][0]]
        if laid[0][1] < 0:
            yield Row(first.line, (cells[laid[0][0]],))
            continue
        yield Row(first.line, tuple(columns.placed(cells, laid, len(reading.kinds))))


def _ends_head(cells: Sequence[str], kinds: Sequence[str], start: int, at: int) -> bool:
    """Return whether a cell is none of a head: it is there already, or neither it nor the next names a column."""
    within = kinds[at] or (
        any(kinds[at + 1 : at + 2]) and len(cells[at]) <= _LONGEST_HEAD and not cells[at].isdecimal()
    )
    return not within or cells[at] in cells[start:at]


def _is_within(cells: Sequence[str], at: int, head: Sequence[str]) -> bool:
    """Return whether a cell belongs to a head that is printed again."""
    starts = (at - n for n, cell in enumerate(head) if cell == cells[at] and at >= n)
    return any(cells[start : start + len(head)] == head for start in starts)


def _item(row: Row, reading: _Reading, doubts: list[Doubt]) -> Iterator[Item]:
    cells = _aligned(row.cells, reading.kinds)
    filled = [cell for cell in cells if cell]
    if not filled or filled[0] in _SUMS:
        return
    if len(set(filled)) == 1 or (len(filled) == 2 and reading.in_figures and _IN_WORDS.match(filled[0])):
        _enter([*dict.fromkeys(filled)], row.line, reading)
        return
    _fill_merged(cells, reading)
    text, number = _cell(cells, reading.kinds, TEXT), _cell(cells, reading.kinds, NUMBER)
    said = _said(cells, reading)
    if not said.roles and reading.said.roles:
        doubts.append(Doubt(row.line, "这一行没有单位，照上一行的填写，像是合并的单元格"))
        said = said.inherited(reading.said)
    if not _HAN.search(text) or not said.roles:
        return
    reading.said = said
    found = None if number else marks.mark(text)
    number, body = (found.printed, text[found.length :]) if found else (number, text)
    yield Item(number, tuple(_path(cells, row.line, reading)), (Clause(joined(body), said, row.line, celled=True),))


def _fill_merged(cells: list[str], reading: _Reading) -> None:
    """Fill the cells left of the task, and the categories, that are merged with those above."""
    task = reading.kinds.index(TEXT)
    for n, kind in enumerate(reading.kinds):
        if cells[n] in _SAME:
            cells[n] = reading.held.get(n, "")
        if cells[n]:
            reading.held[n] = cells[n]
        elif kind == CATEGORY or (n < task and kind in (*UNITS, LEADER)):
            cells[n] = reading.held.get(n, "")


def _aligned(cells: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Return a cell for each column. Where a row has fewer, cells of it are merged with those above."""
    if not cells[-1] and not _fits(cells, kinds):
        # An empty cell behind the last stands for one that is merged with that above.
        cells = cells[:-1]
    if len(cells) >= len(kinds) or len(cells) < 2:
        return [*cells, *[""] * (len(kinds) - len(cells))][: len(kinds)]
    if any(not cell for cell in cells):
        return [*[""] * (len(kinds) - len(cells)), *cells]
    laid = columns.rows(cells, kinds)[0]
    return columns.placed(cells, [(n, column) for n, column in laid if column >= 0], len(kinds))


def _fits(cells: Sequence[str], kinds: Sequence[str]) -> bool:
    """Return whether cells stand in their columns: those of units hold units."""
    named = [cell for cell, kind in zip(cells, kinds, strict=False) if cell and kind in UNITS]
    return not named or any(columns.fit(cell, RESPONSIBLE) > 0 or roles.sentence(cell) for cell in named)


def _cell(cells: Sequence[str], kinds: Sequence[str], kind: str) -> str:
    return next((cell for cell, one in zip(cells, kinds, strict=True) if one == kind), "")


def _said(cells: Sequence[str], reading: _Reading) -> Said:
    said = SILENT
    for cell, kind, head in zip(cells, reading.kinds, reading.heads, strict=True):
        if cell and kind in UNITS:
            said += roles.value_of(_label(head, kind), cell)
        elif cell and kind == LEADER:
            said += Said(leaders=people.leaders(cell))
        elif cell and kind == DUE:
            said += roles.dated(cell)
        elif cell and kind == OTHER and milestones.is_of_rows(head):
            said += roles.reaching(milestones.read(cell))
    periods = milestones.headed(reading.heads)
    steps = zip(cells, reading.kinds, periods, strict=True)
    return said + roles.reaching(
        found for cell, kind, head in steps if kind == MILESTONE and (found := milestones.under(head, cell))
    )


def _label(head: str, kind: str) -> str:
    plain = "".join(head.split()).strip("*：:（）()")
    words = {labels.LEAD: "牵头", labels.RESPONSIBLE: "责任", labels.SUPPORTING: "配合"}
    return plain if labels.rank(plain) == kind else words[kind]


def _path(cells: Sequence[str], line: int, reading: _Reading) -> Iterator[Heading]:
    inner = reading.heading
    yield from (one for one in reading.path if not inner or one.level < inner.level)
    if inner:
        yield inner
    above: tuple[Heading, ...] = ()
    for n, (cell, kind) in enumerate(zip(cells, reading.kinds, strict=True)):
        if kind == CATEGORY and cell:
            before, one = reading.categories.get(n, ((), None))
            # A category that every row names is one heading.
            if not one or (one.title, before) != (joined(cell), above):
                one = Heading("", joined(cell), marks.SECTION, line, celled=True)
                reading.categories[n] = above, one
            above = (*above, one)
            yield one


def _enter(cells: Sequence[str], line: int, reading: _Reading) -> None:
    """Take a row of one cell, or of a number and one, for the heading of those below it."""
    title = "、".join(cells)
    found = marks.mark(title)
    mark = found.printed if found and len(cells) == 1 else cells[0] if len(cells) > 1 else ""
    words = joined(title[found.length :] if found else title)
    reading.heading = Heading(
        mark, words, found.level if found else marks.CHAPTER, line, Said(leaders=people.in_charge(words))
    )
    reading.said = SILENT
    reading.categories.clear()
