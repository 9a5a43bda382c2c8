"""The dates, and the calendars, read back by another library than the one that wrote them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject

from generator.checks.load import load
from generator.downloads import Download
from generator.downloads import calendars as calendars_module
from generator.index.index import Index, build
from generator.problems import report
from tests.conftest import SMALL, downloads_of, texts

NAMED = [date(2025, 2, 5), date(2025, 4, 20), date(2025, 7, 20), date(2025, 10, 20)]


@pytest.fixture(scope="module")
def calendars(real_downloads: tuple[Download, ...]) -> dict[str, Any]:
    found = {one.document.path: one.content for one in real_downloads if one.document.format == "ics"}
    return {path: vobject.readOne(io.StringIO(content.decode())) for path, content in found.items()}


def events(calendars: dict[str, Any]) -> Iterator[Any]:
    for calendar in calendars.values():
        yield from calendar.vevent_list


def test_the_dates_of_the_document_and_the_one_that_is_inferred(real: Index) -> None:
    assert [due.date for due in real.deadlines] == [*NAMED, date(2026, 1, 20)]
    assert [bool(due.inferred) for due in real.deadlines] == [False] * 4 + [True]
    assert [due.weekday for due in real.deadlines] == ["周三", "周日", "周日", "周一", "周二"]
    assert [due.on_weekend for due in real.deadlines] == [False, True, True, False, False]
    assert [due.quarters_printed for due in real.deadlines] == ["", "一", "二", "三", "四"]


def test_a_rule_that_begins_later(small: Index) -> None:
    dates = [due.date for due in small.deadlines]
    assert dates == [date(2030, 2, 2), date(2030, 8, 10), date(2030, 11, 10), date(2031, 2, 10)]
    assert [due.quarters for due in small.deadlines] == [0, 2, 3, 4]


def deadlines(plan: Sequence[tuple[str, str]], inferred: str) -> list[tuple[date, int, bool]]:
    """The dates of the small plan with changes, how many quarters each covers, and whether it is inferred."""
    data = texts(SMALL)
    for old, new in plan:
        data["data/plan.yaml"] = data["data/plan.yaml"].replace(old, new)
    data["data/deadlines.yaml"] = data["data/deadlines.yaml"].replace("2031年2月10日", inferred)
    loaded, problems = load(data)
    assert not problems, report(problems)
    return [(due.date, due.quarters, due.inferred is not None) for due in build(loaded).deadlines]


def test_a_rule_that_begins_in_the_first_quarter() -> None:
    """What is due in the first quarter covers the year before."""
    assert deadlines([("2030年第三季度", "2030年第一季度")], "2031年5月10日") == [
        (date(2030, 2, 2), 0, False),
        (date(2030, 2, 10), 4, False),
        (date(2030, 5, 10), 1, False),
        (date(2030, 8, 10), 2, False),
        (date(2030, 11, 10), 3, False),
        (date(2031, 5, 10), 1, True),
    ]


def test_a_rule_that_begins_in_the_last_quarter_and_a_date_behind_it() -> None:
    """Dates are in order of time, whichever rule comes first."""
    changes = [
        ("2030年第三季度", "2030年第四季度"),
        ("第2个月", "第3个月"),
        ("10日", "28日"),
        ("于2030年2月2日", "于2030年12月29日"),
        ("date: 2030年2月2日", "date: 2030年12月29日"),
    ]
    assert deadlines(changes, "2031年12月28日") == [
        (date(2030, 12, 28), 3, False),
        (date(2030, 12, 29), 0, False),
        (date(2031, 12, 28), 3, True),
    ]


def test_a_calendar_for_all_and_for_each_unit_that_leads(real: Index, calendars: dict[str, Any]) -> None:
    units = {f"open-data/units/{unit.id}.ics" for unit in real.reporting}
    assert set(calendars) == {"open-data/deadlines.ics", *units}
    for calendar in calendars.values():
        assert [event.dtstart.value for event in calendar.vevent_list] == NAMED
        assert calendar.serialize()


def test_events_are_all_day_with_two_reminders_and_a_fixed_stamp(calendars: dict[str, Any]) -> None:
    for event in events(calendars):
        assert type(event.dtstart.value) is date
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert [alarm.trigger.value for alarm in event.valarm_list] == [timedelta(days=-7), timedelta(days=-3)]
        assert event.dtstamp.value == datetime(2025, 1, 16, tzinfo=UTC)


def test_identifiers_differ_and_stay(calendars: dict[str, Any]) -> None:
    uids = [event.uid.value for event in events(calendars)]
    assert len(set(uids)) == len(uids)
    first = calendars["open-data/units/qiaokou.ics"].vevent_list[0].uid.value
    assert first == "work-plan-qiaokou@f0c6fcd35b5c0f7a.plan"
    again = calendars["open-data/units/qiaokou.ics"].vevent_list[1].uid.value
    assert again == "quarterly-report-2025-q2-qiaokou@f0c6fcd35b5c0f7a.plan"


def sequences(*changes: tuple[str, str], revision: int = 0) -> dict[str, tuple[date, int]]:
    """The date and the sequence number of every event of the small plan with changes, by its identifier."""
    data = texts(SMALL)
    for old, new in changes:
        assert old in data["data/plan.yaml"]
        data["data/plan.yaml"] = data["data/plan.yaml"].replace(old, new)
    data["data/deadlines.yaml"] = f"inferred: []\nrevision: {revision}\n"
    loaded, problems = load(data)
    assert not problems, report(problems)
    made = next(one for one in downloads_of(build(loaded)) if one.document.path == "open-data/deadlines.ics")
    found = vobject.readOne(io.StringIO(made.content.decode())).vevent_list
    return {event.uid.value: (event.dtstart.value, int(event.sequence.value)) for event in found}


@pytest.mark.parametrize(
    ("changes", "revision"),
    [
        ([("2030年2月2日", "2030年2月12日")], 0),
        ([("2030年2月2日", "2031年1月2日")], 0),
        ([("第2个月", "第3个月")], 0),
        ([("10日", "20日")], 0),
        ([("2030年2月2日", "2030年1月20日"), ("第2个月", "第1个月")], 1),
    ],
)
def test_a_deadline_that_moves_stays_the_same_event_with_a_greater_sequence(
    changes: list[tuple[str, str]], revision: int
) -> None:
    before, after = sequences(), sequences(*changes, revision=revision)
    assert before.keys() == after.keys()
    moved = {uid for uid in before if before[uid][0] != after[uid][0]}
    assert moved
    assert all(after[uid][1] > before[uid][1] for uid in moved)
    assert all(after[uid] == before[uid] for uid in before.keys() - moved)


def test_a_name_in_two_lines_with_signs_of_the_format() -> None:
    name = "甲\n乙,丙;丁\\戊"
    values = {"name": name, "stamp": "2030-01-09", "domain": "x", "owner": "a"}
    event = {"date": "2030-02-02", "occasion": "list", "sequence": 1, "summary": name, "description": name}
    calendar = vobject.readOne(io.StringIO(calendars_module.make({**values, "events": [event]}).decode()))
    assert calendar.vevent.summary.value == name
    assert calendar.x_wr_calname.value == name


def test_lines_are_folded_within_75_bytes(real_downloads: tuple[Download, ...]) -> None:
    for one in real_downloads:
        if one.document.format == "ics":
            assert max(map(len, one.content.split(b"\r\n"))) <= 75


def test_an_event_quotes_the_document(real: Index, calendars: dict[str, Any]) -> None:
    quotes = [rule.quote for rule in real.data.plan.deadlines]
    for event in events(calendars):
        assert any(quote in event.description.value for quote in quotes)
    sunday = calendars["open-data/deadlines.ics"].vevent_list[1]
    assert sunday.summary.value == "4月20日前报送附表3（前一季度）"
    assert "当天是周日。" in sunday.description.value
