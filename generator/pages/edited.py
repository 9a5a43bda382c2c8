"""Which pages an edit of the plan leaves as they are, so that a preview need not make them again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from generator.index.index import Index
from generator.model.data import PLAN
from generator.model.plan import Item
from generator.site import urls
from generator.site.site import Page

_ID = re.compile(r"\s*(- )?id:")


def untouched(
    pages: Iterable[Page], before: Mapping[str, str], now: Mapping[str, str], index: Index
) -> dict[str, Page]:
    """Return, by URL, the pages that do not show what an edit has changed; none where that may be any page.

    `pages` were made of the texts `before`; `index` is made of those of `now`. An edit within one item shows on the
    pages that name it, and on those of its units. What pages count follows when the whole site is made.
    """
    if before == now:
        return {page.url: page for page in pages}
    item = _edited(before, now, index)
    if item is None:
        return {}
    duties = (duty for clause in index.clauses_by_item[item.id] for duty in index.by_clause.get(clause.id, ()))
    bound = {urls.unit(duty.unit) for duty in duties}
    named = re.compile(rf"\b{item.id}\b")
    return {
        page.url: page
        for page in pages
        if page.url not in bound and not (item.id in page.url + page.body and named.search(page.url + page.body))
    }


def _edited(before: Mapping[str, str], now: Mapping[str, str], index: Index) -> Item | None:
    """Return the item in whose lines all of an edit lies, if there is one."""
    if {**before, PLAN: ""} != {**now, PLAN: ""}:
        return None
    old, new = before[PLAN].split("\n"), now[PLAN].split("\n")
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    # What comes, goes or moves as a whole brings its id.
    if any(_ID.match(line) for text in (old, new) for line in text[first : len(text) - last]):
        return None
    items = (entry.item for entry in index.entries)
    places = ((item, item.position()) for item in items)
    return next((item for item, place in places if place.line <= first and len(new) - last <= place.last_line), None)


def _alike(one: list[str], other: list[str]) -> int:
    """Return how many lines two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
