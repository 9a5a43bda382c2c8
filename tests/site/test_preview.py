"""The live preview follows every data file, and goes on while the data is faulty. A build that is broken off ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.model.data import FILES
from tests.conftest import SMALL, make_project, run

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def read(address: str) -> str:
    content: str = urllib.request.urlopen(address, timeout=PATIENCE).read().decode()
    return content


def addressed(address: str) -> str:
    """The address of a script with the folder that the home page names now in place of assets/*/."""
    root, _, path = address.partition("assets/*/")
    return address if not path else root + re.findall("assets/[0-9a-f]{12}/", read(root))[0] + path


def shown(address: str, expected: str) -> str:
    """The page at an address as soon as it shows what is expected."""
    deadline = time.monotonic() + PATIENCE
    content = ""
    while time.monotonic() < deadline:
        try:
            content = read(addressed(address))
        except (urllib.error.URLError, OSError):
            content = ""
        if expected in content:
            return content
        time.sleep(0.2)
    raise AssertionError(f"{expected} never appeared at {address}: {content[-2000:]}")


class Preview:
    """A running preview of a project of its own: by our command, or by another with the same meaning."""

    def __init__(self, project: Path, command: str = "generator serve --port {port}") -> None:
        self.project = project
        self.log = project / "serve.log"
        self.output = self.log.open("wb")
        port = free_port()
        self.address = f"http://127.0.0.1:{port}/"
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command.format(port=port).split()],
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )

    def change(self, file: str, old: str, new: str) -> None:
        path = self.project / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def stop(self) -> str:
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.output.close()
        return self.log.read_text(encoding="utf-8")


