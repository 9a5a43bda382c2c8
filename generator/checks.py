"""The rules that relate one record to another. Each check yields the problems it finds; `check` runs them all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator.model import Clause, Corrections, Deadline, Form, Item, Kind, Plan, Record, Register, Section, Unit
from generator.official import iso_date
from generator.problems import Place, Problem, nearest

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HALF_WIDTH = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！", '"': "“”"}


def check(plan: Plan, register: Register, corrections: Corrections) -> Iterator[Problem]:
    """All problems of relation in the data, check by check."""
    yield from unique_ids(plan, register)
    yield from unique_names(register)
    yield from numbering(plan)
    yield from whole_items(plan)
    yield from clause_units(plan, register)
    yield from unit_kinds(register)
    yield from groups(plan, register)
    yield from hosts(register)
    yield from brackets(plan, register)
    yield from default_lead_quote(plan)
    yield from dates(plan)
    yield from aliases(register)
    yield from unprinted_units(plan, register)
    yield from correction_records(plan, corrections)
    yield from print_style(plan)


def unique_ids(plan: Plan, register: Register) -> Iterator[Problem]:
    """Ids are ASCII slugs, each used once among the records of its sort."""
    sections = [section for part in plan.parts for section in part.sections]
    identified: tuple[Sequence[Item | Section | Form | Deadline | Unit | Kind], ...] = (
        plan.items,
        sections,
        plan.forms,
        plan.deadlines,
        register.units,
        register.kinds,
    )
    for records in identified:
        places: dict[str, Place] = {}
        for record in records:
            place = record.place("id")
            if not _SLUG.fullmatch(record.id):
                cure = "改成 task-58 或 qiaokou 这样的写法"
                yield Problem(place, record.id, "编号只能用小写字母、数字和连字符", cure)
            elif record.id in places:
                message = f"编号重复，第{places[record.id].line}行已经用了"
                yield Problem(place, record.id, message, "给这一条换一个没有用过的编号")
            places.setdefault(record.id, place)


def unique_names(register: Register) -> Iterator[Problem]:
    """A printed name belongs to one unit."""
    places: dict[str, Place] = {}
    for unit in register.units:
        if unit.name in places:
            message = f"单位“{unit.name}”重复，第{places[unit.name].line}行已经有了"
            yield Problem(unit.place("name"), unit.id, message, "两条并成一条")
        places.setdefault(unit.name, unit.place("name"))


def numbering(plan: Plan) -> Iterator[Problem]:
    """Items of a part are numbered from 1 without gaps, under ids made of the part's kind and the number."""
    for part in plan.parts:
        due = 1
        for item in part.items:
            expected = f"{part.kind}-{due}"
            if item.id != f"{part.kind}-{item.number}" or item.number == 0:
                yield Problem(item.place("id"), item.id, f"这一部分的编号形如 {part.kind}-58", f"按次序应是 {expected}")
                due += 1
                continue
            if item.number > due:
                yield Problem(item.place("id"), item.id, f"编号不连续，前面缺 {expected}", "补上缺的事项，或者改正编号")
            elif item.number < due:
                yield Problem(item.place("id"), item.id, "编号的次序倒了", f"按次序应是 {expected}")
            due = max(due, item.number) + 1


def whole_items(plan: Plan) -> Iterator[Problem]:
    """An item has its text and units itself or in its clauses, never both."""
    for item in plan.items:
        own = [key for key in ("text", "lead", "responsible") if item.node.has(key)]
        if item.divided and own:
            message = f"分了段（clauses），就不能再有“{own[0]}”"
            yield Problem(item.node.key(own[0]), item.id, message, "把它移到所属的段里")
        elif not item.divided and item.text is None:
            yield Problem(item.place(), item.id, "缺少“text”", "补上一行“text: …”")
    for part in plan.parts:
        for section in part.sections:
            if section.groups and section.ungrouped:
                message = "一个章节里不能既有“groups”又有“items”"
                yield Problem(section.node.key("items"), section.id, message, "把这些事项移到所属的小标题下")


def clause_units(plan: Plan, register: Register) -> Iterator[Problem]:
    """A clause names at least one unit, each known and each only once."""
    for item in plan.items:
        for clause_id, clause in item.clause_ids():
            if not clause.named:
                yield Problem(clause.place(), clause_id, "没有写任何单位", "补上“responsible:”，每个单位一行")
            seen: dict[str, Place] = {}
            for name, place in _named_places(clause):
                if name not in register.by_name:
                    yield Problem(place, clause_id, f"单位名录里没有“{name}”", _cure_unit(name, register))
                elif name in seen:
                    message = f"“{name}”在同一处写了两次，第{seen[name].line}行已经有了"
                    yield Problem(place, clause_id, message, "删去一个")
                seen.setdefault(name, place)


