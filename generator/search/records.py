"""The records of the search as plain data, which the engine reads by the same keys. A key with nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import Generic, TypeVar

from generator.index.comparison import Comparison, compare
from generator.index.index import Basis, ClauseEntry, Entry, Index, Obligation, Role
from generator.model.editorial import Theme, Topic
from generator.model.numbering import value_of
from generator.model.plan import Item, Part, Section
from generator.model.register import Unit
from generator.search.pages import page_records
from generator.site import urls
from generator.site.site import LONGEST_QUERY

# The format of the index. Whoever changes it, changes it in engine.js too: an engine reads no other.
VERSION = 1
# Of packed words: how many signs a word shares with the one before at the most, and the first row of characters.
_MOST_SHARED, _FIRST_ROW = 14, 0xB0
# Beyond these are emoji and the like, which JavaScript counts as two.
_NO_CHARACTER = "\uffff"
# The short and the full word for an office at the end of its name.
_OFFICE = ("办", "办公室")


K = TypeVar("K", bound=Hashable)
# A bond by its number with the numbers of the units that are bound so.
_Bound = tuple[int, tuple[int, ...]]


@dataclass(slots=True)
class Numbered(Generic[K]):
    """Gives every distinct value a number, in the order of first sight."""

    numbers: dict[K, int] = field(default_factory=dict)

    def number(self, value: K) -> int:
        """The number of a value."""
        return self.numbers.setdefault(value, len(self.numbers))

    @property
    def values(self) -> list[K]:
        """All values, by their numbers."""
        return list(self.numbers)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that records give in place of units (by id), sections (by id), headings, and bonds.

    A bond is the basis on which a unit is bound and its role; what binds through groups and offices is alike in many
    clauses, and `derived` numbers it as a whole.
    """

    units: Mapping[str, int]
    sections: Mapping[str, int]
    headings: Numbered[str]
    bonds: Numbered[tuple[Basis, Role]]
    derived: Numbered[tuple[_Bound, ...]]

    @classmethod
    def of(cls, index: Index) -> Numbers:
        """Return the numbers of an index: those of units and sections, and none yet of the rest."""
        sections = (section.id for part in index.data.plan.parts for section in part.sections)
        return cls(
            {unit.id: n for n, unit in enumerate(index.data.register.units)},
            {section: n for n, section in enumerate(sections)},
            Numbered(),
            Numbered(),
            Numbered(),
        )


def records(index: Index) -> dict[str, object]:
    """The index of the search, but for the readings of its characters."""
    plan, register, words = index.data.plan, index.data.register, index.data.vocabulary
    numbers = Numbers.of(index)
    synonyms = _by_item(index)
    items = [_filled({**_item(index, entry, numbers), "synonyms": synonyms.get(entry.id)}) for entry in index.entries]
    return {
        "version": VERSION,
        "longest": LONGEST_QUERY,
        "city": _city(index),
        "parts": [_part(index, part, number) for number, part in enumerate(plan.parts)],
        "sections": [_section(section, part, n) for n, part in enumerate(plan.parts) for section in part.sections],
        "units": [_unit(index, unit) for unit in register.units],
        "unit_url": f"{urls.UNITS}*/",
        "ambiguous": [
            {"name": word.alias, "units": [numbers.units[index.unit(name).id] for name in word.units]}
            for word in register.ambiguous
        ],
        "items": items,
        "restatements": [_restatement(compare(index, one)) for one in index.restatements],
        "headings": numbers.headings.values,
        "bonds": [{"basis": basis, "role": role} for basis, role in numbers.bonds.values],
        "derived": [dict(bonds) for bonds in numbers.derived.values],
        "pages": page_records(plan, words),
        "roles": [{"role": one.role, "typed": one.typed} for one in words.roles],
        "prefixes": [{"kind": one.kind, "typed": one.typed} for one in words.prefixes],
        "fillers": words.fillers,
    }


def topics(index: Index) -> dict[str, object]:
    """The topics of everyday life by columns, which is smaller compressed: titles, places of items, packed words.

    `themes` has the number of topics that each theme has, and `titles`, `words` begin with those of the themes.
    """
    places = {entry.id: n for n, entry in enumerate(index.entries)}
    themes, settings = index.data.topics.themes, index.data.topics.settings
    all_topics = [topic for theme in themes for topic in theme.topics]
    both: list[Theme | Topic] = [*themes, *all_topics]
    return {
        "settings": packed(settings),
        "themes": [len(theme.topics) for theme in themes],
        "titles": [one.title for one in both],
        "items": [[places[id_] for id_ in topic.items] for topic in all_topics],
        "words": [packed(one.words) for one in both],
        "hints": [packed(topic.hints) for topic in all_topics],
    }


def packed(words: Iterable[str]) -> str:
    """Return words in order, each with what it shares with the word before left out: ! is none, " one sign, # two.

    A Chinese character is two signs, its row and cell of GB 2312, of 0 to w and ! to ~. What GB 2312 lacks stays as it
    is, and a letter has an x before it. Compressed, this is a sixth less than the words themselves.
    """
    ordered = sorted({word.lower() for word in words})
    shared = map(_shared, ["", *ordered], ordered)
    return "".join(chr(ord("!") + n) + "".join(map(_sign, word[n:])) for n, word in zip(shared, ordered, strict=True))


def _shared(before: str, word: str) -> int:
    """Return how many signs two words begin with in common, as far as packed words can say."""
    same = takewhile(lambda pair: pair[0] == pair[1] < _NO_CHARACTER, zip(before, word, strict=False))
    return min(sum(1 for _ in same), _MOST_SHARED)


