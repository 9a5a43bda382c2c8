"""The search by the code that the browser runs: how well it answers, and what it must never do."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from generator.checks.load import load
from generator.edges import official
from generator.index.index import Index, build
from generator.search.records import VERSION
from generator.search.words import explain
from generator.site import urls
from tests.conftest import ROOT, SECOND, SMALL, search_index_of, texts
from tests.node import put_assets, run_node
from tests.search_scores import ROUNDS, one_promise, read_queries, score

QUERIES = read_queries()
HAN = re.compile("[\u4e00-\u9fff]+")


@pytest.fixture(scope="session")
def assets(real: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the engine and its index for the real plan."""
    return put_assets(tmp_path_factory.mktemp("search"), real, ROOT)


@pytest.fixture(scope="session")
def answers(assets: Path) -> list[list[str]]:
    return [answer["ids"] for answer in run_node("results.js", assets, [query.text for query in QUERIES])]


def results(assets: Path, *queries: str) -> list[list[str]]:
    return [answer["ids"] for answer in run_node("results.js", assets, queries)]


def test_the_graded_queries_name_records(real: Index) -> None:
    known = {entry.item.id for entry in real.entries} | {unit.id for unit in real.data.register.units}
    known |= {f"page:{page.page}" for page in real.data.vocabulary.pages}
    assert {id_ for query in (*QUERIES, *read_queries(ROUNDS)) for id_ in query.grades} <= known
    assert len(QUERIES) >= 120
    assert len({query.text for query in QUERIES}) == len(QUERIES)


def test_all_graded_queries(answers: list[list[str]], real: Index) -> None:
    scores = score(QUERIES, answers, one_promise(real))
    assert scores.empty == 0
    assert scores.ndcg >= 0.984
    assert scores.success >= 0.99


def test_the_words_of_people_who_know_no_vocabulary(assets: Path, real: Index) -> None:
    queries = read_queries(ROUNDS)
    scores = score(queries, results(assets, *(query.text for query in queries)), one_promise(real))
    assert scores.empty == 0
    assert scores.ndcg >= 0.905
    assert scores.success >= 0.92


def test_the_queries_set_aside(answers: list[list[str]], real: Index) -> None:
    aside = [(query, ids) for query, ids in zip(QUERIES, answers, strict=True) if query.aside]
    scores = score([query for query, _ in aside], [ids for _, ids in aside], one_promise(real))
    assert scores.count * 3.2 > len(QUERIES)
    assert scores.ndcg >= 0.97


def test_every_stretch_of_text_finds_its_items(assets: Path) -> None:
    found = run_node("substrings.js", assets, {"longest": 7})
    assert found["asked"] > 50_000
    assert found["missed"] == []


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "充电桩" * 3334,
    "a" * 10_000,
    "一" * 10_000,
    "9" * 10_000,
    "\ud800停车\udfff",
    ".*+?^${}()|[]\\",
    "😀🏗️👨‍👩‍👧",
    "__proto__ constructor toString",
    "\x00\x1f\u202e\ufeff",
    "市" * 40,
    "第" * 50 + "项",
    "(第)(",
    "fgw" * 70,
)


def test_a_hostile_query_gives_an_answer(assets: Path) -> None:
    for query, ids in zip(HOSTILE, results(assets, *HOSTILE), strict=True):
        assert len(ids) == len(set(ids)), ascii(query[:12])


def test_a_query_of_nothing_finds_nothing(assets: Path) -> None:
    assert results(assets, "", " ", "　", "，。", "xyzzyx") == [[]] * 5


def test_a_unit_brings_itself_then_what_it_leads(assets: Path, real: Index) -> None:
    units, same = real.data.register.units, one_promise(real)
    for unit, ids in zip(units, results(assets, *(unit.name for unit in units)), strict=True):
        leads = [o.clause.entry.item.id for o in real.owed(unit) if o.role == "lead" and not o.via]
        assert ids[0] == unit.id
        promises = {same.get(id_, id_) for id_ in leads}
        assert {same.get(id_, id_) for id_ in ids[1 : 1 + min(len(promises), 9)]} <= promises


def test_every_name_of_a_unit_brings_it(assets: Path, real: Index) -> None:
    units = real.data.register.units
    names = [(name, unit.id) for unit in units for name in (unit.official_name or unit.name, *unit.aliases)]
    for (name, unit_id), ids in zip(names, results(assets, *(name for name, _ in names)), strict=True):
        assert ids[0] == unit_id, name


