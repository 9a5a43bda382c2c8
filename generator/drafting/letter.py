"""What stands around the items of a plan: the head of the document, the notice, the title of the plan, the colophon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.drafting import marks
from generator.drafting.lines import Line
from generator.drafting.paragraphs import is_broken, joined
from generator.model.texts import in_print

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[(（【〈][0-9]{4}[〕\])）】〉]\s*第?\d{1,4}号")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SIGNED = re.compile(rf"^(?P<issuer>[^，。：,:]{{0,30}}?)\s*(?P<day>{_DAY.pattern})$")
_PRINTED = re.compile(rf"^(?P<by>[^，。：,:]{{0,30}}?)\s*(?P<day>{_DAY.pattern})\s*印\s*发$")
_TITLE = re.compile("(?:通知|意见|决定|方案|办法|批复|公告|计划|要点|清单|台账|分工|分解|分解表|一览表|责任书)$")
_ISSUER = re.compile("(?:人民政府|国务院|委员会|政府|办公厅|办公室|[局厅委部])$")
_ADDRESS = re.compile("(?:政府|部门|单位|机构|部委|委员会|公司|各.{1,12})[:：]$")
_YEAR = re.compile(r"[\[(（【〈](\d{4})[\])）】〉]")
# Where the plan is over: its forms, or who gets a copy.
_ENDS = re.compile(r"附[表件]\s*\d*[:：]?$|抄\s*送\s*[:：]")
_ATTACHED = re.compile(r"附\s*件\s*\d*\s*[:：]?")
_LONGEST_HEAD, _LONGEST_HEADING, _MOST_TITLES, _LONGEST_REMAINS = 20, 60, 3, 4


class Paragraph(NamedTuple):
    """A numbered paragraph: its heading, which is a line of its own or its first sentence, and the rest."""

    heading: str
    text: str
    headed: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """The words around the plan in the punctuation of print; empty where they were not found.

    `ends` is the line on which the plan has ended: that of its signature, its forms or its colophon, 0 for none.
    `left_out` are the lines of the head that are none of this, such as a title that a web page shows twice.
    """

    letterhead: str = ""
    number: str = ""
    number_below: str = ""
    title: str = ""
    addressees: tuple[str, ...] = ()
    opening: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    issuer: str = ""
    signed: str = ""
    plan_title: str = ""
    printed_by: str = ""
    printed: str = ""
    distribution: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()
    ends: int = 0
    left_out: tuple[int, ...] = ()


def letter(lines: Sequence[Line], first: int, last: int) -> Letter:
    """Return what stands around the items of a text, which begin with a heading on one line and end on another."""
    before = [line.text for line in lines if line.number < first]
    behind = [line for line in lines if line.number > last]
    after = [line.text for line in behind]
    signed = next((n for n in range(len(before) - 1, -1, -1) if _is_signature(before, n)), None)
    notice = _notice(before[: signed + 1] if signed is not None else before)
    below = next((n for n in range(len(after)) if _is_signature(after, n)), None) if signed is None else None
    if signed is None:
        _, issuer, day = _signature(after[: below + 1] if below is not None else [])
        notice = replace(notice, issuer=_print(issuer), signed=_print(day))
    behind_letter = range(signed + 1 if signed is not None else len(before), len(before))
    attached = [n for n in behind_letter if _ATTACHED.fullmatch(before[n])]
    title, introduction = _head([before[n] for n in behind_letter if n not in attached])
    printed_by, printed = _printed(after)
    ends = [n for n, text in enumerate(after) if _ENDS.match(text) or _PRINTED.match(text)][:1]
    if below is not None and (found := _SIGNED.match(after[below])):
        ends.append(below - (not found["issuer"]))
    return replace(
        notice,
        plan_title=title or notice.title,
        printed_by=printed_by,
        printed=printed,
        distribution=_distribution(after),
        introduction=introduction,
        ends=behind[max(0, min(ends))].number if ends else 0,
        left_out=tuple(lines[n].number for n in (*notice.left_out, *attached)),
    )


def _head(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the title of the plan, and the paragraphs below it."""
    first = next((n for n, text in enumerate(lines) if _is_sentence(text)), len(lines))
    end = min(first, _MOST_TITLES)
    usual = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    for n, text in enumerate(lines[end:], end):
        if n > end and is_broken(lines[n - 1], usual):
            paragraphs[-1] += text
        else:
            paragraphs.append(text)
    return _print("".join(lines[:end])), tuple(map(_print, paragraphs))


def _is_signature(lines: Sequence[str], n: int) -> bool:
    """Return whether a line is a date with the name of an authority on it or above it."""
    found = _SIGNED.match(lines[n])
    return bool(found) and bool(_ISSUER.search((found["issuer"] if found else "") or (lines[n - 1] if n else "")))


def _is_sentence(text: str) -> bool:
    return text.endswith(("。", "：", ":", "；")) or len(text) > 60


def _print(text: str) -> str:
    return in_print(joined(text))


