"""What the editors say of their own bases is true: which units the plan shows to be of one kind, and which not."""

from __future__ import annotations

from collections.abc import Iterator

from generator.index.index import Index
from generator.model.citations import item_pieces
from generator.model.data import Edition
from generator.model.register import Unit


def joined(edition: Edition) -> Iterator[tuple[Unit, Unit]]:
    """The units between which the plan prints 、 as between units of one kind."""
    for item in edition.plan.items:
        pieces = [piece for piece in item_pieces(edition, item) if not piece.text.startswith("〈")]
        for before, between, behind in zip(pieces, pieces[1:], pieces[2:], strict=False):
            if before.unit and behind.unit and between.text == "、":
                yield before.unit, behind.unit


def one_kind(edition: Edition, kind: str) -> set[str]:
    """The largest set of units of a kind that 、 ties together."""
    sets = [{unit.name} for unit in edition.register.units if unit.kind == kind]
    for pair in joined(edition):
        names = {unit.name for unit in pair}
        touched = [one for one in sets if one & names]
        sets = [one for one in sets if not one & names] + ([set().union(*touched)] if touched else [])
    return max(sets, key=len)


def test_the_basis_of_the_departments_names_those_that_the_plan_does_not_show(real: Index) -> None:
    departments = [unit.name for unit in real.data.register.units if unit.kind == "department"]
    shown = one_kind(real.data, "department")
    source = real.unit("市人民政府各部门").source or ""
    assert f"{len(departments)}个部门中，{len(shown)}个" in source
    assert f"{'、'.join(name for name in departments if name not in shown)}在方案中都单独列名" in source


def test_the_basis_of_kinds_counts_the_units_that_the_plan_does_not_show(real: Index) -> None:
    units = [unit for unit in real.data.register.units if not unit.is_group]
    tied = {unit.name for pair in joined(real.data) for unit in pair}
    assert f"有{len([unit for unit in units if unit.name not in tied])}个单位" in real.data.register.basis.kind
