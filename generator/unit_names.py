"""Where the data names units, and how to mend a name that the register does not know.

A name is one problem, at the first place where it stands, however often it is written.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from generator.definitions import read_definition
from generator.model import Clause, Plan
from generator.problems import Mention, Place, Problem, first_mentions, nearest
from generator.register import Register, Unit
from generator.source import UNITS
from generator.style_checks import visible

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
    """Units are named as the register has them."""
    found = list(first_mentions(mentions(plan, register)))
    named = {mention.name for mention, _ in found}
    for (name, place, record), more in found:
        if name not in register.by_name:
            yield Problem(
                place, record, f"单位名录里没有“{name}”{more}", cure_unit(name, register, named), needs=(UNITS,)
            )


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
    return f"是不是“{unit.name}”" if unit else "先在 data/units.yaml 里登记这个单位"


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
        if close := nearest(name, list(units)):
            return units[close]
    return None
