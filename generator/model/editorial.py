"""What editors add to the plan: corrections of the text, inferred deadlines, restatements, and words of the search."""

from __future__ import annotations

from typing import Literal

from generator.model.plan import ItemKind
from generator.model.record import Listed, Record, Text


class Convention(Record):
    """A departure from the source that is made everywhere, by rule."""

    title: Text
    text: Text


class Correction(Record):
    """One departure from the source: `before`, which stands there once, became `after`.

    With `omit_rest` what follows on the line of the source is left out as well.
    """

    record: Text
    before: Text
    after: str
    reason: Text
    omit_rest: Literal["true", "false"] = "false"

    @property
    def idle(self) -> bool:
        """Whether it changes nothing."""
        return self.before == self.after and not self.omits_rest

    @property
    def omits_rest(self) -> bool:
        """Whether what follows on the line of the source is left out."""
        return self.omit_rest == "true"


class Corrections(Record):
    """How the text departs from the source: by rule everywhere, and place by place.

    `last` are the ids of the records with which the parts and the forms of the source end.
    """

    last: Listed[Text] = ()
    conventions: Listed[Convention] = ()
    # May be an empty list, as a file cannot be empty.
    corrections: tuple[Correction, ...] = ()


class InferredDeadline(Record):
    """A date that follows from a rule of the document by the editors' reading, with its basis."""

    deadline: Text
    date: Text
    basis: Text


class InferredDeadlines(Record):
    """The dates that the editors infer, and how often dates that were published have moved to an earlier day."""

    inferred: tuple[InferredDeadline, ...] = ()
    revision: Text = "0"


class Restatement(Record):
    """That a livelihood project is the same matter as a task of another part, with the words of both that say so."""

    project: Text
    task: Text
    project_words: Text
    task_words: Text
    note: Text | None = None


class Restatements(Record):
    """What the plan says twice, as the editors see it, and on what basis."""

    basis: Text
    restatements: Listed[Restatement] = ()


PageId = Literal[
    "notice", "forms", "calendar", "full-text", "plan", "units", "projects", "corrections", "about", "open-data"
]


class Synonym(Record):
    """What people type for terms of the plan; the nearest term comes first.

    `typed` are other names of the same thing, `near` of another that the plan does not have: only close to it.
    """

    terms: Listed[Text]
    typed: Listed[Text] = ()
    near: Listed[Text] = ()


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
