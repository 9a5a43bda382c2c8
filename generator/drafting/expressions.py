"""Where a text says who owes what stands before: in brackets, in lines with labels, or in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.drafting import labels, milestones, roles, units
from generator.drafting.roles import SILENT, Due, Said

_OPEN = {"（": "r", "(": "r", "〔": "s", "[": "s", "【": "s", "［": "s", "〖": "s", "{": "c"}
_CLOSE = {"）": "r", ")": "r", "〕": "s", "]": "s", "】": "s", "］": "s", "〗": "s", "}": "c"}
_BRACKETS = re.compile("[" + re.escape("".join((*_OPEN, *_CLOSE))) + "]")
_LABEL_BEFORE = re.compile(r"(?:^|[。；;！!”\"）)】\]〕\n（(，, \u3000\t—]|\.)\s*$")
_ACTS = f"(?:{labels.spaced('负责|落实|牵头|配合|协办|主办|实施|参与|办理|协助|协调')}|研究提出[\u4e00-\u9fff]{{0,8}})"
_ACT = re.compile("[责落牵配协主实参办会]")
_DUE = "[，,][^。！？：:，,；;]{2,24}"
_BEGINS = r"(?:^|(?<=[。！？；;\n]))[^\S\n]*(?:[—–―－-]{1,4}[^\S\n]*)?"
_LINE_BEFORE, _MOST_BLANK = re.compile(r"(?:^|[\n）)】])[^\S\n]*$"), 12
_SENTENCE = re.compile(
    rf"{_BEGINS}(?P<said>[^。！？\n：:]{{2,400}}?(?:\n[^。！？\n：:]{{1,200}})?{_ACTS}(?:{_DUE})?)(?:。|(?=\n)|$)"
)
# A sentence with 由 may go over lines, and stand behind a comma: 关于增产的问题，由农业部会同财政部等部门负责。
_BY = re.compile(
    rf"(?:{_BEGINS}(?:以上|上述|此项|该项|本项)?(?:工作|任务|事项)?|(?<=[，,]))由"
    rf"(?P<said>[^。！？：:]{{2,400}}?{_ACTS}(?:(?:{_DUE})?(?=。|$)|(?=\n)))。?"
)
_BEGINS_BY = re.compile("由(?=[省市区县各国])")
_ACTS_AT_END = re.compile("(?:组织|具体|共同)*(?:负责|落实|实施|办理)+$")
# Several items above may be meant: 4项目标的责任单位均为市教育局。
_NAMED = re.compile(
    r"(?:^|(?<=[。！？；;，,\n]))[^\S\n]*(?:(?:以上|上述|该|此|本|这)?(?P<many>\d{1,2}|[两二三四五六七八九十])?个?项?(?:目标|任务|工作|事项|项目|指标)?的?)"
    r"(?P<label>(?:牵头|责任|配合|主办|协办|主责|承办)(?:责任)?(?:单位|部门))[均都皆]?[为是](?P<units>[^。！？：:的]{2,300})(?:。|(?=\n)|$)"
)
_NUMERALS = {"两": 2} | {numeral: n for n, numeral in enumerate("一二三四五六七八九十", 1)}
_IS = re.compile("(?:单位|部门)[均都皆]?[为是]")
_DATE_BEHIND = re.compile(r"\s*[（(]([^（）()]{2,30})[）)]")
_MARK = r"\d{1,3}\s*[.．、](?!\d)|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
# What begins the next item on the line of a value.
_NEXT_ITEM = re.compile(
    rf"(?:\s+|(?<=[局委办厅府会院部司团心位门]))(?={_MARK})|(?<=[\u4e00-\u9fff])(?=[（(][一二三四五六七八九十]{{1,3}}[）)])"
)
_BEGINS_LABEL = re.compile("[\u4e00-\u9fff（(）)]{2,12}[:：]")
_OPENED = re.compile("[（(][^（()）]{0,40}$")
_DASHES = re.compile(r"[—–―-]+\s*$")
_GAP = re.compile(r"[\s。；;，,.、]*")
_ENDS_LINE = re.compile(r"[^\S\n]*[。；;.，,]?[^\S\n]*(?:\n|$)")
_ENDS_ITEM = re.compile(rf"{_ENDS_LINE.pattern}|[。；;]?[^\S\n]*(?={_MARK})")
_LONGEST, _LONGEST_BARE, _MOST_ROLES = 4000, 200, 40
# 1.修路二十公里。, and on the next line: 市交通局、市财政局
_LAST_LINE = re.compile(r"(?:(?<=\n)|—{1,2})[^\S\n]*(?P<units>[^。；：:\n—]{3,200})[。；]?\s*$")
_TASK = 8
_QUOTES = ("“”", "‘’", '""', "''", "``")
_NOT_BARE = re.compile("[:：。；;]|[牵负配责]")


class Expression(NamedTuple):
    """A stretch of a text that says who owes what; `sure` is false where it was read by guess.

    `covers` is the number of items, itself the last of them, that it is said of.
    """

    start: int
    end: int
    said: Said
    sure: bool = True
    labelled: bool = False
    covers: int = 1


def expressions(text: str, bare: bool = False) -> list[Expression]:
    """Return the expressions of a text in order, those that follow each other as one.

    With `bare`, brackets that hold units and nothing else count as well.
    """
    found = [*_in_brackets(text, bare)]
    rows = _outside(_rows(text), found)
    found += _outside(_labelled(text, [*found, *rows]), [*found, *rows])
    found += _outside(_by(text), [*found, *rows])
    found += _outside(_sentences(text), [*found, *rows])
    found += _next_to(text, rows, found)
    return _together(text, [*found, *_outside(_others(text, found), found)])


def begins_with_one(text: str) -> bool:
    """Return whether a line begins with an expression, which may go on in the next."""
    if _BEGINS_BY.match(text) or labels.LABEL.match(text):
        return True
    found = expressions(text)
    return bool(found) and not found[0].start and bool(_ENDS_LINE.match(text, found[0].end))


def _others(text: str, found: list[Expression]) -> Iterator[Expression]:
    """Yield the labels, with their values, that say nothing of who owes what, and may stand among those that do."""
    others = [label for label in labels.others_in(text) if _begins_value(text, label.start())] if found else []
    limits = sorted([*(one.start for one in found), *(label.start() for label in others), len(text)])
    for label in others:
        end = _end_of_value(text, label.end(), limits[bisect_right(limits, label.start())])
        yield Expression(label.start(), end, SILENT)


def bare_lists(text: str) -> int:
    """Return how many brackets at the ends of lines hold units and nothing else."""
    return sum(_is_bare(text, start, end) for start, end in _pairs(text))


def last_line(text: str) -> list[Expression]:
    """Return the last line of a text, or what follows dashes there, where it is units alone behind a task."""
    found = _LAST_LINE.search(text)
    task = text[: found.start()].strip() if found else ""
    if not (found and (len(task) >= _TASK or task[-1:] == "。") and units.is_office_list(found["units"])):
        return []
    return [Expression(found.start(), found.end(), roles.value_of("", found["units"]), sure=False)]


def _pairs(text: str) -> list[tuple[int, int]]:
    """Return where brackets open and close; one without its other half hides no other."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(text):
        sign = match[0]
        if sign in _OPEN:
            stack.append((_OPEN[sign], match.start()))
            continue
        at = next((n for n in range(len(stack) - 1, max(-1, len(stack) - 6), -1) if stack[n][0] == _CLOSE[sign]), None)
        if at is not None:
            found.append((stack[at][1], match.end()))
            del stack[at:]
    return sorted(found)


