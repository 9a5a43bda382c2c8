"""Who owes an item: labels with their units (牵头单位：…；责任单位：…) and sentences (…牵头，…配合)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from generator.drafting import labels, milestones, people, units
from generator.drafting.labels import DUE, LEAD, LEADER, RESPONSIBLE, SUPPORTING
from generator.drafting.milestones import Milestone
from generator.drafting.units import Unit

_ADVERB = (
    "(?:按照?(?:各自)?(?:部门)?(?:职责|职能)(?:和)?(?:分工)?|按(?:照)?(?:任务)?分工|依(?:据)?职责"
    "|分别|分头|共同|具体|各自|统筹|联合|协同|组织|积极|总)"
)
_VERB = re.compile(
    rf"(?P<adverb>{_ADVERB}{{0,3}})(?P<verb>(?:牵头|负责|配合|参与|协助)(?!同志|人)[\u4e00-\u9fff]{{0,6}}|主办|主责|主抓|承办|会办|协作"
    "|负总责|各负其责|为(?:牵头|主办|主责|责任|承办|配合|协办|参与)(?:责任)?(?:单位|部门)"
    "|抓落实|落实|协办|协同|参加|实施|推进|统筹(?:协调|推进)?|(?<!统筹)(?<!组织)(?<!综合)协调|研究(?:提出|制定)[\u4e00-\u9fff]{0,8})"
    "(?=$|[，,；;。.、:： ])"
)
_FIRST = re.compile(
    r"(?:[（(](?:除[^（()）。；;：:]{1,20}[，,])?|[。，,；;])?(?:[^（()）。，,；;：:]{0,12}?)(?:列|排|名列|居|位列)[^（()）。，,；;]{0,8}(?:第\s*一|首)[^（()）。，,；;]{0,12}"
    r"(?:牵头|主办|汇总|主责)[^（()）。，,；;]{0,14}(?:[，,]\s*下\s*同)?[）)]?"
)
_FIRST_NAMED = re.compile(
    r"[，,；;。]?[^（()）。，,；;]{0,8}(?:第一|首)(?:个|位|家)?[^（()）。，,；;]{0,8}(?:为|是|系|即)[^（()）。，,；;]{0,6}(?:牵头|主办|汇总|主责)"
)
_LIKELY = re.compile(r"单\s*位|部\s*门|负|牵|主\s*[办责]|协|配|责|落|领\s*导|时|参|实\s*施|承")
_LONGEST, _LONGEST_NAME = 4000, 30
# What stands behind the units of a heading.
_COUNT = re.compile(r"[（(][共计]{0,2}\s*\d+\s*[项件条个][^（）()]{0,6}[）)]$")
_ACTING = re.compile("牵头|负责|主办|承办|主责")
_WORK = re.compile("的?(?:重点|主要|目标|各项)*(?:工作|任务|事项|项目|实事)+(?:清单|分解|安排)?$")
_BY = re.compile(r"^[\s，,；;。]*(?:以上|上述|此项|该项|本项)?(?:工作|任务|事项)?由")
_AROUND = " \n\t，,；;。、：:"
_BOTH = re.compile("单位|部门")
_WITH = re.compile("会同|商(?=[市省国各有])")
# 省人事厅配合省委有关部门落实: the first helps, and the second does it.
_HELPS = re.compile("(?:积极)?(?P<verb>配合|协助)(?=[省市区县各国中])")
_SAME_BELOW = re.compile(r"[，,。；;]\s*下\s*同$")
# What a bracket says of other items.
_OF_OTHERS = re.compile("。\\s*(?:以下|下列|上述|其余|其他各项)[^。]*。?")
_ASIDE = re.compile("[（(]([^（()）]+)[）)]")
_DATE = re.compile(
    r"\d{4}年|\d{1,2}月|年内|年底|全年|季度|长期|持续|常态|每年|每月|每季|适时|立即|日前|上半年|下半年|按时|即时|随时|近期|尽快|滚动|按(?:国家|省|市)?.{0,6}(?:进度|要求|时间|时序)"
)


@dataclass(frozen=True, slots=True)
class Role:
    """Units that a text names together: its word for them, their rank, and whether it says that there are others."""

    label: str
    rank: str
    units: tuple[Unit, ...]
    open: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the units, each once."""
        return tuple(dict.fromkeys(unit.name for unit in self.units))


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, in words, and the milestones that these are a row of."""

    words: str
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What an expression says: roles, leaders, when it is due, and what of it was not understood."""

    roles: tuple[Role, ...] = ()
    leaders: tuple[str, ...] = ()
    dues: tuple[Due, ...] = ()
    unread: tuple[str, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.roles or self.leaders or self.dues)

    def __add__(self, other: Said) -> Said:
        dues = self.dues + other.dues
        return Said(self.roles + other.roles, self.leaders + other.leaders, dues, self.unread + other.unread)

    @property
    def due(self) -> str:
        """When it is due, in all words that say so."""
        return "；".join(one.words for one in self.dues if one.words)

    @property
    def deadline(self) -> str:
        """When all of it is due: those words that are no row of milestones."""
        return "；".join(one.words for one in self.dues if one.words and not one.milestones)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """What is to be reached by when, each once."""
        return tuple(dict.fromkeys(milestone for one in self.dues for milestone in one.milestones))

    def in_words(self) -> Said:
        """Return this with its milestones as words alone."""
        return replace(self, dues=tuple(Due(one.words) for one in self.dues))

    def inherited(self, other: Said) -> Said:
        """Return this with what another says of units, leaders and dates where this says nothing of them."""
        if not self:
            return other
        led = any(role.rank == LEAD for role in self.roles)
        leads = tuple(role for role in other.roles if role.rank == LEAD and not led)
        return replace(
            self,
            roles=leads + self.roles if self.roles else other.roles,
            leaders=self.leaders or other.leaders,
            dues=self.dues or other.dues,
        )


