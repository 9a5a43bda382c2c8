"""YAML text to a tree of plain nodes by libyaml, if it is written as data files are: the way of every good file.

Every scalar stays the string that was typed, and stands on one line. The parts of YAML that surprise people who are no
programmers (anchors, tags, repeated keys, several documents, comments that cut a value) are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from generator.loading.characters import INVISIBLE
from generator.model.record import Node
from generator.problems import Position, Problem

# A file of ten such plans has half of it. Edges refuse larger files unread.
LARGEST = 2_000_000
# The longest paragraph of the plan has 600 characters.
LONGEST_LINE = 10_000
MOST_VALUES = 40_000
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
    return Problem(Position(file, line, 1, line), "", f"E001 {message}，整个文件没有读", cure)


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


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# The first line of a record, which would be a record of its own that lacks all the rest.
_TWICE = re.compile(r"^( *- +[a-z_]+: +\S.*)\n(?: *\n)*\1$", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#")


class NotStrictError(Exception):
    """A text that is no YAML, or has what data files must not have, at a `place`."""

    def __init__(self, position: Position) -> None:
        super().__init__(position)
        self.position = position


def parse(file: str, text: str) -> Node:
    """Return the tree of a text. Raises NotStrictError."""
    if found := INVISIBLE.search(text) or _TWICE.search(text):
        line = text.count("\n", 0, found.end()) + 1
        raise NotStrictError(Position(file, line, 1, line))
    builder = _Builder(file, text)
    try:
        trees = [builder.node(event) for event in builder.events if isinstance(event, yaml.NodeEvent)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise NotStrictError(Position(file, line, column, line)) from error
    if len(trees) != 1:
        raise NotStrictError(Position(file, 1, 1, 1))
    return trees[0]


class _Builder:
    """Builds nodes from the events of one file."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = [*text.split("\n"), ""]
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))

    def node(self, event: yaml.NodeEvent, depth: int = 0) -> Node:
        """Return the node that an event begins."""
        if event.anchor or getattr(event, "tag", None) or depth > DEEPEST:
            raise NotStrictError(self.position(event))
        if isinstance(event, yaml.SequenceStartEvent):
            children = [self.node(child, depth + 1) for child in self.until(yaml.SequenceEndEvent, event)]
            return Node(children, self.position(event, children))
        if isinstance(event, yaml.MappingStartEvent) and not event.flow_style:
            return self.mapping(event, depth + 1)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        raise NotStrictError(self.position(event))

    def until(self, end: type[yaml.Event], start: yaml.CollectionStartEvent) -> Iterator[yaml.NodeEvent]:
        """Yield the events of nodes until the end of a list or mapping; one in brackets stands on one line."""
        for event in self.events:
            if isinstance(event, end):
                if start.flow_style and _line(event) != _line(start):
                    raise NotStrictError(self.position(start))
                return
            assert isinstance(event, yaml.NodeEvent), "a list holds nodes"
            if end is yaml.SequenceEndEvent and _holds_a_dash(event):
                raise NotStrictError(self.position(event))
            yield event

    def mapping(self, start: yaml.MappingStartEvent, depth: int) -> Node:
        """Return the node of a mapping, each key of which is a text, once."""
        children: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for event in (events := self.until(yaml.MappingEndEvent, start)):
            key = self.node(event, depth)
            if not isinstance(key.value, str) or key.value in children:
                raise NotStrictError(key.position)
            children[key.value], keys[key.value] = self.node(next(events), depth), key.position
        return Node(children, self.position(start, [*children.values()]), keys)

    def scalar(self, event: yaml.ScalarEvent) -> Node:
        """Return the node of a value, which stands on one line and holds nothing that cannot be seen."""
        end = event.end_mark
        assert end, "the parser marks every event"
        cut = not event.style and _COMMENT.match(self.lines[end.line], end.column)
        unseen = event.style == '"' and INVISIBLE.search(event.value)
        if cut or unseen or event.style in ("|", ">") or end.line != _line(event):
            raise NotStrictError(self.position(event))
        return Node(event.value, self.position(event))

    def position(self, event: yaml.Event, children: Sequence[Node] = ()) -> Position:
        """Return the place of what an event begins, which reaches to the last of its children."""
        start = event.start_mark
        assert start, "the parser marks every event"
        last = max((child.position.last_line for child in children), default=0)
        return Position(self.file, start.line + 1, start.column + 1, max(last, start.line + 1))


def _holds_a_dash(event: yaml.NodeEvent) -> bool:
    """Return whether a value that is not quoted looks like two of a list."""
    return isinstance(event, yaml.ScalarEvent) and not event.style and " - " in event.value


def _line(event: yaml.Event) -> int:
    assert event.start_mark, "the parser marks every event"
    return event.start_mark.line
