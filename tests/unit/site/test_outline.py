"""A page as HTML is what any converter of Markdown makes of it, so it is the same whoever builds the site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml

from generator.site import markup
from tests.conftest import ROOT, SMALL, site_of

CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def converter() -> markdown.Markdown:
    """Python-Markdown with the extensions of mkdocs.yml."""
    listed = yaml.safe_load(CONFIG)["markdown_extensions"]
    named = {name: options for one in listed for name, options in (one if isinstance(one, dict) else {one: {}}).items()}
    return markdown.Markdown(extensions=list(named), extension_configs=named)


def unspaced(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html).strip()


@pytest.mark.parametrize("root", [SMALL, ROOT], ids=["small", "real"])
def test_every_page_is_what_a_converter_makes_of_it(root: Path) -> None:
    for page in site_of(root).pages:
        reference = converter()
        assert unspaced(markup.html(page.body)) == unspaced(reference.convert(page.body)), page.url
        listed = [(one.level, one.anchor, one.title) for one in markup.headings(page.body)]
        assert listed == flat(reference.toc_tokens), page.url  # type: ignore[attr-defined]


def flat(tokens: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    """The tokens of a table of contents without their nesting."""
    found = []
    for token in tokens:
        found += [(token["level"], token["id"], token["name"]), *flat(token["children"])]
    return found
