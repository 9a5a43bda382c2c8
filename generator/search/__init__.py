"""The index of the search: what the engine in the browser reads, as compact JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.index.index import Index
from generator.model.data import PLAN, SYNONYMS, UNITS
from generator.search.characters import character_table, everyday, tables, word_groups, word_readings
from generator.search.pages import engine_script, index_script, opensearch, topics_script
from generator.search.records import records, topics

__all__ = [
    "character_table",
    "engine_script",
    "everyday",
    "index_script",
    "opensearch",
    "search_index",
    "searched",
    "tables",
    "topics_script",
    "wider",
    "word_groups",
    "word_readings",
]


def searched(texts: Mapping[str, str]) -> list[str]:
    """The texts, of the data files by name, whose characters the search meets."""
    return [texts[name] for name in (PLAN, UNITS, SYNONYMS) if name in texts]


def search_index(index: Index, characters: Mapping[str, object]) -> bytes:
    """What the engine in the browser reads, as JSON. `characters` is the table of those that are searched."""
    return _compact({**records(index), **characters})


def wider(index: Index) -> bytes:
    """What the topics of everyday life say, which is read after the first results, as JSON."""
    return _compact(topics(index))


def _compact(table: dict[str, object]) -> bytes:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
