"""The labels before units, leaders and dates, and what each asks for: 牵头单位：, 【责任领导】, 完成时限：."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

LEAD, RESPONSIBLE, SUPPORTING, LEADER, DUE = "lead", "responsible", "supporting", "leader", "due"
_CLASSES = (
    (DUE, "时限|期限|时间|节点|进度|时序|日期|办结"),
    (LEADER, "领导|责任人|负责人|牵头人|[省市区县州]长|主任|负责同志|责任同志|召集人"),
    (SUPPORTING, "配合|协办|协助|协同|协作|参与|参加|参建|支持|数据提供|数据来源|提供|会办|协调单位|^协调$|共同"),
    (LEAD, "^统筹|牵头|主办|主责|承办|主管|第一责任|主要责任|主体责任|汇总|总负责|负总责"),
    (RESPONSIBLE, "责任|负责|落实|实施|完成|执行|承担|组织|单位|部门|主体"),
)
_WORDS = (
    "牵头|主办|协办|会办|分办|主责|承办|配合|协助|协同|协作|参与|参加|责任|负责|落实|实施|主管|分管|包联|包保|包抓|挂点|挂联|挂钩|联系|督办|督导|数据提供"
    "|支持|协调|序时|第一|主要|主体|完成|办结|办理|整改|推进|时间|进度|计划|具体|组织|共同|市级|省级|区级|县级|执行|承担"
)
_NOUNS = (
    "单位|部门|领导|责任人|负责人|时限|期限|时间|节点|同志|主体|科室|处室|人|者|机构|进度|要求|安排"
    "|副?市长|副?省长|副?区长|副?县长"
)


def spaced(words: str) -> str:
    """Return a pattern of words that a machine may have torn: 牵 头单位."""
    return "|".join(r"\s*".join(re.findall(r".\??", word)) for word in words.split("|"))


_NAME = (
    rf"[省市区县]?(?:{spaced(_WORDS)}){{1,3}}(?:\s*[省市区县镇校院局]?(?:{spaced(_NOUNS)})){{1,2}}(?:[和及与、](?:{_NOUNS}|责任人))?"
    "|(?:部门|单位|责任|任务|职责)分工|[省市区县]领导|主办|协办|会办|承办|主责|牵头|配合"
)
_NOTE_IN_LABEL = r"(?:[（(][^（）()：:签]{1,24}[）)])?"
LABEL = re.compile(
    rf"(?:[【\[〔]\s*(?P<boxed>{_NAME}|单位|部门|领导|时限|期限)\s*[】\]〕]\s*[:：]?|(?P<plain>{_NAME}){_NOTE_IN_LABEL}\s*[:：︰∶])\s*"
)
_HAN, _MARKS = re.compile("[\u4e00-\u9fff]"), ("牵头", "主办", "主责", "协办", "配合")
_ENDS_LABEL = re.compile("[:：︰∶】\\]〕]")
_SHORT_LABEL = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|^)(?P<plain>单位|部门|牵头|责任|配合|主办|协办|会办|协作|主责|领导|时限|承办|负责|参与)[:：]"
)
# Who watches, and what else stands among labels.
_OTHER = re.compile(
    "(?:[省市区县]级?)?(?:考核|考评|督查|督办|督导|监督|验收|评分|填报)|联系(?:人|单位|部门|电话|方式)|电话|备注|资金来源|对口"
)
_OTHER_LABEL = re.compile(rf"(?<![\u4e00-\u9fff])(?:{_OTHER.pattern})[\u4e00-\u9fff]{{0,4}}\s*[:：]")
# A label without a colon: 责任单位为市交通局.
_OPEN_LABEL = re.compile(rf"(?:(?<=[，,；;。\s])|^)(?P<plain>{_NAME})\s*[为是]?\s*(?=[省市区县各国])")


@lru_cache(maxsize=1024)
def rank(label: str) -> str:
    """Return what a label asks for: the rank of units, a leader, or a date; empty where it is another label."""
    plain = "".join(label.split())
    plain = re.sub(r"[（(].*?[）)]", "", plain)
    if _OTHER.match(plain):
        return ""
    return next((name for name, words in _CLASSES if re.search(words, plain)), "")


def others_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels of a text that ask for nobody who owes an item: 考核单位：, 联系电话：."""
    if _ENDS_LABEL.search(text):
        yield from _OTHER_LABEL.finditer(text)


def all_in(text: str) -> list[re.Match[str]]:
    """Return where labels stand in a text."""
    if not _ENDS_LABEL.search(text):
        return []
    return [found for found in LABEL.finditer(text) if _asks(found)]


def _asks(found: re.Match[str]) -> bool:
    """Return whether a label asks for something, and is not a mark behind the name of a unit: 市教育局[牵头]."""
    boxed = found["boxed"]
    if boxed in _MARKS and found.start() and _HAN.match(found.string, found.start() - 1):
        return False
    return bool(rank(boxed or found["plain"]))


def within(text: str) -> list[re.Match[str]]:
    """Return where labels stand in a text, those of a single word among them: 牵头：, 责任：."""
    found = {one.end(): one for one in _SHORT_LABEL.finditer(text)} | {one.end(): one for one in all_in(text)}
    return sorted(found.values(), key=lambda one: one.start())


def open_in(text: str) -> list[re.Match[str]]:
    """Return where labels without a colon stand in a text: 责任单位为市教育局."""
    return [*_OPEN_LABEL.finditer(text)]


def name(label: re.Match[str]) -> str:
    """Return the words of a label."""
    groups = label.groupdict()
    return "".join((groups.get("boxed") or groups["plain"]).split())
