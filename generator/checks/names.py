"""Names of units that the register does not have, and which unit is meant.

A name is one problem, at the first place where it stands, however often it is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from generator.checks.definitions import read_definition
from generator.checks.mentions import Mention, first_mentions, more, unit_mentions
from generator.model.data import UNITS, Data
from generator.model.register import Register, Unit
from generator.problems import Position, Problem, is_it, nearest, told_apart

_REGISTER = "先在 data/units.yaml 里登记这个单位"
# A register that lacks more units than this, and a quarter of what it has, was cut.
_MANY = 10
# In so many characters a mistyped name may differ.
_SLIPS = 2
# A name of so many characters is the same as another that differs in two places.
_LONG = 10
_SEPARATOR = re.compile(r"[，,、;；/]")
_BETWEEN = re.compile(r"[，,、;；/\s-]+")


def unknown_units(data: Data) -> Iterator[Problem]:
    """Units are named as the register has them. One that lacks very many was cut."""
    register, found = data.register, list(first_mentions(unit_mentions(data.plan, data.register)))
    named = {mention.name for mention, _ in found}
    unknown = [(mention, count) for mention, count in found if mention.name not in register.by_name]
    if len(unknown) > max(_MANY, len(register.units) // 4):
        yield _cut(register, [mention.name for mention, _ in unknown])
        return
    for mention, count in unknown:
        yield _unknown(mention, count, register, named)


def _cut(register: Register, names: Sequence[str]) -> Problem:
    last = register.node.position.last_line
    message = f"方案里的单位，名录里缺了{len(names)}个：{'、'.join(names)}"
    cure = "名录很可能到这里就断了，从版本记录里取回后面的；不是的，逐个登记"
    return Problem(Position(UNITS, last, 1, last), "", message, cure, subjects=frozenset({UNITS, *names}))


def _unknown(mention: Mention, count: int, register: Register, named: Collection[str]) -> Problem:
    alike = _alike(mention.name, register, named)
    message = f"单位名录里没有“{mention.name}”{more(count)}"
    cure = _typed_otherwise(mention.name, register) or _cure(mention.name, count, alike, named)
    # What is named in several places is not mistyped, but missing in the register.
    missing = count > 1 and not (alike and alike.name not in named)
    subjects = frozenset({mention.name, *((alike.name,) if alike else ()), *((UNITS,) if missing else ())})
    return Problem(mention.position, mention.record, message, cure, subjects=subjects)


def _typed_otherwise(name: str, register: Register) -> str | None:
    """Return the cure for several units in a line, for white space, and for another word of a unit than its name."""
    if units := _several(name, register):
        return f"一行只写一个单位，拆成{len(units)}行：{'、'.join(units)}"
    whole = "".join(name.split())
    if whole != name and whole in register.by_name:
        return f"名字里有空格，改为“{whole}”"
    meant = register.units_called.get(whole, ())
    if len(meant) > 1:
        return f"这个叫法可以指几个单位，写方案印的那一个：{'、'.join(meant)}"
    slugs = {unit.id: unit.name for unit in register.units}
    if meant or whole in slugs:
        return f"方案印的是“{meant[0] if meant else slugs[whole]}”"
    return None


def _cure(name: str, count: int, alike: Unit | None, named: Collection[str]) -> str:
    """Return the cure for a name that was mistyped, or is not registered: what is named often is hardly mistyped."""
    if alike is None:
        return f"{_REGISTER}；名称写错了的，改正" if count > 1 else f"核对名称；没有写错的，{_REGISTER}"
    other = told_apart(alike.name, name)[0]
    if alike.name not in named:
        where = f"data/units.yaml 第{alike.position('name').line}行"
        if count > 1:
            return f"对照方案，把 {where}的“{other}”改为“{name}”；是另一个单位的，{_REGISTER}"
        return f"{is_it(alike.name, name)}；对照方案，写错的是 {where}的，改正那里"
    if count > 1:
        return f"{_REGISTER}；都写错了的，{is_it(alike.name, name)}"
    return f"{is_it(alike.name, name)}；是另一个单位的，{_REGISTER}"


def _several(name: str, register: Register) -> list[str]:
    """Return the units written in one line, the ending that they share given to each; none where it is one unit."""
    pieces = [piece for piece in _BETWEEN.split(name) if piece]
    words = list(read_definition("、".join(pieces), register))
    doubtful = not _SEPARATOR.search(name) and not all(units for _, units in words)
    if len(pieces) < 2 or doubtful:
        return []
    return [units[0] if len(units) == 1 else word for word, units in words]


def _alike(name: str, register: Register, named: Collection[str]) -> Unit | None:
    """Return the unit whose name is most like another; a unit that nothing names may well be mistyped itself."""
    unnamed = {other: unit for unit in register.units if unit.name not in named for other in unit.names}
    for units in (unnamed, register.by_name):
        if close := nearest(name, [other for other in units if _almost(name, other)]):
            return units[close]
    return None


def _almost(name: str, other: str) -> bool:
    """Return whether a name may be another mistyped: units that differ in more than a character may be two units.

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
