"""The rules that relate the words of the search to the plan and the register. Each check yields its problems."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from generator.checks.wording import cure_quoted
from generator.model.node import UNKNOWN
from generator.model.plan import Plan
from generator.model.register import Register
from generator.model.vocabulary import Prefix, RoleWords, SoughtPage, Synonym, Vocabulary
from generator.problems import Place, Problem, nearest, written_twice

Word = tuple[str, Place]
Typed = Synonym | SoughtPage | RoleWords | Prefix
# More examples that are not found are not mistaken one by one.
_MANY = 10
_COMMA = re.compile(r"[，、；,]")
_SEPARATE = "“{}”很可能是用来分隔的，一行只写一个，以“- ”开头"


def check_vocabulary(register: Register, vocabulary: Vocabulary) -> Iterator[Problem]:
    """The problems of relation in the words of the search but for those of the plan, check by check."""
    yield from words_once(vocabulary)
    yield from separated_words(vocabulary)
    yield from listed_pages(vocabulary)
    yield from typed_is_no_unit(register, vocabulary)
    yield from ambiguous_words(register)


def terms_of_the_plan(plan: Plan, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A synonym stands for words that the plan has; where what people type is missing, it may be among the terms."""
    texts = list(_texts(plan))
    for synonym in (one for one in vocabulary.synonyms if UNKNOWN not in one.typed):
        for n, term in enumerate(synonym.terms):
            if not any(term in text for text in texts):
                place = synonym.place("terms", n)
                yield Problem(place, term, f"方案里没有“{term}”", _cure_term(term))


def examples(plan: Plan, register: Register, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What the home page offers to search for is found: words of the plan, of a unit, or that people type for them."""
    typed = {word for word, _ in (*_typed(vocabulary.synonyms), *_typed(vocabulary.pages))}
    known = typed | register.units_called.keys()
    offered = [(word, vocabulary.place("examples", n)) for n, word in enumerate(vocabulary.examples)]
    yield from written_twice(offered, "删去一个")
    unfound = [one for one in offered if one[0] not in known and not any(one[0] in text for text in _texts(plan))]
    if len(unfound) > _MANY:
        yield _headless(offered, unfound)
        return
    for word, place in unfound:
        close = nearest(word, sorted(known))
        cure = f"是不是“{close}”" if close else "换一个搜得到的，如单位的名字或者方案里的词"
        yield Problem(place, word, f"首页的例子“{word}”搜不到", cure)


def _headless(offered: Sequence[Word], unfound: Sequence[Word]) -> Problem:
    """So many examples are none but another list, which stands behind an empty line and lost its key."""
    apart = (one for before, one in itertools.pairwise(offered) if one[1].line > before[1].last_line + 1)
    word, place = next(apart, unfound[0])
    message = f"首页的例子从“{word}”起，有{len(unfound)}个搜不到"
    return Problem(place, word, message, "这里少了“fillers:”一行的，在它上面补上；确实是例子的，换成搜得到的")


def _cure_term(term: str) -> str:
    if comma := _COMMA.search(term):
        return _SEPARATE.format(comma[0])
    return cure_quoted("照方案写；方案没有这个意思的，删去")


def _texts(plan: Plan) -> Iterator[str]:
    for item in plan.items:
        yield from (clause.text for clause in item.clauses)
    for part in plan.parts:
        for section in part.sections:
            yield section.title or ""
            yield from (group.heading for group in section.groups)


def words_once(vocabulary: Vocabulary) -> Iterator[Problem]:
    """What people type means one thing: it stands under one record only, where all that it can mean is listed."""
    meant = (*_typed(vocabulary.synonyms), *_typed(vocabulary.pages))
    cure = "只留一处；两个意思都有的，把方案原话都写进那一处的 terms"
    yield from written_twice(meant, cure)
    known = {word for word, _ in meant}
    fillers = [(word, vocabulary.place("fillers", n)) for n, word in enumerate(vocabulary.fillers)]
    yield from written_twice(fillers, "只留一处")
    for word, place in fillers:
        if word in known:
            yield Problem(place, word, f"“{word}”查找时略去，却又写在 typed 里", "只留一处")
    for kind, records in (("role", vocabulary.roles), ("kind", vocabulary.prefixes)):
        yield from written_twice([(getattr(record, kind), record.place(kind)) for record in records], "两条并成一条")
        yield from written_twice(_typed(records), "只留一处，一个说法只有一个意思")


def _typed(records: Sequence[Typed]) -> list[Word]:
    return [(word, record.place("typed", n)) for record in records for n, word in enumerate(record.typed)]


def separated_words(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Words have a line each, or are separated by the comma of YAML; nobody types a comma in a word."""
    groups = (vocabulary.synonyms, vocabulary.pages, vocabulary.roles, vocabulary.prefixes)
    fillers = [(word, vocabulary.place("fillers", n)) for n, word in enumerate(vocabulary.fillers)]
    for word, place in (*fillers, *(word for records in groups for word in _typed(records))):
        if comma := _COMMA.search(word):
            yield Problem(place, word, f"“{word}”里有标点“{comma[0]}”", _SEPARATE.format(comma[0]))


def listed_pages(vocabulary: Vocabulary) -> Iterator[Problem]:
    """A page is listed once, and the pages named with it are listed as well."""
    yield from written_twice(((record.page, record.place("page")) for record in vocabulary.pages), "两条并成一条")
    listed = {record.page for record in vocabulary.pages}
    for record in vocabulary.pages:
        others = [(other, record.place("also", n)) for n, other in enumerate(record.also)]
        yield from written_twice([(record.page, record.place("page")), *others], "从这里删去", record.page)
        for n, other in enumerate(record.also):
            if other not in listed:
                cure = f"给“{other}”也写一条，或者从这里删去"
                yield Problem(record.place("also", n), record.page, f"pages 里没有“{other}”", cure)


def typed_is_no_unit(register: Register, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A name of a unit leads to the unit and to nothing else."""
    for word, place in (*_typed(vocabulary.synonyms), *_typed(vocabulary.pages)):
        if word in register.by_any_name:
            message = f"“{word}”是单位“{register.by_any_name[word].name}”的名字"
            yield Problem(place, word, message, "从这里删去，单位名已经能找到")


def ambiguous_words(register: Register) -> Iterator[Problem]:
    """A word declared ambiguous stands for several units and is no name of one."""
    yield from written_twice(((word.alias, word.place("alias")) for word in register.ambiguous), "两条并成一条")
    for word in register.ambiguous:
        if word.alias in register.by_any_name:
            message = f"“{word.alias}”已经是“{register.by_any_name[word.alias].name}”的名字"
            yield Problem(word.place("alias"), word.alias, message, "从那个单位的 aliases 里删去，或者从这里删去")
        units = [(name, word.place("units", n)) for n, name in enumerate(word.units)]
        yield from written_twice(units, "删去一个", word.alias)
        if len(units) < 2:
            yield Problem(word.place("units"), word.alias, "只指一个单位", "写进那个单位的 aliases")
