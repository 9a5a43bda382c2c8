"""What a text prints between the headings and clauses of its draft: who owes them in words of its own, and the rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise, takewhile

from generator.drafting import marks
from generator.drafting.lines import Line
from generator.drafting.outline import Heading, Item
from generator.drafting.paragraphs import is_broken, joined, usual_length
from generator.drafting.prose import Clause
from generator.model.texts import in_print, plain, widened
from generator.proof.source import BARS

_PAIRS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】", "［": "］"}
# What tells an expression that is in no brackets.
_SAYS = re.compile("[:：]|[负負][责責]|[牵牽][头頭]|配合|落[实實]|主[办辦]|[协協承][办辦]|[实實]施|完成")
_SPARE = re.compile(rf"[\s。；;，,、.{BARS}]*")
_BARS = re.compile(f"[{BARS}\t]+")
_SAYING = re.compile(r"\w")
_SIGNS_APART = re.compile(rf"[\s{BARS}]")
_ENDS_LINE = re.compile(rf"[^\S\n]*[。；;，,、.{BARS}]*")
_LONGEST, _MOST_LINES = 4000, 12
Printed = Heading | Clause


@dataclass(frozen=True, slots=True)
class Between:
    """The words behind headings and clauses, "" for none, and the paragraphs below them.

    The `introduction` stands before the first, the `closing` behind the last. `stops` is punctuation that stands in the
    place of words. In a table, `cells` are those between the number of an item and its text, and the headings that are
    among them are `celled`.
    """

    words: Mapping[Printed, str] = field(default_factory=dict)
    stops: Mapping[Printed, str] = field(default_factory=dict)
    below: Mapping[Printed, Sequence[str]] = field(default_factory=dict)
    introduction: Sequence[str] = ()
    closing: Sequence[str] = ()
    cells: Mapping[Clause, str] = field(default_factory=dict)
    celled: frozenset[Heading] = frozenset()


@dataclass(frozen=True, slots=True)
class _Place:
    """A heading or clause, and where its letters begin, with the mark, and end; without an end it was not found.

    `cells` are the letters between the mark and the text.
    """

    printed: Printed
    start: int
    end: int | None
    last: bool = True
    cells: str = ""


class _Text:
    """The lines of a text as letters without white space and bars, and where each of them stands."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.text = "\n".join(line.text for line in lines)
        signs = [(at, sign) for at, sign in enumerate(_plain(self.text)) if not _SIGNS_APART.match(sign)]
        self.letters = "".join(sign for _, sign in signs)
        self._places = [at for at, _ in signs]
        starts = accumulate((len(line.text) + 1 for line in lines), initial=0)
        self._lines = {line.number: start for line, start in zip(lines, starts, strict=False)}

    def of_line(self, number: int) -> int:
        """Return where the letters of a line begin."""
        return bisect_left(self._places, self._lines.get(number, 0))

    def slice(self, start: int, end: int) -> str:
        """Return the text from one letter up to another."""
        places = [*self._places[start : start + 1], *self._places[end : end + 1]]
        return self.text[places[0] : places[1] if len(places) > 1 else None] if start < end else ""


def between(lines: Sequence[Line], items: Sequence[Item], first_line: int, last_line: int) -> Between:
    """Return what stands between the headings and clauses of a draft, from a line of the text up to another."""
    text = _Text(lines)
    celled: set[Heading] = set()
    places = list(_places(items, text, celled))
    usual = usual_length(lines)
    end = text.of_line(last_line) if last_line else len(text.letters)
    words: dict[Printed, str] = {}
    stops: dict[Printed, str] = {}
    below: dict[Printed, Sequence[str]] = {}
    closing: Sequence[str] = ()
    first = places[0].start if places else 0
    introduction = list(_paragraphs(text.slice(text.of_line(first_line), first), usual))
    for place, following in pairwise([*places, None]):
        assert place
        stop = following.start if following else max(end, place.end or 0)
        if place.end is None:
            continue
        said, rest = _parted(text.slice(place.end, stop), place, usual)
        words[place.printed] = said if _SAYING.search(said) else ""
        stops[place.printed] = "" if _SAYING.search(said) else said
        if rest and following:
            below[place.printed] = rest
        elif rest:
            closing = list(takewhile(_is_prose, rest))
    cells = {
        one.printed: in_print(one.cells)
        for one in places
        if _SAYING.search(one.cells) and isinstance(one.printed, Clause)
    }
    return Between(words, stops, below, introduction, closing, cells, frozenset(celled))


def _is_prose(paragraph: str) -> bool:
    """Return whether a paragraph behind the last item is a sentence or has a number, and is no form."""
    return paragraph[-1] in "。；：" or bool(marks.mark(paragraph))


