"""The shapes of the register of units: kinds, units and groups of units, and the words that people use for them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from generator.model.record import Listed, Record, Text
from generator.problems import Position

Membership = Literal["defined", "asserted", "open"]


class Kind(Record):
    """A class of units. `shared_ending` is what units of the class printed in a row have in common, printed once.

    A unit of a `government` class is an authority. One of a class that `hands_down` divides its obligations among units
    of its own, which are called so and which the plan does not name.
    """

    id: Text
    title: Text
    shared_ending: Text | None = None
    government: Literal["true", "false"] = "false"
    hands_down: Text | None = None

    @property
    def is_government(self) -> bool:
        """Whether units of the class are authorities."""
        return self.government == "true"


class Unit(Record):
    """A unit or a group of units; all but its printed name is the editors' assertion.

    Who belongs to a group the register tells, from the members that are `listed` and from `member_kinds`.
    """

    id: Text
    name: Text
    official_name: Text | None = None
    kind: Text
    aliases: Listed[Text] = ()
    host: Text | None = None
    membership: Membership | None = None
    listed: Listed[Text] = Field((), alias="members")
    member_kinds: Listed[Text] = ()
    source: Text | None = None
    joined_by: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the unit: as printed, in full, and the others by which people call it."""
        return tuple(name for name in (self.name, self.official_name, *self.aliases) if name)

    @property
    def is_group(self) -> bool:
        """Whether this is a group of units."""
        return self.membership is not None

    @property
    def holds_offices(self) -> bool:
        """Whether 〈〉 behind its name holds an office within it, as in 市委宣传部〈市文明办〉.

        Behind a group it holds the members, and behind an office the host.
        """
        return not self.is_group and not self.host

    @property
    def members_place(self) -> Position:
        """Where the record says who its members are."""
        return self.node.key("members" if self.node.has("members") else "member_kinds")


class Basis(Record):
    """On what the editors' assertions about units rest, by key of the unit's record."""

    official_name: Text
    aliases: Text
    kind: Text


class Ambiguous(Record):
    """A word that people use for several units."""

    alias: Text
    units: Listed[Text]


class Register(Record):
    """The register of units, in the order of the unit index."""

    basis: Basis
    kinds: Listed[Kind]
    ambiguous: Listed[Ambiguous] = ()
    units: Listed[Unit]

    @cached_property
    def by_name(self) -> dict[str, Unit]:
        """Units by printed name; of two that are given the same, the first has it."""
        found: dict[str, Unit] = {}
        for unit in self.units:
            found.setdefault(unit.name, unit)
        return found

    @cached_property
    def by_any_name(self) -> dict[str, Unit]:
        """Units by each of their names, printed names before all others."""
        others = {name: unit for unit in reversed(self.units) for name in unit.names}
        return {**others, **self.by_name}

    @cached_property
    def units_called(self) -> dict[str, tuple[str, ...]]:
        """The printed names of the units that a word stands for: one for a unit's name, several if it is ambiguous."""
        several = {word.alias: word.units for word in self.ambiguous}
        return {**several, **{name: (unit.name,) for name, unit in self.by_any_name.items()}}

    @cached_property
    def kind_by_id(self) -> dict[str, Kind]:
        """Kinds by id."""
        return {kind.id: kind for kind in self.kinds}

    def kind_of(self, unit: Unit) -> Kind:
        """The kind of a unit."""
        return self.kind_by_id[unit.kind]

    @cached_property
    def members_of(self) -> dict[str, tuple[str, ...]]:
        """The members of every unit by its name: those listed, then all units of its kinds in the register's order."""
        units = self.by_name.values()
        return {unit.name: tuple(dict.fromkeys((*unit.listed, *self.of_kinds(*unit.member_kinds)))) for unit in units}

    def of_kinds(self, *kinds: str) -> list[str]:
        """The printed names of all units of some kinds, given by id, without groups, in the register's order."""
        if not kinds:
            return []
        return [unit.name for unit in self.units if unit.kind in kinds and not unit.is_group]
