"""Groups of units: how their members are known, and who they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.mentions import repeated
from generator.checks.register import kinds_of_groups
from generator.model.data import Data
from generator.model.register import Register, Unit
from generator.problems import Problem, suggest


def memberships(data: Data) -> Iterator[Problem]:
    """A group says how its members are known, lists them unless they are unknown, and says on what basis."""
    of_groups = kinds_of_groups(data.register)
    for unit in data.register.units:
        for key, message, cure in _membership(unit, unit.kind in of_groups):
            position = unit.members_place if key == "members" else unit.position(key)
            yield Problem(position, unit.id, message, cure, subjects=frozenset({unit.name}))


def _membership(unit: Unit, of_groups: bool) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with how the members of a unit are known: the key, the message and the cure."""
    given = bool(unit.listed or unit.member_kinds)
    if unit.membership == "open" and given:
        yield "members", "成员不详的单位组不能列成员", "删去成员，或者改为 asserted"
    if unit.membership in ("asserted", "defined") and not given:
        yield "membership", "没有列成员", "补上“members:”或“member_kinds:”，或者改为 membership: open"
    if unit.membership == "asserted" and not (unit.source or "").strip():
        yield "membership", "编者判断的成员没有写依据", "补上一行“source: …”，说明依据"
    if not unit.is_group and given and not of_groups:
        yield "members", "有成员却没有写“membership”", "补上 membership: asserted"


def members(data: Data) -> Iterator[Problem]:
    """Members are listed once, and lead to no circle."""
    for unit in (unit for unit in data.register.units if unit.is_group):
        places = [(name, unit.position("members", n)) for n, name in enumerate(unit.listed)]
        again = {position for _, position, _ in repeated(places)}
        for name, position in places:
            message, cure = f"成员“{name}”写了两次", "删去一个"
            if position not in again:
                message, cure = _member(unit, name, data.register), "删去这个成员"
            if message:
                yield Problem(position, unit.id, message, cure, subjects=frozenset({unit.name}))


def _member(unit: Unit, name: str, register: Register) -> str:
    """Return what is wrong with a member, empty where nothing is."""
    if name in register.by_name and register.by_name[name].kind in unit.member_kinds:
        return f"成员“{name}”已经包括在 member_kinds 里"
    chain = _chain_to(unit.name, name, register)
    return f"单位组包含了它自己：{' → '.join((unit.name, *chain))}" if chain else ""


def _chain_to(target: str, start: str, register: Register) -> list[str]:
    """Return the names from `start` down to `target` through members, or nothing where it is not reached."""
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop()
        if path[-1] == target:
            return path
        for member in register.members_of.get(path[-1], ()):
            if member not in seen or member == target:
                seen.add(member)
                paths.append([*path, member])
    return []


def member_kinds(data: Data) -> Iterator[Problem]:
    """A group has all units of some kinds; other groups it lists one by one."""
    of_groups = kinds_of_groups(data.register)
    valid = [one.id for one in data.register.kinds if one.id not in of_groups]
    for unit in (unit for unit in data.register.units if unit.is_group):
        yield from _member_kinds(unit, of_groups, valid)


def _member_kinds(unit: Unit, of_groups: Collection[str], valid: list[str]) -> Iterator[Problem]:
    for n, kind in enumerate(unit.member_kinds):
        if kind in of_groups:
            message, subjects = f"“{kind}”不是单位的类别", frozenset({unit.name})
            yield Problem(unit.position("member_kinds", n), unit.id, message, suggest(kind, valid), subjects=subjects)
