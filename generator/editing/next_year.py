"""The data of the next year: a draft or a skeleton of its plan, with what the editors of this year leave to it.

What says something of this year's plan alone stays behind: targets, restatements, deadlines. What people say is taken
along, as far as the checks let it pass. The rest waits in its place as a comment, and counts again without its #.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

import yaml

from generator.checks.load import load
from generator.editing.aside import put_aside
from generator.editing.form import formatted
from generator.editing.schema import pointer, without_pointer
from generator.index.forerunners import guesses
from generator.model.data import (
    CORRECTIONS,
    DEADLINES,
    FORERUNNERS,
    PLAN,
    RESTATEMENTS,
    SYNONYMS,
    TOPICS,
    UNITS,
    Data,
)
from generator.model.plan import Plan
from generator.model.register import Register
from generator.model.years import YEAR

TO_ENTER = "待录入"
_FRAME = f"# 骨架：题头照上一年的写，收到文件后逐项改正；写着“{TO_ENTER}”的换成文件的话，单位只是占位。"
# The items of a topic, in a line or one on each; and what stands for them where none goes on.
_ITEMS = re.compile(r"(?P<key>^ *(?:- )?items: *)(?P<ids>\[[^\]]*\]|(?:\n *- [a-z]+-[0-9]+)+)", re.MULTILINE)
_NONE = "none-0"
# Lines of the settings.
_NAMES = re.compile(r"^site_(?:name|description):.*", re.MULTILINE)
_ORIGINAL = re.compile(r"^( *original_url:).*", re.MULTILINE)
_EARLIER = re.compile(r"^ *earlier:.*\n(?: *- *[\"']?[0-9]+[\"']? *\n)*", re.MULTILINE)
_EXTRA = re.compile(r"^extra:.*\n", re.MULTILINE)
# The number of a document, such as 武政〔2025〕1号.
_NUMBER = re.compile("〔[0-9]{4}〕")
# Each round of the checks may find what the one before it hid.
_ROUNDS = 20


def skeleton(texts: Mapping[str, str], data: Data, year: str) -> dict[str, str]:
    """Return the data files of a plan of which nothing is known but its frame, which is that of this year.

    Each part has one item, which waits for the words of the document.
    """
    plan = data.plan
    document = plan.document.model_dump(exclude={"node", "printed", "printed_by"}, exclude_none=True)
    document |= {key: YEAR.sub(year, document[key]) for key in ("number", "title", "plan_title") if key in document}
    document["signed"] = f"{year}年1月1日"
    notice = {"addressees": list(plan.notice.addressees), "opening": TO_ENTER}
    firsts = [part for part in plan.parts if part.is_first]
    parts = [_part(part.kind, part.title or part.kind, data.register.units[0].name) for part in firsts]
    return {
        PLAN: f"{_FRAME}\n{_yaml({'document': document, 'notice': notice, 'parts': parts})}",
        UNITS: texts[UNITS],
        CORRECTIONS: "corrections: []\n",
        DEADLINES: "inferred: []\n",
        RESTATEMENTS: f"basis: {TO_ENTER}\n",
    }


def _part(kind: str, title: str, unit: str) -> dict[str, Any]:
    """Return a part with one item to enter. Its unit only holds the place of others."""
    word = {"goal": "goals", "task": "work", "project": "projects", "candidate": "candidates"}.get(kind, kind)
    item = {"id": f"{kind}-1", "text": TO_ENTER, "responsible": [unit]}
    return {"kind": kind, "title": title, "sections": [{"id": word, "items": [item]}]}


def taken_along(old: Mapping[str, str], new: Mapping[str, str], before: Data) -> tuple[dict[str, str], list[str]]:
    """Return the data files of the next year, with what people say, and what waits there as comments, in words.

    `old` are the texts of this year, `before` its data; `new` are the plan of the next and what depends on it.
    """
    written = {**new, FORERUNNERS: "forerunners: []\n"}
    texts = {name: _headed(name, old.get(name, ""), text) for name, text in written.items()}
    texts[UNITS], texts[SYNONYMS] = _grown(old[UNITS], new[UNITS], before.register), old[SYNONYMS]
    if TOPICS in old:
        data, _ = load(texts)
        texts[TOPICS] = _renamed(old[TOPICS], dict(_successors(before.plan, data.plan)))
    waiting: dict[str, int] = {}
    for _ in range(_ROUNDS):
        _, problems = load(texts)
        faults = [one.position for one in problems if one.position.file in (SYNONYMS, TOPICS) and not one.hint]
        if not faults:
            break
        for name in {fault.file for fault in faults}:
            lines = {fault.line for fault in faults if fault.file == name}
            texts[name], count = put_aside(texts[name], lines)
            waiting[name] = waiting.get(name, 0) + count
    said = [f"{name} 里有 {count} 处对不上新的方案，行首加了“#”，等编者决定" for name, count in sorted(waiting.items())]
    return {name: formatted(text) for name, text in texts.items()}, said


def _successors(old: Plan, new: Plan) -> Iterator[tuple[str, str]]:
    """Yield the ids of items with those of the items that are likely to go on with them."""
    before, after = ({one.id: one.full_text for one in plan.items} for plan in (old, new))
    yield from ((was, is_) for is_, was in guesses(before, after))


def _grown(old: str, new: str, register: Register) -> str:
    """Return the register of this year as its editors wrote it, but with the units and kinds of the next.

    A unit that is new stands behind the last of its kind. Where what is said of one has changed, such as the members
    that the document gives a group, or a kind is new, the register of the next year is returned as it is.
    """
    was, made = (yaml.load(text, Loader=yaml.BaseLoader) for text in (old, new))
    known, found = ({one["id"] for one in (*side["kinds"], *side["units"])} for side in (was, made))
    kept = {key: [one for one in was[key] if one["id"] in found] for key in ("kinds", "units")}
    if was | kept != made | {"units": [unit for unit in made["units"] if unit["id"] in known]}:
        return new
    gone = [one.position() for one in register.kinds if one.id not in found]
    gone += [one.position() for one in register.units if one.id not in found]
    dropped = {line for place in gone for line in range(place.line, place.last_line + 1)}
    last = {unit.kind: unit.position().last_line for unit in register.units}
    lines: dict[int, str] = {n: line for n, line in enumerate(old.splitlines(), 1) if n not in dropped}
    for unit in made["units"]:
        if unit["id"] not in known:
            place = last.get(unit["kind"], max(last.values()))
            lines[place] = f"{lines.get(place, '')}\n\n{_yaml([unit])}"
    return "\n".join(lines[n] for n in sorted(lines))


def _headed(name: str, old: str, new: str) -> str:
    """Return a new file with the comment that the old one begins with, which says how it is written.

    The line that names the plan of the old year is left out.
    """
    lines = takewhile(lambda line: line.startswith("#"), without_pointer(old).splitlines())
    kept = [line for line in lines if not _NUMBER.search(line)]
    return "\n".join([pointer(name), *kept, "", without_pointer(new).lstrip("\n")])


def _renamed(text: str, successors: Mapping[str, str]) -> str:
    """Return topics with the ids of the items that go on with those they name; of one that names none, the old ones."""
    ids = re.compile(r"(?<![a-z0-9-])(?:goal|task|conduct|project|candidate)-[0-9]+(?![0-9])")

    def line(found: re.Match[str]) -> str:
        named = [successors[one] for one in ids.findall(found["ids"]) if one in successors]
        return f"{found['key']}[{', '.join(dict.fromkeys(named)) or _NONE}]"

    return _ITEMS.sub(line, text)


def settings(text: str, old: str, new: str) -> str:
    """Return the settings of the site for the next year: this one is an earlier one, and names are of the new one.

    Where the issuer publishes the new document nobody knows yet.
    """
    named = _NAMES.sub(lambda found: found[0].replace(f"{old}年", f"{new}年"), text)
    written = _ORIGINAL.sub(lambda found: f'{found[1]} ""', named)
    found = _EARLIER.search(written)
    years = sorted({old, *YEAR.findall(found[0] if found else "")}, reverse=True)
    line = "  earlier: [{}]\n".format(", ".join(f'"{year}"' for year in years))
    return _EARLIER.sub(line, written) if found else _EXTRA.sub(lambda found: f"{found[0]}{line}", written)


def _yaml(content: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**9)
