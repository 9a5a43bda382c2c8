"""Milestones as plans print them: 3月底前完成可研批复；6月底前开工, in a row, in lines, or under heads by quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十元]{1,2})"
_YEAR = "(?:(?:19|20)[0-9]{2}年度?|[今明当本次]年)"
_TO = "[—–－~～至到-]{1,2}"
_MONTH = rf"{_NUMBER}月份?(?:[0-9]{{1,2}}日|[上中下]旬|[底末初中])?"
_QUARTER = "第?[一二三四1-4]季度[底末]?|前三季度"
_HALF = "[上下]半年"
_POINT = rf"(?:{_YEAR}(?:{_MONTH}|{_QUARTER}|{_HALF}|年?[底末内初中])?|{_MONTH}|{_QUARTER}|{_HALF}|年[底末内初中]|全年)"
# A stretch of time, its last day, or both ends; the stage that it is of may stand around it: 第一阶段（1—3月）.
_BEFORE = "(?:力争|争取|确保|计划|预计|拟|截至|截止|到|至|于|在)?"
_TIME = (
    rf"(?:{_NUMBER}(?:月份?)?{_TO}{_YEAR}?{_MONTH}|{_POINT}{_TO}{_POINT}|{_POINT})(?:之前|以前|前|内|止)?"
    r"(?:[（(][^（()）]{0,10}[月季日][^（()）]{0,6}[）)])?"
)
_PERIOD = rf"{_BEFORE}(?:{_TIME}|第[一二三四五六]阶段[（(]{_TIME}[）)])"
_NOUNS = "(?:工作|目标|任务|计划|进度|进展|安排|节点|要求|内容|主要|重点|形象|序时|时序|预期|推进|完成|阶段性?)*"
_ITEM = r"(?:[0-9]{1,2}[.．、)）]|[（(][0-9]{1,2}[）)]|[①-⑳])?[^\S\n]*"
# A period begins what it is said of; with a colon behind it, anywhere, else behind a stop, a comma or a break.
_LABELS = re.compile(rf"{_ITEM}(?P<due>{_PERIOD}){_NOUNS}\s*[:：︰]")
_BEGINS = re.compile(rf"(?:^|(?<=[；;，,。、\s]))\s*{_ITEM}(?P<due>{_PERIOD})[，,]?")
_LINE = re.compile(rf"\s*{_ITEM}{_PERIOD}")
_LABELLED_LINE = re.compile(rf"\s*{_LABELS.pattern}[^\n]*")
# What is to be done may stand before the time: 编制方案（3月底前）.
_BEHIND = re.compile(
    rf"\s*{_ITEM}(?P<text>[^；;。：:\n（(]{{2,80}})(?:[（(](?P<due>{_PERIOD})(?:完成)?[）)]|[:：](?P<last>{_PERIOD})(?:完成)?)"
    r"(?:[；;。，,、\s]+|$)"
)
_HEAD = re.compile(rf"(?P<due>{_PERIOD})(?P<nouns>{_NOUNS})")
_BARE_YEAR = re.compile(_YEAR)
# What columns and lines are called that hold rows of milestones, and what else is called like that.
_ROW = re.compile("阶段|步骤|计划|安排|进度|节点|里程碑|目标")
_PAST = re.compile("情况|进展|成效")
_OPENS = re.compile(r"(?:安排|目标|任务|步骤|计划|进度|节点|里程碑|要求)(?P<behind>[】\]]?[^\S\n]*(?:[:：︰]|(?=\n)))")
_STOPS = "\n。；;，,）)】 \t\u3000"
_ROW_LABEL = re.compile(
    "(?:工作|年度|具体|主要|实施|推进|时间|时序|序时|完成|办理|整改|建设|项目|计划|月度|季度|重点|分|阶段性?)*"
    "(?:阶段性?目标|阶段性?任务|步骤|计划|安排|进度|节点|里程碑)(?:安排|要求|目标|节点|计划)?"
)
# What stands in every line that begins with a period and a colon.
_SIGNS = re.compile("[月季年度底前）)][^\n:：]{0,12}[:：]")
# A shorter line ends by itself; a label or a number begins a new one.
_BROKEN = 20
_OTHER = re.compile("[\u4e00-\u9fff（(）)]{2,12}[:：]|[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）).．、]|[（(]")
_SENTENCE = re.compile(r"\s*[^。\n]*[。\n]?")
_EDGES = " \t\n\u3000；;。，,、：:"
_LONGEST, _LONGEST_LABEL, _WORD = 3000, 16, re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be reached by when, as printed."""

    due: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Milestones that stand under a label of their own, which is empty for lines that have none."""

    start: int
    end: int
    name: str
    milestones: tuple[Milestone, ...]


def read(value: str) -> tuple[Milestone, ...]:
    """Return the milestones of a text that is a row of them from one end to the other; none for any other text."""
    if len(value) > _LONGEST:
        return ()
    ways = (_between(value, [*begins.finditer(value)]) for begins in (_LABELS, _BEGINS))
    return next((found for found in (*ways, _behind(value)) if len(found) > 1), ())


def _between(value: str, begins: Sequence[re.Match[str]]) -> tuple[Milestone, ...]:
    """Return what stands between the beginnings of pieces; nothing where a piece, or what is before them, is wrong."""
    if not begins or value[: begins[0].start()].strip(_EDGES):
        return ()
    ends = [*(one.start() for one in begins[1:]), len(value)]
    return _whole([(one["due"], value[one.end() : end]) for one, end in zip(begins, ends, strict=True)])


def _behind(value: str) -> tuple[Milestone, ...]:
    pieces, at = list[tuple[str, str]](), 0
    while at < len(value) and (found := _BEHIND.match(value, at)):
        pieces.append((found["due"] or found["last"], found["text"]))
        at = found.end()
    return _whole(pieces) if at >= len(value.rstrip()) else ()


def _whole(pieces: Sequence[tuple[str, str]]) -> tuple[Milestone, ...]:
    """Return pieces as milestones where each says what is to be reached."""
    found = [_milestone(*piece) for piece in pieces]
    return tuple(one for one in found if one) if all(found) else ()


def _milestone(due: str, said: str) -> Milestone | None:
    # A word that joins two periods is of no piece: 3月、6月底前分别完成.
    text = "".join(said.strip(_EDGES).split())
    joins = said[:1] in ("、", "和", "及", "与") or re.fullmatch(_PERIOD, text)
    return Milestone("".join(due.split()), text) if _WORD.search(text) and not joins else None


def headed(heads: Sequence[str]) -> list[str]:
    """Return the period that each head of a table names, empty for those that name none.

    What has other words behind it, or is a bare year, is a head of milestones where several are.
    """
    found = [_HEAD.fullmatch("".join(head.split())) for head in heads]
    several = len({one["due"] for one in found if one}) > 1
    return [one["due"] if one and (several or is_period(one[0])) else "" for one in found]


def below(head: str, second: str) -> str:
    """Return the head of a column under one that spans several: a year stays, and what was done is left out."""
    if not is_period(second):
        return second or head
    return head if _PAST.search(head) else f"{head}{second}" if _BARE_YEAR.fullmatch(head) else second


def is_period(head: str) -> bool:
    """Return whether a head is a stretch of a year and nothing else: 一季度, 1—3月, 6月底前."""
    return bool(re.fullmatch(_PERIOD, head)) and not _BARE_YEAR.fullmatch(head)


def under(head: str, cell: str) -> Milestone | None:
    """Return the milestone of a cell under a head that names a period; None for an empty one."""
    return _milestone(head, cell)


def is_of_rows(head: str) -> bool:
    """Return whether a column of such a head may hold rows of milestones, and not what was done."""
    return bool(_ROW.search(head)) and not _PAST.search(head)


def apart(lines: Sequence[str]) -> bool:
    """Return whether each line of a cell begins with a period."""
    return len(lines) > 1 and all(map(_LINE.match, lines))


def rows(text: str) -> Iterator[Row]:
    """Yield the rows of milestones of a text that stand behind a label, and lines that each begin with a period."""
    end = 0
    for label in _OPENS.finditer(text):
        near = max(end, label.start() - _LONGEST_LABEL)
        start = max(near, 1 + max(text.rfind(sign, near, label.start()) for sign in _STOPS))
        name = text[start : label.start("behind")].strip(" \t【[")
        if label.start() < end or not _ROW_LABEL.fullmatch(name) or _PAST.search(name):
            continue
        stop = _end_of(text, label.end())
        found = read(text[label.end() : stop])
        if found:
            yield Row(start, stop, name, found)
        # What a label says is read once, for as long as it may be.
        end = stop
    yield from _lines(text)


def _end_of(text: str, start: int) -> int:
    """Return where a row that begins at a place ends: with the last sentence or line that begins with a period."""
    at, last = start, min(len(text), start + _LONGEST)
    while at < last and (_LINE.match(text, at) or (at > start and _goes_on(text, at))):
        found = _SENTENCE.match(text, at, last)
        assert found, "any text begins with one"
        at = found.end()
    return at


def _goes_on(text: str, at: int) -> bool:
    """Return whether a line is the rest of the one above it, which a printer broke: another period follows in it."""
    above = text[text.rfind("\n", 0, at - 1) + 1 : at - 1]
    if text[at - 1] != "\n" or len(above) < _BROKEN or above[-1] in "。；;" or _OTHER.match(text, at):
        return False
    end = text.find("\n", at, at + _LONGEST)
    return bool(_BEGINS.search(text, at + 1, end if end > 0 else at + _LONGEST))


def _lines(text: str) -> Iterator[Row]:
    """Yield the lines that each begin with a period and a colon, where several follow each other."""
    at = 0 if _SIGNS.search(text) else len(text)
    while at < len(text):
        found = _LABELLED_LINE.match(text, at)
        if not found:
            at = text.find("\n", at) + 1 or len(text)
            continue
        start, at = at, found.end()
        while following := _LABELLED_LINE.match(text, at):
            at = following.end()
        if milestones := read(text[start:at]):
            yield Row(start, at, "", milestones)
