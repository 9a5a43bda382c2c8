"""The numbers that a plan prints before parts, sections and items, and how each of these is cited.

Most follow from the order and the rule of the part; a record whose number does not says itself what is printed. Ids
say nothing of this: they count the items of a kind through the whole document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.texts import CHINESE_NUMERALS, numeral

if TYPE_CHECKING:
    from generator.model.plan import Item, Part, Section

# What a record says where nothing is printed.
NOTHING = "无"
_SAMPLE = re.compile("[一1①]")
_AROUND = "、，,.．:： 　"
_NUMERAL = re.compile(f"[0-9{CHINESE_NUMERALS}百零]+")
_VALUES = {numeral(n): n for n in range(1, 1000)}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The marks printed before parts, sections and items, and how all of them are cited.

    Parts and sections go by their places, from 0; items by their ids. `numbers` is the number of an item as people say
    it, without the point behind it, and `values` is what it counts.
    """

    part_marks: Sequence[str]
    part_labels: Sequence[str]
    section_marks: Sequence[Sequence[str]]
    section_labels: Sequence[Sequence[str]]
    marks: Mapping[str, str]
    numbers: Mapping[str, str]
    values: Mapping[str, int]
    citations: Mapping[str, str]


def numbered(parts: Sequence[Part]) -> Numbers:
    """Return the numbers of the parts of a plan, of their sections and of their items."""
    part_marks = [own_mark(part.mark, f"{numeral(n)}、") if part.title else "" for n, part in enumerate(parts, 1)]
    part_labels = _labels(part_marks, lambda number: f"第{number}部分") if len(parts) > 1 or any(part_marks) else [""]
    section_marks = [
        [
            own_mark(section.mark, f"（{numeral(n)}）") if section.title else ""
            for n, section in enumerate(part.sections, 1)
        ]
        for part in parts
    ]
    section_labels = [_labels(marks, lambda number: f"（{number}）") for marks in section_marks]
    marks = dict(_marks(parts))
    numbers = {id_: printed for part in parts for id_, printed in _printed(part, marks)}
    citations = {
        id_: label + place
        for part, label, sections in zip(parts, part_labels, section_labels, strict=True)
        for id_, place in _places(part, sections, numbers)
    }
    values = {id_: value_of(number) for id_, number in numbers.items()}
    return Numbers(part_marks, part_labels, section_marks, section_labels, marks, numbers, values, citations)


def own_mark(mark: str | None, usual: str) -> str:
    """Return the mark that a record gives itself, else the usual one."""
    return usual if mark is None else "" if mark == NOTHING else mark


def _labels(marks: Sequence[str], phrase: Callable[[str], str]) -> list[str]:
    """Return how parts or sections are cited: by their printed numbers, or by their order where these tell them not."""
    numbers = [mark.strip(f"（）(){_AROUND}第部分章节") for mark in marks]
    told = all(map(_NUMERAL.fullmatch, numbers)) and len(set(numbers)) == len(numbers)
    return [phrase(number if told else numeral(n)) for n, number in enumerate(numbers, 1)]


def styled(sample: str, number: int) -> str:
    """Return a number as a sample prints the first: （一）, 1., 1、, ①; nothing for a sample of nothing."""
    if sample == NOTHING:
        return ""
    signs = {"一": numeral(number), "1": str(number)}
    signs["①"] = _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else str(number)
    return _SAMPLE.sub(lambda found: signs[found[0]], sample, count=1)


def value_of(number: str) -> int:
    """Return what a number counts: 58, （四）, ③; 0 where it counts nothing."""
    digits = re.search("[0-9]+", number)
    if digits:
        return int(digits[0])
    plain = number.strip("（）()")
    return _CIRCLED.index(plain) + 1 if plain and plain in _CIRCLED else _VALUES.get(plain, 0)


def _marks(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Yield what is printed before each item."""
    last = 0
    for part in parts:
        rule = part.numbering
        sample = rule.mark if rule and rule.mark else "（一）" if part.kind == "goal" else "1."
        begin = last if rule and rule.counted == "plan" else 0
        for run in _runs(part, rule.counted if rule else "part"):
            # The ids of a first part say its numbers, even where a record is missing.
            first = 1 if part.is_first and run is part.items else run[0].number
            for n, item in enumerate(run, 1):
                # Where ids are out of order, the place has to do.
                last = begin + (item.number - first + 1 if item.number >= first else n)
                yield item.id, own_mark(item.mark, styled(sample, last))


def _runs(part: Part, counted: str) -> Iterator[Sequence[Item]]:
    """Yield the items of a part that are counted in one row."""
    if counted == "section":
        yield from (section.items for section in part.sections if section.items)
    elif counted == "group":
        yield from (items for section in part.sections for _, items in section.runs)
    elif part.items:
        yield part.items


def _printed(part: Part, marks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the number of each item without the point; that of one without a number is its place in the part."""
    for n, item in enumerate(part.items, 1):
        number = marks[item.id].strip(_AROUND + "第")
        yield item.id, number if any(sign.isnumeric() for sign in number) else str(n)


def _places(part: Part, sections: Sequence[str], numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield how each item is cited within its part, no longer than it takes to tell the items of the part apart."""
    found = [
        (item.id, ("", section_label, section_label + heading), f"第{numbers[item.id]}项")
        for section_label, section in zip(sections, part.sections, strict=True)
        for heading, items in _headed(section)
        for item in items
    ]
    for level in range(3):
        places = [(id_, levels[level] + label) for id_, levels, label in found]
        if len({place for _, place in places}) == len(places):
            yield from places
            return
    seen: Counter[str] = Counter()
    for id_, place in places:
        seen[place] += 1
        yield id_, place if seen[place] == 1 else f"{place}（{seen[place]}）"


def _headed(section: Section) -> Iterator[tuple[str, Sequence[Item]]]:
    for n, (group, items) in enumerate(section.runs):
        yield f"小标题{n + (not section.ungrouped)}" if group else "", items
