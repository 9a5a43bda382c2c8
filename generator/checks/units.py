"""The rules of the register of units: names, kinds, groups, hosts. Each check yields the problems it finds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from generator.checks.definitions import bracketed_units, check_definition
from generator.checks.unit_names import mistaken_units
from generator.model.data import PLAN, UNITS
from generator.model.plan import Plan
from generator.model.register import Register, Unit
from generator.problems import Mention, Problem, first_mentions, nearest, repeated, suggest

# Where a name ends and another begins.
_JOINED = re.compile(r"[，、；,;]|\s")
_PASTED = re.compile(r"[（(](?:牵头|责任)单位[：:][^）)]*[）)]?")


def check_register(register: Register) -> Iterator[Problem]:
    """The problems of the register by itself."""
    yield from unique_names(register)
    yield from unknown_kinds(register)
    yield from unit_kinds(register)
    yield from hosts(register)
    yield from aliases(register)


def check_units(plan: Plan, register: Register) -> Iterator[Problem]:
    """The problems between the register and the plan."""
    yield from pasted_units(plan)
    yield from groups(plan, register)
    mistaken = mistaken_units(plan, register)
    yield from printed_brackets(plan, register, mistaken)
    yield from unprinted_units(plan, register, mistaken)


def pasted_units(plan: Plan) -> Iterator[Problem]:
    """What is printed in brackets behind a text is no part of it."""
    for item in plan.items:
        for clause_id, clause in item.clause_ids():
            if found := _PASTED.search(clause.text):
                cure = "把单位移到“lead:”“responsible:”下面，一行一个，括号从文字里删去"
                yield Problem(clause.place("text"), clause_id, f"文字里有单位“{found[0]}”", cure)


def unique_names(register: Register) -> Iterator[Problem]:
    """A printed name belongs to one unit."""
    ids = {unit.place("name"): unit.id for unit in register.units}
    for name, place, first in repeated((unit.name, unit.place("name")) for unit in _distinct(register)):
        yield Problem(place, ids[place], f"单位“{name}”重复，第{first.line}行已经有了", "两条并成一条")


def _distinct(register: Register) -> Collection[Unit]:
    """The units without those that repeat an id, of which nothing more is said."""
    firsts: dict[str, Unit] = {}
    for unit in register.units:
        firsts.setdefault(unit.id, unit)
    return firsts.values()


def unit_kinds(register: Register) -> Iterator[Problem]:
    """A kind is of units or of groups, and of one at least."""
    of_groups = kinds_of_groups(register)
    for unit in register.units:
        if (unit.kind in of_groups) != unit.is_group:
            message = "单位组要写“membership”，其他单位不写"
            yield Problem(unit.place("kind"), unit.id, message, "补上或删去“membership”，或者改正类别")
    used = {unit.kind for unit in register.units}
    for kind in register.kinds:
        if kind.id not in used and used <= register.kind_by_id.keys():
            yield Problem(
                kind.place("id"), kind.id, "没有一个单位属于这个类别", "从 kinds 里删去", hint=True, needs=(UNITS,)
            )
        for key in ("government", "hands_down"):
            if kind.id in of_groups and kind.node.has(key):
                yield Problem(kind.node.key(key), kind.id, f"单位组的类别不写“{key}”", "删去这一行，写在成员的类别里")


def unknown_kinds(register: Register) -> Iterator[Problem]:
    """Kinds are named as the list of kinds has them. One that no unit has may well be misspelt itself."""
    mentions = [Mention(unit.kind, unit.place("kind"), unit.id) for unit in register.units]
    for unit in register.units:
        mentions += (Mention(kind, unit.place("member_kinds", n), unit.id) for n, kind in enumerate(unit.member_kinds))
    used = {mention.name for mention in mentions}
    unused = {kind.id: kind for kind in register.kinds if kind.id not in used}
    for (name, place, record), more in first_mentions(mentions):
        if name not in register.kind_by_id:
            close = nearest(name, list(unused))
            cure = suggest(name, list(register.kind_by_id))
            if close:
                cure = f"kinds 里第{unused[close].place('id').line}行写的是“{close}”，改正写错的一处"
            yield Problem(place, record, f"没有“{name}”这个类别{more}", cure, needs=(UNITS,))


def kinds_of_groups(register: Register) -> set[str]:
    """The kinds whose units are groups, most of them at least."""
    balance = Counter[str]()
    for unit in register.units:
        balance[unit.kind] += 1 if unit.is_group else -1
    return {kind for kind, more in balance.items() if more > 0}


def groups(plan: Plan, register: Register) -> Iterator[Problem]:
    """A group says how its members are known, and on what basis; they are those of its definition."""
    bracketed = {bracket.unit for bracket in plan.brackets}
    misspelt = bracketed - register.by_name.keys()
    of_groups = kinds_of_groups(register)
    for unit in register.units:
        if unit.is_group:
            yield from _membership(unit, bool(misspelt) or unit.name in bracketed or unit.name not in plan.named)
            faults = [*_listed(unit, register), *_member_kinds(unit, register)]
            yield from faults
            known = register.by_name.keys() | register.kind_by_id.keys()
            own_name = register.by_name[unit.name] is unit
            if own_name and not faults and known.issuperset((*unit.listed, *unit.member_kinds)):
                yield from check_definition(unit, plan, register)
        elif (unit.listed or unit.member_kinds) and unit.kind not in of_groups:
            yield Problem(unit.members_place, unit.id, "有成员却没有写“membership”", "补上 membership: asserted")


def _membership(unit: Unit, bracketed: bool) -> Iterator[Problem]:
    given = unit.listed or unit.member_kinds
    if unit.membership == "open" and given:
        yield Problem(unit.members_place, unit.id, "成员不详的单位组不能列成员", "删去成员，或者改为 asserted")
    if unit.membership != "open" and not given:
        cure = "补上“members:”或“member_kinds:”，或者改为 membership: open"
        yield Problem(unit.place("membership"), unit.id, "没有列成员", cure)
    if unit.membership == "asserted" and not (unit.source or "").strip():
        yield Problem(unit.place("membership"), unit.id, "编者认定的成员没有写依据", "补上一行“source: …”，说明依据")
    if unit.membership == "defined" and not bracketed:
        message = "标为 defined，但方案的 brackets 里没有它的定义"
        yield Problem(unit.place("membership"), unit.id, message, "改为 asserted 并写明依据", needs=(PLAN,))


def _listed(unit: Unit, register: Register) -> Iterator[Problem]:
    """Members are known units, each written once, and lead to no circle."""
    for n, name in enumerate(unit.listed):
        place = unit.place("members", n)
        if name in unit.listed[:n]:
            yield Problem(place, unit.id, f"成员“{name}”写了两次", "删去一个")
        elif name in register.by_name and register.by_name[name].kind in unit.member_kinds:
            yield Problem(place, unit.id, f"成员“{name}”已经包括在 member_kinds 里", "删去这个成员")
        elif chain := _chain_to(unit.name, name, register):
            yield Problem(place, unit.id, f"单位组包含了它自己：{' → '.join((unit.name, *chain))}", "删去这个成员")


def _member_kinds(unit: Unit, register: Register) -> Iterator[Problem]:
    """A group has all units of some kinds; other groups it lists one by one."""
    of_groups = kinds_of_groups(register)
    for n, kind in enumerate(unit.member_kinds):
        if kind in of_groups:
            valid = [one.id for one in register.kinds if one.id not in of_groups]
            yield Problem(unit.place("member_kinds", n), unit.id, f"“{kind}”不是单位的类别", suggest(kind, valid))


def _chain_to(target: str, start: str, register: Register) -> list[str]:
    """The names from `start` down to `target` through members, or nothing where it is not reached."""
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


def hosts(register: Register) -> Iterator[Problem]:
    """An office sits in a unit that is neither group nor office."""
    for unit in register.units:
        if unit.host and unit.is_group:
            yield Problem(unit.node.key("host"), unit.id, "单位组没有所在单位", "删去“host”")
        elif unit.host in register.by_name and not well_hosted(unit, register):
            message = "办公室不能设在单位组、另一个办公室或它自己里"
            yield Problem(unit.place("host"), unit.id, message, "填它所在的单位")


def well_hosted(unit: Unit, register: Register) -> bool:
    """Whether a unit that is no group sits in a known unit that is neither group nor office, or a unit in none."""
    host = register.by_name.get(unit.host or unit.name)
    return host is not None and not (unit.host and (unit.is_group or host.is_group or host.host or host is unit))


def aliases(register: Register) -> Iterator[Problem]:
    """No word leads to two units but those declared ambiguous: aliases, printed and official names all differ."""
    units = _distinct(register)
    owners = {unit.name: unit for unit in units}
    for unit in units:
        if unit.official_name and owners.setdefault(unit.official_name, unit) is not unit:
            message = f"“{unit.official_name}”也是“{owners[unit.official_name].name}”的名字"
            yield Problem(unit.place("official_name"), unit.id, message, "核对全称，两个单位的全称不会相同")
    for unit in units:
        for n, alias in enumerate(unit.aliases):
            other, place = owners.setdefault(alias, unit), unit.place("aliases", n)
            if other is not unit:
                yield Problem(place, unit.id, f"“{alias}”也是“{other.name}”的名字", "只给其中一个单位留这个叫法")
            elif _JOINED.search(alias):
                message = f"“{alias}”像是几个叫法连在一起"
                yield Problem(place, unit.id, message, "一行只写一个，以“- ”开头", hint=True)
            elif alias in unit.aliases[:n] or alias in (unit.name, unit.official_name):
                yield Problem(place, unit.id, f"“{alias}”写了两次", "删去一个")


def unprinted_units(plan: Plan, register: Register, mistaken: set[str]) -> Iterator[Problem]:
    """The register lists units that the plan names, or that a group lists as its members.

    A unit that an unknown name most likely means is spoken of there.
    """
    named = plan.named | mistaken
    members = {name for unit in register.units for name in unit.listed} | bracketed_units(plan, register)
    for unit in register.units:
        if unit.name not in named | members:
            message = f"方案里没有一处印有“{unit.name}”"
            yield Problem(
                unit.place("name"),
                unit.id,
                message,
                "核对名称；确实没有的，从名录里删去",
                hint=True,
                needs=(PLAN, UNITS),
            )


def printed_brackets(plan: Plan, register: Register, mistaken: set[str]) -> Iterator[Problem]:
    """A host is what the document prints in 〈〉 behind the unit's name.

    Where it prints another word, the bracket is at fault, and where a name is unknown or never printed, the name is.
    """
    printed = {bracket.unit for bracket in plan.brackets}
    for unit in register.units:
        doubtful = unit.name in mistaken or unit.name not in plan.named or not well_hosted(unit, register)
        if unit.host and not doubtful and unit.name not in printed:
            message = f"方案的 brackets 里没有“{unit.name}〈{unit.host}〉”"
            cure = "在 data/plan.yaml 里补上，或者删去“host”"
            yield Problem(unit.node.key("host"), unit.id, message, cure, needs=(PLAN,))