def _in_brackets(text: str, bare: bool) -> Iterator[Expression]:
    end = 0
    for start, stop in _pairs(text):
        if start < end or stop - start > _LONGEST:
            continue
        if _is_quoted(text, start, stop):
            yield Expression(start, stop, SILENT)
            end = stop
            continue
        said = roles.in_brackets(text[start + 1 : stop - 1])
        guess = not said and bare and _is_bare(text, start, stop)
        if guess:
            said = roles.value_of("", text[start + 1 : stop - 1])
        if said and not _is_in_value(text, start):
            yield Expression(start, stop, said, not guess, bool(labels.all_in(text[start:stop])))
            end = stop


def _is_in_value(text: str, at: int) -> bool:
    """Return whether a bracket stands in the value of a label, as in 责任单位：市教育局（责任人：王五）."""
    return bool(labels.LABEL.match(text, text.rfind("\n", 0, at) + 1, at))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether a bracket is spoken of, as in: 写作“（市教育局牵头）”."""
    return 0 < start < end < len(text) and text[start - 1] + text[end] in _QUOTES


def _is_bare(text: str, start: int, end: int) -> bool:
    content = text[start + 1 : end - 1]
    if len(content) > _LONGEST_BARE or not _ENDS_ITEM.match(text, end):
        return False
    content, _ = roles.without_date(content)
    return (
        not _NOT_BARE.search(content) and units.is_list(content) and all(map(units.is_unit, units.read(content).names))
    )


def _in_order(found: Iterable[Expression]) -> list[Expression]:
    """Return expressions by their places."""
    return sorted(found, key=lambda one: (one.start, one.end))


def _outside(found: Iterable[Expression], others: list[Expression]) -> list[Expression]:
    """Return the expressions that do not lie in others, of which none lies in another."""
    found = list(found)
    if not (found and others):
        return found
    others = _in_order(others)
    starts = [other.start for other in others]
    near = ((one, others[max(0, bisect_right(starts, one.start) - 1) :][:2]) for one in found)
    return [one for one, two in near if not any(other.start < one.end and one.start < other.end for other in two)]


def _labelled(text: str, taken: list[Expression]) -> Iterator[Expression]:
    """Yield each label that a line or a sentence begins with, with its value."""
    found = {label.start(): label for label in labels.all_in(text)}
    free = _outside((Expression(*label.span(), SILENT) for label in found.values()), taken)
    starts = [found[one.start] for one in free if _begins_value(text, one.start)]
    if not starts:
        return
    others = (label.start() for label in labels.others_in(text))
    limits = sorted([*(one.start for one in taken), *(label.start() for label in starts), *others, len(text)])
    for label in starts:
        end = _end_of_value(text, label.end(), limits[bisect_right(limits, label.start())])
        said = roles.value_of(labels.name(label), text[label.end() : end])
        opened = text[label.start() - 1 : label.start()] in ("（", "(")
        if said or not text[label.end() : end].strip():
            dashes = _DASHES.search(text, max(0, label.start() - 6), label.start())
            start = dashes.start() if dashes else label.start() - opened
            yield Expression(start, end, said, not opened, labelled=True)


def _rows(text: str) -> Iterator[Expression]:
    """Yield the rows of milestones, with what their label says of dates by itself."""
    for row in milestones.rows(text):
        label = labels.LABEL.search(text, row.start, row.end)
        named = label is not None and labels.name(label) == row.name and labels.rank(row.name) == labels.DUE
        value = text[label.end() : _end_of_value(text, label.end(), row.end)] if label and named else ""
        words = roles.value_of(row.name, value).due
        # In the midst of a line, words that are no label elsewhere are of the task.
        if (_begins_value if named else _begins_line)(text, row.start):
            yield Expression(row.start, row.end, Said(dues=(Due(words, row.milestones),)), labelled=True)


def _begins_line(text: str, at: int) -> bool:
    """Return whether what stands at a place begins a line, or stands behind a bracket."""
    return bool(_LINE_BEFORE.search(text, max(0, at - _MOST_BLANK), at))


def _next_to(text: str, rows: list[Expression], found: list[Expression]) -> Iterator[Expression]:
    """Yield the rows whose label is one elsewhere, and those between which and another expression nothing stands."""
    ordered = _in_order(found)
    starts = [one.start for one in ordered]
    for row in rows:
        after = bisect_right(starts, row.start)
        gaps = [(one.end, row.start) for one in ordered[max(0, after - 1) : after]]
        gaps += [(row.end, one.start) for one in ordered[after : after + 1]]
        if row.said.due or any(_GAP.fullmatch(text, *gap) for gap in gaps):
            yield row


def _begins_value(text: str, at: int) -> bool:
    """Return whether a label begins a line, a sentence or a bracket, and not one within the value of another."""
    within = text[at - 1 : at] in ("（", "(") and _is_in_value(text, at - 1)
    return bool(_LABEL_BEFORE.search(text, max(0, at - 12), at)) and not within


def _end_of_value(text: str, start: int, end: int) -> int:
    """Return where the value of a label ends: with its line, unless that breaks off within a list."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        point = text.find("。", at, stop)
        if point >= 0:
            stop = point + 1
        if following := _NEXT_ITEM.search(text, at, stop):
            return following.start()
        if point >= 0:
            return stop
        value, rest = text[start:stop].strip(), text[stop:end].lstrip()
        if not rest or not _broken_off(value, rest.split("\n", 1)[0]):
            return stop
        at = end - len(text[stop:end].lstrip())
    return end