@pytest.mark.parametrize("root", [ROOT, SMALL], ids=lambda root: root.name)
def test_an_office_brings_its_unit_then_the_items_that_name_it(
    root: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    index: Index = request.getfixturevalue("real" if root == ROOT else "small")
    folder = request.getfixturevalue("assets") if root == ROOT else put_assets(tmp_path, index, root)
    (named,) = (item for item, found in index.offices_named.items() if "市文明办" in found.values())
    found = results(folder, "市文明办", "文明办", "文明办公室", "市文明", "wenmingban")
    assert [ids[:2] for ids in found] == [["xuanchuanbu", named]] * 5


def test_the_unit_of_an_office_brings_its_items_in_the_order_of_the_plan(assets: Path, real: Index) -> None:
    (ids,) = results(assets, "市委宣传部")
    leads = [
        one.clause.entry.item.id for one in real.owed(real.unit("市委宣传部")) if one.role == "lead" and not one.via
    ]
    assert [id_ for id_ in ids if id_ in leads] == leads


def test_every_item_is_found_by_its_number(assets: Path, real: Index) -> None:
    items = [entry.item.id for entry in real.entries]
    cited = [entry.citation for entry in real.entries]
    for item, by_id, by_place in zip(items, results(assets, *items), results(assets, *cited), strict=True):
        assert by_id[0] == item
        assert by_place[0] == item


def places(folder: Path, index: Index) -> tuple[object, object]:
    """Where the engine sends readers for each item and how it cites it; and what the pages of the site say of that."""
    expected = {entry.item.id: [urls.entry(entry), entry.citation] for entry in index.entries}
    return run_node("places.js", folder), expected


def test_an_item_has_the_address_and_the_citation_that_pages_give_it(assets: Path, real: Index) -> None:
    found, expected = places(assets, real)
    assert found == expected


@pytest.mark.parametrize("root", [SMALL, SECOND], ids=lambda root: root.name)
def test_items_of_another_plan_have_theirs(root: Path, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    index: Index = request.getfixturevalue(root.name)
    found, expected = places(put_assets(tmp_path, index, root), index)
    assert found == expected
    cited = results(tmp_path, *(entry.citation for entry in index.entries))
    assert [ids[0] for ids in cited] == [entry.item.id for entry in index.entries]


def test_a_plan_may_have_more_goals_than_numerals_have_signs(tmp_path: Path) -> None:
    data = texts(SMALL)
    lead = "      lead:\n      - 市发改委\n\n"
    goals = "".join(f"    - id: goal-{n}\n      text: 目标{n}。\n{lead}" for n in range(3, 13))
    data["data/plan.yaml"] = data["data/plan.yaml"].replace("- kind: task\n", f"{goals}- kind: task\n", 1)
    loaded, _ = load(data)
    index = build(loaded)
    put_assets(tmp_path, index, SMALL)
    (tmp_path / "index.json").write_bytes(search_index_of(index, data))
    found, expected = places(tmp_path, index)
    assert found == expected
    named = results(tmp_path, "第一部分第（十）项", "一（十二）", "第一部分第12项")
    assert [ids[0] for ids in named] == ["goal-10", "goal-12", "goal-12"]


NAMED = (
    ("task-58", "58", "#58", "＃５８", "No.58", "序号58", "58.", "58项任务", "第二部分第58项", "第五十八项", "task_58"),
    ("task-80", "task-80.1", "80.2", "任务80-1", "第80项第2分项", "第80项第2款"),
    ("project-15", "民生实事第15项", "民生实事项目十五", "四、15", "第四部分民生实事票决项目第15项"),
    ("candidate-2", "候选2", "民生实事候选项目第2项"),
    ("goal-3", "一（三）", "第一部分第（三）项"),
)


def test_an_item_is_named_in_every_manner(assets: Path) -> None:
    expected = {manner: item for item, *manners in NAMED for manner in manners}
    assert dict(zip(expected, (ids[0] for ids in results(assets, *expected)), strict=True)) == expected


def test_manners_of_typing_are_the_same_query(assets: Path) -> None:
    typed = ("20,000套", "15 万 吨", "增长百分之六", "ludao", "2025年新增多少学位")
    meant = ("2万套", "15万吨", "增长6%", "lvdao", "新增学位")
    for one, as_typed, as_meant in zip(typed, results(assets, *typed), results(assets, *meant), strict=True):
        assert as_typed[0] == as_meant[0], one


def test_a_heading_brings_what_stands_below_it(assets: Path, real: Index) -> None:
    (ids,) = results(assets, "现代化产业体系")
    section = next(entry.section for entry in real.entries if entry.item.id == ids[0])
    assert "现代化产业体系" in (section.title or "")


def test_a_guess_at_another_word_is_marked_as_faint(assets: Path) -> None:
    """工伤 sounds like 工商 but is a word of its own; 招娉会 has a sign that only looks like the right one."""
    answers = run_node("results.js", assets, ["工伤", "招娉会"])
    assert [answer["ids"][0] for answer in answers] == ["task-235", "project-9"]
    assert [answer["ids"] for answer in answers] == [answer["weak"] for answer in answers]


def test_every_word_of_the_vocabulary_finds_its_terms(assets: Path, real: Index) -> None:
    """What is typed for a term brings an item that has the nearest term."""
    synonyms = [
        (word, synonym.terms[0])
        for synonym in real.data.vocabulary.synonyms
        for word in (*synonym.typed, *synonym.near)
    ]
    texts = {entry.item.id: "".join(clause.text for clause in entry.item.clauses) for entry in real.entries}
    same = one_promise(real)
    for (word, term), ids in zip(synonyms, results(assets, *(word for word, _ in synonyms)), strict=True):
        holding = {same.get(item, item) for item, text in texts.items() if term in text}
        assert not holding or holding & {same.get(id_, id_) for id_ in ids[:10]}, word


def test_what_is_only_near_is_marked_and_comes_last(assets: Path, real: Index) -> None:
    """What has the typed word itself, in a heading too, or its exact synonym, is found; a near one is not the same."""
    texts = {
        entry.item.id: "".join([entry.section.title or "", *(clause.text for clause in entry.item.clauses)])
        for entry in real.entries
    }
    near = [(word, synonym.terms) for synonym in real.data.vocabulary.synonyms for word in synonym.near]
    answers = run_node("results.js", assets, [word for word, _ in near])
    for (word, terms), answer in zip(near, answers, strict=True):
        sure = [id_ for id_ in answer["ids"] if id_ not in answer["weak"]]
        assert answer["ids"] == [*sure, *answer["weak"]], word
        only_near = {id_ for id_, text in texts.items() if any(term in text for term in terms) and word not in text}
        assert only_near & {*answer["weak"]} or not only_near & {*answer["ids"]}, word
    asked = run_node("results.js", assets, ["公租房", "疫苗", "物业", "落户"])
    assert [answer["ids"] for answer in asked] == [answer["weak"] for answer in asked]
    assert [answer["ids"][0] for answer in asked] == ["project-12", "task-249", "task-282", "project-35"]
    (exact,) = run_node("results.js", assets, ["保租房"])
    assert "project-12" not in exact["weak"]


def test_a_promise_is_one_result(assets: Path, real: Index) -> None:
    """A project and its task as a whole: the project for people's words, the task for its number or its very words."""
    same = one_promise(real)
    assert len(same) == 7
    for ids in run_node("results.js", assets, [query.text for query in QUERIES]):
        assert not {*ids["ids"]} & {*ids["twins"].values()}
        assert all(one not in ids["ids"] or other not in ids["ids"] for one, other in same.items())
    typed = ("停车位", "城乡养老服务设施", "第二部分第152项", "民生实事18", "新增停车泊位20万个", "微循环路")
    first = [answer["ids"][0] for answer in run_node("results.js", assets, typed)]
    assert first == ["project-18", "task-263", "task-152", "project-18", "project-18", "project-15"]
    (both,) = run_node("results.js", assets, ["微循环路"])
    assert both["ids"][:2] == ["project-15", "task-146"]  # the task promises more than the project


def test_two_units_mean_what_binds_both(assets: Path) -> None:
    """A group is bound by name too, where a text has it: 新城区 in the text of what 市教育局 leads."""
    schools, industry = results(assets, "教育局 新城区", "经信局 江夏区")
    assert schools[0] == "task-243"
    assert industry[:2] == ["task-54", "task-58"]


def test_two_words_mean_both(assets: Path) -> None:
    (both,) = run_node("results.js", assets, ["市教育局 学位"])
    strong = [id_ for id_ in both["ids"] if id_ not in both["weak"]]
    assert strong == ["task-241", "project-1"]


def test_a_faint_match_is_marked_as_such(assets: Path) -> None:
    (answer,) = run_node("results.js", assets, ["地铁票价"])
    assert answer["ids"]
    assert answer["ids"] == answer["weak"]


MARKED = (
    ("停车一张网", "task-159", "停车“一张网”"),
    ("建成全市停车一张", "task-159", "建成全市停车 一张"),
    ("小巨人30家", "task-57", "“小巨人”30家"),
    ("专精特新小巨人", "task-57", "专精特新“小巨人”"),
    ("领跑者企业", "task-17", "“领跑者”企业"),
)


def test_a_mark_has_both_quotation_marks_or_none(assets: Path) -> None:
    found = run_node("marks.js", assets, [query for query, _, _ in MARKED])
    for (_, item, marked), by_item in zip(MARKED, found, strict=True):
        assert " ".join(by_item[item]) == marked


def test_no_mark_has_half_a_pair(assets: Path) -> None:
    for marked in run_node("marks.js", assets, [query.text for query in QUERIES]):
        for stretch in (stretch for stretches in marked.values() for stretch in stretches):
            for pair in ("“”", "（）", "〈〉", "《》"):
                assert stretch.count(pair[0]) == stretch.count(pair[1]), stretch


def test_what_is_sent_before_the_first_result_is_small(assets: Path) -> None:
    sent = sum(len(gzip.compress((assets / name).read_bytes(), 9)) for name in ("engine.js", "index.json"))
    assert sent <= 60 * 1024


def test_what_comes_after_it_is_as_small(assets: Path) -> None:
    assert len(gzip.compress((assets / "topics.js").read_bytes(), 9)) <= 60 * 1024


def test_an_index_of_another_format_is_refused(small: Index, tmp_path: Path) -> None:
    put_assets(tmp_path, small, SMALL)
    index = json.loads(search_index_of(small, texts(SMALL)))
    assert index.pop("version") == VERSION
    indexes = [{**index, "version": VERSION}, {**index, "version": VERSION + 1}, index]
    assert run_node("formats.js", tmp_path, indexes) == ["opened", "outdated", "outdated"]


def test_the_same_plan_gives_the_same_index(small: Index) -> None:
    assert search_index_of(small, texts(SMALL)) == search_index_of(small, texts(SMALL))
    assert json.loads(search_index_of(small, texts(SMALL)))["city"] == "甲市"


def test_another_plan_is_searched_by_the_same_engine(small: Index, tmp_path: Path) -> None:
    found = results(put_assets(tmp_path, small, SMALL), "小公园", "甲市水务局", "xgy", "民生实事1", "填表", "8个")
    assert [ids[0] for ids in found] == ["task-1", "shuiwuju", "task-1", "project-1", "page:forms", "task-1"]


def test_a_word_of_the_search_has_a_line_of_its_own() -> None:
    """So that edits of two people do not meet."""
    lines = (ROOT / "data/synonyms.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith(("#", "basis:")) and re.search(r"[\[,，]", line)] == []


def test_everyday_words_lead_to_what_they_mean(assets: Path) -> None:
    """What no vocabulary has: by a topic, by what topics share, by the signs of a word; marked, and never nothing."""
    typed = ("爹爹婆婆吃饭", "屋里停电", "细伢学游泳", "比特币", "馄饨")
    answers = run_node("results.js", assets, typed)
    assert all(answer["ids"] == answer["weak"] and answer["ids"] for answer in answers)
    assert [answer["ids"][0] for answer in answers[:4]] == ["project-6", "task-269", "project-4", "task-277"]


def test_the_words_themselves_come_first(assets: Path) -> None:
    (answer,) = run_node("results.js", assets, ["公厕"])
    sure = [id_ for id_ in answer["ids"] if id_ not in answer["weak"]]
    assert sure and answer["ids"][: len(sure)] == sure


def test_every_word_of_a_topic_finds_one_of_its_items(assets: Path, real: Index) -> None:
    same = one_promise(real)
    topics = [topic for theme in real.data.topics.themes for topic in theme.topics]
    said = [(word, topic) for topic in topics for word in topic.words if HAN.fullmatch(word)]
    for (word, topic), ids in zip(said, results(assets, *(word for word, _ in said)), strict=True):
        assert {same.get(id_, id_) for id_ in ids} & {same.get(id_, id_) for id_ in topic.items}, (word, topic.title)


def test_a_maintainer_is_told_how_a_query_is_read(assets: Path, real: Index) -> None:
    typed = [query.text for query in QUERIES if query.kind in ("synonym", "question") and HAN.fullmatch(query.text)]
    # Every fourth will do: each explanation reads the whole vocabulary.
    typed = typed[::4]
    for query, pieces in zip(typed, run_node("pieces.js", assets, typed), strict=True):
        told = explain(real.data, query)
        # The engine reads variant forms of signs as well, which nobody has to be told.
        assert all(f"“{piece}”：" in told for piece in pieces if piece in query), query
    told = explain(real.data, "冇得地方洗澡")
    assert "“洗澡”：话题“家里适老化改造”：task-265" in told
    assert "“冇得”：没有对上" in told
    assert re.search("data/topics.yaml 第[0-9]+行，话题“家里适老化改造”的 words 里加上“冇得地方洗澡”", told)


def test_people_in_charge_and_dates_are_found(tmp_path: Path) -> None:
    text = "1.修路三条。\n牵头单位：市交通局\n分管领导：王某副市长\n完成时限：2032年6月底前\n"
    data, _ = load(official.drafted(text + text.replace("1.修路三条", "2.办学").replace("王某", "李某"), None)[0])
    assets = put_assets(tmp_path, build(data), ROOT)
    by_name, by_date = results(assets, "李某副市长", "6月底前")
    assert by_name[0] == "task-2"
    assert {*by_date} == {"task-1", "task-2"}
