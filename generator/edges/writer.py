"""The disk writer: the site as a folder of Markdown with a derived configuration; and a site copied for a disk.

The folder holds everything: the hand-written documents, the generated pages and files, the overrides of the theme, and
a mkdocs.yml without hooks. It is never half-written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.edges import archive, disk, making
from generator.edges.files import refusal
from generator.edges.folder import MARK, Replacement, taken
from generator.model.data import CONFIG
from generator.problems import Problem, report, stopping
from generator.site.offline import offline
from generator.site.site import Site

_ONLY_HERE = ("hooks", "watch")
# Zensical has its own search on unless it is named and switched off; the search of this site is in its pages.
_PLUGINS = [{"search": {"enabled": False}}]
# What a site generator puts into a written folder.
_MADE_OF_IT = {".cache", "site"}


class RefusedError(Exception):
    """The folder is not written; the text says why."""


class FaultyError(Exception):
    """The data or the settings are wrong; the text is the report."""


def write_project(root: Path, target: Path, say: Callable[[str], None], **options: str) -> tuple[Site, Path | None]:
    """Write the site of the project at `root` with its settings, or `options` in their place; return it.

    Returns and raises beside it what `write` does, and raises FaultyError. `say` is called before a long wait.
    """
    check_target(root, target)
    settings = disk.read_settings(root)
    if settings is None:
        raise FaultyError(f"这里没有 {CONFIG}，到项目目录里再运行。")
    config = {} if isinstance(settings, Problem) else {**settings.value, **options}
    site, problems = making.make_site(root, disk.settings(config), say)
    around = disk.around(root, settings)
    if site is None or stopping(around):
        raise FaultyError(report([*problems, *around]))
    site = disk.addressed(site, root)
    return site, write(site, config, root, target)


def write(site: Site, config: Mapping[str, Any], root: Path, target: Path) -> Path | None:
    """Writes the site of the project at `root` to the folder `target`, replacing what an earlier run wrote there.

    Returns where the folder of the earlier run lies if the disk does not delete it, else None. Raises RefusedError if
    `target` holds anything else or lies in a folder that the project needs, or if a hand-written file cannot be read,
    and OSError if the disk refuses or another process is writing it; `target` is unchanged then.
    """
    check_target(root, target)
    with Replacement(target) as replacement:
        _fill(replacement.made, site, config, root)
        replacement.replace()
    return replacement.left


def check_target(root: Path, target: Path) -> None:
    """Raises RefusedError if `write` would refuse the folder, and OSError if the disk does not show it."""
    if reason := _not_ours(root.resolve(), target.resolve()):
        raise RefusedError(f"{reason}，换一个空的目录")


def _not_ours(root: Path, target: Path) -> str | None:
    """Why the folder must not be replaced, or None."""
    if reason := taken(root, target):
        return reason
    if target == root / "site":
        return "它是网站的目录"
    strange = min(_strange(target), default=None)
    return f"里面有别的文件，如“{strange}”" if strange else None


def _strange(target: Path) -> Iterator[str]:
    """The files in a folder that neither this module has written nor a site generator has made of them."""
    # Marks a folder as written by this module, which may then be replaced, and lists its files.
    mark = target / MARK
    written = {MARK, *mark.read_text(encoding="utf-8", errors="replace").splitlines()} if mark.is_file() else set()
    for path in _files(target) if target.exists() else ():
        name = path.relative_to(target)
        if name.as_posix() not in written and not (written and name.parts[0] in _MADE_OF_IT):
            yield name.as_posix()


def _files(folder: Path) -> Iterator[Path]:
    """All files in a folder and below. Raises OSError."""
    for one, _, names in os.walk(folder, onerror=_fail, followlinks=True):
        yield from (Path(one, name) for name in names)


def _fill(folder: Path, site: Site, config: Mapping[str, Any], root: Path) -> None:
    docs = folder / "docs"
    for path, content in _by_hand(root):
        _put(folder / path, content)
    archive.publish(root, site.below, docs)
    for page in site.pages:
        _put(docs / page.path, page.markdown.encode())
    for file in site.files:
        _put(docs / file.path, file.content)
    _put(folder / "mkdocs.yml", derived_config(config, site).encode())
    written = sorted(path.relative_to(folder).as_posix() for path in _files(folder))
    _put(folder / MARK, "\n".join(written).encode())


def _by_hand(root: Path) -> Iterator[tuple[Path, bytes]]:
    """What people have written, by its path in the project."""
    try:
        for start in ("docs", "overrides"):
            for path in _files(root / start):
                # Scripts and styles are among the files of the site, at addresses of theirs.
                if not disk.is_addressed(path.relative_to(root / start).as_posix()):
                    yield path.relative_to(root), path.read_bytes()
    except OSError as error:
        raise RefusedError(f"读不了“{Path(error.filename).relative_to(root)}”，{refusal(error)}") from error


def _fail(error: OSError) -> None:
    raise error


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def derived_config(config: Mapping[str, Any], site: Site) -> str:
    """The configuration of the written folder: the project's own without its hooks, with the navigation spelled out."""
    kept = {key: value for key, value in config.items() if key not in _ONLY_HERE}
    made = {
        **kept,
        **disk.names(config),
        "plugins": _PLUGINS,
        "extra": disk.extra(config, site),
        "nav": site.nav_config(),
    }
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=1000)


def copy(built: Path, target: Path) -> None:
    """Put the copy for a disk of a built site in the place of a folder. Raises OSError, and leaves it then."""
    with Replacement(target) as replacement:
        for path in sorted(built.rglob("*")):
            if path.is_file():
                _put_offline(replacement.made / path.relative_to(built), path)
        replacement.replace()


def _put_offline(path: Path, built: Path) -> None:
    """Put a file of the site into the copy."""
    content = built.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(offline(content.decode()).encode() if path.suffix == ".html" else content)