# An edit of every kind of file that the site is made of: file, old text, new text, and the page that shows it.
EDITS = (
    (
        "data/plan.yaml",
        "- id: task-2\n        text: 治水。",
        "- id: task-2\n        text: 治理河湖。",
        "sections/work-01/",
    ),
    ("data/units.yaml", "name: 甲市城建集团\n", "name: 甲市城建集团\n  official_name: 建设集团\n", "units/chengjian/"),
    ("data/corrections.yaml", "空白不收。", "空白一律不收。", "corrections/"),
    ("data/synonyms.yaml", "小公园", "小花园", "assets/*/search/index.js"),
    ("data/deadlines.yaml", "虚构的依据。", "另一个虚构的依据。", "calendar/"),
    ("data/restatements.yaml", "任务还包括公园。", "任务还包括八个公园。", "projects/project-1/"),
    ("data/topics.yaml", "title: 淹水", "title: 水漫金山", "topics/"),
    ("generator/pages/templates/notice.md", "</div>", "<p>模板改了</p>\n</div>", "notice/"),
    ("overrides/main.html", "{% block site_meta %}", "{% block site_meta %}<!-- 改了主题 -->", "notice/"),
    ("docs/assets/copy.js", "已复制", "复制好了", "assets/*/copy.js"),
    ("docs/about/index.md", "# 关于本站", "# 关于这个网站", "about/"),
)
SHOWN = (
    "治理河湖。",
    "建设集团",
    "空白一律不收。",
    "小花园",
    "另一个虚构的依据。",
    "八个公园",
    "水漫金山",
    "模板改了",
    "改了主题",
    "复制好了",
    "关于这个网站",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", SMALL / "data")


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    running = Preview(project)
    yield running
    running.stop()


def test_the_preview_follows_an_edit_of_every_file(preview: Preview) -> None:
    shown(preview.address, "分工方案")
    # The address of the preview is none that a download could name.
    assert "http" not in shown(f"{preview.address}open-data/items.csv", "goal-1")
    for (file, old, new, page), words in zip(EDITS, SHOWN, strict=True):
        preview.change(file, old, new)
        shown(preview.address + page, words)
    assert preview.process.poll() is None
    log = preview.stop()
    assert "Traceback" not in log
    assert "WARNING" not in log
    assert {file for file, _, _, _ in EDITS} >= set(FILES)


PAGES = ("", "sections/work-01/", "units/dongqu/", "units/fagaiwei/", "projects/", "full-text/", "about/", "open-data/")
# What a server adds for its reloading.
RELOADING = re.compile(r"<script[^>]*>[^<]*livereload.*?</script>|livereload\([^)]*\)", re.DOTALL)


def everything(preview: Preview) -> dict[str, str]:
    """What a preview shows on its pages, and what it hands out, without what is its own."""
    found = {path: read(preview.address + path) for path in (*PAGES, "open-data/plan.json")}
    return {path: RELOADING.sub("", text.replace(preview.address, "/")) for path, text in found.items()}


def test_many_saves_leave_the_last_state_and_no_trace_of_others(preview: Preview) -> None:
    """Only what changed is written, forms and workbooks after the pages; in the end all is as if built at once."""
    shown(preview.address, "分工方案")
    plan = preview.project / "data/plan.yaml"
    good = plan.read_text(encoding="utf-8")
    renamed = good.replace("text: 治水。", "text: 治山。")
    states = (good.replace("- 东区人民政府", "- 东区政府", 1), good[: len(good) // 2], renamed, good)
    for n in range(200):
        plan.write_text(states[n % 4], encoding="utf-8")
        time.sleep(0.01 if n % 50 else 0.5)
    plan.write_text(renamed, encoding="utf-8")
    shown(f"{preview.address}sections/work-01/", "治山。")
    shown(f"{preview.address}open-data/plan.json", "治山。")
    fresh = Preview(preview.project)
    try:
        shown(fresh.address, "分工方案")
        expected = everything(fresh)
    finally:
        fresh.stop()
    until(lambda: everything(preview) == expected)
    log = preview.stop()
    assert "Traceback" not in log
    assert "WARNING" not in log
    assert "dirty" not in log


@pytest.mark.parametrize("command", ["generator serve --port={port}", "mkdocs serve --dev-addr 127.0.0.1:{port}"])
def test_the_preview_survives_faults(project: Path, command: str) -> None:
    preview = Preview(project, command)
    try:
        follow_faults(preview)
    finally:
        preview.stop()


def follow_faults(preview: Preview) -> None:
    task = f"{preview.address}sections/work-01/"
    shown(task, "修路")
    preview.change("data/plan.yaml", "        - 东区人民政府\n", "        - 东区政府\n")
    shown(preview.address, "数据有误")
    assert "单位名录里没有“东区政府”" in shown(preview.address, "东区人民政府")
    assert "livereload" in shown(task, "单位名录里没有“东区政府”")
    preview.change("data/plan.yaml", "        - 东区政府\n", "        - 东区人民政府\n")
    shown(task, "修路")
    assert preview.process.poll() is None
    log = preview.stop()
    assert "data/plan.yaml:75:11: 错误 E141: task-1 单位名录里没有“东区政府”" in log
    assert "Traceback" not in log
    assert "WARNING" not in log


def test_the_preview_survives_a_faulty_layout(preview: Preview) -> None:
    task = f"{preview.address}sections/work-01/"
    shown(task, "修路")
    layout = preview.project / "generator/downloads/templates/form-1.docx"
    whole = layout.read_bytes()
    layout.write_bytes(b"junk")
    assert "form-1.docx" in shown(task, "它不是 Word 文档")
    layout.write_bytes(whole)
    shown(task, "修路")
    assert "Traceback" not in preview.stop()


def test_the_preview_survives_faulty_settings(preview: Preview) -> None:
    page = f"{preview.address}notice/"
    shown(page, "通知")
    preview.change("mkdocs.yml", "edition: independent", "edition: other")
    shown(page, "里没有“other”")
    preview.change("mkdocs.yml", "edition: other", "edition: [")
    until(lambda: "写法有误" in preview.log.read_text(encoding="utf-8"))
    preview.change("mkdocs.yml", "edition: [", "edition: official")
    shown(page, "官方发布")
    preview.change("docs/about/index.md", "# 关于本站", "# 关于这个网站")
    shown(f"{preview.address}about/", "关于这个网站")
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(PATIENCE) == 0
    log = preview.stop()
    assert f"预览在 {preview.address}" in log
    assert "Traceback" not in log


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_port_that_is_taken_is_told(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(["generator", "serve", "--port", port], project)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"端口 {port} 用不了，多半是别的程序正在用它，换一个：--port 8001。\n"


def test_a_preview_may_begin_with_faults(project: Path) -> None:
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("text: 治水。", "txet: 治水。"), encoding="utf-8")
    preview = Preview(project)
    try:
        assert "text" in shown(preview.address, "不认识的键“txet”")
        preview.change("data/plan.yaml", "txet: 治水。", "text: 治水。")
        shown(f"{preview.address}sections/work-01/", "治水。")
    finally:
        assert "Traceback" not in preview.stop()


@pytest.mark.parametrize("after", [0.1, 0.4])
def test_an_interrupted_build_ends(tmp_path: Path, after: float) -> None:
    """At the keyboard an interrupt reaches the processes that make the documents, too."""
    # Whoever runs the tests in the background may have told them, and so the build, to ignore it.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    build = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=make_project(tmp_path / "project"),
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, handler)
    assert build.stdout
    assert any("正在检查数据、生成页面和下载文件" in line for line in build.stdout)
    time.sleep(after)
    os.killpg(build.pid, signal.SIGINT)
    said, _ = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1
    assert "Traceback" not in said
