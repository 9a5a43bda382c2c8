"""The whole way from the texts of the data files to the site, as values."""

from __future__ import annotations

from collections.abc import Mapping

from generator import desk, index, links, pages
from generator.keeper import Keeper
from generator.load import load
from generator.problems import Problem, stopping
from generator.site import Settings, Site
from generator.source import PLAN


def make(
    texts: Mapping[str, str], schema: bytes, layouts: Mapping[str, bytes], settings: Settings, keeper: Keeper
) -> tuple[Site | None, list[Problem]]:
    """The site made of the data files' texts, or None where problems stop it; and all its problems.

    `schema` is the JSON Schema of plan.json, which is published beside it. `layouts` are the Word documents that lay
    out the forms, by the id of the form.
    """
    data, problems = load(texts, layouts)
    if data is None or stopping(problems):
        return None, problems
    built = index.build(data)
    published = {links.PLAN_SCHEMA: schema, links.PLAN_YAML: texts[PLAN].encode()}
    downloads = desk.downloads(built, published, layouts, settings.site_url, keeper)
    return pages.build(built, texts[PLAN], settings, downloads, keeper), problems
