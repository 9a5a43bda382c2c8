"""Numerals and dates as official documents print them."""

from __future__ import annotations

import re
from datetime import date

CHINESE_NUMERALS = "一二三四五六七八九十"
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def numeral(number: int) -> str:
    """The Chinese numeral of a number from 1 to 999, as headings and citations print it (112 is 一百一十二).

    No plan counts further; a larger number is a slip, and stays in figures.
    """
    if number > 999:
        return str(number)
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return _below_hundred(rest)
    between = {0: "零", 1: "一"}.get(rest // 10, "") if rest else ""
    return f"{CHINESE_NUMERALS[hundreds - 1]}百{between}{_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "" if ones == 0 else CHINESE_NUMERALS[ones - 1]
    if tens == 0:
        return digits
    return ("" if tens == 1 else CHINESE_NUMERALS[tens - 1]) + "十" + digits


def printed_date(printed: str) -> date | None:
    """A date printed as 2025年1月16日, or None for any other text and for a day that no calendar has."""
    found = DATE.fullmatch(printed)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def as_printed(day: date) -> str:
    """A date as documents print it, which `printed_date` reads: 2025年1月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def iso_date(printed: str) -> str:
    """A printed date in ISO 8601. It has been checked to be one."""
    day = printed_date(printed)
    assert day, "checked"
    return day.isoformat()
