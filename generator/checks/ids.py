"""The ids that people choose: of units, kinds of units and deadlines. Ids of items are made of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.mentions import repeated
from generator.model.data import Data
from generator.model.plan import Deadline
from generator.model.register import Kind, Unit
from generator.problems import Problem

Identified = Unit | Kind | Deadline

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Ids become names of folders and files, which Windows limits: these are its devices.
_LONGEST = 60
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def slugs(data: Data) -> Iterator[Problem]:
    """An id is an ASCII slug of at most 60 letters, and no name that Windows keeps for itself."""
    for record in (one for records in _identified(data) for one in records):
        if fault := _fault(record.id):
            slug = _slug(record.id)
            cure = f"改为 {slug}" if slug else "换成 qiaokou 或 work-plan 这样的写法"
            yield Problem(record.position("id"), record.id, fault, cure, subjects=frozenset({record.id, slug}))


def _fault(record_id: str) -> str | None:
    if not _SLUG.fullmatch(record_id):
        return "编号只能用小写字母、数字和连字符"
    if len(record_id) > _LONGEST:
        return f"编号有{len(record_id)}个字母，最多{_LONGEST}个"
    return f"“{record_id}”是 Windows 保留的名字，不能做编号" if record_id in _RESERVED else None


def _slug(record_id: str) -> str:
    """Return the slug that is nearest to an id, empty where there is none."""
    slug = re.sub("[^a-z0-9]+", "-", record_id.lower())[:_LONGEST].strip("-") if record_id.isascii() else ""
    return f"{slug}-1" if slug in _RESERVED else slug


def unique_ids(data: Data) -> Iterator[Problem]:
    """An id is used once among the records of its sort."""
    for records in _identified(data):
        used = {record.id: record for record in reversed(records)}
        by_place = {record.position("id"): record for record in records}
        for record_id, position, first in repeated((record.id, record.position("id")) for record in records):
            free = next(name for n in range(2, len(records) + 2) if (name := f"{record_id}-{n}") not in used)
            cure = f"抄重了的，删去一条；不是同一条的，换一个没有用过的，如改为 {free}"
            subjects = {record_id, *_names(by_place[position]) & _names(used[record_id])}
            message = f"编号重复，第{first.line}行已经用了"
            yield Problem(position, record_id, message, cure, subjects=frozenset(subjects))


def _identified(data: Data) -> tuple[Sequence[Identified], ...]:
    return data.plan.deadlines, data.register.units, data.register.kinds


def _names(record: Identified) -> set[str]:
    """Return the names of a record: a copy repeats them with the id."""
    return {*record.names} if isinstance(record, Unit) else set()
