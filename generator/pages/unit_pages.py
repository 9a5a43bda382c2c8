"""The unit index and a page for every unit and group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.downloads import Download
from generator.downloads.tables import ROLES
from generator.index.index import Entry, Index, Role
from generator.index.partners import coordinated, leads, partners, supporters
from generator.model.register import Unit
from generator.pages import desk_views, pictures, structured
from generator.pages.fragments import Fragments
from generator.pages.render import Renderer
from generator.pages.unit_lists import ObligationList, obligation_lists
from generator.pages.year_pages import unit_years
from generator.site import urls
from generator.site.markup import jsonld
from generator.site.site import NavEntry, Page

# What the editors assert about units, by key of the record of their basis, as the pages call it.
_ASSERTED = (("official_name", "全称"), ("kind", "类别"), ("aliases", "其他叫法"))


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A unit on the unit index, with its counts of clauses."""

    unit: Unit
    leads: int
    takes_part: int
    offices: tuple[str, ...]

    @property
    def official(self) -> str | None:
        """The official name, where it says more than the name with the city before it."""
        return fuller_name(self.unit)


@dataclass(frozen=True, slots=True)
class Definition:
    """The words in 〈〉 by which the document defines a group, and the item that prints them first."""

    text: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Duties:
    """A heading of a unit's page with the lists of obligations under it."""

    title: str
    anchor: str
    lists: Sequence[ObligationList]

    @property
    def count(self) -> int:
        """How many clauses the lists hold."""
        return sum(len(one.rows) for one in self.lists)


@dataclass(frozen=True, slots=True)
class Shared:
    """What is the same for the pages of all units. `files` goes by the id of a unit, titles by that of a section."""

    renderer: Renderer
    fragments: Fragments
    files: Mapping[str, Sequence[Download]]
    deadlines: Sequence[desk_views.DueView]
    section_titles: Mapping[str, str]
    ticks: Sequence[pictures.Tick]


def pages(renderer: Renderer, downloads: tuple[Download, ...]) -> Iterator[Page]:
    """The unit index, then the pages in the order of the register."""
    yield _unit_index(renderer)
    shared = Shared(
        renderer,
        Fragments(renderer.environment, renderer.index),
        desk_views.by_unit(downloads),
        desk_views.due_views(renderer.index),
        {view.section.id: part.section_title(view) for part in renderer.parts for view in part.sections},
        pictures.ticks(renderer.index),
    )
    for unit in renderer.index.data.register.units:
        yield _unit(shared, unit)


def fuller_name(unit: Unit) -> str | None:
    """The official name of a unit, where it says more than the name with the city before it."""
    name = unit.official_name
    return None if name is None or name.endswith(unit.name) else name


def counts(index: Index, unit: Unit) -> Counter[Role]:
    """How many clauses a unit leads and takes part in."""
    return Counter(obligation.role for obligation in index.owed(unit))


def _unit_index(renderer: Renderer) -> Page:
    register = renderer.index.data.register
    kinds = [(kind, [_index_row(renderer.index, unit) for unit in units]) for kind, units in renderer.index.by_kind]
    description = f"方案中的{len(register.units)}个单位和单位组，各牵头、参加多少事项。"
    example = next((name for name, members in register.members_of.items() if members), None)
    return renderer.page(
        "units.md",
        urls.UNITS,
        "按单位查",
        description,
        kinds=kinds,
        total=len(register.units),
        example=example,
        bases=[(key, title, getattr(register.basis, key)) for key, title in _ASSERTED],
    )


def _index_row(index: Index, unit: Unit) -> IndexRow:
    count = counts(index, unit)
    return IndexRow(
        unit, count["lead"], count["responsible"] + count["supporting"], tuple(index.offices_within.get(unit.id, ()))
    )


