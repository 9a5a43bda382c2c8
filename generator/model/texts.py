"""Texts: how they are compared and shown, signs that are not what they look like, numerals and dates."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.problems import told_apart

# The characters meant by radicals and strokes that have no compatibility decomposition: the property
# Equivalent_Unified_Ideograph of the Unicode Character Database 14.0, for U+2E80 to U+2EFF and U+31C0 to U+31EF.
_RADICALS = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮"
    "⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚"
    "⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗"
    "糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页"
    "风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎",
)
# Letters of other scripts that look like Han characters or Latin letters.
_FOREIGN = dict(zip("ニハエロカタトーㄧАВЕКМНОРСТХаеорсух", "二八工口力夕卜一一ABEKMHOPCTXaeopcyx", strict=True))
_SCRIPTS = ("CJK", "LATIN", "GREEK", "MICRO", "IDEOGRAPHIC")
# How Unicode says that a sign is only another form of one, and which forms of punctuation Chinese print does not have.
_FORMS = ("<narrow>", "<font>", "<vertical>", "<small>")
_WIDE = str.maketrans(",:;!?()", "，：；！？（）")
# Most texts have nothing but these, so they need no closer look: no letter that is taken for a digit is among them.
_USUAL = re.compile(r"[\u4e00-\u9fff1-9 a-hj-km-np-zA-HJ-NP-Z，。；：（）“”〈〉《》、—·.\-]*")
_MARK = re.compile(r"\bBULLET\b|BLACK (SMALL |LARGE |MEDIUM )*(CIRCLE|SQUARE|DIAMOND|RIGHT-POINTING)|ARROWHEAD")
_DOT = re.compile(r"\bBULLET\b|MIDDLE DOT|DOT OPERATOR|HYPHENATION POINT")
_VARIATION = "VARIATION SELECTOR"
# Letters in a number: next to a digit, or where a number is meant because a word for counting follows.
_DIGITS = str.maketrans("lIOo", "1100")
_RUN = r"(?<![A-Za-z0-9])[0-9lIOo]+(?![A-Za-z0-9])"
_COUNTED = r"[年月日号条家所座处名位人次倍万亿公里米吨套辆台户期批场件%％]|个(?!人|体)|项(?!目)"
_NUMBER = re.compile(rf"{_RUN}(?=({_COUNTED})?)")
_ZERO = re.compile(r"(?<=[一二三四五六七八九〇])[○◯Oo0]+(?=[一二三四五六七八九〇])")


class Mistaken(NamedTuple):
    """A sign, or some in a row, and what was meant; None where nobody knows, empty where nothing was."""

    found: str
    meant: str | None


def mistaken(text: str) -> list[Mistaken]:
    """Return the signs of a text that are not what they look like, each once, in order."""
    if _USUAL.fullmatch(text):
        return []
    return list(dict.fromkeys((*_mark(text), *_signs(text), *_numbers(text), *_zeros(text))))


def meant(text: str) -> str:
    """Return the text with the signs that were meant, as far as they are known."""
    signs = text[len("".join(mark.found for mark in _mark(text))) :]
    for found, right in _signs(text):
        signs = signs.replace(found, found if right is None else right)
    for found, right in (*_numbers(signs), *_zeros(signs)):
        signs = signs.replace(found, right or "")
    return signs


def _mark(text: str) -> Iterator[Mistaken]:
    """Yield the mark of a list with which a text begins."""
    if text and _MARK.search(unicodedata.name(text[0], "")):
        yield Mistaken(text[0], "")


def _signs(text: str) -> Iterator[Mistaken]:
    marks = sum(1 for _ in _mark(text))
    for sign in dict.fromkeys(text[marks:]):
        right = sign if sign.isascii() else _meant_sign(sign)
        if right != sign:
            yield Mistaken(sign, right)


@functools.cache
def _meant_sign(sign: str) -> str | None:
    """Return what a sign stands for, itself where it is what it looks like."""
    category, name = unicodedata.category(sign), unicodedata.name(sign, "")
    if category in ("Cf", "Cc") or _VARIATION in name or "FILLER" in name:
        return ""
    if sign == "\ufffd" or category == "Co" or (category == "Cn" and not "\U00020000" <= sign <= "\U0003ffff"):
        return None
    if _is_dot(sign):
        return "·"
    return _other_form(sign) or _foreign(sign, category, name)


def _is_dot(sign: str) -> bool:
    return sign != "·" and bool(_DOT.search(unicodedata.name(sign, "")))


def _other_form(sign: str) -> str | None:
    """Return the sign of which another is only a form by its looks, None where it is a sign of its own."""
    if (radical := sign.translate(_RADICALS)) != sign:
        return radical
    form, plain = unicodedata.decomposition(sign).partition(" ")[0], unicodedata.normalize("NFKC", sign)
    if plain == sign:
        return None
    han = len(plain) == 1 and unicodedata.name(plain, "").startswith("CJK UNIFIED")
    letter = unicodedata.category(sign).startswith("L") and plain.isalpha()
    alike = {"<wide>": plain.isalnum(), "<compat>": han or letter}.get(form, form in _FORMS or not form.startswith("<"))
    return plain.translate(_WIDE) if alike else None


def _foreign(sign: str, category: str, name: str) -> str | None:
    """Return what a letter of a script stands for that no text of a plan is written in."""
    if category in ("Lu", "Ll", "Lo", "Lm") and name and not name.startswith(_SCRIPTS):
        return _FOREIGN.get(sign)
    return _FOREIGN.get(sign, sign)


def _numbers(text: str) -> Iterator[Mistaken]:
    """Yield the numbers that are typed with letters."""
    for found in _NUMBER.finditer(text):
        letters = sum(sign.isalpha() for sign in found[0])
        ordinal = text[: found.start()].endswith("第")
        alone = not found[0].strip("l")  # no word is written so
        if letters and (found[1] or ordinal or alone or 2 * letters <= len(found[0])):
            yield Mistaken(found[0], found[0].translate(_DIGITS))


def _zeros(text: str) -> Iterator[Mistaken]:
    """Yield what stands for 〇 between Han numerals, with its neighbours."""
    for zero in _ZERO.finditer(text):
        before, after = text[zero.start() - 1], text[zero.end()]
        yield Mistaken(f"{before}{zero[0]}{after}", f"{before}{'〇' * len(zero[0])}{after}")


# How many letters are shown around what differs.
_AROUND = 8
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if not chr(code - 0xFEE0).isalnum()}
_PLAIN = {**_NARROW, ord("“"): ord('"'), ord("”"): ord('"')}


def plain(text: str) -> str:
    """Return a text with its punctuation in one width and its quotation marks straight, letter for letter."""
    return text.translate(_PLAIN)


def widened(text: str) -> str:
    """Return a text with the marks between words, and the round brackets, as wide as Chinese print has them."""
    return text.translate(_WIDE)


def in_print(text: str) -> str:
    """Return a text in the letters and the punctuation of Chinese print, as the data has it."""
    return curled(widened(unicodedata.normalize("NFC", text)))


def curled(text: str) -> str:
    """Return a text with its straight quotation marks made into pairs of “ and ”, which print never nests."""
    pieces = text.split('"')
    return pieces[0] + "".join("“”"[n % 2] + piece for n, piece in enumerate(pieces[1:]))


def equal(one: str, other: str) -> bool:
    """Return whether two texts are the same but for the width of their punctuation."""
    return one == other or one.translate(_NARROW) == other.translate(_NARROW)


def difference(official: str, data: str) -> str:
    """Return where two texts differ, from the first letter to the last: between 【】, amid their neighbours."""
    start = _alike(official, data)
    behind = _alike(official[start:][::-1], data[start:][::-1])
    before = ("…" if start > _AROUND else "") + official[max(0, start - _AROUND) : start]
    after = official[len(official) - behind :][:_AROUND] + ("…" if behind > _AROUND else "")
    middles = told_apart(official[start : len(official) - behind], data[start : len(data) - behind])
    one, other = (f"{before}【{middle}】{after}" for middle in middles)
    return f"第{start + 1}字起，原文“{one}”，数据“{other}”"


def _alike(one: str, other: str) -> int:
    """Return with how many equal letters two texts begin."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)


CHINESE_NUMERALS = "一二三四五六七八九十"
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def numeral(number: int) -> str:
    """The Chinese numeral of a number from 1 to 999, as headings and citations print it (112 is 一百一十二).

    No plan counts further; a larger number is a slip, and stays in figures.
    """
    if number > 999:
        return str(number)
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return _below_hundred(rest)
    between = {0: "零", 1: "一"}.get(rest // 10, "") if rest else ""
    return f"{CHINESE_NUMERALS[hundreds - 1]}百{between}{_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "" if ones == 0 else CHINESE_NUMERALS[ones - 1]
    if tens == 0:
        return digits
    return ("" if tens == 1 else CHINESE_NUMERALS[tens - 1]) + "十" + digits


def printed_date(printed: str) -> date | None:
    """A date printed as 2025年1月16日, or None for any other text and for a day that no calendar has."""
    found = DATE.fullmatch(printed)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def as_printed(day: date) -> str:
    """A date as documents print it, which `printed_date` reads: 2025年1月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def iso_date(printed: str) -> str:
    """A printed date in ISO 8601. It has been checked to be one."""
    day = printed_date(printed)
    assert day, "checked"
    return day.isoformat()
