"""The one module that knows addresses: the URL of every page and file, and the anchor of everything on a page.

URLs are relative to the root of the site and ASCII throughout; `page_links` makes them relative to the page that links.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from generator.index.deadlines import Due
from generator.index.index import ClauseEntry, Entry, Quotation
from generator.index.targets import TargetEntry
from generator.model.data import PLAN as PLAN_FILE
from generator.model.data import UNITS as UNITS_FILE
from generator.model.plan import LIVELIHOOD, Group, Part, Plan, Section
from generator.model.register import Kind, Leader, Unit

HOME = ""
# The anchor of the distribution list in the full text.
DISTRIBUTION = "distribution"
# The anchor of the members on the page of a group.
MEMBERS = "members"
# The anchor of the comparison on the page of a livelihood project that restates a task.
RESTATED = "restated"
PLAN = "plan/"
NOTICE = "notice/"
FULL_TEXT = "full-text/"
FORMS = "forms/"
UNITS = "units/"
PROJECTS = "projects/"
CORRECTIONS = "corrections/"
ABOUT = "about/"
PUBLISHING, DRAFTING = "publishing/", "drafting/"
OPEN_DATA = "open-data/"
SOURCE = "source/"
UNITS_SOURCE = "source/units/"
FIELDS = "fields/"
PROBLEMS = "problems/"
SEARCH = "search/"
TARGETS = "targets/"
PICTURES = "pictures/"
TOPICS = "topics/"
LEADERS = "leaders/"
# The picture that others show beside a link to a page.
PICTURE = "share.png"
# How browsers add the search of the site to theirs.
OPENSEARCH = "opensearch.xml"
SEARCH_ENGINE = "assets/search/engine.js"
SEARCH_INDEX = "assets/search/index.js"
SEARCH_TOPICS = "assets/search/topics.js"
PLAN_JSON = "open-data/plan.json"
PLAN_SCHEMA = "open-data/plan.schema.json"
ITEMS_CSV = "open-data/items.csv"
OBLIGATIONS_CSV = "open-data/obligations.csv"
UNITS_CSV = "open-data/units.csv"
TARGETS_CSV = "open-data/targets.csv"
MILESTONES_CSV = "open-data/milestones.csv"
PLAN_YAML = "open-data/plan.yaml"
PLAN_XLSX = "open-data/plan.xlsx"
DEADLINES_ICS = "open-data/deadlines.ics"
DATAPACKAGE = "open-data/datapackage.json"
CHECKSUMS = "open-data/checksums.txt"
CALENDAR = "calendar/"


def section(section: Section) -> str:
    """The page of a section."""
    return f"sections/{section.id}/"


def section_anchor(section: Section) -> str:
    """The anchor of a section outside its own page. Sections and items may have the same id, as conduct-1 does."""
    return f"section-{section.id}"


def group_anchor(section: Section, group: Group) -> str:
    """The anchor of a group heading on the page of its section: its place among the headings, from 1."""
    return f"{section.id}-group-{section.groups.index(group) + 1}"


def group(section_: Section, heading: Group) -> str:
    """The place of a group heading on the page of its section."""
    return f"{section(section_)}#{group_anchor(section_, heading)}"


def items(part: Part, within: Section) -> str:
    """Where the items of a section are read, with * in place of the id of one.

    Livelihood projects have pages of their own, other items their places on the page of the section.
    """
    return f"{PROJECTS}*/" if is_livelihood(part) else f"{section(within)}#*"


def entry(entry: Entry) -> str:
    """Where an item is read."""
    return items(entry.part, entry.section).replace("*", entry.id)


def in_section(entry: Entry) -> str:
    """The place of an item on the page of its section."""
    return f"{section(entry.section)}#{entry.id}"


def restated(project: Entry) -> str:
    """Where a livelihood project is compared with the task that it restates."""
    return f"{entry(project)}#{RESTATED}"


def clause(clause: ClauseEntry) -> str:
    """Where a clause is read: with its item where it is the whole of it, else at its own place on the same page."""
    read = entry(clause.entry)
    return read if clause.id == clause.entry.id else f"{read.partition('#')[0]}#{clause.id}"


def is_livelihood(part: Part) -> bool:
    """Whether the items of a part are livelihood projects or candidates, which have pages of their own."""
    return part.kind in LIVELIHOOD


def absent(plan: Plan, targets: Sequence[TargetEntry] = ()) -> frozenset[str]:
    """The pages that a plan with its targets has nothing for: they are not made, and nothing links to them."""
    livelihood = [part for part in plan.parts if is_livelihood(part)]
    notice = plan.notice
    content = {
        NOTICE: notice.addressees or notice.opening or notice.paragraphs,
        FORMS: plan.forms,
        CALENDAR: plan.deadlines or plan.clause_dates_name,
        LEADERS: plan.leaders,
        PROJECTS: livelihood,
        TARGETS: targets,
    }
    return frozenset(url for url, found in content.items() if not found)


def told(plan: Plan, site_url: str, targets: Sequence[TargetEntry] = ()) -> dict[str, str]:
    """The pages that the overrides of the theme link to, and scripts by way of them: those of these that there are.

    What tells browsers of the search names it by its whole address, or is not there.
    """
    lists = {"units": UNITS, "projects": PROJECTS, "targets": TARGETS, "full_text": FULL_TEXT}
    pages = {"home": HOME, "search": SEARCH, **lists}
    lacking = absent(plan, targets) | (frozenset() if site_url else {OPENSEARCH})
    return {name: url for name, url in {**pages, "opensearch": OPENSEARCH}.items() if url not in lacking}


def target(target: TargetEntry) -> str:
    """The place of a target on the page of all targets."""
    return f"{TARGETS}#{target.id}"


def unit(unit: Unit) -> str:
    """The page of a unit or group."""
    return f"{UNITS}{unit.id}/"


def leader(leader: Leader) -> str:
    """The page of a leader."""
    return f"{LEADERS}{leader.id}/"


def members(group: Unit) -> str:
    """The members of a group, with the basis of who they are."""
    return f"{unit(group)}#{MEMBERS}"


def basis(assertion: str) -> str:
    """The place of the basis of what the editors assert about units, by key of a unit's record."""
    return f"{UNITS}#{basis_anchor(assertion)}"


