"""What a clerk needs at the head of a unit's page: figures, deadlines, downloads, and the choices of the filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.downloads import Download
from generator.downloads.tables import ROLES
from generator.index.deadlines import Due
from generator.index.index import Index, Obligation, Quotation, Role
from generator.model.texts import as_printed
from generator.pages.unit_lists import ObligationList, group_key
from generator.site import urls


@dataclass(frozen=True, slots=True)
class Sum:
    """All that a unit owes in a role, and the lists that add up to it."""

    role: Role
    word: str
    lists: tuple[ObligationList, ...]

    @property
    def count(self) -> int:
        """How many clauses that are."""
        return sum(len(one.rows) for one in self.lists)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a filter: what stands in the address, and what the reader sees."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a list: the name of its parameter in the address, its label, and its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """A form that is due on a date, with the place where it is shown blank; `key` finds the file that fills it in."""

    label: str
    url: str
    key: tuple[str, date]


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """The downloads of a unit: those that fill in a form on a date, by form and date, and all others."""

    filled: Mapping[tuple[str, date], Download]
    others: Sequence[Download]


@dataclass(frozen=True, slots=True)
class DueView:
    """A date as pages show it, with the forms that are due, and the sentence of the notice."""

    due: Due
    printed: str
    forms: tuple[FormView, ...]
    source: Quotation | None


def sums(lists: Sequence[ObligationList]) -> list[Sum]:
    """The sums of the roles that a unit has."""
    by_role = ((role, tuple(one for one in lists if one.role == role)) for role in ROLES)
    return [Sum(role, ROLES[role], found) for role, found in by_role if found]


def due_views(index: Index) -> list[DueView]:
    """All dates, with the forms by name and the place where each is shown."""
    return [_due_view(index, due) for due in index.deadlines]


def _due_view(index: Index, due: Due) -> DueView:
    named = tuple(FormView(index.form_labels[form], urls.form(form), (form, due.date)) for form in due.rule.forms)
    printed = f"{as_printed(due.date)}前"
    return DueView(due, printed, named, index.quotation(due.rule))


def by_unit(downloads: Iterable[Download]) -> dict[str, list[Download]]:
    """The downloads of each unit, by its id."""
    found: dict[str, list[Download]] = {}
    for download in downloads:
        if unit := download.document.unit:
            found.setdefault(unit.id, []).append(download)
    return found


def unit_files(downloads: Iterable[Download]) -> DeskFiles:
    """The downloads of a unit, forms apart."""
    filled = {one.document.fills: one for one in downloads if one.document.fills}
    return DeskFiles(filled, [one for one in downloads if not one.document.fills])


def filters(index: Index, obligations: Sequence[Obligation]) -> list[Filter]:
    """The filters that make a difference for a unit: by role, by part, by group."""
    entries = {one.clause.entry.part_number: one.clause.entry for one in obligations}
    parts = [(n, f"{entry.part_label}　{entry.part.title or ''}".strip("　")) for n, entry in sorted(entries.items())]
    groups = {group_key(one): one.via[0].name if one.via else "本单位" for one in obligations}
    roles = {one.role for one in obligations}
    found = (
        Filter("role", "角色", tuple(Choice(role, word) for role, word in ROLES.items() if role in roles)),
        Filter("part", "部分", tuple(Choice(str(n), label) for n, label in parts)),
        Filter("group", "写的是", tuple(Choice(key, label) for key, label in groups.items())),
    )
    return [one for one in found if len(one.choices) > 1]
