"""Names of units that the register does not have, which unit is meant, and groups that the document defines by names.

A name is one problem, at the first place where it stands, however often it is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from generator.checks.mentions import Mention, first_mentions, more, unit_mentions
from generator.model.data import UNITS, Data
from generator.model.plan import Bracket, Clause, Part, Plan, Section
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


def unknown_leaders(data: Data) -> Iterator[Problem]:
    """Leaders are named as the register has them."""
    known = data.register.leader_by_name
    for name, position, record in _leaders(data.plan):
        if name not in known:
            close = nearest(name, list(known))
            cure = f"改为“{close}”；不是同一位的，" if close else ""
            cure += "在 data/units.yaml 的 leaders 里补一条，写 id 和 name"
            yield Problem(position, record, f"E146 名录的 leaders 里没有“{name}”", cure, subjects=frozenset({name}))


def _leaders(plan: Plan) -> Iterator[tuple[str, Position, str]]:
    """Yield every leader that the plan names, with the place and the record."""
    named: list[tuple[str, Part | Section | Clause]] = [(part.key, part) for part in plan.parts]
    named += [(section.id, section) for section in plan.sections]
    named += [(clause_id, clause) for item in plan.items for clause_id, clause in item.clause_ids()]
    for record, one in named:
        yield from ((name, one.position("leaders", n), record) for n, name in enumerate(one.leaders))


def _cut(register: Register, names: Sequence[str]) -> Problem:
    last = register.node.position.last_line
    message = f"E140 方案里的单位，名录里缺了{len(names)}个：{'、'.join(names)}"
    cure = "名录很可能到这里就断了，从版本记录里取回后面的；不是的，逐个登记"
    return Problem(Position(UNITS, last, 1, last), "", message, cure, subjects=frozenset({UNITS, *names}))


def _unknown(mention: Mention, count: int, register: Register, named: Collection[str]) -> Problem:
    alike = _alike(mention.name, register, named)
    message = f"E141 单位名录里没有“{mention.name}”{more(count)}"
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


Named = tuple[str, tuple[str, ...]]


def read_definition(text: str, register: Register) -> Iterator[Named]:
    """Yield every word of a definition with the units that it stands for, none where the register does not know it.

    含江汉、硚口区人民政府，东湖高新区管委会，下同: the ending that a row of units shares is printed once, at its end.
    """
    called = register.units_called
    endings = [kind.shared_ending for kind in register.kinds if kind.shared_ending]
    for row in text.removeprefix("含").removesuffix("，下同").split("，"):
        ending = next((ending for ending in endings if row.endswith(ending)), "")
        for word in row.split("、"):
            whole = word.removesuffix(ending) + ending
            yield word, called.get(whole) or called.get(word, ())


def bracketed_units(plan: Plan, register: Register) -> set[str]:
    """Return all units that the document names in 〈〉."""
    texts = [bracket.text for bracket in plan.brackets]
    return {name for text in texts for _, units in read_definition(text, register) for name in units}


def defined_words(data: Data) -> Iterator[Problem]:
    """Every word of the definition of a group stands for a unit of the register."""
    for group, bracket in _defined(data):
        for word in (word for word, units in read_definition(bracket.text, data.register) if not units):
            message = f"E142 “{group.name}”的定义里，“{word}”不知是哪个单位"
            cure = "核对原文；没有抄错的，在 data/units.yaml 里写进那个单位的 aliases，或者写进 ambiguous"
            subjects = frozenset({word, *data.register.members_of[group.name]})
            yield Problem(bracket.position("text"), "brackets", message, cure, subjects=subjects)


def defined_members(data: Data) -> Iterator[Problem]:
    """Every unit that the document names in the definition of a group is a member.

    Where the members are listed, it also names every one of them; of a kind of members it names all units or none.
    """
    for group, bracket in _defined(data):
        words = list(read_definition(bracket.text, data.register))
        yield from _missing(group, words, data.register)
        named = {name for _, units in words for name in units}
        yield from _named_in_part(group, named, data.register) if group.member_kinds else _unnamed(group, named)


def _defined(data: Data) -> Iterator[tuple[Unit, Bracket]]:
    for bracket in data.plan.brackets:
        group = data.register.by_name.get(bracket.unit)
        if group and group.membership == "defined" and data.register.members_of[group.name]:
            yield group, bracket


def _missing(group: Unit, words: list[Named], register: Register) -> Iterator[Problem]:
    members = {*register.members_of[group.name]}
    lacking = {
        name: word for word, units in words for name in units if name in register.by_name and name not in members
    }
    if not lacking:
        return
    named = "".join(f"“{word}”" for word in dict.fromkeys(lacking.values()))
    names = "".join(f"“{name}”" for name, word in lacking.items() if len(lacking) > 1 or name != word)
    kinds = "".join(f"“{kind}”" for kind in _whole_kinds(lacking, register) if group.member_kinds)
    cure = f"在 member_kinds 里补上{kinds}" if kinds else "补上这个成员"
    message = f"E143 方案的定义里有{named}，成员里没有{names}"
    cure = f"{cure}，或者核对 brackets 里抄的定义"
    yield Problem(group.members_place, group.id, message, cure, subjects=frozenset({group.name, *lacking}))


def _whole_kinds(names: Collection[str], register: Register) -> Iterator[str]:
    """Yield the kinds all units of which are among some."""
    for kind in register.kinds:
        units = register.of_kinds(kind.id)
        if units and all(name in names for name in units):
            yield kind.id


def _unnamed(group: Unit, named: Collection[str]) -> Iterator[Problem]:
    for n, name in enumerate(group.listed):
        if name not in named:
            message = f"E144 方案的定义里没有成员“{name}”"
            cure = "删去这个成员，或者核对 brackets 里抄的定义；成员是某几类全部单位的，改写 member_kinds"
            subjects = frozenset({group.name, name})
            yield Problem(group.position("members", n), group.id, message, cure, subjects=subjects)


def _named_in_part(group: Unit, named: Collection[str], register: Register) -> Iterator[Problem]:
    for n, kind in enumerate(group.member_kinds):
        units = register.of_kinds(kind)
        left_out = [name for name in units if name not in named]
        if 0 < len(left_out) < len(units):
            message = f"E145 方案的定义里没有“{'”“'.join(left_out)}”，同类的别的单位都有"
            cure = "核对 brackets 里抄的定义，看是不是漏了"
            subjects = frozenset({group.name, *left_out})
            yield Problem(group.position("member_kinds", n), group.id, message, cure, hint=True, subjects=subjects)
