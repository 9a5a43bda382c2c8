"""How the data is printed: unit brackets with their separators, and the official text written again in blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator import official
from generator.index import ClauseEntry, Entry, Index
from generator.model import Form
from generator.numerals import numeral
from generator.official import Block
from generator.register import Unit


class Piece(NamedTuple):
    """A run of printed text, and the unit that it stands for, if it stands for one."""

    text: str
    unit: Unit | None = None


def item_pieces(index: Index, entry: Entry) -> Iterator[Piece]:
    """An item as printed, clause by clause, without its number."""
    for clause in index.clauses_by_item[entry.item.id]:
        yield from clause_pieces(index, clause)


def clause_pieces(index: Index, clause: ClauseEntry) -> Iterator[Piece]:
    """A clause as printed: its text, then the bracket with its units by role."""
    yield Piece(clause.clause.text)
    roles = (("牵头单位：", clause.clause.lead), ("责任单位：", clause.clause.responsible))
    opening = "（"
    for label, names in roles:
        if names:
            yield Piece(opening + label)
            yield from unit_pieces(index, clause.entry, names)
            opening = "；"
    yield Piece("）")


def unit_pieces(index: Index, entry: Entry, names: Sequence[str]) -> Iterator[Piece]:
    """Units in a row as the plan prints them.

    Units of one class are separated by 、 and classes by ，. The ending that units of a class share is printed once,
    behind the last of them: 江汉、硚口、黄陂区人民政府.
    """
    units = [index.unit(name) for name in names]
    for n, unit in enumerate(units):
        following = units[n + 1] if n + 1 < len(units) else None
        bracket = index.bracket(entry.item, unit.name)
        ending = index.data.register.kind_by_id[unit.kind].shared_ending
        shared = ending and following and following.kind == unit.kind and not bracket
        yield Piece(unit.name.removesuffix(ending or "") if shared else unit.name, unit)
        if bracket:
            yield Piece(f"〈{bracket}〉")
        if following:
            yield Piece(_separator(unit, following))


def _separator(unit: Unit, following: Unit) -> str:
    if following.joined_by:
        return following.joined_by
    return "、" if unit.kind == following.kind and not unit.is_group else "，"


def item_text(index: Index, entry: Entry) -> str:
    """An item as printed, unit brackets included, without its number."""
    return "".join(piece.text for piece in item_pieces(index, entry))


def reprint(index: Index) -> list[Block]:
    """The official text written from the data, block by block as `blocks.read` gives it."""
    plan = index.data.plan
    document, notice = plan.document, plan.notice
    paragraphs = [
        Block(official.notice_place(n), f"{numeral(n)}、{paragraph.heading}。{paragraph.text}", "notice")
        for n, paragraph in enumerate(notice.paragraphs, 1)
    ]
    return [
        Block("文件头", document.letterhead, "imprint"),
        Block("文号", document.number, "imprint"),
        Block("标题", document.title, "heading"),
        Block("主送", "，".join(notice.addressees) + "：", "notice"),
        Block("引言", notice.opening, "notice"),
        *paragraphs,
        Block("落款", document.issuer + document.signed, "notice"),
        Block("方案标题", document.plan_title, "heading"),
        *_parts(index),
        *(Block(index.form_labels[form.id], _form(form), "form") for form in plan.forms),
        Block("抄送", "抄送：" + "".join(plan.distribution), "imprint"),
        Block("印发机关", document.printed_by, "imprint"),
        Block("印发日期", f"{document.printed}印发", "imprint"),
    ]


def _parts(index: Index) -> Iterator[Block]:
    for p, part in enumerate(index.data.plan.parts, 1):
        yield Block(official.part_place(p), part.title, "heading")
        for s, section in enumerate(part.sections, 1):
            if section.title:
                yield Block(official.section_place(p, s), section.title, "heading")
            for group, items in section.runs:
                if group:
                    place = official.group_place(p, s, section.groups.index(group) + 1)
                    yield Block(place, group.heading, "group")
                entries = (index.entry_by_id[item.id] for item in items)
                yield from (Block(entry.citation, item_text(index, entry), "item") for entry in entries)


def _form(form: Form) -> str:
    heads = "".join(f"{head}：" for head in form.heads)
    note = f"备注：{form.note}" if form.note else ""
    return form.title + heads + "".join(form.columns) + "".join(form.rows) + note
