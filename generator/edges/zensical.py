"""Runs Zensical on the folder that the disk writer writes, in a process of its own."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from generator.edges import writer
from generator.edges.engine import HOST, UNCHANGED, FailedError, Say, check_port
from generator.edges.files import unwritten
from generator.edges.folder import Replacement, not_a_site


def build(root: Path, site_dir: str | None, say: Say) -> Path:
    """Build the site of a project into a folder, by default `site`, which is returned. Raises FailedError."""
    target = Path(site_dir or root / "site")
    if reason := not_a_site(root, target):
        raise FailedError(f"没有写“{target}”，{reason}，换一个空的目录。")
    with _ending(), _written(root, say) as folder:
        done = subprocess.run(_command("build", "--strict"), cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise FailedError(f"Zensical 没有建成网站，它说：\n{done.stdout}{done.stderr}\n{UNCHANGED}")
        try:
            _replace(target, folder / "site")
        except OSError as error:
            raise FailedError(f"{unwritten(str(target), error)}。{UNCHANGED}") from error
    return target.resolve()


def serve(root: Path, port: int, say: Say) -> None:
    """Serve the site of a project, as it is now, until it is interrupted. Raises FailedError."""
    check_port(port)
    with _ending(), _written(root, say, site_url="") as folder:
        say(f"预览在 http://{HOST}:{port}/ 。改了数据以后，按 Ctrl+C 结束，再运行一次。")
        with subprocess.Popen(_command("serve", "--dev-addr", f"{HOST}:{port}"), cwd=folder) as process:
            try:
                process.wait()
            finally:
                process.terminate()
    raise FailedError("Zensical 的预览停了。")


def _command(*words: str) -> Sequence[str]:
    return [sys.executable, "-m", "zensical", *words]


@contextmanager
def _ending() -> Iterator[None]:
    """End with the `with` when the system asks this process to end, so that no other process outlives it."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _written(root: Path, say: Say, **options: str) -> Iterator[Path]:
    """A folder with the site of a project for Zensical, as long as the `with` lasts. Raises FailedError."""
    if not find_spec("zensical"):
        raise FailedError("没有装 Zensical，先运行：pip install --require-hashes -r requirements/test.txt")
    with tempfile.TemporaryDirectory(prefix="plan-site-") as aside:
        folder = Path(aside, "written")
        try:
            writer.write_project(root, folder, say, **options)
        except (writer.FaultyError, writer.RefusedError) as error:
            raise FailedError(f"{error}\n{UNCHANGED}") from error
        except OSError as error:
            raise FailedError(f"{unwritten(str(folder), error)}。{UNCHANGED}") from error
        yield folder


def _replace(target: Path, built: Path) -> None:
    """Put a built site in the place of a folder, in which what is hidden stays. Raises OSError."""
    with Replacement(target) as replacement:
        shutil.copytree(built, replacement.made, dirs_exist_ok=True)
        replacement.keep(".*")
        replacement.replace()
