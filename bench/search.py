"""The search in figures: how well it answers by class of query, what is sent, and how long a key takes. Fails nothing.

Times depend on the machine; they are a guide. Run by `make bench`.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import ROOT, index_of
from tests.node import put_assets, run_node
from tests.search_scores import Query, read_queries, score


def main() -> None:
    """Prints all figures for the plan of this project."""
    with tempfile.TemporaryDirectory() as folder:
        assets = put_assets(Path(folder), index_of(ROOT), ROOT)
        print_scores(assets)
        print_sizes(assets)
        print_times(assets)


def print_scores(assets: Path) -> None:
    """Scores by class, of all queries, and of those set aside."""
    queries = read_queries()
    answers = [answer["ids"] for answer in run_node("results.js", assets, [query.text for query in queries])]
    print(f"{'class':<14}{'queries':>8}{'nDCG@10':>9}{'success@1':>11}{'empty':>7}")
    for kind in dict.fromkeys(query.kind for query in queries):
        _print_row(kind, queries, answers, [n for n, query in enumerate(queries) if query.kind == kind])
    _print_row("tuned on", queries, answers, [n for n, query in enumerate(queries) if not query.aside])
    _print_row("set aside", queries, answers, [n for n, query in enumerate(queries) if query.aside])
    _print_row("all", queries, answers, list(range(len(queries))))


def _print_row(title: str, queries: Sequence[Query], answers: Sequence[Sequence[str]], places: Sequence[int]) -> None:
    scores = score([queries[n] for n in places], [answers[n] for n in places])
    print(f"{title:<14}{scores.count:>8}{scores.ndcg:>9.3f}{scores.success:>11.3f}{scores.empty:>7}")


def print_sizes(assets: Path) -> None:
    """What is sent before the first result, as it is and compressed by gzip."""
    print("\nbytes before the first result")
    total = 0
    for name in ("engine.js", "index.json"):
        content = (assets / name).read_bytes()
        packed = len(gzip.compress(content, 9, mtime=0))
        total += packed
        print(f"{name:<14}{len(content):>8} plain{packed:>8} gzip")
    print(f"{'together':<14}{'':>14}{total:>8} gzip of 61440")


def print_times(assets: Path) -> None:
    """Milliseconds to open the index and for each key of the graded queries, with the plan once and ten times."""
    queries = [query.text for query in read_queries()]
    print("\nmilliseconds   opening   first key   median key   95th percentile   worst")
    for times in run_node("latency.js", assets, {"queries": queries, "copies": [1, 10]}):
        print(
            f"{times['copies']:>3} × the plan{times['open']:>9.1f}{times['first']:>12.1f}{times['median']:>13.2f}"
            f"{times['p95']:>18.2f}{times['worst']:>8.1f}"
        )


if __name__ == "__main__":
    main()
