"""The plan as tables: items, units, obligations, and what one unit owes; and cells that spreadsheets do not misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from generator.index.index import Basis, ClauseEntry, Index, Obligation, Role, Term
from generator.index.targets import TargetEntry
from generator.model.citations import bracketed
from generator.model.register import Unit
from generator.site import urls

_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r\n]")
# A whole number of more than eleven digits is shown in powers of ten, and of more than fifteen it loses the last ones;
# zeros in front are lost from any.
_HARMLESS = re.compile(r"0|[1-9][0-9]{0,10}")
_MONTH = (
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
    "|dec(ember)?"
)
# What makes a number, a date or a time depends on the spreadsheet and on the language that it is set to. So a cell is
# guarded if it has a digit and nothing else than these are made of: an apostrophe too many does less harm than 3/4 that
# became a day in March. Spreadsheets of East Asia take full-width signs for the others.
_CONVERTED = re.compile(
    r"(?=.*\d)([\d\s.,:/()%+\-$€£¥年月日时分秒]|上午|下午|(?<=[\d.])e(?=[+-]?\d)|(?<=\d)t(?=\d)|(?<=[\d\s])[ap]m?"
    rf"|{_MONTH})+",
    re.IGNORECASE | re.DOTALL,
)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula when its cell is read or edited."""
    return _FORMULA.match(_narrow(text)) is not None


def safe_cell(text: str) -> str:
    """The text of a cell of a CSV file so that it stays a text: with an apostrophe, where it may become another."""
    converted = _CONVERTED.fullmatch(_narrow(text)) and not _HARMLESS.fullmatch(text)
    return f"'{text}" if converted or is_formula(text) else text


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


