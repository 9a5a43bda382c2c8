"""Slips of the keyboard that YAML takes for something else, found in a text and mended in memory before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.problems import Place, Problem

# Controls, and what has no width: it cannot be seen, and makes two words that look alike differ.
INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is found, what it is taken for in memory, and what to say; {} stands for the group `sign`."""

    pattern: re.Pattern[str]
    mended: str
    message: str
    cure: str

    def problems(self, file: str, text: str) -> Iterator[Problem]:
        """A problem for each line of a text that has the slip."""
        last = 0
        for found in self.pattern.finditer(text):
            at = found.start("sign")
            line = text.count("\n", 0, at) + 1
            if line != last:
                place = Place(file, line, at - text.rfind("\n", 0, at), line)
                sign = spelled_out(found["sign"])
                yield Problem(place, "", self.message.format(sign), self.cure.format(sign))
            last = line

    def replacement(self, found: re.Match[str]) -> str:
        """What stands for a slip, in as many lines."""
        new = found.expand(self.mended)
        return new + "\n" * (found[0].count("\n") - new.count("\n"))


_CONFLICT = "有没处理完的合并冲突", "留下要的一份，删去另一份和“<<<<<<<”“=======”“>>>>>>>”这几行"
_SLIPS = (
    Slip(re.compile(f"(?P<sign>{INVISIBLE.pattern})"), "", "这里有看不见的控制字符 {}", "删去它"),
    Slip(
        re.compile(r"^(?P<sign><{7})[^\n]*\n(.*?)^[|=]{7}.*?^>{7}[^\n]*", re.MULTILINE | re.DOTALL), r"\n\2", *_CONFLICT
    ),
    Slip(re.compile(r"^(?P<sign>[<|=>])(?P=sign){6}(?!(?P=sign)).*$", re.MULTILINE), "", *_CONFLICT),
    Slip(
        re.compile(r"^( *(?:- +)*)(?P<sign>[a-z_]+)(?:：|:(?![\s/]))[ \u3000]*", re.MULTILINE),
        r"\1\2: ",
        "键“{}”后面的冒号写法不对",
        "写成“{}: ”，英文冒号后面加一个空格",
    ),
    Slip(
        re.compile(r"^( *(?:- )*)(?P<sign>-(?![ \n-]|\Z)|[－–])[ \t\u3000\xa0]*", re.MULTILINE),
        r"\1- ",
        "列表的“{}”写法不对",
        "写成“- ”，英文连字符后面加一个空格",
    ),
)


def mend(file: str, text: str) -> tuple[str, list[Problem]]:
    """The text without slips, line by line where it was, and a problem for each line that has one."""
    problems: list[Problem] = []
    for slip in _SLIPS:
        problems += slip.problems(file, text)
        text = slip.pattern.sub(slip.replacement, text)
    return text, problems


def spelled_out(text: str) -> str:
    """The text with the number of each invisible character in its place, such as U+200B."""
    return INVISIBLE.sub(lambda found: f"U+{ord(found[0]):04X}", text)
