"""The words of the search by themselves, and against the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.mentions import written_twice
from generator.checks.quotations import COMMA, SEPARATE
from generator.model.data import Data
from generator.model.editorial import Prefix, RoleWords, SoughtPage, Synonym, Vocabulary
from generator.problems import Position, Problem

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
            yield Problem(position, word, f"“{word}”查找时略去，却又写在 typed 或 near 里", "只留一处")
    for kind, records in (("role", vocabulary.roles), ("kind", vocabulary.prefixes)):
        yield from written_twice([(getattr(record, kind), record.position(kind)) for record in records], "两条并成一条")
        yield from written_twice(_typed(records), "只留一处，一个说法只有一个意思")


def words_there(data: Data) -> Iterator[Problem]:
    """A synonym has words that people type, for the same thing or for one that is near."""
    for synonym in data.vocabulary.synonyms:
        if not (synonym.typed or synonym.near):
            cure = "补上 typed（说的是同一件事）或 near（只是相近），一行写一个"
            yield Problem(synonym.position("terms"), synonym.terms[0], "没有写人们会输入的说法", cure)


def _typed(records: Sequence[Typed]) -> list[Word]:
    return [word for record in records for word in (*_words(record, "typed"), *_words(record, "near"))]


def _words(record: Typed, key: str) -> Iterator[Word]:
    yield from ((word, record.position(key, n)) for n, word in enumerate(getattr(record, key, ())))


def _fillers(vocabulary: Vocabulary) -> list[Word]:
    return [(word, vocabulary.position("fillers", n)) for n, word in enumerate(vocabulary.fillers)]


def separated_words(data: Data) -> Iterator[Problem]:
    """Words have a line each, or are separated by the comma of YAML; nobody types a comma in a word."""
    vocabulary = data.vocabulary
    groups = (vocabulary.synonyms, vocabulary.pages, vocabulary.roles, vocabulary.prefixes)
    for word, position in (*_fillers(vocabulary), *(word for records in groups for word in _typed(records))):
        if comma := COMMA.search(word):
            yield Problem(position, word, f"“{word}”里有标点“{comma[0]}”", SEPARATE.format(comma[0]))


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
                yield Problem(record.position("also", n), record.page, f"pages 里没有“{other}”", cure)


def typed_names(data: Data) -> Iterator[Problem]:
    """A name of a unit leads to the unit and to nothing else."""
    named = data.register.by_any_name
    for word, position in (*_typed(data.vocabulary.synonyms), *_typed(data.vocabulary.pages)):
        if word in named:
            message = f"“{word}”是单位“{named[word].name}”的名字"
            yield Problem(position, word, message, "从这里删去，单位名已经能找到", subjects=frozenset({word}))
