"""What all records of the data have in common: frozen, without unknown keys, aware of their place in the file."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from generator.model.node import UNKNOWN, Node
from generator.problems import Place

T = TypeVar("T")

# The key under which a record gets its node. `source` lets no NUL pass, so no file can use this name.
NODE_KEY = "\0node"

# Every value stays the string that was typed, and says something, or is not known.
Text = Annotated[str, StringConstraints(pattern=rf"[\w{UNKNOWN}]")]
# A list that is written has at least one value; a file says "none" by leaving out the key.
Listed = Annotated[tuple[T, ...], Field(min_length=1)]


class Record(BaseModel):
    """A mapping of the data that knows its place in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    node: Node = Field(alias=NODE_KEY, repr=False, exclude=True)

    def place(self, *path: str | int) -> Place:
        """The place of the value at a path inside this record, such as ("lead", 2); of the record without one."""
        return self.node.find(path)


def with_node(node: Node) -> Any:
    """The plain data of a node in which every mapping holds its node, as `Record` expects."""
    if isinstance(node.value, dict):
        return {**{key: with_node(child) for key, child in node.value.items()}, NODE_KEY: node}
    if isinstance(node.value, list):
        return tuple(with_node(child) for child in node.value)
    return node.value