SILENT = Said()


def first_leads(text: str) -> str:
    """Return the words by which a plan says that the first unit of a list is its lead; empty where there are none."""
    found = _FIRST.search(text) or _FIRST_NAMED.search(text)
    return "".join(found[0].split()).strip("（(）)。，,；;") if found else ""


def in_brackets(content: str) -> Said:
    """Return what the words between brackets say of who owes an item; nothing where they say something else."""
    if len(content) > 4000 or not re.search(
        r"单\s*位|部\s*门|负|牵|主\s*[办责]|协|配|责|落|领\s*导|时|参|实\s*施|承", content
    ):
        return Said()
    text = _SAME_BELOW.sub("", _FIRST_NAMED.sub("", _FIRST.sub("", _OF_OTHERS.sub("", content))))
    if text != content and not _VERB.search(text) and units.is_list(text.strip(" ，,；;。")):
        return value_of("", text)
    found = labels.within(text) or labels.open_in(text)
    if found and not _separated(text[: found[0].start()]):
        return sentence(text[: found[0].start()]) + labelled(text, found)
    if not found and units.is_marked(text):
        return value_of("", text)
    return labelled(text, found) if found else sentence(text)


def _separated(before: str) -> bool:
    return not before.strip(" \n\t，,；;。：:、")


def labelled(text: str, found: list[re.Match[str]]) -> Said:
    """Return what labels with their values say."""
    said = Said()
    for label, following in zip_longest(found, found[1:]):
        value = text[label.end() : following.start() if following else len(text)]
        said += value_of(labels.name(label), value)
    return said


def value_of(label: str, value: str) -> Said:
    """Return what the value of a label or of a cell says."""
    if len(value) > _LONGEST:
        return SILENT
    kind = labels.rank(label)
    value = next((value[: other.start()] for other in labels.others_in(value)), value)
    if kind in (LEADER, DUE) and (inner := labels.within(value)):
        # A label may stand directly behind a person or a date: 牵头领导：王五副局长责任部门：园林局.
        return value_of(label, value[: inner[0].start()]) + labelled(value, inner)
    value, aside = _without_asides(value if kind in (LEADER, DUE) else units.joined(value))
    if aside:
        return value_of(label, value) + aside
    value = _FIRST_NAMED.sub("", _FIRST.sub("", value)).strip(" \u3000\t\n，,；;。：:、.")
    if kind == DUE:
        return dated(value)
    if kind == LEADER:
        return _mixed(label, value) if _BOTH.search(label) else _in_charge(value)
    said = _inner(label, value)
    return _listed(label, kind or RESPONSIBLE, value) if said is None else said


