"""A change told in sections of sentences: what to see to first, then duties, texts, units, dates, addresses, papers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.downloads.documents import Document
from generator.index.changes import ORDER, PLACE, Change, Changes, Leaf, Value
from generator.index.deadlines import Due
from generator.index.index import Index
from generator.model.data import PLAN, TARGETS, UNITS
from generator.model.editorial import Target
from generator.model.register import Unit
from generator.review import duties, urgent
from generator.review.names import record_name, value_name
from generator.review.review import Review
from generator.review.words import Sentence, amount, marked, plain, targets

_OF_TARGETS = ("what", "value", "upper", "unit", "comparator", "aspirational", "year_on_year", ORDER)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stands under it in few words, and the sentences; `urgent` where somebody must do something."""

    title: str
    sentences: tuple[Sentence, ...]
    count: str
    urgent: bool = False

    @property
    def heading(self) -> str:
        """The heading with what stands under it."""
        return f"{self.title}（{self.count}）"


def sections(review: Review) -> tuple[Section, ...]:
    """Return what there is to say of a change, what must be seen to first; of two years, what people ask about them."""
    changes = review.changes
    found = [
        _section("需要处理", urgent.sentences(review), "处", urgent=True),
        _section("职责", duties.sentences(changes.duties), duties.count(changes.duties)),
        _section("事项", _items(changes), "处"),
        _section("文字", _texts(changes), "处"),
        _section("指标", _targets(changes), "处"),
        _section("单位", _units(changes), "处"),
        _section("时限", _dates(changes), "处"),
    ]
    if not changes.of_years:
        found += [
            _section("网址", _addresses(review), "个"),
            _section("要重新分发的附表和日历", _papers(review.papers), f"{len(review.papers)}份"),
            _section("其他数据", _others(changes), "处"),
        ]
    return tuple(section for section in found if section.sentences)


def _section(title: str, sentences: Iterable[Sentence], count: str, urgent: bool = False) -> Section:
    """Return a section; `count` is the measure of the sentences, or what there is of something else."""
    found = tuple(sentences)
    return Section(title, found, f"{len(found)}{count}" if len(count) == 1 else count or f"{len(found)}处", urgent)


def _items(changes: Changes) -> Iterator[Sentence]:
    for one in changes.items:
        if one.old is None or one.new is None:
            yield plain(f"{'新增' if one.new else '删去'} {one.one.citation}：{one.one.text}")
    for value in changes.values:
        if value.path[-1] == PLACE and not value.lone and not changes.of_years:
            entry = changes.new.entry_by_id[value.path[1]]
            yield plain(f"移动 {entry.citation}：{_place(value.old)} → {_place(value.new)}")


def _place(leaf: Leaf | None) -> str:
    section, *heading = (leaf,) if isinstance(leaf, str) else leaf or ("",)
    return section + "".join(f"“{one}”" for one in heading)


def _texts(changes: Changes) -> Iterator[Sentence]:
    for value in changes.values:
        if value.path[0] == PLAN and value.path[-1] != "id" and not value.lone and _is_text(value):
            old, new = str(value.old), str(value.new)
            numbers = "、".join(f"{one} → {other}" for one, other in targets(old, new))
            head = value_name(changes.new, value.path) + (f"（{numbers}）" if numbers else "")
            yield (*plain(f"{head}："), *marked(old, new))


def _targets(changes: Changes) -> Iterator[Sentence]:
    """Yield which promises in numbers differ, came and went: 机动车停车泊位 20万个 → 18万个（第二部分第152项）."""
    clauses = {one.old.id: one.new.id for one in changes.clauses if one.old and one.new}
    old, new = _promises(changes.old, clauses), _promises(changes.new, {})
    if changes.of_years:
        old, new = _but_reworded(old, new)
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        numbers = [amount(one.span, f"{one.value}{one.unit}") if one else "无" for one in (before, after)]
        if before is None or after is None or _promised(before) != _promised(after):
            index, clause = (changes.new, key[0]) if after else (changes.old, before.clause if before else "")
            where = _cited(index, clause)
            yield plain(f"{key[1]} {' → '.join(numbers)}（{where}）")


# By their clause, what they count, and how often that came before.
_Promises = dict[tuple[str, str, int], Target]


def _but_reworded(old: _Promises, new: _Promises) -> tuple[_Promises, _Promises]:
    """Return promises without those that both sides make in a clause, whatever they say that is counted.

    What is counted the editors say of each year in words of their own.
    """
    left = {(key[0], _promised(one)): key for key, one in old.items() if key not in new}
    again: dict[tuple[str, str, int], tuple[str, str, int]] = {}
    for key, one in new.items():
        same = key[0], _promised(one)
        if key not in old and same in left:
            again[left.pop(same)] = key
    kept = {key: one for key, one in old.items() if key not in again}
    return kept, {key: one for key, one in new.items() if key not in {*again.values()}}


def _promises(index: Index, clauses: Mapping[str, str]) -> _Promises:
    """Return the promises, with the ids of clauses of today."""
    found: _Promises = {}
    seen: Counter[tuple[str, str]] = Counter()
    for one in index.data.targets.targets:
        place = clauses.get(one.clause, one.clause), one.what
        found[(*place, seen[place])] = one
        seen[place] += 1
    return found


def _promised(target: Target) -> tuple[object, ...]:
    return target.value, target.upper, target.unit, target.comparator, target.aspirational, target.year_on_year


def _cited(index: Index, clause: str) -> str:
    found = next(iter(index.by_clause.get(clause, ())), None)
    return found.clause.entry.citation if found else clause


