"""A change of the data is told in what it means: a table of small changes, and what is true of every change."""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest
import yaml

from generator.checks.load import load_derivable
from generator.downloads.opendata import plan_json
from generator.edges import disk
from generator.index.index import Index, build
from generator.model.data import CORRECTIONS, DEADLINES, PLAN, SYNONYMS, TARGETS, UNITS
from generator.review import formats
from generator.review.review import Review, review
from generator.review.sections import sections
from generator.review.words import Piece, marked, targets
from tests.conftest import ROOT, SECOND, SMALL, site_of, texts
from tests.plain_yaml import plain_yaml
from tests.unit.index.test_changes import contents, count_on, derived, edited

LAYOUTS = disk.assets().layouts
# What is replaced by what, in which file.
Edit = tuple[str, str, str]


def index_of(data: Mapping[str, str]) -> Index:
    found, problems = load_derivable(data)
    assert found, [*map(str, problems)]
    return build(found)


def changed(data: Mapping[str, str], *edits: Edit) -> dict[str, str]:
    made = dict(data)
    for file, old, new in edits:
        assert made[file].count(old) == 1, (old, made[file].count(old))
        made[file] = made[file].replace(old, new)
    return made


def reviewed(old: Index, new: Index) -> Review:
    return review(old, new, (LAYOUTS, LAYOUTS))


def told(root_texts: Mapping[str, str], *edits: Edit) -> str:
    return formats.text(reviewed(index_of(root_texts), index_of(changed(root_texts, *edits))))


