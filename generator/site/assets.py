"""Scripts, styles and the index of the search, at an address that changes with their content.

They lie in one folder, which is named by a digest of them all. So no browser and no cache between mixes those of two
builds, addresses among them hold, and a server may let everybody keep them for as long as it likes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from generator.site.site import Site, SiteFile

# Where they lie in the folder of documents, and in a site without an address of theirs.
FOLDER = "assets/"
# What is published from there so. Pictures keep their addresses, for documents and other sites name them.
ENDINGS = (".css", ".js")
_DIGEST_LENGTH = 12


def addressed(site: Site, written: Mapping[str, str]) -> Site:
    """Return the site with scripts and styles, those that are written and its own, at addresses by their content.

    `written` go by their paths below the folder of documents: assets/plan.css.
    """
    generated = {file.path: file.content for file in site.files if file.path.startswith(FOLDER)}
    assets = {**generated, **{path: text.encode() for path, text in written.items()}}
    folder = f"{FOLDER}{_digest(assets)}/"
    moved = (SiteFile(folder + path.removeprefix(FOLDER), assets[path]) for path in sorted(assets))
    others = (file for file in site.files if file.path not in generated)
    return replace(site, files=(*others, *moved), assets=folder)


def _digest(assets: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path in sorted(assets):
        digest.update(path.encode() + b"\0" + hashlib.sha256(assets[path]).digest())
    return digest.hexdigest()[:_DIGEST_LENGTH]
