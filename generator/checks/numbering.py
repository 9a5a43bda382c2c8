"""Ids, and the numbers of items, sections and forms that most of them are made of: from 1 without gaps in each kind.

What stands at the wrong place is found against the longest run of records that are in order, so that a single wrong
number is a single problem, whatever follows it. Ids never change: a record that is missing is put back, and the numbers
behind it stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.checks.mentions import repeated
from generator.model.data import PLAN, Data
from generator.model.document import Deadline, Form
from generator.model.editorial import Theme
from generator.model.plan import Item, Plan, Section
from generator.model.register import Kind, Leader, Unit
from generator.problems import Problem

# What the ids of the sections of a part begin with, by the kind of the part.
_SECTIONS = {"goal": "goals", "task": "work", "conduct": "conduct", "project": "projects", "candidate": "candidates"}
NUMBERED = re.compile(r"([a-z]+)-([0-9]{1,9})")
# Of so many missing records each is known as missing; a number can be mistyped to any height.
_MISSING = 1000

Numbered = Item | Section | Form


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """Records numbered in a row; an id is a word and the number, filled up with zeros to a width.

    With no width there is one record, and its id is the word.
    """

    records: Sequence[Numbered]
    word: str
    width: int

    def id(self, number: int) -> str:
        """Return the id that belongs to a number."""
        return f"{self.word}-{number:0{self.width}}" if self.width else self.word

    def number(self, record: Numbered) -> int | None:
        """Return the number of a record, None where its id is not made as it should be."""
        found = NUMBERED.fullmatch(record.id)
        number = int(found[2]) if found and self.width else 1
        return number if number and record.id == self.id(number) else None


def numbering(data: Data) -> Iterator[Problem]:
    """Items and sections are numbered from 1 by the kind of their parts, and forms in the plan, each in its place.

    What the document prints before them is another matter, see `model.numbering`.
    """
    for row in _rows(data.plan):
        numbers = [row.number(record) for record in row.records]
        if numbers != list(range(1, len(numbers) + 1)):
            yield from _Placed(row, numbers).problems()


def ends(data: Data) -> Iterator[Problem]:
    """Each part, and the forms, end no earlier than in the source."""
    due = {match[1]: int(match[2]) for one in data.corrections.last if (match := NUMBERED.fullmatch(one))}
    for row in _rows(data.plan):
        numbers = [row.number(record) or 0 for record in row.records if not isinstance(record, Section)]
        if numbers and max(numbers) < due.get(row.word, 0):
            yield _lost_end(row, max(numbers), due[row.word])


def _lost_end(row: NumberedRow, last: int, due: int) -> Problem:
    missing = [row.id(number) for number in islice(range(last + 1, due + 1), _MISSING)]
    lost = missing[0] + (f" 到 {row.id(due)}" if due > last + 1 else "")
    message = f"E101 原文到 {row.id(due)} 为止，后面缺 {lost}"
    cure = f"从版本记录里取回 {lost}；原文没有的，改正 data/corrections.yaml 里的 last"
    record = row.records[-1]
    return Problem(record.position("id"), record.id, message, cure, subjects=frozenset({PLAN, *missing}))


def _rows(plan: Plan) -> Iterator[NumberedRow]:
    for kind in dict.fromkeys(part.kind for part in plan.parts):
        parts = [part for part in plan.parts if part.kind == kind]
        sections = [section for part in parts for section in part.sections]
        yield NumberedRow([item for part in parts for item in part.items], kind, 1)
        yield NumberedRow(sections, _SECTIONS[kind], _width(sections))
    yield NumberedRow(plan.forms, "form", 1)


def _width(sections: Sequence[Section]) -> int:
    """Return how far the numbers of sections are filled up, as most are: work-01. A single one may have no number."""
    if len(sections) == 1 and sections[0].title is None:
        return 0
    found = (NUMBERED.fullmatch(section.id) for section in sections)
    widths = Counter(len(match[2]) for match in found if match and match[2].startswith("0"))
    return max(widths, key=widths.__getitem__, default=1)


class _Placed:
    """A row whose numbers are not 1, 2, 3 …, and what is wrong with each of its records."""

    def __init__(self, row: NumberedRow, numbers: Sequence[int | None]) -> None:
        self.row, self.numbers = row, numbers
        self.kept = in_order(numbers)
        self.position = {number: n for n, number in self.kept.items()}
        self.ascending = [*self.kept.values()]
        self.last = max(self.ascending, default=0)
        self.strays = {number for n, number in enumerate(numbers) if n not in self.kept} - set(self.ascending)

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each record at the wrong place, and for each gap between those at the right one."""
        due, ahead = 1, _next_kept(self.kept, len(self.numbers))
        for n, record in enumerate(self.row.records):
            if n in self.kept:
                yield from self.gap(record, range(due, self.kept[n]), last=n == len(self.numbers) - 1)
                due = self.kept[n] + 1
                continue
            number = self.numbers[n]
            elsewhere = number in self.strays and number is not None and number < self.last
            room = due < ahead[n] if ahead[n] else not elsewhere
            following = self.row.id(ahead[n]) if ahead[n] else record.id
            yield self.stray(record, number, self.row.id(due) if room else None, following)
            due += room

    def gap(self, record: Numbered, before: range, last: bool) -> Iterator[Problem]:
        """Yield the records missing in front of one, except those that stand elsewhere."""
        missing = [number for number in islice(before, _MISSING) if number not in self.strays]
        if not missing:
            return
        first = self.row.id(missing[0])
        until = f" 到 {self.row.id(before[-1])}" if missing[0] < before[-1] else ""
        cure = f"从版本记录里取回 {first}{until}，放在这一条前面；别的编号都不改"
        if last:
            cure = f"编号写错了的，改为 {first}；没有写错的，{cure}"
        subjects = frozenset({PLAN, *map(self.row.id, missing)})
        message = f"E102 编号不连续，前面缺 {first}{until}"
        yield Problem(record.position("id"), record.id, message, cure, subjects=subjects)

    def stray(self, record: Numbered, number: int | None, due: str | None, following: str) -> Problem:
        """Return what is wrong with a record at the wrong place, where another is due, or none is.

        It may have been exchanged with the one that follows.
        """
        twice = number in self.position
        cure = f"改为 {due}" if due else self.cure(number, twice)
        subjects = frozenset({record.id, due or following})
        return Problem(record.position("id"), record.id, f"E103 {self.fault(number)}", cure, subjects=subjects)

    def fault(self, number: int | None) -> str:
        """Return what is wrong with a number."""
        if number is None:
            return "这里不用这样的编号"
        first = self.position.get(number)
        if first is None:
            return "编号不合次序"
        return f"编号重复，第{self.row.records[first].position('id').line}行已经用了"

    def cure(self, number: int | None, twice: bool) -> str:
        """Return where a record belongs that has no room here: behind the number before it, or at the end."""
        if number and not twice and number <= self.last + 1:
            before = bisect_left(self.ascending, number)
            return f"移到 {self.row.id(self.ascending[before - 1])} 的后面" if before else "移到最前面"
        copied = "抄重了的，删去这一条；" if twice else ""
        return f"{copied}方案新增的，移到 {self.row.id(self.last)} 的后面，改为 {self.row.id(self.last + 1)}"


