"""A copy of the site that is read from a disk, without a server: on a USB stick, or where the web is far away."""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.edges import host
from generator.edges.files import unwritten
from generator.edges.folder import Replacement
from generator.edges.targets import not_a_site
from generator.site.offline import offline


def copy(root: Path, target: Path, say: host.Say) -> None:
    """Build the site of a project and put its copy for a disk into a folder. Raises host.FailedError."""
    try:
        if reason := not_a_site(root, target):
            raise host.FailedError(f"没有写“{target}”，{reason}，换一个空的目录。")
        with tempfile.TemporaryDirectory(prefix="plan-site-") as aside, Replacement(target) as replacement:
            built = host.build(root, str(Path(aside, "site")), say)
            for path in sorted(built.rglob("*")):
                if path.is_file():
                    _put(replacement.made / path.relative_to(built), path)
            replacement.replace()
    except OSError as error:
        raise host.FailedError(f"{unwritten(target, error)}，原有的目录没有改动。") from error


def _put(path: Path, built: Path) -> None:
    """Put a file of the site into the copy."""
    content = built.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(offline(content.decode()).encode() if path.suffix == ".html" else content)