TASK_2 = "        text: 治水。\n        lead:\n        - 市治水领导小组办公室\n"
TASK_5 = "        text: 企业转型。\n"
PROJECT = "    - id: project-1\n      text: 修路3.5公里。\n      lead:\n      - 市发改委\n"
RULE = "自2030年第三季度起，在每个季度第2个月的"
EARLIER: list[Edit] = [
    (PLAN, f"报告一次。{RULE}10日前", f"报告一次。{RULE}5日前"),
    (PLAN, f"quote: {RULE}10日前", f"quote: {RULE}5日前"),
    (PLAN, "day: 10日", "day: 5日"),
    (DEADLINES, "2031年2月10日", "2031年2月5日"),
]
SMALL_CHANGES: dict[str, tuple[list[Edit], list[str]]] = {
    "nothing": ([], ["无语义变化。"]),
    "a comment": ([(PLAN, "document:\n", "# 说明\n\ndocument:\n")], ["无语义变化。"]),
    "another lead": (
        [
            (PLAN, "        - 市委宣传部\n", "        - 甲市城建集团\n"),
            (PLAN, "- unit: 市委宣传部\n  text: 市文明办\n  printed_in:\n  - task-4\n\n", ""),
        ],
        ["  市委宣传部 牵头 −1（第二部分第4项）；甲市城建集团 牵头 +1（第二部分第4项）"],
    ),
    "another role": (
        [
            (
                PLAN,
                "        responsible:\n        - 甲市城建集团\n        - 市属国企\n",
                "        - 市属国企\n        responsible:\n        - 甲市城建集团\n",
            )
        ],
        ["  市属国企 牵头 +1、参加 −1（第二部分第5项）"],
    ),
    "a group less": (
        [(PLAN, "      - 各区人民政府\n\n- kind: candidate", "      - 市水务局\n\n- kind: candidate")],
        ["  各区人民政府 参加 −1（第四部分第1项），连同经它负责的3个单位；市水务局 参加 +1（第四部分第1项）"],
    ),
    "a member more": (
        [(UNITS, "  - 东区人民政府\n  source", "  - 东区人民政府\n  - 西区人民政府\n  source")],
        ["  西区人民政府 +1 项，经“各中心城区人民政府”", "  “各中心城区人民政府”的成员：＋西区人民政府"],
    ),
    "a group in a group": (
        [(UNITS, "  - 市发改委\n  - 各区", "  - 市发改委\n  - 市水务局\n  - 各区")],
        ["  市水务局 +1 项，经“全市各单位”", "  “全市各单位”的成员：＋市水务局"],
    ),
    "named in place of a member": (
        [
            (
                PLAN,
                "        - 全市各单位\n\n      - id: task-5",
                "        - 全市各单位\n        - 东区人民政府\n\n      - id: task-5",
            )
        ],
        [
            "  东区人民政府 1 项责任不变，"
            "依据由“随单位组一并负责：经全市各单位、各区人民政府”变为“文件列明”（第二部分第4项）"
        ],
    ),
    "a target": (
        [(PLAN, "公园”8个", "公园”10个")],
        [
            "  第二部分第1项（8个 → 10个）：修路3.5公里，建“口袋公园”【8个→10个】。",
            "  改了方案的文字或单位，没有写订正：第二部分第1项（task-1）。",
            "  重发附表1、附表3：市发改委",
        ],
    ),
    "a text with its correction": (
        [
            (PLAN, "经济增长5.5%", "经济增长5.6%"),
            (
                CORRECTIONS,
                "corrections:\n",
                "corrections:\n- record: goal-1\n  before: 增长5.5%\n  after: 增长5.6%\n  reason: 误读。\n",
            ),
        ],
        [
            "  第一部分第（一）项（5.5% → 5.6%）：经济增长【5.5%→5.6%】左右。",
            "  新增 文字订正“goal-1”",
        ],
    ),
    "an item more": (
        [
            (
                PLAN,
                "- kind: conduct\n",
                "      - id: task-6\n        text: 植树。\n        lead:\n        - 市水务局\n\n- kind: conduct\n",
            )
        ],
        ["  市水务局 牵头 +1（第二部分第6项）", "  新增 第二部分第6项：植树。", "  新增 sections/work-02/#task-6"],
    ),
    "a project less": (
        [
            (
                PLAN,
                PROJECT + "      responsible:\n      - 各区人民政府\n",
                PROJECT.replace("project-1", "project-2") + "      responsible:\n      - 各区人民政府\n",
            )
        ],
        [
            "  编号不改，也不再用，这里改了：第四部分第1项成了第四部分第2项。把编号改回去；新的事项接在最后",
            "  页面 projects/project-1/ 没有了，旧链接会失效；在服务器上设一条转向，转到 projects/project-2/",
        ],
    ),
    "a unit of another name": (
        [(UNITS, "name: 市属国企\n", "name: 市属企业\n"), (PLAN, "- 市属国企\n", "- 市属企业\n")],
        ["  改名 市属【国企→企业】"],
    ),
    "a unit of another id": (
        [(UNITS, "id: guoqi\n", "id: qiye\n")],
        [
            "  单位的 id 定下以后不改，“市属国企”的由 guoqi 改成了 qiye",
            "  页面 units/guoqi/ 没有了，旧链接会失效；在服务器上设一条转向，转到 units/qiye/",
            "  没有了 units/guoqi/，现在是 units/qiye/",
        ],
    ),
    "a unit more": (
        [(UNITS, "units:\n", "units:\n- id: lianyouju\n  name: 市林业局\n  kind: department\n")],
        ["  新增 市林业局", "  新增 units/lianyouju/"],
    ),
    "an earlier day": (
        EARLIER,
        [
            "  附表3（前二季度）：2030-08-10 → 2030-08-05",
            "  时限由 2030-08-10 提前到 2030-08-05，已订阅的日历不会更新；在 data/deadlines.yaml 里把 revision 加一",
        ],
    ),
    "an earlier day with its revision": (
        [*EARLIER, (DEADLINES, "inferred:", "revision: 1\ninferred:")],
        ["  附表3（前二季度）：2030-08-10 → 2030-08-05"],
    ),
    "another heading": (
        [(PLAN, "heading: 治水", "heading: 治理")],
        ["  第二部分（一）小标题：＋治理，－治水"],
    ),
    "milestones": (
        [(PLAN, TASK_5, f"{TASK_5}        milestones:\n        - due: 年底前\n          text: 开工\n")],
        ["  新发日历：甲市城建集团、市属国企", "  第二部分第5项进度安排：＋年底前：开工"],
    ),
    "another place": (
        [(PLAN, "    - heading: 文明\n      items:\n", "    - heading: 工业\n      items:\n")],
        ["  移动 第二部分第4项：work-02“文明” → work-02“工业”"],
    ),
    "a word of the search": (
        [(SYNONYMS, "synonyms:\n", "synonyms:\n- terms:\n  - 修路\n  typed:\n  - 铺路\n")],
        ["  新增 搜索用词“修路”"],
    ),
}


