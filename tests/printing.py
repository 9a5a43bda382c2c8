"""A plan as the official text prints it, one row a line of the data, so that tests can spoil it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from generator.model.data import Edition
from generator.proof.differences import Difference, differences
from generator.proof.printed import document_lines
from generator.proof.source import read


class Print:
    """A plan as it is printed; its rows are those of an official text that it equals, or of the data."""

    def __init__(self, edition: Edition, official: str | None = None) -> None:
        self.lines = document_lines(edition)
        ends = [*accumulate((len(line.printed) for line in self.lines), initial=0)]
        printed = "".join(line.printed for line in self.lines)
        letters = read(official, edition.corrections.corrections).letters if official else printed
        self.rows = [letters[start:end] for start, end in pairwise(ends)]
        assert self.differences(self.rows) == []

    def differences(self, rows: Sequence[str]) -> list[Difference]:
        """How printed rows differ from the data."""
        return differences(read("\n".join(rows), ()).letters, self.lines)

    def named(self, rows: Sequence[str]) -> list[str]:
        """The places in which printed rows differ from the data."""
        return [one.line.citation for one in self.differences(rows)]


def misread(edition: Edition) -> str:
    """An official text that the data equals after its corrections: the print of the data with each of them undone."""
    plan = Print(edition)
    rows = plan.rows
    for one in edition.corrections.corrections:
        places = (n for n, line in enumerate(plan.lines) if line.record == one.record)
        n = next(n for n in places if one.after in rows[n])
        rows[n] = rows[n].replace(one.after, one.before, 1) + ("某某" if one.omits_rest else "")
    return "\n".join(rows)
