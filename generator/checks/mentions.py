"""Where the data names something that another record must have, and names that are written more than once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from generator.model.plan import Clause, Plan
from generator.model.register import Register
from generator.problems import Place, Problem

T = TypeVar("T", bound=Hashable)


class Mention(NamedTuple):
    """A name in the data, where it stands, and in which record."""

    name: str
    place: Place
    record: str


def unit_mentions(plan: Plan, register: Register) -> Iterator[Mention]:
    """Yield every place that names a unit by the name that the document prints."""
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
    """Yield the units that a clause names and where, leads first."""
    for role, names in (("lead", clause.lead), ("responsible", clause.responsible)):
        for n, name in enumerate(names):
            yield name, clause.place(role, n)


def first_mentions(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, int]]:
    """Yield the first mention of every name, and how often the name is mentioned."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.name, []).append(mention)
    for places in found.values():
        yield min(places, key=lambda mention: mention.place), len(places)


def more(count: int) -> str:
    """Return in words how many more mentions there are than the first."""
    return f"，还有{count - 1}处" if count > 1 else ""


def repeated(named: Iterable[tuple[T, Place]]) -> Iterator[tuple[T, Place, Place]]:
    """Yield every name that came before, with its place and the place of the first."""
    first: dict[T, Place] = {}
    for name, place in named:
        if name in first:
            yield name, place, first[name]
        first.setdefault(name, place)


def written_twice(words: Iterable[tuple[str, Place]], cure: str, record: str = "") -> Iterator[Problem]:
    """Yield every word that came before as a problem of a record, or of the word itself."""
    for word, place, first in repeated(words):
        where = "同一行" if first.line == place.line else f"第{first.line}行"
        message = f"“{word}”写了两次，{where}已经有了"
        yield Problem(place, record or word, message, cure)
