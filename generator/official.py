"""The drafting conventions of the official text: how such a plan is printed, read from text into blocks.

A block is one unit of comparison (a heading, a paragraph of the notice, an item with its unit brackets), named by its
place in the document. `reprint` writes the same blocks from the data, so that comparing the two proves the data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from generator.markers import Start, ends_item, mark, notice_starts, plan_starts
from generator.numerals import DATE, numeral

_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？"})
_NUMBER = re.compile(r".+〔\d{4}〕\d+号")
_DATED = re.compile(f".+{DATE.pattern}")
_PRINTED = re.compile(f"{DATE.pattern}印发")
_FORM = re.compile(r"附表\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]")


Kind = Literal["imprint", "notice", "heading", "group", "item", "form"]


class Block(NamedTuple):
    """One comparable piece of the official text: its place in the document, its words without white space, its kind.

    The imprint is what stands around the text: letterhead and number, distribution and printer.
    """

    place: str
    text: str
    kind: Kind


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


Run = tuple[str, Kind, list[str]]


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
    yield "文件头", "imprint", list(lines[:head])
    yield "文号", "imprint", list(lines[head:body])
    yield "标题", "heading", list(lines[body:titled])
    yield "主送", "notice", list(lines[titled:addressed])
    starts = {start.line: start.part for start in notice_starts(lines[addressed:])}
    run: Run = ("引言", "notice", [])
    for n, line in enumerate(lines[addressed:]):
        if n in starts:
            yield run
            run = (notice_place(starts[n]), "notice", [])
        run[2].append(line)
    yield run


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
    starts = {start.line: start for start in plan_starts(lines, goals)}
    run: Run = ("方案标题", "heading", [])
    for n, line in enumerate(lines):
        if n in starts:
            yield run
            run = _run(starts[n], goals)
        else:
            run[2].append(line)
    yield run


def _run(start: Start, goals: Collection[int]) -> Run:
    words = [start.text]
    if start.level == "part":
        return part_place(start.part), "heading", words
    if start.level == "section" and start.part in goals:
        return goal_place(start.part, start.section), "item", words
    if start.level == "section":
        return section_place(start.part, start.section), "heading", words
    if start.level == "group":
        return group_place(start.part, start.section, start.group), "group", words
    return item_place(start.part, start.item), "item", words


def _forms(lines: Sequence[str]) -> Iterator[Run]:
    run: Run | None = None
    for line in lines:
        if _FORM.fullmatch(line):
            if run:
                yield run
            run = (line, "form", [])
        # Rows of a form that hold no word are there to be filled in; what was read of their rules is noise.
        elif run and _HAN.search(line):
            run[2].append(line)
    if run:
        yield run


def _colophon(lines: Sequence[str]) -> Iterator[Run]:
    copied = next((n for n in range(len(lines), 0, -1) if lines[n - 1].endswith("。")), 0)
    printer = "".join(lines[copied:])
    dated = _PRINTED.search(printer)
    at = dated.start() if dated else len(printer)
    yield "抄送", "imprint", list(lines[:copied])
    yield "印发机关", "imprint", [printer[:at]]
    yield "印发日期", "imprint", [printer[at:]]


def form_place(form: int) -> str:
    """The place of a form, which is also what the document calls it."""
    return f"附表{form}"


def notice_place(paragraph: int) -> str:
    """The place of a numbered paragraph of the notice."""
    return f"通知第{numeral(paragraph)}段"


def part_place(part: int) -> str:
    """The place of the title of a part."""
    return f"第{numeral(part)}部分标题"


def section_place(part: int, section: int) -> str:
    """The place of the title of a section."""
    return f"第{numeral(part)}部分（{numeral(section)}）"


def group_place(part: int, section: int, group: int) -> str:
    """The place of a group heading."""
    return f"{section_place(part, section)}小标题{group}"


def part_label(part: int) -> str:
    """How a part is cited."""
    return f"第{numeral(part)}部分"


def item_label(item: int | str) -> str:
    """How an item is cited within its part."""
    return f"第{item}项"


def item_place(part: int, item: int | str) -> str:
    """The place of an item, which is also how it is cited."""
    return part_label(part) + item_label(item)


def goal_place(part: int, item: int) -> str:
    """The place of an item that is marked （一）, which is also how it is cited."""
    return item_place(part, f"（{numeral(item)}）")
