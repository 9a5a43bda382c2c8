"""Downloads are the same with a cache, without one, and with a damaged one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator import downloads
from generator.edges import cache, disk
from generator.edges.cache import CompiledTemplates, DiskCache, files_digest, program
from generator.edges.workers import side_by_side
from generator.index.index import Index, build
from generator.keeper import Keeper, Promise, Work, make_anew
from generator.load import load
from tests.conftest import ROOT, SMALL, downloads_of, make_project, texts


def keeper_in(folder: Path, program: str = "1") -> Keeper:
    """The keeper of a cache in a folder, which makes what is not there."""
    return DiskCache(folder, program).keeper(make_anew)


def kept(folder: Path, program: str, key: str, content: bytes) -> bytes:
    """What a cache gives for a key, if it must be made to the given content."""
    (found,) = keeper_in(folder, program)([Work(key, partial(bytes, content))])
    return found()


def made(promises: Iterable[Promise]) -> list[bytes]:
    """What was promised."""
    return [promise() for promise in promises]


def test_kept_content_is_not_made_again(tmp_path: Path) -> None:
    assert kept(tmp_path, "1", "values", b"first") == b"first"
    assert kept(tmp_path, "1", "values", b"second") == b"first"
    assert kept(tmp_path, "1", "others", b"second") == b"second"
    assert kept(tmp_path, "2", "values", b"third") == b"third"


def test_what_is_kept_and_what_is_made_keep_their_order(tmp_path: Path) -> None:
    contents = [str(n).encode() for n in range(100)]
    works = [Work(f"{n}", partial(bytes, content)) for n, content in enumerate(contents)]
    made(keeper_in(tmp_path)(works[::3]))
    assert made(keeper_in(tmp_path)(works)) == contents
    with side_by_side() as keeper:
        assert made(keeper(works)) == made(make_anew(works)) == contents


def test_what_is_promised_can_be_asked_for_in_any_order() -> None:
    contents = [str(n).encode() for n in range(100)]
    works = [Work(f"{n}", partial(bytes, content)) for n, content in enumerate(contents)]
    with side_by_side() as keeper:
        assert made(reversed(keeper(works))) == contents[::-1]


ASK_TWICE = """
import os
from generator.keeper import Work
from generator.edges.workers import side_by_side

def pid():
    return str(os.getpid()).encode()

with side_by_side() as keeper:
    promises = [*keeper([Work("first", pid)]), *keeper([Work("second", pid)] * 9), *keeper([])]
    print(os.getpid(), *(int(promise()) for promise in promises))
