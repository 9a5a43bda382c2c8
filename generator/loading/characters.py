"""The characters that people mistype and YAML mistakes: one table, applied line by line to a text before it is read.

In memory each is taken for what was meant, so that one slip is one problem and hides nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.loading.lines import Line, Slip, take_apart

# Controls, and what has no width: it cannot be seen, and makes two words that look alike differ.
INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_BLANKS = {"\t": "制表符", "\u3000": "全角空格", "\xa0": "不换行空格"}
_BLANK = f" {''.join(_BLANKS)}"
_BULLET = rf"-(?![ \n-]|\Z)|[－–—](?![－–—])|[*+•·●○▪■◆►](?=[{_BLANK}])"
_MARK = re.compile(r"([<|=>])\1{6}(?!\1)")
_CONFLICT = ("E010 有没处理完的合并冲突", "留下要的一份，删去另一份和“<<<<<<<”“=======”“>>>>>>>”这几行")
_DIVIDER = ("E011 多了“{}”这一行", "删去它；后面是重复的一份内容的，一起删去")
_TWICE = ("E012 这一行写了两次", "删去一行")
_COLON = "写成“{}:”，英文冒号；后面有值的，再加一个空格"
# The keys that the terms of the document stand for.
_TERMS = {"编号": "id", "标题": "title", "小标题": "heading", "章节": "sections", "事项": "text", "分项": "clauses"}
_TERMS |= {
    "正文": "text",
    "文字": "text",
    "内容": "text",
    "牵头单位": "lead",
    "责任单位": "responsible",
    "配合单位": "supporting",
    "分管领导": "leaders",
    "完成时限": "due",
    "进度安排": "milestones",
    "时间节点": "milestones",
    "序号": "mark",
    "名称": "name",
}
_TERMS |= {
    "全称": "official_name",
    "别名": "aliases",
    "类别": "kind",
    "成员": "members",
    "依据": "source",
    "理由": "reason",
}


def spelled_out(text: str) -> str:
    """Return the text with the number of each invisible character in its place, such as U+200B."""
    return INVISIBLE.sub(lambda found: f"U+{ord(found[0]):04X}", text)


@dataclass(frozen=True, slots=True)
class Mistyped:
    """What is found in a line, what it is taken for, and what to say; `{}` stands for the group `sign`."""

    pattern: re.Pattern[str]
    meant: str | Callable[[re.Match[str]], str]
    message: str
    cure: str


_TABLE = (
    Mistyped(re.compile(f"(?P<sign>{INVISIBLE.pattern})"), "", "E013 这里有看不见的控制字符 {}", "删去它"),
    Mistyped(
        re.compile(rf"^ *(?P<sign>[{_BLANK[1:]}])[{_BLANK}]*(?=[^{_BLANK}])"),
        lambda found: "".join("  " if sign in "\t\u3000" else " " for sign in found[0]),
        "E014 缩进里有{}",
        "换成半角空格，与相邻的行对齐",
    ),
    Mistyped(
        re.compile(rf"^( *(?:- )*)(?P<sign>{_BULLET})[{_BLANK}]*"),
        r"\1- ",
        "E015 列表的“{}”写法不对",
        "写成“- ”，英文连字符后面加一个空格",
    ),
    Mistyped(
        re.compile(r"^( *- +)(?P<sign>-)(?: +-)* +(?=\S)"),
        r"\1",
        "E016 这里多了一个“- ”",
        "每一行只有一个“- ”，删去多余的",
    ),
    Mistyped(
        re.compile(r"^( *(?:- +)*)(?P<sign>[&*!|>@%`~,?]+) ?(?=(?:- +)?[a-z_]+:(?: |$))"),
        r"\1",
        "E017 键前面多了“{}”",
        "删去它",
    ),
)


def _keys(keys: Collection[str], firsts: Collection[str]) -> tuple[Mistyped, ...]:
    """Return what is mistyped of keys that a file may have; behind a dash only those that records begin with."""
    key, first, term = ("|".join(sorted(words, key=len, reverse=True)) for words in (keys, firsts, _TERMS))
    begin = rf"^( *(?:- +(?=(?:{first})\b))?)(?P<sign>{key})"
    return (
        Mistyped(
            re.compile(rf"{begin}(?:[{_BLANK}]*[：︰﹕；;]|:(?![ \t]|$))[{_BLANK}]*"),
            r"\1\2: ",
            "E018 键“{}”后面的冒号写法不对",
            _COLON,
        ),
        Mistyped(re.compile(rf"{begin}(?: +(?! |:)|$)"), r"\1\2: ", "E019 键“{}”后面没有冒号", _COLON),
        Mistyped(
            re.compile(rf"^( *(?:- +)?)(?P<sign>{term}) *[：:][{_BLANK}]*"),
            lambda found: f"{found[1]}{_TERMS[found[2]]}: ",
            "E020 键“{}”应当用英文",
            _COLON,
        ),
    )


def lines_of(text: str, keys: Collection[str], firsts: Collection[str]) -> list[Line]:
    """Return the lines of a text without what is mistyped, each with its slips; see `_keys`.

    Of a merge conflict one of the two versions is left.
    """
    typed = re.sub("\r\n?", "\n", text).split("\n")
    table = (*_TABLE, *_keys(keys, firsts))
    conflicts = dict(_conflicts(typed))
    left_out = {row for rows in conflicts.values() for row in rows}
    lines, above = [], ""
    for row, line in enumerate(typed):
        if row in conflicts:
            lines.append(_without(row, *_CONFLICT, breaks=len(conflicts[row]) == 1))
        elif line.rstrip() in ("---", "...") and row:
            lines.append(_without(row, *_DIVIDER, line.rstrip(), breaks=True))
        elif row not in left_out:
            read = _mended(row + 1, line, table)
            lines.append(_without(row, *_TWICE) if read.key and line == above else read)
            above = line if line.strip() else above
    return lines


def _without(row: int, message: str, cure: str, about: str = "", *, breaks: bool = False) -> Line:
    """Return an empty line in place of one that has to be deleted."""
    return take_apart(row + 1, "", 0, (Slip(0, message, cure, about, breaks),))


def _mended(number: int, typed: str, table: Sequence[Mistyped]) -> Line:
    text, slips = typed, []
    for one in table:
        if found := one.pattern.search(text):
            sign = _BLANKS.get(found["sign"]) or spelled_out(found["sign"])
            column, cure = found.start("sign") - len(text) + len(typed), one.cure.replace("{}", _TERMS.get(sign, sign))
            slips.append(Slip(max(column, 0), one.message, cure, sign))
            text = one.pattern.sub(one.meant, text)
    return take_apart(number, text, len(text) - len(typed), tuple(slips))


def _conflicts(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the row of each merge conflict with the rows that it takes out of the file, from 0.

    A mark without its counterparts is one by itself.
    """
    marks = [(row, found[1]) for row, line in enumerate(lines) if (found := _MARK.match(line))]
    n = 0
    while n < len(marks):
        whole = re.match(r"<\|?=>", "".join(sign for _, sign in marks[n : n + 4]))
        count = len(whole[0]) if whole else 1
        first, last = marks[n][0], marks[n + count - 1][0]
        yield first, [first, *range(marks[n + 1][0], last + 1)] if whole else [first]
        n += count
