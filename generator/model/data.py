"""Everything that the data files say, and the names of the files, by their paths in the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.editorial import (
    Corrections,
    Forerunners,
    InferredDeadlines,
    Restatements,
    Targets,
    Topics,
    Vocabulary,
)
from generator.model.plan import Plan
from generator.model.register import Register
from generator.problems import Position

PLAN, UNITS, CORRECTIONS = "data/plan.yaml", "data/units.yaml", "data/corrections.yaml"
SYNONYMS, DEADLINES, RESTATEMENTS = "data/synonyms.yaml", "data/deadlines.yaml", "data/restatements.yaml"
TARGETS, TOPICS, FORERUNNERS = "data/targets.yaml", "data/topics.yaml", "data/forerunners.yaml"
FILES = (PLAN, UNITS, CORRECTIONS, SYNONYMS, DEADLINES, RESTATEMENTS)
# What a plan may do without.
OPTIONAL = (TARGETS, TOPICS, FORERUNNERS)
ALL_FILES = (*FILES, *OPTIONAL)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is held against the official text.

    The plan, the register by which its units are printed, and how its text departs from the official one.
    """

    plan: Plan
    register: Register
    corrections: Corrections


@dataclass(frozen=True, slots=True)
class Data(Edition):
    """Everything that the data files say, in shapes that hold: a field for each of `ALL_FILES`, in their order."""

    vocabulary: Vocabulary
    deadlines: InferredDeadlines
    restatements: Restatements
    targets: Targets
    topics: Topics
    forerunners: Forerunners


# The file of the settings, as its editors know it.
CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Setting:
    """A value, where it and its key stand, and what is set below it, by key."""

    value: Any
    position: Position
    key: Position
    below: Mapping[str, Setting] = field(default_factory=dict)
