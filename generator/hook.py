"""The MkDocs hook: hands the generated site over in memory, and shows problems of the data without a traceback."""

from __future__ import annotations

import logging
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parent.parent
# MkDocs loads hooks by path, wherever it was started.
sys.path.insert(0, str(ROOT))

from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402

from generator import edge  # noqa: E402
from generator.pages import problem_site  # noqa: E402
from generator.problems import report, stopping  # noqa: E402
from generator.site import Site  # noqa: E402

# The site has a search of its own.
THEME_SEARCH = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
log = logging.getLogger("mkdocs.plugins.plan")


class Preview:
    """What a run of MkDocs remembers between its events: whether it serves, and the site of the current build."""

    serving = False
    site = Site((), (), (), "")


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is a live preview, which goes on while the data is faulty."""
    Preview.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Makes the site before MkDocs touches its output folder, and sets the navigation."""
    site, problems = edge.make_site(ROOT, edge.settings(config))
    if problems:
        log.log(logging.ERROR if stopping(problems) else logging.INFO, "\n%s", report(problems))
    if site is None and not Preview.serving:
        raise PluginError("数据有误，没有生成网站，原有的网站没有改动。")
    Preview.site = site or problem_site(problems, [page.url for page in Preview.site.pages])
    # MkDocs stamps the sitemap with the time of the build, unless it is told the date of the content.
    os.environ["SOURCE_DATE_EPOCH"] = epoch(Preview.site.date)
    config.nav = Preview.site.nav_config()
    return config


def epoch(date: str) -> str:
    """The seconds from 1970 to the start of a day in ISO 8601, in UTC; 0 for no day."""
    return str(int(datetime.fromisoformat(f"{date}T00:00:00+00:00").timestamp())) if date else "0"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Adds the generated pages and files to those of the docs folder; leaves out the search of the theme."""
    for unwanted in [known for known in files if known.src_uri.startswith(THEME_SEARCH)]:
        files.remove(unwanted)
    for page in Preview.site.pages:
        files.append(File.generated(config, page.path, content=page.markdown))
    for file in Preview.site.files:
        files.append(File.generated(config, file.path, content=file.content))
    return files
