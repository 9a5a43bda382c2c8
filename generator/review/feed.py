"""The changes of the data as an Atom feed (RFC 4287), for those who want to hear of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from generator.index.changes import Changes
from generator.index.index import Index
from generator.model.texts import iso_date
from generator.review.formats import written
from generator.review.review import Review
from generator.review.sections import Section, sections

# What only those who maintain the data see to is not in the feed.
_NO_DAY = "2000-01-01"
_FOR_READERS = ("职责", "事项", "文字", "单位", "时限")


@dataclass(frozen=True, slots=True)
class Step:
    """A change from one plan to the next: what tells it from all others, and when it was made, in ISO 8601.

    Without a time it is as old as the document.
    """

    name: str
    time: str
    changes: Changes


def atom(steps: Sequence[Step], index: Index, site_url: str) -> str:
    """Return a feed of changes, given from the oldest to the newest; those that no reader notices are left out.

    `index` is that of the plan as it is now, `site_url` where it is published; it may be empty.
    """
    document = index.data.plan.document
    printed = f"{iso_date(document.issued) if document.issued else _NO_DAY}T00:00:00+08:00"
    # The name of a domain that nobody can have, with the document for which it stands.
    domain = hashlib.sha256(document.identity.encode()).hexdigest()[:16]
    prefix = f"tag:{domain}.invalid,{printed[:10]}:"
    found = [(step, told) for step in reversed(steps) if (told := tuple(_told(step.changes)))]
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _head(feed, f"{prefix}feed", f"{document.name}：数据的修改", found[0][0].time or printed if found else printed)
    ElementTree.SubElement(ElementTree.SubElement(feed, "author"), "name").text = "编者"
    if site_url:
        ElementTree.SubElement(feed, "link", href=site_url)
    for step, told in found:
        entry = ElementTree.SubElement(feed, "entry")
        _head(entry, prefix + step.name, "；".join(section.heading for section in told), step.time or printed)
        if site_url:
            ElementTree.SubElement(entry, "link", href=site_url)
        ElementTree.SubElement(entry, "content", type="html").text = "".join(map(_html, told))
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _told(changes: Changes) -> Iterator[Section]:
    """Yield what readers learn of a change."""
    yield from (one for one in sections(Review(changes, (), (), ())) if one.title in _FOR_READERS)


def _head(element: ElementTree.Element, name: str, title: str, updated: str) -> None:
    for tag, text in (("id", name), ("title", title), ("updated", updated)):
        ElementTree.SubElement(element, tag).text = text


def _html(section: Section) -> str:
    lines = "".join(f"<li>{written(sentence)}</li>" for sentence in section.sentences)
    return f"<h3>{section.heading}</h3><ul>{lines}</ul>"
