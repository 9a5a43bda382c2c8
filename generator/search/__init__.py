"""The index of the search: what the engine in the browser reads, as one compact JSON file."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator

from generator.index import Index
from generator.keeper import Work
from generator.search.bundle import engine_module
from generator.search.rows import rows

__all__ = ["engine_module", "search_index"]


def search_index(index: Index) -> Work:
    """The file that the engine in the browser reads: dear to make, for it looks up readings and traditional forms."""
    table = rows(index)
    return Work(f"search {_compact(table).decode()}", functools.partial(_with_letters, table))


def _with_letters(table: dict[str, object]) -> bytes:
    return _compact({**table, **_letters(table)})


def _letters(table: dict[str, object]) -> dict[str, object]:
    # The tables of readings and forms are dear to load, and most builds find the index in the cache.
    from generator.search.letters import pinyin_table, traditional_pairs  # noqa: PLC0415

    texts = list(_strings(table))
    return {"pinyin": pinyin_table(texts), "traditional": traditional_pairs(texts)}


def _compact(table: dict[str, object]) -> bytes:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _strings(part)
