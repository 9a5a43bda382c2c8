"""Calendars of the dates that the document sets: one for all, and one for each unit that files forms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from generator.downloads.documents import Document, Values
from generator.index.deadlines import Due
from generator.index.index import Index, Term
from generator.model.register import Unit
from generator.model.texts import iso_date
from generator.site import urls

# The days of sequence numbers are counted from here, and a revision outdoes all of them.
_FIRST_DAY, _DAYS = date(2000, 1, 1), 100_000
# How many letters of a clause a calendar shows in a cell.
_SUMMARY = 40


def documents(index: Index) -> Iterator[Document]:
    """The calendar of the plan, and those of the units."""
    called = index.data.plan.dates_name
    if (whole := _values(index, None))["events"]:
        yield Document(urls.DEADLINES_ICS, f"全部{called}", called, whole)
    for unit in index.data.register.units:
        if (values := _values(index, unit))["events"]:
            yield Document(urls.unit_file(unit, "ics"), f"{called}日历", f"{unit.name}{called}", values, unit)


def _values(index: Index, unit: Unit | None) -> Values:
    document = index.data.plan.document
    return {
        "name": f"{unit.name if unit else document.called}{index.data.plan.dates_name}",
        "stamp": iso_date(document.signed) if document.signed else _FIRST_DAY.isoformat(),
        # Stable as long as the document is the same one, and different from that of any other document.
        "domain": hashlib.sha256(document.identity.encode()).hexdigest()[:16],
        "owner": unit.id if unit else "all",
        "events": [*_filed(index, unit), *_owed(index, unit)],
    }


def _filed(index: Index, unit: Unit | None) -> Iterator[Values]:
    """Yield the days on which forms are due, for all or for a unit that files them."""
    if unit is None or index.reports(unit):
        yield from (_event_values(index, unit, due) for due in index.deadlines if due.inferred is None)


def _owed(index: Index, unit: Unit | None) -> Iterator[Values]:
    """Yield the last days of clauses and their milestones, of all or of those that a unit owes."""
    owed = {one.clause.id for one in index.owed(unit)} if unit else None
    for term in index.due:
        if term.due_date and (owed is None or term.clause.id in owed):
            yield _term_values(index, term, term.due_date)


def _term_values(index: Index, term: Term, day: date) -> Values:
    clause, summary = term.clause, f"{term.due}：{_short(term.text, _SUMMARY)}"
    if term.number:
        summary += f"（{_short(clause.text.rstrip('。'), _SUMMARY // 2)}）"
    return {
        "date": day.isoformat(),
        "occasion": f"{clause.id}-milestone-{term.number}" if term.number else clause.id,
        "sequence": _sequence(index, day),
        "summary": summary,
        "description": "\n".join(
            [*dict.fromkeys((term.text, clause.text)), f"{clause.entry.citation}，{index.data.plan.document.called}"]
        ),
    }


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _event_values(index: Index, unit: Unit | None, due: Due) -> Values:
    forms = "、".join(index.form_labels[form_id] for form_id in due.rule.forms)
    share = [f"{unit.name}牵头{len(index.led(unit))}项职责。"] if unit else []
    weekend = [f"当天是{due.weekday}。"] if due.on_weekend else []
    return {
        "date": due.date.isoformat(),
        "occasion": due.occasion,
        "sequence": _sequence(index, due.date),
        # The rule says "before" the day; the event itself would say "on" it.
        "summary": f"{due.date.month}月{due.date.day}日前报送{forms}{due.period}" + (f"：{unit.name}" if unit else ""),
        "description": "\n".join([f"{due.rule.quote}。", *share, *weekend, index.data.plan.document.called]),
    }


def _sequence(index: Index, day: date) -> int:
    """Return a number that rises when the date of an event moves, so that calendars take the new date for the old one.

    A later day has a greater number without anyone's doing; for an earlier one the editors raise the revision. See RFC
    5545, 3.8.7.4.
    """
    return int(index.data.deadlines.revision) * _DAYS + max((day - _FIRST_DAY).days, 0)


def make(values: Values) -> bytes:
    """A calendar with an all-day event for each date."""
    from generator.downloads import ics  # noqa: PLC0415 - icalendar takes long to load

    return ics.write(values)
