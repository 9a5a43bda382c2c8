"""A change told in duties: who leads or takes part in more or less, where, and through what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.downloads.tables import BASES, ROLES
from generator.index.changes import Change
from generator.index.index import Obligation, Role
from generator.review.words import Sentence, cited, plain

# What tells a role that a unit got or lost from all others: unit, role, clause, and whether it got it.
_Key = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Step:
    """A role that a unit got in a clause or lost there."""

    owed: Obligation
    gained: bool

    @property
    def key(self) -> _Key:
        """What tells it from all others."""
        return self.owed.unit.id, self.owed.role, self.owed.clause.id, self.gained

    @property
    def cause(self) -> _Key | None:
        """The same step of the group or office through which the unit is bound, if it is bound through one."""
        via = self.owed.via
        return (via[-1].id, self.owed.role, self.owed.clause.id, self.gained) if via else None


def steps(duties: Iterable[Change[Obligation]]) -> Iterator[Step]:
    """Yield the roles that were lost and got: both where a unit has another role in a clause."""
    for duty in duties:
        if duty.old and duty.new and duty.old.role == duty.new.role:
            continue
        if duty.old:
            yield Step(duty.old, gained=False)
        if duty.new:
            yield Step(duty.new, gained=True)


def count(duties: Iterable[Change[Obligation]]) -> str:
    """Return how many duties came and went: 牵头 +1 −2，参加 +3."""
    found = Counter((ROLES[step.owed.role], step.gained) for step in steps(duties))
    numbers = {
        role: [_signed(gained, n) for gained in (True, False) if (n := found[role, gained])] for role in ROLES.values()
    }
    return "，".join(" ".join([role, *signed]) for role, signed in numbers.items() if signed)


def sentences(duties: Sequence[Change[Obligation]]) -> Iterator[Sentence]:
    """Yield what a change means for units: first those that the text names, then those that groups and offices bind.

    What a group gets or loses in a clause is not told of each member again.
    """
    found = {step.key: step for step in steps(duties)}
    bound: defaultdict[_Key, list[Step]] = defaultdict(list)
    for step in found.values():
        bound[_root(step, found).key].append(step)
    roots = [step for key, step in found.items() if key in bound]
    yield from _named([step for step in roots if not step.owed.via], bound)
    yield from _through([step for step in roots if step.owed.via], bound)
    yield from _other_bases(duties)


# The steps that a step explains, itself among them.
_Bound = Mapping[_Key, Sequence[Step]]


def _root(step: Step, found: Mapping[_Key, Step]) -> Step:
    """Return the step that explains another: that of the first group or office on the way whose duty differs."""
    while step.cause and step.cause in found:
        step = found[step.cause]
    return step


def _named(found: list[Step], bound: _Bound) -> Iterator[Sentence]:
    """Yield a sentence for all units whose duties in the same clauses differ."""
    by_unit: defaultdict[str, list[Step]] = defaultdict(list)
    for step in found:
        by_unit[step.owed.unit.name].append(step)
    by_place: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, own in by_unit.items():
        place = tuple(sorted({step.owed.clause.entry.citation for step in own}))
        by_place[place].append(f"{name} {_roles(own)}{_members(own, bound)}")
    yield from (plain("；".join(phrases)) for phrases in by_place.values())


def _roles(found: Sequence[Step]) -> str:
    """Return which roles a unit got and lost, and where: 牵头 −1、参加 +1（第二部分第109项）."""
    by_role: defaultdict[tuple[Role, bool], list[Step]] = defaultdict(list)
    for step in sorted(found, key=lambda one: [*ROLES].index(one.owed.role)):
        by_role[step.owed.role, step.gained].append(step)
    by_place: defaultdict[str, list[str]] = defaultdict(list)
    for (role, gained), own in by_role.items():
        place = cited(step.owed.clause.entry for step in own)
        by_place[place].append(f"{ROLES[role]} {_signed(gained, len(own))}")
    return "，".join(f"{'、'.join(roles)}（{place}）" for place, roles in by_place.items())


def _members(found: Sequence[Step], bound: _Bound) -> str:
    """Return how many units go with a group or an office; nothing where none do."""
    units = {step.owed.unit.id for one in found for step in bound[one.key] if step is not one}
    return f"，连同经它负责的{len(units)}个单位" if units else ""


def _through(found: list[Step], bound: _Bound) -> Iterator[Sentence]:
    """Yield who came to or left a group or an office: 硚口区人民政府 +160 项，经“各区人民政府”."""
    by_group: defaultdict[tuple[str, bool, str], list[Step]] = defaultdict(list)
    for step in found:
        by_group[step.owed.unit.name, step.gained, step.owed.via[-1].name].append(step)
    for (name, gained, group), own in by_group.items():
        yield plain(f"{name} {_signed(gained, len(own))} 项，经“{group}”{_members(own, bound)}")


def _other_bases(duties: Iterable[Change[Obligation]]) -> Iterator[Sentence]:
    """Yield who owes the same as before, but on another basis."""
    found: defaultdict[tuple[str, str, str], list[Obligation]] = defaultdict(list)
    for duty in duties:
        if duty.old and duty.new and duty.old.role == duty.new.role:
            found[duty.new.unit.name, _basis(duty.old), _basis(duty.new)].append(duty.new)
    for (name, old, new), own in found.items():
        place = cited(one.clause.entry for one in own)
        yield plain(f"{name} {len(own)} 项责任不变，依据由“{old}”变为“{new}”（{place}）")


def _basis(one: Obligation) -> str:
    chain = "、".join(unit.name for unit in one.via)
    default = "，因无牵头单位" if one.default_lead and one.via else ""
    return BASES[one.basis] + (f"：经{chain}" if chain else "") + default


def _signed(gained: bool, number: int) -> str:
    return f"{'+' if gained else '−'}{number}"
