"""Texts in traditional characters, read as simplified ones letter by letter: 責任單位 is 责任单位."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

# Letters that no text in simplified characters has, one of which stands in every plan.
_SOME = re.compile("[單責務區縣實會國關發業劃]")
_HAN = re.compile("[\u3400-\u9fff]")
_Value = TypeVar("_Value")


def letters(text: str) -> dict[int, int]:
    """Return the simplified letter for each traditional one of a text; nothing for a text without such.

    Two letters never become the same one, so that the way back is known: of several only the commonest is replaced.
    """
    if not _SOME.search(text):
        return {}
    from opencc import OpenCC  # noqa: PLC0415 - takes long to load

    counted = Counter(_HAN.findall(text))
    found = [one for one, _ in counted.most_common()]
    simple = OpenCC("t2s").convert("\n".join(found)).split("\n")
    table: dict[int, int] = {}
    taken = set[str]()
    for one, other in zip(found, simple, strict=True):
        if len(other) == 1 and other != one and other not in taken and counted[one] >= counted[other]:
            taken.add(other)
            table[ord(one)] = ord(other)
            if other in counted:
                # The simplified letter stands in the text as well, for another word.
                table[ord(other)] = ord(one)
    return table


def spelled(value: _Value, table: Mapping[int, int]) -> _Value:
    """Return a value with its texts, and those of the values in it, in other letters."""
    found: Any = value
    if isinstance(value, str):
        found = value.translate(table)
    elif isinstance(value, tuple):
        found = tuple(spelled(one, table) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        found = replace(value, **{one.name: spelled(getattr(value, one.name), table) for one in fields(value)})
    return found  # type: ignore[no-any-return]
