"""With whom a unit works: whom it must coordinate in what it leads, and to whom it owes feedback in the rest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from generator.index import ClauseEntry, Index, Obligation, Role
from generator.register import Unit


@dataclass(frozen=True, slots=True)
class Partner:
    """Another unit, as named in the text, with the clauses shared with it in the plan's order."""

    unit: Unit
    clauses: tuple[ClauseEntry, ...]


def concerned(index: Index, obligation: Obligation) -> tuple[Unit, ...]:
    """Whom an obligation concerns: for a lead all others that the clause names, for the others its leads."""
    clause = obligation.clause
    names = (*clause.leads, *clause.others) if obligation.role == "lead" else clause.leads
    own = (obligation.unit, *obligation.via)
    return tuple(index.unit(name) for name in names if name not in own)


def partners(index: Index, unit: Unit, role: Role) -> tuple[Partner, ...]:
    """The units that the obligations of one role concern, the most frequent first, else in the register's order."""
    shared: defaultdict[str, list[ClauseEntry]] = defaultdict(list)
    for obligation in index.by_unit.get(unit.name, ()):
        if obligation.role == role:
            for other in concerned(index, obligation):
                shared[other.name].append(obligation.clause)
    found = (Partner(other, tuple(shared[other.name])) for other in index.data.register.units if other.name in shared)
    return tuple(sorted(found, key=lambda partner: -len(partner.clauses)))
