"""What the columns of a table hold, by their heads or by what stands in them, and which cell belongs to which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from generator.drafting import labels, marks, milestones, people, roles, units
from generator.drafting.labels import DUE, LEAD, LEADER, RESPONSIBLE, SUPPORTING
from generator.model.dates import YEAR

NUMBER, TEXT, CATEGORY, OTHER, HEADING = "number", "text", "category", "other", "heading"
# What is to be reached in a stretch of the year, which the head names.
MILESTONE = "milestone"
UNITS = (LEAD, RESPONSIBLE, SUPPORTING)
_HEADS = (
    (NUMBER, r"序\s*号|编\s*号|项目号|id|ID|No\.?|号"),
    (CATEGORY, r".*(?:类别|分类|领域|板块|方面|类型|标题|章节|部分|名称)"),
    (
        OTHER,
        r".*(?:推荐|申报|施工|监理|设计|发证|审批)(?:部门|单位)|.*(?:评分|考核|考评|督查|督办|监督|验收|填报)(?:部门|单位|领导|人)?",
    ),
    (OTHER, r".*(?:备注|完成情况|落实情况|进展(?:情况)?|说明|来源|依据|投资额?|成效|电话|联系方式)"),
)
_NAMES = re.compile("(?:项目|事项|任务|工作|工程|实事)名称$")
_TASK, _LESS = re.compile("任务|事项|内容|项目|工作|清单|实事"), re.compile("目标|措施|举措|要求|标准|要点|指标|成果")
_ROLE = re.compile(
    "(?:责任|牵头|配合|实施|承办|主办|协办|参与)(?:村|社区|镇|乡|街镇|镇街|街道|乡镇|县区|区县|市县|地区|司局|[处科股]室?|院系|[司局])"
    "|.{0,6}(?:单位|部门|领导|[省市区县州]长|责任人|负责人|人|时限|时间|期限|节点|进度|牵头|配合|协办|主办|责任|负责|主体|处室|科室|分工)"
    "(?:要求|安排|情况)?"
)
_DATE = re.compile(
    r"\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?前?|.{0,12}(?:年|月|季度|底|日)前?.{0,10}|(?:持续|长期|常年|全年|年内|立即).{0,8}"
)
# What is counted in, where another column has the units that owe.
_MEASURE = "单位"
# No longer are the titles of tasks.
_TITLE = 14
# A task has so many letters at least.
_HAN, _FEWEST_WORDS = re.compile("[\u4e00-\u9fff]"), 4
# What a cell costs that goes on with the one before it: more than it gains by that it fits. No shorter are broken ones.
_REPEATED, _BROKEN, _STOPS = 4, 8, "。；;！？）)"
# So many cells tell what the columns are.
_ENOUGH = 200
_LONGEST_SENTENCE = 200
_NUMERAL = re.compile(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[）)]?[、.．]?")


@cache
def kind(head: str) -> str:
    """Return what a column holds by its head; empty where that is none."""
    plain = re.sub(r"[（(][^（()）]*[）)]$", "", "".join(head.split()).strip("*：:。")).strip("*）)（(")
    if not plain or len(plain) > 24 or any(sign in plain for sign in "，。；、"):
        return ""
    found = next((name for name, words in _HEADS if re.fullmatch(words, plain)), "")
    if found:
        return found
    if _ROLE.fullmatch(plain) and not re.fullmatch(".*(?:责任事项|任务|内容)", plain):
        return labels.rank(plain)
    if milestones.is_period(plain) and not YEAR.search(plain):
        # A line with a year may be the date of the document.
        return MILESTONE
    return TEXT if len(plain) <= 14 and (_TASK.search(plain) or _LESS.search(plain)) else ""


def is_head(cells: Sequence[str]) -> bool:
    """Return whether cells are the heads of a table that says who owes what."""
    return says_who(_named([kind(cell) for cell in cells], cells))


def says_who(kinds: Sequence[str]) -> bool:
    """Return whether columns of these kinds say who owes what."""
    return TEXT in kinds and any(one in UNITS for one in kinds)


def _named(kinds: list[str], heads: Sequence[str]) -> list[str]:
    """Return kinds with the last of the names for the task, where no other column has it."""
    names = [n for n, head in enumerate(heads) if _NAMES.search("".join(head.split()))]
    return [TEXT if n == names[-1] else one for n, one in enumerate(kinds)] if names and TEXT not in kinds else kinds


def names_units(rows: Sequence[Sequence[str]], kinds: Sequence[str]) -> bool:
    """Return whether most cells of the columns of units hold units: a table of figures has measures there."""
    held = [cell for row in rows for cell, one in zip(row, kinds, strict=False) if cell and one in UNITS]
    return 2 * sum(fit(cell, RESPONSIBLE) > 0 or bool(roles.sentence(cell)) for cell in held) >= len(held) > 0


def of_head(cells: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> tuple[str, ...]:
    """Return what the columns under a head hold: of several texts one is the task, those left of it categories."""
    periods = zip(cells, milestones.headed(cells), strict=True)
    kinds = _named([MILESTONE if period else kind(cell) or OTHER for cell, period in periods], cells)
    if any(one in UNITS and cell != _MEASURE for one, cell in zip(kinds, cells, strict=True)):
        kinds = [OTHER if cell == _MEASURE else one for one, cell in zip(kinds, cells, strict=True)]
    texts = [n for n, one in enumerate(kinds) if one == TEXT]
    planned = [n for n in texts if milestones.is_of_rows(cells[n]) and _hold_milestones(rows, n)]
    if planned and len(planned) < len(texts):
        # A milestone may be longer than any task.
        texts = [n for n in texts if n not in planned]
        kinds = [OTHER if n in planned else one for n, one in enumerate(kinds)]
    if NUMBER not in kinds and (task := _numbered(kinds, rows)) >= 0:
        return _with_task([TEXT if n == task else one for n, one in enumerate(kinds)], task)
    if len(texts) > 1:
        # A text that stands in several rows is merged, and the task is next to it.
        rows = [row for row in rows if len(row) == len(cells)]
        distinct = {n: len({row[n] for row in rows if row[n]}) for n in texts}
        most = [n for n in texts if distinct[n] == max(distinct.values())]
        task = ([n for n in most if _TASK.search(cells[n])] or most)[-1]
        return _with_task(kinds, _longer(rows, task, most))
    return tuple(kinds)


def _hold_milestones(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Return whether most cells of a column are rows of milestones."""
    held = [row[column] for row in rows if column < len(row) and row[column]]
    return 2 * sum(bool(milestones.read(cell)) for cell in held) > len(held)


