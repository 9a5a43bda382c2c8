"""How the data is printed: unit brackets with their separators, and the official text written again in blocks."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model import citations
from generator.model.data import Edition
from generator.model.numerals import numeral
from generator.model.plan import Clause, Form, Item, Plan
from generator.model.register import Register, Unit
from generator.official.conventions import Block
from generator.official.places import marks, record_by_place


class Piece(NamedTuple):
    """A run of printed text, and the unit that it stands for, if it stands for one."""

    text: str
    unit: Unit | None = None


def item_pieces(edition: Edition, item: Item) -> Iterator[Piece]:
    """An item as printed, clause by clause, without its number."""
    for clause in item.clauses:
        yield from clause_pieces(edition, item, clause)


def clause_pieces(edition: Edition, item: Item, clause: Clause) -> Iterator[Piece]:
    """A clause as printed: its text, then the bracket with its units by role."""
    yield Piece(clause.text)
    opening = "（"
    for label, names in (("牵头单位：", clause.lead), ("责任单位：", clause.responsible)):
        if names:
            yield Piece(opening + label)
            yield from unit_pieces(edition, item, names)
            opening = "；"
    yield Piece("）")


def unit_pieces(edition: Edition, item: Item, names: Sequence[str]) -> Iterator[Piece]:
    """Units in a row as the plan prints them, also those that the register does not know.

    Units of one class are separated by 、 and classes by ，. The ending that units of a class share is printed once,
    behind the last of them: 江汉、硚口、黄陂区人民政府.
    """
    units = edition.register.by_name
    for name, following in zip(names, (*names[1:], None), strict=True):
        unit, other = units.get(name), units.get(following or "")
        bracket = edition.plan.bracket(item, name)
        shared = "" if bracket else _shared_ending(unit, other, edition.register)
        yield Piece(name.removesuffix(shared), unit)
        if bracket:
            yield Piece(citations.bracketed(bracket))
        if following:
            yield Piece(_separator(unit, other))


def _shared_ending(unit: Unit | None, following: Unit | None, register: Register) -> str:
    """What a unit leaves to the one behind it; nothing where they are of two classes."""
    kind = register.kind_by_id.get(unit.kind) if unit and following and unit.kind == following.kind else None
    return (kind.shared_ending if kind else None) or ""


def _separator(unit: Unit | None, following: Unit | None) -> str:
    if following and following.joined_by:
        return following.joined_by
    alike = unit and following and unit.kind == following.kind and not unit.is_group
    return "、" if alike else "，"


class Headed(NamedTuple):
    """A numbered paragraph of the notice as printed: its first sentence, which heads it, and what follows."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed around the plan and joins words of the data with others."""

    addressees: str
    paragraphs: tuple[Headed, ...]
    distribution: str
    printed: str


def letter(plan: Plan) -> Letter:
    """What a plan prints around itself."""
    return Letter(
        "，".join(plan.notice.addressees) + "：",
        tuple(Headed(f"{numeral(n)}、{one.heading}。", one.text) for n, one in enumerate(plan.notice.paragraphs, 1)),
        "抄送：" + "".join(plan.distribution),
        f"{plan.document.printed}印发",
    )


def reprint(edition: Edition) -> list[Block]:
    """The official text written from the data, block by block as `blocks.read` gives it."""
    plan = edition.plan
    document, around = plan.document, letter(plan)
    notice = ((citations.notice_place(n), "".join(one)) for n, one in enumerate(around.paragraphs, 1))
    return [
        Block("文件头", document.letterhead, "imprint"),
        Block("文号", document.number, "imprint"),
        Block("标题", document.title, "heading"),
        Block("主送", around.addressees, "notice"),
        Block("引言", plan.notice.opening, "notice"),
        *(Block(place, text, "notice") for place, text in notice),
        Block("落款", document.issuer + document.signed, "notice"),
        Block("方案标题", document.plan_title, "heading"),
        *_parts(edition),
        *(Block(citations.form_place(n), _form(form), "form") for n, form in enumerate(plan.forms, 1)),
        Block("抄送", around.distribution, "imprint"),
        Block("印发机关", document.printed_by, "imprint"),
        Block("印发日期", around.printed, "imprint"),
    ]


def record_lines(edition: Edition) -> dict[str, str]:
    """Everything that each record prints, place by place, with numbers and dashes and the names of forms."""
    owners, mark_of = record_by_place(edition.plan), dict(marks(edition.plan))
    lines: defaultdict[str, str] = defaultdict(str)
    for place, text, kind in reprint(edition):
        lines[owners[place]] += (place if kind == "form" else mark_of.get(place, "")) + text
    return lines


def _parts(edition: Edition) -> Iterator[Block]:
    for p, part in enumerate(edition.plan.parts, 1):
        yield Block(citations.part_place(p), part.title, "heading")
        numbers = itertools.count(1)  # by their order, as `places` has them, whatever their ids say
        for s, section in enumerate(part.sections, 1):
            if section.title:
                yield Block(citations.section_place(p, s), section.title, "heading")
            headings = itertools.count(1)
            for group, items in section.runs:
                if group:
                    yield Block(citations.group_place(p, s, next(headings)), group.heading, "group")
                for item in items:
                    place = citations.item_place(p, citations.item_number(part.kind, next(numbers)))
                    yield Block(place, "".join(piece.text for piece in item_pieces(edition, item)), "item")


def _form(form: Form) -> str:
    heads = "".join(f"{head}：" for head in form.heads)
    note = f"备注：{form.note}" if form.note else ""
    return form.title + heads + "".join(form.columns) + "".join(form.rows) + note
