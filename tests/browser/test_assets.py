"""Scripts and styles have addresses by their content: an update of the site never gives a visitor a wrong answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.site.assets import LinkError, addressed, link, scripts, styles
from generator.site.site import Site, SiteFile
from tests import html
from tests.conftest import SMALL, Compressing, build_site, make_project, run, serve

OUTDATED = "网站已经更新，请刷新本页再搜索。"
NOBODY = Site((), (), (), "")
MODULES = {
    "one.js": 'import { name, two as other } from "./folder/two.js"\n\nanswer = name + other() + NAME\n',
    "folder/two.js": (
        'import { NAME } from "../three.js";\nexport const name = NAME\nexport function two() { return 2 }\n'
    ),
    "three.js": "/* A name that another module has too. */\nexport const NAME = 3\n",
    "alone.js": "answer = 1\n",
}


def test_a_script_holds_all_that_it_imports(page: Page) -> None:
    """Modules see of each other what they import, and nothing else; what others import is no script of its own."""
    linked = scripts(MODULES)
    assert sorted(linked) == ["alone.js", "one.js"]
    assert (
        page.evaluate(
            "(script) => { try { globalThis.answer = 0; (0, eval)(script) } catch (e) { return e.name } }",
            linked["one.js"],
        )
        == "ReferenceError"
    )
    whole = {**MODULES, "one.js": MODULES["one.js"].replace(" + NAME", "")}
    assert page.evaluate("(script) => { (0, eval)(script); return answer }", link("one.js", whole)) == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('import * as all from "./three.js"\n', "import * as all"),
        ('import "./three.js"\n', 'import "./three.js"'),
        ("export default 1\n", "export default 1"),
        ('const lazy = import("./three.js")\n', 'import("./three.js")'),
        ("const here = import.meta.url\n", "import.meta.url"),
        ('import { x } from "./none.js"\n', "none.js"),
        ('import { x } from "./one.js"\n', 'from "./one.js"'),
    ],
)
def test_what_cannot_be_linked_is_refused(text: str, said: str) -> None:
    with pytest.raises(LinkError, match=re.escape(said)):
        link("one.js", {**MODULES, "one.js": text})


def test_a_style_sheet_holds_all_that_it_imports() -> None:
    sheets = {
        "site.css": '/* In order. */\n@import "base.css";\n@import "folder/list.css";\n\np {\n  color: red;\n}\n',
        "base.css": "a {\n  color: blue;\n}\n",
        "folder/list.css": "/* Two\n   lines. */\nli {}\n",
        "alone.css": "b {}\n",
    }
    joined = "a {\ncolor: blue;\n}\nli {}\np {\ncolor: red;\n}\n"
    assert styles(sheets) == {"site.css": joined, "alone.css": "b {}\n"}
    for lost in ("none.css", "site.css"):
        with pytest.raises(LinkError, match=lost):
            styles({**sheets, "base.css": f'@import "{lost}";\n', "other.css": '@import "site.css";\n'})


def folder_of(written: dict[str, str], *files: SiteFile) -> str:
    return addressed(Site((), (), files, ""), written).assets


def test_the_address_follows_the_content() -> None:
    """Of every script, style and of the index; what else there is keeps its address."""
    written = {"assets/a.css": "a{}", "assets/b.js": "b()"}
    index = SiteFile("assets/search/index.js", b"1")
    first = folder_of(written, index)
    assert first == folder_of(dict(reversed(written.items())), index)
    changed = [
        folder_of({**written, "assets/a.css": "a{ }"}, index),
        folder_of({**written, "assets/b.js": "c()"}, index),
        folder_of({**written, "assets/c.js": ""}, index),
        folder_of(written, SiteFile("assets/search/index.js", b"2")),
    ]
    assert len({first, *changed}) == 5
    site = addressed(Site((), (), (index, SiteFile("open-data/plan.json", b"{}")), ""), written)
    assert [file.path for file in site.files] == [
        "open-data/plan.json",
        f"{first}a.css",
        f"{first}b.js",
        f"{first}search/index.js",
    ]


def test_every_script_and_style_of_a_page_has_such_an_address(site: Path) -> None:
    """Those of the theme have digests in their names. All are there, and nothing lies about at an old address."""
    (folder,) = [path.name for path in (site / "assets").iterdir() if re.fullmatch("[0-9a-f]{12}", path.name)]
    for address, document in html.read(site).items():
        found = [e.attrib["src"] for e in document.find("script") if "src" in e.attrib]
        found += [e.attrib["href"] for e in document.find("link") if e.attrib.get("rel") == "stylesheet"]
        assert all(f"/{folder}/" in f"/{one}" or re.search(r"\.[0-9a-f]{8}\.min\.", one) for one in found), address
    assert not list((site / "assets").glob("*.*"))
    assert not (site / "assets/search").exists()


def test_a_script_that_cannot_be_linked_stops_the_build(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    (project / "docs/assets/extra.js").write_text('// x\nimport all from "./copy.js"\n', encoding="utf-8")
    for command in (["mkdocs", "build"], ["generator", "write", "out"]):
        done = run(command, project)
        assert done.returncode
        assert "docs/assets/extra.js:2:1: 错误 E009: 不能用“import all from" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


class Caching(Compressing):
    """Lets browsers keep assets for a year, and nothing else."""

    def end_headers(self) -> None:
        asset = "/assets/" in self.path
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if asset else "no-cache")
        super().end_headers()


class Welcoming(Caching):
    """Answers every lost address with the home page, as many a server does."""

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return found if Path(found).exists() else super().translate_path("/site/index.html")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two builds: the later has another plan, another engine and another format of the index."""
    folder = tmp_path_factory.mktemp("editions")
    before = make_project(folder / "before", SMALL / "data")
    after = make_project(folder / "after", SMALL / "data")
    for name, old, new in (
        ("data/plan.yaml", "text: 治水。", "text: 治理河湖。"),
        ("generator/search/records.py", "VERSION = 1\n", "VERSION = 2\n"),
        ("generator/search/engine/engine.js", "VERSION = 1", "VERSION = 2"),
    ):
        text = (after / name).read_text(encoding="utf-8")
        assert old in text
        (after / name).write_text(text.replace(old, new), encoding="utf-8")
    return [build_site(project, project / "built") for project in (before, after)]


