"""What items go on with, found by words: in any order, only where much is the same, and with numbers marked whole."""

from __future__ import annotations

import json
import random
from typing import Any

import jsonschema

from generator import downloads
from generator.downloads.opendata import json_bytes, plan_json
from generator.edges import disk
from generator.index import forerunners
from generator.index.forerunners import likely
from generator.index.index import Index
from generator.loading import years
from generator.model.years import Archive, Year
from generator.site import urls

OLD = {
    "task-1": "新增机动车停车泊位20万个。",
    "task-2": "推进老旧小区改造，加装电梯500部。",
    "task-3": "建设口袋公园100个，提升绿道品质。",
}


def earlier(index: Index, **texts: str) -> Year:
    """A plan as that of the year before, with other texts for some of its items."""
    plan = json.loads(json_bytes(plan_json(index)))
    for item in plan["items"]:
        if text := texts.get(item["id"].replace("-", "_")):
            item["clauses"] = [{**item["clauses"][0], "text": text}]
    (year,), problems = years.read([Archive("2029", json_bytes(plan), pages(plan))])
    assert problems == []
    return year


def pages(plan: Any) -> tuple[str, ...]:
    """The addresses of a home page and of those on which the items of a plan are read."""
    return "", *(item["url"].partition("#")[0] for item in plan["items"])


def test_items_are_known_by_their_words_in_any_order() -> None:
    new = {
        "task-7": "建设口袋公园120个，提升绿道品质。",
        "task-8": "新增机动车停车泊位25万个。",
        "task-9": "发展低空经济。",
    }
    assert likely(OLD, new) == [("task-7", "task-3"), ("task-8", "task-1")]


def test_each_goes_on_with_one_only() -> None:
    new = {"task-1": "推进老旧小区改造，加装电梯600部。", "task-2": "推进老旧小区改造。"}
    assert likely(OLD, new) == [("task-1", "task-2")]


def test_of_two_plans_without_common_words_nothing_is_guessed() -> None:
    assert likely(OLD, {"task-1": "稳定粮食生产。", "task-2": "20万个。"}) == []
    assert likely({}, OLD) == likely(OLD, {}) == []


def test_a_whole_plan_is_found_whatever_its_order(real: Index) -> None:
    texts = {entry.item.id: "".join(one.text for one in entry.item.clauses) for entry in real.entries}
    tasks = {id_: text for id_, text in texts.items() if id_.startswith("task-")}
    shuffled = [*tasks.items()]
    random.Random(1).shuffle(shuffled)
    found = likely(tasks, dict(shuffled))
    assert len(found) > 0.98 * len(tasks)
    assert [pair for pair in found if tasks[pair[0]] != tasks[pair[1]]] == []


def test_numbers_are_told_and_marked_whole(small: Index) -> None:
    past = forerunners.build(small, (earlier(small, task_1="修路3公里，建“口袋公园”18个。"),))
    (one,) = past.forerunners["task-1"]
    assert one.numbers == (("3公里", "3.5公里"), ("18个", "8个"))
    before, after = one.sides
    assert [run.text for run in before if run.differs] == ["3公里", "18个"]
    assert [run.text for run in after if run.differs] == ["3.5公里", "8个"]
    assert "".join(run.text for run in after) == one.text
    assert past.successors["2029", "task-1"] == (one,)
    guessed = [one for found in past.forerunners.values() for one in found if not one.basis]
    assert [one.item.id for one in guessed if not one.same] == ["task-1"]


def test_an_editor_counts_more_than_words(small: Index) -> None:
    """The small plan says that task-2 goes on with task-3 of 2029."""
    past = forerunners.build(small, (earlier(small),))
    (said,) = past.forerunners["task-2"]
    assert (said.item.id, said.basis) == ("task-3", "虚构的依据。")
    # What the editor has given away is not guessed at again.
    assert "task-3" not in past.forerunners
    assert {one.basis for id_, found in past.forerunners.items() for one in found if id_ != "task-2"} == {None}


def test_what_a_unit_led_is_read_of_the_published_data(small: Index) -> None:
    year, unit = earlier(small), small.unit("市发改委")
    owed = small.owed(unit)
    leads = [one for one in owed if one.role == "lead"]
    assert year.counts(unit.id) == (len(leads), len(owed) - len(leads))
    assert [item.id for item in year.led(unit.id)] == list(dict.fromkeys(one.clause.entry.item.id for one in leads))
    assert year.units[unit.id].url == "units/fagaiwei/"


def test_the_open_data_tells_what_items_go_on_with(small: Index) -> None:
    past = forerunners.build(small, (earlier(small),))
    plan = json.loads(json_bytes(plan_json(small, past)))
    schema = json.loads(disk.SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(plan)
    told = {one["item"]: one for one in plan["forerunners"]}
    url = "2029/sections/work-01/#task-3"
    said = {"item": "task-2", "year": "2029", "forerunner": "task-3", "url": url, "basis": "虚构的依据。"}
    assert told["task-2"] == said
    assert told["project-1"]["basis"] is None
    (part,) = (
        one.values
        for one in downloads.documents(small, disk.assets().layouts, past=past)
        if one.path == urls.unit_file(small.unit("市委宣传部"), "json")
    )
    own = {item["id"] for item in part["items"]}
    assert part["forerunners"] == [one for one in plan["forerunners"] if one["item"] in own]
    assert 0 < len(part["forerunners"]) < len(told)
    assert "forerunners" not in plan_json(small)


def test_a_damaged_year_is_a_problem() -> None:
    for content in (b"", b"{", b"[]", b'{"items": []}', b"\xff"):
        found, problems = years.read([Archive("2029", content, ())])
        assert found == ()
        assert [(one.code, one.position.file) for one in problems] == [
            ("E623", "archive/2029/site/open-data/plan.json")
        ]


def test_a_year_whose_site_lacks_pages_is_a_problem(small: Index) -> None:
    plan = json.loads(json_bytes(plan_json(small)))
    kept = [page for page in pages(plan) if page != "sections/work-01/"]
    (problem,) = years.read([Archive("2029", json_bytes(plan), tuple(kept))])[1]
    assert problem.code == "E626"
    assert problem.position.file == "archive/2029/site/sections/work-01/index.html"


def test_an_address_that_leads_out_of_the_site_is_none(small: Index) -> None:
    plan = json.loads(json_bytes(plan_json(small)))
    plan["items"][0]["url"] = "javascript:alert(1)"
    assert years.read([Archive("2029", json_bytes(plan), ())])[1]


def test_a_year_without_a_number_and_a_title_of_its_own_is_read(small: Index) -> None:
    """Many a document has none."""
    plan = json.loads(json_bytes(plan_json(small)))
    plan["document"] |= {"number": None, "plan_title": None}
    (year,), problems = years.read([Archive("2029", json_bytes(plan), pages(plan))])
    assert problems == []
    assert len(year.items) == len(small.entries)
