"""References from one record to another by its id, and the words of the search, which refer to pages and units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from generator.checks.mentions import Mention, written_twice
from generator.checks.numbering import NUMBERED
from generator.checks.quotations import COMMA, SEPARATE
from generator.model.data import PLAN, TARGETS, Data
from generator.model.editorial import Prefix, RoleWords, SoughtPage, Synonym, Theme, Topic, Vocabulary
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
            message = f"E150 没有“{mention.name}”这条记录"
            # What the record says is lost where nobody knows of what it says it.
            lost = (mention.position.file,) if mention.position.file == TARGETS else ()
            subjects = frozenset({mention.name, *lost, *((PLAN,) if ids.ends_before(mention.name) else ())})
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
    clauses = Ids.of(clause_id for item in items for clause_id, _ in item.clause_ids())
    for target in data.targets.targets:
        yield Mention(target.clause, target.position("clause"), target.clause), clauses
    for topic in (topic for theme in data.topics.themes for topic in theme.topics):
        for n, name in enumerate(topic.items):
            yield Mention(name, topic.position("items", n), topic.title), printed
    for going_on in data.forerunners.forerunners:
        yield Mention(going_on.item, going_on.position("item"), going_on.item), printed
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
    message = f"E151 方案里没有一条{kinds}的记录，{first.file} 第{first.line}行{more}却提到它们"
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


Word = tuple[str, Position]
Typed = Synonym | SoughtPage | RoleWords | Prefix


def words_once(data: Data) -> Iterator[Problem]:
    """What people type means one thing: it stands under one record only, where all that it can mean is listed."""
    vocabulary = data.vocabulary
    meant = (*_typed(vocabulary.synonyms), *_typed(vocabulary.pages))
    cure = "只留一处；两个意思都有的，把方案原话都写进那一处的 terms"
    yield from written_twice(meant, cure)
    known = {word for word, _ in meant}
    yield from written_twice(_fillers(vocabulary), "只留一处")
    for word, position in _fillers(vocabulary):
        if word in known:
            yield Problem(position, word, f"E402 “{word}”查找时略去，却又写在 typed 或 near 里", "只留一处")
    for kind, records in (("role", vocabulary.roles), ("kind", vocabulary.prefixes)):
        yield from written_twice([(getattr(record, kind), record.position(kind)) for record in records], "两条并成一条")
        yield from written_twice(_typed(records), "只留一处，一个说法只有一个意思")


def words_there(data: Data) -> Iterator[Problem]:
    """A synonym has words that people type, for the same thing or for one that is near."""
    for synonym in data.vocabulary.synonyms:
        if not (synonym.typed or synonym.near):
            cure = "补上 typed（说的是同一件事）或 near（只是相近），一行写一个"
            yield Problem(synonym.position("terms"), synonym.terms[0], "E403 没有写人们会输入的说法", cure)


def _typed(records: Sequence[Typed]) -> list[Word]:
    return [word for record in records for word in (*_words(record, "typed"), *_words(record, "near"))]


def _words(record: Typed | Theme | Topic, key: str) -> Iterator[Word]:
    yield from ((word, record.position(key, n)) for n, word in enumerate(getattr(record, key, ())))


def _fillers(vocabulary: Vocabulary) -> list[Word]:
    return [(word, vocabulary.position("fillers", n)) for n, word in enumerate(vocabulary.fillers)]


def topics_once(data: Data) -> Iterator[Problem]:
    """A topic has a title of its own, and names an item once; a word is said of it once, and is no filler.

    The parts of its title are words too.
    """
    fillers, themes = {*data.vocabulary.fillers}, data.topics.themes
    topics = [topic for theme in themes for topic in theme.topics]
    yield from written_twice(((topic.title, topic.position("title")) for topic in topics), "并成一个，或者换一个名字")
    for topic in topics:
        items = [(id_, topic.position("items", n)) for n, id_ in enumerate(topic.items)]
        yield from written_twice(items, "从这里删去", topic.title)
    records: list[Theme | Topic] = [*themes, *topics]
    for record in records:
        said = [word for key in ("words", "hints") for word in _words(record, key)]
        named = record.title.split("、") if isinstance(record, Topic) else []
        titles = [(name, record.position("title")) for name in named]
        yield from written_twice([*titles, *said], "只留一处", record.title)
        yield from _unsaid(record.title, said, fillers)


def _unsaid(title: str, said: list[Word], fillers: set[str]) -> Iterator[Problem]:
    """Yield the words of a topic that nobody would search for."""
    for word, position in said:
        if word in fillers:
            yield Problem(position, title, f"E409 “{word}”是 synonyms.yaml 里查找时略去的词", "只留一处")
    yield from _commas(said)


def separated_words(data: Data) -> Iterator[Problem]:
    """Words have a line each, or are separated by the comma of YAML; nobody types a comma in a word."""
    vocabulary = data.vocabulary
    groups = (vocabulary.synonyms, vocabulary.pages, vocabulary.roles, vocabulary.prefixes)
    yield from _commas([*_fillers(vocabulary), *(word for records in groups for word in _typed(records))])


def _commas(words: Iterable[Word]) -> Iterator[Problem]:
    for word, position in words:
        if comma := COMMA.search(word):
            yield Problem(position, word, f"E404 “{word}”里有标点“{comma[0]}”", SEPARATE.format(comma[0]))


def listed_pages(data: Data) -> Iterator[Problem]:
    """A page is listed once."""
    pages = data.vocabulary.pages
    yield from written_twice(((record.page, record.position("page")) for record in pages), "两条并成一条")
    for record in pages:
        others = [(other, record.position("also", n)) for n, other in enumerate(record.also)]
        yield from written_twice([(record.page, record.position("page")), *others], "从这里删去", record.page)


def related_pages(data: Data) -> Iterator[Problem]:
    """The pages that are named with another are listed as well."""
    listed = {record.page for record in data.vocabulary.pages}
    for record in data.vocabulary.pages:
        for n, other in enumerate(record.also):
            if other not in listed:
                cure = f"给“{other}”也写一条，或者从这里删去"
                yield Problem(record.position("also", n), record.page, f"E405 pages 里没有“{other}”", cure)


def typed_names(data: Data) -> Iterator[Problem]:
    """A name of a unit leads to the unit and to nothing else."""
    named = data.register.by_any_name
    for word, position in (*_typed(data.vocabulary.synonyms), *_typed(data.vocabulary.pages)):
        if word in named:
            message = f"E406 “{word}”是单位“{named[word].name}”的名字"
            yield Problem(position, word, message, "从这里删去，单位名已经能找到", subjects=frozenset({word}))
