"""Scripts and styles keep to the browsers that tests/node/package.json names, as kept tools know them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.node import NODE, SCRIPTS

MODULES = SCRIPTS / "node_modules"
BROWSERS = json.loads((SCRIPTS / "package.json").read_text(encoding="utf-8"))["browserslist"]
LINTERS = {
    ".js": ("eslint/bin/eslint.js", "--no-error-on-unmatched-pattern", "--config", "eslint.config.js"),
    ".css": ("stylelint/bin/stylelint.mjs", "--config", "stylelint.config.js"),
}


def lint(folder: Path, ending: str, *paths: str) -> subprocess.CompletedProcess[str]:
    """What the linter of a kind of file says of all files of that kind below some paths of a folder."""
    script, *options, config = LINTERS[ending]
    files = [f"{path}/**/*{ending}" for path in paths]
    command = [NODE, str(MODULES / script), *options, str(SCRIPTS / config), *files]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("ending", LINTERS)
def test_what_readers_get_keeps_to_the_baseline(ending: str) -> None:
    done = lint(ROOT, ending, *{".js": ("docs/assets", "generator/search/engine"), ".css": ("docs/assets",)}[ending])
    assert done.returncode == 0, done.stdout + done.stderr


def test_scripts_and_styles_are_formatted() -> None:
    script, config = MODULES / "prettier/bin/prettier.cjs", SCRIPTS / ".prettierrc.json"
    files = ("docs/assets/**/*.{js,css}", "generator/search/engine/*.js", "tests/node/*.js")
    command = [NODE, str(script), "--config", str(config), "--check", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("method.js", "export const last = (all) => all.at(-1)\n"),
        ("element.js", "document.body.replaceChildren()\n"),
        ("regexp.js", 'export const plain = (text) => text.replace(/(?<=\\d),/g, "")\n'),
        ("syntax.js", "export let value\nvalue ??= 1\n"),
        ("await.js", "export const answer = await fetch('.')\n"),
        ("global.js", "export const copy = (value) => structuredClone(value)\n"),
        ("range.css", "@media (width >= 40em) {\n  p {\n    color: red;\n  }\n}\n"),
        ("gap.css", "p {\n  display: flex;\n  gap: 1em;\n}\n"),
        ("is.css", ":is(h1, h2) {\n  color: red;\n}\n"),
    ],
)
def test_what_an_old_browser_lacks_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = lint(tmp_path, Path(name).suffix, ".")
    assert done.returncode != 0
    assert name in done.stdout + done.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/about/index.md"])
def test_the_baseline_is_named_where_people_look(page: str) -> None:
    names = {"chrome": "Chromium", "firefox": "Firefox", "safari": "Safari"}
    said = (ROOT / page).read_text(encoding="utf-8")
    for name, version in map(str.split, BROWSERS):
        assert f"{names[name]} {version}" in said
