"""What stands around the items of a plan: the head of the document, the notice, the title of the plan, the colophon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.drafting import marks
from generator.drafting.lines import Line
from generator.drafting.paragraphs import joined
from generator.model.texts import in_print

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[(（【〈][0-9]{4}[〕\])）】〉]\s*第?\d{1,4}号")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SIGNED = re.compile(rf"^(?P<issuer>[^，。：,:]{{0,30}}?)\s*(?P<day>{_DAY.pattern})$")
_PRINTED = re.compile(rf"^(?P<by>[^，。：,:]{{0,30}}?)\s*(?P<day>{_DAY.pattern})\s*印\s*发$")
_TITLE = re.compile("(?:通知|意见|决定|方案|办法|批复|公告)$")
_ISSUER = re.compile("(?:人民政府|国务院|委员会|政府|办公厅|办公室|[局厅委部])$")
_ADDRESS = re.compile("(?:政府|部门|单位|机构|部委|委员会|公司|各.{1,12})[:：]$")
_YEAR = re.compile(r"[\[(（【〈](\d{4})[\])）】〉]")
_LONGEST_HEAD, _LONGEST_HEADING = 20, 60


@dataclass(frozen=True, slots=True)
class Letter:
    """The words around the plan in the punctuation of print; empty where they were not found."""

    letterhead: str = ""
    number: str = ""
    title: str = ""
    addressees: tuple[str, ...] = ()
    opening: str = ""
    paragraphs: tuple[tuple[str, str], ...] = ()
    issuer: str = ""
    signed: str = ""
    plan_title: str = ""
    printed_by: str = ""
    printed: str = ""
    distribution: tuple[str, ...] = ()


def letter(lines: Sequence[Line], first: int, last: int) -> Letter:
    """Return what stands around the items of a text, which begin with a heading on one line and end on another."""
    before = [line.text for line in lines if line.number < first]
    after = [line.text for line in lines if line.number > last]
    signed = next((n for n in range(len(before) - 1, -1, -1) if _is_signature(before, n)), None)
    notice = _notice(before[: signed + 1] if signed is not None else before)
    if signed is None:
        below = next((n for n in range(len(after)) if _is_signature(after, n)), None)
        _, issuer, day = _signature(after[: below + 1] if below is not None else [])
        notice = replace(notice, issuer=_print(issuer), signed=_print(day))
    title = [text for text in before[signed + 1 :] if not _is_sentence(text)] if signed is not None else []
    printed_by, printed = _printed(after)
    return replace(
        notice,
        plan_title=_print("".join(title[:3])) or notice.title,
        printed_by=printed_by,
        printed=printed,
        distribution=_distribution(after),
    )


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
    head = lines[: max(address, 0)]
    body, issuer, signed = _signature(lines[address + 1 :])
    number = next((match[0] for text in head if (match := _NUMBER.search("".join(text.split())))), "")
    title = [text for text in head if not number or number not in "".join(text.split())]
    letterhead = next((text for text in title if text.endswith("文件")), "")
    paragraphs, opening = _paragraphs(body)
    addressees = re.split("[，,]", _print(lines[address]).rstrip("：")) if address >= 0 else []
    return Letter(
        letterhead=_print(letterhead),
        number=_YEAR.sub(r"〔\1〕", _print(number)),
        title=_print("".join(_last_title([text for text in title if text != letterhead]))),
        addressees=tuple(filter(None, addressees)),
        opening=_print(opening),
        paragraphs=paragraphs,
        issuer=_print(issuer),
        signed=_print(signed),
    )


def _last_title(head: Sequence[str]) -> list[str]:
    """Return the lines of the title: the last that ends like one, and those before it that it goes on from."""
    end = next((n for n in range(len(head) - 1, -1, -1) if _TITLE.search(head[n])), None)
    if end is None:
        return []
    start = end
    while start > 0 and not _TITLE.search(head[start - 1]) and not re.search("[:：日]$", head[start - 1]):
        start -= 1
    return list(head[start : end + 1])


def _signature(lines: Sequence[str]) -> tuple[list[str], str, str]:
    """Return the lines of a notice without its signature, who signed it, and when."""
    if not lines or not (found := _SIGNED.match(lines[-1])):
        return list(lines), "", ""
    issuer, rest = found["issuer"], list(lines[:-1])
    if not issuer and rest and len(rest[-1]) <= 30 and _ISSUER.search(rest[-1]):
        issuer = rest.pop()
    return rest, issuer, found["day"]


def _paragraphs(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the numbered paragraphs of a notice, each its first sentence and the rest, and what stands before them."""
    opening, found = "", list[str]()
    for text in lines:
        mark = marks.mark(text)
        if mark and mark.level == marks.CHAPTER:
            words = text[mark.length :]
            found.append(words if "。" in words or len(words) > _LONGEST_HEADING else words + "。")
        elif found:
            found[-1] += text
        else:
            opening += text
    parted = (_print(text).partition("。") for text in found)
    return tuple((heading, rest) for heading, _, rest in parted), opening


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
