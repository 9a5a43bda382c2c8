"""The review of a change as text, as Markdown for a comment, and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.downloads.documents import Document
from generator.downloads.opendata import json_bytes, obligation_json
from generator.index.changes import Change
from generator.index.index import Obligation
from generator.model.register import Unit
from generator.proof.printed import Line
from generator.review.review import Review
from generator.review.sections import Section, sections
from generator.review.words import Piece, Sentence

NOTHING = "无语义变化"
# By this line a comment is found again and brought up to date.
MARK = "<!-- plan-diff -->"
# A comment shows so many lines of so many letters at once, the rest folded, and has so many letters at most: hosts take
# no more.
_OPEN, _LINE, _LONGEST = 16, 60, 50_000
_REST = "这里写不下，用 `python run.py diff` 看"
# What means something in Markdown, in HTML, or to the host of a repository, which calls people by @ and finds #12.
_MEANINGFUL = re.compile(r"[^\w\s\u0080-\U0010ffff]|_")
_SCHEMA_VERSION = 1


def text(review: Review) -> str:
    """Return the review for a terminal: what changed stands as 【old→new】."""
    found = sections(review)
    if not found:
        return f"{NOTHING}。\n"
    blocks = ["\n".join([section.heading, *(f"  {spoken(one)}" for one in section.sentences)]) for section in found]
    return "\n\n".join(blocks) + "\n"


def refused(reason: str, form: str) -> str:
    """Return in a format why two plans are not compared."""
    if form == "markdown":
        return f"{MARK}\n**没有比较**\n\n" + "".join(f"{_escaped(line)}  \n" for line in reason.splitlines())
    return (
        json_bytes({"schema_version": _SCHEMA_VERSION, "error": reason}).decode() if form == "json" else f"{reason}\n"
    )


def spoken(sentence: Sentence) -> str:
    """Return a sentence with what went and what came between brackets."""
    pieces = [*sentence, Piece("")]
    said: list[str] = []
    for piece, following in pairwise(pieces):
        replaced = piece.mark == "old" and following.mark == "new"
        opened = {"": "", "old": "【" if replaced else "【－", "new": "" if said and said[-1].endswith("→") else "【＋"}
        said.append(opened[piece.mark] + piece.text + ("→" if replaced else "】" if piece.mark else ""))
    return "".join(said)


def markdown(review: Review) -> str:
    """Return the review as a comment on a pull request: the counts, what must be seen to, and the rest folded."""
    found = sections(review)
    if not found:
        return f"{MARK}\n**{NOTHING}**\n"
    counts = "；".join(section.heading for section in found)
    return f"{MARK}\n**这次修改意味着**　{_escaped(counts)}\n\n{''.join(_folded(found))}"


def _folded(found: Sequence[Section]) -> Iterator[str]:
    """Yield the sections: open as long as all of it stays short, else folded, and cut where it is very long."""
    open_lines, letters = _OPEN, _LONGEST
    for section in found:
        lines = list(_lines(section, letters))
        letters -= sum(map(len, lines))
        needed = sum(1 + len(spoken(one)) // _LINE for one in section.sentences)
        if needed <= open_lines:
            open_lines -= needed
            yield f"**{_escaped(section.heading)}**\n\n{''.join(lines)}\n"
        else:
            heading = f"<summary><b>{_escaped(section.heading)}</b></summary>"
            yield f"<details>{heading}\n\n{''.join(lines)}\n</details>\n\n"


def _lines(section: Section, letters: int) -> Iterator[str]:
    """Yield the sentences of a section as lines of a list, as many as so many letters take."""
    for n, sentence in enumerate(section.sentences):
        line = f"- {written(sentence)}\n"
        letters -= len(line)
        if letters < 0:
            yield f"- 还有{len(section.sentences) - n}处，{_REST}\n"
            return
        yield line


def written(sentence: Sentence) -> str:
    """Return a sentence as markup that Markdown and HTML read alike."""
    frames = {"": "{}", "old": "<del>{}</del>", "new": "<ins><b>{}</b></ins>"}
    return "".join(frames[piece.mark].format(_escaped(piece.text)) for piece in sentence)


def _escaped(value: str) -> str:
    """Return a text as Markdown that shows it letter by letter, on one line."""
    return _MEANINGFUL.sub(lambda sign: f"&#{ord(sign[0])};", re.sub(r"\s+", " ", value))


def json(review: Review) -> str:
    """Return the review for programs; ids and names are those of the side that each is of."""
    changes = review.changes
    told = {
        "schema_version": _SCHEMA_VERSION,
        "changed": not review.empty,
        "duties": [{"old": _duty(one.old), "new": _duty(one.new)} for one in changes.duties],
        "obligations": _patch(review),
        "items": [
            {"old": one.old and one.old.id, "new": one.new and one.new.id}
            for one in changes.items
            if not (one.old and one.new and one.old.id == one.new.id)
        ],
        "units": [
            {
                "old": one.old and {"id": one.old.id, "name": one.old.name},
                "new": one.new and {"id": one.new.id, "name": one.new.name},
            }
            for one in changes.units
            if _unit(one.old) != _unit(one.new)
        ],
        "values": [{"path": list(one.path), "old": one.old, "new": one.new} for one in changes.values],
        "addresses": [{"old": one.old, "new": one.new} for one in review.addresses],
        "papers": [_paper(one) for one in review.papers],
        "claims": [{"old": _line(old), "new": _line(new)} for old, new in review.claims],
        "sections": [_section(one) for one in sections(review)],
    }
    return json_bytes(told).decode()


def _patch(review: Review) -> dict[str, object]:
    """Return which obligations of plan.json went and came, whatever that means: ids and names count as they are."""
    sides = (review.changes.old, review.changes.new)
    old, new = ([obligation_json(one) for one in side.obligations] for side in sides)
    before, after = ({str(one) for one in side} for side in (old, new))
    return {
        "removed": [one for one in old if str(one) not in after],
        "added": [one for one in new if str(one) not in before],
    }


def _unit(one: Unit | None) -> dict[str, str] | None:
    return {"id": one.id, "name": one.name} if one else None


def _duty(one: Obligation | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "unit": one.unit.name,
        "unit_id": one.unit.id,
        "clause": one.clause.id,
        "citation": one.clause.entry.citation,
        "role": one.role,
        "basis": one.basis,
        "default_lead": one.default_lead,
        "via": [unit.name for unit in one.via],
    }


def _paper(one: Change[Document]) -> dict[str, object]:
    document = one.one
    kind = "withdrawn" if one.new is None else "new" if one.old is None else "changed"
    unit = document.unit.name if document.unit else None
    return {"path": document.path, "title": document.title, "unit": unit, "kind": kind}


def _line(line: Line | None) -> dict[str, str] | None:
    return {"citation": line.citation, "record": line.record, "text": line.printed} if line else None


def _section(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "count": section.count,
        "urgent": section.urgent,
        "sentences": [spoken(one) for one in section.sentences],
    }
