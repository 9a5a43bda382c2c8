"""Addresses within the site, as values: from every page to every other, and to what a correction belongs to."""

from __future__ import annotations

import pytest

from generator.checks.load import load
from generator.index.index import build
from generator.pages import about_pages
from generator.pages.render import Renderer, part_views
from generator.site import urls
from generator.site.links import Links
from generator.site.markup import environment
from generator.site.site import Settings
from tests import html
from tests.conftest import SMALL, texts
from tests.html import generated_page


@pytest.mark.parametrize(
    ("base", "url", "link"),
    [
        ("", "", "./"),
        ("", "plan/", "plan/"),
        ("", "units/#office", "units/#office"),
        ("", "#by-unit", "#by-unit"),
        ("plan/", "", "../"),
        ("plan/", "plan/", "../plan/"),
        ("plan/", "plan/#part-task", "#part-task"),
        ("units/a/", "units/b/#lead", "../../units/b/#lead"),
        ("units/a/", "open-data/units/a.csv", "../../open-data/units/a.csv"),
    ],
)
def test_addresses_are_relative_to_the_page_that_links(base: str, url: str, link: str) -> None:
    assert Links(base).to(url) == link


def test_words_to_search_for_are_encoded() -> None:
    assert Links("plan/").to(urls.search('停车 位&"')) == "../search/?q=%E5%81%9C%E8%BD%A6%20%E4%BD%8D%26%22"


@pytest.mark.parametrize(
    ("record", "where", "target", "anchor"),
    [
        ("task-2", "第二部分第2项", "sections/work-01/", "task-2"),
        ("goal-1", "第一部分第（一）项", "sections/goals/", "goal-1"),
        ("project-1", "第四部分第1项", "projects/project-1/", ""),
        ("work-02", "在文化上用力", "sections/work-02/", ""),
        ("goals", "主要目标", "sections/goals/", ""),
        ("form-3", "附表3", "forms/", "form-3"),
        ("distribution", "抄送", "full-text/", "distribution"),
        ("notice", "通知", "notice/", ""),
        ("document", "通知", "notice/", ""),
    ],
)
def test_a_correction_leads_to_where_it_was_made(record: str, where: str, target: str, anchor: str) -> None:
    data = texts(SMALL)
    data["data/corrections.yaml"] = data["data/corrections.yaml"].replace("record: task-1", f"record: {record}")
    loaded, problems = load(data)
    # The record does not print what the correction writes; no other fault is made here.
    assert [problem.position.line for problem in problems] == [8]
    index = build(loaded)
    renderer = Renderer(index, Settings(), part_views(index), environment())
    page = generated_page(next(about_pages.pages(renderer, data)))
    link = page.find("tbody")[0].find(".//a")
    assert link is not None and link.text == where
    assert next(html.internal(html.Document(page.address, page.find("tbody")[0]))) == (target, anchor)
