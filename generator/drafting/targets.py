"""What a draft proposes as targets: numbers that a plan promises, and why others promise nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest
from typing import Any, NamedTuple

import yaml

from generator.drafting.lines import Doubt
from generator.model.quantities import Number, is_aspired, is_growth, numbers, quantities

Found = dict[str, Any]
BASIS = "程序照方案的文字拟的，编者还没有核对。逐条核对以后，把这一句改成编者的依据。"
# Units of measure by kind.
_KINDS = (
    ("资金", "元"),
    ("比率", "%|个百分点|‰"),
    ("人数", "人次|人|名|位"),
    ("场次", "场次|场|次|期|届"),
    ("长度", "公里|千米|米"),
    ("面积", "平方公里|平方米|公顷|万亩|亩"),
    ("机构和住户", "家（次）|家|户次|户|所"),
    ("项目和设施", "套（间）|个|项|条|处|座|片|台套|台|套|张|辆|部|件|批|门|只|头|间|栋|宗|支|种|艘|架|班|课时"),
    ("重量和容量", "吨/日|吨|公斤|千克|斤|立方米/日|立方米"),
    ("能源", "千瓦时|千瓦|千伏安|兆瓦|标准煤|度"),
    ("浓度", "微克/立方米|毫克/升"),
    ("时间", "个工作日|工作日|个小时|小时|分钟|天"),
)
_MEASURES = sorted((unit for _, units in _KINDS for unit in units.split("|")), key=len, reverse=True)
_MEASURE = re.compile("[余多]?(" + "|".join(map(re.escape, _MEASURES)) + ")")
_TIME = re.compile(r"\s*(?:年|月|日|时(?!段)|季度|个月|周年|周岁|岁|世纪|[—–\-~至]\d{1,4}年)")
# What makes a number part of a name, right before it or right behind it.
_NAMED_BEFORE = re.compile(r"[A-Za-z+＋“‘《〔第]$")
_NAMED_BEHIND = re.compile(r"^(?:[A-Za-z+＋”’》〕]|号线|号|级|期工程|大|期(?=[^，。；、]))")
_QUOTED = re.compile("[“《〈][^“”《》〈〉]{1,20}[”》〉]")
_LIMIT = re.compile("^(?:以上|以下|以内|及以上|级以上)(?=[\u4e00-\u9fff“])")
# What begins the words of a target and is none of what is counted.
_DOES = re.compile(
    r"(?:力争|确保|争取|努力|全面|全年|全市|全省|累计|继续|持续|加快|年内|新增|新建|新开工|新开|新引进|新|扩建|改建|改扩建|改造|建成|建设|完成|打造"
    r"|培育|引育|引进|招引|引入|实施|推进|组织|举办|开展|创建|开工|实现|突破|做强|产出|投用|投产|筹集|发放|培训|申报|认定|开通|开行|布局|达到|达|建"
    r"|提供|支持|推动|推广|落地|增加|提升|优化|盘活|供应|消除|整治|治理|修复|解决|帮扶|资助|救助|储备|谋划|签约|到位|集聚|孵化|发展|购置|安装|设立|选树|评选|制定)+"
)
_ENDING = re.compile(
    r"(?:增长|增幅|涨幅|达到|达|不低于|不少于|不超过|超过|超|突破|约|至少|控制在|保持在|稳定在|提高到|提高|提升至|提升到|降至|降到|下降|降低|增加|为|到|至|在|等|各|近)+$"
)
_APPROXIMATE = re.compile("^(?:以上|以下|以内|左右|上下)?(?:的)?")
_HAN_TIMES = re.compile("(?:新建|建成|建设|打造|培育|完成|新增|引进|创建|改造|举办|开通|实施)$")
# So many letters before and behind a number tell where it is.
_AROUND, _FEW, _MORE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.%+]+"), 2, 5
_TIME_REASON, _NAME_REASON = "拟：年份、日期和期限", "拟：名称和词语里的数，不是要完成的数量"
_LIMIT_REASON, _OTHER_REASON = "拟：规模、等级和范围的界限，不是数量", "拟：没有认出计量单位的数，请核对"


class Clause(NamedTuple):
    """A text with its id, and the line of the official text that it stands on."""

    id: str
    text: str
    line: int


class _Counted(NamedTuple):
    """The numbers of a quantity, one or the two ends of a range, and their unit of measure."""

    numbers: tuple[Number, ...]
    unit: str
    end: int


def as_yaml(clauses: Sequence[Clause]) -> tuple[str, list[Doubt]]:
    """Return the targets that clauses have, as a data file, and what is to be looked at; nothing where none has one."""
    read = [(clause, [*_promised(clause)]) for clause in clauses]
    targets = [target for _, promised in read for _, target in promised]
    if not targets:
        return "", []
    words: dict[str, list[str]] = {}
    doubts = [Doubt(clauses[0].line, f"拟了{len(targets)}条量化指标，都要核对；不是指标的数按理由列在后面")]
    for clause, promised in read:
        claimed = {number.start for one, _ in promised for number in one.numbers}
        for number in (one for one in numbers(clause.text) if one.start not in claimed):
            reason, word = _no_target(clause.text, number, claimed)
            words.setdefault(reason, []).append(word)
            if reason == _OTHER_REASON:
                doubts.append(Doubt(clause.line, f"“{word}”里的数没有认出计量单位，是不是指标，请核对"))
    content = {"basis": BASIS, "measures": _measures(targets), "targets": targets}
    uncounted = _uncounted(words, _Promised(read))
    content |= {"no_targets": uncounted} if uncounted else {}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**9), doubts


def _promised(clause: Clause) -> Iterator[tuple[_Counted, Found]]:
    """Yield what a clause promises, each with its record."""
    for one in _read(clause.text):
        if target := _target(clause, one):
            yield one, target


def _read(text: str) -> Iterator[_Counted]:
    """Yield what a text counts, in order; a range as one."""
    held: tuple[Number, ...] = ()
    found = numbers(text)
    for number, following in zip_longest(found, found[1:]):
        ends = (*held, number)
        between = text[number.end : following.start] if following else ""
        unit = _MEASURE.match(text, number.end)
        range_ = re.fullmatch(r"(%|元|个|家)?[—–～~\-至]+", between) if following and not held else None
        if range_:
            held = ends
            continue
        held = ()
        if unit and not _is_named(text, number):
            yield _Counted(ends, unit[1], unit.end())


def _is_named(text: str, number: Number) -> bool:
    """Return whether a number is part of a name or a time."""
    before, behind = text[max(0, number.start - 1) : number.start], text[number.end : number.end + 8]
    quoted = any(one.start() < number.start < one.end() for one in _QUOTED.finditer(text))
    return quoted or bool(_TIME.match(behind) or _NAMED_BEFORE.search(before) or _NAMED_BEHIND.search(behind))


def _target(clause: Clause, one: _Counted) -> Found | None:
    """Return the record of what a clause counts; None where it promises nothing or its words are not its alone."""
    text, first = clause.text, one.numbers[0]
    digits = first.text[0].isdecimal()
    if not digits and not (_HAN_TIMES.search(text[: first.start]) and first.value and first.value > 1):
        return None
    start, end = _span(text, one)
    span = text[start:end]
    fitting = [found for found in quantities(span, one.unit) if len(found.numbers) == len(one.numbers)]
    fitting = [found for found in fitting if found.numbers[0].start + start == first.start]
    if _is_limit(text, one) or text.count(span) != 1 or not fitting:
        return None
    value, upper = fitting[0].values
    same = [found for found in quantities(span, one.unit) if found.values == (value, upper)]
    if not value or len(same) != 1:
        return None
    record: Found = {"clause": clause.id, "span": span, "what": _what(text, one, start, end), "value": value}
    record |= {"upper": upper} if upper else {}
    record |= {"unit": one.unit}
    record |= {"comparator": fitting[0].comparator} if fitting[0].comparator != "=" else {}
    record |= {"aspirational": "true"} if is_aspired(text[:start], span) else {}
    return record | ({"year_on_year": "true"} if is_growth(text[:start], span, one.unit) else {})


def _span(text: str, one: _Counted) -> tuple[int, int]:
    """Return where the words about a quantity begin and end: between commas, and between 、 where others count, too."""
    first = one.numbers[0]
    start = max(text.rfind(sign, 0, first.start) for sign in "，。；：") + 1
    ends = [at for sign in "，。；" if (at := text.find(sign, one.end)) >= 0]
    end = min(ends, default=len(text))
    others = [number for number in numbers(text) if start <= number.start < end and _MEASURE.match(text, number.end)]
    before = [number for number in others if number.end <= first.start and number not in one.numbers]
    behind = [number for number in others if number.start >= one.end]
    left = text.rfind("、", before[-1].end, first.start) if before else -1
    right = text.rfind("、", one.end, behind[0].start) if behind else -1
    return max(start, left + 1), end if right < 0 else right


def _is_limit(text: str, one: _Counted) -> bool:
    """Return whether a quantity only says which things are counted: 50万元以上项目3个."""
    end = min((at for sign in "，。；、" if (at := text.find(sign, one.end)) >= 0), default=len(text))
    counted = (number for number in numbers(text[one.end : end]) if _MEASURE.match(text, one.end + number.end))
    return bool(_LIMIT.match(text[one.end :])) and any(counted)


def _what(text: str, one: _Counted, start: int, end: int) -> str:
    """Return what is counted, in words of the text."""
    verbs = _DOES.match(text, start, one.numbers[0].start)
    before = _ENDING.sub("", text[verbs.end() if verbs else start : one.numbers[0].start]).lstrip("、和及或")
    behind = _APPROXIMATE.sub("", text[one.end : end])
    return behind if len(behind) > 1 and one.unit != "%" else before or behind or text[start:end]


def _no_target(text: str, number: Number, claimed: set[int]) -> tuple[str, str]:
    """Return why a number promises nothing, and words that cover it and no number that does."""
    for quoted in _QUOTED.finditer(text):
        if quoted.start() < number.start < quoted.end():
            return _NAME_REASON, text[quoted.start() + 1 : quoted.end() - 1]
    digits = number.text[0].isdecimal()
    left = max((at for at in claimed if at < number.start), default=-1) + 1
    right = min((at for at in claimed if at > number.start), default=len(text))
    around = _AROUND.search(text, max(left, number.start - (_FEW if digits else text[number.start - 1] == "第")), right)
    assert around
    start, end = around.start(), min(max(around.end(), number.end), number.end + _MORE)
    start = start if end > number.start >= start else number.start
    if _TIME.match(text, number.end):
        return _TIME_REASON, text[start:end]
    if "以上" in text[number.end : end] or "以下" in text[number.end : end]:
        return _LIMIT_REASON, text[start:end]
    return _NAME_REASON if not digits or _is_named(text, number) else _OTHER_REASON, text[start:end]


def _measures(targets: Sequence[Found]) -> list[Found]:
    used = {target["unit"] for target in targets}
    kinds = ((kind, [unit for unit in units.split("|") if unit in used]) for kind, units in _KINDS)
    return [{"kind": kind, "units": units} for kind, units in kinds if units]


class _Promised:
    """The texts of clauses in one, and where the numbers stand that are promised."""

    def __init__(self, read: Sequence[tuple[Clause, Sequence[tuple[_Counted, Found]]]]) -> None:
        self.text = "\n".join(clause.text for clause, _ in read)
        starts = accumulate((len(clause.text) + 1 for clause, _ in read), initial=0)
        promised = (
            start + number.start
            for start, (_, found) in zip(starts, read, strict=False)
            for one, _ in found
            for number in one.numbers
        )
        self.at = sorted(promised)

    def has(self, word: str) -> bool:
        """Return whether a word covers a number that is promised, wherever the clauses have it."""
        start = self.text.find(word)
        while start >= 0:
            if bisect_left(self.at, start) < bisect_left(self.at, start + len(word)):
                return True
            start = self.text.find(word, start + 1)
        return False


def _uncounted(words: dict[str, list[str]], promised: _Promised) -> list[Found]:
    """Return the words that are no target by their reasons, each once, and none that covers a number of a target."""
    seen: set[str] = set()
    groups = []
    for reason in (_TIME_REASON, _NAME_REASON, _LIMIT_REASON, _OTHER_REASON):
        kept = [word for word in dict.fromkeys(words.get(reason, ())) if word not in seen and not promised.has(word)]
        seen.update(kept)
        groups += [{"reason": reason, "words": kept}] if kept else []
    return groups
