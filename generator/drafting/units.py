"""The units of a list as print names them: 市发改委、市财政局等有关部门，江汉、硚口区人民政府."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

OPENING, CLOSING = "（(〔[【〖〈<", "）)〕]】〗〉>"
_BRACKET = re.compile("[" + re.escape(OPENING + CLOSING) + "]")
_SUFFIX = (
    "局|司|科|股|委|办|厅|部|院|会|社|署|行|处|室|站|所|队|中心|集团|公司|政府|单位|部门|机关|大学|学校|海关|总署|厂|台|企业|国企|央企|县市|区县"
    "|区|县|市|州|旗|街道|镇|乡|联|团|机构|组|馆|地区|各地|园|库|院校|高校|家|系统|运营商|协会|学会|商会|基金|部队|党组|平台|专班"
    "|街|(?<=[^农乡])村|校|中学|小学|社区|建投|国投|产发|城发|城控|交发|农投|能投|铁投|地铁|机场"
    "|工会|青年|出版|日报|银行|指挥|主体|旅投|城投|文投|产投|交投|水投|城建|方|网|办公厅|中国移动|中国电信|中国联通|铁塔|移动|电信|联通"
)
_UNIT = re.compile(rf"(?:{_SUFFIX})(?:[（(〈〔\[][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)〉〕\]])?$")
_NO_NAME = re.compile(r"[。！？：；]|(?<!自)由|\d\.\d")
# What 等 is followed by when nobody else is named: 等市级有关部门, 等12个部门和单位.
_GENERIC = re.compile(
    r"(?:(?:各|有关|相关|其他|其它|国务院|中央|国家|省|市|区|县|州|自治区|镇|乡|街道|级|直|属|人民政府|政府|职能|责任|成员|\d{1,3}个|多个)*"
    "(?:部门|单位|机构|方面|委办局|厅局|地方|(?:有关|相关)企业|[（(](?:单位|部门)[）)])[和及、]?)+"
)
_TAIL = re.compile("等(?=[^级])|等$")
_AND = re.compile(
    r"(?<=[局委办厅部院会社署行处室队司团府关位门心区县市])(?:以及|和|及|与)"
    r"(?=各|有关|相关|市(?!场)|省|区(?!域)|县|国务院|国家|中央|其他|驻|自治|州)"
)
_LEVEL = re.compile("(?:自治[区州]|省|市(?!场)|区(?!域|块)|县|州|旗)(?:委(?!员)(?=[^、]))?")
_DEPARTMENT = re.compile(
    "(?:发展|发改|教育|教体|科技|科学|工信|工业|经信|经济|经委|民族|民宗|民政|公安|司法|财政|人社|人力|劳动|人事|自然资源|国土|规划|生态|环保|环境"
    "|住建|住房|建设|建委|房管|城管|城市|城建|城乡|交通|水利|水务|农业|农机|农委|农办|林业|园林|商务|商贸|文旅|文化|文广|旅游|卫健|卫生|计生|人口|退役|应急"
    "|安监|审计|国资|市场|工商|质监|质量|食药|食品|药监|体育|统计|医保|医疗|金融|信访|机关|人防|国动|扶贫|乡村|粮食|物价|税务|地税|国税|数据|大数据|行政|政务|政府"
    "|法制|外办|外事|侨务|侨办|台办|档案|气象|地震|供销|总工会|妇联|残联|科协|文联|工商联|红十字|编办|烟草|邮政|消防|公积金|招商|投资|口岸|畜牧|渔业|海洋|监察"
    "|能源|林草|文物|中医|疾控|军民融合|老龄|密码|保密|煤炭|移民|库区|公路|文明|绩效|考核|目标|外经|外贸|科教|人才"
    "|政研|办公|机关事务|外商|知识产权|史志|地方志|仲裁|海事|港航|房产|经合|侨联|广电|新闻|检察|法院|组织|宣传|统战|政法|网信|督查|研究室|法院|信息)"
)
_DEPARTMENT_END = re.compile("(?:局|委|办|厅|会|院|部|室|中心|联|队|供销(?:合作)?总?社|档案馆)$")
_SHORT_OFFICE = re.compile("(?!国家|中国|全国|各|海关|铁路|民航|供电|电力|电网)[^区县市镇街分监税]{2,4}(?:局|委|办|厅)")
_OFFICE = re.compile("(?:局|(?<!常)委|办|厅|办公室|中心|管委会|集团|公司)$")
_PARTY = re.compile("(?:组织|宣传|统战|政法|网信|编办|社会工作)")
_ENDING = re.compile(r"(?:人民政府|政府|管委会|管理委员会|办事处|街道办|区委)(?:[（(][^（）()]*[）)])?$")
_PLACE_END = re.compile(
    r"(?:新区|开发区|高新区|风景区|示范区|[省区县市州旗镇乡园]|街道|县[（(]市[）)]|[（(].{1,6}[）)])$"
)
_KIND_OF_PLACE = re.compile("(?:(?:经济|高新)?(?:技术)?(?:产业)?开发|高新|工业园|产业园|风景)?[区县市镇乡]$")
# What 各 stands before as well: 各县（市）、区人民政府.
_REST_OF_GROUP = re.compile(
    r"(?:自治|直辖|直管|县级|地级|特)?[区县市州镇乡](?:[（(][^（）()]*[）)])?(?:人民政府|政府|管委会|办事处)(?:[（(][^（）()]*[）)])?$"
    r"|^(?:县级市|自治县|[区县市州旗镇乡]|县区|乡镇|街道(?:办事处)?|园区|开发区|功能区|县[（(]市[）)]|县[（(]区[）)])$"
)
_NOTE = re.compile(r"^(?:不?含|包括|以下|下同|简称|列|排)|下同$")
_HOLDS_LEAD = re.compile(r"^(?:牵头|主办|主责|牵头单位|牵头部门)$")
_HOLDS_SUPPORT = re.compile(r"^(?:配合|协办|协助|参与|参加|协同)(?:单位|部门)?$")
_MARKED = re.compile(r"[（(\[【](?:牵头|主办|主责|配合|协办|协助|参与|参加|协同)(?:单位|部门)?[）)\]】]")
_EMPTY = frozenset(("", "无", "/", "-", "—", "——", "－", "无。", "暂无", "等", "…", "……"))
_LEAD_IN = re.compile(r"^(?:由|请|以及|和|及|与|会同|其中|并)(?=各|市|省|区|县|国|团|有关|相关)|^由")
_STARS = "*＊★☆▲※"
_SEPARATOR = re.compile("[、，,；;]")
_BLANK = re.compile(r"\s")
_BETWEEN = re.compile(r"(?<=[局委办厅司团会部院心])[ \u3000\t\n]+(?=市(?!场)|省|区|县|各(?!部门|单位)|团市|国家)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a list: its name, whether it is marked as lead, what 〈〉 says of it, and what stands before it.

    `supports` is whether it is marked as supporting.
    `shared` is the ending of its name that print gives once for it and those that follow.
    """

    name: str
    lead: bool = False
    bracket: str = ""
    before: str = ""
    shared: str = ""
    supports: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a list, and whether the list says that there are others."""

    units: tuple[Unit, ...]
    open: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each once, in order."""
        return tuple(dict.fromkeys(unit.name for unit in self.units))


