"""Excerpts of plans of other cities, where they lie next to a clone, and how drafts of them score."""

from __future__ import annotations

import importlib.util
import json
from types import ModuleType

from generator.drafting.draft import draft
from generator.drafting.output import as_json
from generator.edges.files import read_official
from tests.conftest import ROOT

PLANS = ROOT.parent / "shared/plans"


def scores() -> tuple[dict[str, float], int]:
    """The shares of all that the excerpts say that drafts of them have right, by kind, and how many items are none."""
    score, right, of, extra = _scorer(), dict[str, int](), dict[str, int](), 0
    truth = json.loads((PLANS / "truth.json").read_text(encoding="utf-8"))
    for name, wanted in truth.items():
        columns, counts, _ = score.score(wanted, json.loads(as_json(draft(read_official(PLANS / f"{name}.txt")))))
        for column, (good, all_) in columns.items():
            right[column], of[column] = right.get(column, 0) + good, of.get(column, 0) + all_
        extra += counts["extra"]
    return {column: right[column] / of[column] for column in of}, extra


def _scorer() -> ModuleType:
    """The program that scores, which lies with the excerpts."""
    spec = importlib.util.spec_from_file_location("score", PLANS / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
