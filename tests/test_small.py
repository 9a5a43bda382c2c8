"""The small invented plan, one of each oddity, gives exactly the recorded site."""

from __future__ import annotations

import json
from pathlib import Path

from generator import links
from generator.index import Index
from generator.pages import build
from generator.pages.render import Settings
from tests.conftest import SMALL
from tests.golden import compare_text, compare_tree

RECORDED = Path(__file__).parent / "small" / "expected"


def test_the_recorded_site(small: Index, bless: bool) -> None:
    plan_yaml = (SMALL / "data/plan.yaml").read_text(encoding="utf-8")
    site = build(small, plan_yaml, Settings())
    files = {page.path: page.markdown.encode() for page in site.pages}
    files |= {file.path: file.content for file in site.files if file.path != links.SEARCH_ENGINE}
    files["nav.json"] = json.dumps(site.nav_config(), ensure_ascii=False, indent=1).encode()
    compare_tree(RECORDED, files, bless)


def test_the_recorded_obligations(small: Index, bless: bool) -> None:
    """Readable, one a line: who owes which clause, in which role, on which basis, through what."""
    lines = [
        f"{o.clause.id} {o.unit} {o.role} {o.basis}{' default' if o.default_lead else ''} {' > '.join(o.via)}".strip()
        for o in small.obligations
    ]
    compare_text(Path(__file__).parent / "small" / "obligations.txt", "\n".join(lines) + "\n", bless)


def test_settings_change_only_links(small: Index) -> None:
    """Where plan.yaml can be edited, an item links to its lines there."""
    settings = Settings(source_url="https://example.org/plan.yaml#L{line}-L{last_line}")
    site = build(small, "", settings)
    section = next(page for page in site.pages if page.url == "sections/work-01/")
    lines = small.entry_by_id["task-1"].item.place()
    assert f'href="https://example.org/plan.yaml#L{lines.line}-L{lines.last_line}"' in section.body
