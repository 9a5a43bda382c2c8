"""The unit index and a page for every unit and group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import links
from generator.index import Basis, Entry, Index, Obligation, Role
from generator.model import Kind, Unit
from generator.pages.render import Renderer
from generator.site import NavEntry, Page

_LISTS: tuple[tuple[Role, Basis, str, str], ...] = (
    ("lead", "named", "文件列明牵头", "lead-named"),
    ("lead", "default_lead", "默认牵头", "lead-default"),
    ("lead", "host", "作为{via}所在单位牵头", "lead-host"),
    ("lead", "group", "通过“{via}”牵头", "lead-group"),
    ("responsible", "named", "文件列明参加", "part-named"),
    ("responsible", "host", "作为{via}所在单位参加", "part-host"),
    ("responsible", "group", "通过“{via}”参加", "part-group"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """An obligation as a unit's page shows it, with those it concerns as named in the text.

    A lead sees all the others in the clause; whoever takes part sees the leads.
    """

    obligation: Obligation
    partners: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class ObligationList:
    """Obligations of one role, on one basis, through one chain of names, in the plan's order."""

    title: str
    anchor: str
    role: Role
    basis: Basis
    via: tuple[Unit, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A unit on the unit index, with its counts of clauses."""

    unit: Unit
    leads: int
    takes_part: int


def pages(renderer: Renderer) -> Iterator[Page]:
    """The unit index, then the pages in the order of the register."""
    yield _unit_index(renderer)
    for unit in renderer.index.data.register.units:
        yield _unit(renderer, unit)


def counts(index: Index, unit: Unit) -> Counter[Role]:
    """How many clauses a unit leads and takes part in."""
    return Counter(obligation.role for obligation in index.by_unit.get(unit.name, ()))


def obligation_lists(index: Index, unit: Unit) -> list[ObligationList]:
    """All obligations of a unit, in lists by role, basis and chain; empty lists are left out."""
    found: defaultdict[tuple[Role, Basis, tuple[str, ...]], list[Obligation]] = defaultdict(list)
    for obligation in index.by_unit.get(unit.name, ()):
        found[obligation.role, obligation.basis, obligation.via].append(obligation)
    return [
        _list(index, title, f"{anchor}-{n}" if n else anchor, found[key])
        for role, basis, title, anchor in _LISTS
        for n, key in enumerate(key for key in found if key[:2] == (role, basis))
    ]


def _list(index: Index, title: str, anchor: str, obligations: Sequence[Obligation]) -> ObligationList:
    first = obligations[0]
    via = tuple(map(index.unit, first.via))
    rows = (Row(obligation, _partners(index, obligation)) for obligation in obligations)
    return ObligationList(title.format(via=" → ".join(first.via)), anchor, first.role, first.basis, via, tuple(rows))


def _partners(index: Index, obligation: Obligation) -> tuple[Unit, ...]:
    clause = obligation.clause
    names = (*clause.leads, *clause.others) if obligation.role == "lead" else clause.leads
    own = (obligation.unit, *obligation.via)
    return tuple(index.unit(name) for name in names if name not in own)


def _unit_index(renderer: Renderer) -> Page:
    register = renderer.index.data.register
    kinds = [(kind, _index_rows(renderer.index, kind)) for kind in register.kinds]
    description = f"方案中的{len(register.units)}个单位和单位组，各牵头、参加多少事项。"
    return renderer.page("units.md", links.UNITS, "按单位查", description, kinds=kinds, total=len(register.units))


def _of_kind(index: Index, kind: Kind) -> list[Unit]:
    return [unit for unit in index.data.register.units if unit.kind == kind.id]


def _index_rows(index: Index, kind: Kind) -> list[IndexRow]:
    counted = ((unit, counts(index, unit)) for unit in _of_kind(index, kind))
    return [IndexRow(unit, count["lead"], count["responsible"]) for unit, count in counted]


def _unit(renderer: Renderer, unit: Unit) -> Page:
    index = renderer.index
    register = index.data.register
    lists = obligation_lists(index, unit)
    count = counts(index, unit)
    return renderer.page(
        "unit.md",
        links.unit(unit),
        unit.name,
        f"{unit.name}在方案中牵头{count['lead']}项、参加{count['responsible']}项，逐项列出依据。",
        unit=unit,
        kind=register.kind_by_id[unit.kind],
        basis=register.basis,
        members=[index.unit(name) for name in unit.members],
        host=index.unit(unit.host) if unit.host else None,
        groups=index.groups_of.get(unit.name, ()),
        offices=index.offices_in.get(unit.name, ()),
        definition=_definition(index, unit),
        leading=[found for found in lists if found.role == "lead"],
        taking_part=[found for found in lists if found.role == "responsible"],
        counts=count,
    )


def _definition(index: Index, unit: Unit) -> tuple[str, Entry] | None:
    """How the document defines a group: the words in 〈〉, and the item that prints them first."""
    return next(
        (
            (bracket.text, index.entry_by_id[bracket.printed_in[0]])
            for bracket in index.data.plan.brackets
            if bracket.unit == unit.name and unit.membership == "defined"
        ),
        None,
    )


def nav(index: Index) -> NavEntry:
    """The unit index in the navigation, with the units by kind."""
    kinds = (
        NavEntry(kind.title, children=tuple(NavEntry(unit.name, links.unit(unit)) for unit in _of_kind(index, kind)))
        for kind in index.data.register.kinds
    )
    return NavEntry("单位", links.UNITS, tuple(entry for entry in kinds if entry.children))
