"""Data files to records: good files as they are, and of faulty ones every fault once, where it is, hiding no other."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.checks.load import MODELS, load
from generator.index import index
from generator.loading import rules, strict
from generator.loading.characters import lines_of
from generator.loading.file import keys_of, read_file
from generator.loading.strict import refuse
from generator.model.data import FILES, PLAN, UNITS
from generator.problems import Position, Problem, report, stopping
from tests.conftest import ROOT, SECOND, SMALL, texts
from tests.plain_yaml import plain_yaml
from tests.slips import SLIPS, editable, records


@pytest.fixture(autouse=True, scope="module")
def read_once() -> Iterator[None]:
    """A file that is not changed is read once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.checks.load.read_file", cache(read_file))
        yield


def problems_of(file: str, text: str) -> list[Problem]:
    """What is wrong with the small plan that has another text for one of its files."""
    return load({**texts(SMALL), file: text})[1]


def indented(text: str) -> str:
    """The same data with its lists two columns to the right of their keys, as others write it."""

    class Indented(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    content = yaml.load(text, Loader=yaml.BaseLoader)
    return yaml.dump(content, Dumper=Indented, allow_unicode=True, sort_keys=False, width=100_000)


def quoted(text: str) -> str:
    return plain_yaml(yaml.load(text, Loader=yaml.BaseLoader), quotes='"')


@pytest.mark.parametrize("written", [str, indented, quoted], ids=["as it is", "indented", "quoted"])
@pytest.mark.parametrize("root", [SMALL, SECOND, ROOT], ids=lambda root: root.name)
def test_a_good_file_says_the_same_line_by_line(root: Path, written: type[str]) -> None:
    """Both ways of reading agree on every value and its place: a fault changes nothing elsewhere in its file."""
    for file, text in texts(root).items():
        model, good = MODELS[file], written(text)
        reader = rules.read(model, file, lines_of(good, *keys_of(model)))
        assert list(reader.problems()) == []
        assert reader.open[0].node() == strict.parse(file, good)


@pytest.mark.parametrize("written", [str, indented, quoted], ids=["as it is", "indented", "quoted"])
def test_keys_behind_a_list_of_records_within_a_record(written: type[str]) -> None:
    """They belong to the outer record, even where the next one has such a key, too."""
    plan = yaml.load(texts(SMALL)[PLAN], Loader=yaml.BaseLoader)
    items = [item for part in plan["parts"] for section in part["sections"] for item in section.get("items", ())]
    for item in items:
        item["milestones"] = [{"due": "3月底前", "text": "立项"}, {"due": "年底前", "text": "开工"}]
        item["words"] = "（由它负责）"
    good = written(plain_yaml(plan))
    reader = rules.read(MODELS[PLAN], PLAN, lines_of(good, *keys_of(MODELS[PLAN])))
    assert list(reader.problems()) == []
    assert reader.open[0].node() == strict.parse(PLAN, good)


@cache
def _lines(file: str) -> list[str]:
    return texts(SMALL)[file].split("\n")


def near(problems: list[Problem], file: str, row: int, name: str) -> bool:
    """Whether one of the problems is within two lines of a slip."""
    last = row + 3 + name.startswith("swapped")
    return any(one.position.file == file and row - 1 <= one.position.line <= last for one in problems)


def test_a_slip_is_one_problem_at_its_line() -> None:
    places = [(file, row, name) for file in FILES for row in editable(_lines(file)) for name in SLIPS]
    found, at_line, alone = 0, 0, 0
    for file, row, name in places[::4]:
        if new := SLIPS[name](_lines(file), row):
            problems = problems_of(file, "\n".join(new))
            found += bool(problems)
            at_line += near(problems, file, row, name)
            alone += len(problems) == 1
    assert found > 700
    assert at_line / found > 0.98
    assert alone / found > 0.98


def test_two_slips_in_different_records_are_both_named() -> None:
    chance, both, pairs = random.Random(1), 0, 0
    places = [(file, row) for file in FILES for row in editable(_lines(file))]
    while pairs < 100:
        (file, row), (other, below) = sorted(chance.sample(places, 2))
        name, second = chance.choices([*SLIPS], k=2)
        if file == other and (records(_lines(file))[row] == records(_lines(file))[below] or below - row < 3):
            continue
        first, last = SLIPS[name](_lines(file), row), SLIPS[second](_lines(other), below)
        if not (first and last and near(problems_of(file, "\n".join(first)), file, row, name)):
            continue
        if not near(problems_of(other, "\n".join(last)), other, below, second):
            continue
        new = (SLIPS[name](last, row) or last) if file == other else first
        changed = {other: "\n".join(last), file: "\n".join(new)}
        problems = load({**texts(SMALL), **changed})[1]
        moved = len(new) - len(last) if file == other else 0
        both += near(problems, file, row, name) and near(problems, other, below + moved, second)
        pairs += 1
    assert both / pairs > 0.95


def _whole_records() -> Iterator[tuple[str, str]]:
    """Files in which every line of a record has the same slip."""
    for file in FILES:
        lines, starts = _lines(file), records(_lines(file))
        for start in {starts[row] for row in editable(lines) if lines[starts[row]].lstrip().startswith("- ")}:
            for name, slip in SLIPS.items():
                new = lines
                for row in reversed([row for row in editable(lines) if starts[row] == start]):
                    new = slip(new, row) or new if name not in ("deleted", "swapped with the next line") else new
                if new is not lines:
                    yield file, "\n".join(new)


def test_a_record_full_of_slips_is_two_problems_at_most() -> None:
    counts = [len(problems_of(file, text)) for file, text in [*_whole_records()][::5]]
    assert len(counts) > 120
    assert sum(count <= 2 for count in counts) / len(counts) > 0.95


def test_a_record_typed_with_a_chinese_keyboard_is_one_problem() -> None:
    record = "\n- id：xinju\n  name：市新局\n  kind：department\n"
    problems = [one for one in problems_of(UNITS, texts(SMALL)[UNITS] + record) if not one.hint]
    assert report(problems).splitlines()[0] == (
        "data/units.yaml:107:3: 错误 E018: xinju 键“id”后面的冒号写法不对，这条记录里还有2行也是这样。"
        "写成“id:”，英文冒号；后面有值的，再加一个空格。"
    )
    assert len(problems) == 1


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("root", [SMALL, ROOT], ids=lambda root: root.name)
def test_no_value_is_merged_with_another(root: Path, file: str) -> None:
    """A space too many or a lost dash makes one value of two for YAML; that is told of every list in every file."""
    lines = texts(root)[file].split("\n")
    rows = [row for row in editable(lines) if row and re.match(" *- [^:]*$", lines[row]) and " - " not in lines[row]]
    rows = [row for row in rows if re.match(" *- [^:]*$", lines[row - 1])][:: 1 if root == SMALL else 150]
    for row in rows:
        for changed in (f" {lines[row]}", lines[row].replace("- ", "  "), f"{lines[row - 1]} {lines[row].strip()}"):
            start = row - (changed.startswith(lines[row - 1]))
            new = [*lines[:start], changed, *lines[row + 1 :]]
            problems = load({**texts(root), file: "\n".join(new)})[1]
            assert [one.position.line for one in problems if not one.hint] == [start + 1], changed


@pytest.mark.parametrize(
    "text",
    [
        "- x" * 1_000_000,
        "a: " + "[" * 100_000,
        "- " * 4_000,
        "a:\n" + "[\n" * 50_000,
        "a: " + "x" * 1_000_000,
        "- x\n" * 500_000,
        ("a: [" + "x," * 4_000 + "]\n") * 20,
    ],
    ids=lambda text: text[:12],
)
def test_what_is_too_large_is_refused_in_one_sentence(text: str) -> None:
    (problem,) = (one for one in problems_of(UNITS, text) if one.position.file == UNITS)
    assert "整个文件没有读" in problem.message
    assert refuse(UNITS, text)


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD\n" * 400,
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n" * 400,
        "\tkey: value\n" * 10_000,
        "• value\n" * 20_000,
        "- - value\n" * 20_000,
        "key:\n" * 20_000,
        "text\n" * 20_000,
        "".join(f"{' ' * n}key:\n" for n in range(1_500)),
    ],
    ids=lambda text: text[:12],
)
def test_many_of_a_kind_are_few_messages(text: str) -> None:
    """They are also read in linear time, or this test would not end."""
    assert 0 < len(report(problems_of(UNITS, text)).splitlines()) <= 52


