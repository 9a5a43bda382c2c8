"""The rules between records of the plan. Each check yields the problems it finds; `check` runs them all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generator.checks.corrections import correction_records, correction_texts
from generator.checks.numbering import cure_id, numbering
from generator.checks.style import print_style
from generator.checks.unit_names import named_places, unknown_units
from generator.checks.units import check_register, check_units, well_hosted
from generator.model.corrections import Corrections
from generator.model.data import PLAN, UNITS
from generator.model.node import UNKNOWN
from generator.model.numerals import as_printed, printed_date
from generator.model.plan import Deadline, Plan
from generator.model.register import Kind, Register, Unit
from generator.problems import Problem, repeated, written_twice

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The short name of the office, in Han characters alone, then the year and the number: 武政办发〔2025〕1号.
_DOCUMENT_NUMBER = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+〔[0-9]{4}〕[0-9]+号")


def check(plan: Plan, register: Register, corrections: Corrections, doubtful: Collection[str]) -> Iterator[Problem]:
    """All problems of relation in the data, check by check, and hints of style where nothing else is wrong.

    `doubtful` has the ids of which it is not known what they stand for, see `doubtful_ids`.
    """
    found = [*check_plan(plan), *check_register(register), *_relations(plan, register, corrections, doubtful)]
    yield from found
    faulty = {problem.place for problem in found}
    yield from (hint for hint in print_style(plan, register) if hint.place not in faulty)


def check_plan(plan: Plan) -> Iterator[Problem]:
    """The problems of the plan by itself."""
    yield from part_kinds(plan)
    yield from numbering(plan)
    yield from whole_items(plan)
    yield from quotations(plan)
    yield from document(plan)


def _relations(
    plan: Plan, register: Register, corrections: Corrections, doubtful: Collection[str]
) -> Iterator[Problem]:
    yield from unique_ids(plan, register)
    yield from clause_units(plan)
    yield from default_leads(plan)
    yield from unknown_units(plan, register)
    yield from brackets(plan, register, doubtful)
    yield from correction_records(plan, corrections, doubtful)
    yield from correction_texts(corrections)
    yield from check_units(plan, register)


def unique_ids(plan: Plan, register: Register) -> Iterator[Problem]:
    """Ids are ASCII slugs, each used once among the records of its sort. Others are made of numbers."""
    identified: tuple[Sequence[Deadline | Unit | Kind], ...] = (plan.deadlines, register.units, register.kinds)
    for records in identified:
        for record in records:
            if not _SLUG.fullmatch(record.id):
                slug = re.sub("[_ ]+", "-", record.id.lower())
                cure = f"改成 {slug}" if _SLUG.fullmatch(slug) else "改成 qiaokou 或 work-plan 这样的写法"
                yield Problem(record.place("id"), record.id, "编号只能用小写字母、数字和连字符", cure)
        for record_id, place, first in repeated((record.id, record.place("id")) for record in records):
            message = f"编号重复，第{first.line}行已经用了"
            yield Problem(place, record_id, message, "是同一条的，并成一条；不是的，换一个没有用过的编号")


def part_kinds(plan: Plan) -> Iterator[Problem]:
    """There is one part of a kind, for ids are made of the kind and a number that restarts in each part."""
    for kind, place, first in repeated((part.kind, part.place("kind")) for part in plan.parts):
        message = f"同一种 kind 只能有一个部分，第{first.line}行已经是“{kind}”"
        yield Problem(place, kind, message, "改用另一种 kind，或者把两个部分并成一个")


def whole_items(plan: Plan) -> Iterator[Problem]:
    """An item has its text and units itself or in its clauses, never both."""
    for item in plan.items:
        own = [key for key in ("text", "lead", "responsible") if item.node.has(key)]
        if item.divided and own:
            message = f"分了段（clauses），就不能再有“{own[0]}”"
            yield Problem(item.node.key(own[0]), item.id, message, "把它移到所属的段里")
        elif len(item.divided) == 1:
            message = "分了段（clauses），却只有一段"
            cure = "不分段的，把“text”和单位直接写在事项里；分段的，补上另一段"
            yield Problem(item.node.key("clauses"), item.id, message, cure, needs=(PLAN,))
        elif not item.divided and item.text is None:
            yield Problem(item.place(), item.id, "缺少“text”", "补上一行“text: …”")
    for part in plan.parts:
        for section in part.sections:
            if not section.items:
                yield Problem(section.place(), section.id, "这一章节没有事项", "补上“items:”或“groups:”", needs=(PLAN,))
            if section.title is None and len(part.sections) > 1:
                yield Problem(section.place(), section.id, "缺少“title”", "补上一行“title: …”")
            if section.groups and section.ungrouped:
                message = "一个章节里不能既有“groups”又有“items”"
                yield Problem(section.node.key("items"), section.id, message, "把这些事项移到所属的小标题下")


def clause_units(plan: Plan) -> Iterator[Problem]:
    """A clause names at least one unit, each only once; units that lead are few, and others take part."""
    for item in plan.items:
        for clause_id, clause in item.clause_ids():
            if not clause.named:
                yield Problem(clause.place(), clause_id, "没有写任何单位", "补上“responsible:”，每个单位一行")
            elif len(clause.lead) > 1 and not clause.responsible:
                message = f"写了{len(clause.lead)}个牵头单位，没有责任单位"
                cure = "核对文件，看是不是少了一行“responsible:”"
                yield Problem(clause.place("lead"), clause_id, message, cure, hint=True)
            yield from written_twice(named_places(clause), "删去一个", clause_id)


def default_leads(plan: Plan) -> Iterator[Problem]:
    """Where clauses name no lead, the document says who leads them; a plan may do without, so it is a hint."""
    led_by_none = [(name, clause) for item in plan.items for name, clause in item.clause_ids() if not clause.lead]
    if led_by_none and not plan.default_lead:
        clause_id, clause = led_by_none[0]
        message = f"从这里起有{len(led_by_none)}处没有写牵头单位，方案里也没有 default_lead，都成了没有单位牵头"
        cure = "通知里说了由谁牵头的，补上“default_lead:”，写明 rule 和 quote"
        yield Problem(clause.place(), clause_id, message, cure, hint=True, needs=(PLAN,))


def brackets(plan: Plan, register: Register, misplaced: Collection[str]) -> Iterator[Problem]:
    """A bracket stands behind a unit that the item names: the members of a group, the host of an office, or an office.

    Which of them it is the register tells. What it does not know is a problem of names, and nothing is said of it here.
    """
    for bracket in plan.brackets:
        unit = register.by_name.get(bracket.unit)
        if unit is None or unit.membership == "defined" or not well_hosted(unit, register):
            continue
        if unit.is_group:
            cure = "在 data/units.yaml 里把它的 membership 改成 defined"
            yield Problem(bracket.place("text"), "brackets", f"方案在这里定义了“{unit.name}”，名录里却不是", cure)
        elif unit.host and bracket.text != unit.host:
            message = f"〈{bracket.text}〉不是“{unit.name}”的 host“{unit.host}”"
            yield Problem(bracket.place("text"), "brackets", message, "改正其中一个", needs=(UNITS,))
        elif not unit.host and bracket.text in register.by_name:
            message = f"“{unit.name}”没有写 host，〈{bracket.text}〉却是名录里的单位"
            cure = f"在 data/units.yaml 里给“{unit.name}”补上“host: {bracket.text}”，或者改正这里"
            yield Problem(bracket.place("text"), "brackets", message, cure, needs=(UNITS,))
    yield from _printed_in(plan, register, misplaced)


def _printed_in(plan: Plan, register: Register, misplaced: Collection[str]) -> Iterator[Problem]:
    """Brackets are printed in items that name the unit, in each once."""
    printed = [
        ((bracket.unit, item), bracket.place("printed_in", n))
        for bracket in plan.brackets
        for n, item in enumerate(bracket.printed_in)
    ]
    for (_, item), place, first in repeated(printed):
        yield Problem(place, "brackets", f"“{item}”重复写了，第{first.line}行已经有了", "删去一个")
    ids = [item.id for item in plan.items]
    named = {(name, item.id) for item in plan.items for clause in item.clauses for name in clause.named}
    doubtful = {item for name, item in named if name not in register.by_name or name == UNKNOWN}
    for (unit, item), place in printed:
        if item in misplaced:
            continue
        if item not in ids:
            yield Problem(place, "brackets", f"没有事项“{item}”", cure_id(item, ids), needs=(PLAN,))
        elif (unit, item) not in named and item not in doubtful and unit in register.by_name:
            yield Problem(place, "brackets", f"事项“{item}”里没有“{unit}”", "改正事项编号或单位")


def quotations(plan: Plan) -> Iterator[Problem]:
    """Rules are quoted from the notice."""
    rules = (
        ("default_lead", plan.default_lead),
        ("coordination", plan.coordination),
        ("feedback", plan.feedback),
        *((d.id, d) for d in plan.deadlines),
    )
    for name, rule in rules:
        known = UNKNOWN not in [paragraph.text for paragraph in plan.notice.paragraphs]
        if rule and known and plan.notice.paragraph_of(rule.quote) is None:
            yield Problem(rule.place("quote"), name, "通知里找不到这句话", "照通知的原文抄写，标点也要一致")


def document(plan: Plan) -> Iterator[Problem]:
    """The document has a whole number and whole dates, and was signed before it was printed."""
    head = plan.document
    if not _DOCUMENT_NUMBER.fullmatch(head.number):
        message, cure = f"“{head.number}”不是完整的发文字号", "写成 武政〔2025〕1号 这样，年份用六角括号〔〕"
        yield Problem(head.place("number"), "document", message, cure)
    signed, printed = printed_date(head.signed), printed_date(head.printed)
    for key, text, day in (("signed", head.signed, signed), ("printed", head.printed, printed)):
        if day is None or text != as_printed(day):
            message, cure = f"“{text}”不是完整的日期", "写成 2025年1月16日 这样，数字用半角"
            yield Problem(head.place(key), "document", message, cure)
    if signed and printed and signed > printed:
        message = f"印发日期“{head.printed}”早于成文日期“{head.signed}”"
        yield Problem(head.place("printed"), "document", message, "对照原文，改正其中一个")