@pytest.mark.parametrize("name", SMALL_CHANGES)
def test_small_changes(name: str) -> None:
    edits, expected = SMALL_CHANGES[name]
    found = told(texts(SMALL), *edits)
    for sentence in expected:
        assert re.search(f"^{re.escape(sentence)}", found, re.MULTILINE), found


def test_what_needs_no_care_is_not_urgent() -> None:
    for name in ("a text with its correction", "a member more", "a unit more", "a word of the search"):
        edits, _ = SMALL_CHANGES[name]
        assert "需要处理" not in told(texts(SMALL), *edits), name
    assert (
        "revision" not in told(texts(SMALL), *SMALL_CHANGES["an earlier day with its revision"][0]).split("其他数据")[0]
    )


def test_the_lead_of_an_item_of_the_real_plan() -> None:
    lead = "“厂网一体化”改革。\n        lead:\n        - "
    found = told(texts(ROOT), (PLAN, f"{lead}市水务局\n", f"{lead}市卫健委\n"))
    assert "\n  市水务局 牵头 −1（第二部分第109项）；市卫健委 牵头 +1（第二部分第109项）\n" in found
    assert "\n  重发附表1、附表3、日历：市水务局、市卫健委\n" in found


def test_a_target_of_the_real_plan() -> None:
    old, new = "新增机动车停车泊位20万个", "新增机动车停车泊位18万个"
    data = texts(ROOT)
    after = {file: text.replace(old, new) for file, text in data.items()}
    number = f"span: {new}\n  what: 机动车停车泊位\n  value: "
    after[TARGETS] = after[TARGETS].replace(f"{number}200000", f"{number}180000")
    found = formats.text(reviewed(index_of(data), index_of(after)))
    assert "\n  机动车停车泊位 20万个 → 18万个（第二部分第152项）\n" in found
    assert "\n  第二部分第152项（20万个 → 18万个）：新增机动车停车泊位【20万个→18万个】。\n" in found
    assert "\n  重发附表1、附表3：市住房和城市更新局\n" in found
    del data[TARGETS]
    assert "机动车停车泊位 无 → 18万个" in formats.text(reviewed(index_of(data), index_of(after)))


def test_a_member_that_a_group_of_the_real_plan_gained() -> None:
    data = texts(ROOT)
    members = "  member_kinds:\n  - district\n  - zone\n  source: 各区指"
    districts = [unit.name for unit in index_of(data).data.register.units if unit.kind == "district"]
    without = "".join(f"  - {name}\n" for name in districts if name != "硚口区人民政府")
    zones = members.replace("  - district\n", "")
    old = changed(data, (UNITS, members, f"  members:\n{without}{zones}"))
    found = formats.text(reviewed(index_of(old), index_of(data)))
    assert "\n  硚口区人民政府 +160 项，经“各区人民政府”\n" in found
    assert "\n  “各区人民政府”的成员：＋硚口区人民政府\n" in found


def test_items_that_count_on_are_told_in_one() -> None:
    content = contents()
    before = derived(content)
    count_on(content, random.Random(0))
    after = derived(content)
    assert before
    assert after
    found = formats.text(reviewed(before, after))
    assert "这里改了：第二部分第2项至第5项共4项各加1，第二部分第2项成了第二部分第3项。" in found
    assert "  市水务局 牵头 +1（第二部分第2项）\n" in found


