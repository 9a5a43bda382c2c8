"""The official text is read by what its marks mean, however its lines are wrapped; a fault concerns no other block."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from generator.model import citations
from generator.model.numerals import numeral
from generator.official.conventions import Block
from generator.official.markers import mark
from tests.conftest import ROOT, SMALL, edition_of
from tests.printing import Print

PLANS = [SMALL, ROOT]


@pytest.fixture(scope="module", params=PLANS, ids=["small", "real"])
def plan(request: pytest.FixtureRequest) -> Print:
    return Print(edition_of(request.param))


@pytest.fixture(scope="module")
def small_print() -> Print:
    return Print(edition_of(SMALL))


def test_the_print_is_the_data(plan: Print) -> None:
    assert plan.named(plan.lines) == []


def some(plan: Print) -> Iterator[tuple[int, Block]]:
    """The blocks of the body with their lines: all of a small plan, every tenth of a large one, and its figures."""
    body = [(n, block) for n, block in enumerate(plan.blocks) if plan.marks.get(block.place)]
    return ((n, block) for n, block in body if len(body) < 50 or n % 10 == 0 or block.text[0].isdigit())


def test_what_is_missing_is_named_alone(plan: Print) -> None:
    for n, block in some(plan):
        assert plan.named([*plan.lines[:n], *plan.lines[n + 1 :]]) == [block.place]


def test_what_is_repeated_is_named_alone(plan: Print) -> None:
    for n, block in some(plan):
        if block.place != citations.part_place(1):  # The title of the plan ends with the first of two.
            assert plan.named([*plan.lines[:n], plan.lines[n], *plan.lines[n:]]) == [block.place]


def test_items_that_are_swapped_are_both_named_alone(plan: Print) -> None:
    for n, block in some(plan):
        following = plan.blocks[n + 1]
        if block.kind == following.kind == "item":
            lines = [*plan.lines[:n], plan.lines[n + 1], plan.lines[n], *plan.lines[n + 2 :]]
            assert plan.named(lines) == [block.place, following.place]


def test_an_item_that_is_inserted_is_named_alone(plan: Print) -> None:
    for n, block in some(plan):
        if block.kind == "item":
            (named,) = plan.named([*plan.lines[:n], "300. 多出来的。（责任单位：市发改委）", *plan.lines[n:]])
            assert named.endswith("第300项")


def test_a_number_that_is_misprinted_concerns_no_other_item(plan: Print) -> None:
    for n, block in some(plan):
        if block.kind != "group":
            printed = mark(plan.lines[n])
            assert printed
            level, number, _, text = printed
            chinese = numeral(number + 18)
            other = {"part": f"{chinese}、", "section": f"（{chinese}）", "item": f"{number + 18}."}[level]
            named = plan.named([*plan.lines[:n], other + text, *plan.lines[n + 1 :]])
            # The last number of all may as well be an item more and one missing.
            assert block.place in named
            assert len(named) <= 2


def test_an_item_that_lost_its_last_bracket_swallows_no_other(plan: Print) -> None:
    for n, block in some(plan):
        if block.kind == "item":
            assert plan.named([*plan.lines[:n], plan.lines[n][:-1], *plan.lines[n + 1 :]]) == [block.place]


# Where a sentence is wrapped, the next line may begin like a heading.
LIKE_MARKS = ("一、二季度", "二、三季度", "三、四季度", "（一）", "（二）类", "——", "1.5%", "2.5%", "3.5公里", "附表1")


def wraps(plan: Print) -> Iterator[tuple[int, str, str]]:
    """Every place where the line of a sentence can be wrapped, with what is before it and behind it."""
    for n, block in enumerate(plan.blocks):
        if block.kind in ("item", "notice"):
            line = plan.lines[n]
            found = mark(line)
            first = len(found[2]) + 1 if found else 1
            yield from ((n, line[:at], line[at:]) for at in range(first, len(line)))


def test_a_line_can_be_wrapped_anywhere(small_print: Print) -> None:
    plan = small_print
    for n, before, behind in wraps(plan):
        assert plan.named([*plan.lines[:n], before, behind, *plan.lines[n + 1 :]]) == []


def sentences(plan: Print) -> Iterator[tuple[int, str, str]]:
    """The places within a sentence; not those in the signature or among the units of an item."""
    for n, before, behind in wraps(plan):
        units = re.search("（[牵责][^）]*$", before)
        if not units and before[-1] not in "。；：（）" and plan.blocks[n].place != "落款":
            yield n, before, behind


@pytest.mark.parametrize("word", LIKE_MARKS)
def test_a_wrapped_line_that_begins_like_a_heading_is_none(small_print: Print, word: str) -> None:
    plan = small_print
    for n, before, behind in sentences(plan):
        whole = plan.read([*plan.lines[:n], before + word + behind, *plan.lines[n + 1 :]])
        assert plan.read([*plan.lines[:n], before, word + behind, *plan.lines[n + 1 :]]) == whole
        assert [block.place for block in whole] == [block.place for block in plan.blocks]


def test_a_wrapped_line_that_ends_in_a_date_is_no_signature(small_print: Print) -> None:
    plan = small_print
    for n, before, behind in sentences(plan):
        lines = [*plan.lines[:n], f"{before}于2030年2月2日", behind, *plan.lines[n + 1 :]]
        assert plan.named(lines) == [plan.blocks[n].place]


def test_the_lines_of_a_plan_can_have_any_width(plan: Print) -> None:
    for width in range(10, 40, 3):
        lines = []
        for block, line in zip(plan.blocks, plan.lines, strict=True):
            starts = range(0, len(line), width)
            lines += [line] if block.kind == "form" else [line[start : start + width] for start in starts]
        assert plan.named(lines) == []
