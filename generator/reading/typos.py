"""Slips of the keyboard that YAML takes for something else, found in a text and mended in memory before it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.problems import Place, Problem
from generator.reading.lines import Line, going_on

# Controls, and what has no width: it cannot be seen, and makes two words that look alike differ.
INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is found, what it is taken for in memory, and what to say; {} stands for the group `sign`.

    One that is of `structure` is none where it stands within a text that goes on in further lines.
    """

    pattern: re.Pattern[str]
    mended: str | Callable[[re.Match[str]], str]
    message: str
    cure: str
    structure: bool = False

    def find(self, text: str) -> list[re.Match[str]]:
        """Where a text has the slip."""
        found = list(self.pattern.finditer(text))
        lines = text.split("\n") if found and self.structure else []
        within = going_on([Line(line, n) for n, line in enumerate(lines, 1)])
        return [one for one in found if text.count("\n", 0, one.start()) not in within]

    def problems(self, file: str, found: Sequence[re.Match[str]]) -> Iterator[Problem]:
        """A problem for each line that has the slip, or one for all where they are very many."""
        problems = list(self._each(file, found))
        if len(problems) > _MANY:
            message = f"{problems[0].message}，还有{len(problems) - 1}行也是这样"
            problems = [replace(problems[0], message=message)]
        yield from problems

    def _each(self, file: str, found: Sequence[re.Match[str]]) -> Iterator[Problem]:
        last = 0
        for one in found:
            at = one.start("sign")
            line = one.string.count("\n", 0, at) + 1
            if line != last:
                place = Place(file, line, at - one.string.rfind("\n", 0, at), line)
                sign = _BLANKS.get(one["sign"]) or spelled_out(one["sign"])
                yield Problem(place, "", self.message.format(sign), self.cure.format(sign))
            last = line

    def without(self, text: str, found: Sequence[re.Match[str]]) -> str:
        """The text without the slip, in as many lines."""
        begins = {one.start() for one in found}
        return self.pattern.sub(lambda one: self._replacement(one) if one.start() in begins else one[0], text)

    def _replacement(self, found: re.Match[str]) -> str:
        new = found.expand(self.mended) if isinstance(self.mended, str) else self.mended(found)
        return new + "\n" * (found[0].count("\n") - new.count("\n"))


_CONFLICT = "有没处理完的合并冲突", "留下要的一份，删去另一份和“<<<<<<<”“=======”“>>>>>>>”这几行"
# How many lines with the same slip are reported one by one.
_MANY = 20
_BLANKS = {"\t": "制表符", "\u3000": "全角空格", "\xa0": "不换行空格"}
_NOT_SPACE = "".join(_BLANKS)


def _spaces(found: re.Match[str]) -> str:
    """About as many spaces as an indent is wide."""
    return "".join("  " if one in "\t\u3000" else " " for one in found[0])


_SLIPS = (
    Slip(re.compile(f"(?P<sign>{INVISIBLE.pattern})"), "", "这里有看不见的控制字符 {}", "删去它"),
    Slip(
        re.compile(rf"^ *(?P<sign>[{_NOT_SPACE}])[ {_NOT_SPACE}]*(?=\S)", re.MULTILINE),
        _spaces,
        "缩进里有{}",
        "换成半角空格，与相邻的行对齐",
    ),
    Slip(
        re.compile(r"^(?P<sign><{7})[^\n]*\n(.*?)^[|=]{7}.*?^>{7}[^\n]*", re.MULTILINE | re.DOTALL), r"\n\2", *_CONFLICT
    ),
    Slip(re.compile(r"^(?P<sign>[<|=>])(?P=sign){6}(?!(?P=sign)).*$", re.MULTILINE), "", *_CONFLICT),
    Slip(
        re.compile(
            rf"^( *(?:- )*)(?P<sign>-(?![ \n-]|\Z)|[－–—](?![－–—])|[*+•·●○▪■◆►](?=[ {_NOT_SPACE}]))[ {_NOT_SPACE}]*",
            re.MULTILINE,
        ),
        r"\1- ",
        "列表的“{}”写法不对",
        "写成“- ”，英文连字符后面加一个空格",
        structure=True,
    ),
    Slip(
        re.compile(r"^( *- +)(?P<sign>-)(?: +-)* +(?=\S)", re.MULTILINE),
        r"\1",
        "这里多了一个“- ”",
        "每一行只有一个“- ”，删去多余的",
        structure=True,
    ),
    Slip(
        re.compile(r"^( *(?:- +)*)(?P<sign>[&*!|>@%`~,?]+) ?(?=[a-z_]+:(?: |$))", re.MULTILINE),
        r"\1",
        "键前面多了“{}”",
        "删去它",
    ),
    # The first line of a record, which would be a record of its own that lacks all the rest.
    Slip(
        re.compile(r"^( *)(- +[a-z_]+: +\S.*)(?:\n *)*\n\1(?P<sign>\2)$", re.MULTILINE),
        r"\1\2",
        "这一行写了两次",
        "删去一行",
    ),
)


def mend(file: str, text: str) -> tuple[list[Line], list[Problem]]:
    """The lines of a text without slips, and a problem for each line that has one."""
    problems: list[Problem] = []
    old = text.replace("\r\n", "\n").replace("\r", "\n")
    new = old
    for slip in _SLIPS:
        found = slip.find(new)
        problems += slip.problems(file, found)
        new = slip.without(new, found)
    pairs = enumerate(zip(old.split("\n"), new.split("\n"), strict=True), 1)
    return [Line(mended, n, len(mended) - len(typed)) for n, (typed, mended) in pairs], problems


def spelled_out(text: str) -> str:
    """The text with the number of each invisible character in its place, such as U+200B."""
    return INVISIBLE.sub(lambda found: f"U+{ord(found[0]):04X}", text)