def _in_charge(value: str) -> Said:
    """Return the people in charge, and the units that stand among them."""
    named = people.leaders(value)
    offices = [name for name in named if units.is_office_list(name)]
    persons = tuple(name for name in named if name not in offices)
    return Said(_roles("", RESPONSIBLE, [*units.read("、".join(offices)).units], False) if offices else (), persons)


def _mixed(label: str, value: str) -> Said:
    """Return the units and the people of a label that asks for both: 责任单位及责任人：市交通局 王五."""
    words = [word for word in re.split(r"[\s、，,；;/]+", value) if word]
    named = [word for word in words if units.is_unit(word)]
    persons = tuple(word for word in words if word not in named)
    return Said(_roles(label, RESPONSIBLE, [*units.read("、".join(named)).units], False), persons)


def _without_asides(value: str) -> tuple[str, Said]:
    """Return a value without the brackets in it that have labels of their own, and what they say."""
    asides = [found for found in _ASIDE.finditer(value) if labels.all_in(found[1]) or sentence(found[1])]
    said = SILENT
    for found in reversed(asides):
        said = in_brackets(found[1]) + said
        value = value[: found.start()] + value[found.end() :]
    return value, said


def _inner(label: str, value: str) -> Said | None:
    """Return what labels or verbs within a value say; None where it is a list of units."""
    if inner := labels.within(value):
        own = value[: inner[0].start()].strip(_AROUND)
        # A label may stand directly behind the units of another: 责任单位：市教育局配合单位：市财政局.
        said = value_of(label, own) if units.is_list(own) else SILENT
        return said + labelled(value, inner) if said or not own else SILENT
    *before, last = re.split("[；;]", value)
    if before and _VERB.search(last) and not _VERB.search("；".join(before)) and (said := sentence(last)):
        return value_of(label, "；".join(before)) + said
    said = sentence(value) if _VERB.search(value) else SILENT
    return said if {role.rank for role in said.roles} - {RESPONSIBLE} else None


def _listed(label: str, kind: str, value: str) -> Said:
    value, _, rest = value.partition("。")
    if units.is_list(rest):
        value, rest = f"{value}、{rest}", ""
    value, due = without_date(_VERB.sub("", value))
    named = units.read(value)
    persons = tuple(unit.name for unit in named.units if people.is_person(unit.name))
    roles = _roles(label, kind, [unit for unit in named.units if unit.name not in persons], named.open)
    return Said(roles, persons, dated(due).dues, (rest,) if rest else ())


def dated(value: str) -> Said:
    """Return what words say of when something is due."""
    words = "".join(value.split())
    return Said(dues=(Due(words, milestones.read(value)),)) if words else SILENT


def reaching(found: Iterable[Milestone]) -> Said:
    """Return milestones as what is said; nothing for none."""
    steps = tuple(found)
    return Said(dues=(Due("", steps),)) if steps else SILENT


def is_date(text: str) -> bool:
    """Return whether a text says when something is due."""
    return len(text) <= 40 and bool(_DATE.search(text)) and not units.is_unit(text.strip("，,；;。 "))


def without_date(value: str) -> tuple[str, str]:
    """Return a list without the date that follows it, and the date."""
    pieces = re.split(r"(?<=[^、])[，,；;。]", value)
    if len(pieces) > 1 and is_date(pieces[-1]):
        return value[: len(value) - len(pieces[-1])].rstrip("，,；;。"), "".join(pieces[-1].split())
    if len(pieces) > 1 and is_date(pieces[0]):
        return value[len(pieces[0]) :], "".join(pieces[0].split()).rstrip("，,；;。")
    return value, ""


def _roles(label: str, kind: str, named: list[Unit], open_: bool) -> tuple[Role, ...]:
    """Return the units of a label: those that are marked as lead by themselves."""
    last = max((n for n, unit in enumerate(named) if unit.supports), default=-1)
    if last >= 0:
        # What stands behind the last of several is meant for all of them.
        helping = tuple(unit for unit in named[: last + 1] if not unit.lead)
        rest = [unit for n, unit in enumerate(named) if unit.lead or n > last]
        return (*_roles(label, kind, rest, open_), Role("配合", SUPPORTING, helping))
    starred, others = [unit for unit in named if unit.lead], [unit for unit in named if not unit.lead]
    if not starred or kind == LEAD:
        return (Role(label, kind, tuple(named), open_),) if named or open_ else ()
    marked = Role(label, LEAD, tuple(starred), open_ and not others)
    return (marked, Role(label, kind, tuple(others), open_)) if others else (marked,)


