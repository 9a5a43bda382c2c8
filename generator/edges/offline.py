"""A copy of the site that is read from a disk, without a server: on a USB stick, or where the web is far away."""

from __future__ import annotations

from pathlib import Path

from generator.edges.folder import Replacement
from generator.site.offline import offline


def copy(built: Path, target: Path) -> None:
    """Put the copy for a disk of a built site in the place of a folder. Raises OSError, and leaves it then."""
    with Replacement(target) as replacement:
        for path in sorted(built.rglob("*")):
            if path.is_file():
                _put(replacement.made / path.relative_to(built), path)
        replacement.replace()


def _put(path: Path, built: Path) -> None:
    """Put a file of the site into the copy."""
    content = built.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(offline(content.decode()).encode() if path.suffix == ".html" else content)