@pytest.mark.parametrize(
    ("old", "new", "words", "numbers"),
    [
        ("新增20万个。", "新增18万个。", "新增【20万个→18万个】。", [("20万个", "18万个")]),
        ("完成3.5公里，力争4公里。", "完成3.5公里。", "完成3.5公里【－，力争4公里】。", []),
        ("建设学校。", "建设好学校。", "建设【＋好】学校。", []),
        ("建设好", "建立强", "建【设好→立强】", []),
    ],
)
def test_changed_words_are_marked(old: str, new: str, words: str, numbers: list[tuple[str, str]]) -> None:
    assert formats.spoken(marked(old, new)) == words
    assert targets(old, new) == numbers


def test_what_is_marked_is_both_texts() -> None:
    """Without what is new it is the old text, without what is old the new one."""
    chance = random.Random(1)
    for _ in range(200):
        old, new = ("".join(chance.choices("建设12万个，", k=chance.randint(1, 12))) for _ in range(2))
        pieces = marked(old, new)
        assert "".join(one.text for one in pieces if one.mark != "new") == old
        assert "".join(one.text for one in pieces if one.mark != "old") == new


def wide_change() -> Review:
    """More than 300 lines of the real plan changed."""
    data = texts(ROOT)
    text = re.sub(r"^( +(?:- )?text: .*)[。；]$", r"\1，年内完成。", data[PLAN], flags=re.MULTILINE)
    after = {**data, PLAN: text.replace("- 市水务局\n", "- 市委政法委\n")}
    lines = zip(data[PLAN].splitlines(), after[PLAN].splitlines(), strict=True)
    assert sum(old != new for old, new in lines) > 300
    return reviewed(index_of(data), index_of(after))


