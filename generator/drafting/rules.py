"""The rules that a plan gives for its items: who leads where no lead is named, and what leads and others owe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.drafting import roles
from generator.drafting.between import Between
from generator.drafting.draft import Draft
from generator.drafting.letter import Letter
from generator.drafting.lines import Doubt, Line
from generator.model.texts import in_print

Found = dict[str, Any]
_ALL_LEAD = re.compile(
    "[^，。；（）]*(?:无|没有|未注明|未明确)[^，。；（）]*牵头单位[^。；（）]*责任单位[^。；（）]*牵头单位(?:，下同)?"
)
_STARRED = re.compile(
    "[^，。；：（）\\n]{0,10}(?:[*＊★☆△▲]|星号)[^，。；（）\\n]{0,8}(?:牵头|主办|主责)[^，。；（）\\n]{0,6}"
)
_COORDINATION = re.compile("各?牵头单位要[^。（）]*(?:统筹|协调|沟通)[^。（）]*")
_FEEDBACK = re.compile("[^。（）]*(?:责任|配合)单位要[^。（）]*反馈[^。（）]*")


def printed_in(draft: Draft, lines: Sequence[Line], ids: Mapping[int, str]) -> str:
    """Return the item behind whose units the rule of the first unit is printed; empty where there is none."""
    line = next((line.number for line in lines if draft.first_leads and roles.first_leads(line.text)), 0)
    before = [at for at, item in enumerate(draft.items) if item.clauses[0].line <= line]
    return ids[before[-1]] if before else ""


def rules(
    around: Letter, printed: Between, first_leads: str, behind: str, doubts: list[Doubt]
) -> Iterator[tuple[str, Found]]:
    """Yield the rules that a plan gives, each by its words; that of the first unit may be printed behind an item."""
    noticed = "\n".join(f"{one.heading}。{one.text}" for one in around.paragraphs)
    below = (text for texts in printed.below.values() for text in texts)
    said = "\n".join((noticed, around.opening, *around.introduction, *printed.introduction, *below, *printed.closing))
    first = in_print(first_leads)
    if all_lead := _ALL_LEAD.search(said):
        yield "default_lead", {"rule": "all", "quote": all_lead[0]}
    elif first and (first in said or behind):
        yield "default_lead", {"rule": "first", "quote": first} | ({} if first in said else {"printed_in": behind})
    elif starred := _STARRED.search(said):
        yield "default_lead", {"rule": "starred", "quote": starred[0]}
    elif first:
        doubts.append(Doubt(1, f"“{first}”没有找到印在哪里，没有收作 default_lead；牵头的单位请逐项写明"))
    for key, words in (("coordination", _COORDINATION), ("feedback", _FEEDBACK)):
        if found := words.search(noticed):
            yield key, {"quote": found[0]}
