"""The official text read into blocks, by the drafting conventions of such a plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.model import citations
from generator.model.numerals import DATE
from generator.official.conventions import Block, BlockKind
from generator.official.counting import Start, notice_starts, plan_starts
from generator.official.markers import ends_item, mark

_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？"})
_NUMBER = re.compile(r".+〔\d{4}〕\d+号")
_DATED = re.compile(f".+{DATE.pattern}")
_PRINTED = re.compile(f"{DATE.pattern}印发")
_FORM = re.compile(r"附表\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]")

# Where a run of lines stands, of what kind it is, and its words.
Run = tuple[str, BlockKind, Sequence[str]]


def printed_lines(text: str) -> list[str]:
    """The lines of a machine reading in the punctuation of Chinese print, without white space or empty lines.

    A leading "- " is the machine's mark of an indented line. It is layout, like the white space.
    """
    lines = (re.sub(r"\s+", "", re.sub(r"^\s*- ", "", line)).translate(_WIDE) for line in text.splitlines())
    return [line for line in lines if line]


def curl_quotes(text: str) -> str:
    """The text with its straight quotation marks made into pairs of “ and ”, which print never nests."""
    pieces = text.split('"')
    return pieces[0] + "".join(("“", "”")[n % 2] + piece for n, piece in enumerate(pieces[1:]))


def read(lines: Sequence[str], goals: Collection[int] = ()) -> list[Block]:
    """The blocks of an official text, in order, from its corrected `printed_lines`.

    `goals` are the parts whose items are marked （一）, like the sections of others.
    """
    opening, forms, colophon = _divisions(lines)
    notice, signature, title = _notice_ends(lines[:opening])
    runs = [
        *_notice(notice),
        ("落款", "notice", [signature]),
        *_plan([title, *lines[opening:forms]], goals),
        *_forms(lines[forms:colophon]),
        *_colophon(lines[colophon:]),
    ]
    blocks = (Block(place, curl_quotes("".join(run)), kind) for place, kind, run in runs)
    # The head of a form that stands alone is a block too, lest it be lost.
    return [block for block in blocks if block.text or block.kind == "form"]


def is_plan(lines: Sequence[str]) -> bool:
    """Whether the lines are such a plan: they have the title of a part, and items behind it that end with units."""
    starts = list(plan_starts(lines))
    parts = [start.line for start in starts if start.level == "part"]
    items = [n for n, ended in enumerate(ends_item([*lines, ""])) if ended]
    return bool(parts and items and parts[0] < items[-1])


def _divisions(lines: Sequence[str]) -> tuple[int, int, int]:
    """Where the first part of the plan, the forms and the colophon begin."""
    ended = ends_item(lines)
    opening = _opening(lines[: ended.index(True)] if True in ended else lines)
    heads = [n for n, line in enumerate(lines) if n >= opening and _FORM.fullmatch(line)]
    forms = next((n for n in heads if ended[n]), next(iter(heads), len(lines)))
    behind = range(forms, len(lines))
    copies = next((n for n in behind if lines[n].startswith("抄送：")), None)
    if copies is None:
        copies = next((n - 1 for n in behind if n > forms and _PRINTED.fullmatch(lines[n])), len(lines))
    return opening, forms, copies


def _opening(lines: Sequence[str]) -> int:
    """The line of the first heading of the plan, which stands behind a title; the notice has a 一、 of its own."""
    marks = [(n, *found[:2]) for n, line in enumerate(lines) if n and (found := mark(line))]
    following = [*(number for _, _, number in marks), 0][1:]
    firsts = [
        # A sentence in the first item may be wrapped before 一、 too; but no count begins behind it.
        (level == "part", number_behind == 1, n)
        for (n, level, number), number_behind in zip(marks, following, strict=True)
        if number == 1 and level in ("part", "section") and not lines[n - 1].endswith(("。", "："))
    ]
    return max(firsts)[2] if firsts else len(lines)


def _notice_ends(lines: Sequence[str]) -> tuple[Sequence[str], str, str]:
    """The notice up to its last sentence, the signature with its date, and the title of the plan behind it."""
    end = next((n for n in range(len(lines), 0, -1) if lines[n - 1].endswith("。")), 0)
    rest = "".join(lines[end:])
    signed = _DATED.match(rest)
    at = signed.end() if signed else 0
    return lines[:end], rest[:at], rest[at:]


def _notice(lines: Sequence[str]) -> Iterator[Run]:
    number = next((n for n, line in enumerate(lines) if _NUMBER.fullmatch(line)), None)
    head = 1 if number is None else number
    body = head if number is None else head + 1
    titled = _end(lines, body, "通知")
    addressed = _end(lines, titled, "：")
    yield "文件头", "imprint", lines[:head]
    yield "文号", "imprint", lines[head:body]
    yield "标题", "heading", lines[body:titled]
    yield "主送", "notice", lines[titled:addressed]
    text = lines[addressed:]
    places = {0: "引言", **{start.line: citations.notice_place(start.part) for start in notice_starts(text)}}
    yield from _runs(text, {n: (place, "notice", text[n : n + 1]) for n, place in places.items()})


def _end(lines: Sequence[str], start: int, ending: str) -> int:
    """The line behind the run of lines from `start` that has the ending and no sentence before it; or `start`."""
    text = ""
    for n in range(start, len(lines)):
        text += lines[n]
        if "。" in text:
            break
        if text.endswith(ending):
            return n + 1
    return start


def _plan(lines: Sequence[str], goals: Collection[int]) -> Iterator[Run]:
    title: Run = ("方案标题", "heading", lines[:1])
    return _runs(lines, {0: title, **{start.line: _run(start, goals) for start in plan_starts(lines, goals)}})


def _run(start: Start, goals: Collection[int]) -> Run:
    words = [start.text]
    if start.level == "part":
        return citations.part_place(start.part), "heading", words
    if start.level == "section" and start.part in goals:
        return citations.item_place(start.part, citations.item_number("goal", start.section)), "item", words
    if start.level == "section":
        return citations.section_place(start.part, start.section), "heading", words
    if start.level == "group":
        return citations.group_place(start.part, start.section, start.group), "group", words
    return citations.item_place(start.part, str(start.item)), "item", words


def _forms(lines: Sequence[str]) -> Iterator[Run]:
    # Rows of a form that hold no word are there to be filled in; what was read of their rules is noise.
    words = [line for line in lines if _HAN.search(line)]
    return _runs(words, {n: (line, "form", []) for n, line in enumerate(words) if _FORM.fullmatch(line)})


def _runs(lines: Sequence[str], starts: Mapping[int, Run]) -> Iterator[Run]:
    """Every run with the lines up to the next one; its first words stand for the line that starts it."""
    for (n, (place, kind, words)), end in zip(starts.items(), [*starts, len(lines)][1:], strict=True):
        yield place, kind, [*words, *lines[n + 1 : end]]


def _colophon(lines: Sequence[str]) -> Iterator[Run]:
    copied = next((n for n in range(len(lines), 0, -1) if lines[n - 1].endswith("。")), 0)
    printer = "".join(lines[copied:])
    dated = _PRINTED.search(printer)
    at = dated.start() if dated else len(printer)
    yield "抄送", "imprint", lines[:copied]
    yield "印发机关", "imprint", [printer[:at]]
    yield "印发日期", "imprint", [printer[at:]]
