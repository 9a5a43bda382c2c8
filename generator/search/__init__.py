"""The index of the search: what the engine in the browser reads, as one compact JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.index import Index
from generator.search.bundle import engine_module
from generator.search.letters import pinyin_table, traditional_pairs
from generator.search.rows import rows

__all__ = ["engine_module", "search_index"]


def search_index(index: Index) -> bytes:
    """The file that the engine in the browser reads. The same index gives the same bytes."""
    table = rows(index)
    texts = list(_strings(table))
    table |= {"pinyin": pinyin_table(texts), "traditional": traditional_pairs(texts)}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