def _numbered(kinds: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the column of texts most of which begin with the number of an item, -1 where none does."""
    full = [row for row in rows if len(row) == len(kinds) and row[-1]]
    filled = [(n, row[n]) for row in full for n, one in enumerate(kinds) if one in (TEXT, CATEGORY)]
    marked = Counter(n for n, cell in filled if _begins_item(cell))
    most = max(marked, key=lambda n: (marked[n], -n), default=-1)
    return most if 2 * marked[most] > sum(1 for n, cell in filled if n == most and cell) else -1


def _longer(rows: Sequence[Sequence[str]], task: int, others: Sequence[int]) -> int:
    """Return the column of the tasks: where the cells of one are titles, another with what is to be done."""
    lengths = {n: sum(len(row[n]) for row in rows) for n in (task, *others)}
    longest = max(others, key=lambda n: lengths[n])
    return longest if lengths[longest] > 2 * lengths[task] and lengths[task] <= _TITLE * len(rows) else task


def of_rows(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return what columns without a head hold, by what stands in them; nothing where that is not clear."""
    width = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == width]
    found = [_of_column([row[n] for row in full]) for n in range(width)]
    texts = [n for n, one in enumerate(found) if one == TEXT]
    lists = [n for n, one in enumerate(found) if one == RESPONSIBLE]
    texts = [n for n in texts if sum(len(_HAN.findall(row[n])) for row in full) >= _FEWEST_WORDS * len(full)]
    if len(full) < 2 or not texts or not lists:
        return ()
    task = max((n for n in texts if n < lists[0]), default=texts[-1])
    found = [*_with_task(found, task)]
    if len(lists) > 1:
        found[lists[0]] = LEAD
    for n in lists[1:] if len(lists) > 1 else ():
        found[n] = SUPPORTING
    return tuple(found)


