"""How well and how fast official texts are read into drafts. Fails nothing. Run by `make bench`."""

from __future__ import annotations

import time

from generator.drafting.draft import draft
from tests.conftest import SMALL
from tests.plans import PLANS, scores

MEGABYTE = 1_000_000


def main() -> None:
    """Prints the shares of what is read right, and how long a megabyte takes."""
    print("drafts of plans of other cities: shares that are right")
    if PLANS.is_dir():
        shares, extra = scores()
        print("  ".join(f"{name} {share:.3f}" for name, share in shares.items()), f" extra items {extra}")
    else:
        print("no plans lie next to this clone")
    text = (SMALL / "official.txt").read_text(encoding="utf-8")
    large = (text * (MEGABYTE // len(text.encode()) + 1)).encode()[:MEGABYTE].decode("utf-8", "ignore")
    start = time.process_time()
    items = len(draft(large).items)
    print(f"one megabyte, {items} items: {time.process_time() - start:.2f} s of the processor; aim 2 s")


if __name__ == "__main__":
    main()
