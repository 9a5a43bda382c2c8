"""The data files of a project, by their paths in it."""

from __future__ import annotations

PLAN, UNITS, CORRECTIONS = "data/plan.yaml", "data/units.yaml", "data/corrections.yaml"
SYNONYMS, DEADLINES, RESTATEMENTS = "data/synonyms.yaml", "data/deadlines.yaml", "data/restatements.yaml"
FILES = (PLAN, UNITS, CORRECTIONS, SYNONYMS, DEADLINES, RESTATEMENTS)
