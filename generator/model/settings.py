"""The settings of the publisher as their file has them, and what the site is made with of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.problems import Place

# The file of the settings, as its editors know it.
CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Setting:
    """A value, where it and its key stand, and what is set below it, by key."""

    value: Any
    place: Place
    key: Place
    below: Mapping[str, Setting] = field(default_factory=dict)
