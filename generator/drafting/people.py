"""The people and offices in charge: 分管领导：张三、李四, and 王五市长牵头重点工作."""

from __future__ import annotations

import re

from generator.drafting import units

_PERSON = re.compile(
    r"(?:(?<!部)(?<!局)[省市区县州镇乡]长|秘书长|总理|国务委员|书记|主席|巡视员|参事|调研员|助理|主任|同志|负责人|领导)$"
)
_TITLED = re.compile(r"(?:[省市区县州]长|秘书长|主任|书记|主席|常委)[\u4e00-\u9fff]{2,3}$")
_IN_CHARGE = re.compile(
    r"(?P<who>[^，,。；;：:]{0,16}?(?:(?:[省市区县州]长|秘书长|总理|书记|主席|主任|同志|巡视员)|[省市区县]长[\u4e00-\u9fff]{2,3}))\s*"
    "(?:牵头|主抓|负责|分管|领衔|包联|领办|主管|挂帅|联系)"
)
# Who is meant by words about another document: 按《工作要点》分工（王五、李四）.
_BY_OTHERS = re.compile("[^（()）]{5,}[（(]([^（()）]+)[）)]")
# What stands between people, and not between the offices of one: 市委常委、副市长王五.
_BETWEEN = re.compile(
    r"[，,；;/\n]+|(?<!常委)(?<!成员)(?<!书记)、|、(?!.{0,8}(?:长|主任)[\u4e00-\u9fff]{0,3}(?:[、，,；;]|$))"
)


def leaders(value: str) -> tuple[str, ...]:
    """Return the people or offices of a list. A name of two letters may be printed with a space in it."""
    if (found := _BY_OTHERS.fullmatch(value.strip())) and all(len(one) < 5 for one in _BETWEEN.split(found[1])):
        value = found[1]
    names: list[str] = []
    for piece in _BETWEEN.split(value):
        words = piece.split()
        together = len(words) > 1 and all(len(word) == 1 for word in words)
        if len(words) > 2 and [*map(len, words)] == [1, *[2] * (len(words) - 2), 1]:
            # 王 健李 明: names of two letters that nothing parts.
            letters = "".join(words)
            names += [letters[n : n + 2] for n in range(0, len(letters), 2)]
            continue
        names += ["".join(words)] if together or len(words) < 2 or not _people(words) else words
    return tuple(name for name in names if name and name not in ("无", "/", "-", "—"))


def is_person(name: str) -> bool:
    """Return whether a text is the title of a person in charge, such as 常务副市长."""
    if len(name) > 16 or re.search("[，。、]", name) or units.is_unit(name):
        return False
    return bool(_PERSON.search(name) or _TITLED.search(name))


def _people(words: list[str]) -> bool:
    return all(2 <= len(word) <= 4 for word in words)


def in_charge(heading: str) -> tuple[str, ...]:
    """Return the person whom a heading names as in charge: 王五市长主抓重点工作."""
    found = _IN_CHARGE.match(heading)
    return ("".join(found["who"].split()),) if found else ()