def _broken_off(value: str, following: str) -> bool:
    """Return whether a list goes on in the next line."""
    if _BEGINS_LABEL.match(following):
        return False
    if not value or value[-1] in "、，,：:；;" or following[0] in "、，,；;）)":
        return True
    if _OPENED.search(value) or (units.is_list(following) and len(following) <= 40):
        return True
    last, first = re.split("[、，,；;]", value)[-1], re.split("[、，,；;。]", following)[0]
    torn = len(first) == 1 or not units.is_whole(last)
    return torn and len(last + first) <= 20 and units.is_unit(last + first)


def _sentences(text: str) -> Iterator[Expression]:
    if not _ACT.search(text):
        return
    for found in _NAMED.finditer(text) if _IS.search(text) else ():
        said = roles.in_brackets(f"{found['label']}为{found['units']}")
        if said.roles and all(units.is_unit(name) for role in said.roles for name in role.names):
            many = found["many"] or "1"
            covers = int(many) if many.isdecimal() else _NUMERALS[many]
            yield Expression(found.start(), found.end(), said, covers=covers)
    for found in _SENTENCE.finditer(text):
        said = roles.sentence(found["said"])
        names = [name for role in said.roles for name in role.names]
        if names and not said.unread and all(map(units.is_unit, names)) and _ENDS_LINE.match(text, found.end()):
            yield Expression(found.start(), found.end(), said, sure=False)


