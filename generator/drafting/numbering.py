"""How a plan numbers its items: the rule of each part that explains most of the printed numbers, and the exceptions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.drafting.outline import Heading, Item
from generator.model.numbering import NOTHING, styled, value_of
from generator.model.texts import CHINESE_NUMERALS, in_print

_NUMERAL = re.compile(f"[0-9]+|[{CHINESE_NUMERALS}百零]+|[①-⑳]")
_USUAL = {"goal": "（一）"}
# How items may be counted, the usual way first; and how deep the headings lie at which the count begins anew.
_COUNTED = {"part": 0, "plan": 0, "section": 1, "group": 2}


class Placed(NamedTuple):
    """An item of a draft with its place among all, and the headings that it stands under: of section and group."""

    at: int
    item: Item
    section: str
    group: str


def mark_of(printed: str) -> str:
    """Return the mark of an item or heading in the letters of print."""
    mark = in_print("".join(printed.split())).replace("．", ".").rstrip("：")
    # A machine may read （一） as （—）.
    return re.sub("^（[-—－]）$", "（一）", mark)


def rule_of(kind: str, items: Sequence[Placed], last: int) -> tuple[dict[str, str], dict[int, str], int]:
    """Return the rule by which a part numbers its items, what those print that do not follow it, and the last number.

    `last` is that of the part before. The rule is empty where the usual one holds.
    """
    printed = {one.at: mark_of(one.item.mark) for one in items}
    if len(items) == 1 and not items[0].item.clauses[0].celled:
        printed = {at: f"{mark}." if mark.isdecimal() else mark for at, mark in printed.items()}
    samples = Counter(filter(None, map(_sample, printed.values())))
    sample = samples.most_common(1)[0][0] if samples else NOTHING
    followed = {way: dict(_predicted(way, sample, items, last)) for way in _COUNTED}
    counted = max(
        followed, key=lambda way: sum(followed[way][at] in (mark, f"{mark}.") for at, mark in printed.items())
    )
    # A number may have lost its point to digits behind it, as that of the only item of a part has.
    odd = {at: mark or NOTHING for at, mark in printed.items() if followed[counted][at] not in (mark, f"{mark}.")}
    rule = {} if counted == "part" else {"counted": counted}
    if sample != _USUAL.get(kind, "1."):
        rule["mark"] = sample
    numbers = (value_of(mark.strip("、.")) for mark in followed[counted].values())
    return rule, odd, [*numbers][-1]


def _sample(mark: str) -> str:
    """Return the mark of the first item in the style of another: （一） for （四）."""
    found = _NUMERAL.search(mark)
    if not found:
        return ""
    one = "1" if found[0][0].isdecimal() and found[0].isascii() else "①" if "①" <= found[0] <= "⑳" else "一"
    return mark[: found.start()] + one + mark[found.end() :]


def _predicted(counted: str, sample: str, items: Sequence[Placed], last: int) -> Iterator[tuple[int, str]]:
    """Yield what a rule prints before each item."""
    number, before = last if counted == "plan" else 0, None
    for one in items:
        here = (one.section, one.group)[: _COUNTED[counted]]
        number = number + 1 if here == before or before is None else 1
        before = here
        yield one.at, styled(sample, number)


def odd_mark(heading: Heading, usual: str) -> str:
    """Return the mark of a heading that does not follow from its order; empty where it does."""
    printed = mark_of(heading.mark)
    return "" if printed == usual else printed or NOTHING
