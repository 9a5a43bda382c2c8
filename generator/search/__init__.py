"""The index of the search: what the engine in the browser reads, as one compact JSON file."""

from __future__ import annotations

import json

from generator.index import Index
from generator.search.letters import pinyin_table, traditional_pairs
from generator.search.rows import rows

__all__ = ["search_index"]


def search_index(index: Index) -> bytes:
    """The file that the engine in the browser reads. The same index gives the same bytes."""
    table = rows(index)
    words = json.dumps(table, ensure_ascii=False)
    table |= {"pinyin": pinyin_table(words), "traditional": traditional_pairs(words)}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
