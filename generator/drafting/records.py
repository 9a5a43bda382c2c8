"""The data files of a draft: the plan as records, the register, and how the text departs from the official one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import yaml

from generator.drafting import marks, proposals, roles
from generator.drafting.draft import Draft
from generator.drafting.letter import Letter, letter
from generator.drafting.lines import Doubt, Line, cleaned
from generator.drafting.outline import Heading, Item
from generator.drafting.prose import Clause
from generator.drafting.roles import LEAD, RESPONSIBLE, SUPPORTING
from generator.drafting.units import Unit
from generator.model.data import CORRECTIONS, DEADLINES, PLAN, RESTATEMENTS, SYNONYMS, UNITS
from generator.model.register import Register
from generator.model.texts import in_print

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
_COORDINATION = re.compile("各?牵头单位要[^。（）]*(?:统筹|协调|沟通)[^。（）]*")
_FEEDBACK = re.compile("[^。（）]*(?:责任|配合)单位要[^。（）]*反馈[^。（）]*")
_NO_WORDS = "basis: 编者没有补充。\n"


def data_files(
    text: str, draft: Draft, known: Register | None = None, corrections: Sequence[Found] = ()
) -> tuple[dict[str, str], list[Doubt]]:
    """Return the data files of a draft by their names, and every doubt about them."""
    doubts = list(draft.doubts)
    lines, _ = cleaned(text)
    first, last = _extent(draft)
    around = letter(lines, first, last)
    parts, ids = _parts(draft, around)
    named = [(unit, clause.line) for item in draft.items for clause in item.clauses for unit in _named(clause)]
    first_lines = {in_print(unit.name): line for unit, line in reversed(named)}
    brackets = _brackets(draft, ids)
    printed = [replace(unit, name=in_print(unit.name)) for unit, _ in named]
    units = proposals.register(printed, known, brackets, first_lines, doubts)
    plan = _document(around, doubts) | dict(_rules(around, draft, _ruled(draft, lines, ids)))
    optional = {"brackets": brackets, "parts": parts, "distribution": list(around.distribution)}
    plan |= {key: value for key, value in optional.items() if value or key == "parts"}
    files = {
        PLAN: _yaml(plan),
        UNITS: _yaml(units),
        CORRECTIONS: _yaml({"last": _last(parts), "corrections": list(corrections)}),
        SYNONYMS: _NO_WORDS,
        DEADLINES: "inferred: []\n",
        RESTATEMENTS: _NO_WORDS,
    }
    return files, sorted(set(doubts))


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
    document = {key: getattr(around, key) for key in names}
    missing = [word for key, word in names.items() if not document[key]]
    if missing:
        doubts.append(Doubt(1, f"没有找到{'、'.join(missing)}，文件有的请补上"))
    paragraphs = [{"heading": heading, "text": text} for heading, text in around.paragraphs if text]
    notice = {"addressees": list(around.addressees), "opening": around.opening, "paragraphs": paragraphs}
    return {
        "document": {key: value for key, value in document.items() if value},
        "notice": {key: value for key, value in notice.items() if value},
    }


def _ruled(draft: Draft, lines: Sequence[Line], ids: dict[int, str]) -> str:
    """Return the item behind whose units the rule of the first unit is printed; empty where there is none."""
    line = next((line.number for line in lines if draft.first_leads and roles.first_leads(line.text)), 0)
    before = [at for at, item in enumerate(draft.items) if item.clauses[0].line <= line]
    return ids[before[-1]] if before else ""


def _rules(around: Letter, draft: Draft, printed_in: str) -> Iterator[tuple[str, Found]]:
    """Yield the rules that a notice gives, each by its words; that of the first unit may be printed in an item."""
    said = "\n".join(text for _, text in around.paragraphs)
    if all_lead := _ALL_LEAD.search(said):
        yield "default_lead", {"rule": "all", "quote": all_lead[0]}
    elif draft.first_leads:
        place = {} if in_print(draft.first_leads) in said or not printed_in else {"printed_in": printed_in}
        yield "default_lead", {"rule": "first", "quote": in_print(draft.first_leads), **place}
    for key, words in (("coordination", _COORDINATION), ("feedback", _FEEDBACK)):
        if found := words.search(said):
            yield key, {"quote": found[0]}


def _parts(draft: Draft, around: Letter) -> tuple[list[Found], dict[int, str]]:
    """Return the parts of a plan, one of a kind, and the ids of the items of a draft by their places.

    Several chapters in a row of one kind are sections of its part, which then has the title of the plan.
    """
    ids: dict[int, str] = {}
    parts: dict[str, Found] = {}
    chapters = {title: _kind(title) for title in map(_chapter, draft.items)}
    for kind, run in groupby(enumerate(draft.items), key=lambda pair: chapters[_chapter(pair[1])]):
        items = list(run)
        done = sum(len(name) > 0 for name in ids.values() if name.startswith(f"{kind}-"))
        ids |= {at: f"{kind}-{n}" for n, (at, _) in enumerate(items, done + 1)}
        part = parts.setdefault(kind, {"kind": kind, "title": "", "sections": [], "run": []})
        part["run"] += items
    for kind, part in parts.items():
        titles = list(dict.fromkeys(_chapter(item) for _, item in part["run"]))
        several = len(titles) > 1
        part["title"] = (not several and titles[0]) or around.plan_title or around.title or "重点任务"
        part["sections"] = _sections(kind, part.pop("run"), ids, several)
    return list(parts.values()), ids


def _kind(title: str) -> str:
    return next(kind for kind, words in _KINDS if re.search(words, title))


def _headings(item: Item) -> list[Heading]:
    return [heading for heading in item.path if heading.level != marks.GROUP]


def _chapter(item: Item) -> str:
    headings = _headings(item)
    return in_print(headings[0].title.rstrip("。")) if headings and headings[0].level <= marks.CHAPTER else ""


def _section(item: Item, by_chapter: bool) -> str:
    headings = _headings(item)
    if by_chapter:
        return _chapter(item)
    below = headings[1:] if headings and headings[0].level <= marks.CHAPTER else headings
    return in_print(below[-1].title.rstrip("。")) if below else ""


def _group(item: Item, by_chapter: bool) -> str:
    groups = [heading for heading in item.path if heading.level == marks.GROUP]
    if not groups and by_chapter:
        groups = [heading for heading in _headings(item)[1:] if heading.level > marks.CHAPTER]
    return in_print(groups[-1].title.rstrip("。")) if groups else ""


def _sections(kind: str, items: Sequence[tuple[int, Item]], ids: dict[int, str], by_chapter: bool) -> list[Found]:
    runs = [(title, list(run)) for title, run in groupby(items, key=lambda pair: _section(pair[1], by_chapter))]
    width = 2 if len(runs) > 9 or kind in ("task", "project") else 1
    found = []
    for n, (title, run) in enumerate(runs, 1):
        alone = len(runs) == 1 and not title
        section: Found = {"id": _SECTIONS[kind] + ("" if alone else f"-{n:0{width}}")}
        section |= {} if alone else {"title": title or "其他"}
        found.append(section | _contents(run, ids, by_chapter))
    return found


def _contents(run: Sequence[tuple[int, Item]], ids: dict[int, str], by_chapter: bool) -> Found:
    groups = [(title, list(items)) for title, items in groupby(run, key=lambda pair: _group(pair[1], by_chapter))]
    if all(title for title, _ in groups):
        return {
            "groups": [
                {"heading": title, "items": [_item(item, ids[at]) for at, item in items]} for title, items in groups
            ]
        }
    return {"items": [_item(item, ids[at]) for at, item in run]}


def _item(item: Item, name: str) -> Found:
    clauses = [{"text": in_print(clause.text), **_roles(clause)} for clause in item.clauses]
    return {"id": name} | (clauses[0] if len(clauses) == 1 else {"clauses": clauses})


def _named(clause: Clause) -> list[Unit]:
    return [unit for role in clause.said.roles for unit in role.units]


def _roles(clause: Clause) -> Found:
    """Return the units of a clause by the keys of the data. Those that support stand with the responsible ones."""
    lead = [in_print(name) for role in clause.said.roles if role.rank == LEAD for name in role.names]
    others = [
        in_print(name) for role in clause.said.roles if role.rank in (RESPONSIBLE, SUPPORTING) for name in role.names
    ]
    lists = {
        "lead": list(dict.fromkeys(lead)),
        "responsible": [one for one in dict.fromkeys(others) if one not in lead],
    }
    return {key: names for key, names in lists.items() if names}


def _brackets(draft: Draft, ids: dict[int, str]) -> list[Found]:
    """Return what is printed in 〈〉 behind units, and in which items."""
    found: dict[tuple[str, str], list[str]] = {}
    for at, item in enumerate(draft.items):
        for clause in item.clauses:
            for unit in _named(clause):
                if unit.bracket:
                    found.setdefault((in_print(unit.name), in_print(unit.bracket)), []).append(ids[at])
    return [{"unit": unit, "text": text, "printed_in": items} for (unit, text), items in found.items()]


def _last(parts: Sequence[Found]) -> list[str]:
    """Return the ids of the items with which the kinds end."""
    ends: dict[str, str] = {}
    for part in parts:
        section = part["sections"][-1]
        items = section["groups"][-1]["items"] if "groups" in section else section["items"]
        ends[part["kind"]] = items[-1]["id"]
    return list(ends.values())


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice: the data has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Whether a value that stands twice is written out, which all are."""
        return True


def _yaml(content: Found) -> str:
    """Return a data file: each value on one line, and a line between records."""
    pieces = [
        yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
        for key, value in content.items()
    ]
    return "\n".join(re.sub(r"\n( *- (?:id|heading|kind|record):)", r"\n\n\1", piece) for piece in pieces)
