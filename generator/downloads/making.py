"""Makes what takes long: on all processors, and only what a cache does not hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.downloads.workers import call

# Bytes by the key of the work that made them. A dict is one.
Cache = MutableMapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Work:
    """Bytes to make: their kind, the plain values that they are made of, and the function that makes them.

    Equal values of a kind give equal bytes.
    """

    kind: str
    values: Any
    maker: Callable[[Any], bytes]

    @property
    def key(self) -> str:
        """The digest of the kind and the values."""
        return digest(self.kind, self.values)

    def make(self) -> bytes:
        """Return the bytes."""
        return self.maker(self.values)


def digest(*values: Any) -> str:
    """Return the SHA-256 of plain values, in hexadecimal."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def made(works: Sequence[Work], cache: Cache) -> list[bytes]:
    """Return the bytes of each work, in their order. What the cache lacks is made and put there."""
    keyed = {work.key: work for work in works}
    found = {key: content for key in keyed if (content := cache.get(key)) is not None}
    missing = [key for key in keyed if key not in found]
    fresh = dict(zip(missing, call([keyed[key].make for key in missing]), strict=True))
    cache.update(fresh)
    contents = found | fresh
    return [contents[work.key] for work in works]
