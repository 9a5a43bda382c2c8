"""The data files of a draft: the plan as records, the register, and how the text departs from the official one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import yaml

from generator.drafting import proposals
from generator.drafting.between import Between, Printed, between
from generator.drafting.draft import Draft
from generator.drafting.habits import USUAL, Habits
from generator.drafting.labels import rank as ranked
from generator.drafting.letter import Letter, letter
from generator.drafting.lines import Doubt, Line, cleaned, left_out
from generator.drafting.parts import parts_of
from generator.drafting.roles import Role
from generator.drafting.rules import printed_in, rules
from generator.drafting.units import Unit
from generator.model.data import CORRECTIONS, DEADLINES, PLAN, RESTATEMENTS, SYNONYMS, UNITS
from generator.model.numbering import NOTHING
from generator.model.plan import USUAL_LABELS
from generator.model.register import Register
from generator.model.texts import in_print, meant

Found = dict[str, Any]
_SHOWN = 30
_WORD = re.compile(r"\w")
_NO_WORDS = "basis: 编者没有补充。\n"


class Reading(NamedTuple):
    """A draft, the lines of its text that count, and what stands around and between its items, with every doubt."""

    draft: Draft
    lines: Sequence[Line]
    around: Letter
    printed: Between
    doubts: Sequence[Doubt]


def reading(text: str, draft: Draft) -> Reading:
    """Return a draft with what its text prints around and between its items."""
    draft = _in_words(draft)
    gone = left_out(draft.doubts)
    lines = [line for line in cleaned(text)[0] if line.number not in gone]
    first, last = _extent(draft)
    around = letter(lines, first, last)
    printed = between(lines, draft.items, first, around.ends)
    return Reading(draft, lines, around, printed, [*draft.doubts, *_left_out_of_head(around, lines)])


def data_files(
    read: Reading, known: Register | None = None, corrections: Sequence[Found] = (), habits: Habits = USUAL
) -> tuple[dict[str, str], list[Doubt]]:
    """Return the data files of a draft by their names, and every doubt about them."""
    draft, lines, around, printed, doubts = *read[:-1], list(read.doubts)
    parts, ids = parts_of(draft, printed, habits.usual)
    brackets = _brackets(draft, ids)
    optional = {
        "roles": _roles(draft, habits.separators),
        "brackets": brackets,
        "introduction": [*around.introduction, *printed.introduction],
        "parts": parts,
        "closing": list(printed.closing),
        "distribution": list(around.distribution),
    }
    plan = _document(around, doubts)
    plan |= rules(around, printed, draft.first_leads, printed_in(draft, lines, ids), doubts)
    plan |= {key: value for key, value in optional.items() if value or key == "parts"}
    last_ids = list({name.partition("-")[0]: name for name in ids.values()}.values())
    files = {
        PLAN: _yaml(_meant(plan)),
        UNITS: _yaml(_meant(_register(draft, known, brackets, doubts))),
        CORRECTIONS: _yaml({"last": last_ids, "corrections": list(corrections)}),
        SYNONYMS: _NO_WORDS,
        DEADLINES: "inferred: []\n",
        RESTATEMENTS: _NO_WORDS,
    }
    return files, sorted(set(doubts))


def _left_out_of_head(around: Letter, lines: Sequence[Line]) -> Iterator[Doubt]:
    """Yield the lines around the title that are left out."""
    of_line = {line.number: line.text[:_SHOWN] for line in lines}
    for n in around.left_out:
        yield Doubt(n, f"这一行在标题前后，像是网页上的字，没有收：{of_line[n]}", n)


def _register(draft: Draft, known: Register | None, brackets: list[Found], doubts: list[Doubt]) -> Found:
    """Return the register of the units and leaders that headings and clauses name."""
    owed: dict[Printed, None] = {}
    for item in draft.items:
        owed |= dict.fromkeys((*item.path, *item.clauses))
    named = [(replace(unit, name=in_print(unit.name)), one.line) for one in owed for unit in _named(one)]
    first_lines = {unit.name: line for unit, line in reversed(named)}
    leaders = dict.fromkeys(in_print(name) for one in owed for name in one.said.leaders)
    units = proposals.register([unit for unit, _ in named], known, brackets, first_lines, doubts)
    return units | proposals.leaders(leaders, known)


def _in_words(draft: Draft) -> Draft:
    """Return a draft without what says nothing, as the remains of a damaged text may."""
    kept = []
    for item in draft.items:
        clauses = tuple(one for one in item.clauses if _WORD.search(one.text))
        path = tuple(one for one in item.path if _WORD.search(one.title))
        kept += [replace(item, clauses=clauses, path=path)] if clauses else []
    return replace(draft, items=tuple(kept))


def _roles(draft: Draft, separators: Mapping[str, str]) -> list[Found]:
    """Return what the plan calls the units of each rank, in its order, where that is other than usual."""
    said = [clause.said.roles for item in draft.items for clause in item.clauses]
    found: dict[str, Found] = {}
    for rank, usual in USUAL_LABELS.items():
        # A unit with a star leads, and its label may be that of the others.
        named = [role.label for roles in said for role in roles if role.rank == rank == (ranked(role.label) or rank)]
        if not named:
            continue
        label = Counter(_label(label, usual) for label in named).most_common(1)[0][0]
        found[rank] = {"rank": rank, "label": label} | ({"separator": separators[rank]} if rank in separators else {})
    order = sorted(found, key=lambda rank: _place(rank, said))
    as_usual = [{"rank": rank, "label": label} for rank, label in USUAL_LABELS.items() if rank in found]
    records = [found[rank] for rank in order]
    return [] if records == as_usual else records


def _place(rank: str, said: Iterable[Sequence[Role]]) -> float:
    """Return which place a rank has among others on the average; those that stand alone tell nothing."""
    rows = [list(dict.fromkeys(role.rank for role in roles)) for roles in said]
    places = [row.index(rank) for row in rows if rank in row and len(row) > 1]
    return sum(places) / len(places) if places else len(USUAL_LABELS)


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


def _named(printed: Printed) -> list[Unit]:
    return [unit for role in printed.said.roles for unit in role.units]


def _brackets(draft: Draft, ids: dict[int, str]) -> list[Found]:
    """Return what is printed in 〈〉 behind units, and in which items."""
    found: dict[tuple[str, str], list[str]] = {}
    for at, item in enumerate(draft.items):
        for clause in item.clauses:
            for unit in _named(clause):
                if unit.bracket:
                    found.setdefault((in_print(unit.name), in_print(unit.bracket)), []).append(ids[at])
    return [{"unit": unit, "text": text, "printed_in": items} for (unit, text), items in found.items()]


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
