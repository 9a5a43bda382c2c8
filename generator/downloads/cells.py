"""Texts that a spreadsheet would take for something else: for a formula, a number, a date or a time."""

from __future__ import annotations

import re
import unicodedata

_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r\n]")
# A whole number of more than eleven digits is shown in powers of ten, and of more than fifteen it loses the last ones;
# zeros in front are lost from any.
_HARMLESS = re.compile(r"0|[1-9][0-9]{0,10}")
_MONTH = (
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
    "|dec(ember)?"
)
# What makes a number, a date or a time depends on the spreadsheet and on the language that it is set to. So a cell is
# guarded if it has a digit and nothing else than these are made of: an apostrophe too many does less harm than 3/4 that
# became a day in March. Spreadsheets of East Asia take full-width signs for the others.
_CONVERTED = re.compile(
    r"(?=.*\d)([\d\s.,:/()%+\-$€£¥年月日时分秒]|上午|下午|(?<=[\d.])e(?=[+-]?\d)|(?<=\d)t(?=\d)|(?<=[\d\s])[ap]m?"
    rf"|{_MONTH})+",
    re.IGNORECASE | re.DOTALL,
)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula when its cell is read or edited."""
    return _FORMULA.match(_narrow(text)) is not None


def safe_cell(text: str) -> str:
    """The text of a cell of a CSV file so that it stays a text: with an apostrophe, where it may become another."""
    converted = _CONVERTED.fullmatch(_narrow(text)) and not _HARMLESS.fullmatch(text)
    return f"'{text}" if converted or is_formula(text) else text


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
