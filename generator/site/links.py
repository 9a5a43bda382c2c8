"""Links from one page to any other. Every one is relative, so that the site works under any path."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.data import PLAN
from generator.problems import Position
from generator.site import urls
from generator.site.site import edit_url


@dataclass(frozen=True, slots=True)
class Links:
    """Links from one page, the one at `base`. `source_url` is where the data files can be edited, if anywhere.

    `source_url` holds {file}, {line} and {last_line}. Without {file} it is the address of plan.yaml.
    """

    base: str
    source_url: str = ""

    def to(self, url: str) -> Markup:
        """The address of a page, file or anchor of this site, relative to the page that links."""
        path, _, anchor = url.partition("#")
        if path == self.base and anchor:
            return Markup(f"#{anchor}")
        # By way of the root: longer than need be, but the same from every page of a depth.
        return Markup("../" * self.base.count("/") + url or "./")

    def here(self, anchor: str) -> Markup:
        """The link to an anchor on the page itself."""
        return self.to(f"{self.base}#{anchor}")

    def edits(self, position: Position) -> bool:
        """Whether the link to the lines at a place leads to where they can be edited."""
        return "{file}" in self.source_url or (bool(self.source_url) and position.file == PLAN)

    def lines(self, position: Position) -> Markup:
        """The link to the lines of a data file that hold a record: to edit them where that can be, else to read."""
        if self.edits(position):
            return Markup.escape(edit_url(self.source_url, position))
        return self.to(f"{urls.lines_of(position.file)}#{urls.line_anchor(position.line)}")
