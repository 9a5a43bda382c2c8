"""What was pasted into plan.yaml from a print, taken apart into the keys where it belongs.

Print has the number in front of a text, its units in brackets behind it, and spaces that data has not. `drafting` reads
both. What it does not read without a doubt stays as it is, and the checks tell of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.checks.text import PRINTED_BEFORE
from generator.drafting import labels, units
from generator.drafting.draft import draft
from generator.drafting.paragraphs import joined
from generator.drafting.prose import Clause
from generator.model.texts import numeral

_PROSE = re.compile(r"( *)(- )?(text|title|heading): +([^ ].*)")
_BARE = re.compile(r" *(?!-(?: |$)|#|[a-z_]+:(?: |$))\S.*")
_UNITS = re.compile(r"( *)(?:lead|responsible):$")
_UNIT = re.compile(r"( *)- +(?![a-z_]+:)([^ ].*)")
_ID = re.compile(r"( *)- id: ([a-z]+)-[0-9]+$")
_ITEMS = re.compile(r"( *)items:$")
_KIND = re.compile(r"- kind: ([a-z]+)$")
_SEPARATOR = re.compile(r"[、，；,;]")
_NUMBERS = {f"（{numeral(n)}）": str(n) for n in range(1, 100)}


class _Item(NamedTuple):
    """An item that was read of what was pasted."""

    number: str
    clauses: tuple[Clause, ...]


def taken_apart(text: str) -> str:
    """Return the text of plan.yaml with what was pasted in the keys where it belongs."""
    lines = re.sub("\r\n?", "\n", text).split("\n")
    written: list[str] = []
    row = 0
    while row < len(lines):
        end, new = _next(lines, row, written)
        written += lines[row:end] if new is None else new
        row = end
    return "\n".join(written)


def _next(lines: Sequence[str], row: int, above: Sequence[str]) -> tuple[int, list[str] | None]:
    """Return the row behind what begins at one, and what to write in its place, None for what is there."""
    if found := _PROSE.fullmatch(lines[row]):
        column = len(found[1]) + len(found[2] or "")
        end = _end(lines, row + 1, column)
        return end, _prose(found, "\n".join([found[4], *lines[row + 1 : end]]), _has_units(lines[end:], column))
    if _BARE.fullmatch(lines[row]):
        end = _end_of_bare(lines, row)
        return end, _records("\n".join(lines[row:end]), above)
    if (found := _UNIT.fullmatch(lines[row])) and _in_units(above, len(found[1])):
        return row + 1, _unit(found[1], found[2])
    return row + 1, None


def _end(lines: Sequence[str], row: int, column: int) -> int:
    """Return the row behind the lines that go on with a value of a key in a column."""
    while row < len(lines) and _BARE.fullmatch(lines[row]) and len(lines[row]) - len(lines[row].lstrip()) > column:
        row += 1
    return row


def _end_of_bare(lines: Sequence[str], row: int) -> int:
    """Return the row behind the last of the lines without keys, between which may be empty ones."""
    end = row
    while row < len(lines) and (not lines[row].strip() or _BARE.fullmatch(lines[row])):
        row += 1
        end = row if lines[row - 1].strip() else end
    return end


def _has_units(lines: Sequence[str], column: int) -> bool:
    """Return whether the record of a key in a column goes on with units of its own."""
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if line.strip() and (indent < column or line.startswith("- ", indent)):
            return False
        if indent == column and (_UNITS.fullmatch(line) or line.strip() == "clauses:"):
            return True
    return False


def _prose(found: re.Match[str], value: str, has_units: bool) -> list[str] | None:
    """Return the lines for a text with what is printed around it; None where it is only a text."""
    indent, dash, key, _ = found.groups()
    start, below = f"{indent}{dash or ''}", " " * (len(indent) + len(dash or ""))
    items = _read(value) if key == "text" else []
    if len(items) == 1 and not has_units:
        clauses = items[0].clauses
        if len(clauses) == 1:
            return [f"{start}text: {clauses[0].text}", *_roles(clauses[0], below)]
        return None if dash else [f"{below}clauses:", *_clauses(clauses, below)]
    plain = joined(value)
    plain = plain.removeprefix(number[0]) if (number := PRINTED_BEFORE.match(plain)) else plain
    return None if plain == value or value[0] in "'\"" or labels.all_in(plain) else [f"{start}{key}: {plain}"]


def _read(value: str) -> list[_Item]:
    """Return the items of what was pasted, none where anything of it is doubtful or is not to be said in a record."""
    found = draft(value)
    clauses = [clause for item in found.items for clause in item.clauses]
    if found.doubts or not clauses or not all(_is_plain(clause) for clause in clauses):
        return []
    items: dict[str, tuple[Clause, ...]] = {}
    for item in found.items:
        items[item.number] = (*items.get(item.number, ()), *item.clauses)
    return [_Item(_NUMBERS.get(number, number), clauses) for number, clauses in items.items()]


def _is_plain(clause: Clause) -> bool:
    """Return whether a clause says no more than which units lead it and are responsible for it."""
    said = clause.said
    ranks = {role.rank for role in said.roles}
    named = [unit for role in said.roles for unit in role.units]
    whole = not (said.leaders or said.dues or said.unread or any(role.open for role in said.roles))
    return (
        whole and bool(named) and ranks <= {labels.LEAD, labels.RESPONSIBLE} and not any(one.bracket for one in named)
    )


def _roles(clause: Clause, indent: str) -> Iterator[str]:
    """Yield the lines that name the units of a clause."""
    for key, rank in (("lead", labels.LEAD), ("responsible", labels.RESPONSIBLE)):
        names = dict.fromkeys(name for role in clause.said.roles if role.rank == rank for name in role.names)
        if names:
            yield f"{indent}{key}:"
            yield from (f"{indent}- {name}" for name in names)


def _clauses(clauses: Sequence[Clause], indent: str) -> Iterator[str]:
    for clause in clauses:
        yield f"{indent}- text: {clause.text}"
        yield from _roles(clause, f"{indent}  ")


def _records(pasted: str, above: Sequence[str]) -> list[str] | None:
    """Return the records of the items that were pasted below the last of a list; None where they are none."""
    items, place = _read(pasted), _list_above(above)
    if not place or not items or not all(item.number.isdecimal() for item in items):
        return None
    indent, kind = place
    lines: list[str] = [] if not above or not above[-1].strip() or _ITEMS.fullmatch(above[-1]) else [""]
    for item in items:
        lines += [f"{indent}- id: {kind}-{item.number}"]
        if len(item.clauses) == 1:
            lines += [f"{indent}  text: {item.clauses[0].text}", *_roles(item.clauses[0], f"{indent}  "), ""]
        else:
            lines += [f"{indent}  clauses:", *_clauses(item.clauses, f"{indent}  "), ""]
    return lines[:-1]


def _list_above(above: Sequence[str]) -> tuple[str, str] | None:
    """Return the indentation of the records of the last list of items, and the kind of its items."""
    for line in reversed(above):
        if found := _ID.fullmatch(line):
            return found[1], found[2]
        if found := _ITEMS.fullmatch(line):
            kind = next((one[1] for line in reversed(above) if (one := _KIND.fullmatch(line.strip()))), "")
            return (found[1], kind) if kind else None
    return None


def _in_units(above: Sequence[str], column: int) -> bool:
    """Return whether the last key above is one of a list of units, whose dashes may stand in a column."""
    key = next((line for line in reversed(above) if line.strip() and not _UNIT.fullmatch(line)), "")
    found = _UNITS.fullmatch(key)
    return found is not None and column >= len(found[1])


def _unit(indent: str, value: str) -> list[str] | None:
    """Return a line for each of several units on a line; None for one unit as it should be."""
    plain = joined(value)
    found = units.read(plain)
    if _SEPARATOR.search(plain) and not found.open and not any(one.bracket for one in found.units):
        return [f"{indent}- {name}" for name in found.names]
    return None if plain == value else [f"{indent}- {plain}"]
