"""What a data file may be at most. What is larger is refused in one sentence, before a parser sees it."""

from __future__ import annotations

import re

from generator.problems import Position, Problem

# A file of ten such plans has half of it. Edges refuse larger files unread.
LARGEST = 2_000_000
# The longest paragraph of the plan has 600 characters.
LONGEST_LINE = 10_000
MOST_VALUES = 50_000
DEEPEST = 30

_NESTED = re.compile(rf"(?:[-?:] +){{{DEEPEST + 1}}}")
_BRACKETS = re.compile(r"[\[{}\]]")


def refuse(file: str, text: str) -> Problem | None:
    """Return why a text is not read at all, None where it is."""
    if len(text) > LARGEST:
        return _refusal(file, 1, f"文件超过 {LARGEST // 1_000_000} MB", "从版本记录里取回它；一份方案没有这么大")
    lines = text.split("\n")
    if long := next((n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), None):
        return _refusal(file, long, f"这一行超过{LONGEST_LINE}个字", "拆成几行，或者从版本记录里取回这个文件")
    if len(lines) + text.count(",") > MOST_VALUES:
        return _refusal(file, 1, f"文件里的值超过{MOST_VALUES}个", "从版本记录里取回它；一份方案没有这么多")
    if deep := _too_deep(text):
        return _refusal(file, deep, f"这里的层次超过{DEEPEST}层", "对照同类记录，删去多余的括号和“- ”")
    return None


def _refusal(file: str, line: int, message: str, cure: str) -> Problem:
    return Problem(Position(file, line, 1, line), "", f"{message}，整个文件没有读", cure)


def _too_deep(text: str) -> int:
    """The line in which something is nested too deep, 0 where nothing is."""
    if found := _NESTED.search(text):
        return text.count("\n", 0, found.start()) + 1
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > DEEPEST:
            return text.count("\n", 0, bracket.start()) + 1
    return 0
