"""The slips that happen to people who edit lines, each as a change of one line of a file; None if it changes none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

Lines = Sequence[str]
Slip = Callable[[Lines, int], list[str] | None]

_KEY = re.compile(r"( *(?:- )?)([a-z_]+):(?: |$)(.*)")
_RECORD = re.compile(r" *- [a-z_]+:|[a-z_]+:")


def _each(change: Callable[[str], str]) -> Slip:
    def slip(lines: Lines, row: int) -> list[str] | None:
        new = change(lines[row])
        return None if new == lines[row] else [*lines[:row], new, *lines[row + 1 :]]

    return slip


def _rekeyed(change: Callable[[str], str], colon: str = ":", gap: str = " ") -> Slip:
    def new(line: str) -> str:
        found = _KEY.fullmatch(line)
        return f"{found[1]}{change(found[2])}{colon}{found[3] and gap + found[3]}" if found else line

    return _each(new)


def _misspelt(key: str) -> str:
    return key[0] + key[2] + key[1] + key[3:] if len(key) > 2 and key[1] != key[2] else key[:-1]


def _deleted(lines: Lines, row: int) -> list[str]:
    return [*lines[:row], *lines[row + 1 :]]


def _doubled(lines: Lines, row: int) -> list[str]:
    return [*lines[: row + 1], *lines[row:]]


def _swapped(lines: Lines, row: int) -> list[str] | None:
    pair = lines[row : row + 2]
    if len(pair) < 2 or not pair[1].strip() or pair[0] == pair[1]:
        return None
    return [*lines[:row], *reversed(pair), *lines[row + 2 :]]


SLIPS: Mapping[str, Slip] = {
    "deleted": _deleted,
    "doubled": _doubled,
    "one column to the right": _each(lambda line: f" {line}"),
    "two columns to the right": _each(lambda line: f"  {line}"),
    "two columns to the left": _each(lambda line: line.removeprefix("  ")),
    "lost colon": _rekeyed(str, ""),
    "lost dash": _each(lambda line: re.sub("^( *)- ", r"\1", line)),
    "lost sign of the dash": _each(lambda line: re.sub("^( *)- ", r"\1 ", line)),
    "lost space behind the dash": _each(lambda line: re.sub("^( *)- ", r"\1-", line)),
    "lost space behind the colon": _rekeyed(str, ":", ""),
    "misspelt key": _rekeyed(_misspelt),
    "full-width colon": _rekeyed(str, "：", ""),
    "swapped with the next line": _swapped,
}


def editable(lines: Lines) -> list[int]:
    """The rows that say something."""
    return [row for row, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]


def records(lines: Lines) -> list[int]:
    """For each row the row in which its record begins, or the key of the file that it stands under."""
    starts, start = [], 0
    for row, line in enumerate(lines):
        start = row if _RECORD.match(line) else start
        starts.append(start)
    return starts
