"""How the document defines a group in 〈〉, read back into units, and whether the group's members are those units."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.model.data import Data
from generator.model.plan import Bracket, Plan
from generator.model.register import Register, Unit
from generator.problems import Problem

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
            message = f"“{group.name}”的定义里，“{word}”不知是哪个单位"
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
    message = f"方案的定义里有{named}，成员里没有{names}"
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
            message = f"方案的定义里没有成员“{name}”"
            cure = "删去这个成员，或者核对 brackets 里抄的定义；成员是某几类全部单位的，改写 member_kinds"
            subjects = frozenset({group.name, name})
            yield Problem(group.position("members", n), group.id, message, cure, subjects=subjects)


def _named_in_part(group: Unit, named: Collection[str], register: Register) -> Iterator[Problem]:
    for n, kind in enumerate(group.member_kinds):
        units = register.of_kinds(kind)
        left_out = [name for name in units if name not in named]
        if 0 < len(left_out) < len(units):
            message = f"方案的定义里没有“{'”“'.join(left_out)}”，同类的别的单位都有"
            cure = "核对 brackets 里抄的定义，看是不是漏了"
            subjects = frozenset({group.name, *left_out})
            yield Problem(group.position("member_kinds", n), group.id, message, cure, hint=True, subjects=subjects)
