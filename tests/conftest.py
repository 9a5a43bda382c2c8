"""What the tests share: the projects under test, the built site, a browser, and the option that records anew."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from generator import build, downloads, search
from generator.downloads import Cache, Download
from generator.edges import disk
from generator.index import index as index_module
from generator.index.index import Index
from generator.model.data import ALL_FILES, FILES, Edition
from generator.model.register import Unit
from generator.problems import report
from generator.site import urls
from generator.site.site import Settings, Site
from tests import html
from tests.install_browser import installed

ROOT = Path(__file__).parent.parent


SMALL = Path(__file__).parent / "small"


SECOND = Path(__file__).parent / "second"


SUB_PATH = "any/sub/path"
PUBLISHED = "https://www.example.gov.cn/zwgk/plan/"


NO_SETTINGS = Settings()


COMPRESSED = (".html", ".css", ".js", ".json", ".svg")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="record the expected results anew")


@pytest.fixture(scope="session")
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))


def texts(root: Path) -> dict[str, str]:
    names = (name for name in ALL_FILES if name in FILES or (root / name).exists())
    return {name: (root / name).read_text(encoding="utf-8") for name in names}


def edition_of(root: Path) -> Edition:
    """What is held against the official text, whatever else is wrong."""
    edition, problems = disk.read_edition(root)
    assert edition is not None, report(problems)
    return edition


def index_of(root: Path) -> Index:
    data, problems = disk.read_data(root)
    assert data is not None, report(problems)
    return index_module.build(data)


def site_of(root: Path, settings: Settings = NO_SETTINGS) -> Site:
    """The whole site of the data files of a folder, made anew."""
    site, problems = build.make(texts(root), disk.assets(), settings, build.Earlier())
    assert site is not None, report(problems)
    return site


def downloads_of(
    index: Index, plan_yaml: str = "", site_url: str = "", cache: Cache | None = None
) -> tuple[Download, ...]:
    """All downloads of a plan, from a cache or made for this."""
    published = {urls.PLAN_SCHEMA: disk.assets().schema, urls.PLAN_YAML: plan_yaml.encode()}
    layouts = disk.assets().layouts
    documents = downloads.documents(index, layouts, site_url)
    contents = downloads.made([*downloads.works(documents, layouts)], {} if cache is None else cache)
    return downloads.downloads(index, documents, contents, published)


def search_index_of(index: Index, data: Mapping[str, str]) -> bytes:
    """What the browser reads to search a plan, made of the texts of the data files."""
    searched = search.searched(data)
    readings = [search.word_readings(group) for group in search.word_groups(searched)]
    return search.search_index(index, search.character_table(search.tables(search.everyday()), readings, searched))


def names(units: Iterable[Unit]) -> tuple[str, ...]:
    """The printed names of units."""
    return tuple(unit.name for unit in units)


@pytest.fixture(scope="session")
def small() -> Index:
    return index_of(SMALL)


@pytest.fixture(scope="session")
def second() -> Index:
    return index_of(SECOND)


@pytest.fixture(scope="session")
def real() -> Index:
    return index_of(ROOT)


@pytest.fixture(scope="session")
def real_downloads(real: Index) -> tuple[Download, ...]:
    """All downloads of the real plan, made once."""
    return downloads_of(real)


def make_project(folder: Path, data: Path = ROOT / "data") -> Path:
    """A copy of the project with data of its own, to build and to spoil."""
    for name in ("docs", "overrides", "generator"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(data, folder / "data")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def run(command: Sequence[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a Python module in a folder. The theme's announcement of its end of life is no warning about this site."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def build_site(project: Path, target: Path, **environment: str) -> Path:
    """The site of a project, built by MkDocs in strict mode without a warning."""
    done = run(["mkdocs", "build", "--strict", "--site-dir", str(target)], project, **environment)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site, built once. It lies deep inside the folder that is served."""
    served = tmp_path_factory.mktemp("served")
    return build_site(ROOT, served / SUB_PATH)


