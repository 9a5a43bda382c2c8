"""What is printed before headings and items: 第一章, 一、, （一）, ——, 1., （1）, ①."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = "[一二三四五六七八九十百零〇]"
PART, CHAPTER, SECTION, GROUP, ITEM, POINT, CIRCLED = range(7)
_MARKS = (
    (re.compile(rf"第{_HAN}{{1,4}}(?:部分|章|节|编|篇|类)\s*[、.．:：]?\s*"), PART),
    (re.compile(rf"(?:{_HAN}\s?){{1,4}}(?:[、．]|\.(?!\d))\s*"), CHAPTER),
    # A machine may read （一） as (—).
    (re.compile(rf"[（(]\s*(?:(?:{_HAN}\s?){{1,4}}|[-—－])[）)]\s*[、.．]?\s*"), SECTION),
    (re.compile(r"[—─―－-]{2,4}\s*(?=[^\s\d—])"), GROUP),
    (re.compile(rf"第(?:{_HAN}{{1,4}}|\d{{1,3}})(?:条|项|件)[\s、.．:：]*|第{_HAN}{{1,3}}[，,、：:]\s*"), ITEM),
    (re.compile(rf"(?:任务|措施|举措|项目|事项|实事|问题)\s*(?:\d{{1,3}}|{_HAN}{{1,3}})\s*[：:、.．]\s*"), SECTION),
    (
        re.compile(r"\d{1,3}\s*(?:[．、]|\.(?!\d))\s*|\d{1,2}(?:[.-]\d{1,2}){1,2}[、.．]?\s+(?=[\u4e00-\u9fff“《])"),
        ITEM,
    ),
    (re.compile(r"[（(]\s*\d{1,3}\s*[）)]\s*[、.．]?\s*|\d{1,2}\s*[）)]\s*"), POINT),
    (re.compile(r"[①-⑳]\s*"), CIRCLED),
    (re.compile(r"[㈠-㈩]\s*"), SECTION),
    (
        re.compile(
            r"[⒈-⒛]\s*|[【\[〔]\s*\d{1,3}\s*[】\]〕]\s*|(?:№|N[oO]\.)\s*\d{1,3}(?:[.．、:：]|\s)\s*|[Ⅰ-Ⅻ]\s*[.．、]\s*"
        ),
        ITEM,
    ),
    (re.compile(r"[⑴-⒇]\s*"), POINT),
)
# A number that could as well be the beginning of 3.5 or of a quantity: it counts when it is the next one.
_NEXT = re.compile(r"(\d{1,3})(?:\.(?=\d)|\s+(?=[\u4e00-\u9fff“\"《‘]))\s*")
_BEGINS = re.compile(r"[第（(\d①-⒛Ⅰ-Ⅻ㈠-㈩【\[〔№N任措举项事实问△▲★☆*＊一二三四五六七八九十百零〇—─―－-]")
_STARS = re.compile(r"^[△▲★☆*＊]\s*(?=\d|[（(])")


class Mark(NamedTuple):
    """What is printed before a line, how deep it lies, and the number of its letters."""

    printed: str
    level: int
    length: int

    @property
    def number(self) -> str:
        """The number without the point behind it."""
        return self.printed.rstrip("、.．:：，, ")

    @property
    def value(self) -> int:
        """The number in figures, 0 where it is none."""
        digits = re.sub(r"\D", "", self.printed)
        return int(digits) if digits else 0


def alone(text: str) -> Mark | None:
    """Return the mark of an item whose number stands on a line of its own, without a point."""
    return Mark(text, ITEM, len(text)) if text.isdecimal() else None


def mark(text: str, last: int = -1) -> Mark | None:
    """Return the mark that a text begins with; `last` is the last number of an item where the text is a new line."""
    if not _BEGINS.match(text):
        return None
    star = _STARS.match(text)
    skipped = star.end() if star else 0
    for pattern, level in _MARKS:
        found = pattern.match(text, skipped)
        if found:
            return Mark("".join(found[0].split()), level, found.end())
    found = _NEXT.match(text, skipped)
    return Mark(found[1], ITEM, found.end()) if found and int(found[1]) == last + 1 else None
