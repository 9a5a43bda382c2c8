"""What a change asks somebody to do: ids to put back, redirects, corrections that are missing, dates of calendars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from generator.downloads.documents import Document
from generator.index.changes import Change, Changes
from generator.review.review import Review
from generator.review.words import Sentence, plain

# So many lines are named one by one.
_NAMED = 6


def sentences(review: Review) -> Iterator[Sentence]:
    """Yield what somebody must do about a change before it is published."""
    changes = review.changes
    # Each year counts its items from the first, and its addresses stay alive below those of the next.
    if not changes.of_years:
        yield from _lost(review)
    for unit in changes.units:
        if unit.old and unit.new and unit.old.id != unit.new.id:
            yield plain(f"单位的 id 定下以后不改，“{unit.new.name}”的由 {unit.old.id} 改成了 {unit.new.id}")
    yield from _claims(review)
    for paper in review.papers:
        yield from _stale_dates(paper)


def _lost(review: Review) -> Iterator[Sentence]:
    """Yield which ids and which pages of the plan others may cite in vain."""
    for run in _renumbered(review.changes):
        yield plain(f"编号不改，也不再用，这里改了：{run}。把编号改回去；新的事项接在最后")
    for address in review.addresses:
        if address.old and "#" not in address.old:
            yield plain(f"页面 {address.old} 没有了，旧链接会失效；{_redirect(address)}")


def _claims(review: Review) -> Iterator[Sentence]:
    """Yield where a correction is missing, in one sentence for all lines of a kind."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for old, new in review.claims:
        line = new or old
        assert line, "one of the two is there"
        what = "方案多了" if old is None else "方案少了" if new is None else "改了方案的文字或单位"
        lines[what].append(f"{line.citation}（{line.record}）")
    for what, found in lines.items():
        more = f"等{len(found)}处" if len(found) > _NAMED else ""
        cure = "原文就是这样的，用 verify 核对；不是的，在 data/corrections.yaml 里各写一条，record 写括号里的编号"
        yield plain(f"{what}，没有写订正：{'、'.join(found[:_NAMED])}{more}。{cure}")


def _redirect(address: Change[str]) -> str:
    target = f"转到 {address.new}" if address.new else "转到相近的页面"
    return f"在服务器上设一条转向，{target}"


def _stale_dates(paper: Change[Document]) -> Iterator[Sentence]:
    """Yield the dates that moved to an earlier day, which calendars do not take unless the revision is raised."""
    if paper.old is None or paper.new is None or paper.new.unit or paper.new.format != "ics":
        return
    before = {event["occasion"]: event for event in paper.old.values["events"]}
    for event in paper.new.values["events"]:
        old = before.get(event["occasion"])
        if old and old["date"] != event["date"] and old["sequence"] >= event["sequence"]:
            moved = f"{old['date']} 提前到 {event['date']}"
            yield plain(f"时限由 {moved}，已订阅的日历不会更新；在 data/deadlines.yaml 里把 revision 加一")


def _renumbered(changes: Changes) -> Iterator[str]:
    """Yield which items have other ids, those that count on by as much in one: 第二部分第80项至第285项各加1."""
    pairs = [(one.old, one.new) for one in changes.items if one.old and one.new and one.old.id != one.new.id]
    steps = [(old.item.kind, new.item.kind, new.item.number - old.item.number) for old, new in pairs]
    for (kind, new_kind, by), run in groupby(zip(steps, pairs, strict=True), key=lambda one: one[0]):
        found = [pair for _, pair in run]
        (first, target), (last, _) = found[0], found[-1]
        if len(found) < 3 or kind != new_kind:
            yield "，".join(f"{old.citation}成了{new.citation}" for old, new in found)
        else:
            counted = f"{'加' if by > 0 else '减'}{abs(by)}"
            yield f"{first.citation}至{last.label}共{len(found)}项各{counted}，{first.citation}成了{target.citation}"
