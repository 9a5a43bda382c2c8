"""References from one record to another by its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from generator.checks.mentions import Mention
from generator.checks.numbering import NUMBERED
from generator.model.data import PLAN, Data
from generator.model.plan import LIVELIHOOD, ItemKind, Plan
from generator.problems import Position, Problem, is_it, nearest, suggest

_KINDS = (*get_args(ItemKind), "form")
# More words than this are not listed.
_FEW = 2


@dataclass(frozen=True)
class Ids:
    """The ids that a key may name, and those that are made of a number by the word that they begin with."""

    known: frozenset[str]
    numbers: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, ids: Iterable[str]) -> Ids:
        """Return some ids, in order."""
        found = cls(frozenset(ids := list(ids)))
        for one in ids:
            if match := NUMBERED.fullmatch(one):
                found.numbers[match[1]].setdefault(int(match[2]), one)
        return found

    def cure(self, wrong: str) -> str:
        """Return the cure for an id that none of them is: the record of a clause, the nearest, or which there are."""
        item = wrong.partition(".")[0]
        if item != wrong and item in self.known:
            return f"改为 {item}，只写所属的记录"
        match = NUMBERED.fullmatch(wrong)
        if not match:
            return suggest(wrong, sorted(self.known - {one for row in self.numbers.values() for one in row.values()}))
        if match[1] in self.ends:
            return self._cure_number(wrong, match[1], int(match[2]))
        word = nearest(match[1], list(self.numbers), 0.7)
        meant = self.numbers[word].get(int(match[2])) if word else None
        if meant:
            return is_it(meant, wrong)
        words = "或".join(f"“{one}-”" for one in self.numbers)
        return f"填以{words}开头的编号" if 0 < len(self.numbers) <= _FEW else f"没有以“{match[1]}-”开头的编号，请核对"

    def _cure_number(self, wrong: str, word: str, number: int) -> str:
        row = self.numbers[word]
        if number in row:
            return is_it(row[number], wrong)
        first, last = (row[end] for end in self.ends[word])
        lost = f"；写得没有错的，从版本记录里取回 {wrong}" if self.ends_before(wrong) else ""
        return f"编号从 {first} 到 {last}{lost}"

    def ends_before(self, wrong: str) -> bool:
        """Return whether an id would come next: then the last record may be lost."""
        match = NUMBERED.fullmatch(wrong)
        end = self.ends.get(match[1]) if match else None
        return bool(match and end and int(match[2]) == end[1] + 1)

    @cached_property
    def ends(self) -> dict[str, tuple[int, int]]:
        """The first and the last number behind each word."""
        return {word: (min(row), max(row)) for word, row in self.numbers.items()}


def references(data: Data) -> Iterator[Problem]:
    """Every record that is referred to exists, and is of the kind that is meant."""
    for mention, ids in _references(data):
        if mention.name not in ids.known:
            message = f"没有“{mention.name}”这条记录"
            subjects = frozenset({mention.name, *((PLAN,) if ids.ends_before(mention.name) else ())})
            yield Problem(mention.position, mention.record, message, ids.cure(mention.name), subjects=subjects)


def _references(data: Data) -> Iterator[tuple[Mention, Ids]]:
    items, plan = data.plan.items, data.plan
    forms = Ids.of(form.id for form in plan.forms)
    records = Ids.of(("document", "notice", *_sections_and_items(plan), *forms.known, "distribution"))
    for correction in data.corrections.corrections:
        yield Mention(correction.record, correction.position("record"), correction.record), records
    printed = Ids.of(item.id for item in items)
    for n, name in enumerate(data.corrections.last):
        ids = forms if name.startswith("form-") else printed
        yield Mention(name, data.corrections.position("last", n), "last"), ids
    projects = Ids.of(item.id for item in items if item.kind in LIVELIHOOD)
    tasks = Ids.of(item.id for item in items if item.kind == "task")
    for pair in data.restatements.restatements:
        yield Mention(pair.project, pair.position("project"), pair.project), projects
        yield Mention(pair.task, pair.position("task"), pair.project), tasks
    for bracket in plan.brackets:
        for n, name in enumerate(bracket.printed_in):
            yield Mention(name, bracket.position("printed_in", n), "brackets"), printed
    for rule in plan.deadlines:
        yield from ((Mention(name, rule.position("forms", n), rule.id), forms) for n, name in enumerate(rule.forms))
    rules = Ids(frozenset(rule.id for rule in plan.deadlines))
    for one in data.deadlines.inferred:
        yield Mention(one.deadline, one.position("deadline"), one.deadline), rules


def _sections_and_items(plan: Plan) -> Iterator[str]:
    for section in (section for part in plan.parts for section in part.sections):
        yield section.id
        yield from (item.id for item in section.items)


def lost_ends(data: Data) -> Iterator[Problem]:
    """Of every kind of record that is referred to, some are left: else the plan was cut somewhere before them."""
    lost = [*_kinds(data)]
    if not lost:
        return
    kinds = "".join(f"“{kind}”" for kind in dict.fromkeys(kind for _, kind in lost))
    first, last = lost[0][0].position, data.plan.node.position.last_line
    more = f"等{len(lost)}处" if len(lost) > 1 else ""
    message = f"方案里没有一条{kinds}的记录，{first.file} 第{first.line}行{more}却提到它们"
    cure = "文件很可能到这里就断了，从版本记录里取回后面的；确实没有的，改正提到它们的地方"
    missing = {mention.name for mention, ids in _references(data) if mention.name not in ids.known}
    subjects = frozenset({PLAN, *missing, *_last_record(data.plan)})
    yield Problem(Position(PLAN, last, 1, last), "", message, cure, subjects=subjects)


def _last_record(plan: Plan) -> Iterator[str]:
    """Yield the ids and names of the record in the middle of which a plan was cut."""
    sections = [section for part in plan.parts for section in part.sections]
    yield from (section.id for section in sections[-1:])
    for item in plan.items[-1:]:
        yield item.id
        yield from (name for clause in item.clauses for name in clause.named)


def _kinds(data: Data) -> Iterator[tuple[Mention, str]]:
    """Yield every reference to a kind of record of which the plan has none, with the kind, such as task-…"""
    left = {part.kind for part in data.plan.parts if part.items} | ({"form"} if data.plan.forms else set())
    for mention, ids in _references(data):
        match = NUMBERED.fullmatch(mention.name)
        if match and match[1] in _KINDS and match[1] not in left:
            yield mention, f"{match[1]}-…"
        elif not ids.known:
            yield mention, "deadlines"
