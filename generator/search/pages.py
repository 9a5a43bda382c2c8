"""The pages that people search for, beside items and units: where they are and what of the document they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator import links
from generator.model.plan import Plan
from generator.model.vocabulary import PageId, Vocabulary


def _notice(plan: Plan) -> Iterator[str]:
    document = plan.document
    yield from (document.title, document.number, document.signed, plan.notice.opening)
    for paragraph in plan.notice.paragraphs:
        yield from (paragraph.heading, paragraph.text)


def _forms(plan: Plan) -> Iterator[str]:
    for form in plan.forms:
        yield from (form.title, *form.heads, *form.columns, *form.rows, form.note or "")


def _nothing(plan: Plan) -> Iterator[str]:
    yield from ()


_PAGES: Mapping[PageId, tuple[str, Callable[[Plan], Iterator[str]]]] = {
    "notice": (links.NOTICE, _notice),
    "forms": (links.FORMS, _forms),
    "calendar": (links.CALENDAR, _nothing),
    "full-text": (links.FULL_TEXT, _nothing),
    "plan": (links.PLAN, _nothing),
    "units": (links.UNITS, _nothing),
    "projects": (links.PROJECTS, _nothing),
    "corrections": (links.CORRECTIONS, _nothing),
    "about": (links.ABOUT, _nothing),
    "open-data": (links.OPEN_DATA, _nothing),
}


def page_rows(plan: Plan, vocabulary: Vocabulary) -> list[list[object]]:
    """One row a page: id, title, URL, what of the document it holds, what people type, and related pages."""
    absent = links.absent(plan)
    there = [page for page, (url, _) in _PAGES.items() if url not in absent]
    rows: list[list[object]] = []
    for sought in vocabulary.pages:
        url, words = _PAGES[sought.page]
        text, also = "。".join([sought.title, *words(plan)]), [page for page in sought.also if page in there]
        if sought.page in there:
            rows.append([sought.page, sought.title, url, text, list(sought.typed), also])
    return rows
