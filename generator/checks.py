"""The rules between records of the plan. Each check yields the problems it finds; `check` runs them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model import Clause, Corrections, Deadline, Form, Item, Kind, Part, Plan, Register, Section, Unit
from generator.numerals import iso_date
from generator.places import record_by_place
from generator.problems import Place, Problem, repeated, suggest
from generator.style_checks import print_style
from generator.unit_checks import check_units, cure_unit

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(plan: Plan, register: Register, corrections: Corrections) -> Iterator[Problem]:
    """All problems of relation in the data, check by check."""
    yield from unique_ids(plan, register)
    yield from part_kinds(plan)
    yield from numbering(plan)
    yield from whole_items(plan)
    yield from clause_units(plan, register)
    yield from brackets(plan, register)
    yield from quotations(plan)
    yield from dates(plan)
    yield from correction_records(plan, corrections)
    yield from check_units(plan, register)
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


def part_kinds(plan: Plan) -> Iterator[Problem]:
    """There is one part of a kind, for ids are made of the kind and a number that restarts in each part."""
    for kind, place, first in repeated((part.kind, part.place("kind")) for part in plan.parts):
        message = f"同一种 kind 只能有一个部分，第{first.line}行已经是“{kind}”"
        yield Problem(place, kind, message, "改用另一种 kind，或者把两个部分并成一个")


def numbering(plan: Plan) -> Iterator[Problem]:
    """Items of a part are numbered from 1 without gaps, under ids made of the part's kind and the number.

    A wrong number is reported once, at the item that breaks the sequence, and not at all that follow it.
    """
    for part in plan.parts:
        due = 1
        following = [_number(part, item) for item in part.items[1:]]
        for item, after in zip(part.items, [*following, None], strict=False):
            number, expected = _number(part, item), f"{part.kind}-{due}"
            if number is None:
                yield Problem(item.place("id"), item.id, f"这一部分的编号形如 {part.kind}-58", f"按次序应是 {expected}")
                due += after != due
            elif number != due and after == due + 1:
                yield Problem(item.place("id"), item.id, "编号不合次序", f"按次序应是 {expected}")
                due += 1
            else:
                if number > due:
                    yield Problem(
                        item.place("id"), item.id, f"编号不连续，前面缺 {expected}", "补上缺的事项，或者改正编号"
                    )
                elif number < due:
                    yield Problem(item.place("id"), item.id, "编号的次序倒了", f"按次序应是 {expected}")
                due = number + 1


def _number(part: Part, item: Item) -> int | None:
    """The number of an item whose id is made as those of its part are, else None."""
    return item.number if item.number and item.id == f"{part.kind}-{item.number}" else None


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
        if not part.sections:
            yield Problem(part.place(), part.kind, "这一部分没有章节", "补上“sections:”")
        for section in part.sections:
            if not section.items:
                yield Problem(section.place(), section.id, "这一章节没有事项", "补上“items:”或“groups:”")
            if section.title is None and len(part.sections) > 1:
                yield Problem(section.place(), section.id, "缺少“title”", "补上一行“title: …”")
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
                    yield Problem(place, clause_id, f"单位名录里没有“{name}”", cure_unit(name, register))
                elif name in seen:
                    message = f"“{name}”在同一处写了两次，第{seen[name].line}行已经有了"
                    yield Problem(place, clause_id, message, "删去一个")
                seen.setdefault(name, place)


def _named_places(clause: Clause) -> Iterator[tuple[str, Place]]:
    for role, names in (("lead", clause.lead), ("responsible", clause.responsible)):
        for n, name in enumerate(names):
            yield name, clause.place(role, n)


def brackets(plan: Plan, register: Register) -> Iterator[Problem]:
    """A bracket stands behind a unit that the item names, and says what the register knows of that unit."""
    items = {item.id: item for item in plan.items}
    seen: set[tuple[str, str]] = set()
    for bracket in plan.brackets:
        unit = register.by_name.get(bracket.unit)
        if unit is None:
            message = f"单位名录里没有“{bracket.unit}”"
            yield Problem(bracket.place("unit"), "brackets", message, cure_unit(bracket.unit, register))
            continue
        if unit.membership != "defined" and bracket.text not in (unit.host, *unit.offices):
            message = f"〈{bracket.text}〉既不是“{unit.name}”的定义，也不是它的 host 或 offices"
            yield Problem(bracket.place("text"), "brackets", message, "在 data/units.yaml 里补上，或者改正这里")
        for n, item_id in enumerate(bracket.printed_in):
            if (unit.name, item_id) in seen:
                yield Problem(bracket.place("printed_in", n), "brackets", f"“{item_id}”重复写了", "删去一个")
            seen.add((unit.name, item_id))
            if item_id not in items:
                cure = suggest(item_id, list(items))
                yield Problem(bracket.place("printed_in", n), "brackets", f"没有事项“{item_id}”", cure)
            elif not any(unit.name in clause.named for clause in items[item_id].clauses):
                message = f"事项“{item_id}”里没有“{unit.name}”"
                yield Problem(bracket.place("printed_in", n), "brackets", message, "改正事项编号或单位")


def quotations(plan: Plan) -> Iterator[Problem]:
    """Rules are quoted from the notice."""
    rules = (("default_lead", plan.default_lead), ("feedback", plan.feedback), *((d.id, d) for d in plan.deadlines))
    for name, rule in rules:
        if rule and plan.notice.paragraph_of(rule.quote) is None:
            yield Problem(rule.place("quote"), name, "通知里找不到这句话", "照通知的原文抄写，标点也要一致")


def dates(plan: Plan) -> Iterator[Problem]:
    """The dates of the document are printed in full."""
    for key, printed in (("signed", plan.document.signed), ("printed", plan.document.printed)):
        if iso_date(printed) is None:
            message, cure = f"“{printed}”不是完整的日期", "写成 2025年1月16日 这样"
            yield Problem(plan.document.place(key), "document", message, cure)


def correction_records(plan: Plan, corrections: Corrections) -> Iterator[Problem]:
    """A correction belongs to a record of the plan, and changes something."""
    known = list(dict.fromkeys(record_by_place(plan).values()))
    for correction in corrections.corrections:
        if correction.record not in known:
            cure = suggest(correction.record, known)
            yield Problem(correction.place("record"), correction.record, "没有这样一条记录", cure)
        if correction.before == correction.after and correction.omit_rest == "false":
            cure = "改正其中一个；是要略去这一行后面的内容的，补上 omit_rest: true"
            yield Problem(correction.place("after"), correction.record, "改前和改后完全相同", cure)
