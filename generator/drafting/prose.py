"""The headings and items of a text without tables, in blocks: what stands behind one mark up to the next."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, pairwise, zip_longest

from generator.drafting import marks, units
from generator.drafting.expressions import Expression, bare_lists, begins_with_one, expressions, last_line
from generator.drafting.lines import Line
from generator.drafting.marks import Mark
from generator.drafting.paragraphs import is_broken, is_title, joined, parted, title_of, usual_length
from generator.drafting.roles import Said
from generator.model.texts import numeral

# A heading with the mark of what stands below it behind it on its line.
_INNER = re.compile(r"([^。；;\n]{1,60}?。?)[^\S\n]+(?=[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}\s*[.．、](?!\d))")
# The numerals by those that follow them, as a plan may count from any number on.
_BEFORE = {numeral(n): numeral(n - 1) for n in range(2, 400)} | {chr(n): chr(n - 1) for n in range(ord("②"), ord("⑳"))}
_COUNTED = re.compile("[0-9]+|[一二三四五六七八九十百零]+|[②-⑳]")
# What some forms print before a task, and a number that stands apart from its text.
_TASK_LABEL = re.compile(
    r"^(?:(?:目标|工作|重点|主要|具体)?任务(?:内容)?|工作内容|具体内容|事项(?:名称|内容)?)[:：]\s*(?=\S)"
)
_APART = re.compile(r"\d{1,3}(?: {2,}|[\t\u3000])")
_HEADS_UNIT = Mark("", marks.CHAPTER, 0)
_WORDLESS = re.compile(r"[\s。；;，,.、）)-]*")
_LONGEST_MARK, _FEWEST_BARE = 12, 2
_BEHIND = " 。；;，,."


@dataclass(frozen=True, slots=True)
class Clause:
    """A text and what is said of who owes it; `begins` is whether it begins a paragraph, `celled` if it is a cell."""

    text: str
    said: Said
    line: int
    begins: bool = True
    sure: bool = True
    labelled: bool = False
    covers: int = 1
    celled: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """What stands behind a mark: the heading or the first words, clauses with units, and what follows them."""

    mark: Mark | None
    line: int
    title: str
    clauses: tuple[Clause, ...] = ()
    after: tuple[Line, ...] = ()
    body: str = field(default="", compare=False)

    @property
    def level(self) -> int:
        """How deep the mark lies, -1 where there is none."""
        return self.mark.level if self.mark else -1


@dataclass(frozen=True)
class _Raw:
    mark: Mark | None
    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The lines, with a blank one before each that begins a paragraph."""
        return "".join("\n" * line.begins + line.text + "\n" for line in self.lines)[:-1]

    @cached_property
    def starts(self) -> list[int]:
        """Where the lines begin in the text."""
        ends = accumulate((len(line.text) + 1 + line.begins for line in self.lines), initial=0)
        return [end + line.begins for end, line in zip(ends, self.lines, strict=False)]

    def line_at(self, offset: int) -> int:
        """Return the number of the line that a letter of the text stands in."""
        return self.lines[bisect_right(self.starts, offset) - 1].number if self.lines else 0

    def cut(self, mark: Mark | None, start: int, end: int) -> _Raw:
        """Return a block of a stretch of the text."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1))
        spans = zip(self.starts[first:last], self.lines[first:last], strict=True)
        lines = [line._replace(text=line.text[max(0, start - at) : max(0, end - at)]) for at, line in spans]
        return _Raw(mark, (lines[0]._replace(begins=False), *lines[1:]) if lines else ())


def blocks(lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of a text in order."""
    usual = usual_length(lines)
    raws = list(_raw_blocks(lines, usual))
    apart = _titles_apart(list(zip(raws, _expressions(raws), strict=True)), usual)
    return _covered([block for raw, found in apart for block in _read(raw, found, usual)])


def _expressions(raws: Sequence[_Raw]) -> list[list[Expression]]:
    """Return the expressions of each block: units alone count where nothing else says who owes, or less often."""
    sure = [expressions(raw.text) for raw in raws]
    bare = [bare_lists(raw.text) for raw in raws]
    if not (any(sure) or any(bare)):
        lines = [last_line(raw.text) if raw.mark else [] for raw in raws]
        return lines if sum(map(bool, lines)) > 1 else sure
    if not any(sure) and sum(bare) < _FEWEST_BARE:
        return sure
    most = sum(bare) > sum(map(len, sure))
    ways = zip(raws, sure, bare, strict=True)
    return [expressions(raw.text, most or bool(raw.mark)) if n > len(found) else found for raw, found, n in ways]


