"""Links from one page to any other. Every one is relative, so that the site works under any path."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from generator.index.deadlines import Due
from generator.index.index import ClauseEntry, Entry, Quotation
from generator.index.targets import TargetEntry
from generator.model.data import PLAN
from generator.model.plan import Group, Part, Section
from generator.model.register import Kind, Leader, Unit
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

    def entry(self, target: Entry) -> Markup:
        """The link to where an item is read."""
        return self.to(urls.entry(target))

    def comparison(self, project: Entry) -> Markup:
        """The link to where a livelihood project is compared with the task that it restates."""
        return self.to(f"{urls.entry(project)}#{urls.RESTATED}")

    def in_section(self, target: Entry) -> Markup:
        """The link to an item on the page of its section."""
        return self.to(urls.in_section(target))

    def clause(self, target: ClauseEntry) -> Markup:
        """The link to a clause."""
        return self.to(urls.clause(target))

    def section(self, target: Section) -> Markup:
        """The link to the page of a section."""
        return self.to(urls.section(target))

    def unit(self, target: Unit) -> Markup:
        """The link to the page of a unit or group."""
        return self.to(urls.unit(target))

    def leader(self, target: Leader) -> Markup:
        """The link to the page of a leader."""
        return self.to(urls.leader(target))

    def target(self, target: TargetEntry) -> Markup:
        """The link to a target among all targets."""
        return self.to(urls.target(target))

    def basis(self, assertion: str) -> Markup:
        """The link to the basis of what the editors assert about units."""
        return self.to(urls.basis(assertion))

    def due(self, target: Due) -> Markup:
        """The link to a date on the page of all dates, with its basis."""
        return self.to(urls.due(target))

    def members(self, group: Unit) -> Markup:
        """The link to the members of a group, with the basis of who they are."""
        return self.to(f"{urls.unit(group)}#{urls.MEMBERS}")

    def kind(self, target: Kind) -> Markup:
        """The link to a kind on the unit index."""
        return self.to(urls.kind(target))

    def part(self, target: Part) -> Markup:
        """The link to a part on the overview."""
        return self.to(urls.part(target))

    def group(self, target: Section, heading: Group) -> Markup:
        """The link to a group heading on the page of its section."""
        return self.to(f"{urls.section(target)}#{urls.group_anchor(target, heading)}")

    def theme(self, target: Section) -> Markup:
        """The link to the projects of a section on the livelihood index."""
        return self.to(urls.theme(target))

    def search(self, words: str) -> Markup:
        """The link to the results for some words."""
        return self.to(f"{urls.SEARCH}?q={quote(words)}")

    def quoted(self, words: Quotation) -> Markup:
        """The link to where words of the document stand: to a numbered paragraph of the notice, or to an item."""
        if words.entry:
            return self.entry(words.entry)
        return self.to(f"{urls.NOTICE}#{urls.notice_anchor(words.paragraph)}")

    def correction(self, record: str, number: int) -> Markup:
        """The link to a correction, by its record and its number among those of the record."""
        return self.to(f"{urls.CORRECTIONS}#{urls.correction_anchor(record, number)}")

    def in_full_text(self, anchor: str) -> Markup:
        """The link to a part or section in the full text."""
        return self.to(f"{urls.FULL_TEXT}#{anchor}")

    def edits(self, position: Position) -> bool:
        """Whether the link to the lines at a place leads to where they can be edited."""
        return "{file}" in self.source_url or (bool(self.source_url) and position.file == PLAN)

    def lines(self, position: Position) -> Markup:
        """The link to the lines of a data file that hold a record: to edit them where that can be, else to read."""
        if self.edits(position):
            return Markup.escape(edit_url(self.source_url, position))
        return self.to(f"{urls.lines_of(position.file)}#{urls.line_anchor(position.line)}")
