"""The register of units: names, kinds, hosts, the words that people use, and the members of groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from generator.checks.mentions import Mention, first_mentions, more, repeated, written_twice
from generator.model.data import UNITS, Data
from generator.model.register import Register, Unit
from generator.problems import Problem, is_it, nearest, suggest

# Where a name ends and another begins.
_JOINED = re.compile(r"[，、；,;]|\s")


def unique_names(data: Data) -> Iterator[Problem]:
    """A printed name belongs to one unit."""
    units = data.register.units
    ids = {unit.position("name"): unit.id for unit in units}
    for name, position, first in repeated((unit.name, unit.position("name")) for unit in units):
        message = f"E201 单位“{name}”重复，第{first.line}行已经有了"
        cure = "是同一个单位的，两条并成一条；不是的，改正写错的名称"
        # One of the two may have lost its own name.
        yield Problem(position, ids[position], message, cure, subjects=frozenset({name, UNITS}))


def unknown_kinds(data: Data) -> Iterator[Problem]:
    """Kinds are named as the list of kinds has them. One that no unit has may well be mistyped itself."""
    register = data.register
    mentions = [Mention(unit.kind, unit.position("kind"), unit.id) for unit in register.units]
    for unit in register.units:
        mentions += (
            Mention(kind, unit.position("member_kinds", n), unit.id) for n, kind in enumerate(unit.member_kinds)
        )
    used = {mention.name for mention in mentions}
    unused = {kind.id: kind for kind in register.kinds if kind.id not in used}
    for (name, position, record), count in first_mentions(mentions):
        if name not in register.kind_by_id:
            close = nearest(name, list(unused))
            cure = suggest(name, list(register.kind_by_id))
            if close:
                line = unused[close].position("id").line
                cure = f"{is_it(close, name)}；写错的是 kinds 里第{line}行的，改正那里"
                if count > 1:
                    cure = f"把 kinds 里第{line}行的“{close}”改为“{name}”，或者改正这些地方"
            subjects = {name, close or nearest(name, list(register.kind_by_id)) or name}
            yield Problem(
                position, record, f"E202 没有“{name}”这个类别{more(count)}", cure, subjects=frozenset(subjects)
            )


def unused_kinds(data: Data) -> Iterator[Problem]:
    """The list of kinds has those that units are of."""
    used = {unit.kind for unit in data.register.units}
    for kind in data.register.kinds:
        if kind.id not in used:
            subjects = frozenset({kind.id})
            message = "E203 没有一个单位属于这个类别"
            yield Problem(kind.position("id"), kind.id, message, "从 kinds 里删去", hint=True, subjects=subjects)


def unit_kinds(data: Data) -> Iterator[Problem]:
    """A kind is of units or of groups; what says something of members is written at the kind of the members."""
    of_groups = kinds_of_groups(data.register)
    for unit in data.register.units:
        if (unit.kind in of_groups) != unit.is_group:
            message = "E204 单位组要写“membership”，其他单位不写"
            yield Problem(unit.position("kind"), unit.id, message, "补上或删去“membership”，或者改正类别")
    for kind in data.register.kinds:
        for key in ("government", "hands_down"):
            if kind.id in of_groups and kind.node.has(key):
                yield Problem(
                    kind.node.key(key), kind.id, f"E205 单位组的类别不写“{key}”", "删去这一行，写在成员的类别里"
                )


def kinds_of_groups(register: Register) -> set[str]:
    """Return the kinds whose units are groups, most of them at least."""
    balance = Counter[str]()
    for unit in register.units:
        balance[unit.kind] += 1 if unit.is_group else -1
    return {kind for kind, surplus in balance.items() if surplus > 0}


def hosts(data: Data) -> Iterator[Problem]:
    """An office sits in a unit that is neither group nor office."""
    for unit in data.register.units:
        subjects = frozenset({unit.name})
        if unit.host and unit.is_group:
            position = unit.node.key("host")
            yield Problem(position, unit.id, "E206 单位组没有所在单位", "删去“host”", subjects=subjects)
        elif unit.host in data.register.by_name and not _well_hosted(unit, data.register):
            message, cure = "E207 办公室不能设在单位组、另一个办公室或它自己里", "填它所在的单位"
            yield Problem(unit.position("host"), unit.id, message, cure, subjects=subjects)


def _well_hosted(unit: Unit, register: Register) -> bool:
    host = register.by_name[unit.host or unit.name]
    return not (host.is_group or host.host or host is unit)


def aliases(data: Data) -> Iterator[Problem]:
    """No word leads to two units but those declared ambiguous: aliases, printed and official names all differ."""
    owners = {unit.name: unit for unit in reversed(data.register.units)}
    for unit in data.register.units:
        if unit.official_name and owners.setdefault(unit.official_name, unit) is not unit:
            message = f"E208 “{unit.official_name}”也是“{owners[unit.official_name].name}”的名字"
            cure, subjects = "核对全称，两个单位的全称不会相同", frozenset({unit.official_name})
            yield Problem(unit.position("official_name"), unit.id, message, cure, subjects=subjects)
    for unit in data.register.units:
        seen = {unit.name, unit.official_name}
        for n, alias in enumerate(unit.aliases):
            yield from _alias(unit, n, owners.setdefault(alias, unit), again=alias in seen)
            seen.add(alias)


def _alias(unit: Unit, n: int, owner: Unit, again: bool) -> Iterator[Problem]:
    alias, position, subjects = unit.aliases[n], unit.position("aliases", n), frozenset({unit.aliases[n]})
    if owner is not unit:
        message = f"E209 “{alias}”也是“{owner.name}”的名字"
        yield Problem(position, unit.id, message, "只给其中一个单位留这个叫法", subjects=subjects)
    elif _JOINED.search(alias):
        message = f"E210 “{alias}”像是几个叫法连在一起"
        yield Problem(position, unit.id, message, "一行只写一个，以“- ”开头", hint=True, subjects=subjects)
    elif again:
        yield Problem(position, unit.id, f"E211 “{alias}”写了两次", "删去一个", subjects=subjects)


def ambiguous_words(data: Data) -> Iterator[Problem]:
    """A word declared ambiguous stands for several units and is the name of none."""
    register = data.register
    yield from written_twice(((word.alias, word.position("alias")) for word in register.ambiguous), "两条并成一条")
    for word in register.ambiguous:
        if word.alias in register.by_any_name:
            message = f"E212 “{word.alias}”已经是“{register.by_any_name[word.alias].name}”的名字"
            yield Problem(word.position("alias"), word.alias, message, "从那个单位的 aliases 里删去，或者从这里删去")
        units = [(name, word.position("units", n)) for n, name in enumerate(word.units)]
        yield from written_twice(units, "删去一个", word.alias)
        if len(units) < 2:
            yield Problem(word.position("units"), word.alias, "E213 只指一个单位", "写进那个单位的 aliases")


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
        yield "members", "E214 成员不详的单位组不能列成员", "删去成员，或者改为 asserted"
    if unit.membership in ("asserted", "defined") and not given:
        yield "membership", "E215 没有列成员", "补上“members:”或“member_kinds:”，或者改为 membership: open"
    if unit.membership == "asserted" and not (unit.source or "").strip():
        yield "membership", "E216 编者判断的成员没有写依据", "补上一行“source: …”，说明依据"
    if not unit.is_group and given and not of_groups:
        yield "members", "E217 有成员却没有写“membership”", "补上 membership: asserted"


def members(data: Data) -> Iterator[Problem]:
    """Members are listed once, and lead to no circle."""
    for unit in (unit for unit in data.register.units if unit.is_group):
        places = [(name, unit.position("members", n)) for n, name in enumerate(unit.listed)]
        again = {position for _, position, _ in repeated(places)}
        for name, position in places:
            message, cure = f"E218 成员“{name}”写了两次", "删去一个"
            if position not in again:
                message, cure = _member(unit, name, data.register), "删去这个成员"
            if message:
                yield Problem(position, unit.id, message, cure, subjects=frozenset({unit.name}))


def _member(unit: Unit, name: str, register: Register) -> str:
    """Return what is wrong with a member, empty where nothing is."""
    if name in register.by_name and register.by_name[name].kind in unit.member_kinds:
        return f"E219 成员“{name}”已经包括在 member_kinds 里"
    chain = _chain_to(unit.name, name, register)
    return f"E220 单位组包含了它自己：{' → '.join((unit.name, *chain))}" if chain else ""


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
            message, subjects = f"E221 “{kind}”不是单位的类别", frozenset({unit.name})
            yield Problem(unit.position("member_kinds", n), unit.id, message, suggest(kind, valid), subjects=subjects)
