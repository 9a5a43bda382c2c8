"""YAML text to plain nodes that remember where each value stands. Every scalar stays the string that was typed.

The data is edited by people who are not programmers, so the parts of YAML that surprise (anchors, tags, duplicate
keys, several documents) are problems, not features.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from generator.problems import Place, Problem

# Stands for a value that cannot be known. YAML text cannot hold a NUL, so it is no value of the data.
PLAN, UNITS, CORRECTIONS = "data/plan.yaml", "data/units.yaml", "data/corrections.yaml"
SYNONYMS, DEADLINES, RESTATEMENTS = "data/synonyms.yaml", "data/deadlines.yaml", "data/restatements.yaml"
FILES = (PLAN, UNITS, CORRECTIONS, SYNONYMS, DEADLINES, RESTATEMENTS)
UNKNOWN = "\0"
_CUT_OFF = re.compile(r"^\s*[^#\s'\"].*?\S(\s+#.*)$")


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the data and its place; `keys` holds the place of each key of a mapping."""

    value: str | list[Node] | dict[str, Node]
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)

    def has(self, step: str | int) -> bool:
        """Whether there is a value under a key, or at a position of a list."""
        if isinstance(self.value, list):
            return isinstance(step, int) and step < len(self.value)
        return isinstance(self.value, dict) and step in self.value

    def child(self, step: str | int) -> Node:
        """The node under a key of a mapping or at a position of a list, which must exist."""
        found = self.value[step]  # type: ignore[index]  # the caller knows which of the two it is
        assert isinstance(found, Node)
        return found

    def find(self, path: Sequence[str | int]) -> Place:
        """The place of the value at a path such as ("lead", 2), or of the last of its steps that exists."""
        return self.child(path[0]).find(path[1:]) if path and self.has(path[0]) else self.place

    def key(self, name: str) -> Place:
        """The place of a key of this mapping, or of the mapping itself where it lacks that key."""
        return self.keys.get(name, self.place)


def read(file: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text, and what is wrong with how it is written.

    `file` is the name that problems give. The tree is None if the text is no YAML at all or is empty.
    """
    reader = _Reader(file)
    reader.refuse_cut_texts(text)
    try:
        events = iter(yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
        tree = reader.document(events)
    except yaml.YAMLError as error:
        return None, [*reader.problems, _syntax(file, error)]
    if tree is None:
        reader.report(Place(file, 1, 1, 1), "文件是空的", "把内容补上，或者从版本记录里取回")
    return tree, reader.problems


class _Reader:
    """Builds nodes from the events of one file, collecting problems on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}

    def report(self, place: Place, message: str, cure: str) -> None:
        self.problems.append(Problem(place, "", message, cure))

    def refuse_cut_texts(self, text: str) -> None:
        """YAML takes what follows a space and # for a comment, and drops it without a word."""
        for number, line in enumerate(text.splitlines(), 1):
            if cut := _CUT_OFF.match(line):
                place = Place(self.file, number, cut.start(1) + 2, number)
                self.report(place, f"“{cut[1].strip()}”会被当作注释丢掉", "删去“#”，或者把整个值放进单引号里")

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        tree: Node | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if tree is None:
                    tree = self.node(event, events)
                else:
                    self.node(event, events)
                    self.report(self.place(event), "一个文件里有两份内容", "删去“---”这一行和它后面重复的部分")
        return tree

    def node(self, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        self.refuse_features(event)
        if isinstance(event, yaml.AliasEvent):
            return self.anchors.get(event.anchor or "", Node(UNKNOWN, self.place(event)))
        if isinstance(event, yaml.ScalarEvent):
            node = Node(event.value, self.place(event))
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self.sequence(event, events)
        else:
            node = self.mapping(event, events)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = node
        return node

    def sequence(self, start: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        children: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            children.append(self.node(event, events))
        return Node(children, self.place(start, children))

    def mapping(self, start: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        children: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events)
            value = self.node(next(events), events)
            if not isinstance(key.value, str):
                self.report(key.place, "这里的键不是文字", "键只能是字母和下划线，后面跟冒号")
            elif key.value in children:
                first = keys[key.value].line
                self.report(key.place, f"键“{key.value}”重复，第{first}行已经有了", "两处并成一处，只留一个")
            else:
                children[key.value] = value
                keys[key.value] = key.place
        return Node(children, self.place(start, list(children.values())), keys)

    def refuse_features(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.report(self.place(event), f"不能用别名“*{event.anchor}”", "把它所指的内容原样写在这里")
        elif anchor := getattr(event, "anchor", None):
            self.report(self.place(event), f"不能用锚点“&{anchor}”", "删去“&”和它后面的名字")
        if tag := getattr(event, "tag", None):
            self.report(self.place(event), f"不能用类型标记“{tag}”", "删去这个标记，值照原样写")

    def place(self, event: yaml.Event, children: Sequence[Node] = ()) -> Place:
        start, end = event.start_mark, event.end_mark
        assert start and end, "the parser marks every event"
        last = max([child.place.last_line for child in children], default=end.line + 1)
        return Place(self.file, start.line + 1, start.column + 1, max(last, start.line + 1))


def _syntax(file: str, error: yaml.YAMLError) -> Problem:
    detail = str(getattr(error, "problem", None) or getattr(error, "reason", "") or "")
    mark = None
    if isinstance(error, yaml.MarkedYAMLError):
        # What was left open is found out only later; the fault lies where it began.
        began = any(sign in detail for sign in ("unexpected end", "could not find expected ':'"))
        mark = (began and error.context_mark) or error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1, mark.line + 1) if mark else Place(file, 1, 1, 1)
    cures = {
        "tab": "缩进只能用空格，把制表符换成空格",
        "cannot start any token": "缩进只能用空格，值不能以 @、` 或 % 开头；把它放进单引号里",
        "did not find expected key": "看这一行和上一行的缩进是否对齐，键后面是否有冒号和空格",
        "could not find expected ':'": "键后面要有英文冒号和一个空格，如“text: 内容”；列表每行以“- ”开头",
        "did not find expected ','": "以 [ 或 { 开头的内容要放进单引号里",
        "mapping values are not allowed": "一行里多了一个“: ”，把值放进单引号里，或者改用中文冒号“：”",
        "did not find expected '-'": "列表的每一行以“- ”开头，并与上一行对齐",
        "unexpected end": "引号或括号没有配成对",
        "control characters": "删去看不见的控制字符",
        "found undefined alias": "“*”有特殊含义，把整个值放进单引号里",
    }
    cure = next((cure for sign, cure in cures.items() if sign in detail), "看这一行和上一行的缩进、冒号和引号")
    return Problem(place, "", "YAML 写法有误，读到这里读不下去", cure)
