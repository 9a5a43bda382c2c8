"""What is wrong with the data, as values: where, in which record, what, and how to mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)

_LONGEST = 300
_STEERING = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value stands: file as the user knows it, line and column from 1, and the last line it reaches."""

    file: str
    line: int
    column: int
    last_line: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. A `hint` asks for attention only; every other problem stops the build."""

    place: Place
    record: str
    message: str
    cure: str
    hint: bool = False
    # What must be known to the last record for this to be a fault: it says that something is missing there.
    needs: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        where = f"{self.place.file}:{self.place.line}:{self.place.column}"
        kind = "提醒" if self.hint else "错误"
        record = f"{_shown(self.record)} " if self.record else ""
        return f"{where}: {kind}: {record}{_shown(self.message)}。{_shown(self.cure)}。"


def _shown(text: str) -> str:
    """The text on one line of the report: what would steer a terminal is spelled out, what is endless is cut."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), cut)


class Mention(NamedTuple):
    """A name in the data that another record must have, where it stands, and in which record."""

    name: str
    place: Place
    record: str


def stopping(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is more than a hint."""
    return any(not problem.hint for problem in problems)


def report(problems: Iterable[Problem]) -> str:
    """All problems, sorted by place, one a line, with a count at the end."""
    ordered = sorted(set(problems))
    errors = sum(not problem.hint for problem in ordered)
    hints = len(ordered) - errors
    count = "没有发现问题" if not ordered else f"共 {errors} 处错误" + (f"，{hints} 处提醒" if hints else "")
    return "\n".join([*map(str, ordered), f"{count}。"])


def repeated(named: Iterable[tuple[T, Place]]) -> Iterator[tuple[T, Place, Place]]:
    """Every name that came before, with its place and the place of the first."""
    first: dict[T, Place] = {}
    for name, place in named:
        if name in first:
            yield name, place, first[name]
        first.setdefault(name, place)


def written_twice(words: Iterable[tuple[str, Place]], cure: str, record: str = "") -> Iterator[Problem]:
    """Every word that came before as a problem of a record, or of the word itself."""
    for word, place, first in repeated(words):
        where = "同一行" if first.line == place.line else f"第{first.line}行"
        yield Problem(place, record or word, f"“{word}”写了两次，{where}已经有了", cure)


def first_mentions(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, str]]:
    """The first mention of every name, and in words how many more there are."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.name, []).append(mention)
    for places in found.values():
        more = f"，还有{len(places) - 1}处" if len(places) > 1 else ""
        yield min(places, key=lambda mention: mention.place), more


def nearest(value: str, valid: Sequence[str], alike: float = 0.5) -> str | None:
    """The valid value most like a mistyped one, large letters or small, or None where nothing is so much alike."""
    folded = {one.casefold(): one for one in reversed(valid)}
    return next((folded[one] for one in difflib.get_close_matches(value.casefold(), folded, 1, alike)), None)


def suggest(value: str, valid: Sequence[str]) -> str:
    """The cure for a value that is none of the valid ones: the nearest of them, or the list where it is short."""
    close = nearest(value, valid)
    if close:
        return f"是不是“{close}”"
    return f"可用的是：{'、'.join(valid)}" if 0 < len(valid) <= 12 else "请对照同类记录改正"