def _next_kept(kept: Mapping[int, int], length: int) -> list[int]:
    """Return for each position the number of the next record in order behind it, 0 where there is none."""
    ahead, following = [0] * length, 0
    for n in reversed(range(length)):
        ahead[n] = following
        following = kept.get(n, following)
    return ahead


def in_order(numbers: Sequence[int | None]) -> dict[int, int]:
    """Return the longest ascending run of numbers by their positions.

    Of two equal numbers the one that goes on from the number before it is kept, else the first.
    """
    ends: list[int] = []  # the positions at which the best runs of each length end
    before: dict[int, int] = {}
    for n, number in enumerate(numbers):
        if not number:
            continue
        length = bisect_left(ends, number, key=lambda m: numbers[m] or 0)
        goes_on = length > 0 and number - (numbers[ends[length - 1]] or 0) == n - ends[length - 1]
        if length == len(ends) or numbers[ends[length]] != number or goes_on:
            before[n] = ends[length - 1] if length else -1
            ends[length : length + 1] = [n]
    return dict(reversed([*_chain(numbers, before, ends[-1] if ends else -1)]))


def _chain(numbers: Sequence[int | None], before: Mapping[int, int], end: int) -> Iterator[tuple[int, int]]:
    while end >= 0:
        yield end, numbers[end] or 0
        end = before[end]


Identified = Unit | Kind | Deadline | Theme | Leader

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Ids become names of folders and files, which Windows limits: these are its devices.
_LONGEST = 60
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def slugs(data: Data) -> Iterator[Problem]:
    """An id is an ASCII slug of at most 60 letters, and no name that Windows keeps for itself."""
    for record in (one for records in _identified(data) for one in records):
        if fault := _fault(record.id):
            slug = _slug(record.id)
            cure = f"改为 {slug}" if slug else "换成 qiaokou 或 work-plan 这样的写法"
            yield Problem(
                record.position("id"), record.id, f"E104 {fault}", cure, subjects=frozenset({record.id, slug})
            )


def _fault(record_id: str) -> str | None:
    if not _SLUG.fullmatch(record_id):
        return "编号只能用小写字母、数字和连字符"
    if len(record_id) > _LONGEST:
        return f"编号有{len(record_id)}个字母，最多{_LONGEST}个"
    return f"“{record_id}”是 Windows 保留的名字，不能做编号" if record_id in _RESERVED else None


def _slug(record_id: str) -> str:
    """Return the slug that is nearest to an id, empty where there is none."""
    slug = re.sub("[^a-z0-9]+", "-", record_id.lower())[:_LONGEST].strip("-") if record_id.isascii() else ""
    return f"{slug}-1" if slug in _RESERVED else slug


def unique_ids(data: Data) -> Iterator[Problem]:
    """An id is used once among the records of its sort."""
    for records in _identified(data):
        used = {record.id: record for record in reversed(records)}
        by_place = {record.position("id"): record for record in records}
        for record_id, position, first in repeated((record.id, record.position("id")) for record in records):
            free = next(name for n in range(2, len(records) + 2) if (name := f"{record_id}-{n}") not in used)
            cure = f"抄重了的，删去一条；不是同一条的，换一个没有用过的，如改为 {free}"
            subjects = {record_id, *_names(by_place[position]) & _names(used[record_id])}
            message = f"E105 编号重复，第{first.line}行已经用了"
            yield Problem(position, record_id, message, cure, subjects=frozenset(subjects))


def unique_items(data: Data) -> Iterator[Problem]:
    """The id of an item is used once, whatever numbers are missing: else nobody can tell what is cited."""
    ids = ((item.id, item.position("id")) for item in data.plan.items)
    for item_id, position, first in repeated(ids):
        yield Problem(position, item_id, f"E106 编号重复，第{first.line}行已经用了", "照原文改正编号")


def _identified(data: Data) -> tuple[Sequence[Identified], ...]:
    return data.plan.deadlines, data.register.units, data.register.kinds, data.topics.themes, data.register.leaders


def _names(record: Identified) -> set[str]:
    """Return the names of a record: a copy repeats them with the id."""
    return {*record.names} if isinstance(record, Unit) else set()
