"""YAML as the project reads it: what is written twice is spelled out twice, for anchors are refused."""

from __future__ import annotations

from typing import Any

import yaml


class _Plain(yaml.SafeDumper):
    """Writes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def plain_yaml(content: Any, quotes: str | None = None) -> str:
    """The text of a data file with every value on one line, between quotation marks where some are given."""
    return yaml.dump(content, Dumper=_Plain, default_style=quotes, allow_unicode=True, sort_keys=False, width=100_000)
