"""Downloads are the same with a cache, without one, and with a damaged one."""

from __future__ import annotations

import io
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import bc_magic

from generator import downloads
from generator.checks.load import load
from generator.downloads import Cache, Work, made
from generator.edges import cache, disk, making
from generator.edges.cache import _DIGEST as DIGEST
from generator.edges.cache import CompiledTemplates, DiskCache, files_digest, program
from generator.index.index import Index, build
from tests.conftest import SMALL, downloads_of, make_project, texts


def work(values: str, content: bytes) -> Work:
    """The work that makes some content of values."""
    return Work("test", values, lambda _: content)


def kept_bytes(folder: Path, program: str, values: str, content: bytes) -> bytes:
    """What a cache gives for values, if it must be made to the given content."""
    (found,) = made([work(values, content)], DiskCache(folder, program))
    return found


def test_kept_content_is_not_made_again(tmp_path: Path) -> None:
    assert kept_bytes(tmp_path, "1", "values", b"first") == b"first"
    assert kept_bytes(tmp_path, "1", "values", b"second") == b"first"
    assert kept_bytes(tmp_path, "1", "others", b"second") == b"second"
    assert kept_bytes(tmp_path, "2", "values", b"third") == b"third"
    assert kept_bytes(tmp_path, "2", "empty", b"") == kept_bytes(tmp_path, "2", "empty", b"x") == b""


def test_what_is_kept_and_what_is_made_keep_their_order(tmp_path: Path) -> None:
    contents = [str(n).encode() for n in range(100)]
    works = [work(f"{n}", content) for n, content in enumerate(contents)]
    made(works[::3], DiskCache(tmp_path, "1"))
    assert made(works, DiskCache(tmp_path, "1")) == contents


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 400])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: bytes) -> None:
    kept_bytes(tmp_path, "1", "values", b"content")
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(damage)
    assert kept_bytes(tmp_path, "1", "values", b"new") == b"new"
    assert kept_bytes(tmp_path, "1", "values", b"not made") == b"new"


def test_two_exchanged_entries_are_made_again(tmp_path: Path) -> None:
    kept_bytes(tmp_path, "1", "a", b"of a")
    kept_bytes(tmp_path, "1", "b", b"of b")
    one, other = tmp_path.iterdir()
    exchange(one, other)
    assert kept_bytes(tmp_path, "1", "a", b"new a") == b"new a"
    assert kept_bytes(tmp_path, "1", "b", b"new b") == b"new b"


