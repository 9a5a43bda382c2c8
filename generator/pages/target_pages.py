"""The page of all targets, which readers narrow by section, lead and kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.index.index import Index
from generator.index.targets import TargetEntry
from generator.model.register import Unit
from generator.pages.desk_views import Choice, Filter
from generator.pages.render import Renderer
from generator.site import urls
from generator.site.site import Page


@dataclass(frozen=True, slots=True)
class Row:
    """A target as a row of a table, with the units that lead its clause; `kind` numbers the kinds of quantity."""

    target: TargetEntry
    leads: tuple[Unit, ...]
    kind: int


@dataclass(frozen=True, slots=True)
class TargetBar:
    """A target, and how long its bar is when that of the largest is 1000."""

    target: TargetEntry
    length: str

    @property
    def open(self) -> bool:
        """Whether more is promised than the number says."""
        return self.target.comparator in ("≥", ">")


def pages(renderer: Renderer) -> Iterator[Page]:
    """Yield the page of all targets; nothing where a plan has none."""
    index = renderer.index
    if not index.targets:
        return
    again = sum(1 for one in index.targets if one.restates)
    number = len(index.targets)
    yield renderer.page(
        "targets.md",
        urls.TARGETS,
        "量化指标",
        f"{index.data.plan.document.called}的{number}个量化指标：多少、谁牵头、原文怎样说。",
        rows=[Row(one, one.clause.leads, _kinds(index).index(one.kind)) for one in index.targets],
        number=number,
        again=again,
        differing=[one for one in index.targets if one.differs],
        filters=[*_filters(renderer)],
        basis=index.data.targets.basis,
        uncounted=index.data.targets.no_targets,
    )


def target_bars(targets: Sequence[TargetEntry]) -> tuple[TargetBar, ...]:
    """Return targets of one unit of measure on one scale, in the order given."""
    largest = max(one.value for one in targets) or Decimal(1)
    return tuple(TargetBar(one, f"{one.value * 1000 / largest:.1f}") for one in targets)


def _kinds(index: Index) -> list[str]:
    """Return the kinds of quantity that any target has, in the order of the data."""
    present = {one.kind for one in index.targets}
    return [one.kind for one in index.data.targets.measures if one.kind in present]


def _filters(renderer: Renderer) -> Iterator[Filter]:
    """Yield the filters that make a difference."""
    index = renderer.index
    sections = {one.clause.entry.section.id for one in index.targets}
    titles = ((part, view) for part in renderer.parts for view in part.sections if view.section.id in sections)
    leads = {unit.id for one in index.targets for unit in one.clause.leads}
    units = (unit for unit in index.data.register.units if unit.id in leads)
    found = (
        Filter("section", "章节", tuple(Choice(view.section.id, part.section_title(view)) for part, view in titles)),
        Filter("lead", "牵头单位", tuple(Choice(unit.id, unit.name) for unit in units)),
        Filter("kind", "类别", tuple(Choice(str(n), kind) for n, kind in enumerate(_kinds(index)))),
    )
    return (one for one in found if len(one.choices) > 1)
