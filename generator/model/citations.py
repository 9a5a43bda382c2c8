"""How the document is cited, by part and number as people say it, and how it prints what records say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.data import Edition
from generator.model.numbering import NOTHING
from generator.model.plan import Item, Owed, Plan
from generator.model.register import Register, Unit
from generator.model.texts import numeral


def form_place(form: int) -> str:
    """The place of a form, which is also what the document calls it."""
    return f"附表{form}"


def notice_place(paragraph: int, letter: str = "通知") -> str:
    """The place of a numbered paragraph of the notice, or of what stands in its place."""
    return f"{letter}第{numeral(paragraph)}段"


def bracketed(text: str | None) -> str:
    """What is printed in 〈〉 behind the name of a unit; nothing where there is nothing."""
    return f"〈{text}〉" if text else ""


class Piece(NamedTuple):
    """A run of printed text, and the unit that it stands for, if it stands for one."""

    text: str
    unit: Unit | None = None


def item_pieces(edition: Edition, item: Item) -> Iterator[Piece]:
    """Yield an item as printed, without its number: each clause, and behind it the bracket with its units by role."""
    for clause in item.clauses:
        yield Piece(clause.text)
        yield from owed_pieces(edition, clause, item.id)


def owed_pieces(edition: Edition, owed: Owed, name: str) -> Iterator[Piece]:
    """Yield who owes a clause or a section as printed behind it; `name` is the id of the item or section."""
    if owed.words == NOTHING:
        return
    if owed.words:
        yield from _worded(edition.register, owed)
    elif owed.named:
        yield from bracket_pieces(edition, owed, name)


def bracket_pieces(edition: Edition, owed: Owed, name: str) -> Iterator[Piece]:
    """Yield the usual bracket with the units by role, which a record without `words` of its own prints."""
    opening = "（"
    for rank, label in edition.plan.labels.items():
        if names := owed.units(rank):
            yield Piece(f"{opening}{label}：")
            yield from _units(edition, name, names, edition.plan.separators.get(rank))
            opening = "；"
    rule = edition.plan.default_lead
    yield Piece((f"，{rule.quote}" if rule and rule.printed_in == name else "") + "）")


def _worded(register: Register, owed: Owed) -> Iterator[Piece]:
    """Yield who owes something in the words of the document, with the units that it names in full."""
    names = sorted((name for name in owed.named if name in register.by_name), key=len, reverse=True)
    pattern = f"({'|'.join(map(re.escape, names))})" if names else "(?!)()"
    for text in re.split(pattern, owed.words or ""):
        if text:
            yield Piece(text, register.by_name.get(text) if text in names else None)


def _units(edition: Edition, record: str, names: Sequence[str], separator: str | None) -> Iterator[Piece]:
    """Yield units in a row as the plan prints them, also those that the register does not know.

    Without a separator that is always the same, units of one class are separated by 、 and classes by ，. The ending
    that units of a class share is printed once, behind the last of them: 江汉、硚口、黄陂区人民政府.
    """
    units = edition.register.by_name
    for name, following in zip(names, (*names[1:], None), strict=True):
        unit, other = units.get(name), units.get(following or "")
        bracket = edition.plan.bracket(record, name)
        shared = "" if bracket else _shared_ending(unit, other, edition.register)
        yield Piece(name.removesuffix(shared), unit)
        if bracket:
            yield Piece(bracketed(bracket))
        if following:
            yield Piece(separator or _separator(unit, other))


def _shared_ending(unit: Unit | None, following: Unit | None, register: Register) -> str:
    """Return what a unit leaves to the one behind it; nothing where they are of two classes."""
    kind = register.kind_by_id.get(unit.kind) if unit and following and unit.kind == following.kind else None
    return (kind.shared_ending if kind else None) or ""


def _separator(unit: Unit | None, following: Unit | None) -> str:
    if following and following.joined_by:
        return following.joined_by
    alike = unit and following and unit.kind == following.kind and not unit.is_group
    return "、" if alike else "，"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed around the plan and joins words of the data; a paragraph is its first sentence and the rest."""

    addressees: str
    paragraphs: tuple[tuple[str, str], ...]
    distribution: str
    printed: str


def letter(plan: Plan) -> Letter:
    """Return what a plan prints around itself."""
    return Letter(
        "，".join(plan.notice.addressees) + "：" if plan.notice.addressees else "",
        tuple(
            (f"{numeral(n)}、{one.heading}{'' if one.stop else '。'}", one.text)
            for n, one in enumerate(plan.notice.paragraphs, 1)
        ),
        "抄送：" + "".join(plan.distribution) if plan.distribution else "",
        f"{plan.document.printed}印发" if plan.document.printed else "",
    )