def _places(items: Sequence[Item], text: _Text, celled: set[Heading]) -> Iterator[_Place]:
    """Yield the headings and clauses in the order of the text, each with its place, without headings within rows."""
    at, seen = 0, set[Heading]()
    for item in items:
        for heading in item.path:
            if heading in seen:
                continue
            seen.add(heading)
            place, first = _find(heading, heading.mark, heading.title, text, at), item.clauses[0]
            if heading.celled and place.start >= _find(first, item.mark, first.text, text, at).start:
                celled.add(heading)
            else:
                yield place
                at = place.end or max(at, place.start)
        for n, clause in enumerate(item.clauses, 1):
            place = _find(clause, item.mark if n == 1 else "", clause.text, text, at)
            yield replace(place, last=n == len(item.clauses))
            at = place.end or max(at, place.start)


def _find(printed: Printed, mark: str, words: str, text: _Text, at: int) -> _Place:
    """Return the place of words, which begin on a line of the text or below it, with the mark before them."""
    sought, begin = _squeezed(words), max(at, text.of_line(printed.line))
    start = text.letters.find(sought, begin)
    start = start if start >= 0 else text.letters.find(sought, at)
    if start < 0 or not sought:
        return _Place(printed, begin, None)
    number, end = _squeezed(mark), start + len(sought)
    if not _is_cell(printed):
        before = text.letters.rfind(number, at, start) if number else start
        return _Place(printed, before if before >= 0 else start, end)
    # The number begins the row, and what else stands before the text is in other cells.
    row = text.letters.find(number, begin, start)
    cells = text.letters[row + len(number) : start] if row >= 0 else ""
    return _Place(printed, row if row >= 0 else start, end, cells=cells)


def _plain(text: str) -> str:
    return plain(widened(text))


def _squeezed(text: str) -> str:
    return _SIGNS_APART.sub("", _plain(text))


def _parted(rest: str, place: _Place, usual: int) -> tuple[str, list[str]]:
    """Return the words of what stands behind a heading or clause, and the paragraphs below them."""
    if not place.last or not rest:
        return _words(rest), []
    end = _end(rest, place.printed)
    return _words(rest[:end]), list(_paragraphs(rest[end:], usual))


def _end(rest: str, printed: Printed) -> int:
    """Return where the words end that say who owes a heading or clause: they name its units, people and dates."""
    start = _SPARE.match(rest)
    assert start
    own = list(_names(printed))
    if not own:
        return _stop(rest, 0)
    if end := _brackets(rest, start.end()):
        return _stop(rest, end)
    lines = rest.split("\n")[: None if _is_cell(printed) else _MOST_LINES]
    ends = [*accumulate(map(len, lines), lambda end, length: end + 1 + length)]
    squeezed = [_squeezed(line) for line in lines]
    letters = [*accumulate(map(len, squeezed))]
    whole = "".join(squeezed)
    last = max((whole.rfind(name) + len(name) for name in own if name in whole), default=0)
    if not last:
        return _stop(rest, 0)
    end = ends[bisect_left(letters, last)]
    return _stop(rest, end) if _is_cell(printed) or _SAYS.search(rest[:end]) else _stop(rest, 0)


def _is_cell(printed: Printed) -> bool:
    return isinstance(printed, Clause) and printed.celled


def _stop(rest: str, end: int) -> int:
    """Return where the punctuation ends that stands behind an expression on its line."""
    found = _ENDS_LINE.match(rest, end)
    return found.end() if found else end


def _brackets(rest: str, start: int) -> int:
    """Return where a bracket ends that begins at a place, with those behind it that say who owes something; else 0."""
    end = 0
    while rest[start : start + 1] in _PAIRS and (closed := _closed(rest, start)):
        if end and not _SAYS.search(rest, start, closed):
            break
        end, spare = closed, _SPARE.match(rest, closed)
        assert spare
        start = spare.end()
    return end


def _closed(rest: str, start: int) -> int:
    """Return where a bracket ends, 0 where it does not."""
    opening, closing, depth = rest[start], _PAIRS[rest[start]], 0
    for at in range(start, min(len(rest), start + _LONGEST)):
        depth += (rest[at] == opening) - (rest[at] == closing)
        if not depth:
            return at + 1
    return 0


def _names(printed: Printed) -> Collection[str]:
    """Return the units and people that are named, and when it is due."""
    said = printed.said
    units = [unit.name for role in said.roles for unit in role.units]
    dates = [*(one.words for one in said.dues), *(one.text for one in said.milestones)]
    return [_squeezed(name) for name in (*units, *said.leaders, *dates) if name]


def _words(text: str) -> str:
    return in_print(joined(_BARS.sub(" ", text)))


def _paragraphs(rest: str, usual: int) -> Iterator[str]:
    """Yield the paragraphs of a text, the lines of each joined that a printer broke."""
    held = ""
    for line in rest.split("\n"):
        if held and not is_broken(held.rsplit("\n", 1)[-1], usual):
            if _SAYING.search(held):
                yield _words(held)
            held = ""
        held += ("\n" if held else "") + line if line.strip() else ""
    if _SAYING.search(held):
        yield _words(held)
