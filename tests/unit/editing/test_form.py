"""The one form of data files: the files are in it, every habit is brought into it, and nothing that is said changes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.load import load
from generator.edges import editing
from generator.editing.form import NoFormError, formatted
from generator.editing.pasted import taken_apart
from generator.model.data import PLAN
from generator.problems import report
from tests.conftest import ROOT, SECOND, SMALL, make_project, run, texts
from tests.plain_yaml import plain_yaml
from tests.unit.loading.test_loading import inputs_of_all_sorts

DATA = [pytest.param(root, file, id=f"{root.name}/{file}") for root in (ROOT, SMALL, SECOND) for file in texts(root)]


class Indented(yaml.SafeDumper):
    """Writes lists two columns to the right of their keys, as prettier does."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def said(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def as_prettier(text: str) -> str:
    """Lists indented, comments with them, values wrapped as editors wrap them."""
    return yaml.dump(said(text), Dumper=Indented, allow_unicode=True, sort_keys=False, width=100_000)


def wrapped(text: str) -> str:
    """Long values in several lines, broken between Chinese signs."""
    return re.sub(
        r"(?m)^( *)(- |[a-z_]+: )([\u4e00-\u9fff，、。]{20,})([\u4e00-\u9fff，、。]{4,})$",
        lambda found: f"{found[1]}{found[2]}{found[3]}\n{found[1]}    {found[4]}",
        text,
    )


HABITS: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "windows": lambda text: "\r\n".join(text.split("\n")),
    "spaces at the end": lambda text: re.sub("(?m)$", "  ", text),
    "empty lines": lambda text: "\n\n" + re.sub("\n\n", "\n\n\n\n", text) + "\n\n",
    "with a divider": lambda text: f"---\n{text}",
    "wrapped": wrapped,
    "dashes by themselves": lambda text: re.sub(r"(?m)^( *)- (?=id: )", r"\1-\n\1  ", text),
}


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize(("root", "file"), DATA)
def test_habits_are_brought_into_the_form(root: Path, file: str, habit: str) -> None:
    text = texts(root)[file]
    assert formatted(HABITS[habit](text)) == text


@pytest.mark.parametrize(("root", "file"), DATA)
def test_other_indentation_and_quotes_are_brought_into_the_form(root: Path, file: str) -> None:
    text = texts(root)[file]
    expected = yaml.dump(said(text), allow_unicode=True, sort_keys=False, width=100_000).replace("'", "")
    for written in (as_prettier(text), plain_yaml(said(text), quotes='"'), plain_yaml(said(text), quotes="'")):
        assert said(formatted(written)) == said(text)
        assert formatted(written).replace("'", "") == expected


def test_comments_stay_with_what_they_explain() -> None:
    typed = """\
# 头

parts:   # 各部分
    # 第一
    -   kind: goal
        # 标题
        "title":   '甲'


        sections: [ a,b ]
        # 空的
        forms: []
      # 第二
    - kind: task  # 尾
# 末
"""
    assert (
        formatted(typed)
        == """\
# 头

parts: # 各部分
# 第一
- kind: goal
  # 标题
  title: 甲

  sections: [a, b]
  # 空的
  forms: []
# 第二
- kind: task # 尾
# 末
"""
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a: '甲'", "a: 甲"),
        ('a: "true"', "a: 'true'"),
        ("a: true", "a: true"),
        ("a: '12'", "a: '12'"),
        ("a: 12", "a: 12"),
        ("a: '2025-13-45'", "a: '2025-13-45'"),
        ("a: '甲: 乙'", "a: '甲: 乙'"),
        ("a: '甲 #乙'", "a: '甲 #乙'"),
        ("a: '甲 - 乙'", "a: '甲 - 乙'"),
        ('a: "it\'s"', "a: it's"),
        ('a: "\'甲"', "a: '''甲'"),
        ("a: ''", "a: ''"),
        ("a:", "a:"),
        ("a: >-\n  甲，\n  乙", "a: 甲，乙"),
        ("a: |\n  甲\n  乙\n", "a: 甲乙"),
        ("a: >\n  甲 乙，\n  丙\n\n# 注\nb: 丁", "a: 甲 乙，丙\n\n# 注\nb: 丁"),
        ("a: '甲\n\n  乙: ''丙'\nb: 丁", "a: '甲乙: ''丙'\nb: 丁"),
        ("a: one\n  two", "a: one two"),
        ("a: 用 PM2.5\n  算", "a: 用 PM2.5算"),
        ("a: [甲,\n  乙]", "a:\n- 甲\n- 乙"),
        ("a: ['甲', \"1\"]", "a: [甲, '1']"),
        ("a: ['甲,乙']", "a: ['甲,乙']"),
        ("{a: 甲, b: {c: 乙}}", "a: 甲\nb:\n  c: 乙"),
    ],
)
def test_values_are_written_in_one_way(typed: str, written: str) -> None:
    assert formatted(typed) == f"{written}\n"
    assert formatted(written) == f"{written}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "- a",
        "a: &x 乙",
        "a: !t 乙",
        "a: [",
        "\ta: 乙",
        "a: 乙\n---\nb: 丙",
        "? [a]\n: b",
        "a:\n- 乙\n   5. 丙",
        "a: 乙\n\n  丙",
    ],
)
def test_what_is_no_data_file_has_no_form(text: str) -> None:
    with pytest.raises(NoFormError):
        formatted(text)


