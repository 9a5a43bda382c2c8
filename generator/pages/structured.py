"""Structured data for machines that read the pages: schema.org terms in JSON-LD, as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from generator.downloads import Download
from generator.downloads.opendata import LICENSE
from generator.index.index import Index
from generator.model.register import Unit
from generator.model.texts import iso_date
from generator.site.links import Links

_CONTEXT = "https://schema.org"
_MEDIA_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
}


def organization(index: Index, unit: Unit) -> dict[str, object] | None:
    """A unit as an organization; None for a group, which is none."""
    if unit.is_group:
        return None
    named = _named(index, unit)
    found: dict[str, object] = {
        "@context": _CONTEXT,
        **named,
        "alternateName": [other for other in (unit.name, *unit.aliases) if other != named["name"]],
    }
    if unit.host:
        found["parentOrganization"] = _named(index, index.unit(unit.host))
    return found


def _named(index: Index, unit: Unit) -> dict[str, str]:
    """What sort of organization a unit is, and its name in full."""
    government = index.data.register.kind_of(unit).is_government
    return {
        "@type": "GovernmentOrganization" if government else "Organization",
        "name": unit.official_name or unit.name,
    }


def dataset(index: Index, downloads: Iterable[Download], links: Links) -> dict[str, object]:
    """The open data of the whole plan as a data set. Addresses are relative to the page that holds it.

    The issuer is the author of the document, not of what others derive from it.
    """
    document = index.data.plan.document
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "name": document.name,
        "description": f"{document.called}的全部事项、单位和推导出的责任，每项责任写明依据。",
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "license": LICENSE,
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": document.title or document.name,
            **({"identifier": document.number} if document.number else {}),
            **({"author": {"@type": "GovernmentOrganization", "name": document.issuer}} if document.issuer else {}),
            **({"datePublished": iso_date(document.issued)} if document.issued else {}),
        },
        "distribution": [_distribution(one, links) for one in downloads if one.document.unit is None],
    }


def _distribution(download: Download, links: Links) -> dict[str, object]:
    document = download.document
    return {
        "@type": "DataDownload",
        "name": document.title,
        "contentUrl": str(links.to(document.path)),
        "encodingFormat": _MEDIA_TYPES[document.format],
        "contentSize": f"{len(download.content)} B",
        "sha256": download.checksum,
    }
