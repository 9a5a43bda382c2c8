"""A preview makes only the pages that an edit shows on, and those as a whole build makes them."""

from __future__ import annotations

import re

import pytest

from generator import build
from generator.edges import disk
from generator.model.data import PLAN, UNITS
from generator.site.site import Page, Site
from tests.conftest import NO_SETTINGS, SMALL, site_of, texts

TEXTS = texts(SMALL)
WORDS = "改过的话"


@pytest.fixture(scope="module")
def before() -> Site:
    return site_of(SMALL)


def updated(before: Site, now: dict[str, str]) -> Site:
    """The site that is shown after an edit."""
    shown = build.Before(TEXTS, before)
    site, problems = build.update(now, disk.assets(), NO_SETTINGS, build.Earlier(), shown)
    assert site is not None, problems
    return site


def made(now: dict[str, str]) -> dict[str, Page]:
    """The pages of a whole build, by URL."""
    site, problems = build.make(now, disk.assets(), NO_SETTINGS, build.Earlier())
    assert site is not None, problems
    return {page.url: page for page in site.pages}


def edited(record: str) -> dict[str, str]:
    """The texts with words put before the first text of an item."""
    text, count = re.subn(rf"(?<=id: {record}\n)( +text: )", rf"\g<1>{WORDS}", TEXTS[PLAN])
    assert count == 1
    return {**TEXTS, PLAN: text}


@pytest.mark.parametrize("record", ["goal-1", "task-1", "conduct-1"])
def test_an_edit_of_an_item_shows_wherever_a_whole_build_shows_it(before: Site, record: str) -> None:
    now = edited(record)
    site, whole, old = updated(before, now), made(now), {page.url: page for page in before.pages}
    assert site.late
    assert [page.url for page in site.pages] == list(whole)
    again = {page.url for page in site.pages if page is not old[page.url]}
    shows = {url for url, page in whole.items() if WORDS in page.body}
    assert shows <= again < old.keys()
    # Files, and so what a page says of them, follow later.
    sizes = re.compile(r"[0-9.]+ (KB|字节)|[0-9a-f]{64}")
    for page in site.pages:
        if page.url in shows:
            assert sizes.sub("", page.body) == sizes.sub("", whole[page.url].body)


def test_a_unit_that_an_edit_names_gets_its_duty(before: Site) -> None:
    item = re.search(r"- id: (task-\d+)\n +text: .*\n +lead:\n +- (.*)\n", TEXTS[PLAN])
    assert item
    record = TEXTS[PLAN][item.start() :].partition("- id:")[2].partition("- id:")[0]
    other = next(name for name in re.findall(r"\n +name: (.*)", TEXTS[UNITS]) if name not in record)
    now = {**TEXTS, PLAN: TEXTS[PLAN].replace(item[0], item[0].replace(item[2], other))}
    site, whole, old = updated(before, now), made(now), {page.url: page for page in before.pages}
    for page in site.pages:
        if page.url.startswith("units/") and (item[1] in whole[page.url].body or item[1] in old[page.url].body):
            assert (item[1] in page.body) == (item[1] in whole[page.url].body)


def test_other_edits_show_everywhere(before: Site) -> None:
    old = {id(page) for page in before.pages}
    for file in (UNITS, PLAN):
        site = updated(before, {**TEXTS, file: f"{TEXTS[file]}\n# 改过\n"})
        assert not any(id(page) in old for page in site.pages)


def test_nothing_is_made_again_where_nothing_was_edited(before: Site) -> None:
    assert updated(before, TEXTS).pages == before.pages
