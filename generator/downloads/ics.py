"""A described calendar as an iCalendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

from generator.downloads.documents import Values

_REMIND_DAYS_BEFORE = (7, 3)


def write(values: Values) -> bytes:
    """The file, with an all-day event for each date."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{values['domain']}//deadlines//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", vText(values["name"]))
    calendar.add("x-wr-calname", vText(values["name"]))
    for event in values["events"]:
        calendar.add_component(_event(values, event))
    return bytes(calendar.to_ical())


def _event(values: Values, described: Values) -> Event:
    event, day = Event(), date.fromisoformat(described["date"])
    event.add("uid", f"{described['occasion']}-{values['owner']}@{values['domain']}.plan")
    event.add("sequence", described["sequence"])
    event.add("dtstamp", datetime.combine(date.fromisoformat(values["stamp"]), time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", described["summary"])
    event.add("description", described["description"])
    event.add("transp", "TRANSPARENT")
    for days in _REMIND_DAYS_BEFORE:
        event.add_component(_reminder(days, described["summary"]))
    return event


def _reminder(days: int, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    alarm.add("description", f"还有{days}天：{summary}")
    return alarm
