"""Keys that lost their colon, told from text by the shapes of the records of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.annotations import fields, first_key, is_list, record_type
from generator.lines import Line
from generator.problems import Problem
from generator.record import Record

_BARE = re.compile(r"(?P<before> *(?P<dash>- +)?)(?P<key>[a-z_]+)(?: +(?P<value>[^\s;；].*)|[ ;；]*)$")


def mend(model: type[Record], file: str, lines: Sequence[Line]) -> tuple[list[Line], list[Problem]]:
    """The lines with the colons that keys of the model lack, and a problem for each."""
    records = {*_records(model)}
    mended, problems = [*lines], []
    for n, line in enumerate(lines):
        found = _BARE.match(line.text)
        if found and any(_is_key(record, found) for record in records):
            mended[n], problem = _with_colon(file, line, found)
            problems.append(problem)
    return mended, problems


def _records(model: type[Record]) -> Iterator[type[Record]]:
    """A model and the records in it, each of them as often as it is there."""
    yield model
    for one in fields(model).values():
        if below := record_type(one.annotation):
            yield from _records(below)


def _is_key(record: type[Record], found: re.Match[str]) -> bool:
    """Whether a line reads like a key of a record: with a value where it has one on its line, and only there.

    Behind a dash only the first key of a record is one, for any other word may be a value.
    """
    key, value = found["key"], found["value"]
    if key not in fields(record) or (found["dash"] and key != first_key(record)):
        return False
    annotation: Any = fields(record)[key].annotation
    below = is_list(annotation) or record_type(annotation) is not None
    return below == (value is None or value.startswith("["))


def _with_colon(file: str, line: Line, found: re.Match[str]) -> tuple[Line, Problem]:
    key, value = found["key"], found["value"]
    cure = f"写成“{key}:”，英文冒号" + ("后面加一个空格" if value else "")
    problem = Problem(line.place(file, found.start("key")), "", f"键“{key}”后面没有冒号", cure)
    text = f"{found['before']}{key}:" + (f" {value}" if value else "")
    return replace(line, text=text, moved=line.moved + bool(value)), problem
