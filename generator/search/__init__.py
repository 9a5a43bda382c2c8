"""The index of the search: what the engine in the browser reads, as compact JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from generator.index.index import Index
from generator.model.data import PLAN, SYNONYMS, UNITS
from generator.search.pages import engine_script, index_script, opensearch
from generator.search.records import records

__all__ = ["engine_script", "index_script", "opensearch", "readings", "search_index", "searched"]


def searched(texts: Mapping[str, str]) -> list[str]:
    """The texts, of the data files by name, whose characters the search meets."""
    return [texts[name] for name in (PLAN, UNITS, SYNONYMS) if name in texts]


def readings(texts: Sequence[str]) -> bytes:
    """The readings and traditional forms of the characters of texts, as JSON."""
    # The tables of readings and forms take long to load, and many builds find the readings in the cache.
    from generator.search.records import pinyin_table, traditional_pairs  # noqa: PLC0415

    return _compact({"pinyin": pinyin_table(texts), "traditional": traditional_pairs(texts)})


def search_index(index: Index, readings: bytes) -> bytes:
    """What the engine in the browser reads, as JSON. `readings` are those of the texts that are searched."""
    return _compact({**records(index), **json.loads(readings)})


def _compact(table: dict[str, object]) -> bytes:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
