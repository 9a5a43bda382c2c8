"""The live preview follows every data file, and goes on while the data is faulty."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SMALL, make_project

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def shown(address: str, expected: str) -> str:
    """The page at an address as soon as it shows what is expected."""
    deadline = time.monotonic() + PATIENCE
    content = ""
    while time.monotonic() < deadline:
        try:
            content = urllib.request.urlopen(address, timeout=5).read().decode()
        except (urllib.error.URLError, OSError):
            content = ""
        if expected in content:
            return content
        time.sleep(0.2)
    raise AssertionError(f"{expected} never appeared at {address}: {content[-2000:]}")


class Preview:
    """A running `mkdocs serve` on a project of its own."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.log = project / "serve.log"
        self.output = self.log.open("wb")
        port = free_port()
        self.address = f"http://127.0.0.1:{port}/"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
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


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    running = Preview(make_project(tmp_path / "project", SMALL / "data"))
    yield running
    running.stop()


def test_the_preview_follows_edits_and_survives_faults(preview: Preview) -> None:
    task = f"{preview.address}sections/work-01/"
    shown(task, "修路")
    preview.change(
        "data/plan.yaml", "      - id: task-2\n        text: 治水。", "      - id: task-2\n        text: 治理河湖。"
    )
    shown(task, "治理河湖。")
    preview.change(
        "data/units.yaml", "name: 甲市城建集团\n  kind", "name: 甲市城建集团\n  official_name: 甲市城市建设集团\n  kind"
    )
    shown(f"{preview.address}units/chengjian/", "甲市城市建设集团")
    preview.change("data/corrections.yaml", "空白不收。", "空白一律不收。")
    shown(f"{preview.address}corrections/", "空白一律不收。")
    preview.change("data/plan.yaml", "        - 东区人民政府\n", "        - 东区政府\n")
    shown(preview.address, "数据有误")
    assert "单位名录里没有“东区政府”" in shown(preview.address, "东区人民政府")
    assert "livereload" in shown(task, "单位名录里没有“东区政府”")
    preview.change("data/plan.yaml", "        - 东区政府\n", "        - 东区人民政府\n")
    shown(task, "治理河湖。")
    assert preview.process.poll() is None
    log = preview.stop()
    assert "data/plan.yaml:75:11: 错误: task-1 单位名录里没有“东区政府”" in log
    assert "Traceback" not in log