Cell = str | int | None
ColumnKind = Literal["string", "integer", "number", "date"]
ROLES: dict[Role, str] = {"lead": "牵头", "responsible": "参加", "supporting": "配合"}
BASES: dict[Basis, str] = {
    "named": "文件列明",
    "default_lead": "视为牵头",
    "group": "随单位组一并负责",
    "host": "办公室所在单位",
}
MEMBERSHIPS = {"defined": "文件定义", "asserted": "编者判断", "open": "不详"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in half-width letters, and kind of its cells (a date is written 2025-02-05)."""

    heading: str
    width: int
    kind: ColumnKind = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table. An empty cell is None, or an empty text."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def values(self) -> dict[str, Any]:
        """The table as plain data."""
        described = [{"heading": one.heading, "width": one.width, "kind": one.kind} for one in self.columns]
        return {"title": self.title, "columns": described, "rows": self.rows}


_ITEMS = (
    Column("编号", 12),
    Column("引用", 18),
    Column("章节", 20),
    Column("小标题", 16),
    Column("分项", 12),
    Column("内容", 50),
    Column("牵头单位", 20),
    Column("责任单位", 36),
    Column("网址", 24),
)
_UNITS = (
    Column("编号", 18),
    Column("单位", 22),
    Column("全称", 28),
    Column("类别", 14),
    Column("其他叫法", 24),
    Column("所在单位", 18),
    Column("成员依据", 10),
    Column("成员", 40),
    Column("牵头", 6, "integer"),
    Column("参加", 6, "integer"),
    Column("网址", 22),
)
_OBLIGATIONS = (
    Column("单位", 22),
    Column("分项", 12),
    Column("引用", 18),
    Column("角色", 6),
    Column("依据", 12),
    Column("通过", 26),
    Column("成员依据", 10),
    Column("视为牵头", 9),
    Column("内容", 60),
)
_OWED = (
    Column("序号", 6, "integer"),
    Column("引用", 18),
    Column("内容", 46),
    Column("角色", 6),
    Column("依据", 12),
    Column("通过", 18),
    Column("成员依据", 10),
    Column("牵头单位", 18),
    Column("责任单位", 32),
    Column("首次报送时限", 13, "date"),
    Column("以后各次报送时限", 15),
)
_TARGETS = (
    Column("编号", 16),
    Column("分项", 10),
    Column("引用", 17),
    Column("数的是什么", 22),
    Column("比较", 6),
    Column("数值", 14, "number"),
    Column("上限", 8, "number"),
    Column("计量单位", 9),
    Column("印作", 9),
    Column("类别", 11),
    Column("力争", 6),
    Column("比上年", 7),
    Column("原文", 30),
    Column("牵头单位", 17),
    Column("同一指标", 16),
    Column("说明", 12),
)
_MILESTONES = (
    Column("分项", 10),
    Column("引用", 17),
    Column("次序", 6, "integer"),
    Column("时限", 18),
    Column("最后一天", 13, "date"),
    Column("完成什么", 44),
    Column("牵头单位", 17),
    Column("事项", 50),
)
# Whoever has the table in hand is not on the site: a link that starts there leads nowhere.
_LINK = (Column("链接", 22),)
_HANDED_DOWN = (
    Column("序号", 6, "integer"),
    Column("引用", 18),
    Column("内容", 70),
    Column("角色", 6),
)
_TO_FILL_IN = (Column("分管负责人", 16), Column("完成时限", 16))


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables, worked out once for the files that print them: those of the plan, and by unit what it owes.

    `owed` has the units that owe anything, in the order of the register. A plan without targets or milestones has no
    table of them; `further` has such tables of what a unit owes, by its id.
    """

    whole: tuple[Table, ...]
    owed: tuple[tuple[Unit, Table], ...]
    targets: Table | None
    milestones: Table | None
    further: Mapping[str, tuple[Table, ...]]


def all_tables(index: Index, site_url: str) -> Tables:
    """All tables of a plan. `site_url` is where the site is published; without it addresses start at its root."""
    units_owing = [unit for unit in index.data.register.units if unit.id in index.by_unit]
    return Tables(
        (items(index, site_url), units(index, site_url), obligations(index)),
        tuple((unit, owed(index, unit, site_url)) for unit in units_owing),
        targets(index, index.targets),
        milestones(index, index.clauses),
        {unit.id: tuple(_further(index, unit)) for unit in units_owing},
    )


def _further(index: Index, unit: Unit) -> Iterator[Table]:
    found = targets(index, index.targets_owed(unit)), milestones(index, (one.clause for one in index.owed(unit)))
    yield from (table for table in found if table)


def targets(index: Index, found: Iterable[TargetEntry]) -> Table | None:
    """A row per target, in the order of the text; None without any."""
    rows = tuple(_target_row(index, one) for one in found)
    return Table("量化指标", _TARGETS, rows) if rows else None


def milestones(index: Index, clauses: Iterable[ClauseEntry]) -> Table | None:
    """A row per milestone of clauses, in their order; None without any."""
    rows = tuple(_milestone_row(index, term) for clause in clauses for term in clause.terms if term.number)
    return Table("进度安排", _MILESTONES, rows) if rows else None


def _milestone_row(index: Index, term: Term) -> tuple[Cell, ...]:
    clause = term.clause
    return (
        clause.id,
        clause.entry.citation,
        term.number,
        term.due,
        _day(term.due_date),
        term.text,
        _named(index, clause, clause.leads),
        clause.text,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _target_row(index: Index, one: TargetEntry) -> tuple[Cell, ...]:
    target = one.target
    return (
        one.id,
        one.clause.id,
        one.clause.entry.citation,
        target.what,
        one.compared,
        target.value,
        target.upper,
        target.unit,
        one.printed,
        one.kind,
        "是" if one.aspirational else "否",
        "是" if one.year_on_year else "否",
        target.span,
        _named(index, one.clause, one.clause.leads),
        one.restates.id if one.restates else None,
        target.note,
    )


def items(index: Index, site_url: str = "") -> Table:
    """A row per clause: where it stands, its text, and its units as named."""
    said, link = _said_columns(index), len(_ITEMS) - 1
    columns = (*_ITEMS[:link], *said, *_ITEMS[link:])
    return Table("事项", columns, tuple(_item_row(index, clause, said, site_url) for clause in index.clauses))


def _said_columns(index: Index) -> tuple[Column, ...]:
    """The columns of what clauses say in some plans: who supports, who is in charge, their dates."""
    plan = index.data.plan
    found = (
        (Column(plan.labels["supporting"], 30), "supporting" in index.ranks),
        (Column("分管领导", 14), bool(plan.leaders)),
        (Column("完成时限", 16), plan.has_dues),
        (Column("最后一天", 13, "date"), any(clause.due_date for clause in index.clauses)),
        (Column("进度安排", 44), plan.has_milestones),
    )
    return tuple(column for column, there in found if there)


def _said(index: Index, clause: ClauseEntry, columns: Sequence[Column]) -> Iterator[Cell]:
    """Yield the cells of those columns."""
    cells: dict[str, Cell] = {
        index.data.plan.labels["supporting"]: _named(index, clause, clause.supporting),
        "分管领导": "、".join(leader.name for leader in clause.leaders),
        "完成时限": clause.due,
        "最后一天": _day(clause.due_date),
        "进度安排": "；".join(one.printed for one in clause.clause.milestones),
    }
    yield from (cells[column.heading] for column in columns)


def _item_row(index: Index, clause: ClauseEntry, said: Sequence[Column], site_url: str) -> tuple[Cell, ...]:
    entry = clause.entry
    return (
        entry.id,
        entry.citation,
        entry.section.title or entry.part.title or "",
        entry.group.heading if entry.group else "",
        clause.id,
        clause.text,
        _named(index, clause, map(index.unit, clause.named.lead)),
        _named(index, clause, map(index.unit, clause.named.responsible)),
        *_said(index, clause, said),
        site_url + urls.clause(clause),
    )


def _named(index: Index, clause: ClauseEntry, units: Iterable[Unit]) -> str:
    """Units as the clause names them, with the office within a unit that does the work."""
    offices = index.offices(clause.entry.item)
    return "、".join(unit.name + bracketed(offices.get(unit.id)) for unit in units)


def units(index: Index, site_url: str = "") -> Table:
    """A row per unit or group, with its counts of clauses."""
    return Table("单位", _UNITS, tuple(_unit_row(index, unit, site_url) for unit in index.data.register.units))


def _unit_row(index: Index, unit: Unit, site_url: str) -> tuple[Cell, ...]:
    roles = [obligation.role for obligation in index.owed(unit)]
    return (
        unit.id,
        unit.name,
        unit.official_name or "",
        index.data.register.kind_of(unit).title,
        "、".join(unit.aliases),
        unit.host or "",
        MEMBERSHIPS[unit.membership] if unit.membership else "",
        "、".join(index.data.register.members_of[unit.name]),
        roles.count("lead"),
        len(roles) - roles.count("lead"),
        site_url + urls.unit(unit),
    )


def obligations(index: Index) -> Table:
    """A row per obligation, in the plan's order."""
    return Table("责任", _OBLIGATIONS, tuple(_obligation_row(one) for one in index.obligations))


def _obligation_row(obligation: Obligation) -> tuple[Cell, ...]:
    return (
        obligation.unit.name,
        obligation.clause.id,
        obligation.clause.entry.citation,
        ROLES[obligation.role],
        BASES[obligation.basis],
        " → ".join(unit.name for unit in obligation.via),
        _membership(obligation),
        "是" if obligation.default_lead else "否",
        obligation.clause.text,
    )


def _membership(obligation: Obligation) -> str:
    """On what it rests that the unit is a member of the groups through which an obligation comes; empty without any."""
    found = {unit.membership for unit in obligation.via}
    decisive = "asserted" if "asserted" in found else "defined" if "defined" in found else None
    return MEMBERSHIPS[decisive] if decisive else ""


def owed(index: Index, unit: Unit, site_url: str) -> Table:
    """A row per obligation of a unit. What is led by one that files forms has the dates on which it does."""
    dates = [due.date.isoformat() for due in index.deadlines if not due.inferred]
    due = {"lead": dates} if index.reports(unit) else {}
    said = _said_columns(index)
    rows = (_owed_row(index, one, due.get(one.role, ()), said, site_url) for one in index.owed(unit))
    forms = len(_OWED) - 2
    columns = (*_OWED[:forms], *said, *(_OWED[forms:] if index.deadlines else ()), *(_LINK if site_url else ()))
    return Table("责任事项", columns, tuple(rows))


def _owed_row(
    index: Index, obligation: Obligation, due: Sequence[str], said: Sequence[Column], site_url: str
) -> tuple[Cell, ...]:
    clause = obligation.clause
    return (
        clause.entry.value,
        clause.entry.citation,
        clause.text,
        ROLES[obligation.role],
        BASES[obligation.basis],
        " → ".join(unit.name for unit in obligation.via),
        _membership(obligation),
        _named(index, clause, clause.leads),
        _named(index, clause, clause.others),
        *_said(index, clause, said),
        *((due[0] if due else None, "、".join(due[1:])) if index.deadlines else ()),
        *((site_url + urls.clause(clause),) if site_url else ()),
    )


def handed_down(index: Index, unit: Unit, receivers: str) -> Table:
    """What a unit hands down to units of its own, called `receivers`: the clauses, and columns to fill in."""
    rows = (
        (o.clause.entry.value, o.clause.entry.citation, o.clause.text, ROLES[o.role], None, None, None)
        for o in index.owed(unit)
    )
    return Table("分解下达", (*_HANDED_DOWN, Column(receivers, 24), *_TO_FILL_IN), tuple(rows))
