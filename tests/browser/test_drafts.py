"""A plan is read from a PDF file as a browser prints it, with radicals in place of some letters."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from generator.drafting.draft import draft
from generator.edges import official


def test_a_printed_page_is_read(tmp_path: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<p>一、水利</p><p>1.治水。（牵头单位：市水利局；责任单位：市财政局）</p>")
    page.pdf(path=tmp_path / "plan.pdf")
    page.close()
    (item,) = draft(official.read(tmp_path / "plan.pdf")).items
    assert [clause.text for clause in item.clauses] == ["治水。"]
    assert [role.names for role in item.clauses[0].said.roles] == [("市水利局",), ("市财政局",)]
