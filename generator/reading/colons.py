"""Keys that lost their colon or have a wrong one, told from text by the shapes of the records of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.problems import Problem
from generator.reading.annotations import fields, first_key, is_list, record_type, records
from generator.reading.lines import Line
from generator.reading.record import Record

_WRONG = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[a-z_]+)(?:：|:(?! |$))[ \u3000\xa0]*(?P<value>.*)")
_MISSING = re.compile(r"(?P<before> *(?:- +)?)(?P<key>[a-z_]+)(?: +(?P<value>[^\s;；].*)|[ ;；]*)")


def mend(model: type[Record], file: str, lines: Sequence[Line]) -> tuple[list[Line], list[Problem]]:
    """The lines with the colons that keys of the model lack, and a problem for each."""
    known = {*records(model)}
    mended, problems = [*lines], []
    for n, line in enumerate(lines):
        if (found := _WRONG.fullmatch(line.text)) and any(found["key"] in fields(record) for record in known):
            message, cure = "键“{}”后面的冒号写法不对", "写成“{}: ”，英文冒号后面加一个空格"
        elif (found := _MISSING.fullmatch(line.text)) and any(_is_key(record, found) for record in known):
            message, cure = "键“{}”后面没有冒号", "写成“{}:”，英文冒号" + "后面加一个空格" * bool(found["value"])
        else:
            continue
        key, value = found["key"], found["value"]
        place = line.place(file, found.start("key"))
        problems.append(Problem(place, "", message.format(key), cure.format(key)))
        text = f"{found['before']}{key}:" + (f" {value}" if value else "")
        mended[n] = replace(line, text=text, moved=line.moved + len(text) - len(line.text))
    return mended, problems


def _is_key(record: type[Record], found: re.Match[str]) -> bool:
    """Whether a line reads like a key of a record: with a value where it has one on its line, and only there.

    Behind a dash only the first key of a record is one, for any other word may be a value.
    """
    key, value = found["key"], found["value"]
    if key not in fields(record) or ("-" in found["before"] and key != first_key(record)):
        return False
    annotation: Any = fields(record)[key].annotation
    below = is_list(annotation) or record_type(annotation) is not None
    return below == (value is None or value.startswith("["))
