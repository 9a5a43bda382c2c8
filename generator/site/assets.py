"""Scripts, styles and the index of the search, at an address that changes with their content.

They lie in one folder, which is named by a digest of them all. So no browser and no cache between mixes those of two
builds, addresses among them hold, and a server may let everybody keep them for as long as it likes.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.site.site import Site, SiteFile

_IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "(?P<path>\.[^"]+)";?\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (?P<name>\w+))", re.MULTILINE)
# What a script must not keep of a module, or the browser refuses all of it.
_LEFT = re.compile(r"^(?:import|export)\b.*|\bimport(?:\.meta|\().*", re.MULTILINE)
# Comments that begin a line, and indentation: a third of what would be sent. No string or template spans lines.
_COMMENT = re.compile(r"^ */\*.*?\*/\n|^ *//[^\n]*\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


# What a style sheet begins with; the path is relative to it.
_SHEET = re.compile(r'^@import "(?P<path>[^":]+)";\n', re.MULTILINE)


class LinkError(Exception):
    """A statement of a script or style that the linker does not understand, or that imports what is not there."""

    def __init__(self, path: str, statement: str) -> None:
        super().__init__(f"{path}: {statement}")
        self.path = path
        self.statement = statement


def scripts(modules: Mapping[str, str]) -> dict[str, str]:
    """Return the modules that no other imports, each as a script, by their paths. Raises LinkError."""
    imported = {other for path in modules for other in _order(path, modules, ()) if other != path}
    return {path: link(path, modules) for path in modules if path not in imported}


def styles(sheets: Mapping[str, str]) -> dict[str, str]:
    """Return the style sheets that no other imports, each with all that it imports. Raises LinkError.

    A page asks for one file then, and shows sooner.
    """
    imported = {_beside(path, found["path"]) for path, text in sheets.items() for found in _SHEET.finditer(text)}
    return {path: _joined(path, sheets, ()) for path in sheets if path not in imported}


def _joined(path: str, sheets: Mapping[str, str], within: tuple[str, ...]) -> str:
    """A style sheet with what it imports in place of the statements, without comments and indentation."""

    def read(found: re.Match[str]) -> str:
        other = _beside(path, found["path"])
        if other not in sheets or other in (*within, path):
            raise LinkError(path, found[0].strip())
        return _joined(other, sheets, (*within, path))

    return _INDENT.sub("", _COMMENT.sub("", _SHEET.sub(read, sheets[path])))


def link(entry: str, modules: Mapping[str, str]) -> str:
    """Return a module and what it imports as one script. `modules` are the texts by path.

    Every module is a function's body, so that none sees the names of another. Raises LinkError.
    """
    order = list(dict.fromkeys(_order(entry, modules, ())))
    names = {path: f"module{n}" for n, path in enumerate(order)}
    bodies = [_body(path, modules[path], names) for path in order]
    linked = "".join(['(() => {\n"use strict"\n', *bodies, "})()\n"])
    return _INDENT.sub("", linked)


def _order(path: str, modules: Mapping[str, str], within: tuple[str, ...]) -> Iterator[str]:
    """The module behind all that it imports."""
    for found in _IMPORT.finditer(modules[path]):
        other = _beside(path, found["path"])
        if other not in modules or other in (*within, path):
            raise LinkError(path, found[0].strip())
        yield from _order(other, modules, (*within, path))
    yield path


def _beside(path: str, relative: str) -> str:
    """The path that a module means by a relative one."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))


def _body(path: str, text: str, names: Mapping[str, str]) -> str:
    """A module as a constant that holds what it exports."""

    def bind(found: re.Match[str]) -> str:
        given = names[_beside(path, found["path"])]
        return f"const {{ {found['names'].replace(' as ', ': ')} }} = {given}\n"

    body = _EXPORT.sub("", _IMPORT.sub(bind, _COMMENT.sub("", text)))
    if left := _LEFT.search(body):
        raise LinkError(path, left[0].strip())
    exported = ", ".join(found["name"] for found in _EXPORT.finditer(text))
    given = f"return {{ {exported} }}\n" if exported else ""
    return f"const {names[path]} = (() => {{\n{body}{given}}})()\n"


# Where they lie in the folder of documents, and in a site without an address of theirs.
FOLDER = "assets/"
# What only a site with earlier years needs.
_OF_YEARS = "assets/years/"
# What is published from there so. Pictures keep their addresses, for documents and other sites name them.
ENDINGS = (".css", ".js")
_DIGEST_LENGTH = 12


def addressed(site: Site, written: Mapping[str, str], name: str | None = None) -> Site:
    """Return the site with scripts and styles, those that are written and its own, at addresses by their content.

    `written` go by their paths below the folder of documents: assets/base.css. `name` is that of the folder, if it is
    not to follow the content.
    """
    generated = {file.path: file.content for file in site.files if file.path.startswith(FOLDER)}
    needed = {path: text for path, text in written.items() if site.years or not path.startswith(_OF_YEARS)}
    assets = {**generated, **{path: text.encode() for path, text in needed.items()}}
    folder = f"{FOLDER}{name or _digest(assets)}/"
    moved = (SiteFile(folder + path.removeprefix(FOLDER), assets[path]) for path in sorted(assets))
    others = (file for file in site.files if file.path not in generated)
    return replace(site, files=(*others, *moved), assets=folder)


def _digest(assets: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path in sorted(assets):
        digest.update(path.encode() + b"\0" + hashlib.sha256(assets[path]).digest())
    return digest.hexdigest()[:_DIGEST_LENGTH]
