"""The counts that the real plan must come to, and the rules of derivation one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from generator.checks.load import load
from generator.downloads.opendata import plan_json
from generator.index.index import ClauseEntry, Index, Obligation, build
from generator.index.obligations import filing, oblige
from generator.model.register import Register, Unit
from tests.conftest import ROOT, SMALL, index_of, names, texts

TWO_OF_GOAL_2 = (
    "      - 市发改委\n\n- kind: task",
    "      - 市发改委\n      - 市水务局\n\n- kind: task",
)


def leads(index: Index, unit: str) -> Counter[str]:
    return Counter(o.basis for o in index.owed(index.unit(unit)) if o.role == "lead")


def owed(index: Index, unit: str, clause: str) -> Obligation | None:
    return next((o for o in index.owed(index.unit(unit)) if o.clause.id == clause), None)


def test_the_size_of_the_plan(real: Index) -> None:
    plan = real.data.plan
    assert [len(part.items) for part in plan.parts] == [5, 286, 7, 38, 4]
    assert len(real.entries) == 340
    assert len(real.clauses) == 344
    sections = [section for part in plan.parts for section in part.sections]
    assert len(sections) == 28
    assert sum(len(section.groups) for section in sections) == 37
    assert len(plan.notice.paragraphs) == 3
    assert len(plan.forms) == 3
    assert len(real.data.register.units) == 105


def test_clauses_led_by_default(real: Index) -> None:
    by_default = [clause for clause in real.clauses if clause.by_default]
    assert len(by_default) == 64
    assert len({clause.entry.item.id for clause in by_default}) == 62


@pytest.mark.parametrize(("unit", "named", "default"), [("市发改委", 33, 7), ("市经信局", 15, 10), ("市文旅局", 8, 11)])
def test_leads_named_and_by_default(real: Index, unit: str, named: int, default: int) -> None:
    assert (leads(real, unit)["named"], leads(real, unit)["default_lead"]) == (named, default)


def test_qiaokou_is_named_in_2_clauses_and_bound_by_167(real: Index) -> None:
    found = Counter((o.basis, names(o.via)) for o in real.owed(real.unit("硚口区人民政府")))
    assert found == {("named", ()): 2, ("group", ("各区人民政府",)): 160, ("group", ("各中心城区人民政府",)): 5}


def test_hosts_lead_for_their_offices(real: Index) -> None:
    hosted = [o.clause.id for o in real.owed(real.unit("市公安局")) if o.basis == "host" and o.role == "lead"]
    assert hosted == ["task-69", "task-93", "task-156"]
    civilised = owed(real, "市委宣传部", "task-207")
    assert civilised
    assert civilised.basis == "named"
    assert "市文明办" not in real.data.register.by_name


def test_a_clause_binds_only_its_own_units(real: Index) -> None:
    clauses = [o.clause for o in real.owed(real.unit("市科技创新局")) if o.clause.entry.item.id == "task-80"]
    assert [clause.clause.text for clause in clauses] == ["打造滨江数创走廊。"]


def test_conduct_1_binds_every_department_and_every_district(real: Index) -> None:
    register = real.data.register
    kinds = ("department", "district", "zone")
    bound = {o.unit.name: o for o in real.by_clause["conduct-1"]}
    for unit in register.units:
        if unit.kind in kinds:
            assert bound[unit.name].role == "lead"
            assert bound[unit.name].default_lead


CENTRE = ("江岸区", "江汉区", "硚口区", "汉阳区", "武昌区", "青山区", "洪山区")
OUTER = ("蔡甸区", "江夏区", "黄陂区", "新洲区")
ZONES = ("东湖高新区", "武汉经开区", "临空港开发区", "长江新区", "东湖风景区")
MEMBERS = {
    "各区人民政府": (*CENTRE, *OUTER, *ZONES),
    "各涉农区人民政府": ("东湖高新区", "长江新区", "武汉经开区", "临空港开发区", "青山区", "洪山区", *OUTER),
    "各中心城区人民政府": CENTRE,
    "各新城区人民政府": (*OUTER, "武汉经开区", "临空港开发区"),
}


@pytest.mark.parametrize(("group", "count"), [*zip(MEMBERS, (16, 10, 7, 6), strict=True)])
def test_the_districts_of_every_group(real: Index, group: str, count: int) -> None:
    members = real.data.register.members_of[group]
    assert members == tuple(f"{name}管委会" if name in ZONES else f"{name}人民政府" for name in MEMBERS[group])
    assert len(members) == count


def test_one_obligation_a_unit_and_clause(real: Index) -> None:
    assert max(Counter((o.unit.id, o.clause.id) for o in real.obligations).values()) == 1


def test_citations(real: Index) -> None:
    assert real.entry_by_id["task-58"].citation == "第二部分第58项"
    assert real.entry_by_id["candidate-3"].citation == "第五部分第3项"
    assert real.entry_by_id["goal-4"].citation == "第一部分第（四）项"


def test_the_first_of_the_named_leads_where_a_plan_says_so() -> None:
    data = texts(SMALL)
    data["data/plan.yaml"] = data["data/plan.yaml"].replace("rule: all", "rule: first")
    data["data/plan.yaml"] = data["data/plan.yaml"].replace(TWO_OF_GOAL_2[0], TWO_OF_GOAL_2[1])
    loaded, problems = load(data)
    assert not problems
    index = build(loaded)
    assert [(o.unit.name, o.role, o.basis, o.default_lead) for o in index.by_clause["goal-2"]] == [
        ("市发改委", "lead", "default_lead", True),
        ("市水务局", "responsible", "named", False),
    ]


def test_a_clause_without_lead_has_none_where_a_plan_has_no_rule() -> None:
    data = texts(SMALL)
    rule = "default_lead:\n  rule: all\n  quote: 无牵头单位的，责任单位即为牵头单位，下同\n"
    data["data/plan.yaml"] = data["data/plan.yaml"].replace(rule, "")
    loaded, problems = load(data)
    assert [problem.hint for problem in problems] == [True]
    index = build(loaded)
    assert [(o.unit.name, o.role, o.default_lead) for o in index.by_clause["goal-2"]] == [
        ("市发改委", "responsible", False)
    ]
    assert not any(clause.by_default for clause in index.clauses)
    assert index.filing[index.unit("全市各单位").id] == "feedback"


def test_named_beats_group_and_chains_are_kept(small: Index) -> None:
    named = owed(small, "市发改委", "task-4")
    assert named
    assert (named.basis, names(named.via)) == ("named", ())
    derived = owed(small, "东区人民政府", "task-4")
    assert derived
    assert (derived.basis, names(derived.via)) == ("group", ("全市各单位", "各区人民政府"))


def unit(name: str, *members: str, host: str | None = None, membership: str | None = None) -> Unit:
    """A unit, or a group of units."""
    known = membership or ("asserted" if members else None)
    values: dict[str, Any] = {
        "id": name,
        "name": name,
        "kind": "",
        "members": members,
        "host": host,
        "membership": known,
    }
    return Unit.model_construct(**values)


def register(*units: Unit) -> Register:
    """A register of nothing but these units."""
    values: dict[str, Any] = {"units": units}
    return Register.model_construct(**values)


def obliged(
    index: Index, units: Sequence[Unit], leads: Sequence[str], others: Sequence[str], by_default: bool = False
) -> tuple[Obligation, ...]:
    """What a clause that names some of these units obliges; where it stands does not matter."""
    found = register(*units)
    leading, taking_part = (tuple(found.by_name[name] for name in named) for named in (leads, others))
    return oblige(ClauseEntry("", index.clauses[0].clause, index.entries[0], leading, taking_part, by_default), found)


# A group with 丙 as its member, another one, an office in 丙, and a group of the first group.
UNITS = (
    unit("丙"),
    unit("丁"),
    unit("组", "丙"),
    unit("别组", "丁", "丙"),
    unit("办", host="丙"),
    unit("大组", "组", "丁"),
)


@pytest.mark.parametrize(
    ("leads", "others", "owed"),
    [
        (("组", "丙"), (), ("lead", "named", ())),  # named beats a group
        (("办", "丙"), (), ("lead", "named", ())),  # and its own office
        (("组",), ("丙",), ("responsible", "named", ())),  # even where it only takes part
        (("组",), ("办",), ("lead", "group", ("组",))),  # a lead beats a part, even a host's
        (("组", "办"), (), ("lead", "host", ("办",))),  # a host beats a group that stands before
        (("办", "组"), (), ("lead", "host", ("办",))),
        ((), ("组", "办"), ("responsible", "host", ("办",))),
        (("组", "别组"), (), ("lead", "group", ("组",))),  # what comes first in the text beats what comes later
        (("别组", "组"), (), ("lead", "group", ("别组",))),
        (("大组", "组"), (), ("lead", "group", ("大组", "组"))),  # though its chain be longer
    ],
)
def test_what_a_unit_owes_that_is_bound_in_several_ways(
    small: Index, leads: tuple[str, ...], others: tuple[str, ...], owed: tuple[str, str, tuple[str, ...]]
) -> None:
    found = [one for one in obliged(small, UNITS, leads, others) if one.unit.name == "丙"]
    assert [(one.role, one.basis, names(one.via)) for one in found] == [owed]


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("大组", ["大组", "组 group 大组", "丁 group 大组", "丙 group 大组>组"]),
        ("组办", ["组办", "丁 host 组办", "丙 group 组办"]),  # the host before the members, and once where it is one
        ("圈", ["圈", "环 group 圈", "丙 group 圈>环"]),  # round and round
        ("办中办", ["办中办", "办 host 办中办", "丙 host 办中办>办"]),
    ],
)
def test_whom_a_name_binds_and_in_which_order(small: Index, name: str, bound: list[str]) -> None:
    more = (unit("组办", "丙", "丁", host="丁"), unit("圈", "环"), unit("环", "圈", "丙"), unit("办中办", host="办"))
    first, *others = obliged(small, (*UNITS, *more), (), (name,))
    assert (first.unit.name, first.basis, first.via) == (name, "named", ())
    assert [name, *(f"{one.unit.name} {one.basis} {'>'.join(names(one.via))}" for one in others)] == bound


def test_a_default_lead_is_one_for_all_whom_it_reaches(small: Index) -> None:
    found = obliged(small, UNITS, ("组", "办"), ("丁",), by_default=True)
    assert [(one.unit.name, one.role, one.basis, one.default_lead) for one in found] == [
        ("组", "lead", "default_lead", True),
        ("办", "lead", "default_lead", True),
        ("丙", "lead", "host", True),
        ("丁", "responsible", "named", False),
    ]


@pytest.mark.parametrize(
    ("owing", "leads", "others", "files"),
    [
        (unit("丙"), ("丙",), (), "files"),
        (unit("办", host="丙"), ("办",), (), "host"),
        (unit("组", "丙"), ("组",), (), "members"),
        (unit("组", membership="open"), ("组",), (), "unknown_members"),
        (unit("组办", "丙", host="丙"), ("组办",), (), "members"),
        (unit("丙"), ("丁",), ("丙",), "feedback"),
        (unit("办", host="丙"), ("丁",), ("办",), "feedback"),
        (unit("丙"), (), ("丙",), "nothing"),
    ],
)
def test_who_files_forms(
    small: Index, owing: Unit, leads: tuple[str, ...], others: tuple[str, ...], files: str
) -> None:
    """A unit that takes part owes feedback to the leads, where there are any."""
    units = [owing, *(one for one in UNITS if one.name != owing.name)]
    found = obliged(small, units, leads, others)
    assert filing(owing, [one for one in found if one.unit.id == owing.id]) == files
    assert filing(owing, []) == "nothing"


def test_who_files_forms_is_decided_once(real: Index, small: Index) -> None:
    assert Counter(real.filing.values())["files"] == len(real.reporting) == 67
    filing = {
        name: small.filing[small.unit(name).id] for name in ("市水务局", "西区人民政府", "甲市城建集团", "市属国企")
    }
    assert filing == {
        "市水务局": "files",
        "西区人民政府": "files",
        "甲市城建集团": "feedback",
        "市属国企": "feedback",
    }
    assert (small.filing[small.unit("全市各单位").id], small.filing[small.unit("市治水领导小组办公室").id]) == (
        "members",
        "host",
    )


def test_open_groups_bind_no_one_but_themselves(small: Index) -> None:
    assert [o.unit.name for o in small.by_clause["task-2"]] == [
        "市治水领导小组办公室",
        "市水务局",
        "市发改委",
        "市治水领导小组成员单位",
    ]


def test_data_is_the_same_however_often_it_is_read() -> None:
    first, second = (plan_json(index_of(ROOT)) for _ in range(2))
    assert first == second
