"""What the tests in a browser share: the pages to look at, the looks of a screen, and what axe says about a page."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# For what must also work in an old browser.
IN_OLD_TOO = pytest.mark.parametrize("page", ["browser", "old_browser"], indirect=True)
# One page of each kind. The page of the data file repeats one element 3,000 times.
KINDS = (
    "",
    "plan/",
    "notice/",
    "sections/work-04/",
    "full-text/",
    "forms/",
    "units/",
    "units/qiaokou/",
    "units/gequ/",
    "units/fagaiwei/",
    "calendar/",
    "projects/",
    "targets/",
    "pictures/",
    "projects/project-15/",
    "corrections/",
    "open-data/",
    "about/",
    "search/",
    "search/?q=停车位",
)
PAGES = (*KINDS, "source/")
# The same kinds of the small plan, for what does not depend on the length of a page.
SMALL_KINDS = (
    "",
    "plan/",
    "notice/",
    "sections/work-01/",
    "sections/projects-01/",
    "full-text/",
    "forms/",
    "units/",
    "units/fagaiwei/",
    "units/gequ/",
    "calendar/",
    "projects/",
    "projects/project-1/",
    "corrections/",
    "open-data/",
    "source/",
    "about/",
    "search/?q=修路",
    "fields/",
    "problems/",
)
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "forced": {"forced_colors": "active"},
}
# Every rule of axe, the size of targets included, which it leaves out by itself.
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# What can differ from look to look: colours. All other rules read the same page again.
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}


def faults(page: Page, look: str = "light", within: str | None = None) -> list[str]:
    """What axe finds wrong with a page as it is shown, or with what a selector names of it."""
    found = Axe().run(page, within, options=AXE if look == "light" else COLOURS).response["violations"]
    return [f"{page.url} {v['id']}: {v['help']} {v['nodes'][0]['html'][:200]}" for v in found]


def watched(page: Page) -> list[str]:
    """The list to which everything that goes wrong on a page from now on is added."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda response: faults.append(response.url) if response.status >= 400 else None)
    return faults
