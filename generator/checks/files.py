"""What is checked: the records, and the files around them, such as the layouts of the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Self

from generator.checks.layouts import check_layouts, layout_file
from generator.model.data import ALL_FILES, Data
from generator.model.years import Year
from generator.problems import Position, Problem, nearest

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LAYOUTS = layout_file("form-1").rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Project(Data):
    """The records of the data files, the layouts of the forms, and the names of all files in the folders of both.

    `layouts` has the Word document that lays out each form, by the id of the form; None where no forms are made.
    `names` are paths in the project; `years` are the earlier plans that are published below this one.
    """

    layouts: Mapping[str, bytes] | None
    names: tuple[str, ...]
    years: tuple[Year, ...] = ()

    @classmethod
    def of(
        cls,
        data: Data,
        layouts: Mapping[str, bytes] | None,
        names: tuple[str, ...],
        years: tuple[Year, ...] = (),
    ) -> Self:
        """Return the project with these records, layouts, names and earlier plans."""
        records = {one.name: getattr(data, one.name) for one in fields(Data)}
        return cls(**records, layouts=layouts, names=names, years=years)


def form_layouts(project: Project) -> Iterator[Problem]:
    """A form that is due is laid out."""
    forms = {form.id for form in project.plan.forms}
    for rule in project.plan.deadlines if project.layouts is not None else ():
        for n, form in enumerate(rule.forms):
            if form in forms and form not in (project.layouts or {}):
                cure = f"用 Word 做一个，存为 {layout_file(form)}"
                message, subjects = f"E509 没有附表“{form}”的版式", frozenset({form})
                yield Problem(rule.position("forms", n), rule.id, message, cure, subjects=subjects)


def sound_layouts(project: Project) -> Iterator[Problem]:
    """Every layout is a Word document that can be filled in, and asks for nothing that forms do not have."""
    yield from check_layouts(project.layouts or {})


def unread_files(project: Project) -> Iterator[Problem]:
    """A file among the data or the layouts has the name under which it is read: a copy of another name is not."""
    for path in project.names:
        folder, _, name = path.rpartition("/")
        read = _read_as(folder, name) if name[0] not in ".~" else None
        if read:
            message = f"E005 “{name}”不会被读取，只读叫“{read}”的文件"
            cure = f"里面有要留下的改动的，抄进“{read}”；没有的，删去这个文件"
            subjects = frozenset({f"{folder}/{read}"})
            yield Problem(Position(path, 1, 1, 1), "", message, cure, hint=True, subjects=subjects)


def _read_as(folder: str, name: str) -> str | None:
    """Return the name of the file that is read in place of one, None where that one is read or is of another sort."""
    stem, _, ending = name.rpartition(".")
    if folder == "data" and ending.lower() in ("yaml", "yml") and f"{folder}/{name}" not in ALL_FILES:
        names = [file.rpartition("/")[2] for file in ALL_FILES]
        beginning = next((one for one in names if name.startswith(one.partition(".")[0])), None)
        return beginning or nearest(name, names) or "”“".join(names)
    if folder == _LAYOUTS and ending.lower() in ("docx", "doc") and not (_ID.fullmatch(stem) and ending == "docx"):
        found = re.match(r"form-\d+", stem)
        return f"{found[0] if found else 'form-1'}.docx"
    return None