def _titles_apart(read: Sequence[tuple[_Raw, list[Expression]]], usual: int) -> Iterator[tuple[_Raw, list[Expression]]]:
    """Yield blocks with their expressions, those apart whose first lines head tasks without numbers."""
    heads = set[int]()
    for run in _runs([raw for raw, _ in read]):
        titled = [n for n in run if _has_title(*read[n], usual)]
        several = [n for n in titled if _has_paragraphs(*read[n])]
        # A task may have a title, too, and now and then a second paragraph.
        heads |= {*titled} if 2 * len(several) > len(titled) else set()
    for n, (raw, found) in enumerate(read):
        if n in heads:
            at = raw.starts[1]
            yield raw.cut(raw.mark, 0, at), []
            moved = [one._replace(start=one.start - at, end=one.end - at) for one in found]
            yield raw.cut(None, at, len(raw.text)), moved
        else:
            yield raw, found


def _runs(raws: Sequence[_Raw]) -> list[list[int]]:
    """Return the places of the marked blocks of each level that none of a higher one parts."""
    runs, last = list[list[int]](), dict[int, list[int]]()
    for n, raw in enumerate(raws):
        if raw.mark:
            last = {level: run for level, run in last.items() if level <= raw.mark.level}
            if raw.mark.level not in last:
                last[raw.mark.level] = []
                runs.append(last[raw.mark.level])
            last[raw.mark.level].append(n)
    return runs


def _has_title(raw: _Raw, found: Sequence[Expression], usual: int) -> bool:
    """Return whether the first line of a block is a title above words that name units."""
    if not (found and len(raw.lines) > 1 and is_title(raw.lines[0].text, usual)):
        return False
    return bool(raw.text[raw.starts[1] : max(raw.starts[1], found[0].start)].strip())


def _has_paragraphs(raw: _Raw, found: Sequence[Expression]) -> bool:
    """Return whether units are named in several paragraphs of a block."""
    gaps = (raw.text[one.end : other.start] for one, other in pairwise(found))
    return any(gap.strip() and gap.lstrip(_BEHIND)[:1] == "\n" for gap in gaps)


def _covered(found: list[Block]) -> list[Block]:
    """Return blocks with what one says of several above it."""
    for n, block in enumerate(found):
        if block.clauses and (covers := block.clauses[-1].covers) > 1:
            for at in range(max(0, n - covers + 1), n):
                above = found[at]
                if above.level == block.level and not above.clauses:
                    said = replace(block.clauses[-1], text=above.body, line=above.line)
                    found[at] = replace(above, title="", clauses=(said,))
    return found


def _raw_blocks(lines: Sequence[Line], usual: int) -> Iterator[_Raw]:
    mark: Mark | None = None
    held: list[Line] = []
    last, before = 0, ""
    lines = [line._replace(text=_TASK_LABEL.sub("", line.text)) for line in lines]
    for line, following in zip_longest(lines, lines[1:]):
        broken = not line.begins and not _APART.match(line.text) and is_broken(before, usual)
        if line.text.isdecimal() and (broken or int(line.text[:6]) != last + 1):
            # The number of a page.
            continue
        found = marks.alone(line.text) or marks.mark(line.text, -1 if broken else last)
        found = found or (_HEADS_UNIT if following and _is_unit_head(line.text, following.text) else None)
        before = line.text
        if not found or (found.level == marks.GROUP and _says_who(line.text[found.length :], following)):
            held.append(line)
            continue
        if mark or held:
            yield _Raw(mark, tuple(held))
        last = found.value if found.level == marks.ITEM else 0 if found.level < marks.SECTION else last
        mark, held = found, [Line(line.number, line.text[found.length :])]
    if mark or held:
        yield _Raw(mark, tuple(held))


def _says_who(text: str, following: Line | None) -> bool:
    """Return whether what stands behind dashes says who owes what stands above it, and not what is numbered below."""
    below = marks.mark(following.text) if following else None
    return not (below and below.value == 1) and begins_with_one(text)


def _is_unit_head(text: str, following: str) -> bool:
    """Return whether a line names the unit that leads what is numbered from one below it: 市教育局："""
    below = marks.mark(following)
    return below is not None and below.value == 1 and text[-1] in "：:" and units.is_office_list(text[:-1])