def sentence(text: str) -> Said:
    """Return what a sentence such as A牵头，B配合 says; nothing where it says something else."""
    plain = _BY.sub("", units.joined(text.strip(" \n\t。")))
    said, at, since = Said(), 0, -1
    for found in _VERB.finditer(plain):
        listed = plain[at : found.start()].strip(_AROUND)
        if _says_when(listed):
            since = at if since < 0 else since
        else:
            part = _acting(listed, found["verb"])
            if part is None:
                return Said()
            said, since = said + _since(plain, since, at) + part, -1
        at = found.end()
    rest = plain[at:].strip(_AROUND)
    if since >= 0 and _says_when(rest):
        at, rest = len(plain), ""
    said += _since(plain, since, at)
    return said + _left(rest) if said.roles or said.leaders else Said()


def _since(plain: str, start: int, end: int) -> Said:
    """Return the date of the parts of a sentence that say when, which end at an offset; nothing where none does."""
    return dated(plain[start:end].strip(_AROUND)) if start >= 0 else SILENT


def _says_when(listed: str) -> bool:
    """Return whether a part of a sentence says by when something is done, and not who does it."""
    rest, _ = without_date(listed)
    return is_date(rest) and not units.is_list(rest)


def _acting(listed: str, verb: str) -> Said | None:
    """Return who acts in a part of a sentence; None where that is not a list of units."""
    if not listed:
        return Said()
    listed, due = without_date(listed)
    said = dated(due)
    if (helps := _HELPS.search(listed)) and units.is_list(listed[: helps.start()]):
        said += value_of(helps["verb"], listed[: helps.start()])
        listed = listed[helps.end() :]
    parts = _WITH.split(listed)
    for n, part in enumerate(parts):
        if not part.strip("，,、 "):
            continue
        named = units.read(part)
        persons = tuple(unit.name for unit in named.units if people.is_person(unit.name))
        others = [unit for unit in named.units if unit.name not in persons]
        if not _plausible(others) or not (named.units or named.open):
            return None
        kind = RESPONSIBLE if n else LEAD if len(parts) > 1 else labels.rank(verb) or RESPONSIBLE
        said += Said(_roles(verb, kind, others, named.open), persons)
    return said


def _plausible(named: list[Unit]) -> bool:
    # 市发改、财政、交通等部门: the first says of what level they are.
    short = bool(named) and units.is_of_level(named[0].name)
    like = sum(units.is_unit(unit.name) or (short and units.is_short(unit.name)) for unit in named)
    return all(len(unit.name) <= 32 for unit in named) and 2 * like >= len(named)


def _left(rest: str) -> Said:
    """Return what stands behind the last verb: a date, or units that take part."""
    if not rest:
        return Said()
    if _DATE.search(rest) and not units.is_list(rest):
        return dated(rest)
    if units.is_list(rest):
        named = units.read(rest)
        return Said(_roles("", RESPONSIBLE, list(named.units), named.open))
    return Said(unread=(rest,))


def in_heading(title: str) -> Said:
    """Return who owes what stands below a heading that names units and what they do: 市教育局牵头工作（8项）."""
    plain = _COUNT.sub("", title).rstrip("：:")
    if len(plain) <= _LONGEST_NAME and units.is_office_list(plain):
        return Said((Role("牵头", LEAD, units.read(plain).units),))
    said = sentence(_WORK.sub("", plain)) if _ACTING.search(plain) else SILENT
    named = [name for role in said.roles for name in role.names]
    return said if named and not said.unread and all(map(units.is_single, named)) else SILENT


def led_by_first(said: Said) -> Said:
    """Return what an expression says under the rule that the first unit of a list without a lead is the lead."""
    if any(role.rank == LEAD for role in said.roles):
        return said
    at = next((n for n, role in enumerate(said.roles) if role.rank == RESPONSIBLE and role.units), None)
    if at is None:
        return said
    role = said.roles[at]
    split = [replace(role, rank=LEAD, units=role.units[:1], open=role.open and len(role.units) == 1)]
    split += [replace(role, units=role.units[1:])] if len(role.units) > 1 else []
    return replace(said, roles=(*said.roles[:at], *split, *said.roles[at + 1 :]))
