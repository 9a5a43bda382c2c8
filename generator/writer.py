"""The disk writer: the generated site as a folder of Markdown with a derived configuration, for any site generator.

The folder holds everything: the hand-written documents, the generated pages and files, the overrides of the theme, and
a mkdocs.yml without hooks. It is made aside and then put in place as a whole, so it is never half-written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.site import Site

# Marks a folder as written by this module, which may then be replaced.
MARK = ".plan-site"
# Folders of a project whose files somebody wrote; so are those with a dot.
_SOURCES = ("bench", "data", "docs", "generator", "overrides", "requirements", "tests")
_ONLY_HERE = ("hooks", "watch")


class NotOursError(Exception):
    """The folder holds something that this program did not write; the text says what."""


def write(site: Site, config: Mapping[str, Any], root: Path, target: Path) -> None:
    """Writes the site of the project at `root` to the folder `target`, replacing what an earlier run wrote there.

    Raises NotOursError if the folder holds anything else or lies among the sources, and OSError if the disk refuses;
    the folder is unchanged then.
    """
    target = target.resolve()
    if reason := _not_ours(root.resolve(), target):
        raise NotOursError(reason)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{MARK}-", dir=target.parent) as aside:
        made = Path(aside) / "site"
        _fill(made, site, config, root)
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)


def _not_ours(root: Path, target: Path) -> str | None:
    """Why the folder must not be replaced, or None."""
    if target == Path(target.anchor):
        return "它是整个磁盘的根目录"
    inside = target.relative_to(root).parts[:1] if target.is_relative_to(root) else ()
    if any(name in _SOURCES or name.startswith(".") for name in inside):
        return f"它在项目的“{inside[0]}”里"
    if target.exists() and any(target.iterdir()) and not (target / MARK).is_file():
        return "里面有别的文件"
    return None


def _fill(folder: Path, site: Site, config: Mapping[str, Any], root: Path) -> None:
    docs = folder / "docs"
    shutil.copytree(root / "docs", docs)
    shutil.copytree(root / "overrides", folder / "overrides")
    for page in site.pages:
        _put(docs / page.path, page.markdown.encode())
    for file in site.files:
        _put(docs / file.path, file.content)
    _put(folder / "mkdocs.yml", derived_config(config, site).encode())
    _put(folder / MARK, b"")


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def derived_config(config: Mapping[str, Any], site: Site) -> str:
    """The configuration of the written folder: the project's own without its hooks, with the navigation spelled out."""
    kept = {key: value for key, value in config.items() if key not in _ONLY_HERE}
    extra = config.get("extra")
    told = {**(extra if isinstance(extra, Mapping) else {}), "places": site.places()}
    made = {**kept, "extra": told, "nav": site.nav_config()}
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=1000)
