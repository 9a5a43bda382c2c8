"""The schemas of the data files: in step with the models, never stricter than the checks, of use in an editor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.checks.load import MODELS, load
from generator.editing.schema import pointer, schema_file, schemas, without_pointer
from generator.model.data import ALL_FILES, PLAN, SYNONYMS, UNITS
from generator.model.record import fields, records
from generator.problems import stopping
from tests.conftest import ROOT, SECOND, SMALL, site_of, texts
from tests.editor import Editor

SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))


def faults(root: Path, file: str, text: str) -> list[str]:
    """What a schema finds in a text, in which every value is a text, as data files have it."""
    schema = json.loads(schemas(load(texts(root))[0])[schema_file(file)])
    found = Draft7Validator(schema).iter_errors(yaml.load(text, yaml.BaseLoader))
    return [one.message for one in found]


def test_the_schemas_are_up_to_date() -> None:
    """`python -m generator fmt` brings them up to date."""
    data, _ = load(texts(ROOT))
    assert schemas(data) == {name: (ROOT / name).read_text(encoding="utf-8") for name in map(schema_file, ALL_FILES)}
    assert {path.name for path in (ROOT / "data/schema").iterdir()} == {
        Path(schema_file(file)).name for file in ALL_FILES
    }


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_data_file_points_to_its_schema(file: str) -> None:
    first, _, rest = (ROOT / file).read_text(encoding="utf-8").partition("\n")
    assert first == pointer(file)
    assert ((ROOT / file).parent / first.partition("=")[2]).is_file()
    assert without_pointer(f"{first}\n{rest}") == rest


def test_what_is_published_points_nowhere() -> None:
    plan = next(one for one in site_of(ROOT).files if one.path == "open-data/plan.yaml")
    assert plan.content.decode() == texts(ROOT)[PLAN].partition("\n")[2]


@pytest.mark.parametrize("file", ALL_FILES)
def test_every_field_is_explained_in_chinese(file: str) -> None:
    for record in records(MODELS[file]):
        for key, field in fields(record).items():
            assert any("\u4e00" <= sign <= "\u9fff" for sign in field.description), f"{record.__name__}.{key}"


@pytest.mark.parametrize("root", [ROOT, SMALL, SECOND], ids=lambda root: root.name)
def test_good_files_fit(root: Path) -> None:
    for schema in schemas(load(texts(root))[0]).values():
        Draft7Validator.check_schema(json.loads(schema))
    assert [faults(root, file, text) for file, text in texts(root).items()] == [[]] * len(texts(root))


def _changed(file: str) -> Iterator[str]:
    """The small plan with every value of a file once replaced by others."""
    lines = texts(SMALL)[file].split("\n")
    for n, line in enumerate(lines):
        start = (
            line.rpartition(": ")[0] + ": " if ": " in line else line[: line.index("- ") + 2] if "- " in line else ""
        )
        for value in ("一", "7", "true", "ＡＢ", "“甲”", "β", "〇") if start else ():
            yield "\n".join([*lines[:n], start + value, *lines[n + 1 :]])


@pytest.mark.parametrize("file", ALL_FILES)
def test_what_the_checks_let_pass_is_never_marked(file: str) -> None:
    good = [text for text in _changed(file) if not stopping(load({**texts(SMALL), file: text})[1])]
    assert len(good) > 5
    for text in good:
        names = schemas(load({**texts(SMALL), file: text})[0])
        found = Draft7Validator(json.loads(names[schema_file(file)])).iter_errors(yaml.load(text, yaml.BaseLoader))
        assert [one.message for one in found] == []


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    with Editor(ROOT, SETTINGS) as editor:
        yield editor


ITEM = f"""{pointer(PLAN)}
parts:
- kind: task
  title: 任务
  sections:
  - id: work-01
    items:
    - id: task-1
      text: 办好一件事。
"""


@pytest.mark.parametrize("file", ALL_FILES)
def test_an_editor_marks_nothing_in_the_data(editor: Editor, file: str) -> None:
    assert editor.marks(texts(ROOT)[file]) == []


ITEM_KEYS = (
    "lead",
    "responsible",
    "supporting",
    "leaders",
    "due",
    "milestones",
    "unassigned",
    "words",
    "mark",
    "clauses",
    "cells",
    "below",
)


def test_an_editor_offers_units_kinds_and_keys(editor: Editor) -> None:
    units = [unit["name"] for unit in yaml.load(texts(ROOT)[UNITS], yaml.BaseLoader)["units"]]
    assert editor.offers(f"{ITEM}      lead:\n      - ") == units
    assert editor.offers(f"{ITEM}      lead:\n      - 市发改委\n      responsible:\n      - 市", "水务局\n") == units
    assert editor.offers(f"{ITEM}      ") == [*ITEM_KEYS]
    assert "department" in editor.offers(f"{pointer(UNITS)}\nunits:\n- id: a\n  kind: ")
    assert "calendar" in editor.offers(f"{pointer(SYNONYMS)}\npages:\n- page: ")


def test_an_editor_explains_a_key(editor: Editor) -> None:
    assert "牵头单位，一行一个" in editor.explains(f"{ITEM}      le", "ad:\n      - 市发改委\n")


@pytest.mark.parametrize(
    ("wrong", "marked"),
    [
        ("      leed:\n      - 市发改委\n", "10: Property leed is not allowed."),
        ("      lead:\n      - 市发改局\n", "11: 单位名录（data/units.yaml）里没有这个单位"),
        ("      lead: 市发改委\n", '10: Incorrect type. Expected "array".'),
        ("    - id: task-02\n      text: 又一件。\n", "10: 写法不对，照说明和同类记录改正"),
        ("    - id: task-2\n      text: 。\n", "11: 没有内容"),
        ("    - text: 又一件。\n", '10: Missing property "id".'),
    ],
)
def test_an_editor_marks_what_is_wrong(editor: Editor, wrong: str, marked: str) -> None:
    assert editor.marks(ITEM + wrong) == [marked]
    assert editor.marks(ITEM) == []
