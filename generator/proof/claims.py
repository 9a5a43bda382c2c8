"""What two editions of the data say of the official text, which stays as it is: where they contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.model.data import Edition
from generator.model.editorial import Correction
from generator.proof.printed import Line, document_lines

# Quotation marks are straight in the source.
_STRAIGHT = str.maketrans("“”", '""')


def contradictions(old: Edition, new: Edition) -> Iterator[tuple[Line | None, Line | None]]:
    """Yield the lines of which two editions of a document claim different official texts, or one that there is none.

    A text that was changed and has a correction claims the same as before. Where a line has none, either the official
    text was copied wrongly before, or a correction is missing: only the official text itself can tell.
    """
    if old.plan.document.identity != new.plan.document.identity:
        return
    before, after = _claims(old), _claims(new)
    for place in dict.fromkeys((*after, *before)):
        (was, said), (is_now, says) = before.get(place, (None, None)), after.get(place, (None, None))
        if said != says:
            yield was, is_now


def _claims(edition: Edition) -> dict[str, tuple[Line, str]]:
    """Return the lines by their places, each with what stands in the official text according to the data."""
    corrections: defaultdict[str, list[Correction]] = defaultdict(list)
    for one in edition.corrections.corrections:
        corrections[one.record].append(one)
    return {line.citation: (line, _uncorrected(line, corrections[line.record])) for line in document_lines(edition)}


def _uncorrected(line: Line, corrections: list[Correction]) -> str:
    """Return a line as it was before its corrections were made."""
    text = line.printed.translate(_STRAIGHT)
    for one in corrections:
        if one.after:
            text = text.replace(one.after.translate(_STRAIGHT), one.before, 1)
    return text
