"""The register of units for a draft: known units as a register has them, and what is proposed for the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pypinyin import lazy_pinyin

from generator.drafting.lines import Doubt
from generator.drafting.units import Unit
from generator.drafting.units import read as units_of
from generator.model.register import Register
from generator.model.register import Unit as KnownUnit
from generator.problems import nearest

Found = dict[str, Any]
_BASIS = {
    "official_name": "编者据各单位公开使用的名称填写，方案未载；未能确认的不填。",
    "aliases": "编者据旧称、简称和通行叫法填写；用于查找。",
    "kind": "类别的名称和划分是编者所定。",
}
# Kinds in the order of the index of units, and the names of units that belong to each: the first that fits.
_KINDS = (
    (
        "group",
        "单位组",
        "^各|^相关|^有关|成员单位|^其他|各部门|各单位|相关|有关|^全市|^市直|国企$|央企$|企业$|部门$|其他",
    ),
    ("office", "议事协调机构办公室", "领导小组办公室|指挥部办公室|委员会办公室"),
    ("mass", "群团组织", "工会|团[省市区县]?委|妇联|残联|科协|文联|工商联|侨联|贸促会|红十字|供销社|联社|协会|学会"),
    ("party", "党委部门", "[省市区县州]委(?:[^员]|$)|纪委|党校"),
    ("zone", "功能区管委会", "管委会$|管理委员会$|[新发]区$|开发区"),
    ("district", "区县人民政府", "[区县市州旗](?:人民)?政府$|街道|[镇乡](?:人民政府|政府)?$|区$|县$"),
    ("judiciary", "法院、检察院", "法院$|检察院$"),
    (
        "stationed",
        "国家和上级驻地机构",
        "海关|证监|金融监管|银保监|税务|人民银行|人行|调查队|邮政管理|通信管理|铁路|民航|海事|供电|烟草",
    ),
    ("media", "新闻单位", "日报|报社|电视台|广电台|广播"),
    ("enterprise", "企业", "集团|公司|银行|电网|石油|石化|移动|电信|联通|铁塔"),
    ("institution", "事业单位", "中心$|院$|馆$|大学$|学校$|学院$|研究所$|实验室$|基地$|筹建"),
    ("department", "政府部门", ""),
)
_GOVERNMENT = frozenset(("department", "party", "district", "zone", "judiciary", "office"))
_INCLUDES, _BELOW = re.compile("^(?:含|包括)"), re.compile("[，,]?下同$")
_OF_THE_CITY = re.compile("^(?:市人民政府|市政府|市|省|区|县)(?=..)")
_ENDING, _DISTRICT = re.compile("(?:人民政府|政府|管委会|管理委员会)$"), re.compile("[区县市]$")
_ALIKE, _LONGEST_SLUG = 0.75, 50


def register(
    named: Sequence[Unit],
    known: Register | None,
    brackets: Sequence[Found],
    lines: Mapping[str, int],
    doubts: list[Doubt],
) -> Found:
    """Return the register of the units that a draft names, in the order of their kinds.

    What is proposed for units that the known register lacks is doubted at the lines on which they stand first.
    `brackets` is what the plan prints in 〈〉 behind them.
    """
    names = list(_with_members([unit.name for unit in named], known))
    found = {unit["name"]: unit for unit in _units(names, known, lines, doubts)}
    for bracket in brackets:
        _explain(bracket, found, known)
    for unit in named:
        if unit.before == "等" and not (known and unit.name in known.by_name):
            found[unit.name]["joined_by"] = "等"
    _call(found.values(), known)
    units = list(found.values())
    shared = {found[unit.name]["kind"]: unit.shared for unit in named if unit.shared}
    kinds = _kinds({unit["kind"] for unit in units}, shared, known)
    order = {kind["id"]: n for n, kind in enumerate(kinds)}
    place = {unit.name: n for n, unit in enumerate(known.units)} if known else dict[str, int]()
    units.sort(key=lambda unit: (order[unit["kind"]], place.get(unit["name"], len(place))))
    basis = known.basis.model_dump() if known else _BASIS
    words = _ambiguous(known, names)
    return {"basis": basis, "kinds": kinds} | ({"ambiguous": words} if words else {}) | {"units": units}


def leaders(named: Iterable[str], known: Register | None) -> Found:
    """Return the leaders that a draft names, with the ids that a known register has for them; nothing without any."""
    there = known.leader_by_name if known else {}
    names, taken = list(named), {leader.id for leader in there.values()}
    found = [{"id": there[name].id if name in there else _slug(name, taken), "name": name} for name in names]
    return {"leaders": found} if found else {}


def _with_members(names: Sequence[str], known: Register | None) -> dict[str, None]:
    """Return names, each once, with the known members of the groups among them, and the hosts of the offices."""
    found = dict.fromkeys(names)
    for name in names:
        unit = known.by_name.get(name) if known else None
        if known and unit:
            found |= dict.fromkeys((*known.members_of[name], *filter(None, [unit.host])))
    return found


def _call(units: Iterable[Found], known: Register | None) -> None:
    """Add to proposed records how people call the units, where that is clear."""
    taken = {unit["name"] for unit in units} | set(known.units_called if known else ())
    for unit in units:
        if unit["name"] in (known.by_name if known else ()):
            continue
        name, kind = unit["name"], unit["kind"]
        short = _ENDING.sub("", name) if kind in ("district", "zone") else ""
        called = [short, _DISTRICT.sub("", short)] if short else [_OF_THE_CITY.sub("", name)] if kind != "group" else []
        aliases = [one for one in dict.fromkeys(called) if len(one) > 1 and one not in taken]
        taken |= set(aliases)
        if aliases:
            unit["aliases"] = aliases


def _explain(bracket: Found, found: dict[str, Found], known: Register | None) -> None:
    """Add to a proposed record what 〈〉 behind its name says: the members of a group, or the host of an office."""
    unit, text = found[bracket["unit"]], bracket["text"]
    if known and unit["name"] in known.by_name:
        return
    if not _INCLUDES.match(text):
        if unit["kind"] == "office" and text in found:
            unit["host"] = text
        return
    words = units_of(_BELOW.sub("", _INCLUDES.sub("", text))).names
    taken = {one["id"] for one in found.values()}
    for word in words:
        found.setdefault(word, _proposed(word, taken))
    unit |= {"kind": "group", "membership": "defined", "members": list(words), "source": f"方案在〈〉里列明：{text}。"}


def _ambiguous(known: Register | None, names: Sequence[str]) -> list[Found]:
    """Return the words for several units that stand for several of those named."""
    words = [(word.alias, [name for name in word.units if name in names]) for word in known.ambiguous] if known else []
    return [{"alias": alias, "units": units} for alias, units in words if len(units) > 1]


def _units(
    names: Sequence[str], known: Register | None, lines: Mapping[str, int], doubts: list[Doubt]
) -> Iterator[Found]:
    taken = {unit.id for unit in known.units} if known else set[str]()
    for name in names:
        if known and name in known.by_any_name and known.by_any_name[name].name == name:
            yield _kept(known.by_name[name])
            continue
        doubts += _doubts(name, known, lines.get(name, 1))
        yield _proposed(name, taken)


def _doubts(name: str, known: Register | None, line: int) -> Iterator[Doubt]:
    if not known:
        return
    same = known.by_any_name.get(name)
    close = same.name if same else nearest(name, list(known.by_name), _ALIKE)
    hint = f"，是不是“{close}”" if close else ""
    yield Doubt(line, f"名录里没有“{name}”{hint}；网址里的名字和类别是拟的，请核对")


def _kept(unit: KnownUnit) -> Found:
    """Return the record of a known unit."""
    found = {key: value for key, value in unit.model_dump(by_alias=True).items() if value}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in found.items()}


def _proposed(name: str, taken: set[str]) -> Found:
    kind = next(kind for kind, _, words in _KINDS if re.search(words, name))
    found = {"id": _slug(name, taken), "name": name, "kind": kind}
    return found | ({"membership": "open"} if kind == "group" else {})


def _slug(name: str, taken: set[str]) -> str:
    short = _OF_THE_CITY.sub("", re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", name)) or name
    slug = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(short)).lower()) or "unit"
    slug = slug[:_LONGEST_SLUG]
    unique = next(one for one in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
    taken.add(unique)
    return unique


def _kinds(used: set[str], shared: Mapping[str, str], known: Register | None) -> list[Found]:
    kept = [kind.model_dump(exclude_none=True) for kind in known.kinds] if known else []
    listed = [{key: value for key, value in kind.items() if value != "false"} for kind in kept if kind["id"] in used]
    there = {kind["id"] for kind in listed}
    for kind, title, _ in reversed(_KINDS):
        if kind in used and kind not in there:
            ending = {"shared_ending": shared[kind]} if kind in shared and kind != "group" else {}
            government = {"government": "true"} if kind in _GOVERNMENT else {}
            listed.append({"id": kind, "title": title} | ending | government)
    return listed
