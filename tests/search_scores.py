"""The graded queries of the search and how well results answer them.

A row of search_queries.tsv is a class, a query, the ids that answer it (grade 2) and the ids that help (grade 1). Of
each class every third row is set aside: nothing is tuned on it.

A livelihood project and the task that it restates as a whole are one result, so they are one answer: it has the better
grade of both, whichever of them is shown, and the best order that could be has it once.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.index.comparison import compare
from generator.index.index import Index

TABLE = Path(__file__).parent / "search_queries.tsv"
# What people type who know no vocabulary, by rounds; none is set aside, for only the first score of a round counts.
ROUNDS = Path(__file__).parent / "search_rounds.tsv"


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its class, its graded answers, and whether it is set aside."""

    kind: str
    text: str
    grades: dict[str, int]
    aside: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over queries: nDCG@10, the share whose first result is an answer, and how many have no result."""

    count: int
    ndcg: float
    success: float
    empty: int


def read_queries(table: Path = TABLE) -> list[Query]:
    """All rows of a table, in order."""
    seen: defaultdict[str, int] = defaultdict(int)
    queries = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            grades = dict.fromkeys((row["grade 1"] or "").split(), 1)
            grades |= dict.fromkeys(row["grade 2"].split(), 2)
            queries.append(Query(row["class"], row["query"], grades, seen[row["class"]] % 3 == 2))
            seen[row["class"]] += 1
    return queries


def one_promise(index: Index) -> dict[str, str]:
    """The project in whose place a task may stand, as both are the same matter as a whole."""
    return {one.task: one.project for one in index.restatements if compare(index, one).whole}


def ndcg(query: Query, ids: Sequence[str], same: Mapping[str, str]) -> float:
    """The discounted gain of the first ten results, of the best that ten could have."""
    grades: dict[str, int] = {}
    for id_, grade in query.grades.items():
        promise = same.get(id_, id_)
        grades[promise] = max(grade, grades.get(promise, 0))
    gained = _gain(grades.get(same.get(id_, id_), 0) for id_ in ids[:10])
    return gained / _gain(sorted(grades.values(), reverse=True)[:10])


def _gain(grades: Iterable[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(position + 2) for position, grade in enumerate(grades))


def score(queries: Sequence[Query], answers: Sequence[Sequence[str]], same: Mapping[str, str]) -> Scores:
    """The scores of the answers, one list of ids a query; `same` is `one_promise` of the plan."""
    count = len(queries)
    gains = [ndcg(query, ids, same) for query, ids in zip(queries, answers, strict=True)]
    promised = [{same.get(id_, id_) for id_ in query.grades} for query in queries]
    hits = [bool(ids) and same.get(ids[0], ids[0]) in wanted for wanted, ids in zip(promised, answers, strict=True)]
    return Scores(count, sum(gains) / count, sum(hits) / count, sum(not ids for ids in answers))
