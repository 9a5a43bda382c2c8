"""The parts of a draft as records: sections under their headings, items under their ids, and who owes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import count, groupby
from typing import Any, NamedTuple

from generator.drafting import marks
from generator.drafting.between import Between, Printed
from generator.drafting.draft import Draft
from generator.drafting.labels import LEAD, RESPONSIBLE, SUPPORTING
from generator.drafting.numbering import Placed, odd_mark, rule_of
from generator.drafting.outline import Heading, Item
from generator.drafting.roles import SILENT, Said
from generator.model.numbering import NOTHING
from generator.model.texts import in_print, numeral

Found = dict[str, Any]
# What the title of a part says of the kind of its items: the first that fits.
_KINDS = (
    ("candidate", "候选"),
    ("project", "票决|实事"),
    ("conduct", "自身建设|政府建设"),
    ("goal", "目标(?!任务)"),
    ("task", ""),
)
# The words that the ids of sections begin with.
_SECTIONS = {"goal": "goals", "task": "work", "conduct": "conduct", "project": "projects", "candidate": "candidates"}


def parts_of(draft: Draft, printed: Between, usual: Container[str]) -> tuple[list[Found], dict[int, str]]:
    """Return the parts of a plan, one for each chapter, and the ids of the items of a draft by their places.

    Ids count the items of a kind through the whole document, whatever is printed before them.
    """
    ids: dict[int, str] = {}
    runs = [list(run) for _, run in groupby(enumerate(draft.items), key=lambda pair: _chapter(pair[1]))]
    kinds = [_kind(_title(_chapter(run[0][1]))) for run in runs]
    counts, parts, last = Counter[str](), list[Found](), 0
    sections = {kind: _section_ids(kind, width) for kind, width in _widths(kinds, runs).items()}
    for n, (kind, run) in enumerate(zip(kinds, runs, strict=True), 1):
        for at, _ in run:
            counts[kind] += 1
            ids[at] = f"{kind}-{counts[kind]}"
        chapter = _chapter(run[0][1])
        placed = [Placed(at, item, _key(_section(item)), _key(_group(item))) for at, item in run]
        rule, odd, last = rule_of(kind, placed, last)
        part: Found = {"kind": kind} | _headed(chapter, f"{numeral(n)}、", printed)
        part |= _said(_of_part(chapter))
        part |= {"numbering": rule} if rule else {}
        part |= _prose_below(chapter, printed)
        look = _Look({at: ids[at] for at, _ in run}, odd, printed, usual)
        parts.append(part | {"sections": list(_sections(placed, look, sections[kind]))})
    return parts, ids


class _Look(NamedTuple):
    """How the items of a part look: ids and odd marks by their places, and what is printed around them."""

    ids: dict[int, str]
    odd: dict[int, str]
    printed: Between
    usual: Container[str]


def _widths(kinds: Sequence[str], runs: Sequence[Sequence[tuple[int, Item]]]) -> dict[str, int]:
    """Return to how many figures the numbers of the sections of each kind are filled up, 0 for a single one."""
    number, titled = Counter[str](), set[str]()
    for kind, run in zip(kinds, runs, strict=True):
        keys = [key for key, _ in groupby(_key(_section(item)) for _, item in run)]
        number[kind] += len(keys)
        titled |= {kind} if any(keys) else set()
    return {
        kind: 0 if n == 1 and kind not in titled else 2 if n > 9 or kind in ("task", "project") else 1
        for kind, n in number.items()
    }


def _kind(title: str) -> str:
    return next(kind for kind, words in _KINDS if re.search(words, title))


def _headings(item: Item) -> list[Heading]:
    return [heading for heading in item.path if heading.level != marks.GROUP]


def _chapter(item: Item) -> Heading | None:
    headings = _headings(item)
    is_part = headings and headings[0].level <= marks.CHAPTER and not headings[0].said.roles
    return headings[0] if is_part else None


def _below(item: Item) -> list[Heading]:
    """Return the headings of an item below its chapter."""
    chapter = _chapter(item)
    return [heading for heading in item.path if heading is not chapter]


def _of_part(chapter: Heading | None) -> Said:
    """Return what the record of a part can say: who leads it."""
    return Said(leaders=chapter.said.leaders) if chapter else SILENT


def _section(item: Item) -> Heading | None:
    return next((heading for heading in _below(item) if heading.level != marks.GROUP), None)


def _group(item: Item) -> Heading | None:
    section = _section(item)
    return next((heading for heading in reversed(_below(item)) if heading is not section), None)


def _title(heading: Heading | None) -> str:
    return in_print(heading.title.rstrip("。")) if heading else ""


def _key(heading: Heading | None) -> str:
    """Return what tells a heading from others."""
    return f"{heading.line} {heading.printed}" if heading else ""


def _headed(heading: Heading | None, usual: str, printed: Between, called: str = "title") -> Found:
    """Return what a record says of its heading: the title, and its mark where that is another than usual."""
    if not heading:
        return {}
    mark = odd_mark(heading, usual)
    found = {called: in_print(heading.title + printed.stops.get(heading, ""))}
    found |= {"mark": mark} if mark else {}
    return found | ({"celled": "true"} if heading in printed.celled else {})


def _section_ids(kind: str, width: int) -> Iterator[str]:
    """Yield the ids of the sections of a kind, whose numbers are filled up to a width."""
    yield from (f"{_SECTIONS[kind]}-{n:0{width}}" if width else _SECTIONS[kind] for n in count(1))


def _sections(placed: Sequence[Placed], look: _Look, names: Iterator[str]) -> Iterator[Found]:
    """Yield the sections of a part, which take their ids from `names`."""
    runs = [list(run) for _, run in groupby(placed, key=lambda one: one.section)]
    for n, items in enumerate(runs, 1):
        section: Found = {"id": next(names)}
        heading = _section(items[0].item)
        if heading:
            section |= _headed(heading, f"（{numeral(n)}）", look.printed)
            section |= _said(heading.said.in_words()) | _words(heading, heading.said, section["id"], look)
        elif len(runs) > 1:
            section |= {"title": "其他", "mark": NOTHING, "celled": "true"}
        yield section | _prose_below(heading, look.printed) | _contents(items, look)


def _words(printed: Printed, own: Said, name: str, look: _Look) -> Found:
    """Return in what words a text prints who owes something, where these are its own."""
    words = look.printed.words.get(printed)
    if name in look.usual or words is None or not (words or own.roles):
        return {}
    return {"words": words or NOTHING}


def _prose_below(printed: Printed | None, around: Between) -> Found:
    """Return the paragraphs below a heading or a clause."""
    found = list(around.below.get(printed, ())) if printed else []
    return {"below": found} if found else {}


def _contents(placed: Sequence[Placed], look: _Look) -> Found:
    groups = [(title, list(items)) for title, items in groupby(placed, key=lambda one: one.group)]
    if not all(title for title, _ in groups):
        return {"items": [_item(one, look) for one in placed]}
    found = []
    for _, items in groups:
        heading = _group(items[0].item)
        head = _headed(heading, "——", look.printed, "heading") | _prose_below(heading, look.printed)
        found.append(head | {"items": [_item(one, look) for one in items]})
    return {"groups": found}


def _item(one: Placed, look: _Look) -> Found:
    chapter, section = _chapter(one.item), _section(one.item)
    above = (section.said if section else SILENT).inherited(_of_part(chapter))
    clauses, last, id_ = one.item.clauses, one.item.clauses[-1], look.ids[one.at]
    found = []
    for n, clause in enumerate(clauses, 1):
        own = _own(clause.said, above)
        said = _said(own)
        if not (clause.said.roles or "leaders" in said):
            said["unassigned"] = "true"
        words = _words(clause, own, id_ if len(clauses) == 1 else f"{id_}.{n}", look)
        text = in_print(clause.text + look.printed.stops.get(clause, ""))
        found.append({"text": text, **said, **words})
    mark = {"mark": look.odd[one.at]} if one.at in look.odd else {}
    cells = {"cells": look.printed.cells[clauses[0]]} if clauses[0] in look.printed.cells else {}
    head = {"id": id_} | mark | cells | (found[0] if len(clauses) == 1 else {"clauses": found})
    return head | _prose_below(last, look.printed)


def _own(said: Said, above: Said) -> Said:
    """Return what a clause says itself, without what it has from the headings above it."""
    leads = tuple(role for role in above.roles if role.rank == LEAD)
    own = () if said.roles == above.roles else said.roles
    if leads and own[: len(leads)] == leads:
        own = own[len(leads) :]
    leaders = said.leaders if said.leaders != above.leaders else ()
    return Said(own, leaders, said.dues if said.dues != above.dues else ())


def _said(said: Said) -> Found:
    """Return the units by the keys of the data, who is in charge, and when it is due."""
    lists: Found = {}
    taken: set[str] = set()
    for rank in (LEAD, RESPONSIBLE, SUPPORTING):
        names = [in_print(name) for role in said.roles if role.rank == rank for name in role.names]
        lists[rank] = [one for one in dict.fromkeys(names) if one not in taken]
        taken |= {*names}
    lists["leaders"] = [in_print(name) for name in dict.fromkeys(said.leaders)]
    lists["due"] = in_print(said.deadline)
    lists["milestones"] = [{"due": in_print(one.due), "text": in_print(one.text)} for one in said.milestones]
    return {key: value for key, value in lists.items() if value}
