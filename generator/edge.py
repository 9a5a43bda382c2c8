"""Reading from disk, shared by the edges: the data files of a project, and the site made of them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cache import DiskCache, program
from generator.problems import Place, Problem, stopping
from generator.site import Settings, Site
from generator.source import FILES

if TYPE_CHECKING:
    from generator.load import Data

# Where the site and its dear downloads are kept between builds; may be deleted.
CACHE = ".cache/site"
# The shape of plan.json, which is published beside it.
SCHEMA = Path(__file__).parent / "plan.schema.json"
PACKAGE = Path(__file__).parent
# No official text comes near this many bytes; what is larger is something else.
LARGEST = 5_000_000
# The program that this process runs, whatever becomes of its files while a preview is on.
PROGRAM = program(PACKAGE)


def read_texts(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The texts of the data files that exist, and a problem for each that is no UTF-8."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name in FILES:
        path = root / name
        try:
            if path.is_file():
                texts[name] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            cure = "用 UTF-8 编码另存这个文件"
            problems.append(Problem(Place(name, line, 1, line), "", "这个文件不是 UTF-8 编码", cure))
            texts[name] = path.read_text(encoding="utf-8-sig", errors="replace")
    return texts, problems


def read_data(root: Path) -> tuple[Data | None, list[Problem]]:
    """The data of a project, or None where problems stop it; and all its problems."""
    from generator.load import load  # noqa: PLC0415 - dear to load, and a kept site needs none of it

    texts, problems = read_texts(root)
    data, found = load(texts)
    problems += found
    return (None if stopping(problems) else data), problems


class UnreadableError(Exception):
    """A text that cannot be read; it says why, in words for people."""


def read_official(path: Path) -> str:
    """The text of an official document, or an `UnreadableError`."""
    try:
        if path.is_dir():
            raise UnreadableError("它是一个目录")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UnreadableError("没有这个文件") from None
    except PermissionError:
        raise UnreadableError("没有读它的权限") from None
    except (OSError, ValueError):
        raise UnreadableError("它应当是 UTF-8 编码的文本文件") from None
    if len(content) > LARGEST:
        raise UnreadableError(f"它超过 {LARGEST // 1_000_000} MB，不像是一份文件的文本")
    return _text(content)


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        cure = "它不是 UTF-8 编码的文本，请用 UTF-8 编码另存后再试"
        raise UnreadableError(f"它像是 GBK 编码，{cure[1:]}" if _is_gbk(content) else cure) from None
    if "\0" in text:
        raise UnreadableError("它不是文本文件")
    if not text.strip():
        raise UnreadableError("它是空的")
    return text


def _is_gbk(content: bytes) -> bool:
    """Whether the bytes are Chinese text in the encoding of older Chinese programs; few other bytes pass as that."""
    if b"\0" in content:
        return False
    try:
        return "的" in content.decode("gb18030")
    except UnicodeDecodeError:
        return False


def make_site(root: Path, settings: Settings) -> tuple[Site | None, list[Problem]]:
    """The site of a project, or None where problems stop it; and all its problems.

    A site is kept until a text, a setting or the program changes, so that a change of styles costs no generation.
    """
    sources, problems = read_texts(root)
    cache = DiskCache(root / CACHE, PROGRAM)
    # Templates are read at every making, so the files of the package count as they are now.
    key = json.dumps(["site", program(PACKAGE), sources, asdict(settings)])
    if (kept := cache.find(key)) is not None:
        site, problems = pickle.loads(kept)
        return site, problems
    from generator import pipeline  # noqa: PLC0415 - dear to load, and a kept site needs none of it

    site, found = pipeline.make(sources, SCHEMA.read_bytes(), settings, cache)
    problems += found
    if site is None or stopping(problems):
        return None, problems
    cache.keep(key, pickle.dumps((site, problems)))
    cache.prune()
    return site, problems


def settings(config: Mapping[str, Any]) -> Settings:
    """The settings of the site, from mkdocs.yml."""
    extra = config.get("extra") or {}
    address = str(config.get("site_url") or "").rstrip("/")
    return Settings(
        source_url=str(extra.get("source_url") or ""),
        original_url=str(extra.get("original_url") or ""),
        site_url=f"{address}/" if address else "",
    )
