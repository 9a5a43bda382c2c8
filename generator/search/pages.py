"""The pages that people search for, besides items and units: where they are and what of the document they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from xml.etree import ElementTree

from generator.model.document import Document
from generator.model.editorial import PageId, Vocabulary
from generator.model.plan import Plan
from generator.site import urls
from generator.site.assets import link


def _notice(plan: Plan) -> Iterator[str]:
    document = plan.document
    yield from filter(None, (document.title, document.number, document.signed, plan.notice.opening))
    for paragraph in plan.notice.paragraphs:
        yield from (paragraph.heading, paragraph.text)


def _forms(plan: Plan) -> Iterator[str]:
    for form in plan.forms:
        yield from (form.title, *form.heads, *form.columns, *form.rows, form.note or "")


def _nothing(plan: Plan) -> Iterator[str]:
    yield from ()


_PAGES: Mapping[PageId, tuple[str, Callable[[Plan], Iterator[str]]]] = {
    "notice": (urls.NOTICE, _notice),
    "forms": (urls.FORMS, _forms),
    "calendar": (urls.CALENDAR, _nothing),
    "full-text": (urls.FULL_TEXT, _nothing),
    "plan": (urls.PLAN, _nothing),
    "units": (urls.UNITS, _nothing),
    "projects": (urls.PROJECTS, _nothing),
    "corrections": (urls.CORRECTIONS, _nothing),
    "about": (urls.ABOUT, _nothing),
    "open-data": (urls.OPEN_DATA, _nothing),
    "topics": (urls.TOPICS, _nothing),
}


def page_records(plan: Plan, vocabulary: Vocabulary) -> list[dict[str, object]]:
    """The pages. `text` is what of the document one holds, `typed` what people type for it, `also` related pages."""
    absent = urls.absent(plan)
    there = [page for page, (url, _) in _PAGES.items() if url not in absent]
    found: list[dict[str, object]] = []
    for sought in vocabulary.pages:
        url, words = _PAGES[sought.page]
        text, also = "。".join([sought.title, *words(plan)]), [page for page in sought.also if page in there]
        if sought.page in there:
            found.append(
                {
                    "id": sought.page,
                    "title": sought.title,
                    "url": url,
                    "text": text,
                    "typed": sought.typed,
                    "also": also,
                }
            )
    return found


def engine_script() -> bytes:
    """The engine in one piece. It leaves `createSearchEngine` to those who run it."""
    return _linked("engine.js")


def topics_script(topics: bytes) -> bytes:
    """What reads the topics, which are JSON, and these. It leaves `createTopics` to those who run it."""
    return b"globalThis.searchTopics=%s;\n%s" % (topics, _linked("topics.js"))


def _linked(name: str) -> bytes:
    folder = files("generator.search") / "engine"
    parts = {part.name: part.read_text("utf-8") for part in folder.iterdir() if part.name.endswith(".js")}
    return link(name, parts).encode()


def index_script(index: bytes) -> bytes:
    """The index, which is JSON, as a script. It leaves `searchIndex` to those who run it."""
    return b"globalThis.searchIndex=%s\n" % index


def opensearch(document: Document, site_url: str) -> bytes:
    """What browsers read to offer the search of the site among theirs: OpenSearch 1.1, whose short names are short."""
    root = ElementTree.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    for name, text in (("ShortName", document.called[:16]), ("Description", f"查找{document.name}"[:1024])):
        ElementTree.SubElement(root, name).text = text
    ElementTree.SubElement(root, "InputEncoding").text = "UTF-8"
    template = f"{site_url}{urls.SEARCH}?q={{searchTerms}}"
    ElementTree.SubElement(root, "Url", type="text/html", template=template)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
