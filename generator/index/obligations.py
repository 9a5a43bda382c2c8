"""What a clause obliges whom to, by the document's own rules, and who files the forms for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from generator.index.entries import ClauseEntry
from generator.model.plan import Rank
from generator.model.register import Register, Unit

Role = Rank
Basis = Literal["named", "default_lead", "host", "group"]
# Who files the forms for what a unit leads: itself, its members (known or not), its host. A unit that leads nothing
# files nothing; it owes feedback to the leads of what it takes part in, or not even that.
Filing = Literal["files", "members", "unknown_members", "host", "feedback", "nothing"]
_BASIS_ORDER: tuple[Basis, ...] = ("named", "default_lead", "host", "group")


@dataclass(frozen=True, slots=True)
class Obligation:
    """That a unit owes something: which clause, in which role, on which basis.

    `via` holds the units from the one in the text down to the one that contains the unit; it is empty where the unit
    itself is named. `default_lead` says that the unit leads, on whatever basis, because the text names no lead.
    """

    unit: Unit
    clause: ClauseEntry
    role: Role
    basis: Basis
    default_lead: bool
    via: tuple[Unit, ...] = ()


def oblige(clause: ClauseEntry, register: Register) -> tuple[Obligation, ...]:
    """All obligations of a clause, one a unit, in the order of the text.

    Direct beats derived: a unit that is named has the obligation of its name alone. Among derived ones a lead beats a
    part, that beats support, a host beats a group, and what comes first in the text beats what comes later.
    """
    roles: tuple[tuple[Role, tuple[Unit, ...], Basis], ...] = (
        ("lead", clause.leads, "default_lead" if clause.by_default else "named"),
        ("responsible", clause.others, "named"),
        ("supporting", clause.supporting, "named"),
    )
    candidates = [
        Obligation(unit, clause, role, basis, clause.by_default and role == "lead", via)
        for role, named, direct in roles
        for one in named
        for unit, basis, via in _reach(one, register, direct)
    ]
    best: dict[str, Obligation] = {}
    for candidate in candidates:
        known = best.get(candidate.unit.id)
        if known is None or _rank(candidate) < _rank(known):
            best[candidate.unit.id] = candidate
    return tuple(obligation for obligation in candidates if best[obligation.unit.id] is obligation)


def _rank(obligation: Obligation) -> tuple[bool, int, int]:
    """What decides between two obligations of a unit from one clause; the smaller stands."""
    return bool(obligation.via), get_args(Role).index(obligation.role), _BASIS_ORDER.index(obligation.basis)


def _reach(named: Unit, register: Register, basis: Basis) -> Iterator[tuple[Unit, Basis, tuple[Unit, ...]]]:
    """Yield the units that a unit in the text binds: itself, the host of an office, the members of a group."""
    pending: list[tuple[Unit, Basis, tuple[Unit, ...]]] = [(named, basis, ())]
    seen = {named.id}
    while pending:
        unit, found_basis, via = pending.pop(0)
        yield unit, found_basis, via
        for next_unit, next_basis in _bound_through(unit, register):
            if next_unit.id not in seen:
                seen.add(next_unit.id)
                pending.append((next_unit, next_basis, (*via, unit)))


def _bound_through(unit: Unit, register: Register) -> Iterator[tuple[Unit, Basis]]:
    """Yield the host of an office, then the members of a group."""
    if unit.host:
        yield register.by_name[unit.host], "host"
    for name in register.members_of[unit.name]:
        yield register.by_name[name], "group"


def filing(unit: Unit, owed: Sequence[Obligation]) -> Filing:
    """Who files the forms for what a unit leads.

    Groups do not file, for their members do; nor do offices, whose clauses are in the forms of their host.
    """
    if not any(obligation.role == "lead" for obligation in owed):
        return "feedback" if any(obligation.clause.leads for obligation in owed) else "nothing"
    if unit.is_group:
        return "unknown_members" if unit.membership == "open" else "members"
    return "host" if unit.host else "files"
