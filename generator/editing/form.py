"""The one form of all data files: what is a matter of habit is written in one way, whatever the author's is.

Lists stand in the column of their keys, records two columns to the right. A value stands on one line, and is quoted
only where it must be. Comments, order and single empty lines stay the author's. What a file says is the same before and
after: the parser of YAML reads it, and every value is written again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import yaml

from generator.checks.text import PRINTED_BEFORE
from generator.loading.characters import INVISIBLE
from generator.loading.strict import refuse

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"
# Where a value was wrapped. Print has no space there next to a Chinese sign.
_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_BEHIND = re.compile(r"[ \t]*[:,\]]?[ \t]*(#.*)?")


class NoFormError(Exception):
    """A text that is not YAML, or has what data files must not have. The checks say what, and where."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line to write: in which column, what, and the nodes with which it begins and ends in the text it comes from."""

    column: int
    text: str
    start: yaml.Node
    end: yaml.Node


def formatted(text: str) -> str:
    """Return a text in the one form. Raises NoFormError."""
    text = re.sub("\r\n?", "\n", text)
    lines, row = text.split("\n"), 0
    written: list[str] = []
    for one in _rows(_root(text), lines, 0, ""):
        first, last = one.start.start_mark.line, _last_line(one.end, lines)
        written += _between(lines[row:first], one.column)
        written.append(f"{' ' * one.column}{one.text}{_comment_behind(one.end, lines)}")
        row = last + 1
    written += _between(lines[row:], 0)
    single = [line for blank, group in groupby(written, lambda line: not line) for line in ([""] if blank else group)]
    return "\n".join(single).strip("\n") + "\n"


def _comment_behind(node: yaml.Node, lines: Sequence[str]) -> str:
    """Return the comment that stands behind a node on its last line."""
    end = node.end_mark
    found = _BEHIND.match(lines[end.line], end.column) if end.line == _last_line(node, lines) else None
    return f" {found[1]}" if found and found[1] else ""


def _between(lines: Sequence[str], column: int) -> Iterator[str]:
    """Yield the comments and empty lines among the lines in front of a row that stands in a column."""
    for line in lines:
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            yield stripped and f"{' ' * column}{stripped}"


def _root(text: str) -> yaml.Node:
    """Return the tree of a text that holds one document without anchors and tags."""
    if INVISIBLE.search(text) or refuse("", text):
        raise NoFormError
    try:
        if any(getattr(one, "anchor", None) for one in yaml.parse(text, _LOADER)):
            raise NoFormError
        root = yaml.compose(text, _LOADER)
    except yaml.YAMLError as error:
        raise NoFormError from error
    if not isinstance(root, yaml.MappingNode):
        raise NoFormError
    return root


def _rows(node: yaml.Node, lines: Sequence[str], column: int, lead: str) -> Iterator[_Row]:
    """Yield the rows of a node; `lead` is what stands before it on its first line."""
    below = column + len(lead)
    if not isinstance(node, yaml.MappingNode):
        yield from (
            _entries(node, lines, below, lead)
            if _is_block(node)
            else [_Row(column, lead + _inline(node, lines), node, node)]
        )
        return
    for n, (key, value) in enumerate(node.value):
        at, start = (column, lead) if n == 0 else (below, "")
        if not isinstance(key, yaml.ScalarNode):
            raise NoFormError
        if isinstance(value, yaml.MappingNode) or _is_block(value):
            yield _Row(at, f"{start}{_scalar(key, lines)}:", key, key)
            yield from _rows(value, lines, below + 2 * isinstance(value, yaml.MappingNode), "")
        else:
            yield _Row(at, f"{start}{_scalar(key, lines)}: {_inline(value, lines)}".rstrip(), key, value)


def _entries(node: yaml.Node, lines: Sequence[str], column: int, lead: str) -> Iterator[_Row]:
    for n, child in enumerate(node.value):
        at, start = (column - len(lead), lead) if n == 0 else (column, "")
        yield from _rows(child, lines, at, f"{start}- ")


def _is_block(node: yaml.Node) -> bool:
    """Return whether a node is a list with a line for each value: one of texts in brackets on a line stays there."""
    if not isinstance(node, yaml.SequenceNode):
        return False
    together = node.flow_style and node.start_mark.line == node.end_mark.line
    return not together or not all(isinstance(child, yaml.ScalarNode) for child in node.value)


def _inline(node: yaml.Node, lines: Sequence[str]) -> str:
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(_scalar(child, lines, '[{}]') for child in node.value)}]"
    return _scalar(node, lines)


def _scalar(node: yaml.Node, lines: Sequence[str], around: str = "- {}") -> str:
    """Return a value as it is written: plain where it can be, else in single quotes."""
    if node.tag != _TEXT or not isinstance(node, yaml.ScalarNode):
        raise NoFormError
    wrapped = _last_line(node, lines) != node.start_mark.line
    text = _unwrapped(node, lines) if wrapped else node.value
    if not node.style and not wrapped:
        return text
    return text if _plain(text, around) else "'" + text.replace("'", "''") + "'"


def _last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """Return the last line of a node that says something; the mark of a block stands far behind it."""
    last = int(node.end_mark.line)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        last -= not node.end_mark.column
        while last > node.start_mark.line and not lines[last].strip():
            last -= 1
    return last


def _unwrapped(node: yaml.ScalarNode, lines: Sequence[str]) -> str:
    """Return the text of several lines as one of a single line."""
    if node.style in ("|", ">"):
        return _BREAK.sub(_joint, "\n".join(lines[node.start_mark.line + 1 : _last_line(node, lines) + 1]).strip())
    behind = lines[node.start_mark.line + 1 : node.end_mark.line + 1]
    # What stands apart, or begins with a number, was pasted below the value, and is none of it.
    if not node.style and any(not line.strip() or PRINTED_BEFORE.match(line.strip()) for line in behind):
        raise NoFormError
    written = [*lines[node.start_mark.line : node.end_mark.line], lines[node.end_mark.line][: node.end_mark.column]]
    written[0] = written[0][node.start_mark.column :]
    return str(yaml.load(_BREAK.sub(_joint, "\n".join(written)), _LOADER))


def _joint(found: re.Match[str]) -> str:
    """Return what stands between two lines that are joined: only words of Latin letters need a space."""
    around = found.string[found.start() - 1 : found.start()] + found.string[found.end() : found.end() + 1]
    return " " if around.isascii() else ""


def _plain(text: str, around: str) -> bool:
    """Return whether a text can be written without quotes: then any reader of YAML takes it for that text."""
    if " - " in text or "\n" in text:
        return False
    try:
        return bool(yaml.load(around.format(text), _SAFE) == [text])
    except (yaml.YAMLError, ValueError):
        return False
