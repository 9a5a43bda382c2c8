"""What the plan says twice, as the editors see it."""

from __future__ import annotations

from generator.model.record import Listed, Record, Text


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
