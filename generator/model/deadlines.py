"""The dates that the editors infer from the deadlines of the document."""

from __future__ import annotations

from generator.model.record import Record, Text


class InferredDeadline(Record):
    """A date that follows from a rule of the document by the editors' reading, with its basis."""

    deadline: Text
    date: Text
    basis: Text


class InferredDeadlines(Record):
    """The dates that the editors infer, and how often dates that were published have moved to an earlier day."""

    inferred: tuple[InferredDeadline, ...] = ()
    revision: Text = "0"
