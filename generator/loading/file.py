"""A data file: its text to the record that it holds, and what is wrong with its form.

A good file is read by libyaml and brought into its shape, and nothing else is done. A faulty one is read by its lines:
each record that is at fault is told once and left out, and the others are read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.loading import rules, strict
from generator.loading.characters import lines_of
from generator.loading.drafts import Draft, Listing
from generator.loading.reader import NO_LIST
from generator.model.record import Record, fields, first_key, nothing, records, with_node
from generator.problems import MISSING_FILE, Position, Problem, suggest

R = TypeVar("R", bound=Record)
# Leaving something out may leave what is around it too short, once for each level.
_ROUNDS = 9
# What to say of a value, and how to correct it, by what pydantic finds.
_WORDS = {
    "missing": ("E040 缺少“{0}”", "补上一行“{0}: …”"),
    "string_pattern_mismatch": ("E041 “{0}”是空的", "填上内容，或者删去这一行"),
    "string_type": ("E042 “{0}”应当是一段文字", "只写一个值，不要写成列表或下级"),
    "too_short": ("E043 “{0}”至少要有一个值", "每个值单独一行，以“- ”开头；没有就删去这个键"),
    "tuple_type": NO_LIST,
}


@dataclass(frozen=True, slots=True)
class File(Generic[R]):
    """The record that a file holds, what is wrong with its form, and whether nothing was left out or made up."""

    record: R
    problems: list[Problem]
    whole: bool


def read_file(model: type[R], file: str, text: str | None) -> File[R]:
    """Return what the text of a file says; None is a file that is not there."""
    if text is None:
        return _nothing(model, Problem(Position(file, 1, 1, 1), "", MISSING_FILE, "从版本记录里取回它"))
    if refused := strict.refuse(file, text):
        return _nothing(model, refused)
    if all(not line.strip() or line.startswith(("#", "---")) for line in text.split("\n")):
        return _nothing(
            model, Problem(Position(file, 1, 1, 1), "", "E003 文件是空的", "把内容补上，或者从版本记录里取回")
        )
    try:
        return File(model.model_validate(with_node(strict.parse(file, text))), [], whole=True)
    except strict.NotStrictError as error:
        cure = "照同类记录改正：一行一个键或一个值，键后面是英文冒号和一个空格"
        return _by_lines(model, file, text, [Problem(error.position, "", "E004 从这里起读不下去", cure)])
    except ValidationError:
        return _by_lines(model, file, text, [])


def absent_file(model: type[R], file: str) -> File[R]:
    """Return what a file says that may be left out, and is: nothing, and nothing is wrong with that."""
    return File(model.model_validate(with_node(nothing(model, Position(file, 1, 1, 1)))), [], whole=True)


def _nothing(model: type[R], problem: Problem) -> File[R]:
    """Return what stands for a file that says nothing."""
    subjects = frozenset({problem.position.file})
    record = model.model_validate(with_node(nothing(model, problem.position)))
    return File(record, [replace(problem, subjects=subjects)], whole=False)


def _by_lines(model: type[R], file: str, text: str, otherwise: list[Problem]) -> File[R]:
    """Return what a faulty file says, read by its lines; `otherwise` is what is wrong if no line is."""
    reader = rules.read(model, file, lines_of(text, *keys_of(model)))
    root = reader.open[0]
    told, record = [*reader.problems()], None
    for rounds in range(_ROUNDS):
        try:
            record = model.model_validate(with_node(root.node()))
            break
        except ValidationError as error:
            found = _left_out(root, error, told[0].position if told else root.position)
            told += found if rounds == 0 else []
    told = told or otherwise
    whole = root.whole() and record is not None
    subjects = frozenset() if whole else frozenset({file})
    told = [replace(problem, subjects=subjects) for problem in told]
    return File(record or _nothing(model, told[0]).record, told, whole)


def keys_of(model: type[Record]) -> tuple[set[str], set[str]]:
    """Return the keys that a file may have, and those that its records begin with."""
    known = [*records(model)]
    return {key for one in known for key in fields(one)}, {first_key(one) for one in known[1:]}


def _left_out(root: Draft, error: ValidationError, position: Position) -> list[Problem]:
    """Leave out what does not fit, and return what is wrong with it, unless that was told, as at a place.

    A record is left out of its list; a value that another needs is made up, and stands where its fault was told.
    """
    # To pydantic a list is too short, too, that has wrong values.
    details = [one for one in error.errors(include_url=False) if one["type"] != "too_short" or not one["input"]]
    faults = [(*root.at(detail["loc"]), detail) for detail in details]
    problems = [_problem(*fault) for fault in faults]
    emptied = [isinstance(value := draft.values.get(key), Listing) and value.entries for draft, key, _ in faults]
    told = [draft.broken or lost for (draft, _, _), lost in zip(faults, emptied, strict=True)]
    for (draft, key, _), problem, before in zip(faults, problems, told, strict=True):
        draft.broken = True
        if not draft.in_list:
            draft.values.pop(key, None)
            if key in draft.fields and draft.fields[key].required:
                draft.values[key] = draft.fields[key].placeholder(position if before else problem.position)
    return [problem for problem, before in zip(problems, told, strict=True) if not before]


def _problem(draft: Draft, key: str, detail: ErrorDetails) -> Problem:
    """Return what pydantic finds wrong with a value, in the words of users."""
    kind, typed, last, value = detail["type"], detail["input"], detail["loc"][-1], draft.values.get(key)
    node = value.node() if isinstance(value, Draft | Listing) else value
    if node and isinstance(last, int) and isinstance(node.value, list):
        node = node.value[last]
    position = node.position if node else draft.position
    if kind == "literal_error":
        words = f"E046 “{key}”的值“{typed}”不在可选之列", suggest(str(typed), draft.fields[key].choices)
    else:
        kind = "too_short" if kind == "tuple_type" and typed == "" else kind
        message, cure = _WORDS.get(kind, ("E045 “{0}”应当由“键: 值”组成", "请对照同类记录，检查缩进和“- ”"))
        words = message.format(key), cure.format(key)
    return Problem(position, draft.name, *words)
