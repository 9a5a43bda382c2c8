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


def _others(obligation: Obligation, named: tuple[Unit, ...]) -> tuple[Unit, ...]:
    own = {one.id for one in (obligation.unit, *obligation.via)}
    return tuple(one for one in named if one.id not in own)


def partners(index: Index, unit: Unit, role: Role, whom: Whom) -> tuple[Partner, ...]:
    """The units that the obligations of one role concern, the most frequent first, else in the register's order."""
    shared: defaultdict[str, list[ClauseEntry]] = defaultdict(list)
    for obligation in index.by_unit.get(unit.id, ()):
        if obligation.role == role:
            for other in whom(obligation):
                shared[other.id].append(obligation.clause)
    found = (Partner(other, tuple(shared[other.id])) for other in index.data.register.units if other.id in shared)
    return tuple(sorted(found, key=lambda partner: -len(partner.clauses)))
