"""Where the data names units, and how to mend a name that the register does not know.

A name is one problem, at the first place where it stands, however often it is written.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from difflib import SequenceMatcher

from generator.checks.definitions import read_definition
from generator.checks.style import visible
from generator.model.data import UNITS
from generator.model.plan import Clause, Plan
from generator.model.register import Register, Unit
from generator.problems import Mention, Place, Problem, first_mentions, nearest

_REGISTER = "先在 data/units.yaml 里登记这个单位"
# A register that lacks more units than this, and a quarter of what it has, lost its end.
_MANY = 10
# In so many characters a mistyped name may differ.
_SLIPS = 2
# A name of so many characters is the same as another that differs in two places.
_LONG = 10
_SEPARATOR = re.compile(r"[，,、;；/]")
_BETWEEN = re.compile(r"[，,、;；/\s-]+")


def mentions(plan: Plan, register: Register) -> Iterator[Mention]:
    """Every place that names a unit by the name that the document prints."""
    for bracket in plan.brackets:
        yield Mention(bracket.unit, bracket.place("unit"), "brackets")
    for item in plan.items:
        for clause_id, clause in item.clause_ids():
            yield from (Mention(name, place, clause_id) for name, place in named_places(clause))
    for word in register.ambiguous:
        for n, name in enumerate(word.units):
            yield Mention(name, word.place("units", n), word.alias)
    for unit in register.units:
        if unit.host:
            yield Mention(unit.host, unit.place("host"), unit.id)
        for n, name in enumerate(unit.listed):
            yield Mention(name, unit.place("members", n), unit.id)


def named_places(clause: Clause) -> Iterator[tuple[str, Place]]:
    """The units that a clause names and where, leads first."""
    for role, names in (("lead", clause.lead), ("responsible", clause.responsible)):
        for n, name in enumerate(names):
            yield name, clause.place(role, n)


def unknown_units(plan: Plan, register: Register) -> Iterator[Problem]:
    """Units are named as the register has them. Where it lacks very many, its end is missing."""
    found = list(first_mentions(mentions(plan, register)))
    named = {mention.name for mention, _ in found}
    unknown = [(mention, more) for mention, more in found if mention.name not in register.by_name]
    if len(unknown) > max(_MANY, len(register.units) // 4):
        yield _lost_end(register, [mention.name for mention, _ in unknown])
        return
    for (name, place, record), more in unknown:
        cure = cure_unit(name, register, named)
        yield Problem(place, record, f"单位名录里没有“{name}”{more}", cure, needs=(UNITS,))


def _lost_end(register: Register, names: Sequence[str]) -> Problem:
    last = register.node.place.last_line
    message = f"方案里的单位，名录里缺了{len(names)}个：{'、'.join(names)}"
    cure = "名录很可能到这里就断了，从版本记录里取回后面的；不是的，逐个登记"
    return Problem(Place(UNITS, last, 1, last), "", message, cure, needs=(UNITS,))


def mistaken_units(plan: Plan, register: Register) -> set[str]:
    """Units of the register that an unknown name is much like: most likely the same, and spoken of there."""
    names = {mention.name for mention in mentions(plan, register)}
    alike = (_alike(name, register, names) for name in names - register.by_name.keys())
    return {unit.name for unit in alike if unit}


def cure_unit(name: str, register: Register, named: Container[str]) -> str:
    """How to mend an unknown unit: by what was typed for a name, or by the unit whose name is nearest."""
    if units := _several(name, register):
        return f"一行只写一个单位，拆成{len(units)}行：{'、'.join(units)}"
    whole = visible(name)
    if whole in register.by_name:
        return f"名字里有空格或看不见的字符，删去原来的，重新输入“{whole}”"
    meant = register.units_called.get(whole, ())
    if len(meant) > 1:
        return f"这个叫法可以指几个单位，写方案印的那一个：{'、'.join(meant)}"
    slugs = {unit.id: unit.name for unit in register.units}
    if meant or whole in slugs:
        return f"方案印的是“{meant[0] if meant else slugs[whole]}”"
    unit = _alike(name, register, named)
    if unit and unit.name not in named:
        return f"data/units.yaml 第{unit.place('name').line}行登记的是“{unit.name}”，对照方案，改正写错的一处"
    return f"是不是“{unit.name}”；是另一个单位的，{_REGISTER}" if unit else f"核对名称；没有写错的，{_REGISTER}"


def _several(name: str, register: Register) -> list[str]:
    """The units written in one line, the ending that they share given to each; none where it is a single unit."""
    pieces = [piece for piece in _BETWEEN.split(name) if piece]
    words = list(read_definition("、".join(pieces), register))
    doubtful = not _SEPARATOR.search(name) and not all(units for _, units in words)
    if len(pieces) < 2 or doubtful:
        return []
    return [units[0] if len(units) == 1 else word for word, units in words]


def _alike(name: str, register: Register, named: Container[str]) -> Unit | None:
    """The unit whose name is most like another; a unit that nothing names may well be misspelt itself."""
    unnamed = {other: unit for unit in register.units if unit.name not in named for other in unit.names}
    for units in (unnamed, register.by_name):
        if close := nearest(name, [other for other in units if _almost(name, other)]):
            return units[close]
    return None


def _almost(name: str, other: str) -> bool:
    """Whether a name may be another mistyped: units that differ in more than a character may be two units.

    Two characters may be missing, too many or in each other's place; in a long name any two may differ.
    """
    if abs(len(name) - len(other)) > _SLIPS:
        return other in name
    changes = [
        change for change in SequenceMatcher(None, name, other, autojunk=False).get_opcodes() if change[0] != "equal"
    ]
    count = sum(max(i2 - i1, j2 - j1) for _, i1, i2, j1, j2 in changes)
    one_way = {change[0] for change in changes} in ({"insert"}, {"delete"})
    return count < _SLIPS or (count == _SLIPS and (one_way or len(name) >= _LONG or sorted(name) == sorted(other)))
