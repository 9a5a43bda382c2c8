"""The numbers of items, sections and forms, and the ids made of them: from 1 without gaps, in each part anew.

What stands at the wrong place is found against the longest run of records that are in order, so that a single wrong
number is a single problem, whatever follows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.data import PLAN
from generator.model.plan import Form, Item, Plan, Section
from generator.problems import Problem, suggest

# What the ids of the sections of a part begin with, by the kind of the part.
_SECTIONS = {"goal": "goals", "task": "work", "conduct": "conduct", "project": "projects", "candidate": "candidates"}
_NUMBERED = re.compile(r"([a-z]+)-([0-9]{1,9})")

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
        """The id that belongs to a number."""
        return f"{self.word}-{number:0{self.width}}" if self.width else self.word

    def number(self, record: Numbered) -> int | None:
        """The number of a record, None where its id is not made as it should be."""
        found = _NUMBERED.fullmatch(record.id)
        number = int(found[2]) if found and self.width else 1
        return number if number and record.id == self.id(number) else None


def numbering(plan: Plan) -> Iterator[Problem]:
    """Items and sections are numbered from 1 in each part, and forms in the plan."""
    for row in _rows(plan):
        yield from _row_problems(row)


def doubtful_ids(plan: Plan) -> set[str]:
    """The ids due at a place where another stands, and those others. Who refers to them is not at fault."""
    placed = ((row.id(n), record.id) for row in _rows(plan) for n, record in enumerate(row.records, 1))
    return {one for due, found in placed if due != found for one in (due, found)}


def cure_id(wrong: str, ids: Sequence[str]) -> str:
    """The cure for an id that no record has: whose clause it is, which numbers there are, or the nearest."""
    whole = wrong.partition(".")[0]
    if whole != wrong and whole in ids:
        return f"只写所属的记录 {whole}"
    found = _NUMBERED.fullmatch(wrong)
    numbers = [one for one in ids if found and one.rpartition("-")[0] == found[1]]
    if not numbers and word_of(wrong):
        return _cure_word(wrong, ids)
    if not numbers or not found:
        return suggest(wrong, ids)
    same = next((one for one in numbers if int(one.rpartition("-")[2]) == int(found[2])), None)
    return f"是不是“{same}”" if same else f"编号从 {numbers[0]} 到 {numbers[-1]}"


def _cure_word(wrong: str, ids: Sequence[str]) -> str:
    """The cure for an id of a kind that is not due, or of which there is no record: no other kind is like it."""
    words = list(dict.fromkeys(word for one in ids if (word := word_of(one))))
    due = "或".join(f"“{word}-”" for word in words) if len(words) <= 2 else ""
    return f"填以{due}开头的编号" if due else f"没有以“{word_of(wrong)}-”开头的编号，请核对"


def word_of(record_id: str) -> str | None:
    """What the id of an item or a form begins with; None where it is no such id."""
    found = _NUMBERED.fullmatch(record_id)
    return found[1] if found and found[1] in (*_SECTIONS, "form") else None


def _rows(plan: Plan) -> Iterator[NumberedRow]:
    kinds = {part.kind: part for part in reversed(plan.parts)}  # ids cannot tell a second part of a kind from the first
    for part in reversed(kinds.values()):
        yield NumberedRow(part.items, part.kind, 1)
        yield NumberedRow(part.sections, _SECTIONS[part.kind], _width(part.sections))
    yield NumberedRow(plan.forms, "form", 1)


def _width(sections: Sequence[Section]) -> int:
    """How far the numbers of sections are filled up, as most are: work-01. A single one without title has no number."""
    if len(sections) == 1 and sections[0].title is None:
        return 0
    found = (_NUMBERED.fullmatch(section.id) for section in sections)
    widths = Counter(len(match[2]) for match in found if match and match[2].startswith("0"))
    return max(widths, key=widths.__getitem__, default=1)


def _row_problems(row: NumberedRow) -> Iterator[Problem]:
    numbers = [row.number(record) for record in row.records]
    if numbers == list(range(1, len(numbers) + 1)):
        return
    kept = _in_order(numbers)
    strays = {number for n, number in enumerate(numbers) if n not in kept} - set(kept.values())
    due = 1
    for n, (record, number) in enumerate(zip(row.records, numbers, strict=True)):
        if n in kept:
            yield from _gap(row, record, range(due, kept[n]), strays)
            due = kept[n] + 1
            continue
        ahead = next((kept[m] for m in range(n + 1, len(numbers)) if m in kept), None)
        moved = number if number in strays and number and number < max(kept.values(), default=0) else None
        room = due < ahead if ahead else not moved
        first = next((row.records[m] for m, other in kept.items() if other == number), None)
        yield Problem(record.place("id"), record.id, _fault(number, first), _cure(row, room and due, moved, kept))
        due += room


def _gap(row: NumberedRow, record: Numbered, before: range, strays: set[int | None]) -> Iterator[Problem]:
    """The numbers missing before a record, but for those that stand elsewhere."""
    missing = next((number for number in before if number not in strays), None)
    if missing:
        until = f" 到 {row.id(before[-1])}" if missing < before[-1] else ""
        message = f"编号不连续，前面缺 {row.id(missing)}{until}"
        cure = f"补上缺的；是编号写错了的，按次序应是 {row.id(missing)}"
        yield Problem(record.place("id"), record.id, message, cure, needs=(PLAN,))


def _fault(number: int | None, first: Numbered | None) -> str:
    if number is None:
        return "这里不用这样的编号"
    return f"编号重复，第{first.place('id').line}行已经用了" if first else "编号不合次序"


def _cure(row: NumberedRow, due: int, moved: int | None, kept: dict[int, int]) -> str:
    if due:
        return f"按次序应是 {row.id(due)}"
    if moved:
        return f"移到 {row.id(moved - 1)} 的后面" if moved > 1 else "移到最前面"
    last = max(kept.values(), default=0)
    return f"这里没有空号，已有的编号不改；方案新增的排在最后，编为 {row.id(last + 1)}"


def _in_order(numbers: Sequence[int | None]) -> dict[int, int]:
    """The longest ascending run of numbers by their positions; of several, the one with the fewest breaks."""
    best: list[tuple[int, int, int]] = []  # how long the best run that ends here is, how unbroken, what comes before
    for n, number in enumerate(numbers):
        found = (1, int(number == n + 1), -1)
        for m, before in enumerate(numbers[:n]):
            if number and before and before < number:
                found = max(found, (best[m][0] + 1, best[m][1] + (number - before == n - m), m))
        best.append(found if number else (0, 0, -1))
    end = max(range(len(best)), key=lambda n: best[n][:2], default=-1)
    positions = []
    while end >= 0:
        positions.append(end)
        end = best[end][2]
    return {n: number for n in reversed(positions) if (number := numbers[n])}
