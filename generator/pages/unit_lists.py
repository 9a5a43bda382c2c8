"""The obligations of a unit as lists: by role, by basis, by the names through which they come, by rule or named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.index import Basis, ClauseEntry, Index, Obligation, Role
from generator.partners import concerned
from generator.register import Unit

# Role, basis, whether the lead is one by default, title, anchor.
_LISTS: tuple[tuple[Role, Basis, bool, str, str], ...] = (
    ("lead", "named", False, "文件列明牵头", "lead-named"),
    ("lead", "default_lead", True, "默认牵头", "lead-default"),
    ("lead", "host", True, "默认牵头（作为{via}所在单位）", "lead-default-host"),
    ("lead", "group", True, "默认牵头（通过“{via}”）", "lead-default-group"),
    ("lead", "host", False, "作为{via}所在单位牵头", "lead-host"),
    ("lead", "group", False, "通过“{via}”牵头", "lead-group"),
    ("responsible", "named", False, "文件列明参加", "part-named"),
    ("responsible", "host", False, "作为{via}所在单位参加", "part-host"),
    ("responsible", "group", False, "通过“{via}”参加", "part-group"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A clause as the page of an obligated unit shows it, with those it concerns as named in the text.

    A lead sees all the others in the clause; whoever takes part sees the leads.
    """

    clause: ClauseEntry
    partners: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class ObligationList:
    """Obligations of one role, on one basis, through one chain of names, in the plan's order.

    `by_default` says that the unit leads by default, whatever the basis; `group` tells filters through whom.
    """

    title: str
    anchor: str
    role: Role
    basis: Basis
    by_default: bool
    via: tuple[Unit, ...]
    group: str
    rows: tuple[Row, ...]


def obligation_lists(index: Index, unit: Unit) -> list[ObligationList]:
    """All obligations of a unit, in lists by role, basis and chain; empty lists are left out."""
    found: defaultdict[tuple[Role, Basis, bool, tuple[str, ...]], list[Obligation]] = defaultdict(list)
    for one in index.by_unit.get(unit.name, ()):
        found[one.role, one.basis, _leads_by_default(one), one.via].append(one)
    return [
        _list(index, title, f"{anchor}-{n}" if n else anchor, found[key])
        for *of_list, title, anchor in _LISTS
        for n, key in enumerate(key for key in found if [*key[:3]] == of_list)
    ]


def _leads_by_default(obligation: Obligation) -> bool:
    return obligation.default_lead and obligation.role == "lead"


def _list(index: Index, title: str, anchor: str, obligations: Sequence[Obligation]) -> ObligationList:
    first = obligations[0]
    via = tuple(map(index.unit, first.via))
    rows = tuple(Row(one.clause, concerned(index, one)) for one in obligations)
    named = title.format(via=" → ".join(first.via))
    by_default, group = _leads_by_default(first), group_key(index, first)
    return ObligationList(named, anchor, first.role, first.basis, by_default, via, group, rows)


def group_key(index: Index, obligation: Obligation) -> str:
    """What stands in the address for the group or office through which an obligation comes."""
    return index.unit(obligation.via[0]).id if obligation.via else "direct"
