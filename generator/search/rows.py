"""The records of the search as rows: lists whose order the engine knows, for a small file."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from generator.index.comparison import Comparison, compare
from generator.index.index import ClauseEntry, Entry, Index, Obligation
from generator.model.citations import item_number, item_place
from generator.model.plan import Part, Section
from generator.model.register import Unit
from generator.search.pages import page_rows
from generator.site import urls
from generator.site.site import LONGEST_QUERY

# The short and the full word for an office at the end of its name.
_OFFICE = ("办", "办公室")


@dataclass(slots=True)
class Numbered:
    """Gives every distinct value a number, in the order of first sight."""

    numbers: dict[Hashable, int] = field(default_factory=dict)

    def number(self, value: Hashable) -> int:
        """The number of a value."""
        return self.numbers.setdefault(value, len(self.numbers))

    @property
    def values(self) -> list[Hashable]:
        """All values, by their numbers."""
        return list(self.numbers)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers for which rows stand: of units by name, of sections by id, of headings, and of bonds.

    A bond is the basis on which a unit is bound and its role; what binds through groups and offices is alike in many
    clauses, and `derived` numbers it as a whole.
    """

    units: Mapping[str, int]
    sections: Mapping[str, int]
    headings: Numbered
    bonds: Numbered
    derived: Numbered

    @classmethod
    def of(cls, index: Index) -> Numbers:
        """The numbers of an index. The first heading is none, and the first list of bonds is empty."""
        sections = (section.id for part in index.data.plan.parts for section in part.sections)
        return cls(
            {unit.name: n for n, unit in enumerate(index.data.register.units)},
            {section: n for n, section in enumerate(sections)},
            Numbered({"": 0}),
            Numbered(),
            Numbered({(): 0}),
        )


def rows(index: Index) -> dict[str, object]:
    """The index of the search, but for the readings of its characters."""
    plan, register, words = index.data.plan, index.data.register, index.data.vocabulary
    numbers = Numbers.of(index)
    synonyms = _by_item(index)
    items = [[*_item(index, entry, numbers), *synonyms.get(entry.item.id, [])] for entry in index.entries]
    return {
        "longest": LONGEST_QUERY,
        "city": _city(index),
        "parts": [_part(part, number) for number, part in enumerate(plan.parts, 1)],
        "sections": [_section(section, part, n) for n, part in enumerate(plan.parts) for section in part.sections],
        "units": [_unit(index, unit) for unit in register.units],
        "ambiguous": [[word.alias, [numbers.units[name] for name in word.units]] for word in register.ambiguous],
        "items": items,
        "restatements": [_restatement(compare(index, one)) for one in index.restatements],
        "headings": numbers.headings.values,
        "bonds": numbers.bonds.values,
        "derived": numbers.derived.values,
        "pages": page_rows(plan, words),
        "roles": [[words.role, list(words.typed)] for words in words.roles],
        "prefixes": [[prefix.kind, list(prefix.typed)] for prefix in words.prefixes],
        "fillers": list(words.fillers),
    }


def _city(index: Index) -> str:
    """The city whose government issues the plan, which people leave out of the names of its units or add to them."""
    return index.data.plan.document.issuer.removesuffix("人民政府")


def _part(part: Part, number: int) -> dict[str, object]:
    """A part with the citation of its items, in which * stands for the number of one; and numbers not in figures."""
    counted = [item_number(item.kind, item.number) for item in part.items]
    numerals = [] if counted == [str(item.number) for item in part.items] else counted
    return {"kind": part.kind, "title": part.title, "citation": item_place(number, "*"), "numerals": numerals}


def _section(section: Section, part: Part, n: int) -> dict[str, object]:
    """A section with the place of its part and the address of its items, in which * stands for the id of one."""
    return {"id": section.id, "title": section.title or "", "part": n, "url": urls.items(part, section)}


def _by_item(index: Index) -> dict[str, list[object]]:
    """The synonyms, each with the first item that has its nearest term: what is alike stands together and packs."""
    found: dict[str, list[object]] = {}
    texts = [(clause.entry.item.id, clause.clause.text) for clause in index.clauses]
    for synonym in index.data.vocabulary.synonyms:
        item = next((id_ for id_, text in texts if synonym.terms[0] in text), index.entries[0].item.id)
        found.setdefault(item, []).append([list(synonym.terms), list(synonym.typed)])
    return found


def _item(index: Index, entry: Entry, numbers: Numbers) -> list[object]:
    clauses = [_clause(index, clause, numbers) for clause in index.clauses_by_item[entry.item.id]]
    heading = numbers.headings.number(entry.group.heading if entry.group else "")
    return [entry.item.id, numbers.sections[entry.section.id], heading, clauses]


def _clause(index: Index, clause: ClauseEntry, numbers: Numbers) -> list[object]:
    """The text, what binds units by their names, and the number of what binds others through them."""
    owed = index.by_clause[clause.id]
    through = _bonds((one for one in owed if one.via), numbers)
    return [clause.clause.text, _bonds((one for one in owed if not one.via), numbers), numbers.derived.number(through)]


def _bonds(owed: Iterable[Obligation], numbers: Numbers) -> tuple[tuple[int, ...], ...]:
    """Each bond by its number, and behind it the units that are bound so."""
    found: dict[int, list[int]] = {}
    for one in owed:
        found.setdefault(numbers.bonds.number((one.basis, one.role)), []).append(numbers.units[one.unit])
    return tuple((bond, *units) for bond, units in found.items())


def _restatement(found: Comparison) -> list[object]:
    """A livelihood project, the task that it restates, and whether both are one matter as a whole."""
    return [found.project.entry.item.id, found.task.entry.item.id, int(found.whole)]


def _unit(index: Index, unit: Unit) -> list[object]:
    """Id, printed name, URL, kind, official name, what it is found by beside its printed name, and its offices."""
    city = _city(index)
    start = next((start for start in (city, city.removesuffix("市"), "市") if unit.name.startswith(start)), "")
    short, official = unit.name.removeprefix(start), unit.official_name or ""
    names = [official, official.removeprefix(city), short if len(short) > 2 else ""]
    others = [name for name in (*names, *unit.aliases) if name not in ("", unit.name)]
    kind = index.data.register.kind_of(unit).title
    offices = index.offices_within.get(unit.name, {}).items()
    within = [_office(office, entries) for office, entries in offices]
    return [unit.id, unit.name, urls.unit(unit), kind, official, list(dict.fromkeys(others)), *within]


def _office(name: str, entries: Iterable[Entry]) -> list[object]:
    """An office within a unit: its printed name, what it is found by beside that, and the items that name it."""
    forms = [re.sub("办$", ending, name) for ending in _OFFICE]
    called = dict.fromkeys(called for form in forms for called in (form, form.removeprefix("市")))
    return [name, [other for other in called if other != name], [entry.item.id for entry in entries]]
