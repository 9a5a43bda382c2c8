"""The engine of the search as one module: the browser gets it in one request, its authors read it in parts."""

from __future__ import annotations

import re
from importlib.resources import files

# In the order of dependency: none uses a later one when it is loaded.
_PARTS = ("fold", "numbers", "pinyin", "corpus", "parser", "reader", "matcher", "engine")
_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
# Comments that begin a line, and indentation: a third of what would be sent. No string or template spans lines.
_COMMENT = re.compile(r"^ */\*.*?\*/\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def engine_module() -> bytes:
    """The parts of the engine joined, without comments, with only what the last of them exports."""
    folder = files("generator.search") / "engine"
    *parts, entry = ((folder / f"{name}.js").read_text("utf-8") for name in _PARTS)
    joined = "\n".join([*(_EXPORT.sub("", part) for part in parts), entry])
    return _INDENT.sub("", _COMMENT.sub("", _IMPORT.sub("", joined))).encode()