def test_a_wide_change_reads_on_one_screen() -> None:
    comment = formats.markdown(wide_change())
    outside = re.sub(r"<details>.*?</details>", "", comment, flags=re.DOTALL)
    shown = [line for line in outside.splitlines() if line.strip()]
    assert sum(1 + len(html.unescape(line)) // 60 for line in shown) + comment.count("<details>") < 30
    assert len(comment) < 60_000
    assert comment.count("<details>") == comment.count("</details>")


def a_year_later(text: str) -> str:
    return text.replace("2031", "2032").replace("2030", "2031")


def test_of_two_years_only_what_people_ask_about_is_told() -> None:
    """Each year counts its items from the first, and the pages of the year before stay below those of the next."""
    content = contents()
    after = yaml.load(a_year_later(plain_yaml(content)), Loader=yaml.BaseLoader)
    count_on(after, random.Random(1))
    (task,) = after[PLAN]["parts"][1]["sections"][0]["groups"][0]["items"]
    task["text"] = "修路4.5公里，建“口袋公园”8个，长廊一处。"
    after[UNITS]["units"][0]["aliases"] = ["又名"]
    before, changed_plan = derived(content), derived(after)
    assert before
    assert changed_plan
    found = reviewed(before, changed_plan)
    assert [one.title for one in sections(found)] == ["职责", "事项", "文字", "时限"]
    said = formats.text(found)
    assert re.findall("新增 .*|删去 .*|移动 .*", said) == ["新增 第二部分第2项：植树。"]
    assert "第二部分第1项（3.5公里 → 4.5公里）" in said


def test_a_promise_of_two_years_is_known_whatever_it_is_called() -> None:
    data = texts(SMALL)
    called = re.findall("^  what: (.*)$", data[TARGETS], re.MULTILINE)
    after = {name: a_year_later(text) for name, text in data.items()}
    after[TARGETS] = after[TARGETS].replace(f"what: {called[0]}\n", "what: 别的叫法\n")
    assert "别的叫法" in formats.text(reviewed(index_of({**data, TARGETS: after[TARGETS]}), index_of(data)))
    assert "别的叫法" not in formats.text(reviewed(index_of(after), index_of(data)))


def test_a_very_wide_change_is_cut_and_says_so(real: Index) -> None:
    """No host takes a comment of more than 65,536 letters."""
    second = index_of({name: text.replace("2031", "2025") for name, text in texts(SECOND).items()})
    comment = formats.markdown(reviewed(second, real))
    assert len(comment) < 60_000
    assert re.search(r"^- 还有[1-9]\d*处，这里写不下，用 `python run\.py diff` 看$", comment, re.MULTILINE)
    assert comment.count("<details>") == comment.count("</details>")


def test_a_comment_shows_texts_letter_by_letter() -> None:
    hostile = "@someone <img src=x onerror=alert(1)> [x](javascript:1) #12 `a` ![p](q) </details> | a_b"
    after = index_of(changed(texts(SMALL), (PLAN, "text: 物价平稳。", f"text: '{hostile}。'")))
    comment = formats.markdown(reviewed(index_of(texts(SMALL)), after))
    assert comment.startswith(f"{formats.MARK}\n")
    body = re.sub(r"</?(details|summary|b|ins|del)>", "", comment.removeprefix(formats.MARK))
    assert not re.search(r"[@<>\[\]`|_!]", re.sub(r"&#\d+;", "", body.replace("**", "")))
    assert "#12" not in re.sub(r"&#\d+;", "", body)


@pytest.mark.parametrize("seed", range(5))
def test_json_holds_the_same(seed: int) -> None:
    before, after = edited(seed)
    found = reviewed(before, after)
    data = json.loads(formats.json(found))
    assert len(data["duties"]) == len(found.changes.duties)
    assert data["changed"] == bool(found.changes.values)
    assert [one["title"] for one in data["sections"]] == [one.title for one in sections(found)]
    assert formats.text(reviewed(after, after)) == "无语义变化。\n"
    assert not json.loads(formats.json(reviewed(after, after)))["changed"]


def test_json_brings_the_open_data_of_the_old_plan_to_that_of_the_new() -> None:
    for seed in range(20):
        before, after = edited(seed)
        old, new = (list(map(str, plan_json(index)["obligations"])) for index in (before, after))
        patch = json.loads(formats.json(reviewed(before, after)))["obligations"]
        kept = [one for one in old if one not in set(map(str, patch["removed"]))]
        assert sorted([*kept, *map(str, patch["added"])]) == sorted(new), seed


def test_every_change_of_a_value_is_told() -> None:
    """What differs somewhere is said somewhere."""
    for seed in range(30):
        before, after = edited(seed)
        found = reviewed(before, after)
        assert bool(sections(found)) == bool(found.changes.values), seed


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of everything in plain data."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        yield (*path, step)
        yield from places(child, (*path, step))


def test_whatever_is_left_out_doubled_or_moved_is_told() -> None:
    chance, content = random.Random(3), contents()
    before, known, told_of = derived(content), [*places(content)], 0
    assert before
    while told_of < 40:
        after = deepcopy(content)
        *way, step = chance.choice(known)
        owner = after
        for one in way:
            owner = owner[one]
        if isinstance(owner, list) and chance.random() < 0.5:
            chance.choice((owner.reverse, lambda rows=owner, row=owner[step]: rows.append(deepcopy(row))))()
        else:
            del owner[step]
        if changed_plan := derived(after):
            found = reviewed(before, changed_plan)
            told_of += 1
            assert (formats.text(found) == "无语义变化。\n") == (not found.changes.values), (way, step)
            assert bool(found.changes.values) == (plain_yaml(after) != plain_yaml(content)), (way, step)


def test_the_addresses_of_a_plan_are_those_of_its_pages(small: Index, second: Index) -> None:
    """What one of two plans has and the other lacks appears, and disappears the other way round."""
    for old, new, root in ((small, second, SECOND), (second, small, SMALL)):
        found = reviewed(old, new).addresses
        came = {one.new for one in found if one.new and "#" not in one.new}
        gone = {one.old for one in found if one.old and "#" not in one.old}
        pages = {page.url for page in site_of(root).pages}
        assert came <= pages
        assert not gone & pages
        assert {f"units/{unit.id}/" for unit in new.data.register.units} - {one.old for one in found} <= pages


def test_an_unmarked_sentence_is_plain() -> None:
    assert formats.spoken((Piece("甲"),)) == "甲"
