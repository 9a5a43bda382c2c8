"""Where the data names something that another record must have, and names that are written more than once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, TypeVar, get_args

from generator.model.plan import Clause, Plan, Rank, Section
from generator.model.register import Register
from generator.problems import Position, Problem

T = TypeVar("T", bound=Hashable)


class Mention(NamedTuple):
    """A name in the data, where it stands, and in which record."""

    name: str
    position: Position
    record: str


def unit_mentions(plan: Plan, register: Register) -> Iterator[Mention]:
    """Yield every place that names a unit by the name that the document prints."""
    for bracket in plan.brackets:
        yield Mention(bracket.unit, bracket.position("unit"), "brackets")
    for section in plan.sections:
        yield from (Mention(name, position, section.id) for name, position in named_places(section))
    for item in plan.items:
        for clause_id, clause in item.clause_ids():
            yield from (Mention(name, position, clause_id) for name, position in named_places(clause))
    for word in register.ambiguous:
        for n, name in enumerate(word.units):
            yield Mention(name, word.position("units", n), word.alias)
    for unit in register.units:
        if unit.host:
            yield Mention(unit.host, unit.position("host"), unit.id)
        for n, name in enumerate(unit.listed):
            yield Mention(name, unit.position("members", n), unit.id)


def named_places(clause: Clause | Section) -> Iterator[tuple[str, Position]]:
    """Yield the units that a clause or the title of a section names and where, leads first."""
    for role in get_args(Rank):
        for n, name in enumerate(getattr(clause, role)):
            yield name, clause.position(role, n)


def first_mentions(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, int]]:
    """Yield the first mention of every name, and how often the name is mentioned."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.name, []).append(mention)
    for places in found.values():
        yield min(places, key=lambda mention: mention.position), len(places)


def more(count: int) -> str:
    """Return in words how many more mentions there are than the first."""
    return f"，还有{count - 1}处" if count > 1 else ""


def repeated(named: Iterable[tuple[T, Position]]) -> Iterator[tuple[T, Position, Position]]:
    """Yield every name that came before, with its place and the place of the first."""
    first: dict[T, Position] = {}
    for name, position in named:
        if name in first:
            yield name, position, first[name]
        first.setdefault(name, position)


def written_twice(words: Iterable[tuple[str, Position]], cure: str, record: str = "") -> Iterator[Problem]:
    """Yield every word that came before as a problem of a record, or of the word itself."""
    for word, position, first in repeated(words):
        where = "同一行" if first.line == position.line else f"第{first.line}行"
        message = f"E401 “{word}”写了两次，{where}已经有了"
        yield Problem(position, record or word, message, cure)
