"""Trees of the data files to models. What does not fit is reported and mended in memory, so that one run shows all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.node import UNKNOWN, Node, Path, record_name
from generator.model.record import Record, with_node
from generator.problems import Problem, nearest, suggest
from generator.reading.annotations import annotation_at, fields, meant, placeholder, record_type

R = TypeVar("R", bound=Record)
# What other records are held against.
_NAMES = ("id", "name", "unit", "lead", "responsible", "members")
_ROUNDS = 4
# What to say of a value, and how to mend it, by what pydantic finds.
_WORDS = {
    "missing": ("缺少{0}", "补上一行“{1}: …”"),
    "string_pattern_mismatch": ("{0}是空的", "填上内容，或者删去这一行"),
    "string_type": ("{0}应当是一段文字", "只写一个值，不要写成列表或下级"),
    "too_short": ("{0}至少要有一个值", "每个值单独一行，以“- ”开头；没有就删去这个键"),
    "tuple_type": ("{0}应当是列表", "每个值单独一行，以“- ”开头"),
}


@dataclass(frozen=True, slots=True)
class Shaped(Generic[R]):
    """The record that a tree was brought into, and what was wrong with its form.

    Whether every name is known and no record had to be made up, so that it can be told what is missing; and whether no
    value at all had to be made up.
    """

    record: R
    problems: list[Problem]
    names_known: bool
    all_known: bool


def shape(model: type[R], tree: Node, whole: bool) -> Shaped[R]:
    """Brings a tree into the shape of a model. Of a tree that is not whole it is not said that something is missing."""
    problems: list[Problem] = []
    partial = not whole
    for _ in range(_ROUNDS):
        try:
            record = model.model_validate(with_node(tree))
        except ValidationError as error:
            # A misspelt key is taken for the one that is missing, which is then no second fault.
            for detail in sorted(_details(error), key=lambda one: one["type"] != "extra_forbidden"):
                fault = _Fault(model, tree, detail)
                if not (partial and fault.kind in ("missing", "too_short")):
                    problems += fault.problems()
                tree, invented = fault.mended()
                whole = whole and not invented
        else:
            unknown = set(_unknown(tree))
            return Shaped(record, problems, whole and not unknown & set(_NAMES), whole and not unknown)
    return replace(shape(model, placeholder(model, tree.place), whole=False), problems=problems)


def _details(error: ValidationError) -> Iterator[ErrorDetails]:
    """What pydantic finds, without the lists that are too short only because of what is wrong with their values."""
    for detail in error.errors(include_url=False):
        if detail["type"] != "too_short" or not detail["input"]:
            yield detail


@dataclass(frozen=True, slots=True)
class _Fault:
    """One place where a tree does not fit its model."""

    model: type[Record]
    tree: Node
    detail: ErrorDetails

    @property
    def path(self) -> Path:
        return tuple(self.detail["loc"])

    @property
    def kind(self) -> str:
        """What is wrong, in the words of pydantic, in which nothing at all is an empty list too."""
        kind, value = self.detail["type"], self.detail["input"]
        return "too_short" if kind == "tuple_type" and isinstance(value, str) and not value.strip() else kind

    @property
    def done(self) -> bool:
        """Whether the value that was missing is there by now, under a name that was misspelt."""
        return self.kind == "missing" and self.tree.enter(self.path[:-1]).has(self.path[-1])

    def problems(self) -> Iterator[Problem]:
        """The problem, unless it only repeats that a value is unknown."""
        if self.done or (self.detail["input"] == UNKNOWN and self.kind != "extra_forbidden"):
            return
        place = self.tree.find(self.path)
        if self.kind == "extra_forbidden":
            place = self.tree.enter(self.path[:-1]).key(str(self.path[-1]))
        yield Problem(place, record_name(self.tree, self.path, self.path), *self.words())

    def words(self) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        key = self.key
        if self.kind == "extra_forbidden":
            return f"不认识的键“{key}”", suggest(self.meant or "", self.keys)
        if self.kind == "literal_error":
            value = str(self.detail["input"])
            return f"“{key}”的值“{value}”不在可选之列", suggest(value, self.choices)
        if not self.path:
            return "这个文件的内容不合格式", "整个文件应当由“键: 值”组成，请对照版本记录改正"
        last = self.path[-1]
        name = f"“{key}”的第{last + 1}个值" if isinstance(last, int) else f"“{key}”"
        message, cure = _WORDS.get(self.kind, ("{0}应当由“键: 值”组成", "请对照同类记录，检查缩进和“- ”"))
        return message.format(name), cure.format(name, key)

    @property
    def key(self) -> str:
        """The last key on the path."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def keys(self) -> list[str]:
        """The keys that the record at the path may have."""
        return list(fields(record_type(annotation_at(self.model, self.path[:-1])) or self.model))

    @property
    def meant(self) -> str | None:
        """The key that was meant by an unknown one, if it is one mistyped."""
        return meant(self.key, self.keys)

    @property
    def choices(self) -> list[str]:
        return re.findall(r"'([^']+)'", self.detail["ctx"]["expected"])

    def mended(self) -> tuple[Node, bool]:
        """The tree without this fault, and whether a record was made up for that."""
        if self.done:
            return self.tree, False
        if self.kind == "extra_forbidden":
            return self.tree.changed(self.path[:-1], self.renamed), False
        annotation, value = annotation_at(self.model, self.path), self.detail["input"]
        place = self.tree.find(self.path)
        if self.kind == "literal_error":
            close = nearest(str(value), self.choices)
            node, invented = Node(close or self.choices[0], place), close is None
        elif self.kind == "tuple_type" and isinstance(value, str) and value != UNKNOWN and not record_type(annotation):
            node, invented = Node([Node(part, place) for part in re.split("[、，,] *", value)], place), False
        else:
            node, invented = placeholder(annotation, place), record_type(annotation) is not None
        return self.tree.changed(self.path, lambda _: node), invented

    def renamed(self, record: Node) -> Node:
        """The record without the unknown key, whose value counts under the key that was meant and is not there."""
        assert isinstance(record.value, dict)
        wrong = str(self.path[-1])
        right = None if self.meant in record.value else self.meant
        names = {key: right if key == wrong else key for key in record.value}
        value = {new: record.value[old] for old, new in names.items() if new}
        return replace(record, value=value, keys={new: record.key(old) for old, new in names.items() if new})


def _unknown(node: Node, key: str = "") -> Iterator[str]:
    """The key of each value in a tree that is not known."""
    if node.value == UNKNOWN:
        yield key
    elif isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from _unknown(child, name)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _unknown(child, key)
