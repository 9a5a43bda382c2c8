"""What is said of the years below a plan: each is earlier, and each that lies in the archive is published."""

from __future__ import annotations

import json

import pytest

from generator.checks.load import load
from generator.downloads.opendata import json_bytes, plan_json
from generator.index.index import Index
from generator.loading import years
from generator.model.data import FORERUNNERS
from generator.model.years import Archive
from generator.site import urls
from tests.conftest import SMALL, texts


def said(index: Index, earlier: list[str], archived: list[str], forerunners: str = "") -> list[tuple[str, str]]:
    """The codes and places of what is said of the small plan, which is of 2030, with the same plan as other years."""
    plan = json.loads(json_bytes(plan_json(index)))
    pages = ("", *(item["url"].partition("#")[0] for item in plan["items"]))
    below, faults = years.read(Archive(year, json_bytes(plan), pages) for year in earlier)
    assert faults == []
    data = {**texts(SMALL), FORERUNNERS: f"forerunners:\n{forerunners}" if forerunners else "forerunners: []\n"}
    _, problems = load(data, names=tuple(years.path_of(year, urls.PLAN_JSON) for year in archived), years=below)
    return [(one.code, f"{one.position.file}:{one.position.line}") for one in problems]


@pytest.mark.parametrize("year", ["2030", "2031"])
def test_a_year_below_is_earlier(small: Index, year: str) -> None:
    place = f"archive/{year}/site/open-data/plan.json:1"
    assert said(small, [year, "2029"], [year, "2029"]) == [("E625", place)]
    assert said(small, ["2029"], ["2029"]) == []


def test_an_earlier_year_in_the_archive_is_published(small: Index) -> None:
    assert said(small, ["2029"], ["2028", "2029", ".plan-site-2027"]) == [
        ("E627", "archive/2028/site/open-data/plan.json:1")
    ]
    # The plan itself may lie there, to be put below the next.
    assert said(small, [], ["2030", "notes"]) == []


@pytest.mark.parametrize(("year", "codes"), [("2029", []), ("2028", ["E311"]), ("2030", ["E314"]), ("2031", ["E314"])])
def test_an_item_goes_on_with_one_of_an_earlier_year(small: Index, year: str, codes: list[str]) -> None:
    record = f'- item: task-1\n  year: "{year}"\n  forerunner: task-1\n  basis: 虚构的依据。\n'
    assert [code for code, _ in said(small, ["2029"], ["2029"], record)] == codes
    without = [code for code, _ in said(small, [], [], record)]
    assert without == [code for code in codes if code == "E314"]
