"""The last day that follows from a deadline as it is printed: 2026年6月底前, 年内, 第三季度."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.texts import CHINESE_NUMERALS, numeral

# A year as documents write it: 2025年, 〔2025〕.
YEAR = re.compile(r"((?:19|20)\d\d)(?=年|〕)")
_NUMERALS = {numeral(n): n for n in range(1, 13)}
_COUNT = rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,2}})"
_MONTH = re.compile(rf"(?<!第)(?P<month>{_COUNT})月(?:份)?(?P<day>\d{{1,2}}日|[上中]旬)?")
# The ends of other stretches of a year, by their months.
_STRETCHES = (
    (re.compile("上半年|年中"), 6),
    (re.compile("第?[一1]季度|首季"), 3),
    (re.compile("第?[二2]季度"), 6),
    (re.compile("第?[三3]季度|前三季度"), 9),
    (re.compile("第?[四4]季度|下半年|年底|年末|年内|全年|当年|本年|年度|年前|年(?:前)?完成|年$"), 12),
)
# What comes again and again has no last day.
_AGAIN = re.compile("每[年季月半周]|各季度|逐[年季月]|长期|持续|常态|适时|起$|以后|之后")


def day_of(due: str, year: int) -> date | None:
    """Return the last day of a deadline as printed; None where none follows.

    `year` is that of the plan, which counts where the deadline names none; 0 where nobody knows it. Of several dates
    the last counts, for then all is to be done.
    """
    there = _year(due, year)
    if not due or not there or _AGAIN.search(due):
        return None
    years = [*YEAR.finditer(due)]
    return _in(there, (due[years[-1].end() :] if years else due) or "年")


def days_of(dues: Iterable[str], year: int) -> Iterator[date | None]:
    """Yield the last days of deadlines in a row: one that names no year is in that of the one before it."""
    for due in dues:
        yield day_of(due, year)
        year = _year(due, year)


def _year(due: str, year: int) -> int:
    """Return the last year that a deadline names; else that of the plan, or the next; 0 where nobody knows it."""
    years = YEAR.findall(due)
    return int(years[-1]) if years else year + 1 if year and re.search("明年|次年", due) else year


def _in(year: int, said: str) -> date | None:
    """Return the last day that words name in a year."""
    if months := [*_MONTH.finditer(said)]:
        last = months[-1]
        month = _number(last["month"])
        return _day(year, month, last["day"] or "") if 1 <= month <= 12 else None
    month = next((month for words, month in _STRETCHES if words.search(said)), 0)
    return _day(year, month, "") if month else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMERALS.get(text, 0)


def _day(year: int, month: int, said: str) -> date | None:
    end = monthrange(year, month)[1]
    day = {"上旬": 10, "中旬": 20}.get(said) or (int(said[:-1]) if said else end)
    return date(year, month, day) if 1 <= day <= end else None
