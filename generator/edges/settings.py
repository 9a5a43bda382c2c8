"""The settings of a project: mkdocs.yml as it is written, with the places of its values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag

from generator.edges.files import read_text
from generator.model.data import CONFIG, Setting
from generator.problems import Position, Problem

# Settings lie no deeper than extra.edition_notes.official.
_DEPTH = 3


def read(root: Path, name: str = CONFIG) -> Setting | Problem:
    """Return the outermost setting of a file, with !ENV as MkDocs has it; or why the file cannot be read."""
    text = read_text(root, name)
    if isinstance(text, Problem):
        return text
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        return _malformed(name, error)
    except (RecursionError, ValueError, KeyError, AttributeError, TypeError):
        # A tag such as !!bool before another value makes PyYAML fail in many ways.
        return Problem(Position(name, 1, 1, 1), "", "E616 这个文件的写法有误", "从版本记录里取回它")
    if not node or not isinstance(value, dict):
        return Problem(Position(name, 1, 1, 1), "", "E617 这里没有“键: 值”的设置", "从版本记录里取回它")
    return _setting(name, node, node, value, _DEPTH)


def with_values(setting: Setting, values: Mapping[str, Any]) -> Setting:
    """Return a setting with other values below it. What is not in its file stands where it stands itself."""
    below = {}
    for key, value in values.items():
        known = setting.below.get(key, Setting(None, setting.position, setting.key))
        below[key] = with_values(Setting(value, known.position, known.key, known.below), _mapping(value))
    return Setting(setting.value, setting.position, setting.key, below)


class _Loader(yaml.SafeLoader):
    """A loader of its own, for !ENV is not for all others."""


yaml_env_tag.add_env_tag(_Loader)


def _malformed(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    position = Position(name, mark.line + 1, mark.column + 1, mark.line + 1) if mark else Position(name, 1, 1, 1)
    return Problem(position, "", "E618 写法有误", "看这一行和上一行的缩进、冒号、引号和标记")


def _setting(name: str, key: yaml.Node, node: yaml.Node, value: Any, depth: int) -> Setting:
    below = {}
    if isinstance(node, yaml.MappingNode) and depth:
        pairs = ((one, other) for one, other in node.value if isinstance(one, yaml.ScalarNode) and one.value in value)
        below = {one.value: _setting(name, one, other, value[one.value], depth - 1) for one, other in pairs}
    return Setting(value, _place(name, node), _place(name, key), below)


def _place(name: str, node: yaml.Node) -> Position:
    start, end = node.start_mark, node.end_mark
    return Position(name, start.line + 1, start.column + 1, end.line + 1)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
