"""The shape of parts, sections, items and clauses, of the document around them, and of its deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.checks.mentions import named_places, repeated, written_twice
from generator.index.deadlines import in_quarter, readable, set_by
from generator.index.entries import owed
from generator.model.data import PLAN, Data
from generator.model.dates import days_of
from generator.model.document import Deadline
from generator.model.editorial import InferredDeadline
from generator.model.numbering import NOTHING
from generator.model.plan import Clause, Item, Milestone, Section
from generator.model.record import fields
from generator.model.texts import as_printed, printed_date
from generator.model.years import year_of
from generator.problems import Problem

# The short name of the office, in Han characters alone, then the year and the number: 武政办发〔2025〕1号.
_DOCUMENT_NUMBER = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+〔[0-9]{4}〕[0-9]+号")
_PASTED = re.compile(r"[（(](?:牵头|责任)单位[：:][^）)]*[）)]?")
_INCOMPLETE = frozenset({PLAN})


def document(data: Data) -> Iterator[Problem]:
    """The document has a whole number and whole dates, and was signed before it was printed."""
    head = data.plan.document
    if head.number and not _DOCUMENT_NUMBER.fullmatch(head.number):
        message, cure = f"E110 “{head.number}”不是完整的发文字号", "写成 武政〔2025〕1号 这样，年份用六角括号〔〕"
        yield Problem(head.position("number"), "document", message, cure)
    signed, printed = printed_date(head.signed or ""), printed_date(head.printed or "")
    for key, text, day in (("signed", head.signed, signed), ("printed", head.printed, printed)):
        if text is None:
            continue
        if day is None or text != as_printed(day):
            message, cure = f"E111 “{text}”不是完整的日期", "写成 2025年1月16日 这样，数字用半角"
            yield Problem(head.position(key), "document", message, cure)
    if signed and printed and signed > printed:
        message = f"E112 印发日期“{head.printed}”早于成文日期“{head.signed}”"
        yield Problem(head.position("printed"), "document", message, "对照原文，改正其中一个")


def whole_heads(data: Data) -> Iterator[Problem]:
    """A document with a number of its own has a title, an issuer and a date: a hint if one is left out."""
    head = data.plan.document
    parts = (("title", "标题", head.title), ("issuer", "发文机关", head.issuer), ("signed", "成文日期", head.signed))
    lacking = [f"{word}（{key}）" for key, word, text in parts if text is None]
    if head.number and lacking:
        message = f"E149 文件有发文字号，却没有写{'、'.join(lacking)}"
        yield Problem(head.position("number"), "document", message, "对照原文补上；原文没有印的，不用补", hint=True)


def part_kinds(data: Data) -> Iterator[Problem]:
    """The ids of the items of a further part of a kind begin with that kind: else the kind is wrong."""
    parts = data.plan.parts
    for kind, position, first in repeated((part.kind, part.position("kind")) for part in parts):
        part = next(part for part in parts if part.position("kind") == position)
        others = {item.kind for item in part.items} - {kind}
        if others:
            message = f"E113 第{first.line}行的部分也是“{kind}”，这一部分事项的编号却以“{min(others)}-”开头"
            cure = f"改为 {min(others)}；确实是“{kind}”的，事项的编号接着上一个同种的部分数"
            ids = (item.id for one in parts if one.kind == kind for item in one.items)
            yield Problem(position, kind, message, cure, subjects=frozenset({PLAN, *ids}))


def sections(data: Data) -> Iterator[Problem]:
    """A section has items, directly or under group headings, and a title unless it is the only one of its part."""
    for part in data.plan.parts:
        for section in part.sections:
            yield from _section(section, len(part.sections) == 1)


def _section(section: Section, single: bool) -> Iterator[Problem]:
    if not section.items:
        cure = "补上“items:”或“groups:”"
        yield Problem(section.position(), section.id, "E114 这一章节没有事项", cure, subjects=_INCOMPLETE)
    if section.title is None and not single:
        cure, subjects = "补上一行“title: …”", frozenset({section.id})
        yield Problem(section.position(), section.id, "E115 缺少“title”", cure, subjects=subjects)
    if section.groups and section.ungrouped:
        message = "E116 一个章节里不能既有“groups”又有“items”"
        yield Problem(section.node.key("items"), section.id, message, "把这些事项移到所属的小标题下")


def divided_items(data: Data) -> Iterator[Problem]:
    """An item has its text and units itself, or in clauses of which there are several."""
    for item in data.plan.items:
        yield from _divided(item) if item.divided else _undivided(item)


def _divided(item: Item) -> Iterator[Problem]:
    own = next((key for key in fields(Clause) if item.node.has(key)), None)
    if own:
        message = f"E117 分了段（clauses），就不能再有“{own}”"
        yield Problem(item.node.key(own), item.id, message, "把它移到所属的段里")
    elif len(item.divided) == 1:
        message = "E118 分了段（clauses），却只有一段"
        cure = "不分段的，把“text”和单位直接写在事项里；分段的，补上另一段"
        yield Problem(item.node.key("clauses"), item.id, message, cure, subjects=_INCOMPLETE)


def _undivided(item: Item) -> Iterator[Problem]:
    if item.text is None:
        yield Problem(
            item.position(), item.id, "E119 缺少“text”", "补上一行“text: …”", subjects=_INCOMPLETE | {item.id}
        )


def clause_units(data: Data) -> Iterator[Problem]:
    """A clause names at least one unit, or its section or a leader does; each only once. Units that lead are few."""
    owed = {item.id for section in data.plan.sections if section.named for item in section.items}
    for item in data.plan.items:
        for clause_id, clause in item.clause_ids():
            if clause.unassigned and clause.named:
                message = "E147 写了单位，就不能再写“unassigned”"
                yield Problem(clause.position("unassigned"), clause_id, message, "删去“unassigned”这一行")
            elif not (clause.named or item.id in owed or clause.leaders or clause.unassigned):
                cure, subjects = "补上“responsible:”，每个单位一行", frozenset({item.id})
                yield Problem(clause.position(), clause_id, "E120 没有写任何单位", cure, subjects=subjects)
            elif len(clause.lead) > 1 and len(clause.named) == len(clause.lead) and not data.plan.roles:
                message = f"E121 写了{len(clause.lead)}个牵头单位，没有责任单位"
                cure = "核对文件，看是不是少了一行“responsible:”"
                yield Problem(clause.position("lead"), clause_id, message, cure, hint=True)
            yield from written_twice(named_places(clause), "删去一个", clause_id)


def worded_units(data: Data) -> Iterator[Problem]:
    """Where a clause has the words of the document for who owes it, these name its units, if not a row of them."""
    for item in data.plan.items:
        for clause_id, clause in item.clause_ids():
            words = clause.words if clause.words != NOTHING else None
            lacking = [name for name in clause.named if name not in (words or name)]
            if lacking:
                message = f"E148 “words”里没有“{lacking[0]}”"
                cure = "对照文件，两处写成一样；连写时省去了几个字的，不用改"
                yield Problem(clause.position("words"), clause_id, message, cure, hint=True)


def milestones(data: Data) -> Iterator[Problem]:
    """A clause says each of its milestones once, and in order of time: a hint, for a document may have another."""
    year = int(year_of(data.plan.document) or 0)
    for item in data.plan.items:
        for clause_id, clause in item.clause_ids():
            named = ((one.printed, clause.position("milestones", n)) for n, one in enumerate(clause.milestones))
            yield from written_twice(named, "删去一个", clause_id)
            for one, other in _backwards(clause, year):
                message = f"E154 “{other.due}”排在“{one.due}”后面，日期却早"
                cure = "对照文件，改正次序或日期；文件就是这样印的，不用改"
                yield Problem(other.position("due"), clause_id, message, cure, hint=True)


def _backwards(clause: Clause, year: int) -> Iterator[tuple[Milestone, Milestone]]:
    """Yield the milestones of a clause each of which has a later day than the next, with that."""
    days = days_of((one.due for one in clause.milestones), year)
    dated = [(one, day) for one, day in zip(clause.milestones, days, strict=True) if day]
    yield from ((one, other) for (one, before), (other, after) in pairwise(dated) if after < before)


def pasted_units(data: Data) -> Iterator[Problem]:
    """What is printed in brackets behind a text is not part of it."""
    for item in data.plan.items:
        for clause_id, clause in item.clause_ids():
            if found := _PASTED.search(clause.text):
                cure = "把单位移到“lead:”“responsible:”下面，一行一个，括号从文字里删去"
                yield Problem(clause.position("text"), clause_id, f"E122 文字里有单位“{found[0]}”", cure)


def default_leads(data: Data) -> Iterator[Problem]:
    """Where clauses name no lead, the document says who leads them; a plan may do without, so it is a hint."""
    led_by_none = [
        (name, one)
        for section in data.plan.sections
        for item in section.items
        for name, one in item.clause_ids()
        if not owed(one, section).lead and not one.unassigned
    ]
    if led_by_none and not data.plan.default_lead:
        clause_id, clause = led_by_none[0]
        message = f"E123 从这里起有{len(led_by_none)}处没有写牵头单位，方案里也没有 default_lead，都成了没有单位牵头"
        cure = "通知里说了由谁牵头的，补上“default_lead:”，写明 rule 和 quote"
        yield Problem(clause.position(), clause_id, message, cure, hint=True)


_EXAMPLES = {"date": "2025年2月5日", "first": "2025年第二季度", "month": "第1个月", "day": "20日"}


def deadline_rules(data: Data) -> Iterator[Problem]:
    """A rule has a date, or a first quarter with month and day, each a piece of the sentence that is quoted."""
    for rule in data.plan.deadlines:
        forms = ((form, rule.position("forms", n)) for n, form in enumerate(rule.forms))
        yield from written_twice(forms, "删去一个", rule.id)
        given = _given(rule)
        if [*given] not in (["date"], ["first", "month", "day"]):
            message, cure = "E124 时限的写法不完整", "或者只写“date”，或者写齐“first”“month”“day”"
            yield Problem(rule.position(), rule.id, message, cure, subjects=frozenset({rule.id}))
            continue
        for key, value in given.items():
            if fault := _part(rule, key, value):
                message, cure = fault
                yield Problem(rule.position(key), rule.id, f"E125 {message}", cure, subjects=frozenset({rule.id}))


def _given(rule: Deadline) -> dict[str, str]:
    keys = {"date": rule.date, "first": rule.first, "month": rule.month, "day": rule.day}
    return {key: value for key, value in keys.items() if value is not None}


def _part(rule: Deadline, key: str, value: str) -> tuple[str, str] | None:
    if not readable(key, value):
        return f"读不懂“{value}”", f"写成 {_EXAMPLES[key]} 这样"
    return None if value in rule.quote else (f"所引的话里没有“{value}”", "照原文改正")


def _dated(rule: Deadline) -> bool:
    """Return whether dates follow from a rule."""
    given = _given(rule)
    whole = [*given] in (["date"], ["first", "month", "day"])
    return whole and all(readable(key, value) for key, value in given.items())


def revision(data: Data) -> Iterator[Problem]:
    """The revision of the dates is a whole number."""
    if not re.fullmatch("[0-9]{1,4}", data.deadlines.revision):
        message, cure = f"E126 “{data.deadlines.revision}”不是次数", "写成 1 这样的整数，日期每往前改一次加一"
        yield Problem(data.deadlines.position("revision"), "revision", message, cure)


def inferred_dates(data: Data) -> Iterator[Problem]:
    """An inferred date follows from a rule, is not set by the rule itself, and is written once."""
    rules = {rule.id: rule for rule in data.plan.deadlines if _dated(rule)}
    inferred = data.deadlines.inferred
    for one in inferred:
        day = printed_date(one.date)
        if day is None:
            cure = "写成 2026年1月20日 这样"
            yield Problem(one.position("date"), one.deadline, f"E127 “{one.date}”不是日期", cure)
        elif (rule := rules.get(one.deadline)) and (fault := _inferred(one, rule, day)):
            subjects = frozenset({rule.id})
            message, cure = fault
            yield Problem(one.position("date"), one.deadline, f"E128 {message}", cure, subjects=subjects)
    for (deadline, printed), position, first in repeated(
        ((one.deadline, one.date), one.position("date")) for one in inferred
    ):
        yield Problem(position, deadline, f"E129 “{printed}”写了两次，第{first.line}行已经有了", "两条并成一条")


def _inferred(one: InferredDeadline, rule: Deadline, day: date) -> tuple[str, str] | None:
    """Return what is wrong with an inferred date, and the cure."""
    named = [due.date for due in set_by(rule)]
    if day in named:
        return f"“{one.date}”方案已经写明，不是推定的", "删去这一条，这里只写方案没有写明的日期"
    if rule.date:
        return f"这条时限只有“{rule.date}”，推不出别的日期", "删去这一条"
    if day < named[0]:
        return f"“{one.date}”在规则开始以前", f"规则从{rule.first}起，改正日期"
    if day != (due := in_quarter(rule, day.year, (day.month + 2) // 3)):
        return f"“{one.date}”不合规则，规则定的是季度{rule.month}的{rule.day}", f"改为 {as_printed(due)}"
    return None
