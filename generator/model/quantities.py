"""The numbers of a text: where each stands, its exact value, and how the words around it compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal

Comparator = Literal["≥", ">", "≈", "≤", "<", "="]
# How the document says each comparator. What has no such word is said as it is: =.
COMPARATORS: dict[Comparator, str] = {
    "≥": "以上",
    ">": "超过",
    "≈": "左右",
    "≤": "不超过",
    "<": "低于",
    "=": "",
}
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 100, "": 1}
_DIGITS = "零一二三四五六七八九"
# A thousand metres, watts or volts is a unit of measure, not a multiple of one.
_THOUSAND = "千(?![克米瓦伏赫卡帕焦升])"
_NUMBER = re.compile(
    rf"(?P<digits>\d+(?:\.\d+)?)(?P<scale>万亿|万|亿|百|{_THOUSAND})?"
    rf"|(?P<han>(?:[一二三四五六七八九十百万亿两零〇]|{_THOUSAND})+)",
    re.ASCII,
)
# A number with the measure behind it: of more signs than one where the plan has such, else of one.
MEASURED = (
    r"[0-9]+(?:[.—][0-9]+)?[余多]?[十百千万亿]*"
    r"(?:平方公里|平方米|公里|公顷|千伏安|小时|微克|周岁|人次|场次|个月|[\u4e00-\u9fff])"
)
_MORE = re.compile(r"[余多]")
_DASH = re.compile(r"[—–－～~\-至]+")
# The first that fits says how a number compares: words right before it, or right behind its unit of measure.
_BEFORE: tuple[tuple[str, Comparator], ...] = (
    (r"不低于|不少于|不小于|至少", "≥"),
    (r"不超过|不高于|不大于|至多|降至|降到|降低到|下降到|压减至|控制在", "≤"),
    (r"低于|少于|小于", "<"),
    (r"超过|超|突破|逾|高于|大于", ">"),
    (r"大约|约", "≈"),
)
_BEHIND: tuple[tuple[str, Comparator], ...] = (
    (r"以上", "≥"),
    (r"左右|上下", "≈"),
    (r"以内|以下", "≤"),
)
# What says how a figure grows against the year before, unless another year or a longer time is named.
GROWTH = re.compile(r"增长|增幅|涨幅|增速")
_OTHER_YEAR = re.compile(r"比\d{4}年|累计|年均")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: from where to where, how it is written, and its value, None for a row like 十五五."""

    start: int
    end: int
    text: str
    value: Decimal | None

    def behind(self, letters: int) -> Number:
        """Return the number in a text that has so many letters more before it."""
        return replace(self, start=self.start + letters, end=self.end + letters)

    def scaled_as(self, upper: Number) -> Number:
        """Return the lower end of a range with the scale that is said once, behind the upper end: 8—10万."""
        scale = _SCALES.get(upper.text.lstrip("0123456789."), 1)
        if self.value is None or not self.text[-1].isdecimal():
            return self
        return replace(self, value=self.value * scale)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a unit of measure, or a range of two, as a text has it, and how it compares with that."""

    numbers: tuple[Number, ...]
    comparator: Comparator

    @property
    def printed(self) -> str:
        """The number as it is written: 20万, or 3—5."""
        return "—".join(number.text for number in self.numbers)

    @property
    def values(self) -> tuple[str, str | None]:
        """The exact value, and the upper end of a range, as targets write them; empty where it is no number."""
        lower, *upper = (exact(number.value) if number.value is not None else "" for number in self.numbers)
        return lower, upper[0] if upper else None


def numbers(text: str) -> tuple[Number, ...]:
    """Return all numbers of a text, in digits and in Chinese numerals."""
    return tuple(Number(found.start(), found.end(), found[0], _value(found)) for found in _NUMBER.finditer(text))


def _value(found: re.Match[str]) -> Decimal | None:
    if found["digits"]:
        return Decimal(found["digits"]) * _SCALES[found["scale"] or ""]
    return _of_numeral(found["han"])


def _of_numeral(numeral: str) -> Decimal | None:
    """Return the value of a Chinese numeral below 10^12, None where the characters are no number."""
    for sign, scale in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        high, found, low = numeral.partition(sign)
        if found:
            times = Decimal(1) if not high and scale == 10 else _of_numeral(high)
            rest = Decimal(0) if not low else _of_numeral(low.removeprefix("零").removeprefix("〇"))
            return None if times is None or rest is None or rest >= scale else times * scale + rest
    digit = _DIGITS.find(numeral.replace("两", "二").replace("〇", "零"))
    return Decimal(digit) if len(numeral) == 1 and digit >= 0 else None


def decimal(text: str) -> Decimal | None:
    """Return the value of an exact decimal such as 35000 or 4.5, None for any other text."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def exact(value: Decimal) -> str:
    """Return the value as an exact decimal, without exponent and idle zeros."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def quantities(text: str, unit: str) -> Iterator[Quantity]:
    """Yield what a text counts in a unit of measure, in order."""
    ends: tuple[Number, ...] = ()
    for number in numbers(text):
        joined = ends and _is_range(text[ends[-1].end : number.start], unit)
        ends = (ends[-1].scaled_as(number), number) if joined else (number,)
        more, behind = _more(text[number.end :])
        if behind.startswith(unit) and not _DASH.match(behind, len(unit)):
            yield Quantity(ends, ">" if more else _comparator(text[: ends[0].start], behind[len(unit) :]))


def the_quantity(text: str, unit: str, value: str, upper: str | None) -> Quantity | None:
    """Return what a text counts with a value in a unit of measure; None where it does not, or not once."""
    fitting = [one for one in quantities(text, unit) if one.values == (value, upper)]
    return fitting[0] if len(fitting) == 1 else None


def is_aspired(before: str, words: str) -> bool:
    """Return whether words are only aspired to: 力争 holds for what stands behind it up to the next comma."""
    return "力争" in re.split("[，。；]", before)[-1] + words


def is_growth(before: str, words: str, unit: str) -> bool:
    """Return whether words behind others say by how many per cent something grows against the year before."""
    sentence = re.split("[。；]", before)[-1] + words
    return unit == "%" and bool(GROWTH.search(words)) and not _OTHER_YEAR.search(sentence)


def _is_range(between: str, unit: str) -> bool:
    """Return whether what stands between two numbers makes them the ends of a range: 3—5家, 5%—6%."""
    return bool(_DASH.fullmatch(between.removeprefix(unit)))


def _more(behind: str) -> tuple[bool, str]:
    """Return whether 余 or 多 follows a number, as in 6万余名, and what follows then."""
    found = _MORE.match(behind)
    return bool(found), behind[found.end() :] if found else behind


def _comparator(before: str, behind: str) -> Comparator:
    for words, sign in _BEHIND:
        if re.match(words, behind):
            return sign
    for words, sign in _BEFORE:
        if re.search(f"(?:{words})$", before):
            return sign
    return "="
