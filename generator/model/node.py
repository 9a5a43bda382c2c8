"""What a data file was read into: nodes that remember where each value stands, and what the records are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from generator.problems import Place

# Leads through the keys of mappings and the positions of lists, such as ("lead", 2).
Path = tuple[str | int, ...]
# Stands for a value that cannot be known. No value of the data holds a NUL: it is invisible, which is a fault.
UNKNOWN = "\0"
# What a record is called by in a message, which comes first.
CALLED = ("id", "record", "deadline", "project", "page", "role", "alias", "kind")


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

    def enter(self, path: Path) -> Node:
        """The node at the end of a path such as ("lead", 2), or at the last of its steps that exists."""
        return self.child(path[0]).enter(path[1:]) if path and self.has(path[0]) else self

    def find(self, path: Path) -> Place:
        """The place of the value at a path, or of the last of its steps that exists."""
        return self.enter(path).place

    def changed(self, path: Path, change: Callable[[Node], Node]) -> Node:
        """This tree with the node at a path changed; a key that is not there yet is added."""
        if not path:
            return change(self)
        step, old = path[0], self.child(path[0]) if self.has(path[0]) else Node("", self.place)
        new = old.changed(path[1:], change)
        if isinstance(self.value, dict):
            return replace(self, value={**self.value, str(step): new})
        assert isinstance(self.value, list), "a path leads through mappings and lists"
        return replace(self, value=[new if n == step else child for n, child in enumerate(self.value)])

    def key(self, name: str) -> Place:
        """The place of a key of this mapping, or of the mapping itself where it lacks that key."""
        return self.keys.get(name, self.place)

    def path_to(self, line: int) -> Path:
        """The path to the innermost value that reaches over a line."""
        steps = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
        for step, child in steps:
            if isinstance(child, Node) and child.place.line <= line <= child.place.last_line:
                return step, *child.path_to(line)
        return ()


def record_name(tree: Node, path: Path, wrong: Path = ()) -> str:
    """What the innermost record on a path is called by, without the value at `wrong`; else the key of the file.

    It is empty where that is not known: the name of the record around it would lead to another line.
    """
    for n in range(len(path), 0, -1):
        owner = tree.enter(path[:n]).value
        if isinstance(path[n - 1], int) and isinstance(owner, dict):
            called = (owner[key].value for key in CALLED if key in owner and (*path[:n], key) != wrong)
            name = next((value for value in called if isinstance(value, str)), None)
            if name is not None:
                return "" if name == UNKNOWN else name
    return path[0] if len(path) > 1 and isinstance(path[0], str) else ""
