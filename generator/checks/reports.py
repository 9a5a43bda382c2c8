"""Problems as other programs read them: annotations of GitHub, JSON, and SARIF for the hosts of code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from generator.problems import Problem, report

Report = Callable[[Iterable[Problem]], str]

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def github(problems: Iterable[Problem]) -> str:
    """Return a workflow command of GitHub for each problem, which marks its line in a pull request; then the count."""
    found = sorted(set(problems))
    return "\n".join([*map(_annotation, found), report(found).rpartition("\n")[2]])


def _annotation(problem: Problem) -> str:
    position = problem.position
    values = {
        "file": position.file,
        "line": position.line,
        "endLine": position.last_line,
        "col": position.column,
        "title": problem.code,
    }
    written = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in values.items())
    return f"::{'warning' if problem.hint else 'error'} {written}::{_escaped(problem.said)}"


def _escaped(text: str, others: str = "") -> str:
    """Return a text in which nothing ends a command or, of `others`, a value in it."""
    for sign in f"%\r\n{others}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_json(problems: Iterable[Problem]) -> str:
    """Return all problems as JSON, by their places."""
    found = sorted(set(problems))
    return _json(
        {"errors": sum(not one.hint for one in found), "hints": sum(one.hint for one in found)} | _listed(found)
    )


def _listed(problems: Iterable[Problem]) -> dict[str, Any]:
    return {
        "problems": [
            {
                "code": one.code,
                "hint": one.hint,
                "file": one.position.file,
                "line": one.position.line,
                "column": one.position.column,
                "last_line": one.position.last_line,
                "record": one.record,
                "message": one.message.partition(" ")[2],
                "cure": one.cure,
            }
            for one in problems
        ]
    }


def sarif(problems: Iterable[Problem]) -> str:
    """Return all problems as a run of SARIF 2.1.0."""
    found = sorted(set(problems))
    rules = [{"id": code} for code in sorted({one.code for one in found})]
    run = {
        "tool": {"driver": {"name": "plan-site", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in found],
    }
    return _json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _result(problem: Problem) -> dict[str, Any]:
    position = problem.position
    region = {"startLine": position.line, "startColumn": position.column, "endLine": position.last_line}
    return {
        "ruleId": problem.code,
        "level": "warning" if problem.hint else "error",
        "message": {"text": problem.said},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(position.file)}, "region": region}}],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


FORMS: Mapping[str, Report] = {"text": report, "github": github, "json": as_json, "sarif": sarif}