def _read(raw: _Raw, found: list[Expression], usual: int) -> Iterator[Block]:
    """Yield a block, and those that begin on one of its lines."""
    mark, start, held = raw.mark, 0, list[Expression]()
    for one in found:
        held.append(one)
        at = _next_mark(raw.text, one.end)
        if at is not None:
            following = marks.mark(raw.text[at : at + _LONGEST_MARK])
            first = _first_mark(raw.text, start, held[0].start, mark, following)
            if first is not None:
                yield from _headed(raw, mark, (start, first), [], usual)
                mark = marks.mark(raw.text[first : first + _LONGEST_MARK])
                start = first + (mark.length if mark else 0)
            yield from _headed(raw, mark, (start, at), held, usual)
            mark, held = following, []
            start = at + (mark.length if mark else 0)
    yield from _headed(raw, mark, (start, len(raw.text)), held, usual)


def _first_mark(text: str, start: int, end: int, mark: Mark | None, following: Mark | None) -> int | None:
    """Return where the mark before another stands, which began a row within a line; None where none does."""
    if not following or (mark and mark.level >= following.level):
        return None
    first = _COUNTED.sub(_one_less, following.printed, count=1)
    at = re.compile(rf"(?<![0-9]){re.escape(first)}(?![0-9])").search(text, start, end)
    return at.start() if at and first != following.printed else None


def _one_less(number: re.Match[str]) -> str:
    value = int(number[0]) if number[0].isdecimal() else 0
    return str(value - 1) if value > 1 else _BEFORE.get(number[0], number[0])


def _headed(
    raw: _Raw, mark: Mark | None, span: tuple[int, int], found: list[Expression], usual: int
) -> Iterator[Block]:
    """Yield the block of a stretch of a text, and before it the headings that stand on its line."""
    start, end = span
    while mark and mark.level <= marks.SECTION and (inner := _INNER.match(raw.text, start, end)):
        below = marks.mark(raw.text[inner.end() : inner.end() + _LONGEST_MARK])
        if not below or below.level <= mark.level:
            break
        yield Block(mark, raw.line_at(start), joined(inner[1]), body=joined(inner[1]))
        mark, start = below, inner.end() + below.length
    moved = [one._replace(start=one.start - start, end=one.end - start) for one in found]
    yield _block(raw.cut(mark, start, end) if (start, end) != (0, len(raw.text)) else raw, moved, usual)


def _next_mark(text: str, at: int) -> int | None:
    """Return where a mark stands directly behind an expression, on its line; None where none does."""
    start = _WORDLESS.match(text, at)
    assert start
    if "\n" in start[0] or start.end() == len(text):
        return None
    return start.end() if marks.mark(text[start.end() : start.end() + _LONGEST_MARK]) else None


def _block(raw: _Raw, found: list[Expression], usual: int) -> Block:
    text, clauses, at = raw.text, list[Clause](), 0
    title = ""
    for one in found:
        words = text[at : one.start]
        begins = not clauses or "\n" in words[: len(words) - len(words.lstrip())] or text[at - 1 : at] == "\n"
        heading, body, offset = parted(words, raw.mark if not clauses else None, usual if begins else 0)
        if at == 0 and heading:
            title = heading
        if body:
            line = raw.line_at(at + offset)
            clauses.append(Clause(body, one.said, line, begins, one.sure, one.labelled, one.covers))
        elif clauses:
            clauses[-1] = replace(clauses[-1], said=clauses[-1].said + one.said)
        at = one.end
    if found and not clauses and (words := text[at:].split("\n", 1)[0].strip().lstrip("。；;，,.")):
        clauses.append(Clause(joined(words), found[-1].said, raw.line_at(at)))
        at += len(text[at:].split("\n", 1)[0])
    after = _after(raw, at)
    if found and not clauses and raw.mark and raw.mark.level <= marks.GROUP:
        # A heading that says who leads what stands below it, and no more: （一）市教育局牵头.
        title = text[:at]
    title = title or ("" if found else title_of(after, usual))
    line = raw.lines[0].number if raw.lines else 0
    return Block(raw.mark, line, joined(title), tuple(clauses), tuple(after), joined(text) if not found else "")


def _after(raw: _Raw, at: int) -> list[Line]:
    """Return the lines behind the last expression."""
    found, start = [], 0
    for line in raw.lines:
        words = line.text[max(0, at - start) :].lstrip(" 。；;，,.").rstrip()
        if start + len(line.text) > at and words:
            found.append(Line(line.number, words))
        start += len(line.text) + 1
    return found
