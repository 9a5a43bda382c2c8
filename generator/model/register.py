"""The shapes of the register of units: kinds, units and groups of units, and the words that people use for them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from generator.model.record import KIND, SLUG, UNIT, Listed, Record, Text
from generator.problems import Position

Membership = Literal["defined", "asserted", "open"]


class Kind(Record):
    """A class of units. `shared_ending` is what units of the class printed in a row have in common, printed once.

    A unit of a `government` class is an authority. One of a class that `hands_down` divides its obligations among units
    of its own, which are called so and which the plan does not name.
    """

    id: Text = Field(description="类别的编号，小写字母、数字和连字符", json_schema_extra=SLUG)
    title: Text = Field(description="类别的名称")
    shared_ending: Text | None = Field(None, description="同类单位连写时只印一次的词尾")
    government: Literal["true", "false"] = Field("false", description="党政机关一类写 true")
    hands_down: Text | None = Field(
        None, description="要把责任再分给谁；写了的，这一类单位的 Excel 文件多一张“分解下达”表"
    )

    @property
    def is_government(self) -> bool:
        """Whether units of the class are authorities."""
        return self.government == "true"


class Unit(Record):
    """A unit or a group of units; all but its printed name is the editors' assertion.

    Who belongs to a group the register tells, from the members that are `listed` and from `member_kinds`.
    """

    id: Text = Field(
        description="网址里的名字，小写字母、数字和连字符；定下以后不改，也不给别的单位用", json_schema_extra=SLUG
    )
    name: Text = Field(description="方案中印的名字，plan.yaml 里照此填写")
    official_name: Text | None = Field(None, description="机构全称；不能确认的不填")
    kind: Text = Field(description="类别，取自 kinds", json_schema_extra=KIND)
    aliases: Listed[Text] = Field((), description="人们查找时可能用的其他叫法，一行一个")
    host: Text | None = Field(None, description="议事协调机构办公室设在哪个单位", json_schema_extra=UNIT)
    membership: Membership | None = Field(
        None, description="单位组的成员怎样得知：defined 方案列明，asserted 编者判断，open 不详；不是单位组的不写"
    )
    listed: Listed[Text] = Field(
        (), alias="members", description="单位组的成员，一行一个；open 的不填", json_schema_extra=UNIT
    )
    member_kinds: Listed[Text] = Field(
        (), description="成员就是这几类的全部单位，填 kinds 的 id，不必逐个列出", json_schema_extra=KIND
    )
    source: Text | None = Field(None, description="成员的依据")
    joined_by: Text | None = Field(None, description="组名前不用标点而用的连接词")

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


class Leader(Record):
    """A person or an office that the plan prints as in charge of items."""

    id: Text = Field(description="网址里的名字，小写字母、数字和连字符；定下以后不改", json_schema_extra=SLUG)
    name: Text = Field(description="方案中印的称呼，plan.yaml 里照此填写")


class Basis(Record):
    """On what the editors' assertions about units rest, by key of the unit's record."""

    official_name: Text = Field(description="全称的依据")
    aliases: Text = Field(description="别名的依据")
    kind: Text = Field(description="类别的依据")


class Ambiguous(Record):
    """A word that people use for several units."""

    alias: Text = Field(description="人们用来指几个单位的说法")
    units: Listed[Text] = Field(description="它指哪些单位，一行一个", json_schema_extra=UNIT)


class Register(Record):
    """The register of units, in the order of the unit index."""

    basis: Basis = Field(description="编者所加各项的依据")
    kinds: Listed[Kind] = Field(description="单位的类别，按单位目录的次序")
    ambiguous: Listed[Ambiguous] = Field((), description="指几个单位的说法")
    units: Listed[Unit] = Field(description="全部单位和单位组，按单位目录的次序")
    leaders: Listed[Leader] = Field((), description="方案写到的分管领导，按方案的次序；没有的不写")

    @cached_property
    def by_name(self) -> dict[str, Unit]:
        """Units by printed name; of two that are given the same, the first has it."""
        found: dict[str, Unit] = {}
        for unit in self.units:
            found.setdefault(unit.name, unit)
        return found

    @cached_property
    def leader_by_name(self) -> dict[str, Leader]:
        """Leaders by printed name."""
        return {leader.name: leader for leader in reversed(self.leaders)}

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