def exchange(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def test_what_is_no_longer_used_is_deleted(tmp_path: Path) -> None:
    kept_bytes(tmp_path, "1", "old", b"old")
    (tmp_path / "foreign").write_bytes(b"")
    cache = DiskCache(tmp_path, "1")
    made([work("new", b"new")], cache)
    cache.prune()
    assert [*cache] == [work("new", b"").key]
    del cache[work("new", b"").key]
    assert len(cache) == 0


def test_what_cannot_be_deleted_stays(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    DiskCache(tmp_path, "1").prune()
    assert (tmp_path / "folder").is_dir()


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file/cache"):
        assert kept_bytes(folder, "1", "values", b"content") == b"content"
        DiskCache(folder, "1").prune()


def test_an_entry_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    # A system without named pipes has folders.
    make = getattr(os, "mkfifo", os.mkdir)
    make(tmp_path / work("values", b"").key)
    assert kept_bytes(tmp_path, "1", "values", b"content") == b"content"


def test_the_same_bytes_with_and_without(small: Index, tmp_path: Path) -> None:
    without = [(one.document.path, one.content) for one in downloads_of(small)]
    for _ in range(2):
        found = downloads_of(small, cache=DiskCache(tmp_path, "1"))
        assert [(one.document.path, one.content) for one in found] == without


def test_a_change_of_the_data_reaches_what_it_concerns(small: Index) -> None:
    """With entries of the old data in the cache, the new data gives what it gives without any."""
    cache: dict[str, bytes] = {}
    before = {one.document.path: one.content for one in downloads_of(small, cache=cache)}
    data = texts(SMALL)
    data["data/plan.yaml"] = data["data/plan.yaml"].replace("治水。", "治水到底。").replace("2月2日", "2月3日")
    loaded, problems = load(data)
    assert not problems
    changed = build(loaded)
    without = {one.document.path: one.content for one in downloads_of(changed)}
    found = downloads_of(changed, cache=cache)
    assert {one.document.path: one.content for one in found} == without
    differing = {path for path in without if without[path] != before[path]}
    assert {"open-data/units/shuiwuju-form-1.docx", "open-data/units/shuiwuju.ics"} <= differing
    assert "open-data/units/xuanchuanbu-form-1.docx" not in differing


def test_a_changed_layout_reaches_the_forms_that_it_lays_out(small: Index) -> None:
    """A form is laid out again in Word while a preview runs, and the forms of the old layout are in the cache."""

    def contents(layouts: Mapping[str, bytes], cache: Cache) -> dict[str, bytes]:
        documents = downloads.documents(small, layouts)
        found = downloads.made([*downloads.works(documents, layouts)], cache)
        return {one.path: content for one, content in zip(documents, found, strict=True)}

    cache: dict[str, bytes] = {}
    layouts = disk.assets().layouts
    before = contents(layouts, cache)
    relaid = {**layouts, "form-1": with_a_note(layouts["form-1"])}
    found = contents(relaid, cache)
    assert found == contents(relaid, {})
    changed = {path for path in found if found[path] != before[path]}
    assert changed == {path for path in found if path.endswith("-form-1.docx")}
    assert len(changed) > 3


def with_a_note(layout: bytes) -> bytes:
    """A layout with one more part."""
    archive = io.BytesIO(layout)
    with zipfile.ZipFile(archive, "a") as target:
        target.writestr("word/note.xml", "<note/>")
    return archive.getvalue()


def test_compiled_templates_are_kept_until_they_change(tmp_path: Path) -> None:
    def rendered(template: str) -> str:
        compiled = CompiledTemplates(DiskCache(tmp_path, "1"))
        environment = Environment(loader=DictLoader({"page": template}), bytecode_cache=compiled, autoescape=True)
        return environment.get_template("page").render()

    assert rendered("{{ 1 + 1 }}") == rendered("{{ 1 + 1 }}") == "2"
    assert len(list(tmp_path.iterdir())) == 1
    assert rendered("{{ 1 + 2 }}") == "3"


def test_templates_may_lie_where_the_system_cannot_name_the_folder(tmp_path: Path) -> None:
    compiled = CompiledTemplates(DiskCache(tmp_path, "1"))
    strange = os.fsdecode(b"/plans/\xe4\xb8/page.md")
    buckets = [compiled.get_bucket(Environment(), name, path, "text") for name in "ab" for path in ("page.md", strange)]
    assert len({bucket.key for bucket in buckets}) == 4


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site is kept."""
    project = make_project(tmp_path_factory.mktemp("kept") / "project", SMALL / "data")
    making.make_site(project, disk.settings({}))
    return project


def test_the_cache_of_a_project_holds_no_code(built: Path) -> None:
    """Neither a pickle, which runs what it names when it is read, nor bytecode."""
    for path in (built / ".cache").rglob("*"):
        if path.is_file():
            content = path.read_bytes()[DIGEST:]
            with pytest.raises((pickle.UnpicklingError, EOFError, ValueError, IndexError)):
                pickle.loads(content)
            assert not content.startswith(bc_magic)


@pytest.mark.parametrize(
    "forge",
    [
        pickle.dumps,
        lambda stored: b"[]\n",
        lambda stored: b"[" * 100_000,
        lambda stored: b"\xff" + stored,
        lambda stored: stored.replace(b'"', b"7,", 1),
        lambda stored: stored.replace(b'["open-data/plan.json"', b'["../../../../plan.json"'),
        lambda stored: stored[:-1],
        lambda stored: stored + b"x",
    ],
)
def test_a_kept_site_that_is_none_is_made_again(built: Path, forge: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """Although its digest is right: somebody made it."""
    project = shutil.copytree(built, tmp_path / "project")
    cache = DiskCache(project / making.CACHE, disk.PROGRAM)
    key = max(cache, key=lambda name: len(cache[name]))
    expected = making.make_site(project, disk.settings({}))
    cache[key] = forge(cache[key])
    said: list[str] = []
    assert making.make_site(project, disk.settings({}), said.append) == expected
    assert said


def test_all_entries_exchanged_give_the_same_site(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    expected = making.make_site(project, disk.settings({}))
    entries = sorted((project / ".cache").rglob("*[0-9a-f]"))
    files = [path for path in entries if path.is_file()]
    for one, other in zip(files[::2], files[1::2], strict=False):
        exchange(one, other)
    assert making.make_site(project, disk.settings({})) == expected


def test_a_site_is_kept_until_something_changes(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    settings = disk.settings({})
    fresh = making.make_site(project, settings)
    assert making.make_site(project, settings) == fresh
    elsewhere, _ = making.make_site(project, disk.settings({"site_url": "https://example.org/plan"}))
    assert elsewhere and elsewhere != fresh[0]
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("治水。", "治水到底。"), encoding="utf-8")
    changed, _ = making.make_site(project, settings)
    assert changed and any("治水到底。" in page.body for page in changed.pages)


def test_a_long_wait_is_announced_and_no_other(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    for announced in (["正在检查数据、生成页面和下载文件，第一次要几秒……"], []):
        said: list[str] = []
        making.make_site(project, disk.settings({}), said.append)
        assert said == announced


def test_a_kept_site_hides_no_problem(tmp_path: Path) -> None:
    """A hint is shown again, and a fault is found although an earlier site is kept."""
    project = make_project(tmp_path / "project", SMALL / "data")
    settings = disk.settings({})
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("text: 治水。", "text: 治 水。"), encoding="utf-8")
    site, hints = making.make_site(project, settings)
    assert site and [hint.record for hint in hints] == ["task-2"]
    assert making.make_site(project, settings) == (site, hints)
    plan.write_text(plan.read_text(encoding="utf-8").replace("治 水。", "治水。\n        shape: 圆"), encoding="utf-8")
    site, problems = making.make_site(project, settings)
    assert site is None and problems


RELAID = """
from pathlib import Path
from generator.edges import disk, making
before, _ = making.make_site(Path(), disk.settings({}))
template = Path("generator/pages/templates/home.md")
template.write_text(template.read_text(encoding="utf-8") + "<p>relaid</p>", encoding="utf-8")
after, _ = making.make_site(Path(), disk.settings({}))
print("relaid" in before.pages[0].body, "relaid" in after.pages[0].body)
"""


def test_a_template_changed_while_the_program_runs_is_seen(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    printed = subprocess.check_output([sys.executable, "-c", RELAID], cwd=project, text=True)
    assert printed.split() == ["False", "True"]


# On one processor, so that whatever is made is made in the process that is looked at.
LOADED = """
import os
import sys
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from pathlib import Path
from generator.edges import disk, making
making.make_site(Path(), disk.settings({}))
print(*sorted({"docxtpl", "xlsxwriter", "icalendar", "pypinyin", "opencc"} & {*sys.modules}))
"""


def test_no_library_is_loaded_for_documents_that_are_kept(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    command = [sys.executable, "-c", LOADED]
    anew, kept = (subprocess.check_output(command, cwd=project, text=True).split() for _ in range(2))
    assert anew == ["docxtpl", "icalendar", "opencc", "pypinyin", "xlsxwriter"]
    assert kept == []


@pytest.mark.parametrize("name", ["index/entries.py", "downloads/forms.py"])
def test_any_change_of_the_program_makes_everything_anew(tmp_path: Path, name: str) -> None:
    package = make_project(tmp_path / "project", SMALL / "data") / "generator"
    before = program(package)
    assert program(package) == before
    with (package / name).open("ab") as file:
        file.write(b"\n")
    assert program(package) != before


@pytest.mark.parametrize(
    "name", ["downloads/templates/form-1.docx", "downloads/plan.schema.json", "search/engine/engine.js"]
)
def test_any_change_of_its_files_makes_the_site_anew(tmp_path: Path, name: str) -> None:
    package = make_project(tmp_path / "project", SMALL / "data") / "generator"
    before = files_digest(package)
    with (package / name).open("ab") as file:
        file.write(b"\n")
    assert files_digest(package) != before


# What is loaded on the way from the texts to the site, on one processor: by the distributions that it belongs to.
WRITING = """
import os
import sys
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from importlib.metadata import packages_distributions
from pathlib import Path
before = {*sys.modules}
from generator.edges import disk, making
making.make_site(Path(), disk.settings({}))
names = {name.partition(".")[0] for name in {*sys.modules} - before}
print(*sorted({one for name, found in packages_distributions().items() if name in names for one in found}))
"""
# These check or announce, and write nothing.
WRITE_NOTHING = {"annotated-types", "pyyaml-env-tag", "typing-extensions", "typing-inspection"}


def test_every_library_that_a_site_is_made_with_counts_for_the_cache(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    loaded = subprocess.check_output([sys.executable, "-c", WRITING], cwd=project, text=True).split()
    named = {name.lower().replace("_", "-") for name in loaded}
    assert {"docxtpl", "icalendar", "jinja2", "opencc-py", "pypinyin", "xlsxwriter"} <= named
    assert named - WRITE_NOTHING <= {*cache._LIBRARIES}


@pytest.mark.parametrize("library", ["docxtpl", "icalendar", "lxml", "pypinyin", "xlsxwriter"])
def test_another_version_of_a_library_makes_everything_anew(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = program(disk.PACKAGE)
    versions = {library: "0.0.1"}
    monkeypatch.setattr(cache, "version", lambda name: versions.get(name, version(name)))
    assert program(disk.PACKAGE) != before


EDITED = """
from pathlib import Path
from generator.edges import disk, making
code = Path("generator/downloads/ics.py")
as_it_was = code.read_text(encoding="utf-8")
code.write_text(as_it_was + "\\n# edited", encoding="utf-8")
making.make_site(Path(), disk.settings({}))
print(*Path(".cache").rglob("*"))
code.write_text(as_it_was, encoding="utf-8")
making.make_site(Path(), disk.settings({}))
print(len([*Path(".cache").rglob("*")]) > 10)
"""


def test_a_program_edited_while_it_runs_keeps_nothing(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    printed = subprocess.check_output([sys.executable, "-c", EDITED], cwd=project, text=True)
    assert printed.splitlines() == ["", "True"]