def _named_places(clause: Clause) -> Iterator[tuple[str, Place]]:
    for role, names in (("lead", clause.lead), ("responsible", clause.responsible)):
        for n, name in enumerate(names):
            yield name, clause.place(role, n)


def _cure_unit(name: str, register: Register) -> str:
    """How to mend an unknown unit: by the unit whose other name was used, or whose name is nearest."""
    for unit in register.units:
        if name == unit.official_name or name in unit.aliases:
            return f"方案印的是“{unit.name}”"
    close = nearest(name, [unit.name for unit in register.units])
    return f"是不是“{close}”" if close else "先在 data/units.yaml 里登记这个单位"


def unit_kinds(register: Register) -> Iterator[Problem]:
    """Every unit is of a known kind."""
    for unit in register.units:
        if unit.kind not in register.kind_by_id:
            close = nearest(unit.kind, list(register.kind_by_id)) or next(iter(register.kind_by_id), "")
            yield Problem(unit.place("kind"), unit.id, f"没有“{unit.kind}”这个类别", f"是不是“{close}”")


def groups(plan: Plan, register: Register) -> Iterator[Problem]:
    """A group says how its members are known, and on what basis; it does not contain itself."""
    bracketed = {bracket.unit for bracket in plan.brackets}
    for unit in register.units:
        if not unit.is_group:
            if unit.members:
                message = "有成员却没有写“membership”"
                yield Problem(unit.node.key("members"), unit.id, message, "补上 membership: asserted")
            continue
        if unit.membership == "open" and unit.members:
            message = "成员不详的单位组不能列成员"
            yield Problem(unit.node.key("members"), unit.id, message, "删去成员，或者改为 asserted")
        if unit.membership != "open" and not unit.members:
            yield Problem(unit.place(), unit.id, "没有列成员", "补上“members:”，或者改为 membership: open")
        if unit.membership == "asserted" and not unit.source:
            yield Problem(unit.place(), unit.id, "编者认定的成员没有写依据", "补上一行“source: …”，说明依据")
        if unit.membership == "defined" and unit.name not in bracketed:
            message = "标为 defined，但方案的 brackets 里没有它的定义"
            yield Problem(unit.place("membership"), unit.id, message, "改为 asserted 并写明依据")
        yield from _members(unit, register)


def _members(unit: Unit, register: Register) -> Iterator[Problem]:
    for n, name in enumerate(unit.members):
        place = unit.place("members", n)
        if name not in register.by_name:
            yield Problem(place, unit.id, f"单位名录里没有“{name}”", _cure_unit(name, register))
        elif name in unit.members[:n]:
            yield Problem(place, unit.id, f"成员“{name}”写了两次", "删去一个")
        elif chain := _chain_to(unit.name, name, register):
            yield Problem(place, unit.id, f"单位组包含了它自己：{' → '.join((unit.name, *chain))}", "删去这个成员")


def _chain_to(target: str, start: str, register: Register) -> list[str]:
    """The names from `start` down to `target` through members, or nothing where it is not reached."""
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop()
        if path[-1] == target:
            return path
        unit = register.by_name.get(path[-1])
        for member in unit.members if unit else ():
            if member not in seen or member == target:
                seen.add(member)
                paths.append([*path, member])
    return []


def hosts(register: Register) -> Iterator[Problem]:
    """An office sits in a known unit that is no office itself."""
    for unit in register.units:
        if unit.host is None:
            continue
        host = register.by_name.get(unit.host)
        if host is None:
            yield Problem(unit.place("host"), unit.id, f"单位名录里没有“{unit.host}”", _cure_unit(unit.host, register))
        elif host.host is not None or host is unit:
            yield Problem(unit.place("host"), unit.id, "办公室不能设在另一个办公室或它自己里", "填它所在的单位")


def brackets(plan: Plan, register: Register) -> Iterator[Problem]:
    """A bracket stands behind a unit that the item names, and says what the register knows of that unit."""
    items = {item.id: item for item in plan.items}
    for bracket in plan.brackets:
        unit = register.by_name.get(bracket.unit)
        if unit is None:
            message = f"单位名录里没有“{bracket.unit}”"
            yield Problem(bracket.place("unit"), "brackets", message, _cure_unit(bracket.unit, register))
            continue
        if unit.membership != "defined" and bracket.text not in (unit.host, *unit.offices):
            message = f"〈{bracket.text}〉既不是“{unit.name}”的定义，也不是它的 host 或 offices"
            yield Problem(bracket.place("text"), "brackets", message, "在 data/units.yaml 里补上，或者改正这里")
        for n, item_id in enumerate(bracket.printed_in):
            if item_id not in items:
                cure = f"是不是“{nearest(item_id, list(items))}”"
                yield Problem(bracket.place("printed_in", n), "brackets", f"没有事项“{item_id}”", cure)
            elif not any(unit.name in clause.named for clause in items[item_id].clauses):
                message = f"事项“{item_id}”里没有“{unit.name}”"
                yield Problem(bracket.place("printed_in", n), "brackets", message, "改正事项编号或单位")


