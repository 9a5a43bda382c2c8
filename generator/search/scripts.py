"""The engine of the search and its index, as scripts that a page runs when somebody is about to search."""

from __future__ import annotations

from importlib.resources import files

from generator.site.scripts import link


def engine_script() -> bytes:
    """The engine in one piece. It leaves `createSearchEngine` to those who run it."""
    folder = files("generator.search") / "engine"
    parts = {part.name: part.read_text("utf-8") for part in folder.iterdir() if part.name.endswith(".js")}
    return link("engine.js", parts).encode()


def index_script(index: bytes) -> bytes:
    """The index, which is JSON, as a script. It leaves `searchIndex` to those who run it."""
    return b"globalThis.searchIndex=%s\n" % index
