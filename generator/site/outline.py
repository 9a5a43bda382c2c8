"""The headings of a page's Markdown, and the page as HTML.

Generated pages are blocks of HTML with headings between them, and every text in them is escaped, so a line that begins
with # is a heading of a template's, and nothing else needs conversion. A converter of Markdown makes the same of it,
which a test proves; it would read every element twice for it, which takes half of a build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^(?P<marks>#{1,3}) (?P<title>.*) \{: #(?P<anchor>\S+)(?: \.(?P<look>\S+))? \}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its anchor, and its title as markup."""

    level: int
    anchor: str
    title: str


def headings(markdown: str) -> list[Heading]:
    """The headings, the title included, in the order of the page; any white space in them as one space."""
    found = _HEADING.finditer(markdown)
    return [Heading(len(one["marks"]), one["anchor"], " ".join(one["title"].split())) for one in found]


def html(markdown: str) -> str:
    """The page as HTML."""
    return _HEADING.sub(_element, markdown)


def _element(heading: re.Match[str]) -> str:
    level = len(heading["marks"])
    look = f' class="{heading["look"]}"' if heading["look"] else ""
    return f'<h{level}{look} id="{heading["anchor"]}">{heading["title"]}</h{level}>'
