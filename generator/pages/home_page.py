"""The first page: what this is, and the doors to the livelihood projects, the units and the plan."""

from __future__ import annotations

from generator.pages.project_pages import themes
from generator.pages.render import Renderer
from generator.site import urls
from generator.site.site import Page


def page(renderer: Renderer) -> Page:
    """The home page."""
    index = renderer.index
    register, document = index.data.register, index.data.plan.document
    livelihood = themes(index, renderer.parts)
    subjects = "事项、责任单位和民生实事" if livelihood else "事项和责任单位"
    return renderer.page(
        "home.md",
        urls.HOME,
        document.plan_title,
        f"{document.number}的全部{subjects}，可以搜索，也可按单位查。",
        parts=renderer.parts,
        livelihood=livelihood,
        kinds=[(kind, len(units)) for kind, units in index.by_kind],
        items=len(index.entries),
        units=len(register.units),
        examples=index.data.vocabulary.examples,
    )
