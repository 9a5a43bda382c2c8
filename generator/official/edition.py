"""What is held against the official text."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.corrections import Corrections
from generator.model.plan import Plan
from generator.model.register import Register


@dataclass(frozen=True, slots=True)
class Edition:
    """The plan, the register by which its units are printed, and how its text departs from the official one."""

    plan: Plan
    register: Register
    corrections: Corrections
