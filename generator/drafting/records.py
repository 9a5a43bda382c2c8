"""The data files of a draft: the plan as records, the register, and how the text departs from the official one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby
from typing import Any, NamedTuple

import yaml

from generator.drafting import marks, proposals, roles
from generator.drafting.between import Between, Printed, between
from generator.drafting.draft import Draft
from generator.drafting.labels import LEAD, RESPONSIBLE, SUPPORTING
from generator.drafting.labels import rank as ranked
from generator.drafting.letter import Letter, letter
from generator.drafting.lines import Doubt, Line, cleaned, left_out
from generator.drafting.numbering import Placed, odd_mark, rule_of
from generator.drafting.outline import Heading, Item
from generator.drafting.roles import SILENT, Said
from generator.drafting.units import Unit
from generator.model.data import CORRECTIONS, DEADLINES, PLAN, RESTATEMENTS, SYNONYMS, UNITS
from generator.model.numbering import NOTHING
from generator.model.plan import USUAL_LABELS
from generator.model.register import Register
from generator.model.texts import in_print, meant, numeral

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
_ALL_LEAD = re.compile(
    "[^，。；（）]*(?:无|没有|未注明|未明确)[^，。；（）]*牵头单位[^。；（）]*责任单位[^。；（）]*牵头单位(?:，下同)?"
)
_STARRED = re.compile(
    "[^，。；：（）\\n]{0,10}(?:[*＊★☆△▲]|星号)[^，。；（）\\n]{0,8}(?:牵头|主办|主责)[^，。；（）\\n]{0,6}"
)
_COORDINATION = re.compile("各?牵头单位要[^。（）]*(?:统筹|协调|沟通)[^。（）]*")
_FEEDBACK = re.compile("[^。（）]*(?:责任|配合)单位要[^。（）]*反馈[^。（）]*")
_LONGEST_TITLE, _SHOWN = 50, 30
_WORD = re.compile(r"\w")
_NO_WORDS = "basis: 编者没有补充。\n"


def data_files(
    text: str,
    draft: Draft,
    known: Register | None = None,
    corrections: Sequence[Found] = (),
    usual: Container[str] = (),
) -> tuple[dict[str, str], list[Doubt]]:
    """Return the data files of a draft by their names, and every doubt about them.

    `usual` are the ids of the clauses and sections whose units are printed as the data prints them by itself.
    """
    draft = _in_words(draft)
    doubts = list(draft.doubts)
    gone = left_out(doubts)
    lines = [line for line in cleaned(text)[0] if line.number not in gone]
    first, last = _extent(draft)
    around = letter(lines, first, last)
    of_line = {line.number: line.text[:_SHOWN] for line in lines}
    message = "这一行在标题前后，像是网页上的字，没有收"
    doubts += (Doubt(n, f"{message}：{of_line[n]}", n) for n in around.left_out)
    text_between = between(lines, draft.items, first, around.ends)
    parts, ids = _parts(draft, text_between, usual)
    owed: list[Printed] = []
    for item in draft.items:
        owed += (*item.path, *item.clauses)
    named = [(unit, one.line) for one in dict.fromkeys(owed) for unit in _named(one)]
    leaders = dict.fromkeys(name for one in owed for name in one.said.leaders)
    first_lines = {in_print(unit.name): line for unit, line in reversed(named)}
    brackets = _brackets(draft, ids)
    printed = [replace(unit, name=in_print(unit.name)) for unit, _ in named]
    units = proposals.register(printed, known, brackets, first_lines, doubts)
    units |= proposals.leaders(map(in_print, leaders), known)
    plan = _document(around, doubts) | dict(_rules(around, text_between, draft, _ruled(draft, lines, ids), doubts))
    optional = {
        "roles": _labels(draft),
        "brackets": brackets,
        "introduction": [*around.introduction, *text_between.introduction],
        "parts": parts,
        "closing": list(text_between.closing),
        "distribution": list(around.distribution),
    }
    plan |= {key: value for key, value in optional.items() if value or key == "parts"}
    files = {
        PLAN: _yaml(_meant(plan)),
        UNITS: _yaml(_meant(units)),
        CORRECTIONS: _yaml({"last": _last(ids.values()), "corrections": list(corrections)}),
        SYNONYMS: _NO_WORDS,
        DEADLINES: "inferred: []\n",
        RESTATEMENTS: _NO_WORDS,
    }
    return files, sorted(set(doubts))


def _in_words(draft: Draft) -> Draft:
    """Return a draft without what says nothing, as the remains of a damaged text may."""
    kept = []
    for item in draft.items:
        clauses = tuple(one for one in item.clauses if _WORD.search(one.text))
        path = tuple(one for one in item.path if _WORD.search(one.title))
        kept += [replace(item, clauses=clauses, path=path)] if clauses else []
    return replace(draft, items=tuple(kept))


def _labels(draft: Draft) -> list[Found]:
    """Return what the plan calls the units of each rank, where that is another than usual."""
    said = [role for item in draft.items for clause in item.clauses for role in clause.said.roles]
    found = []
    for rank, usual in USUAL_LABELS.items():
        # A unit with a star leads, and its label may be that of the others.
        called = Counter(
            _label(role.label, usual) for role in said if role.rank == rank == (ranked(role.label) or rank)
        )
        label = called.most_common(1)[0][0] if called else usual
        found += [{"rank": rank, "label": label}] if label != usual else []
    return found


def _label(said: str, usual: str) -> str:
    """Return the label of units that a text names by a label or by a verb: 主办 is said of 主办单位."""
    if re.search("(?:单位|部门|机构)$", said):
        return said
    return f"{said}单位" if said in ("主办", "协办", "承办", "会办", "主责", "参与") else usual


def _extent(draft: Draft) -> tuple[int, int]:
    """Return the lines on which the items of a draft begin and end, with the headings above the first."""
    if not draft.items:
        return 1, 0
    first = draft.items[0]
    begin = min([first.clauses[0].line, *(heading.line for heading in first.path)])
    return begin, draft.items[-1].clauses[-1].line


def _document(around: Letter, doubts: list[Doubt]) -> Found:
    names = {
        "letterhead": "文件头",
        "number": "发文字号",
        "title": "标题",
        "plan_title": "方案标题",
        "issuer": "发文机关",
        "signed": "成文日期",
        "printed_by": "印发机关",
        "printed": "印发日期",
    }
    document = {key: getattr(around, key) for key in ("letterhead", "number", "number_below", *names)}
    if around.plan_title == around.title:
        # A document that is one with its plan has one title.
        del names["plan_title"], document["plan_title"]
    missing = [word for key, word in names.items() if not document[key]]
    if missing:
        doubts.append(Doubt(1, f"没有找到{'、'.join(missing)}，文件有的请补上"))
    paragraphs = [
        (
            {"heading": one.heading}
            | ({"text": one.text} if one.text else {})
            | ({"stop": NOTHING} if one.headed else {})
        )
        for one in around.paragraphs
    ]
    notice = {"addressees": list(around.addressees), "opening": around.opening, "paragraphs": paragraphs}
    found = {"document": document, "notice": notice}
    said = {name: {key: value for key, value in one.items() if _WORD.search(str(value))} for name, one in found.items()}
    return {name: one for name, one in said.items() if one}


def _ruled(draft: Draft, lines: Sequence[Line], ids: dict[int, str]) -> str:
    """Return the item behind whose units the rule of the first unit is printed; empty where there is none."""
    line = next((line.number for line in lines if draft.first_leads and roles.first_leads(line.text)), 0)
    before = [at for at, item in enumerate(draft.items) if item.clauses[0].line <= line]
    return ids[before[-1]] if before else ""


def _rules(
    around: Letter, printed: Between, draft: Draft, printed_in: str, doubts: list[Doubt]
) -> Iterator[tuple[str, Found]]:
    """Yield the rules that a plan gives, each by its words; that of the first unit may be printed in an item."""
    noticed = "\n".join(f"{one.heading}。{one.text}" for one in around.paragraphs)
    below = (text for texts in printed.below.values() for text in texts)
    said = "\n".join((noticed, around.opening, *around.introduction, *printed.introduction, *below, *printed.closing))
    first = in_print(draft.first_leads)
    if all_lead := _ALL_LEAD.search(said):
        yield "default_lead", {"rule": "all", "quote": all_lead[0]}
    elif first and (first in said or printed_in):
        yield "default_lead", {"rule": "first", "quote": first} | ({} if first in said else {"printed_in": printed_in})
    elif starred := _STARRED.search(said):
        yield "default_lead", {"rule": "starred", "quote": starred[0]}
    elif first:
        doubts.append(Doubt(1, f"“{first}”没有找到印在哪里，没有收作 default_lead；牵头的单位请逐项写明"))
    for key, words in (("coordination", _COORDINATION), ("feedback", _FEEDBACK)):
        if found := words.search(noticed):
            yield key, {"quote": found[0]}


def _parts(draft: Draft, printed: Between, usual: Container[str]) -> tuple[list[Found], dict[int, str]]:
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


def _named(printed: Printed) -> list[Unit]:
    return [unit for role in printed.said.roles for unit in role.units]


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


def _brackets(draft: Draft, ids: dict[int, str]) -> list[Found]:
    """Return what is printed in 〈〉 behind units, and in which items."""
    found: dict[tuple[str, str], list[str]] = {}
    for at, item in enumerate(draft.items):
        for clause in item.clauses:
            for unit in _named(clause):
                if unit.bracket:
                    found.setdefault((in_print(unit.name), in_print(unit.bracket)), []).append(ids[at])
    return [{"unit": unit, "text": text, "printed_in": items} for (unit, text), items in found.items()]


def _last(ids: Iterable[str]) -> list[str]:
    """Return the ids of the items with which the kinds end."""
    return list({name.partition("-")[0]: name for name in ids}.values())


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice: the data has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Whether a value that stands twice is written out, which all are."""
        return True


def _meant(value: Any) -> Any:
    """Return a value in the signs that were meant where a text has others that look like them."""
    if isinstance(value, dict):
        return {key: _meant(one) for key, one in value.items()}
    return [_meant(one) for one in value] if isinstance(value, list) else meant(value)


def _yaml(content: Found) -> str:
    """Return a data file: each value on one line, and a line between records."""
    pieces = [
        yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
        for key, value in content.items()
    ]
    text = "\n".join(re.sub(r"\n( *- (?:id|heading|kind|record):)", r"\n\n\1", piece) for piece in pieces)
    # Every value is a text to this project: true and 1 need no quotation marks.
    return re.sub(r": '(true|[0-9]+)'$", r": \1", text, flags=re.MULTILINE)
