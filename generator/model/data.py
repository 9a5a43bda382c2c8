"""Everything that the data files say, and the names of the files, by their paths in the project."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.corrections import Corrections
from generator.model.deadlines import InferredDeadlines
from generator.model.plan import Plan
from generator.model.register import Register
from generator.model.restatements import Restatements
from generator.model.vocabulary import Vocabulary

PLAN, UNITS, CORRECTIONS = "data/plan.yaml", "data/units.yaml", "data/corrections.yaml"
SYNONYMS, DEADLINES, RESTATEMENTS = "data/synonyms.yaml", "data/deadlines.yaml", "data/restatements.yaml"
FILES = (PLAN, UNITS, CORRECTIONS, SYNONYMS, DEADLINES, RESTATEMENTS)


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
    """Everything that the data files say, in shapes that hold: a field for each of `FILES`, in their order."""

    vocabulary: Vocabulary
    deadlines: InferredDeadlines
    restatements: Restatements