def test_random_data_says_the_same_in_its_form() -> None:
    chance, signs = random.Random(3), "甲乙。，：# -'\"[]{}&*!|>%@`?~,:0.1tex"

    def value() -> str:
        return "".join(chance.choices(signs, k=chance.randrange(1, 9))).strip() or "甲"

    for _ in range(600):
        data = {
            f"k{n}": [value() for _ in range(3)] if n % 2 else {"x": value(), "y": [{"z": value()}]} for n in range(4)
        }
        dumper = chance.choice([Indented, yaml.SafeDumper])
        text = yaml.dump(
            data,
            Dumper=dumper,
            allow_unicode=True,
            width=chance.choice([9, 999]),
            default_flow_style=chance.choice([None, False]),
        )
        if any(" " in one.strip("k0123456789: ") for one in text.split("\n")) and "\n  " in text:
            text = yaml.dump(data, Dumper=dumper, allow_unicode=True, width=9999)
        new = formatted(text)
        assert said(new) == said(text) == data
        assert formatted(new) == new


def test_no_damage_raises() -> None:
    """Nor does it unsettle the form: what has one keeps it."""
    inputs = [text for _, text in islice(inputs_of_all_sorts(), 0, 2000, 5)]
    forms = 0
    for text in inputs:
        taken_apart(text)
        with suppress(NoFormError):
            new = formatted(text)
            assert formatted(new) == new
            forms += 1
    assert forms > 50


def test_the_command_puts_files_right(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    plan = project / PLAN
    good = plan.read_bytes()
    run(["generator", "fmt"], project)
    plan.write_bytes(b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    schema = project / "data/schema/plan.json"
    schema.write_text("{}", encoding="utf-8")
    seen = run(["generator", "fmt", "--check"], project)
    assert (seen.returncode, plan.read_bytes() == good) == (1, False)
    assert "data/plan.yaml：第1行要改\ndata/schema/plan.json：第1行要改\n" in seen.stdout
    assert run(["generator", "fmt"], project).returncode == 0
    assert plan.read_bytes() == good
    assert "东区人民政府" in schema.read_text(encoding="utf-8")
    assert run(["generator", "fmt", "--check"], project).stdout == "数据文件的写法都合规定。\n"


def test_the_command_leaves_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name, text in texts(SMALL).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / PLAN).write_text("a: [", encoding="utf-8")
    found, unread = editing.changes(tmp_path)
    assert unread == [PLAN]
    assert PLAN not in {change.path for change in found}
    seen = run(["generator", "fmt"], tmp_path)
    assert (seen.returncode, (tmp_path / PLAN).read_text(encoding="utf-8")) == (1, "a: [")


def test_a_form_changes_no_problem() -> None:
    """Nor does it change what the checks say of a file."""
    changed = {file: formatted(wrapped(as_prettier(text))) for file, text in texts(SMALL).items()}
    assert report(load(changed)[1]) == "没有发现问题。"
