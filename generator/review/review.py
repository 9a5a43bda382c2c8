"""All that a change of the data comes to, as values: duties, addresses, papers that are in people's hands, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks.layouts import fill, prepare
from generator.downloads import calendars, forms
from generator.downloads.documents import Document
from generator.index.changes import Change, Changes, compare
from generator.index.index import Index
from generator.pages import navigation
from generator.pages.render import part_views
from generator.proof.claims import contradictions
from generator.proof.printed import Line
from generator.site import urls

# The sound Word documents that lay out forms, by the ids of the forms.
Layouts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Review:
    """What differs, and what follows from it.

    `addresses` are those at which something is read that was not, is not any more, or has moved. `papers` are the forms
    and calendars that are others now: those who have the old ones need the new ones. `claims` are the lines that
    contradict what the data said of the official text, with no correction that tells why.
    """

    changes: Changes
    addresses: tuple[Change[str], ...]
    papers: tuple[Change[Document], ...]
    claims: tuple[tuple[Line | None, Line | None], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs that anybody reads, fills in, or searches by."""
        return not self.changes.values and not self.papers


def review(old: Index, new: Index, layouts: tuple[Layouts, Layouts]) -> Review:
    """Return what a change from one plan to another comes to; `layouts` are those of the old and the new."""
    changes = compare(old, new)
    papers = _papers((old, layouts[0]), (new, layouts[1]))
    return Review(changes, tuple(_addresses(changes)), tuple(papers), tuple(contradictions(old.data, new.data)))


def _papers(old: tuple[Index, Layouts], new: tuple[Index, Layouts]) -> Iterator[Change[Document]]:
    """Yield the forms and calendars on which something else is to be read."""
    before, after = _documents(*old), _documents(*new)
    for path in dict.fromkeys((*after, *before)):
        one, other = before.get(path), after.get(path)
        same = one and other and (one.values == other.values or _printed(one, old[1]) == _printed(other, new[1]))
        if not same:
            yield Change(one, other)


def _documents(index: Index, layouts: Layouts) -> dict[str, Document]:
    """Return the forms and calendars by their paths. A form that nobody has laid out yet has a layout of no bytes."""
    laid_out = {form.id: layouts.get(form.id, b"") for form in index.data.plan.forms}
    return {one.path: one for one in (*forms.documents(index, laid_out), *calendars.documents(index))}


def _printed(document: Document, layouts: Layouts) -> object:
    """Return what is on a paper: a form shows some of its values only, as its layout has them."""
    layout = layouts.get(document.fills[0]) if document.fills else None
    return list(fill(prepare(layout), document.values)) if layout else document.values


def _addresses(changes: Changes) -> Iterator[Change[str]]:
    """Yield the addresses that went, with where the same is read now, then those that came."""
    old, new = _read_at(changes.old), _read_at(changes.new)
    moved = dict(_moved(changes))
    gone: list[Change[str]] = [Change(url, moved.get(url)) for url in old if url not in new]
    known = {one.new for one in gone}
    came: list[Change[str]] = [Change(None, url) for url in new if url not in old and url not in known]
    yield from (*gone, *came)


def _read_at(index: Index) -> dict[str, None]:
    """Return all addresses of pages, items and clauses, in order and each once."""
    pages = (entry.url for top in navigation(index, part_views(index)) for entry in top.walk() if entry.url is not None)
    return dict.fromkeys((*pages, *map(urls.entry, index.entries), *map(urls.clause, index.clauses)))


def _moved(changes: Changes) -> Iterator[tuple[str, str]]:
    """Yield where units, items and clauses were read and are read now."""
    yield from ((urls.unit(one.old), urls.unit(one.new)) for one in changes.units if one.old and one.new)
    yield from ((urls.entry(one.old), urls.entry(one.new)) for one in changes.items if one.old and one.new)
    yield from ((urls.clause(one.old), urls.clause(one.new)) for one in changes.clauses if one.old and one.new)