@pytest.fixture(scope="session")
def documents(site: Path) -> dict[str, html.Document]:
    """All pages of the real site, read once."""
    return html.read(site)


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the data of the small plan, to be built and not to be changed."""
    return make_project(tmp_path_factory.mktemp("small") / "project", SMALL / "data")


@pytest.fixture(scope="session")
def small_site(small_project: Path) -> Path:
    """The folder of the site of the small plan, built once."""
    return build_site(small_project, small_project / "site")


def next_official() -> str:
    """The official text of the small plan a year later: a number has grown, an item and with it two units are gone."""
    text = (SMALL / "official.txt").read_text(encoding="utf-8")
    for old, new in (("2030", "2031"), ("修路 3.5 公里", "修路 4.5 公里")):
        assert old in text
        text = text.replace(old, new)
    kept = "".join(line for line in text.splitlines(keepends=True) if "治水" not in line)
    return re.sub(r"(?m)^[3-5](?=\. )", lambda found: str(int(found[0]) - 1), kept)


@pytest.fixture(scope="session")
def years_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of an invented plan with that of the year before in its archive; not to be changed."""
    project = make_project(tmp_path_factory.mktemp("years") / "project", SMALL / "data")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(f"site_url: {PUBLISHED}\n{settings}", encoding="utf-8")
    (project / "next.txt").write_text(next_official(), encoding="utf-8")
    done = run(["generator", "new", "2031", "next.txt"], project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="session")
def years_site(years_project: Path) -> Path:
    """The folder of the site of two years, built once."""
    return build_site(years_project, years_project / "site")


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as a usual server does: compressed, over connections that stay open, and without a word."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or not self.path.split("?")[0].split("#")[0].endswith(("/", *COMPRESSED)):
            return super().do_GET()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


def serve(folder: Path, kind: type[Compressing] = Compressing) -> Iterator[str]:
    """The address of a server for a folder, on this machine only."""
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the real site, which is served under a sub-path."""
    depth = len(Path(SUB_PATH).parts)
    for root in serve(site.parents[depth - 1]):
        yield f"{root}{SUB_PATH}/"


@pytest.fixture(scope="session")
def small_address(small_site: Path) -> Iterator[str]:
    """The address of the site of the small plan."""
    yield from serve(small_site)


def chromium(playwright: Playwright, path: str | Path | None = None) -> Browser:
    """Headless Chromium: that of a path, else the one installed on the machine."""
    quiet = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
    return playwright.chromium.launch(
        executable_path=path or installed(), args=["--no-sandbox", "--disable-gpu", *quiet]
    )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests."""
    browser = chromium(playwright)
    yield browser
    browser.close()


# What the driver of the tests needs of a browser and Chromium 90 lacks. An engine of selectors is the place where the
# driver takes scripts into its own world, so the scripts of the site see nothing of this.
FOR_THE_DRIVER = """(() => {
  if (!Element.prototype.checkVisibility) Element.prototype.checkVisibility = function () {
    return this.getClientRects().length > 0
  }
  return { query: () => null, queryAll: () => [] }
})()"""


@pytest.fixture(scope="session")
def old_browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium 90, as offices still have it (see tests/node/unpack-chromium.js)."""
    playwright.selectors.register("driver", script=FOR_THE_DRIVER, content_script=True)
    browser = chromium(playwright, ROOT / "tests/node/node_modules/chromium-90")
    assert browser.version.startswith("90.")
    yield browser
    browser.close()


def phone_context(browser: Browser, scripts: bool = True) -> BrowserContext:
    """A phone of 360 by 740 px, which is touched."""
    return browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, java_script_enabled=scripts
    )


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page with nothing remembered, in the browser that a test asks for by its name."""
    browser: Browser = request.getfixturevalue(getattr(request, "param", "browser"))
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as published under `site_url`, in a folder that stands for the root of the server."""
    folder = tmp_path_factory.mktemp("published")
    project = make_project(folder / "project", SMALL / "data")
    settings = (project / "mkdocs.yml").read_text("utf-8").replace('feed: ""', f"feed: {PUBLISHED}changes.atom")
    (project / "mkdocs.yml").write_text(f"{settings}\nsite_url: {PUBLISHED}\n", "utf-8")
    build_site(project, folder / "root/zwgk/plan")
    return folder / "root"