@cache
def is_unit(name: str) -> bool:
    """Return whether a text looks like the name of a unit or of a group of units."""
    if not 2 <= len(name) <= 40 or _NO_NAME.search(name):
        return False
    return bool(_UNIT.search(name)) or (name[0] == "各" and len(name) <= 16)


def is_list(text: str) -> bool:
    """Return whether a text is a list of units and nothing else."""
    if not text or len(text) > 1500 or "。" in text.strip("。 \n"):
        return False
    names = read(text.strip("。")).names
    like = sum(map(is_unit, names))
    return bool(names) and like >= 0.6 * len(names) and max(map(len, names)) <= 30


@lru_cache(maxsize=4096)
def read(text: str) -> Units:
    """Return the units of a list, with the words written out that print gives once for several."""
    pieces = list(_pieces(joined(text)))
    found: list[Unit] = []
    open_ = False
    for before, piece in pieces:
        names, more = _rest(piece)
        open_ = open_ or more
        found += [_unit(name, joint or before) for joint, name in names]
    named = [unit for unit in found if unit.name not in _EMPTY]
    return Units(tuple(_with_beginnings(_with_endings(named))), open_)


def joined(text: str) -> str:
    """Return a list in one line: white space is a separator only between two names."""
    if not _BLANK.search(text):
        return text
    words = _BETWEEN.sub("、", text).split()
    parted = (("、" if _are_two(*pair) else "") + pair[1] for pair in pairwise(words))
    return "".join([*words[:1], *parted])


