"""What is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from generator.model.data import Data


@dataclass(frozen=True, slots=True)
class Project(Data):
    """The records of the data files, the layouts of the forms, and the names of all files in the folders of both.

    `layouts` has the Word document that lays out each form, by the id of the form; None where no forms are made.
    `names` are paths in the project.
    """

    layouts: Mapping[str, bytes] | None
    names: tuple[str, ...]

    @classmethod
    def of(cls, data: Data, layouts: Mapping[str, bytes] | None, names: tuple[str, ...]) -> Self:
        """Return the project with these records, layouts and names."""
        return cls(**{one.name: getattr(data, one.name) for one in fields(Data)}, layouts=layouts, names=names)
