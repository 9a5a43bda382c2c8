"""Targets are proposed for a draft: what its numbers promise, and why others promise nothing."""

from __future__ import annotations

from typing import Any

import yaml

from generator.checks.load import load
from generator.drafting.targets import Clause, as_yaml
from generator.edges import official
from tests.conftest import ROOT, SMALL, edition_of


def proposed(*texts: str) -> dict[str, Any]:
    written, _ = as_yaml([Clause(f"task-{n}", text, n) for n, text in enumerate(texts, 1)])
    content: dict[str, Any] = yaml.safe_load(written)
    return content


def test_what_a_clause_promises() -> None:
    content = proposed("力争地区生产总值增长6%左右，新建学校3—5所、绿道20公里以上。", "培育超2万家企业。")
    assert content["targets"] == [
        {
            "clause": "task-1",
            "span": "力争地区生产总值增长6%左右",
            "what": "地区生产总值",
            "value": "6",
            "unit": "%",
            "comparator": "≈",
            "aspirational": "true",
            "year_on_year": "true",
        },
        {"clause": "task-1", "span": "新建学校3—5所", "what": "学校", "value": "3", "upper": "5", "unit": "所"},
        {
            "clause": "task-1",
            "span": "绿道20公里以上",
            "what": "绿道",
            "value": "20",
            "unit": "公里",
            "comparator": "≥",
        },
        {
            "clause": "task-2",
            "span": "培育超2万家企业",
            "what": "企业",
            "value": "20000",
            "unit": "家",
            "comparator": ">",
        },
    ]
    assert {one["kind"]: one["units"] for one in content["measures"]} == {
        "比率": ["%"],
        "长度": ["公里"],
        "机构和住户": ["家", "所"],
    }


def test_numbers_that_promise_nothing() -> None:
    content = proposed(
        "到2030年建设5G基站10个，用好“1+8”机制，新开工50万元以上项目3个，开通G318东段。", "开展三年行动。"
    )
    assert [one["span"] for one in content["targets"]] == ["到2030年建设5G基站10个", "新开工50万元以上项目3个"]
    reasons = {one["reason"]: one["words"] for one in content["no_targets"]}
    assert [reason.removeprefix("拟：")[:2] for reason in reasons] == ["年份", "名称", "规模"]
    assert "1+8" in reasons["拟：名称和词语里的数，不是要完成的数量"]
    assert not as_yaml([Clause("task-1", "开展三年行动。", 1)])[0]


def test_words_of_no_target_cover_no_target() -> None:
    content = proposed("落实“10个一”制度，建设学校2所。", "新建10个一流园区。")
    assert [one["value"] for one in content["targets"]] == ["2", "10"]
    assert not content.get("no_targets") or "10个一" not in content["no_targets"][0]["words"]


def test_the_targets_of_the_editors_are_found() -> None:
    """Nearly all that they read in the plan is proposed, and hardly anything else."""
    clauses = [Clause(name, one.text, 1) for item in edition_of(ROOT).plan.items for name, one in item.clause_ids()]
    ours = yaml.safe_load((ROOT / "data/targets.yaml").read_text(encoding="utf-8"))["targets"]
    wanted, found = (
        {(one["clause"], str(one["value"]), one["unit"]) for one in targets}
        for targets in (ours, yaml.safe_load(as_yaml(clauses)[0])["targets"])
    )
    assert len(wanted & found) >= 0.98 * len(wanted)
    assert len(found - wanted) <= 0.02 * len(wanted)


def test_a_draft_has_targets_that_pass_the_checks() -> None:
    files, _ = official.drafted((SMALL / "official.txt").read_text(encoding="utf-8"), None)
    _, problems = load(files)
    assert "data/targets.yaml" in files
    assert not [one for one in problems if one.position.file == "data/targets.yaml" or one.message.startswith("E429")]
