"""What the document prints in 〈〉 behind a unit's name, and what the register says of that unit."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.definitions import bracketed_units
from generator.checks.mentions import repeated
from generator.model.data import Data
from generator.model.plan import Bracket
from generator.model.register import Register, Unit
from generator.problems import Problem


def bracket_units(data: Data) -> Iterator[Problem]:
    """A bracket holds the members of a group, the host of an office, or an office within the unit.

    Which of them it is the register tells.
    """
    for bracket in data.plan.brackets:
        unit = data.register.by_name.get(bracket.unit)
        if unit and (fault := _bracket(bracket, unit, data.register)):
            subjects = frozenset({unit.name, unit.host or unit.name})
            yield Problem(bracket.position("text"), "brackets", *fault, subjects=subjects)


def _bracket(bracket: Bracket, unit: Unit, register: Register) -> tuple[str, str] | None:
    if unit.is_group:
        if unit.membership == "defined":
            return None
        cure = "在 data/units.yaml 里把它的 membership 改成 defined"
        return f"方案在这里定义了“{unit.name}”，名录里却不是", cure
    if unit.host:
        same = bracket.text == unit.host
        return None if same else (f"〈{bracket.text}〉不是“{unit.name}”的 host“{unit.host}”", "改正其中一个")
    if bracket.text in register.by_name:
        cure = f"在 data/units.yaml 里给“{unit.name}”补上“host: {bracket.text}”，或者改正这里"
        return f"“{unit.name}”没有写 host，〈{bracket.text}〉却是名录里的单位", cure
    return None


def bracket_items(data: Data) -> Iterator[Problem]:
    """Brackets are printed in items that name the unit, in each once."""
    known, names = data.register.by_name, {item.id: set[str]() for item in data.plan.items}
    for item in data.plan.items:
        names[item.id].update(name for clause in item.clauses for name in clause.named)
    for bracket in data.plan.brackets:
        for n, item_id in enumerate(bracket.printed_in):
            # A name that the register does not know may be the unit's.
            named = names.get(item_id, {bracket.unit})
            if bracket.unit not in named and bracket.unit in known and known.keys() >= named:
                message = f"事项“{item_id}”里没有“{bracket.unit}”"
                subjects = frozenset({item_id, bracket.unit})
                cure = "改正事项编号或单位"
                yield Problem(bracket.position("printed_in", n), "brackets", message, cure, subjects=subjects)


def repeated_brackets(data: Data) -> Iterator[Problem]:
    """A bracket lists an item once."""
    printed = [
        ((bracket.unit, item), bracket.position("printed_in", n))
        for bracket in data.plan.brackets
        for n, item in enumerate(bracket.printed_in)
    ]
    for (_, item), position, first in repeated(printed):
        yield Problem(position, "brackets", f"“{item}”重复写了，第{first.line}行已经有了", "删去一个")


def printed_definitions(data: Data) -> Iterator[Problem]:
    """A group is said to be defined if the document defines it."""
    bracketed = {bracket.unit for bracket in data.plan.brackets}
    if bracketed - data.register.by_name.keys():
        return  # what is defined under a name that nobody knows may be any group
    for unit in data.register.units:
        if unit.membership == "defined" and unit.name not in bracketed and unit.name in data.plan.named:
            message = "标为 defined，但方案的 brackets 里没有它的定义"
            cure, subjects = "改为 asserted 并写明依据", frozenset({unit.name})
            yield Problem(unit.position("membership"), unit.id, message, cure, subjects=subjects)


def printed_hosts(data: Data) -> Iterator[Problem]:
    """A host is what the document prints in 〈〉 behind the unit's name."""
    printed = {bracket.unit for bracket in data.plan.brackets}
    for unit in data.register.units:
        if unit.host and unit.name in data.plan.named and unit.name not in printed:
            message = f"方案的 brackets 里没有“{unit.name}〈{unit.host}〉”"
            cure, subjects = "在 data/plan.yaml 里补上，或者删去“host”", frozenset({unit.name})
            yield Problem(unit.node.key("host"), unit.id, message, cure, subjects=subjects)


def printed_units(data: Data) -> Iterator[Problem]:
    """The register lists units that the plan names, or that a group lists as its members."""
    members = {name for unit in data.register.units for name in unit.listed}
    printed = data.plan.named | members | bracketed_units(data.plan, data.register)
    for unit in data.register.units:
        if unit.name not in printed:
            message, cure = f"方案里没有一处印有“{unit.name}”", "核对名称；确实没有的，从名录里删去"
            subjects = frozenset({unit.name})
            yield Problem(unit.position("name"), unit.id, message, cure, hint=True, subjects=subjects)
