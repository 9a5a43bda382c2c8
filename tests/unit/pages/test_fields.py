"""The page of all fields explains each key of each record, with an example of the plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks.load import MODELS
from generator.model.record import fields, records
from tests.conftest import ROOT, SECOND, SMALL, site_of


@pytest.mark.parametrize("root", [ROOT, SMALL, SECOND], ids=lambda root: root.name)
def test_every_field_is_explained_with_an_example(root: Path) -> None:
    body = next(page.body for page in site_of(root).pages if page.url == "fields/")
    blocks = re.findall(r'<dl class="fields">(.*?)</dl>', body, re.DOTALL)
    known = [record for model in MODELS.values() for record in dict.fromkeys(records(model))]
    assert len(blocks) == len(known)
    shown = {tuple(re.findall(r"<dt><code>(.*?)</code>", block)) for block in blocks}
    assert shown == {tuple(key.replace("_", "&#95;") for key in fields(record)) for record in known}
    rows = re.findall(r"<div><dt>.*?</dd></div>", body, re.DOTALL)
    assert all("<pre>" in row or 'href="#' in row for row in rows)
    assert set(re.findall(r'href="#([\w-]+)"', body)) <= {*re.findall(r"\{: #([\w-]+)", body)}


def test_examples_are_of_the_plan() -> None:
    body = next(page.body for page in site_of(SECOND).pages if page.url == "fields/")
    assert "武汉" not in body.split("<dl", 1)[1]
