"""The shape of data/synonyms.yaml: the words that people type when they search, and what of the plan they mean."""

from __future__ import annotations

from typing import Literal

from generator.model import ItemKind
from generator.record import Record, Text

PageId = Literal[
    "notice", "forms", "calendar", "full-text", "plan", "units", "projects", "corrections", "about", "open-data"
]


class Synonym(Record):
    """What people type for terms of the plan; the nearest term comes first."""

    terms: tuple[Text, ...]
    typed: tuple[Text, ...]


class SoughtPage(Record):
    """A page of the site that people look for, what they type for it, and the pages that say more of it."""

    page: PageId
    title: Text
    typed: tuple[Text, ...]
    also: tuple[PageId, ...] = ()


class RoleWords(Record):
    """Words that say in which role a unit is meant."""

    role: Literal["lead", "responsible", "any"]
    typed: tuple[Text, ...]


class Prefix(Record):
    """What people type before the number of an item of a kind."""

    kind: ItemKind
    typed: tuple[Text, ...]


class Vocabulary(Record):
    """Everything that the editors know of how people search."""

    basis: Text
    fillers: tuple[Text, ...] = ()
    roles: tuple[RoleWords, ...] = ()
    prefixes: tuple[Prefix, ...] = ()
    pages: tuple[SoughtPage, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
