"""A draft becomes a site, with nothing that its plan does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.load import load
from generator.edges import official
from generator.edges.files import read_official
from generator.problems import report, stopping
from generator.site import urls
from tests import html
from tests.conftest import site_of
from tests.plans import PLANS

# No letterhead, no colophon, no numbered paragraph; several chapters, and the rule of the lead behind an item.
OPINIONS = """丙市人民政府关于促进就业的若干意见
丙政〔2032〕3号
各县人民政府，市人民政府各部门：
就业是民生之本。现提出以下意见：
一、稳定就业
（一）稳岗。返还保费。（市人社局、财政局负责。列第一位者为牵头单位，下同）
（二）创业。给予贷款。（市财政局，各县人民政府按职责分工负责）
二、培训
（三）在岗培训。列支经费。（市人社局等有关部门负责）
丙市人民政府
2032年3月4日
（此件公开发布）
"""
# Two whole documents, where they lie next to a clone.
WHOLE = [path for path in sorted(PLANS.glob("0[23]-*.txt")) if PLANS.is_dir()]


def project(folder: Path, text: str) -> Path:
    written, _ = official.drafted(text, None)
    _, problems = load(written)
    assert not stopping(problems), report(problems)
    official.write(folder, written)
    return folder


def test_the_draft_of_another_kind_of_document_is_a_site(tmp_path: Path) -> None:
    site = site_of(project(tmp_path, OPINIONS))
    pages = html.generated(site)
    unit = pages["units/renshe/".replace("renshe", "rensheju")].text()
    assert "列第一位者为牵头单位，下同" in unit
    assert "视为牵头（2）" in unit
    assert "None" not in "".join(page.text() for page in pages.values())
    assert not {urls.FORMS, urls.CALENDAR, urls.PROJECTS} & pages.keys()
    assert [title for title in ("稳定就业", "培训") if title in pages[urls.PLAN].text()] == ["稳定就业", "培训"]


@pytest.mark.parametrize("path", WHOLE or [None], ids=lambda path: path.stem if path else "none lies here")
def test_a_whole_document_is_a_site(path: Path | None, tmp_path: Path) -> None:
    """By the texts themselves where they are."""
    text = read_official(path) if path else OPINIONS
    assert site_of(project(tmp_path, text)).pages
