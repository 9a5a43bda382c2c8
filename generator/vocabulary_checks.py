"""The rules that relate the words of the search to the plan and the register. Each check yields its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Plan, Register
from generator.problems import Problem, nearest, repeated
from generator.vocabulary import SoughtPage, Synonym, Vocabulary


def check_vocabulary(plan: Plan, register: Register, vocabulary: Vocabulary) -> Iterator[Problem]:
    """All problems of relation in the words of the search, check by check."""
    yield from terms_of_the_plan(plan, vocabulary)
    yield from typed_once(vocabulary)
    yield from listed_pages(vocabulary)
    yield from typed_is_no_unit(register, vocabulary)
    yield from ambiguous_words(register)


def terms_of_the_plan(plan: Plan, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A synonym stands for words that the plan has."""
    texts = list(_texts(plan))
    phrases = [phrase for text in texts for phrase in re.split(r"[，。；、]", text)]
    for synonym in vocabulary.synonyms:
        for n, term in enumerate(synonym.terms):
            if not any(term in text for text in texts):
                close = nearest(term, phrases)
                cure = f"照方案的原文写，是不是“{close}”" if close else "照方案的原文写；方案没有这个意思的，删去"
                yield Problem(synonym.place("terms", n), term, f"方案里没有“{term}”", cure)


def _texts(plan: Plan) -> Iterator[str]:
    for item in plan.items:
        yield from (clause.text for clause in item.clauses)
    for part in plan.parts:
        for section in part.sections:
            yield section.title or ""
            yield from (group.heading for group in section.groups)


def typed_once(vocabulary: Vocabulary) -> Iterator[Problem]:
    """What people type stands under one record only, where all that it can mean is listed."""
    records: tuple[Synonym | SoughtPage, ...] = (*vocabulary.synonyms, *vocabulary.pages)
    words = ((word, record.place("typed", n)) for record in records for n, word in enumerate(record.typed))
    for word, place, first in repeated(words):
        message = f"“{word}”写了两次，第{first.line}行已经有了"
        yield Problem(place, word, message, "只留一处；两个意思都有的，把方案原话都写进那一处的 terms")


def listed_pages(vocabulary: Vocabulary) -> Iterator[Problem]:
    """A page is listed once, and the pages named with it are listed as well."""
    for page, place, first in repeated((record.page, record.place("page")) for record in vocabulary.pages):
        yield Problem(place, page, f"“{page}”这一页写了两次，第{first.line}行已经有了", "两条并成一条")
    listed = {record.page for record in vocabulary.pages}
    for record in vocabulary.pages:
        for n, other in enumerate(record.also):
            if other not in listed:
                cure = f"给“{other}”也写一条，或者从这里删去"
                yield Problem(record.place("also", n), record.page, f"pages 里没有“{other}”", cure)


def typed_is_no_unit(register: Register, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A name of a unit leads to the unit and to nothing else."""
    records: tuple[Synonym | SoughtPage, ...] = (*vocabulary.synonyms, *vocabulary.pages)
    for record in records:
        for n, word in enumerate(record.typed):
            if word in register.by_any_name:
                message = f"“{word}”是单位“{register.by_any_name[word].name}”的名字"
                yield Problem(record.place("typed", n), word, message, "从这里删去，单位名已经能找到")


def ambiguous_words(register: Register) -> Iterator[Problem]:
    """A word declared ambiguous stands for several units and is no name of one."""
    for alias, place, first in repeated((word.alias, word.place("alias")) for word in register.ambiguous):
        yield Problem(place, alias, f"“{alias}”写了两次，第{first.line}行已经有了", "两条并成一条")
    for word in register.ambiguous:
        if word.alias in register.by_any_name:
            message = f"“{word.alias}”已经是“{register.by_any_name[word.alias].name}”的名字"
            yield Problem(word.place("alias"), word.alias, message, "从那个单位的 aliases 里删去，或者从这里删去")
        units = [(name, word.place("units", n)) for n, name in enumerate(word.units)]
        for name, place, first in repeated(units):
            yield Problem(place, word.alias, f"“{name}”写了两次，第{first.line}行已经有了", "删去一个")
        if len(units) < 2:
            yield Problem(word.place("units"), word.alias, "只指一个单位", "写进那个单位的 aliases")