"""


def test_the_same_processes_are_asked_more_than_once() -> None:
    """In a process without threads, as a build is."""
    done = subprocess.run([sys.executable, "-c", ASK_TWICE], cwd=ROOT, capture_output=True, text=True, check=True)
    asking, *asked = done.stdout.split()
    processors = len(os.sched_getaffinity(0))
    assert len(asked) == 10
    assert len(set(asked)) <= processors
    assert (asking in asked) == (processors < 2)


def test_work_is_done_beside_threads_too() -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(int).result()
        works = [Work("1", partial(bytes, b"1")), Work("2", partial(bytes, b"2"))]
        with side_by_side() as keeper:
            assert made(keeper(works)) == [b"1", b"2"]


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 400])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    kept(tmp_path, "1", "values", b"content")
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(damage)
    assert kept(tmp_path, "1", "values", b"content") == b"content"
    assert kept(tmp_path, "1", "values", b"not made") == b"content"


def test_what_is_no_longer_used_is_deleted(tmp_path: Path) -> None:
    kept(tmp_path, "1", "old", b"old")
    used = DiskCache(tmp_path, "1")
    made(used.keeper(make_anew)([Work("new", partial(bytes, b"new"))]))
    used.prune()
    assert len(list(tmp_path.iterdir())) == 1


def test_what_cannot_be_deleted_stays(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    DiskCache(tmp_path, "1").prune()
    assert (tmp_path / "folder").is_dir()


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert kept(tmp_path / "file" / "cache", "1", "values", b"content") == b"content"
    DiskCache(tmp_path / "file" / "cache", "1").prune()


def test_the_same_bytes_with_and_without(small: Index, tmp_path: Path) -> None:
    anew = [(one.document.path, one.content) for one in downloads_of(small)]
    for _ in range(2):
        found = downloads_of(small, keeper=keeper_in(tmp_path))
        assert [(one.document.path, one.content) for one in found] == anew


def test_a_change_of_the_data_reaches_what_it_concerns(small: Index, tmp_path: Path) -> None:
    """With entries of the old data on disk, the new data gives what it gives without any."""
    before = {one.document.path: one.content for one in downloads_of(small, keeper=keeper_in(tmp_path))}
    data = texts(SMALL)
    data["data/plan.yaml"] = data["data/plan.yaml"].replace("治水。", "治水三年。").replace("2月2日", "2月3日")
    loaded, problems = load(data)
    assert not problems
    changed = build(loaded)
    anew = {one.document.path: one.content for one in downloads_of(changed)}
    found = downloads_of(changed, keeper=keeper_in(tmp_path))
    assert {one.document.path: one.content for one in found} == anew
    differing = {path for path in anew if anew[path] != before[path]}
    assert {"open-data/units/shuiwuju-form-1.docx", "open-data/units/shuiwuju.ics"} <= differing
    assert "open-data/units/xuanchuanbu-form-1.docx" not in differing


def test_a_changed_layout_reaches_the_forms_that_it_lays_out(small: Index, tmp_path: Path) -> None:
    """A form is laid out anew in Word while a preview runs, and the forms of the old layout are on the disk."""

    def contents(layouts: Mapping[str, bytes], keeper: Keeper) -> dict[str, bytes]:
        documents = downloads.documents(small, layouts)
        promises = downloads.contents(documents, layouts, keeper)
        return {one.path: promise() for one, promise in zip(documents, promises, strict=True)}

    layouts = disk.assets().layouts
    before = contents(layouts, keeper_in(tmp_path))
    relaid = {**layouts, "form-1": with_a_note(layouts["form-1"])}
    found = contents(relaid, keeper_in(tmp_path))
    assert found == contents(relaid, make_anew)
    changed = {path for path in found if found[path] != before[path]}
    assert changed == {path for path in found if path.endswith("-form-1.docx")}
    assert len(changed) > 3


def with_a_note(layout: bytes) -> bytes:
    """A layout with one more part."""
    archive = io.BytesIO(layout)
    with zipfile.ZipFile(archive, "a") as target:
        target.writestr("word/note.xml", "<note/>")
    return archive.getvalue()


def test_no_two_documents_share_an_entry_but_those_of_one_content(real: Index) -> None:
    """What decides on an entry decides on the content: equal keys were made by equal values."""
    contents: dict[str, bytes] = {}
    for work in downloads.works(downloads.documents(real, disk.assets().layouts), disk.assets().layouts):
        content = work.make()
        assert contents.setdefault(work.key, content) == content
    assert len(contents) > 600


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


def test_a_site_is_kept_until_something_changes(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    settings = disk.settings({})
    anew = disk.make_site(project, settings)
    assert disk.make_site(project, settings) == anew
    elsewhere, _ = disk.make_site(project, disk.settings({"site_url": "https://example.org/plan"}))
    assert elsewhere and elsewhere != anew[0]
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("治水。", "治水三年。"), encoding="utf-8")
    changed, _ = disk.make_site(project, settings)
    assert changed and any("治水三年。" in page.body for page in changed.pages)


def test_a_long_wait_is_announced_and_no_other(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    for announced in (["正在检查数据、生成页面和下载文件，第一次要几秒……"], []):
        said: list[str] = []
        disk.make_site(project, disk.settings({}), said.append)
        assert said == announced


def test_a_kept_site_hides_no_problem(tmp_path: Path) -> None:
    """A hint is shown again, and a fault is found although an earlier site is kept."""
    project = make_project(tmp_path / "project", SMALL / "data")
    settings = disk.settings({})
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("text: 治水。", "text: 治 水。"), encoding="utf-8")
    site, hints = disk.make_site(project, settings)
    assert site and [hint.record for hint in hints] == ["task-2"]
    assert disk.make_site(project, settings) == (site, hints)
    plan.write_text(plan.read_text(encoding="utf-8").replace("治 水。", "治水。\n        shape: 圆"), encoding="utf-8")
    site, problems = disk.make_site(project, settings)
    assert site is None and problems


RELAID = """
from pathlib import Path
from generator.edges import disk
before, _ = disk.make_site(Path(), disk.settings({}))
template = Path("generator/pages/templates/home.md")
template.write_text(template.read_text(encoding="utf-8") + "<p>relaid</p>", encoding="utf-8")
after, _ = disk.make_site(Path(), disk.settings({}))
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
from generator.edges import disk
disk.make_site(Path(), disk.settings({}))
print(*sorted({"docxtpl", "xlsxwriter", "icalendar", "pypinyin", "opencc"} & {*sys.modules}))
"""


def test_no_library_is_loaded_for_documents_that_are_kept(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    command = [sys.executable, "-c", LOADED]
    anew, kept = (subprocess.check_output(command, cwd=project, text=True).split() for _ in range(2))
    assert anew == ["docxtpl", "icalendar", "opencc", "pypinyin", "xlsxwriter"]
    assert kept == []


@pytest.mark.parametrize("name", ["tables.py", "desk/forms.py"])
def test_any_change_of_the_program_makes_everything_anew(tmp_path: Path, name: str) -> None:
    package = make_project(tmp_path / "project", SMALL / "data") / "generator"
    before = program(package)
    assert program(package) == before
    with (package / name).open("ab") as file:
        file.write(b"\n")
    assert program(package) != before


@pytest.mark.parametrize("name", ["desk/templates/form-1.docx", "plan.schema.json", "search/engine/engine.js"])
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
from generator.edges import disk
disk.make_site(Path(), disk.settings({}))
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
from generator.edges import disk
code = Path("generator/downloads/ics.py")
as_it_was = code.read_text(encoding="utf-8")
code.write_text(as_it_was + "\\n# edited", encoding="utf-8")
disk.make_site(Path(), disk.settings({}))
print(*Path(".cache").rglob("*"))
code.write_text(as_it_was, encoding="utf-8")
disk.make_site(Path(), disk.settings({}))
print(len([*Path(".cache").rglob("*")]) > 10)
"""


def test_a_program_edited_while_it_runs_keeps_nothing(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    printed = subprocess.check_output([sys.executable, "-c", EDITED], cwd=project, text=True)
    assert printed.splitlines() == ["", "True"]
