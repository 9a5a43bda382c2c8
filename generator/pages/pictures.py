"""Pictures of the plan: who carries it, units over sections, a unit's year, the chain of a duty, targets side by side.

A picture is a table or a list whose numbers are drawn as bars or shades, so it is read, searched and printed as one.
It shows how the plan shares the work out. It never ranks how well anybody does it: the plan holds no results.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.index.deadlines import Due
from generator.index.index import Index, Obligation
from generator.index.targets import TargetEntry
from generator.model.plan import Section
from generator.model.register import Unit
from generator.model.texts import as_printed
from generator.pages.project_pages import themes
from generator.pages.render import PartView, Renderer
from generator.pages.target_pages import TargetBar, target_bars
from generator.site import urls
from generator.site.site import Page

# How many shades a cell of the matrix can have, beside none.
_SHADES = 5
# Fewer targets than this are no comparison.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Share:
    """How many clauses a unit leads and takes part in, or a unit in one section."""

    leads: int
    takes_part: int

    @property
    def total(self) -> int:
        """How many clauses it owes."""
        return self.leads + self.takes_part


@dataclass(frozen=True, slots=True)
class UnitBar:
    """A unit with its share of the plan."""

    unit: Unit
    share: Share


@dataclass(frozen=True, slots=True)
class SectionBar:
    """A section with the share that a unit has in it."""

    section: Section
    title: str
    share: Share


@dataclass(frozen=True, slots=True)
class Carriers:
    """Who leads anything in a section, as the text names them, and how many others only take part."""

    leading: tuple[UnitBar, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class SectionSize:
    """How many items and targets a section has."""

    section: Section
    title: str
    items: int
    targets: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many clauses of a section a unit owes, and how dark that is drawn, from 0."""

    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit with a cell for every section."""

    unit: Unit
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The targets of one unit of measure, the largest first, on a scale of their own."""

    measure: str
    bars: tuple[TargetBar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the line of a year: where it stands on a line of 1000, and how it is printed."""

    due: Due
    place: int
    printed: str


def pages(renderer: Renderer) -> Iterator[Page]:
    """Yield the page of all pictures."""
    index = renderer.index
    bars = unit_bars(index)
    sections = [view for part in renderer.parts for view in part.sections]
    yield renderer.page(
        "pictures.md",
        urls.PICTURES,
        "图表",
        f"{index.data.plan.document.called}的图表：各单位牵头和参加多少，各章节落在谁身上，同类指标各是多少。",
        livelihood=themes(index, renderer.parts),
        bars=bars,
        most=max((one.share.total for one in bars), default=0),
        sections=sections,
        matrix=matrix(index, [view.section for view in sections]),
        example=next((one for one in index.obligations if one.basis == "group"), None),
        scales=scales(index.targets),
    )


def share(obligations: Sequence[Obligation]) -> Share:
    """Return how many of some obligations are leads, and how many are not."""
    counts = Counter(one.role for one in obligations)
    return Share(counts["lead"], counts["responsible"] + counts["supporting"])


def unit_bars(index: Index) -> list[UnitBar]:
    """Return the units that owe anything by leads, then by participation, else in the order of the register."""
    return _in_order(UnitBar(unit, share(index.owed(unit))) for unit in index.data.register.units if index.owed(unit))


def _in_order(bars: Iterable[UnitBar]) -> list[UnitBar]:
    return sorted(bars, key=lambda one: (-one.share.leads, -one.share.takes_part))


def section_bars(renderer: Renderer, unit: Unit) -> list[SectionBar]:
    """Return the sections in which a unit owes anything, in the order of the plan."""
    owed: defaultdict[str, list[Obligation]] = defaultdict(list)
    for one in renderer.index.owed(unit):
        owed[one.clause.entry.section.id].append(one)
    views = (view for part in renderer.parts for view in part.sections)
    return [SectionBar(one.section, one.title, share(owed[one.section.id])) for one in views if one.section.id in owed]


def carriers(index: Index) -> dict[str, Carriers]:
    """Return who carries each section, by its id: a group counts as one, for its members are not named there."""
    owed: defaultdict[str, defaultdict[str, list[Obligation]]] = defaultdict(lambda: defaultdict(list))
    for one in index.obligations:
        if one.basis in ("named", "default_lead"):
            owed[one.clause.entry.section.id][one.unit.id].append(one)
    return {section: _carriers(index, by_unit) for section, by_unit in owed.items()}


def _carriers(index: Index, by_unit: Mapping[str, Sequence[Obligation]]) -> Carriers:
    units = (unit for unit in index.data.register.units if unit.id in by_unit)
    bars = _in_order(UnitBar(unit, share(by_unit[unit.id])) for unit in units)
    leading = tuple(one for one in bars if one.share.leads)
    return Carriers(leading, len(bars) - len(leading))


def section_sizes(index: Index, parts: Sequence[PartView]) -> list[SectionSize]:
    """Return how many items and targets the sections have, in the order of the plan."""
    targets = Counter(one.clause.entry.section.id for one in index.targets)
    views = (view for part in parts for view in part.sections)
    return [SectionSize(view.section, view.title, len(view.section.items), targets[view.section.id]) for view in views]


def matrix(index: Index, sections: Sequence[Section]) -> list[MatrixRow]:
    """Return how many clauses of each section each unit owes, for the units that owe any."""
    counts = {
        unit.id: Counter(one.clause.entry.section.id for one in index.owed(unit)) for unit in index.data.register.units
    }
    most = max((number for row in counts.values() for number in row.values()), default=1)
    return [
        MatrixRow(unit, tuple(_cell(counts[unit.id][section.id], most) for section in sections))
        for unit in index.data.register.units
        if counts[unit.id]
    ]


def _cell(count: int, most: int) -> Cell:
    """Return a cell; its shade goes by the square root, for most cells are small beside the darkest."""
    shade = next(n for n in range(_SHADES + 1) if count * _SHADES**2 <= most * n**2)
    return Cell(count, shade)


def scales(targets: Sequence[TargetEntry]) -> list[Scale]:
    """Return the targets by unit of measure, the most frequent first; what is said again counts once."""
    by_measure: defaultdict[str, list[TargetEntry]] = defaultdict(list)
    for one in targets:
        if one.restates is None:
            by_measure[one.target.unit].append(one)
    found = (
        Scale(measure, target_bars(sorted(group, key=lambda one: -one.value)))
        for measure, group in by_measure.items()
        if len(group) >= _FEW
    )
    return sorted(found, key=lambda scale: -len(scale.bars))


def ticks(index: Index) -> list[Tick]:
    """Return the dates on which forms are due on a line from the first to the last."""
    days = [due.date.toordinal() for due in index.deadlines]
    length = max(days[-1] - days[0], 1) if days else 1
    return [
        Tick(due, round((day - days[0]) * 1000 / length), as_printed(due.date))
        for due, day in zip(index.deadlines, days, strict=True)
    ]
