"""The JSON Schema of each data file, by which editors complete, explain and mark what is typed.

It is made of the models, and of the names that other records have. Schemas are draft 7, which all editors know. They
are never stricter than the checks, for a mark in a file that is good would be believed. Chinese words for what editors
mark are `errorMessage` and `patternErrorMessage`, which the language server for YAML reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.checks.load import MODELS
from generator.model.data import Data
from generator.model.record import Field, Record, fields, records

Schema = dict[str, Any]

# What says something is neither blank nor punctuation. `\w` would be ASCII in the JavaScript of an editor.
_SAYS_SOMETHING = r"[^\s!-/:-@\[-^`{-~·—‘-”…、。〈-】〔〕！（），：；？～]"
# Unquoted, these are not texts to YAML, but they are to the data files.
_SCALARS = ["string", "number", "boolean"]
_WHERE = {
    "unit": "单位名录（data/units.yaml）里没有这个单位",
    "kind": "类别里没有这一个，类别写在 data/units.yaml 的 kinds 里",
    "form": "附表里没有这一个，附表写在 data/plan.yaml 的 forms 里",
    "leader": "单位名录（data/units.yaml）的 leaders 里没有这位领导",
    "deadline": "时限里没有这一个，时限写在 data/plan.yaml 的 deadlines 里",
}


def schema_file(file: str) -> str:
    """Return the path of the schema of a data file: data/schema/plan.json for data/plan.yaml."""
    folder, _, name = file.rpartition("/")
    return f"{folder}/schema/{name.removesuffix('.yaml')}.json"


def pointer(file: str) -> str:
    """Return the line with which a data file tells editors of its schema."""
    return f"# yaml-language-server: $schema={schema_file(file).removeprefix('data/')}"


def without_pointer(text: str) -> str:
    """Return the text of a data file as it is published, where no schema of it is."""
    return re.sub(r"\A# yaml-language-server:.*\n", "", text)


def schemas(data: Data) -> dict[str, str]:
    """Return the texts of all schemas by their paths."""
    names = _names(data)
    return {schema_file(file): _text(model, names) for file, model in MODELS.items()}


def _names(data: Data) -> Mapping[str, Sequence[str]]:
    """Return what each sort of records is called by where others name it."""
    return {
        "unit": [unit.name for unit in data.register.units],
        "kind": [kind.id for kind in data.register.kinds],
        "form": [form.id for form in data.plan.forms],
        "deadline": [rule.id for rule in data.plan.deadlines],
        "leader": [leader.name for leader in data.register.leaders],
    }


def _text(model: type[Record], names: Mapping[str, Sequence[str]]) -> str:
    known = dict.fromkeys(records(model))
    sorts = {field.names for one in known for field in fields(one).values() if field.names}
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_record(model),
        "definitions": {
            **{sort: _choice(names[sort], _WHERE[sort]) for sort in sorted(sorts)},
            **{one.__name__: _record(one) for one in known if one is not model},
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _record(record: type[Record]) -> Schema:
    known = fields(record)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, field in known.items() if field.required],
        "properties": {key: _property(field) for key, field in known.items()},
    }


def _property(field: Field) -> Schema:
    said = {"description": f"{field.description}（必填）" if field.required else field.description}
    if field.listed:
        # Some lists may be empty; the checks tell which.
        return {**said, "type": "array", "items": _value(field)}
    return {**said, **_value(field)}


def _value(field: Field) -> Schema:
    reference = field.record.__name__ if field.record else field.names
    if reference:
        # Editors read nothing else next to a reference.
        return {"allOf": [{"$ref": f"#/definitions/{reference}"}]}
    if field.choices:
        return _choice(field.choices, f"只能是{'、'.join(field.choices)}")
    pattern = field.pattern or _SAYS_SOMETHING
    message = "写法不对，照说明和同类记录改正" if field.pattern else "没有内容"
    return {"type": _SCALARS, "pattern": pattern, "patternErrorMessage": message}


def _choice(values: Sequence[str], message: str) -> Schema:
    truths = [value == "true" for value in values if value in ("true", "false")]
    # A list of choices must have one; where there are none, nothing fits.
    return {**({"enum": [*values, *truths]} if values else {"not": {}}), "errorMessage": message}
