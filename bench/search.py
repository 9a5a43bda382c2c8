"""The search in figures: how well it answers by class of query, what is sent, and how long a key takes. Fails nothing.

Times depend on the machine; they are a guide. Run by `make bench`.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.conftest import ROOT, index_of
from tests.node import put_assets, run_node
from tests.search_scores import ROUNDS, Query, Scores, one_promise, read_queries, score


def main() -> None:
    """Prints all figures for the plan of this project."""
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(ROOT)
        assets = put_assets(Path(folder), index, ROOT)
        print_scores(assets, one_promise(index))
        print_sizes(assets)
        print_times(assets)


def print_scores(assets: Path, same: Mapping[str, str]) -> None:
    """Scores by class, of all queries, and of those set aside; then of the rounds of people who know no vocabulary."""
    print_table(read_queries(), assets, same)
    print_table(read_queries(ROUNDS), assets, same)


def print_table(queries: Sequence[Query], assets: Path, same: Mapping[str, str]) -> None:
    """Scores of some queries by class, of those set aside, and of all."""
    answers = [answer["ids"] for answer in run_node("results.js", assets, [query.text for query in queries])]
    print(f"{'class':<14}{'queries':>8}{'nDCG@10':>9}{'success@1':>11}{'empty':>7}")
    kinds = {kind: [query.kind == kind for query in queries] for kind in dict.fromkeys(query.kind for query in queries)}
    aside = [query.aside for query in queries]
    rest = {"tuned on": [not one for one in aside], "set aside": aside, "all": [True] * len(queries)}
    for title, chosen in {**kinds, **rest}.items():
        ours = [(query, ids) for query, ids, one in zip(queries, answers, chosen, strict=True) if one]
        _print_row(title, score([query for query, _ in ours], [ids for _, ids in ours], same))


def _print_row(title: str, scores: Scores) -> None:
    print(f"{title:<14}{scores.count:>8}{scores.ndcg:>9.3f}{scores.success:>11.3f}{scores.empty:>7}")


def print_sizes(assets: Path) -> None:
    """What is sent before the first result, as it is and compressed by gzip."""
    print("\nbytes before the first result, and after it")
    total = 0
    for name in ("engine.js", "index.json"):
        content = (assets / name).read_bytes()
        packed = len(gzip.compress(content, 9, mtime=0))
        total += packed
        print(f"{name:<14}{len(content):>8} plain{packed:>8} gzip")
    print(f"{'together':<14}{'':>14}{total:>8} gzip of 61440")
    after = len(gzip.compress((assets / "topics.js").read_bytes(), 9, mtime=0))
    print(f"{'topics.js':<14}{'':>14}{after:>8} gzip of 61440")


def print_times(assets: Path) -> None:
    """Milliseconds to open the index, to read the topics, and for each key of the graded queries.

    All keys but the first are answered with the topics. The plan is there once, and ten times.
    """
    queries = [query.text for query in read_queries()]
    print("\nmilliseconds   opening   first key   topics   median key   95th percentile   worst")
    for times in run_node("latency.js", assets, {"queries": queries, "copies": [1, 10]}):
        print(
            f"{times['copies']:>3} × the plan{times['open']:>9.1f}{times['first']:>12.1f}{times['widened']:>9.1f}"
            f"{times['median']:>13.2f}{times['p95']:>18.2f}{times['worst']:>8.1f}"
        )


if __name__ == "__main__":
    main()