def _notice(lines: Sequence[str]) -> Letter:
    """Return the words of a notice: its head, which ends with who it is addressed to, its body, its signature."""
    address = next((n for n, text in enumerate(lines) if _ADDRESS.search(text) and n < _LONGEST_HEAD), -1)
    # Without addressees the head ends where the first sentence or number begins.
    ends = (n for n, text in enumerate(lines) if _is_sentence(text) or marks.mark(text) or _SIGNED.match(text))
    end = address if address >= 0 else next(ends, len(lines))
    head = lines[:end]
    body, issuer, signed = _signature(lines[end + (address >= 0) :])
    numbers = ((n, _NUMBER.search("".join(text.split()))) for n, text in enumerate(head))
    numbered, number = next(((n, match[0]) for n, match in numbers if match), (-1, ""))
    rest = [n for n, text in enumerate(head) if not number or number not in "".join(text.split())]
    above = next((n for n in rest if head[n].endswith("文件")), -1)
    titled = _last_title(head, [n for n in rest if n != above])
    paragraphs, opening = _paragraphs(body)
    addressees = re.split("[，,]", _print(lines[address]).rstrip("：")) if address >= 0 else []
    return Letter(
        letterhead=_print(head[above]) if above >= 0 else "",
        number=_YEAR.sub(r"〔\1〕", _print(number)),
        number_below="true" if titled and numbered > titled[-1] else "",
        title=_print("".join(head[n] for n in titled)) or _title_before(number, head[numbered:]),
        addressees=tuple(filter(None, addressees)),
        opening=_print(opening),
        paragraphs=paragraphs,
        issuer=_print(issuer),
        signed=_print(signed),
        left_out=tuple(n for n in range(len(head)) if n not in (numbered, above, *titled)),
    )


def _last_title(head: Sequence[str], rest: Sequence[int]) -> list[int]:
    """Return the lines of the title: the last that ends like one, and those before it that it goes on from."""
    end = next((at for at in range(len(rest) - 1, -1, -1) if _TITLE.search(head[rest[at]])), None)
    if end is None:
        return [n for n in rest[-1:] if _goes_on(head[n]) and len(head[n]) <= _LONGEST_HEADING]
    start = end
    while start > 0 and _goes_on(head[rest[start - 1]]):
        start -= 1
    return list(rest[start : end + 1])


def _title_before(number: str, lines: Sequence[str]) -> str:
    """Return the title that stands before a number on its line; empty where none does."""
    title = _print(lines[0]).partition(_print(number))[0].rstrip("（") if number else ""
    return title if _TITLE.search(title) else ""


def _goes_on(text: str) -> bool:
    """Return whether a line is the beginning of a title, and none of a web page around it."""
    return len(text) > _LONGEST_REMAINS and not (_TITLE.search(text) or re.search("[:：日号]|[【】|>·∙]", text))


def _signature(lines: Sequence[str]) -> tuple[list[str], str, str]:
    """Return the lines of a notice without its signature, who signed it, and when."""
    if not lines or not (found := _SIGNED.match(lines[-1])):
        return list(lines), "", ""
    issuer, rest = found["issuer"], list(lines[:-1])
    if not issuer and rest and len(rest[-1]) <= 30 and _ISSUER.search(rest[-1]):
        issuer = rest.pop()
    return rest, issuer, found["day"]


def _paragraphs(lines: Sequence[str]) -> tuple[tuple[Paragraph, ...], str]:
    """Return the numbered paragraphs of a notice, and what stands before them."""
    opening, found = "", list[Paragraph]()
    for text in lines:
        mark = marks.mark(text)
        if mark and mark.level == marks.CHAPTER:
            words = _print(text[mark.length :])
            headed = "。" not in words and len(words) <= _LONGEST_HEADING
            heading, _, rest = words.partition("。")
            found.append(Paragraph(heading, rest, headed))
        elif found:
            found[-1] = found[-1]._replace(text=found[-1].text + _print(text))
        else:
            opening += text
    return tuple(found), opening


def _printed(lines: Sequence[str]) -> tuple[str, str]:
    """Return who printed the document and when, which stands at its end."""
    for n in range(len(lines) - 1, -1, -1):
        if found := _PRINTED.match(lines[n]):
            by = found["by"] or (lines[n - 1] if n and _ISSUER.search(lines[n - 1]) else "")
            return _print(by), _print(found["day"])
    return "", ""


def _distribution(lines: Sequence[str]) -> tuple[str, ...]:
    start = next((n for n, text in enumerate(lines) if re.match(r"抄\s*送\s*[:：]", text)), None)
    if start is None:
        return ()
    rows = [re.sub(r"^抄\s*送\s*[:：]", "", lines[start])]
    for text in lines[start + 1 :]:
        if _ISSUER.search(text) or _DAY.search(text):
            break
        rows.append(text)
    sentences = [sentence for sentence in _print("".join(rows)).split("。") if sentence]
    # A machine may read the end of a line twice.
    kept = [one for n, one in enumerate(sentences) if not n or not sentences[n - 1].endswith(one)]
    return tuple(sentence + "。" for sentence in kept)
