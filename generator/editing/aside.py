"""Pieces of a data file put aside: they stay in their place as comments, and count again without their #."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import yaml

_WAITS = "# "


def put_aside(text: str, lines: Collection[int]) -> tuple[str, int]:
    """Return a YAML file in which what stands on some lines, from 1, is a comment, and how many such pieces there are.

    A piece is an entry of a list that leaves others in it, and else what is around it.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode), "a data file that was read"
    gone: set[int] = set()
    pieces = 0
    for line in sorted(lines):
        if line - 1 not in gone:
            around = [one for one in _pieces(root) if line - 1 in one.rows and not gone >= {*one.rows}]
            piece = next((one for one in reversed(around) if one.others - gone), around[0])
            gone |= {*piece.rows}
            pieces += 1
    written = [f"{_WAITS}{line}" if n in gone and line.strip() else line for n, line in enumerate(text.split("\n"))]
    return "\n".join(written), pieces


class _Piece(NamedTuple):
    """The rows of an entry of a list, or of a key with its value, from 0; and those of its siblings in a list."""

    rows: range
    others: set[int]


def _pieces(node: yaml.MappingNode) -> Iterator[_Piece]:
    """Yield the pieces of a tree, what is around before what is in it. Keys inside an entry are no pieces."""
    for key, value in node.value:
        rows = range(key.start_mark.line, _end(value))
        yield _Piece(rows, {-1})
        yield from _entries(value)


def _entries(node: yaml.Node) -> Iterator[_Piece]:
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        spans = [range(one.start_mark.line, _end(one)) for one in node.value]
        for one, rows in zip(node.value, spans, strict=True):
            yield _Piece(rows, {row for other in spans if other != rows for row in other})
            yield from _entries(one)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _entries(value)


def _end(node: yaml.Node) -> int:
    """Return the row behind the last of a node, which YAML lets reach to where the next begins."""
    if isinstance(node, yaml.SequenceNode | yaml.MappingNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return node.end_mark.line + 1
