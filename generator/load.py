"""Texts of the data files to models, with every problem of form found on the way."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator import source
from generator.checks import check
from generator.deadlines import InferredDeadlines
from generator.deadlines import check as check_deadlines
from generator.model import Corrections, Plan, Register, Restatements
from generator.problems import Place, Problem, nearest, suggest
from generator.record import NODE_KEY, Record, with_node
from generator.restatement_checks import check_restatements
from generator.source import CORRECTIONS, DEADLINES, PLAN, RESTATEMENTS, SYNONYMS, UNITS, UNKNOWN, Node
from generator.vocabulary import Vocabulary
from generator.vocabulary_checks import check_vocabulary

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that the data files say, in shapes that hold."""

    plan: Plan
    register: Register
    corrections: Corrections
    vocabulary: Vocabulary
    deadlines: InferredDeadlines
    restatements: Restatements


def load(texts: Mapping[str, str], layouts: Collection[str] | None = None) -> tuple[Data | None, list[Problem]]:
    """The data of the files' texts, by name as in `FILES`, and all problems of form and of relation.

    `layouts` has the ids of the forms that are laid out; None where no forms are made. Data is None where a file could
    not be brought into shape. Problems are unsorted.
    """
    problems: list[Problem] = []
    plan = _shape(Plan, PLAN, texts, problems)
    register = _shape(Register, UNITS, texts, problems)
    corrections = _shape(Corrections, CORRECTIONS, texts, problems)
    vocabulary = _shape(Vocabulary, SYNONYMS, texts, problems)
    deadlines = _shape(InferredDeadlines, DEADLINES, texts, problems)
    restatements = _shape(Restatements, RESTATEMENTS, texts, problems)
    if not (plan and register and corrections and vocabulary and deadlines and restatements):
        return None, problems
    relations = (
        *check(plan, register, corrections),
        *check_vocabulary(plan, register, vocabulary),
        *check_deadlines(plan, deadlines, layouts),
        *check_restatements(plan, restatements),
    )
    return Data(plan, register, corrections, vocabulary, deadlines, restatements), problems + _news(relations, problems)


def _news(relations: Iterable[Problem], faults: Sequence[Problem]) -> list[Problem]:
    """The problems of relation, but for those of a placeholder, which only repeat the fault that it stands for."""
    said = {fault.place for fault in faults}
    return [one for one in relations if one.place not in said and UNKNOWN not in f"{one.record}{one.message}"]


def _shape(model: type[R], file: str, texts: Mapping[str, str], problems: list[Problem]) -> R | None:
    if file not in texts:
        problems.append(Problem(Place(file, 1, 1, 1), "", "缺少这个文件", "从版本记录里取回它"))
        return None
    tree, faults = source.read(file, texts[file])
    if tree is None:
        problems += faults
        return None
    problems += (replace(fault, record=_record_at(tree, fault.place.line)) for fault in faults)
    data, mended = with_node(tree), set[Path]()
    # Faults of form are mended in memory and read again, so that one run shows the faults of relation as well.
    for _ in range(4):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                path = tuple(detail["loc"])
                if not any(path[: len(done)] == done for done in mended):
                    problems.append(_problem(model, tree, detail))
                data = _mend(data, path, detail)
                mended.add(path)
    return None


def _problem(model: type[Record], tree: Node, detail: ErrorDetails) -> Problem:
    path = tuple(detail["loc"])
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    place = tree.find(path)
    match detail["type"]:
        case "missing":
            message, cure = f"缺少“{name}”", f"补上一行“{name}: …”"
        case "extra_forbidden":
            place = _enter(tree, path[:-1]).key(name)
            message, cure = f"不认识的键“{name}”", suggest(name, _keys(model, path))
        case "literal_error":
            message = f"“{name}”的值“{detail['input']}”不在可选之列"
            cure = suggest(str(detail["input"]), _choices(detail))
        case "string_too_short":
            message, cure = f"“{name}”是空的", "填上内容，或者删去这一行"
        case "string_type":
            message, cure = f"“{name}”应当是一段文字", "只写一个值，不要写成列表或下级"
        case "too_short":
            message, cure = f"“{name}”至少要有一个值", "每个值单独一行，以“- ”开头"
        case "tuple_type":
            message, cure = f"“{name}”应当是列表", "每个值单独一行，以“- ”开头"
        case _:
            message, cure = f"“{name}”处的内容不合格式", "请对照同类记录，检查缩进和“- ”"
    return Problem(place, _record(tree, path), message, cure)


def _enter(tree: Node, path: Path) -> Node:
    """The node at the end of a path, or at the last of its steps that exists."""
    for step in path:
        if not tree.has(step):
            break
        tree = tree.child(step)
    return tree


def _record(tree: Node, path: Path) -> str:
    """The id of the innermost record on a path that has one."""
    owners = [_enter(tree, path[:n]).value for n in range(len(path) + 1)]
    ids = [owner[key].value for owner in owners if isinstance(owner, dict) for key in ("id", "record") if key in owner]
    return next((id_ for id_ in reversed(ids) if isinstance(id_, str)), "")


def _record_at(tree: Node, line: int) -> str:
    """The id of the innermost record that reaches over a line."""
    path: Path = ()
    node = tree
    while True:
        steps = node.value.items() if isinstance(node.value, dict) else enumerate(node.value)
        inner = (
            (step, child)
            for step, child in steps
            if isinstance(child, Node) and child.place.line <= line <= child.place.last_line
        )
        found = next(inner, None)
        if found is None:
            return _record(tree, path)
        path, node = (*path, found[0]), found[1]


def _keys(model: type[Record], path: Path) -> list[str]:
    """The keys that the record at the path may have."""
    for step in path[:-1]:
        if isinstance(step, str):
            field = next(f for name, f in model.model_fields.items() if step == (f.alias or name))
            model = _record_type(field.annotation) or model
    return [key for name, f in model.model_fields.items() if (key := f.alias or name) != NODE_KEY]


def _record_type(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _record_type(part))), None)


def _choices(detail: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", detail["ctx"]["expected"])


def _mend(data: Any, path: Path, detail: ErrorDetails) -> Any:
    """The data without one fault: an unknown key removed, a missing or wrong value replaced by a placeholder."""
    if not path:
        return _placeholder(data, detail)
    step, rest = path[0], path[1:]
    if isinstance(data, dict):
        if not rest and detail["type"] == "extra_forbidden":
            return {key: value for key, value in data.items() if key != step}
        return {**data, step: _mend(data.get(str(step)), rest, detail)}
    if isinstance(data, tuple) and isinstance(step, int):
        return (*data[:step], _mend(data[step], rest, detail), *data[step + 1 :])
    return data


def _placeholder(value: Any, detail: ErrorDetails) -> Any:
    if detail["type"] == "literal_error":
        return nearest(str(value), _choices(detail)) or _choices(detail)[0]
    if detail["type"] == "too_short":
        return (UNKNOWN,)
    if detail["type"] == "tuple_type":
        return (value,) if isinstance(value, str) and value not in ("", UNKNOWN) else ()
    return UNKNOWN