def _of_column(cells: Sequence[str]) -> str:
    held = [cell for cell in cells if cell]
    for one in (NUMBER, DUE, RESPONSIBLE):
        if held and 10 * sum(fit(cell, one) > 0 for cell in held) >= 7 * len(held):
            return one
    return TEXT if held else OTHER


def of_stream(heads: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """Return what the columns under heads hold whose cells nothing parts into rows: as most of them fit."""
    first = of_head(heads)
    texts = [n for n, head in enumerate(heads) if kind(head) == TEXT and first[n] != MILESTONE]
    named = tuple(TEXT if n in texts else one for n, one in enumerate(first))
    options = [first, *(_with_task(named, task) for task in texts)]
    if NUMBER not in named and _are_numbered(cells):
        # A head may span the number and what stands next to it.
        options += [(*one[: (at := one.index(TEXT))], NUMBER, *one[at:]) for one in options if TEXT in one]
    few = cells[:_ENOUGH]
    return max(dict.fromkeys(options), key=lambda one: _layout(few, one)[0]) if len(options) > 1 else options[0]


def _with_task(kinds: Sequence[str], task: int) -> tuple[str, ...]:
    """Return kinds of which one text is the task, those left of it categories."""
    return tuple(one if one != TEXT or n == task else CATEGORY if n < task else OTHER for n, one in enumerate(kinds))


def _are_numbered(cells: Sequence[str]) -> bool:
    """Return whether single cells count from one on."""
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < 4]
    return len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


@cache
def fit(cell: str, one: str) -> int:
    """Return how well a cell fits a column: above 0 if it does."""
    if one in (OTHER, HEADING):
        return 0
    if one == NUMBER:
        return 4 if _NUMERAL.fullmatch(cell) else -6
    if one in UNITS:
        return _fit_of_units(cell.lstrip("*＊★ "))
    if one == DUE:
        date = len(cell) <= 40 and _DATE.fullmatch(cell) and "，" not in cell
        return 3 if date or milestones.read(cell) else -3
    return _fit_of_leader(cell) if one == LEADER else _fit_of_text(cell, one)


def _fit_of_units(cell: str) -> int:
    if cell in ("无", "/"):
        return 3
    # A task with a stop may end like a unit: 建设老年大学。
    doubtful = cell[-1:] == "。" and not units.is_office_list(cell[:-1])
    return 3 if _says_who(cell) else -3 if not units.is_list(cell) else 0 if doubtful else 3


@cache
def _says_who(cell: str) -> bool:
    """Return whether a cell is a sentence about units and nothing else: 市教育局牵头落实."""
    said = roles.sentence(cell) if len(cell) <= _LONGEST_SENTENCE else roles.SILENT
    names = [name for role in said.roles for name in role.names]
    return bool(names) and not said.unread and all(map(units.is_unit, names))


def _fit_of_leader(cell: str) -> int:
    if people.is_person(cell):
        return 4
    return 2 if len(cell) <= 24 and not units.is_list(cell) and not re.search(r"[。%\d]", cell) else -3