def _damaged(chance: random.Random, text: str) -> str:
    """A text with some signs cut out, put in or exchanged, or cut off."""
    signs = [
        "\n",
        " ",
        "  ",
        "-",
        "- ",
        ":",
        ": ",
        "：",
        '"',
        "'",
        "[",
        "]",
        "{",
        "#",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
    ]
    signs += [
        "\t",
        "\u3000",
        "\0",
        "\u200b",
        "\ud800",
        "---\n",
        "<<<<<<<",
        "=======",
        "task-",
        "id: ",
        "字",
        "9" * 40,
        ",",
    ]
    for _ in range(chance.choice([1, 1, 2, 5, 40])):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 1, 3, 30]))
        text = text[:start] + chance.choice([*signs, ""]) + text[end:]
    return text[: chance.randrange(len(text) + 1)] if chance.random() < 0.25 else text


def inputs_of_all_sorts() -> Iterator[tuple[str, str]]:
    """Files that are damaged, cut, shuffled, or no text of that kind at all; always the same."""
    chance, good = random.Random(7), texts(SMALL)
    for n in range(5_400):
        file = FILES[n % len(FILES)] if n % 3 else PLAN
        text = good[file]
        if n % 9 == 0:
            lines = text.split("\n")
            chance.shuffle(lines)
            text = "\n".join(lines)
        elif n % 9 == 1:
            text = chance.randbytes(chance.randrange(400)).decode("utf-8", "replace")
        elif n % 9 == 2:
            text = text[: chance.randrange(len(text))]
        else:
            text = _damaged(chance, text)
        yield file, text


def test_no_input_raises() -> None:
    """Whatever the files are, problems are told, and a site is made of data that has none."""
    good, faulty = texts(SMALL), 0
    for file, text in inputs_of_all_sorts():
        data, problems = load({**good, file: text})
        assert str(report(problems))
        assert all(
            1 <= one.position.line <= text.count("\n") + text.count("\r") + 1
            for one in problems
            if one.position.file == file
        )
        faulty += stopping(problems)
        if not stopping(problems):
            index.build(data)
    assert faulty > 4_000


def test_a_list_reaches_from_its_first_dash_to_its_last_value() -> None:
    tree = strict.parse("file.yaml", "a:\n  - x\n  - 'y'\n\nb: z\n")
    assert tree.find(("a",)) == Position("file.yaml", 2, 3, 3)
    assert tree.find(("a", 1)) == Position("file.yaml", 3, 5, 3)
    assert tree.key("b") == Position("file.yaml", 5, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "a: x\n  y\n",
        'a: "x\n  y"\n',
        "a:\n- x\n  y\n",
        "a: |\n  x\n",
        "a: [x,\n  y]\n",
        "a: &x y\n",
        "a: !t x\n",
        "a: x #y\n",
    ],
)
def test_what_data_files_must_not_have_is_refused(text: str) -> None:
    with pytest.raises(strict.NotStrictError):
        strict.parse("file.yaml", text)