def _by(text: str) -> Iterator[Expression]:
    """Yield the sentences with 由; one that says no more of a unit behind a comma may be of a report."""
    for found in _BY.finditer(text) if "由" in text else ():
        said = roles.sentence(found["said"])
        led = any(role.rank == labels.LEAD for role in said.roles)
        sure = led or text[max(0, found.start() - 1) : found.start()] not in ("，", ",")
        if said.roles and not said.unread and (sure or units.is_office_list(_ACTS_AT_END.sub("", found["said"]))):
            yield Expression(found.start(), found.end(), said, sure)


def _dates(text: str, found: list[Expression]) -> Iterator[Expression]:
    """Yield brackets with nothing but a date that stand directly behind an expression."""
    for one in found:
        date = _DATE_BEHIND.match(text, one.end)
        if date and roles.is_date(date[1]):
            yield Expression(date.start(), date.end(), roles.dated(date[1]))


def _together(text: str, found: list[Expression]) -> list[Expression]:
    """Return the expressions with those as one between which nothing stands; what says nothing counts behind one."""
    joined: list[Expression] = []
    for one in _in_order([*found, *_outside(_dates(text, found), found)]):
        if joined and len(joined[-1].said.roles) < _MOST_ROLES and _GAP.fullmatch(text, joined[-1].end, one.start):
            last = joined.pop()
            said, sure, labelled = last.said + one.said, last.sure and one.sure, last.labelled or one.labelled
            joined.append(Expression(last.start, one.end, said, sure, labelled, max(last.covers, one.covers)))
        elif one.said or one.labelled:
            joined.append(one)
    return joined