def _fit_of_text(cell: str, one: str) -> int:
    like = _fit_of_units(cell) > 0 or people.is_person(cell) or _NUMERAL.fullmatch(cell)
    if like or len(cell) < 2:
        return -2
    if one == TEXT:
        return 0 if fit(cell, DUE) > 0 else 2
    return 0 if _begins_item(cell) else 1


def _begins_item(cell: str) -> bool:
    mark = marks.mark(cell)
    return mark is not None and mark.level == marks.ITEM


def rows(cells: Sequence[str], kinds: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Return the rows of cells that nothing parts, as pairs of cell and column; column -1 is a heading.

    Of all ways to lay them out it is the one in which most cells fit: a row may lack cells that are merged with those
    above, but hardly its text.
    """
    return _layout(cells, kinds)[1]


def placed(cells: Sequence[str], row: Sequence[tuple[int, int]], width: int) -> list[str]:
    """Return a cell for each column of a row: the units or the words of one may stand in several cells."""
    found = [""] * width
    for n, column in row:
        between = "、" if found[column] and units.is_list(cells[n]) else ""
        found[column] += between + cells[n]
    return found


def _layout(cells: Sequence[str], kinds: Sequence[str]) -> tuple[int, list[list[tuple[int, int]]]]:
    """Return how well cells fit columns, and the rows in which they fit them best."""
    width = len(kinds)
    steps = [[_step(last, column, kinds) for last in range(width + 1)] for column in range(width + 1)]
    best: list[list[tuple[int, int]]] = []
    for n, cell in enumerate(cells):
        fits = [fit(cell, one) for one in kinds] + [_as_heading(cell)]
        row = []
        for column in range(width + 1):
            options = [(best[-1][last][0] + steps[column][last], last) for last in range(width + 1)] if n else []
            if n and column < width and kinds[column] in (*UNITS, TEXT) and _goes_on(cells[n - 1], cell, kinds[column]):
                options[column] = (best[-1][column][0] - _REPEATED, column)
            score, last = max(options, default=(steps[column][width], width))
            row.append((score + fits[column], last))
        best.append(row)
    return max(score for score, _ in best[-1]) if best else 0, _laid_out(best, kinds)


def _laid_out(best: list[list[tuple[int, int]]], kinds: Sequence[str]) -> list[list[tuple[int, int]]]:
    width = len(kinds)
    found: list[list[tuple[int, int]]] = []
    column = max(range(width + 1), key=lambda c: best[-1][c][0]) if best else width
    path: list[int] = []
    for row in reversed(best):
        path.append(column)
        column = row[column][1]
    path.reverse()
    last = width
    for n, column in enumerate(path):
        if width in (column, last) or column < last or (column == last and kinds[column] not in (*UNITS, TEXT)):
            found.append([])
        found[-1].append((n, -1 if column == width else column))
        last = column
    return found


def _goes_on(cell: str, following: str, one: str) -> bool:
    """Return whether a cell may go on in the next: a list of units, or words that a printer broke."""
    return one != TEXT or (len(cell) >= _BROKEN and cell[-1] not in _STOPS and not _NUMERAL.fullmatch(following))


def _as_heading(cell: str) -> int:
    short = (
        len(cell) <= 30
        and cell[-1:] not in "。；，"
        and not units.is_list(cell)
        and not _says_who(cell)
        and not _NUMERAL.fullmatch(cell)
    )
    return 0 if short else -5


def _step(last: int, column: int, kinds: Sequence[str]) -> int:
    """Return what it costs that a cell of one column follows one of another: what is skipped between them."""
    width = len(kinds)
    if last < column < width:
        return -sum(_missed(one) for one in kinds[last + 1 : column])
    behind = 0 if last == width else sum(_missed(one) for one in kinds[last + 1 :])
    before = 0 if column == width else sum(_missed(one) for one in kinds[:column])
    return -behind - before


def _missed(one: str) -> int:
    return {TEXT: 6, RESPONSIBLE: 2, LEAD: 2, NUMBER: 2}.get(one, 1)