def _is_text(value: Value) -> bool:
    return isinstance(value.old, str) and isinstance(value.new, str)


def _units(changes: Changes) -> Iterator[Sentence]:
    for said, found in (
        ("新增", [one.new for one in changes.units if not one.old]),
        ("删去", [one.old for one in changes.units if not one.new]),
    ):
        if found:
            yield plain(f"{said} {'、'.join(unit.name for unit in found if unit)}")
    for one in changes.units:
        if one.old and one.new and one.old.name != one.new.name:
            yield (*plain("改名 "), *marked(one.old.name, one.new.name))
        came, went = _members(changes, one)
        if one.old and one.new and (came or went):
            yield plain(f"“{one.new.name}”的成员：{_came_and_went(came, went)}")


def _members(changes: Changes, unit: Change[Unit]) -> tuple[list[str], list[str]]:
    """Return the members that came to a group and that left it."""
    names = _renamed(changes)
    old = changes.old.data.register.members_of[unit.old.name] if unit.old else ()
    new = changes.new.data.register.members_of[unit.new.name] if unit.new else ()
    before = [names.get(name, name) for name in old]
    return [name for name in new if name not in before], [name for name in before if name not in new]


def _renamed(changes: Changes) -> dict[str, str]:
    return {one.old.name: one.new.name for one in changes.units if one.old and one.new and one.old.name != one.new.name}


def _came_and_went(came: Sequence[str], went: Sequence[str]) -> str:
    return "，".join([*(f"＋{name}" for name in came), *(f"－{name}" for name in went)])


def _dates(changes: Changes) -> Iterator[Sentence]:
    old, new = _occasions(changes.old), _occasions(changes.new)
    for occasion in dict.fromkeys((*new, *old)):
        before, after = old.get(occasion), new.get(occasion)
        due, index = (after, changes.new) if after else (before, changes.old)
        if due and (before is None or after is None or before.date != after.date):
            labels = "、".join(index.form_labels[form_id] for form_id in due.rule.forms)
            days = " → ".join(one.date.isoformat() if one else "无" for one in (before, after))
            yield plain(f"{labels}{due.period}：{days}")


def _occasions(index: Index) -> dict[str, Due]:
    return {due.occasion: due for due in index.deadlines}


def _addresses(review: Review) -> Iterator[Sentence]:
    for one in review.addresses:
        moved = f"，现在是 {one.new}" if one.old and one.new else ""
        yield plain(f"没有了 {one.old}{moved}" if one.old else f"新增 {one.new}")


def _papers(papers: Sequence[Change[Document]]) -> Iterator[Sentence]:
    """Yield which papers are to be handed out again, new, or to be withdrawn: units with the same ones together."""
    by_unit: defaultdict[str, defaultdict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for one in papers:
        kind = "日历" if one.one.format == "ics" else one.one.title.partition("　")[0]
        said = "收回" if one.new is None else "新发" if one.old is None else "重发"
        by_unit[one.one.unit.name if one.one.unit else "全部时限"][said][kind] = None
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for unit, kinds in by_unit.items():
        alike["；".join(said + "、".join(found) for said, found in kinds.items())].append(unit)
    yield from (plain(f"{what}：{'、'.join(units)}") for what, units in alike.items())


def _others(changes: Changes) -> Iterator[Sentence]:
    """Yield what no other section tells: what came and went record by record, else value by value."""
    told = {one.one.clause.id for one in changes.duties}
    names = _renamed(changes)
    left = [one for one in changes.values if not _told(changes, one, told) and not _only_names(one, names)]
    for (lone, record), run in groupby(left, key=lambda value: (value.lone, value.path[:-1])):
        values = list(run)
        if lone:
            came = values[0].old is None
            yield plain(f"{'新增' if came else '删去'} {record_name(changes.new if came else changes.old, record)}")
        else:
            yield from (_value(changes.new, value) for value in values)


def _told(changes: Changes, value: Value, told: set[str]) -> bool:
    file, record, key = value.path[0], value.path[1], value.path[-1]
    if file == PLAN:
        sides = (changes.old, changes.new)
        of_item = any(record in side.by_clause or record in side.entry_by_id for side in sides)
        return key == PLACE or (_is_text(value) and not value.lone) or (of_item and (value.lone or record in told))
    if file == TARGETS and record == "targets":
        return value.lone or key in _OF_TARGETS
    unit = next((one for one in changes.units if record == "units" and one.one.id == value.path[2]), None)
    if file != UNITS or unit is None:
        return False
    return value.lone or key in ("id", "name") or (key == "members" and any(_members(changes, unit)))


def _only_names(value: Value, names: Mapping[str, str]) -> bool:
    """Return whether a list differs in nothing but the names of units."""
    both = isinstance(value.old, tuple) and isinstance(value.new, tuple)
    return both and any(one in names for one in value.old or ()) and _compared(value, names) == ([], [])


def _value(index: Index, value: Value) -> Sentence:
    where = plain(f"{value_name(index, value.path)}：")
    if value.path[-1] == ORDER:
        return (*where, *plain("次序变了"))
    if isinstance(value.old, str) and isinstance(value.new, str):
        return (*where, *marked(value.old, value.new))
    came, went = _compared(value, {})
    return (*where, *plain(_came_and_went(came, went) or "次序变了"))


def _compared(value: Value, names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return what came to a list and what left it, in the names that units have today."""
    old, new = ((one,) if isinstance(one, str) else one or () for one in (value.old, value.new))
    before = [names.get(one, one) for one in old]
    return [one for one in new if one not in before], [one for one in before if one not in new]