@cache
def _sign(sign: str) -> str:
    if sign.isascii():
        return f"x{sign}"
    code = sign.encode("gb2312", "ignore")
    return "".join(chr(byte - 0x80) for byte in code) if code and code[0] >= _FIRST_ROW else sign


def _filled(record: dict[str, object]) -> dict[str, object]:
    """A record without the keys that say nothing."""
    return {key: value for key, value in record.items() if value or value == 0}


def _city(index: Index) -> str:
    """The city whose government issues the plan, which people leave out of the names of its units or add to them."""
    return (index.data.plan.document.issuer or "").removesuffix("人民政府")


def _part(index: Index, part: Part, number: int) -> dict[str, object]:
    """A part with the citation of its items, in which * stands for the number of one; and numbers not in figures.

    `number` is that of a part which has another than its place; `cited` is how items are cited that go by another
    rule, with their numbers.
    """
    known = index.data.plan.numbers
    counted = [known.numbers[item.id] for item in part.items]
    numerals = [] if counted == [str(item.number) for item in part.items] else counted
    label, printed = known.part_labels[number], value_of(known.part_labels[number].strip("第部分"))
    usual = part.is_first and all(known.citations[item.id] == f"{label}第{n}项" for item, n in _pairs(part, counted))
    return {
        "kind": part.kind,
        "title": part.title or "",
        "citation": f"{label}第*项",
        "numerals": numerals if usual else [],
        **({} if printed in (0, number + 1) else {"number": printed}),
        **(
            {}
            if usual
            else {"cited": {item.id: [known.citations[item.id], known.values[item.id]] for item in part.items}}
        ),
    }


def _pairs(part: Part, counted: Sequence[str]) -> Iterator[tuple[Item, str]]:
    return zip(part.items, counted, strict=True)


def _section(section: Section, part: Part, n: int) -> dict[str, object]:
    """A section with the place of its part and the address of its items, in which * stands for the id of one."""
    return {"id": section.id, "title": section.title or "", "part": n, "url": urls.items(part, section)}


def _by_item(index: Index) -> dict[str, list[object]]:
    """The synonyms, each with the first item that has its nearest term: what is alike stands together and packs.

    Words are joined by |, which saves much of what two thousand of them take.
    """
    found: dict[str, list[object]] = {}
    texts = [(clause.entry.id, clause.text) for clause in index.clauses]
    for synonym in index.data.vocabulary.synonyms:
        item = next((id_ for id_, text in texts if synonym.terms[0] in text), index.entries[0].id)
        words = {"terms": synonym.terms, "typed": synonym.typed, "near": synonym.near}
        found.setdefault(item, []).append({key: "|".join(group) for key, group in words.items() if group})
    return found


def _item(index: Index, entry: Entry, numbers: Numbers) -> dict[str, object]:
    return {
        "id": entry.id,
        "section": numbers.sections[entry.section.id],
        "heading": numbers.headings.number(entry.group.heading) if entry.group else None,
        "clauses": [_clause(index, clause, numbers) for clause in index.clauses_by_item[entry.id]],
    }


def _clause(index: Index, clause: ClauseEntry, numbers: Numbers) -> dict[str, object]:
    """The text, what binds units by their names, and the number of what binds others through them."""
    owed = index.by_clause.get(clause.id, ())
    direct = _bonds((one for one in owed if not one.via), numbers)
    through = _bonds((one for one in owed if one.via), numbers)
    return _filled(
        {
            "text": clause.text + _besides(clause),
            "direct": dict(direct),
            "derived": numbers.derived.number(through) if through else None,
        }
    )


def _besides(clause: ClauseEntry) -> str:
    """Return what a plan says besides of a clause, who is in charge and when it is due, as words in brackets."""
    said = [*(leader.name for leader in clause.leaders), *([clause.due] if clause.due else [])]
    said += [f"{one.due}{one.text}" for one in clause.milestones]
    return f"（{'，'.join(said)}）" if said else ""


def _bonds(owed: Iterable[Obligation], numbers: Numbers) -> tuple[_Bound, ...]:
    """Return the bonds of a clause with the units that each binds."""
    found: dict[int, list[int]] = {}
    for one in owed:
        found.setdefault(numbers.bonds.number((one.basis, one.role)), []).append(numbers.units[one.unit.id])
    return tuple((bond, tuple(units)) for bond, units in found.items())


def _restatement(found: Comparison) -> dict[str, object]:
    """A livelihood project, the task that it restates, and whether both are one matter as a whole."""
    return {"project": found.project.entry.id, "task": found.task.entry.id, "whole": found.whole}


def _unit(index: Index, unit: Unit) -> dict[str, object]:
    """A unit. `aliases` is what it is found by in place of its printed name."""
    city = _city(index)
    start = next((start for start in (city, city.removesuffix("市"), "市") if unit.name.startswith(start)), "")
    short, official = unit.name.removeprefix(start), unit.official_name or ""
    names = [official, official.removeprefix(city), short if len(short) > 2 else ""]
    others = [name for name in (*names, *unit.aliases) if name not in ("", unit.name)]
    offices = index.offices_within.get(unit.id, {})
    return _filled(
        {
            "id": unit.id,
            "name": unit.name,
            "kind": index.data.register.kind_of(unit).title,
            "official": official,
            "aliases": list(dict.fromkeys(others)),
            "offices": [_office(office, entries) for office, entries in offices.items()],
        }
    )


def _office(name: str, entries: Iterable[Entry]) -> dict[str, object]:
    """An office within a unit with the items that name it. `aliases` is what it is found by in place of its name."""
    forms = [re.sub("办$", ending, name) for ending in _OFFICE]
    called = dict.fromkeys(called for form in forms for called in (form, form.removeprefix("市")))
    return {
        "name": name,
        "aliases": [other for other in called if other != name],
        "items": [entry.id for entry in entries],
    }
