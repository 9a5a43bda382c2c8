"""The restatements by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.mentions import repeated
from generator.model.data import Data
from generator.problems import Problem


def restated_once(data: Data) -> Iterator[Problem]:
    """A livelihood project restates one task at most."""
    records = data.restatements.restatements
    for name, place, first in repeated((record.project, record.place("project")) for record in records):
        message = f"“{name}”写了两条，第{first.line}行已经有了"
        yield Problem(place, name, message, "一件民生实事只留一条，写最接近的任务")
