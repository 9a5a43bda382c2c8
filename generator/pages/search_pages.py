"""The page of the search."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.render import Renderer
from generator.site import urls
from generator.site.site import Page

_FILTERS = (("kind", "种类"), ("part", "部分和章节"), ("unit", "单位"), ("role", "单位的身份"))


def pages(renderer: Renderer) -> Iterator[Page]:
    """The page of the search, which the script fills from its address."""
    description = "按自己的说法查找事项和单位：简称、旧称、数字、拼音都可以。"
    yield renderer.page("search.md", urls.SEARCH, "搜索", description, filters=_FILTERS)