def _are_two(left: str, right: str) -> bool:
    """Return whether white space parts two names, and not a name that a printer tore."""
    last, first = _SEPARATOR.split(left)[-1], _SEPARATOR.split(right)[0]
    office = len(first) > 2 and first != "办公室" and _DEPARTMENT.match(first) and _DEPARTMENT_END.search(first)
    return bool(office and is_unit(last) and _UNIT.search(last)) and last not in ("国家", "中央", "全国")


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands between separators outside brackets, with the separator before it."""
    depth, start, before = 0, 0, ""
    for n, sign in enumerate(text):
        if sign in OPENING:
            depth += 1
        elif sign in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and (sign in "、，,；;。|/" or (sign in ".：:" and _between(text, n))):
            yield before, text[start:n]
            start, before = n + 1, sign
    yield before, text[start:]


def _between(text: str, n: int) -> bool:
    """Return whether a point or a colon, which a machine may have read for a comma, stands between two names."""
    return is_unit(text[max(0, n - 4) : n]) and text[n + 1 : n + 2] in set("市省区县各国团武")


def _rest(piece: str) -> tuple[list[tuple[str, str]], bool]:
    """Return the names of a piece, each with the word that joins it to the one before, and whether it says 等.

    What follows that is a name unless it is a general word.
    """
    for found in _TAIL.finditer(piece):
        left, right = piece[: found.start()], piece[found.end() :]
        if right and left and not (is_unit(left.lstrip(_STARS)) or is_short(left)):
            continue
        parts = _AND.split(right) if right else []
        parts = [part for part in parts if not _GENERIC.fullmatch(part)]
        general = not right or len(parts) < len(_AND.split(right)) or not parts
        return [*_joint(left, ""), *(("等", part) for part in parts)], general
    return _joint(piece, ""), False


def _joint(piece: str, first: str) -> list[tuple[str, str]]:
    names = [name for part in (_AND.split(piece) if piece else []) for name in _two(part)]
    return [("和" if n else first, name) for n, name in enumerate(names)]


def _two(name: str) -> list[str]:
    """Return the two units that a word joins each of which is one by itself: 国家中医药局和教育部."""
    for word in ("和", "及", "与"):
        left, _, right = name.partition(word)
        if right and len(right) > 2 and is_unit(left) and is_unit(right) and not _ENDING.fullmatch(right):
            return [left, right]
    return [name]


@lru_cache(maxsize=4096)
def _unit(name: str, before: str) -> Unit:
    name = _LEAD_IN.sub("", name)
    lead = bool(name) and (name[0] in _STARS or name[-1] in _STARS)
    name = name.strip(_STARS + "·")
    bracket = ""
    found = re.search(r"([（(〈〔\[【<])([^（()）〈〉<>]*)[）)〉〕\]】>]$", name)
    if found:
        if _HOLDS_LEAD.match(found[2]):
            return Unit(name[: found.start()], lead=True, before=before)
        if _HOLDS_SUPPORT.match(found[2]):
            return Unit(name[: found.start()], supports=True, before=before)
        if found[1] in "〈<" or _NOTE.search(found[2]):
            name, bracket = name[: found.start()], found[2]
    return Unit(_closed(name), lead, bracket, before)


def _closed(name: str) -> str:
    """Return a name without a bracket that lacks its other half."""
    if not _BRACKET.search(name):
        return name
    opened, closed = sum(map(name.count, OPENING)), sum(map(name.count, CLOSING))
    return name if opened == closed else name.strip(OPENING + CLOSING) if opened < closed else name


def _with_endings(units: list[Unit]) -> list[Unit]:
    """Write out the ending that units in a row share, printed behind the last: 江汉、硚口区人民政府."""
    found: list[Unit] = []
    following: Unit | None = None
    for unit in reversed(units):
        shared = _ending(unit, following) if following and following.before in ("、", "和") else ""
        found.append(replace(unit, name=unit.name + shared, shared=shared) if shared else unit)
        following = found[-1] if not unit.bracket else None
    return found[::-1]


def _ending(unit: Unit, following: Unit) -> str:
    ending = _ENDING.search(following.name)
    if not ending or _ENDING.search(unit.name) or unit.bracket:
        return ""
    stem = following.name[: ending.start()]
    if stem[-1:] in ("和", "及", "与"):
        return ""
    if _PLACE_END.search(unit.name) and len(unit.name) <= 8 and not is_office(unit.name):
        return ending[0]
    place = _KIND_OF_PLACE.search(stem)
    if place and len(unit.name) <= 3 and not _UNIT.search(unit.name) and 1 <= place.start() <= 4:
        return place[0] + ending[0]
    return ""


def is_office_list(text: str) -> bool:
    """Return whether a text is a list of departments and governments, each by its full name."""
    names = read(text).names if _LEVEL.match(text) else ()
    return bool(names) and all(_LEVEL.match(name) and (_OFFICE.search(name) or _ENDING.search(name)) for name in names)


def is_marked(text: str) -> bool:
    """Return whether a text is a list of units that says of one that it leads or supports: 市教育局（牵头）."""
    return bool(_MARKED.search(text)) and is_list(text)


def is_whole(name: str) -> bool:
    """Return whether a text ends as names of units do."""
    return len(name) > 1 and bool(_UNIT.search(name))


def is_single(name: str) -> bool:
    """Return whether a name is that of one unit and not of all of a kind: 市教育局, not 各有关部门."""
    return len(name) > 2 and is_unit(name) and name[0] not in "各有相" and not _GENERIC.fullmatch(name)


def is_of_level(name: str) -> bool:
    """Return whether a name begins with the level that it is of: 市发改, 省教育厅."""
    return bool(_LEVEL.match(name))


def is_short(name: str) -> bool:
    """Return whether a name is that of a department without its ending: 市发改, 财政."""
    level = _LEVEL.match(name)
    return bool(_DEPARTMENT.fullmatch(name, level.end() if level else 0))


def is_office(name: str) -> bool:
    """Return whether a name is that of a department."""
    return bool(_DEPARTMENT_END.search(re.split("[（(]", name)[0]))


def _is_of_level(name: str) -> bool:
    """Return whether a name is that of a department without its level, and not of one elsewhere."""
    return bool(_DEPARTMENT.match(name) and is_office(name)) or bool(_SHORT_OFFICE.fullmatch(name))


def _with_beginnings(units: list[Unit]) -> Iterator[Unit]:
    """Write out the beginning that units in a row share, printed before the first: 省工信委、科技厅."""
    shared = ""
    for unit in units:
        level = _LEVEL.match(unit.name)
        if shared == "各" and unit.before == "、" and _REST_OF_GROUP.match(unit.name):
            yield replace(unit, name="各" + unit.name)
        elif unit.before not in ("、", "和") or level:
            shared = level[0] if level and is_office(unit.name) else "各" if unit.name[:1] == "各" else ""
            yield unit
        elif shared and shared != "各" and _is_of_level(unit.name):
            party = shared if _PARTY.match(unit.name) else shared.removesuffix("委")
            yield replace(unit, name=party + unit.name)
        else:
            shared = "各" if unit.name[:1] == "各" else shared
            yield unit
