"""The shape of data/synonyms.yaml: the words that people type when they search, and what of the plan they mean."""

from __future__ import annotations

from typing import Literal

from generator.model.plan import ItemKind
from generator.model.record import Listed, Record, Text

PageId = Literal[
    "notice", "forms", "calendar", "full-text", "plan", "units", "projects", "corrections", "about", "open-data"
]


class Synonym(Record):
    """What people type for terms of the plan; the nearest term comes first."""

    terms: Listed[Text]
    typed: Listed[Text]


class SoughtPage(Record):
    """A page of the site that people look for, what they type for it, and the pages that say more of it."""

    page: PageId
    title: Text
    typed: Listed[Text]
    also: Listed[PageId] = ()


class RoleWords(Record):
    """Words that say in which role a unit is meant."""

    role: Literal["lead", "responsible", "any"]
    typed: Listed[Text]


class Prefix(Record):
    """What people type before the number of an item of a kind."""

    kind: ItemKind
    typed: Listed[Text]


class Vocabulary(Record):
    """Everything that the editors know of how people search; `examples` are the searches that the home page offers."""

    basis: Text
    examples: Listed[Text] = ()
    fillers: Listed[Text] = ()
    roles: Listed[RoleWords] = ()
    prefixes: Listed[Prefix] = ()
    pages: Listed[SoughtPage] = ()
    synonyms: Listed[Synonym] = ()
