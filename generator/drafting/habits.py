"""How a plan prints units: what stands between those of a rank, and where the data print them by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.model.citations import bracket_pieces
from generator.model.data import Edition
from generator.model.numbering import NOTHING
from generator.model.texts import plain

# The end of a list that names not all.
_OPEN = re.compile("等(?:有关|相关|各|部门|单位)?")


class Habits(NamedTuple):
    """How a plan prints units: what stands between those of a rank, and where the data print them by themselves.

    `usual` are the ids of the clauses and sections that need no words of their own.
    """

    separators: Mapping[str, str] = MappingProxyType({})
    usual: frozenset[str] = frozenset()


USUAL = Habits()


def separators(edition: Edition) -> dict[str, str]:
    """Return the sign that a plan prints between all units of a rank, for each rank that has one, by its words."""
    plan = edition.plan
    clauses = (clause for item in plan.items for clause in item.clauses)
    texts = [one.words for one in (*clauses, *plan.sections) if one.words]
    found: dict[str, str] = {}
    for rank, label in plan.labels.items():
        lists = "".join(units for text in texts for units in re.findall(f"{re.escape(label)}：([^；）]*)", text))
        signs = {sign for sign in "、，" if sign in lists}
        found |= {rank: signs.pop()} if len(signs) == 1 else {}
    return found


def printed_by_itself(edition: Edition) -> frozenset[str]:
    """Return the clauses and sections, by id, that need no words of their own: the data prints their units like them.

    Where most brackets with labels are so, all are, and what differs in one was misread; but what an open list says
    of others stays.
    """
    plan = edition.plan
    clauses = [(name, one, item.id) for item in plan.items for name, one in item.clause_ids()]
    owed = [*clauses, *((section.id, section, section.id) for section in plan.sections)]
    usual = re.compile(f"（(?:{'|'.join(map(re.escape, plan.labels.values()))})：.*）$")
    equal: set[str] = set()
    like: set[str] = set()
    for name, one, record in owed:
        words = plain(one.words or "") if one.words != NOTHING else ""
        by_itself = plain("".join(piece.text for piece in bracket_pieces(edition, one, record))) if one.named else ""
        equal |= {name} if words == by_itself else set()
        whole = all(plain(unit) in words for unit in one.named) and not _OPEN.search(words)
        like |= {name} if whole and usual.match(one.words or "") else set()
    return frozenset(equal | like if 2 * len(equal & like) >= len(like) else equal)
