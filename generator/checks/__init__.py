"""The rules between records: one table of checks, and one rule that keeps echoes silent.

A check takes what is checked and yields problems. Its docstring states the rule that it holds. A problem names as its
subjects what it puts in doubt, and what a later check finds about one of them is not shown: the first problem explains
it. So the checks stand in the order in which one fault causes another.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.checks import (
    files,
    forerunners,
    items,
    names,
    numbering,
    quotations,
    references,
    register,
    targets,
    text,
)
from generator.checks.files import Project
from generator.model.data import PLAN, SYNONYMS, TARGETS, UNITS
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """A check, and the files of which it says that something is missing there.

    Nobody can tell what is missing in a file of which a part could not be read.
    """

    find: Callable[[Project], Iterator[Problem]]
    missing_in: tuple[str, ...] = ()


CHECKS = (
    Check(text.look_alikes),
    Check(items.part_kinds),
    Check(references.lost_ends),
    Check(numbering.slugs),
    Check(numbering.unique_ids),
    Check(numbering.numbering),
    Check(numbering.ends),
    Check(items.document),
    Check(items.whole_heads),
    Check(items.sections),
    Check(items.divided_items),
    Check(items.clause_units),
    Check(items.worded_units),
    Check(items.milestones),
    Check(items.pasted_units),
    Check(items.default_leads, (PLAN,)),
    Check(quotations.quoted_rules, (PLAN,)),
    Check(register.unknown_kinds, (UNITS,)),
    Check(register.unused_kinds, (UNITS,)),
    Check(register.unit_kinds),
    Check(register.unique_names),
    Check(register.hosts),
    Check(register.aliases),
    Check(register.ambiguous_words),
    Check(names.unknown_units, (UNITS,)),
    Check(names.unknown_leaders, (UNITS,)),
    Check(register.memberships),
    Check(register.members),
    Check(register.member_kinds),
    Check(names.defined_words, (UNITS,)),
    Check(names.defined_members, (UNITS,)),
    Check(text.repeated_brackets),
    Check(text.bracket_units, (UNITS,)),
    Check(references.references, (PLAN,)),
    Check(text.bracket_items),
    Check(text.printed_definitions, (PLAN,)),
    Check(text.printed_hosts, (PLAN,)),
    Check(text.printed_units, (PLAN, UNITS)),
    Check(items.deadline_rules),
    Check(items.inferred_dates),
    Check(items.revision),
    Check(quotations.correction_texts),
    Check(quotations.restated_once),
    Check(references.words_there),
    Check(references.words_once),
    Check(references.topics_once),
    Check(references.separated_words),
    Check(references.listed_pages),
    Check(references.related_pages, (SYNONYMS,)),
    Check(references.typed_names),
    Check(quotations.restated_words),
    Check(quotations.correction_outcomes, (PLAN, UNITS)),
    Check(quotations.terms_of_the_plan, (PLAN,)),
    Check(quotations.examples, (PLAN, UNITS, SYNONYMS)),
    Check(forerunners.earlier_years),
    Check(forerunners.listed_years),
    Check(forerunners.years),
    Check(forerunners.items),
    Check(forerunners.said_once),
    Check(text.print_style),
    Check(targets.measures, (TARGETS,)),
    Check(targets.spans, (PLAN,)),
    Check(targets.values),
    Check(targets.listed_once),
    Check(targets.uncounted_words, (PLAN,)),
    Check(targets.unlisted_numbers, (PLAN, TARGETS)),
    Check(files.form_layouts),
    Check(files.sound_layouts),
    Check(files.unread_files),
)
# What must hold before duties can be derived; the others hold the data against the document, or against itself.
_NEEDED = (
    *(numbering.unique_ids, items.part_kinds, items.document, items.sections, items.divided_items, items.clause_units),
    *(register.unknown_kinds, register.unique_names, register.hosts, register.memberships, register.members),
    *(names.unknown_units, names.unknown_leaders, text.bracket_units, text.bracket_items, references.references),
    *(items.deadline_rules, items.inferred_dates, items.revision),
)
RELATIONS = (Check(numbering.unique_items), *(check for check in CHECKS if check.find in _NEEDED))


def run(project: Project, faults: Iterable[Problem], checks: Sequence[Check] = CHECKS) -> list[Problem]:
    """Return the problems between records that are news after the faults with which the records were read."""
    faulted = {subject for fault in faults for subject in _puts_in_doubt(fault)}
    found: list[Problem] = []
    for check in checks:
        if faulted.isdisjoint(check.missing_in):
            news = [problem for problem in check.find(project) if faulted.isdisjoint(_about(problem))]
            found += news
            faulted.update(subject for problem in news if not problem.hint for subject in _puts_in_doubt(problem))
    return found


def _about(problem: Problem) -> Iterator[Hashable]:
    """Yield the subjects of a problem, and where it is: a hint is not shown on a line on which something is wrong."""
    yield from problem.subjects
    yield (problem.position.file, problem.position.line) if problem.hint else problem.position


def _puts_in_doubt(problem: Problem) -> Iterator[Hashable]:
    yield from problem.subjects
    yield problem.position
    yield problem.position.file, problem.position.line