def _unit(shared: Shared, unit: Unit) -> Page:
    index = shared.renderer.index
    register = index.data.register
    lists = obligation_lists(index, unit)
    count = counts(index, unit)
    years = unit_years(shared.renderer, unit)
    return shared.renderer.page(
        "unit.md",
        urls.unit(unit),
        unit.name,
        f"{unit.name}在方案中{'、'.join(f'{ROLES[role]}{count[role]}项' for role in index.ranks)}职责，逐条列出依据。",
        unit=unit,
        official=fuller_name(unit),
        kind=register.kind_of(unit),
        members=index.members(unit),
        host=index.unit(unit.host) if unit.host else None,
        groups=index.groups_of.get(unit.id, ()),
        offices_within=index.offices_within.get(unit.id, {}),
        offices=index.offices_in.get(unit.id, ()),
        definition=_definition(index, unit),
        duties=_duties(lists),
        in_order=len(lists) > 1,
        page_links=[*_page_links(shared, unit), *([("各年的方案", "years")] if years else [])],
        years=years,
        role_counts={"lead": count["lead"], "others": count["responsible"] + count["supporting"]},
        section_titles=shared.section_titles,
        structured=jsonld(structured.organization(index, unit)),
        fragments=shared.fragments,
        **_desk(shared, unit, lists),
    )


def _duties(lists: Sequence[ObligationList]) -> list[Duties]:
    """The lists under their headings: those of the unit itself, then those that it owes as a member of a group."""
    own, through_groups = [one for one in lists if one.own], [one for one in lists if not one.own]
    found = (
        Duties("直接写到的职责", "own", own),
        Duties("随单位组一并负责的职责", "responsible-group", through_groups),
    )
    return [one for one in found if one.lists]


def _page_links(shared: Shared, unit: Unit) -> Iterator[tuple[str, str]]:
    """What else there is on the page below the duties: its title and its anchor."""
    if shared.renderer.index.targets_owed(unit):
        yield "量化指标", "targets"
    if unit.membership:
        yield "成员", urls.MEMBERS
    if shared.deadlines:
        yield "报送", "reporting"
    if shared.files.get(unit.id):
        yield "下载", "downloads"
    yield "名称和归属", "facts"


def _desk(shared: Shared, unit: Unit, lists: Sequence[ObligationList]) -> dict[str, object]:
    """What the page gives a clerk beside the lists."""
    index = shared.renderer.index
    owed = index.owed(unit)
    items = {one.clause.entry.id for one in owed}
    return {
        "sums": desk_views.sums(lists),
        "owed": len(owed),
        "owed_items": len(items),
        "filing": index.filing[unit.id],
        "by_default": any(one.by_default for one in lists),
        "targets": index.targets_owed(unit),
        "section_bars_of": pictures.section_bars(shared.renderer, unit),
        "ticks": shared.ticks,
        "deadlines": shared.deadlines,
        "files": desk_views.unit_files(shared.files.get(unit.id, ())),
        "filters": desk_views.filters(index, owed),
        "said_twice": [
            index.entry_by_id[one.project] for one in index.restatements if items >= {one.project, one.task}
        ],
        "coordinates": partners(index, unit, "lead", lambda one: coordinated(one) + supporters(one)),
        "coordination": index.quotation(index.data.plan.coordination),
        "leads_with": partners(index, unit, "lead", leads),
        "feedback": index.quotation(index.data.plan.feedback),
        "answers_to": partners(index, unit, "responsible", leads),
    }


def _definition(index: Index, unit: Unit) -> Definition | None:
    """How the document defines a group."""
    return next(
        (
            Definition(bracket.text, index.entry_by_id[bracket.printed_in[0]])
            for bracket in index.data.plan.brackets
            if bracket.unit == unit.name and unit.membership == "defined"
        ),
        None,
    )


def nav(index: Index) -> NavEntry:
    """The unit index in the navigation, with the units by kind."""
    kinds = (
        NavEntry(
            kind.title,
            children=tuple(NavEntry(unit.name, urls.unit(unit)) for unit in units),
            place=urls.kind(kind),
        )
        for kind, units in index.by_kind
    )
    return NavEntry("单位", urls.UNITS, tuple(kinds))
