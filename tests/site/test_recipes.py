"""What the page about publishing says is true of the site that is published."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from generator.__main__ import COMMANDS
from run import TASKS
from tests.conftest import ROOT

NGINX = (ROOT / "docs/publishing/nginx.conf").read_text("utf-8")
PAGE = (ROOT / "docs/publishing/index.md").read_text("utf-8")


def endings_of(block: str) -> set[str]:
    """The endings in a block of types."""
    return {ending for line in block.split(";") for ending in line.split()[1:]}


def test_the_server_knows_every_kind_of_file(site: Path) -> None:
    (block,) = re.findall(r"types \{(.*?)\}", NGINX, re.DOTALL)
    published = {path.suffix.removeprefix(".") for path in site.rglob("*") if path.is_file()}
    assert published - endings_of(block) == {"conf"}
    assert {"atom", "xml"} <= endings_of(block)


def test_what_the_server_lets_browsers_keep_is_named_by_a_digest(site: Path) -> None:
    (pattern,) = re.findall(r'"~(.+?)"\s+"public, max-age', NGINX)
    kept = {path for path in site.rglob("*") if path.is_file() and re.search(pattern, f"/{path.relative_to(site)}")}
    folders = {path.relative_to(site).parts[1] for path in kept}
    assert len(folders) == 1
    assert site / "assets" / folders.pop() / "site.css" in kept
    assert not any(path.suffix in (".html", ".docx", ".json") for path in kept)


def test_the_server_sends_the_policy_of_the_pages(site: Path) -> None:
    policy = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["extra"][
        "content_security_policy"
    ]
    assert f"\"{policy}; frame-ancestors 'self'\"" in NGINX
    # That of the page for lost addresses has digests of its own.
    assert re.search(r'"~/404\\\.html\$"\s+"frame-ancestors \'self\'"', NGINX)


def test_what_the_page_tells_to_run_is_there(site: Path) -> None:
    shown = "\n".join(re.findall(r"`[^`]+`|^    .*$", PAGE, re.MULTILINE))
    assert {*re.findall(r"run\.py ([a-z-]+)", shown)} <= TASKS.keys()
    assert {*re.findall(r"-m generator ([a-z-]+)", shown)} <= COMMANDS.keys()
    for name in re.findall(r"`(\.[\w./-]+\.yml)`", PAGE):
        assert (ROOT / name).is_file(), name
    assert (site / "publishing/nginx.conf").is_file()