def default_lead_quote(plan: Plan) -> Iterator[Problem]:
    """The rule of the default lead is quoted from the notice."""
    rule = plan.default_lead
    if not any(rule.quote in paragraph.text for paragraph in plan.notice.paragraphs):
        yield Problem(rule.place("quote"), "default_lead", "通知里找不到这句话", "照通知的原文抄写，标点也要一致")


def dates(plan: Plan) -> Iterator[Problem]:
    """The dates of the document are printed in full."""
    for key, printed in (("signed", plan.document.signed), ("printed", plan.document.printed)):
        if iso_date(printed) is None:
            message, cure = f"“{printed}”不是完整的日期", "写成 2025年1月16日 这样"
            yield Problem(plan.document.place(key), "document", message, cure)


def aliases(register: Register) -> Iterator[Problem]:
    """No word leads to two units but those declared ambiguous: aliases, printed and official names all differ."""
    owners: dict[str, Unit] = {}
    for unit in register.units:
        for name in filter(None, (unit.name, unit.official_name)):
            owners.setdefault(name, unit)
    for unit in register.units:
        for n, alias in enumerate(unit.aliases):
            other = owners.setdefault(alias, unit)
            if other is not unit:
                place = unit.place("aliases", n)
                yield Problem(place, unit.id, f"“{alias}”也是“{other.name}”的名字", "只给其中一个单位留这个叫法")
            elif alias in unit.aliases[:n] or alias in (unit.name, unit.official_name):
                yield Problem(unit.place("aliases", n), unit.id, f"“{alias}”写了两次", "删去一个")


def unprinted_units(plan: Plan, register: Register) -> Iterator[Problem]:
    """The register lists units that the plan names, or that belong to a group."""
    named = {name for item in plan.items for clause in item.clauses for name in clause.named}
    members = {name for unit in register.units for name in unit.members}
    for unit in register.units:
        if unit.name not in named | members:
            message = f"方案里没有一处印有“{unit.name}”"
            yield Problem(unit.place("name"), unit.id, message, "核对名称；确实没有的，从名录里删去", hint=True)


def correction_records(plan: Plan, corrections: Corrections) -> Iterator[Problem]:
    """A correction belongs to a record of the plan."""
    sections = [section.id for part in plan.parts for section in part.sections]
    known = ["document", "notice", *(item.id for item in plan.items), *sections, *(form.id for form in plan.forms)]
    for correction in corrections.corrections:
        if correction.record not in known:
            cure = f"是不是“{nearest(correction.record, known)}”"
            yield Problem(correction.place("record"), correction.record, "没有这样一条记录", cure)


def print_style(plan: Plan) -> Iterator[Problem]:
    """Texts of the document are in the punctuation of Chinese print, without white space, in Unicode NFC."""
    for record_id, record, key, text in _texts(plan):
        place = record.place(key)
        if re.search(r"\s", text):
            yield Problem(place, record_id, "文字里有空格或换行", "删去空格，一段文字写在一行里", hint=True)
        if not unicodedata.is_normalized("NFC", text):
            yield Problem(place, record_id, "文字里有拆开的字符", "重新输入这段文字，不要从别处粘贴", hint=True)
        if half := next((sign for sign in _HALF_WIDTH if sign in text), None):
            start = text.index(half)
            near = text[max(0, start - 4) : start + 3]
            message = f"“{near}”里有半角标点“{half}”"
            yield Problem(place, record_id, message, f"改成“{_HALF_WIDTH[half]}”", hint=True)


def _texts(plan: Plan) -> Iterator[tuple[str, Record, str, str]]:
    for part in plan.parts:
        yield part.kind, part, "title", part.title
        for section in part.sections:
            yield section.id, section, "title", section.title or ""
            for group in section.groups:
                yield section.id, group, "heading", group.heading
    for item in plan.items:
        for clause_id, clause in item.clause_ids():
            yield clause_id, clause, "text", clause.text
    for paragraph in plan.notice.paragraphs:
        yield "notice", paragraph, "text", paragraph.text
