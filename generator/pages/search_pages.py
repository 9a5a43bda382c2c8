"""The page of the search, and the files that the search reads in the browser."""

from __future__ import annotations

from collections.abc import Iterator

from generator import links
from generator.index import Index
from generator.keeper import Keeper
from generator.pages.render import Renderer
from generator.search import engine_module, search_index
from generator.site import File, Page

_FILTERS = (("kind", "种类"), ("part", "部分和章节"), ("unit", "单位"), ("role", "单位的身份"))


def pages(renderer: Renderer) -> Iterator[Page]:
    """The page of the search, which the script fills from its address."""
    description = "按自己的说法查找事项和单位：简称、旧称、数字、拼音都可以。"
    yield renderer.page("search.md", links.SEARCH, "搜索", description, filters=_FILTERS)


def files(index: Index, keeper: Keeper) -> Iterator[File]:
    """The engine and the index that it reads: what a browser loads when somebody is about to search."""
    yield File(links.SEARCH_ENGINE, engine_module())
    yield File(links.SEARCH_INDEX, search_index(index, keeper))
