"""What is wrong with the data, as values: where, in which record, what, and how to fix it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

MISSING_FILE = "E002 缺少这个文件"
# A message is cut after so many letters.
_LONGEST = 300
# A report has at most so many messages, and a kind of problem on more lines than this has one message.
_MESSAGES = 50
_LINES_OF_A_KIND = 10
# What shows nothing on a screen, or steers it.
_UNSEEN = (
    r"\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e0fff"
)
# What looks like other signs, by the blocks of Unicode: radicals and strokes, private use, compatibility ideographs,
# wide digits and letters, half-width forms, the replacement character, styled letters and digits.
_LOOKALIKES = (
    r"\u2e80-\u2fdf\u31c0-\u31ef\ue000-\uf8ff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uffdf\ufffd"
    r"\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f\U000f0000-\U0010ffff"
)
_UNCLEAR = re.compile(f"[{_UNSEEN}{_LOOKALIKES}]+")
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_LETTERS_LIKE_DIGITS = str.maketrans("lI|Oo", "11100")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a value stands: file as the user knows it, line and column from 1, and the last line it reaches."""

    file: str
    line: int
    column: int
    last_line: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to fix. A `hint` asks for attention only; every other problem stops the build.

    A message begins with its code, such as E120, which is written where the message is and nowhere else. Codes never
    change, and one that is given up is not used again.

    `subjects` are what it puts in doubt: ids, names, and the file if some of it could not be read. What a later check
    finds about one of them, or at the same position, only repeats this problem.
    """

    position: Position
    record: str
    message: str
    cure: str
    hint: bool = False
    subjects: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def code(self) -> str:
        """The code of the kind of problem."""
        return self.message.partition(" ")[0]

    @property
    def said(self) -> str:
        """What is wrong and how to fix it, in one line."""
        record = f"{_shown(self.record)} " if self.record else ""
        return f"{record}{_shown(self.message.partition(' ')[2])}。{_shown(self.cure)}。"

    def __str__(self) -> str:
        where = f"{self.position.file}:{self.position.line}:{self.position.column}"
        return f"{where}: {'提醒' if self.hint else '错误'} {self.code}: {self.said}"


def _shown(text: str) -> str:
    """Return the text as one line of a report, cut where it is very long."""
    return spelled(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def spelled(text: str) -> str:
    """Return the text with the code points of what cannot be seen in its place, and of what looks like other signs."""
    return _UNCLEAR.sub(lambda found: _with_code_points(found[0]), text)


def _with_code_points(signs: str) -> str:
    return f"{_INVISIBLE.sub('', signs)}（{' '.join(f'U+{ord(sign):04X}' for sign in signs)}）"


def told_apart(one: str, other: str) -> tuple[str, str]:
    """Return two texts; where they look alike, with the code points of the signs in which they differ."""
    if one == other or _looks(one) != _looks(other):
        return one, other
    return differing(one, other), differing(other, one)


def _looks(text: str) -> str:
    seen = "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) not in ("Cf", "Mn")
    )
    return seen.translate(_LETTERS_LIKE_DIGITS)


def differing(text: str, other: str) -> str:
    """Return a text with the code points of the signs that another lacks at their place, unless `spelled` adds them."""
    matcher = difflib.SequenceMatcher(None, text, other, autojunk=False)
    pieces = ((kind, text[start:end]) for kind, start, end, _, _ in matcher.get_opcodes())
    return "".join(
        piece if kind == "equal" or not piece or _UNCLEAR.search(piece) else _with_code_points(piece)
        for kind, piece in pieces
    )


def stopping(problems: Iterable[Problem]) -> bool:
    """Return whether any of the problems is more than a hint."""
    return any(not problem.hint for problem in problems)


def overview(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems to show, by position: of a kind that occurs very often the first, and errors before hints."""
    kinds: dict[tuple[str, bool, str], list[Problem]] = {}
    for problem in sorted(set(problems)):
        # What is quoted and counted differs from one problem of a kind to the next.
        kind = problem.position.file, problem.hint, problem.code
        kinds.setdefault(kind, []).append(problem)
    shown = [one for found in kinds.values() for one in _once(found)]
    return sorted(sorted(shown, key=lambda one: (one.hint, one))[:_MESSAGES])


def _once(found: Sequence[Problem]) -> Sequence[Problem]:
    """Return the problems of a kind, or, if they are on very many lines, the first with the number of lines."""
    lines = len({one.position.line for one in found})
    if lines <= _LINES_OF_A_KIND:
        return found
    return [replace(found[0], message=f"{found[0].message}，这样的共有{lines}行")]


def report(problems: Iterable[Problem]) -> str:
    """Return what to show of the problems, one a line, with the count of all at the end."""
    found = set(problems)
    shown = overview(found)
    errors = sum(not problem.hint for problem in found)
    hints = len(found) - errors
    count = "没有发现问题" if not found else f"共 {errors} 处错误" + (f"，{hints} 处提醒" if hints else "")
    more = f"，这里列出 {len(shown)} 条，改好再检查一次" if len(shown) < len(found) else ""
    return "\n".join([*map(str, shown), f"{count}{more}。"])


def nearest(value: str, valid: Sequence[str], alike: float = 0.5) -> str | None:
    """The valid value most like a mistyped one, large letters or small, or None where nothing is so much alike."""
    folded = {one.casefold(): one for one in reversed(valid)}
    return next((folded[one] for one in difflib.get_close_matches(value.casefold(), folded, 1, alike)), None)


def is_it(close: str, value: str) -> str:
    """Return the question whether a value was meant in place of another, which may look just like it."""
    return f"是不是“{told_apart(close, value)[0]}”"


def suggest(value: str, valid: Sequence[str]) -> str:
    """Return the cure for a value that is none of the valid ones: the nearest of them, or the list if it is short."""
    if close := nearest(value, valid):
        return is_it(close, value)
    return f"可用的是：{'、'.join(valid)}" if 0 < len(valid) <= 14 else "请对照同类记录改正"
