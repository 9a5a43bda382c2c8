"""Which folders may be replaced: neither what somebody wrote, nor what holds the project itself."""

from __future__ import annotations

from pathlib import Path

# Folders of a project whose files somebody wrote, as in those with a dot.
_WRITTEN = ("bench", "data", "docs", "generator", "overrides", "requirements", "tests")
# What a site has, and hardly any other folder.
_OF_A_SITE = ("index.html", "404.html")


def taken(root: Path, target: Path) -> str | None:
    """Return why a folder must not be replaced whatever is in it, or None. `root` is the project."""
    root, target = root.resolve(), target.resolve()
    if target == Path(target.anchor):
        return "它是整个磁盘的根目录"
    if root.is_relative_to(target):
        return "项目就在里面"
    inside = target.relative_to(root).parts[:1] if target.is_relative_to(root) else ()
    if any(name in _WRITTEN or name.startswith(".") for name in inside):
        return f"它在项目的“{inside[0]}”里"
    return None


def not_a_site(root: Path, target: Path) -> str | None:
    """Return why a site must not be put in the place of a folder, or None.

    What is hidden in it stays, and the folder `site` of the project is for nothing else.
    """
    if reason := taken(root, target):
        return reason
    if target.resolve() == root.resolve() / "site" or not target.is_dir():
        return None
    names = {path.name for path in target.iterdir() if not path.name.startswith(".")}
    strange = min(names, default=None)
    return None if names.issuperset(_OF_A_SITE) or not strange else f"里面有别的文件，如“{strange}”"
