"""With whom a unit works: whom it must coordinate in what it leads, who leads with it, who leads the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from generator.index.index import ClauseEntry, Index, Obligation, Role
from generator.model.register import Unit


@dataclass(frozen=True, slots=True)
class Partner:
    """Another unit, as named in the text, with the clauses shared with it in the plan's order."""

    unit: Unit
    clauses: tuple[ClauseEntry, ...]


Whom = Callable[[Obligation], tuple[Unit, ...]]


def leads(obligation: Obligation) -> tuple[Unit, ...]:
    """The others that lead the clause: with whom a lead shares it, to whom whoever takes part owes feedback."""
    return _others(obligation, obligation.clause.leads)


def coordinated(obligation: Obligation) -> tuple[Unit, ...]:
    """Whom a lead coordinates: those that take part. Other leads are none of them."""
    return _others(obligation, obligation.clause.others if obligation.role == "lead" else ())


def supporters(obligation: Obligation) -> tuple[Unit, ...]:
    """Who supports a lead, which coordinates them too."""
    return _others(obligation, obligation.clause.supporting if obligation.role == "lead" else ())


def _others(obligation: Obligation, named: tuple[Unit, ...]) -> tuple[Unit, ...]:
    own = {one.id for one in (obligation.unit, *obligation.via)}
    return tuple(one for one in named if one.id not in own)


def partners(index: Index, unit: Unit, role: Role, whom: Whom) -> tuple[Partner, ...]:
    """The units that what a unit leads concerns, or what it takes part in or supports, whatever its role there.

    The most frequent come first, else they are in the register's order.
    """
    shared: defaultdict[str, list[ClauseEntry]] = defaultdict(list)
    for obligation in index.by_unit.get(unit.id, ()):
        if (obligation.role == "lead") == (role == "lead"):
            for other in whom(obligation):
                shared[other.id].append(obligation.clause)
    found = (Partner(other, tuple(shared[other.id])) for other in index.data.register.units if other.id in shared)
    return tuple(sorted(found, key=lambda partner: -len(partner.clauses)))
