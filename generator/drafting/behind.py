"""What a plan prints behind its clauses, where that is not the brackets with labels that the data prints by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from generator.drafting.lines import Line
from generator.drafting.outline import Item
from generator.drafting.paragraphs import joined
from generator.drafting.prose import Clause
from generator.model.texts import in_print, plain, widened

_PAIRS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】", "［": "］"}
# What tells an expression that is in no brackets from a cell of a table.
_SAYS = re.compile("[:：]|负责|牵头|配合|落实|主办|协办|承办|实施|完成")
_CELLS = re.compile(r"[|\t]")
_LONGEST, _MOST_LINES = 1500, 8


def printed(lines: Sequence[Line], items: Sequence[Item], labels: Collection[str]) -> Iterator[tuple[Clause, str]]:
    """Yield the clauses behind which a text prints who owes them in words of its own, with these words.

    `labels` are those with which the data prints units in brackets; what has that form is left out.
    """
    text = "\n".join(line.text for line in lines)
    places = [(at, sign) for at, sign in enumerate(_plain(text)) if not sign.isspace()]
    letters = "".join(sign for _, sign in places)
    usual = re.compile(f"^（(?:{'|'.join(map(re.escape, labels))})：.*）$")
    found = list(_found([clause for item in items for clause in item.clauses], letters))
    for (clause, _, end), (_, following, _) in pairwise([*found, (None, len(letters), 0)]):
        if clause is None or end >= len(places):
            continue
        stop = places[following][0] if following < len(places) else len(text)
        words = _expression(text[places[end][0] : min(stop, places[end][0] + _LONGEST)], _names(clause))
        said = in_print(joined(words))
        if said and not usual.match(said):
            yield clause, said


def _plain(text: str) -> str:
    return plain(widened(text))


def _squeezed(text: str) -> str:
    return "".join(_plain(text).split())


def _found(clauses: Sequence[Clause], letters: str) -> Iterator[tuple[Clause | None, int, int]]:
    """Yield the clauses that stand in the letters of a text one after the other, and where each begins and ends."""
    at = 0
    for clause in clauses:
        words = _squeezed(clause.text)
        start = letters.find(words, at) if words else -1
        if start >= 0:
            at = start + len(words)
            yield clause, start, at


def _names(clause: Clause) -> list[str]:
    """Return the units and people that a clause names."""
    units = [unit.name for role in clause.said.roles for unit in role.units]
    return [_squeezed(name) for name in (*units, *clause.said.leaders) if name]


def _expression(behind: str, names: Collection[str]) -> str:
    """Return the words at the beginning of what stands behind a clause that name most of its units; else nothing."""
    start = len(behind) - len(behind.lstrip(" \n\t。；;"))
    rest = behind[start:]
    words = _bracketed(rest) if rest[:1] in _PAIRS else _labelled(rest, names)
    there = sum(name in _squeezed(words) for name in names)
    return words if words and not _CELLS.search(words) and 2 * there >= len(names) > 0 else ""


def _bracketed(rest: str) -> str:
    """Return a text from an opening bracket to the closing one, and a full stop behind that."""
    opening, closing, depth = rest[0], _PAIRS[rest[0]], 0
    for at, sign in enumerate(rest):
        depth += (sign == opening) - (sign == closing)
        if not depth:
            stop = rest[at + 1 : at + 2]
            return rest[: at + 1] + (stop if stop in ("。", "；") else "")
    return ""


def _labelled(rest: str, names: Collection[str]) -> str:
    """Return the lines up to the last that names a unit, where they say what it does."""
    lines = rest.split("\n")[:_MOST_LINES]
    last = max((n for n, line in enumerate(lines) if any(name in _squeezed(line) for name in names)), default=-1)
    words = "\n".join(lines[: last + 1])
    return words if _SAYS.search(words) else ""