class Published:
    """A site on a server, which can be updated as a publisher does: the folder is replaced as a whole."""

    def __init__(self, folder: Path, editions: list[Path]) -> None:
        self.position, self.editions = folder / "site", editions
        self.put(0)

    def put(self, edition: int) -> None:
        self.position.unlink(missing_ok=True)
        self.position.symlink_to(self.editions[edition])


@pytest.fixture(params=[Caching, Welcoming], ids=["caching", "welcoming"])
def published(request: pytest.FixtureRequest, tmp_path: Path, editions: list[Path]) -> Iterator[tuple[str, Published]]:
    site = Published(tmp_path, editions)
    for address in serve(tmp_path, request.param):
        yield f"{address}site/", site


def test_who_comes_back_after_an_update_gets_right_answers(page: Page, published: tuple[str, Published]) -> None:
    address, site = published
    page.goto(f"{address}search/?q=治水")
    expect(page.locator("[data-id=task-2]")).to_contain_text("治水。")
    site.put(1)
    page.goto(f"{address}search/?q=治理河湖")
    expect(page.locator("[data-id=task-2]")).to_contain_text("治理河湖。")


def test_who_was_there_before_an_update_is_told_to_reload(page: Page, published: tuple[str, Published]) -> None:
    """A tab that was opened before finds neither the engine nor the index of its page; reloaded it finds both."""
    address, site = published
    page.goto(f"{address}units/")
    site.put(1)
    page.keyboard.press("/")
    page.keyboard.type("治水")
    expect(page.locator(".search-panel")).to_contain_text(OUTDATED)
    expect(page.locator(".search-box [role=status]")).to_have_text(OUTDATED)
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type("治理河湖")
    expect(page.locator(".search-options [data-id=task-2]")).to_contain_text("治理河湖。")


def test_an_index_of_another_edition_is_not_read(page: Page, published: tuple[str, Published]) -> None:
    """Should a cache mix two editions all the same, the engine refuses."""
    address, site = published
    (index,) = site.editions[1].glob("assets/*/search/index.js")
    page.route("**/search/index.js", lambda route: route.fulfill(body=index.read_bytes()))
    page.goto(f"{address}search/?q=治水")
    expect(page.locator(".search-note")).to_contain_text(OUTDATED)
    expect(page.locator(".search-results > *")).to_have_count(0)


def test_without_a_network_the_visitor_is_told_so(page: Page, published: tuple[str, Published]) -> None:
    address, _ = published
    page.goto(f"{address}units/")
    page.context.set_offline(True)
    page.keyboard.press("/")
    expect(page.locator(".search-panel")).to_contain_text("请检查网络")
