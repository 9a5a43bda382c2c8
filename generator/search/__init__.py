"""The index of the search: what the engine in the browser reads, as one compact JSON file."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence

from generator.index.index import Index
from generator.keeper import Promise, Work
from generator.model.data import PLAN, SYNONYMS, UNITS
from generator.search.bundle import engine_module
from generator.search.records import records

__all__ = ["engine_module", "readings", "search_index"]


def readings(texts: Mapping[str, str]) -> Work:
    """The readings and traditional forms of what is in the data files, as JSON, of the files' texts by name."""
    found = [texts[name] for name in (PLAN, UNITS, SYNONYMS) if name in texts]
    return Work(json.dumps(["readings", *found]), functools.partial(_readings, found))


def _readings(texts: Sequence[str]) -> bytes:
    # The tables of readings and forms are dear to load, and many builds find the readings in the cache.
    from generator.search.letters import pinyin_table, traditional_pairs  # noqa: PLC0415

    return _compact({"pinyin": pinyin_table(texts), "traditional": traditional_pairs(texts)})


def search_index(index: Index, readings: Promise) -> bytes:
    """The file that the engine in the browser reads."""
    return _compact({**records(index), **json.loads(readings())})


def _compact(table: dict[str, object]) -> bytes:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
