"""Records while their lines are read: what is known of each so far, and the tree that comes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.record import CALLED, Field, Node, Record, fields, first_key
from generator.problems import Position


@dataclass(slots=True)
class Listing:
    """A list whose entries stand below its key: from where, in which column its dashes are.

    `bare` is how it reads without entries: as an empty text, unless it was written as [].
    """

    position: Position
    dashes: int | None = None
    bare: str | list[Node] = ""
    entries: list[Node | Draft] = field(default_factory=list)

    @property
    def kept(self) -> list[Node | Draft]:
        """The entries without the records that are left out."""
        return [one for one in self.entries if isinstance(one, Node) or not one.broken]

    def node(self) -> Node:
        """Return the list as a node."""
        nodes = [one if isinstance(one, Node) else one.node() for one in self.kept]
        return Node(nodes or self.bare, _reaching(self.position, nodes))


@dataclass(slots=True, eq=False)
class Draft:
    """A record that lines may still be added to, under a key of its `parent`.

    `column` is that of its keys, None until the first is read; `key` the last of them, which lines may stand under. One
    that is `broken` has a line that does not fit, which was told; it is left out of its list.
    """

    record: type[Record]
    position: Position
    column: int | None
    parent: Draft | None = None
    under: str = ""
    key: str = ""
    broken: bool = False
    values: dict[str, Node | Listing | Draft] = field(default_factory=dict)
    keys: dict[str, Position] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the innermost record of a list around it is called by, itself included; else the key of the file."""
        key = first_key(self.record)
        called = self.values.get(key) if self.in_list and key in CALLED else None
        if isinstance(called, Node) and isinstance(called.value, str) and called.value:
            return called.value
        return self.parent.name or self.under if self.parent else ""

    @property
    def in_list(self) -> bool:
        """Whether it is one of a list."""
        return self.parent is not None and fields(self.parent.record)[self.under].listed

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields of the record by key."""
        return fields(self.record)

    @property
    def listing(self) -> Listing | None:
        """The list under the last key."""
        found = self.values.get(self.key)
        return found if isinstance(found, Listing) else None

    @property
    def listed(self) -> type[Record] | None:
        """The record that the list under the last key is of; None where it is no list of records."""
        return self.fields[self.key].record if self.listing else None

    def lacks(self, key: str) -> bool:
        """Whether a key of the record is not written yet, or nothing stands under it."""
        found = self.values.get(key)
        return key in self.fields and (
            found is None or (isinstance(found, Listing) and not found.entries and found.bare == "")
        )

    def begins(self, key: str) -> bool:
        """Whether a key is the first of the records that are listed under the last key."""
        return self.listed is not None and first_key(self.listed) == key

    def children(self) -> Iterator[Draft]:
        """Yield the records within it."""
        for value in self.values.values():
            entries = value.entries if isinstance(value, Listing) else [value]
            yield from (one for one in entries if isinstance(one, Draft))

    def whole(self) -> bool:
        """Return whether no record is left out."""
        return not self.broken and all(child.whole() for child in self.children())

    def node(self) -> Node:
        """Return the record as a node."""
        nodes = {key: one if isinstance(one, Node) else one.node() for key, one in self.values.items()}
        return Node(nodes, _reaching(self.position, list(nodes.values())), self.keys)

    def at(self, path: tuple[str | int, ...]) -> tuple[Draft, str]:
        """Return the record that a path in its node leads to, and the key in it."""
        found = self.values.get(str(path[0])) if path else None
        if isinstance(found, Listing) and len(path) > 2:
            entry = found.kept[int(path[1])]
            return entry.at(path[2:]) if isinstance(entry, Draft) else (self, str(path[0]))
        if isinstance(found, Draft) and len(path) > 1:
            return found.at(path[1:])
        return self, str(path[0]) if path else ""


def _reaching(position: Position, nodes: list[Node]) -> Position:
    """Return a place that reaches to the end of some nodes."""
    last = max((node.position.last_line for node in nodes), default=position.line)
    return Position(position.file, position.line, position.column, max(last, position.line))