def basis_anchor(assertion: str) -> str:
    """The anchor of that basis on the unit index."""
    return f"basis-{assertion.replace('_', '-')}"


def kind(kind: Kind) -> str:
    """The place of a kind on the unit index."""
    return f"{UNITS}#{kind.id}"


def unit_file(unit: Unit, ending: str) -> str:
    """A file with all that a unit owes."""
    return f"{OPEN_DATA}units/{unit.id}.{ending}"


def unit_form(unit: Unit, form_id: str, due: date | None) -> str:
    """A form of a unit; one that is filed again and again is told by the date on which it is due."""
    dated = f"-{due.isoformat()}" if due else ""
    return f"{OPEN_DATA}units/{unit.id}-{form_id}{dated}.docx"


def due(due: Due) -> str:
    """The place of a date on the page of all dates."""
    return f"{CALENDAR}#{due_anchor(due)}"


def due_anchor(due: Due) -> str:
    """The anchor of a date there; rules may share a day."""
    return f"due-{due.rule.id}-{due.date.isoformat()}"


def form(form_id: str) -> str:
    """The place of a form on the page of the forms."""
    return f"{FORMS}#{form_id}"


def part(part: Part) -> str:
    """The place of a part on the overview."""
    return f"{PLAN}#{part_anchor(part)}"


def theme(section: Section) -> str:
    """The place of a section's livelihood projects on their index."""
    return f"{PROJECTS}#{section_anchor(section)}"


def part_anchor(part: Part) -> str:
    """The anchor of a part, on the overview and in the full text."""
    return f"part-{part.key}"


def notice_anchor(paragraph: int) -> str:
    """The anchor of a numbered paragraph of the notice."""
    return f"paragraph-{paragraph}"


def correction_anchor(record: str, number: int) -> str:
    """The anchor of a correction: its record's id, and its number among those of the record, from 1."""
    return f"correction-{record}" if number == 1 else f"correction-{record}-{number}"


def quoted(words: Quotation) -> str:
    """Where words of the document stand: in a numbered paragraph of the notice, in an item, or in the full text."""
    if words.entry:
        return entry(words.entry)
    return f"{NOTICE}#{notice_anchor(words.paragraph)}" if words.paragraph else FULL_TEXT


def correction(record: str, number: int) -> str:
    """The place of a correction among all corrections."""
    return f"{CORRECTIONS}#{correction_anchor(record, number)}"


def in_full_text(anchor: str) -> str:
    """A part or section in the full text."""
    return f"{FULL_TEXT}#{anchor}"


def search(words: str) -> str:
    """The results for some words."""
    return f"{SEARCH}?q={quote(words)}"


def lines_of(file: str) -> str:
    """The page that shows a data file line by line."""
    return {PLAN_FILE: SOURCE, UNITS_FILE: UNITS_SOURCE}[file]


def line_anchor(line: int) -> str:
    """The anchor of a line of a data file."""
    return f"L{line}"
