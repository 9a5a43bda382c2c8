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
    make: Callable[[], bytes]


# Returns the bytes of each work, in their order. All are asked for at once, so that they can be made side by side.
Keeper = Callable[[Sequence[Work]], list[bytes]]


def make_anew(works: Sequence[Work]) -> list[bytes]:
    """The keeper that keeps nothing."""
    return [work.make() for work in works]
