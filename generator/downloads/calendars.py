"""Calendars of the dates that the document sets: one for all, and one for each unit that files forms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from generator.downloads.documents import Document, Values
from generator.index.deadlines import Due
from generator.index.index import Index
from generator.model.register import Unit
from generator.model.texts import iso_date
from generator.site import urls

# The days of sequence numbers are counted from here, and a revision outdoes all of them.
_FIRST_DAY, _DAYS = date(2000, 1, 1), 100_000


def documents(index: Index) -> Iterator[Document]:
    """The calendar of the plan, and those of the units."""
    if not any(due.inferred is None for due in index.deadlines):
        return
    yield Document(urls.DEADLINES_ICS, "全部报送时限", "报送时限", _values(index, None))
    for unit in index.reporting:
        name = f"{unit.name}报送时限"
        yield Document(urls.unit_file(unit, "ics"), "报送时限日历", name, _values(index, unit), unit)


def _values(index: Index, unit: Unit | None) -> Values:
    document = index.data.plan.document
    return {
        "name": f"{unit.name if unit else document.number}报送时限",
        "stamp": iso_date(document.signed),
        # Stable as long as the document is the same one, and different from that of any other document.
        "domain": hashlib.sha256(f"{document.issuer}{document.number}".encode()).hexdigest()[:16],
        "owner": unit.id if unit else "all",
        "events": [_event_values(index, unit, due) for due in index.deadlines if due.inferred is None],
    }


def _event_values(index: Index, unit: Unit | None, due: Due) -> Values:
    forms = "、".join(index.form_labels[form_id] for form_id in due.rule.forms)
    share = [f"{unit.name}牵头{len(index.led(unit))}项职责。"] if unit else []
    weekend = [f"当天是{due.weekday}。"] if due.on_weekend else []
    return {
        "date": due.date.isoformat(),
        "occasion": due.occasion,
        "sequence": _sequence(index, due),
        # The rule says "before" the day; the event itself would say "on" it.
        "summary": f"{due.date.month}月{due.date.day}日前报送{forms}{due.period}" + (f"：{unit.name}" if unit else ""),
        "description": "\n".join([f"{due.rule.quote}。", *share, *weekend, index.data.plan.document.number]),
    }


def _sequence(index: Index, due: Due) -> int:
    """Return a number that rises when the date of an event moves, so that calendars take the new date for the old one.

    A later day has a greater number without anyone's doing; for an earlier one the editors raise the revision. See RFC
    5545, 3.8.7.4.
    """
    return int(index.data.deadlines.revision) * _DAYS + max((due.date - _FIRST_DAY).days, 0)


def make(values: Values) -> bytes:
    """A calendar with an all-day event for each date."""
    from generator.downloads import ics  # noqa: PLC0415 - icalendar takes long to load

    return ics.write(values)
