"""Who makes what is dear to make, or has kept it from an earlier build. The core only asks; `cache` has the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """Bytes that are dear to make: the values that they are made of, written as a key, and how they are made.

    `make` is a function of a module with its values, so that another process can be asked to call it.
    """

    key: str
    make: Promise


# Gives bytes to whoever calls it, and may keep them waiting.
Promise = Callable[[], bytes]
# Promises the bytes of each work, in their order. All are asked for at once, so that they can be made side by side, and
# while the one who asked does something else.
Keeper = Callable[[Sequence[Work]], list[Promise]]


@dataclass(frozen=True, slots=True)
class AtHand:
    """The promise of bytes that are there already."""

    content: bytes

    def __call__(self) -> bytes:
        """The bytes."""
        return self.content


def make_anew(works: Sequence[Work]) -> list[Promise]:
    """The keeper that keeps nothing, and makes each work when its bytes are wanted."""
    return [work.make for work in works]
