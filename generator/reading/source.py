"""YAML text to a tree of plain nodes. Every scalar stays the string that was typed.

The data is edited by people who are not programmers, so the parts of YAML that surprise (anchors, tags, duplicate
keys, several documents) are problems, not features.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import yaml

from generator.model.node import UNKNOWN, Node
from generator.problems import Place, Problem
from generator.reading import syntax, typos
from generator.reading.lines import Line

_COMMENT = re.compile(r"\s+(#.*)$")
# So many levels no record has; what lies deeper is not read, for reading goes a call deeper with each of them.
_DEEPEST = 30
# So many faults are enough for one time; each of them costs a reading anew.
_MOST = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """The tree of a YAML text and what is wrong with how it is written.

    The tree is None where nothing could be read. It is not whole where a record that is no YAML was left out.
    """

    tree: Node | None
    problems: list[Problem]
    whole: bool = True


def parse(file: str, lines: Sequence[Line]) -> Reading:
    """Reads the lines of a YAML text. `file` is the name that problems give. Raises YAMLError where they are none."""
    reader = _Reader(file, lines)
    text = "\n".join(line.text for line in lines)
    tree = reader.document(iter(yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))))
    return Reading(tree, reader.problems, reader.whole)


def read(file: str, lines: Sequence[Line]) -> Reading:
    """Reads lines that may be no YAML.

    A value that cannot be read hides no other: it counts as unknown, and the text is read anew. Where that does not
    help, the record is left out.
    """
    problems: dict[int, Problem] = {}
    whole = True
    while len(problems) < _MOST:
        try:
            reading = parse(file, lines)
        except yaml.YAMLError as error:
            fault = syntax.diagnose(file, lines, error)
            place = problems.setdefault(fault.problem.place.line, fault.problem).place
            rest, kept = syntax.without(lines, fault.row, place)
            if rest == lines:
                break
            lines, whole = rest, whole and kept
        else:
            return Reading(reading.tree, [*problems.values(), *reading.problems], whole and reading.whole)
    last = max(problems.values())
    problems[last.place.line] = replace(last, cure=f"{last.cure}。后面还有没读到的；先改正以上的，再运行一次检查")
    return Reading(None, [*problems.values()], whole=False)


class _Reader:
    """Builds nodes from the events of one file, collecting problems on the way."""

    def __init__(self, file: str, lines: Sequence[Line]) -> None:
        self.file = file
        self.lines = [*lines, Line("", len(lines) + 1)]
        self.problems: list[Problem] = []
        self.whole = True

    def report(self, place: Place, message: str, cure: str) -> None:
        self.problems.append(Problem(place, "", message, cure))

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        tree: Node | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                found = self.node(event, events)
                if tree:
                    self.report(self.place(event), "一个文件里有两份内容", "删去“---”这一行和它后面重复的部分")
                tree = tree or found
        return tree

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int = 0) -> Node:
        self.refuse_features(event)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.text(event), self.place(event))
        if isinstance(event, yaml.AliasEvent):
            return Node(UNKNOWN, self.place(event))
        if depth == _DEEPEST:
            self.report(self.place(event), "这里的层次太深", "对照同类记录，删去多余的括号和“- ”")
            return self.skip(event, events)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, depth + 1)
        return self.mapping(event, events, depth + 1)

    def skip(self, start: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        """What stands for a list or a mapping that is not read."""
        within = 1
        while within:
            event = next(events)
            within += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        return Node(UNKNOWN, self.place(start))

    def text(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar, without what cannot be seen; where nothing of it can, it is not known."""
        end = event.end_mark
        assert end, "the parser marks every event"
        if event.value == UNKNOWN and self.lines[end.line].fault:
            return UNKNOWN
        if found := typos.INVISIBLE.search(event.value):
            sign = typos.spelled_out(found[0])
            self.report(self.place(event), f"值里有看不见的控制字符 {sign}", "删去双引号里的这个代码")
            return typos.INVISIBLE.sub("", event.value) or UNKNOWN
        if not event.style and (cut := _COMMENT.match(self.lines[end.line].text, end.column)):
            place = self.lines[end.line].place(self.file, cut.start(1))
            cure = "删去“#”，或者把整个值放进单引号里；是注释的，另起一行写"
            self.report(place, f"“{cut[1].strip()}”会被当作注释丢掉", cure)
            return event.value or UNKNOWN
        return event.value

    def sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        children: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            children.append(self.node(event, events, depth))
        return Node(children, self.place(start, children))

    def mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        children: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        values: list[Node] = []
        repeated: list[Node] = []
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth)
            value = self.node(next(events), events, depth)
            values.append(value)
            if not isinstance(key.value, str):
                self.report(key.place, "这里的键不是文字", "键只能是字母和下划线，后面跟冒号")
                continue
            if key.value in children:
                repeated.append(key)
            # Of two the first counts, unless it says nothing.
            if key.value != UNKNOWN and not (key.value in children and children[key.value].value):
                children[key.value] = value
                keys.setdefault(key.value, key.place)
        if repeated:
            self.refuse_repeated(repeated[0], keys)
        return Node(children, self.place(start, values), keys)

    def refuse_repeated(self, key: Node, keys: dict[str, Place]) -> None:
        """A record that lost its dash repeats all keys of the one above, which is one fault, and hides a record."""
        self.whole = False
        name = str(key.value)
        cure = "两处并成一处，只留一个；是另一条记录的，在它的第一个键前面补上“- ”"
        self.report(key.place, f"键“{name}”重复，第{keys[name].line}行已经有了", cure)

    def refuse_features(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.report(self.place(event), f"不能用别名“*{event.anchor}”", "把它所指的内容原样写在这里")
        elif anchor := getattr(event, "anchor", None):
            self.report(self.place(event), f"不能用锚点“&{anchor}”", "删去“&”和它后面的名字")
        if tag := getattr(event, "tag", None):
            typed = tag.replace("tag:yaml.org,2002:", "!!")  # the parser gives its full name, which nobody types
            self.report(self.place(event), f"不能用类型标记“{typed}”", "删去这个标记，值照原样写")

    def place(self, event: yaml.Event, children: Sequence[Node] = ()) -> Place:
        start, end = event.start_mark, event.end_mark
        assert start and end, "the parser marks every event"
        last = max([child.place.last_line for child in children], default=self.lines[end.line].number)
        return self.lines[start.line].place(self.file, start.column, last)
