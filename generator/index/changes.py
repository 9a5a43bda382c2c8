"""What differs between two indexes, as pairs of what was and what is: units, items, clauses, duties, and every value.

Duties are compared, not lines. What has another id now is known all the same, an item by its words and a unit by its
names, so that a plan that counts on does not look like a plan that owes something else. Each year counts its items from
the first, so of two years the ids of items say nothing: there an item is known by what goes on with what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from generator.index import forerunners
from generator.index.index import ClauseEntry, Entry, Index, Obligation
from generator.model.data import ALL_FILES, PLAN, UNITS
from generator.model.plan import Clause
from generator.model.record import CALLED, Record
from generator.model.register import Unit
from generator.model.years import year_of

T = TypeVar("T")
# A value of the data: a text, or a list of texts.
Leaf = str | tuple[str, ...]
# Where a value stands: the file, the names of the records around it, and its key.
Path = tuple[str, ...]
# The keys of what no key of the data says: the order of the records of a list, and where in the plan an item stands.
ORDER, PLACE = "order", "place"
# The keys that an item shares with its clauses.
_OF_CLAUSES = {"divided", *Clause.model_fields} - {"node"}
_NAMING = (*CALLED, "unit", "terms", "title")


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """What was and what is, of which one may be missing."""

    old: T | None
    new: T | None

    @property
    def one(self) -> T:
        """What is, or else what was."""
        found = self.old if self.new is None else self.new
        assert found is not None, "one of the two is there"
        return found


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the data that differs; None where it was or is not there. Of a `lone` one the other has no record."""

    path: Path
    old: Leaf | None
    new: Leaf | None
    lone: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Two indexes and what differs.

    Units, items and clauses are all of both sides, in pairs. `duties` are the obligations that came, went, or have
    another role or basis. `values` has every value of the data files that differs: none exactly if both say the same.
    """

    old: Index
    new: Index
    units: tuple[Change[Unit], ...]
    items: tuple[Change[Entry], ...]
    clauses: tuple[Change[ClauseEntry], ...]
    duties: tuple[Change[Obligation], ...]
    values: tuple[Value, ...]

    @property
    def of_years(self) -> bool:
        """Whether the two are plans of different years, and not the same plan before and after."""
        return _of_years(self.old, self.new)


def compare(old: Index, new: Index) -> Changes:
    """Return what differs between two indexes."""
    units = _paired(old.data.register.units, new.data.register.units, _unit_id, _unit_name, _official_name)
    items = _items_of_years(old, new) if _of_years(old, new) else _items(old, new)
    clauses = [clause for pair in items for clause in _clauses(old, new, pair)]
    renamed = _by_old(units, _unit_id)
    duties = (duty for pair in clauses for duty in _duties(old, new, pair, renamed))
    ids = _Ids(_by_old(items, lambda one: one.id), _by_old(clauses, lambda one: one.id), renamed)
    values = _values(old, new, ids)
    return Changes(old, new, tuple(units), tuple(items), tuple(clauses), tuple(duties), tuple(values))


def _of_years(old: Index, new: Index) -> bool:
    years = {year_of(index.data.plan.document) for index in (old, new)}
    return len(years) == 2 and "" not in years


def _items(old: Index, new: Index) -> list[Change[Entry]]:
    return _paired(old.entries, new.entries, _id_and_words, _kind_and_words, _item_id, _words)


def _items_of_years(old: Index, new: Index) -> list[Change[Entry]]:
    """Return the items of two years in pairs: what the editors say, then the same words, then what is likely."""
    year = year_of(old.data.plan.document)
    told = {one.item: one.forerunner for one in new.data.forerunners.forerunners if one.year == year}
    before, after = ({one.id: one.text for one in index.entries} for index in (old, new))
    was = {id(one): one.id for one in old.entries}

    def forerunner(known: Mapping[str, str]) -> Callable[[Entry], str | None]:
        ids = was | {id(one): known.get(one.id, "") for one in new.entries}
        return lambda one: ids[id(one)] or None

    guessed = dict(forerunners.guesses(before, after))
    return _paired(old.entries, new.entries, forerunner(told), _kind_and_words, forerunner(guessed))


def _by_old(pairs: Iterable[Change[T]], name: Callable[[T], str]) -> dict[str, str]:
    """Return what things are called by what they were called."""
    return {name(pair.old): name(pair.new) for pair in pairs if pair.old and pair.new}


def _unit_id(unit: Unit) -> str:
    return unit.id


def _unit_name(unit: Unit) -> str:
    return unit.name


def _official_name(unit: Unit) -> str | None:
    return unit.official_name


def _item_id(entry: Entry) -> str:
    return entry.id


def _words(entry: Entry) -> str:
    return entry.text


def _id_and_words(entry: Entry) -> tuple[str, str]:
    return entry.id, _words(entry)


def _kind_and_words(entry: Entry) -> tuple[str, str]:
    return entry.item.kind, _words(entry)


def _paired(old: Sequence[T], new: Sequence[T], *keys: Callable[[T], Hashable]) -> list[Change[T]]:
    """Return both sides in pairs, by the first key that two share: each key is tried on what the ones before it left.

    The order is that of the new side, with what only the old one has at the end.
    """
    partners: dict[int, T] = {}
    left = [*old]
    for key in keys:
        sought: dict[Hashable, list[T]] = {}
        for one in left:
            sought.setdefault(key(one), []).append(one)
        for n, one in enumerate(new):
            if n not in partners and key(one) is not None and (found := sought.get(key(one))):
                partners[n] = found.pop(0)
        taken = {id(one) for one in partners.values()}
        left = [one for one in left if id(one) not in taken]
    return [*(Change(partners.get(n), one) for n, one in enumerate(new)), *(Change(one, None) for one in left)]


def _clauses(old: Index, new: Index, pair: Change[Entry]) -> list[Change[ClauseEntry]]:
    """Return the clauses of an item in pairs: by their words, else by their place."""
    before = old.clauses_by_item[pair.old.id] if pair.old else ()
    after = new.clauses_by_item[pair.new.id] if pair.new else ()
    places = {id(clause): n for side in (before, after) for n, clause in enumerate(side)}
    return _paired(before, after, lambda clause: clause.text, lambda clause: places[id(clause)])


def _duties(
    old: Index, new: Index, pair: Change[ClauseEntry], renamed: Mapping[str, str]
) -> Iterator[Change[Obligation]]:
    """Yield the obligations of a clause that differ. `renamed` has the ids of units today by those of old."""
    before = old.by_clause.get(pair.old.id, ()) if pair.old else ()
    after = new.by_clause.get(pair.new.id, ()) if pair.new else ()
    was = {renamed.get(one.unit.id, one.unit.id): one for one in before}
    now = {one.unit.id: one for one in after}
    for unit in dict.fromkeys((*was, *now)):
        one, other = was.get(unit), now.get(unit)
        if not (one and other and _terms(one, renamed) == _terms(other, {})):
            yield Change(one, other)


def _terms(one: Obligation, renamed: Mapping[str, str]) -> tuple[object, ...]:
    """Return on which terms a unit owes something."""
    return one.role, one.basis, one.default_lead, tuple(renamed.get(unit.id, unit.id) for unit in one.via)


class _Ids(NamedTuple):
    """The ids of today by those of old."""

    items: Mapping[str, str]
    clauses: Mapping[str, str]
    units: Mapping[str, str]


def _values(old: Index, new: Index, ids: _Ids) -> Iterator[Value]:
    """Yield every value that differs, in the order of the new side, then what only the old one has."""
    was, now = dict(_leaves(old, ids)), dict(_leaves(new, _Ids({}, {}, {})))
    records = {path[:-1] for path in was}, {path[:-1] for path in now}
    for path in dict.fromkeys((*now, *was)):
        one, other = was.get(path), now.get(path)
        if one != other and not (path[-1] == ORDER and _same_order(one, other)):
            yield Value(path, one, other, not all(path[:-1] in side for side in records))


def _same_order(one: Leaf | None, other: Leaf | None) -> bool:
    """Return whether what both lists have stands in the same order in both."""
    before, after = one or (), other or ()
    return [name for name in before if name in {*after}] == [name for name in after if name in {*before}]


def _leaves(index: Index, ids: _Ids) -> Iterator[tuple[Path, Leaf]]:
    """Yield every value of the data with its path, in which items, clauses and units have the ids of today."""
    yield (PLAN, "parts", ORDER), tuple(part.key for part in index.data.plan.parts)
    for part in index.data.plan.parts:
        yield from _below((PLAN, part.key), _dumped(part, "kind", "sections"))
        yield (PLAN, part.key, ORDER), tuple(section.id for section in part.sections)
        for section in part.sections:
            yield from _below((PLAN, section.id), _dumped(section, "id", "groups", "ungrouped"))
            yield (PLAN, section.id, "items", ORDER), tuple(ids.items.get(one.id, one.id) for one in section.items)
            yield (PLAN, section.id, "heading"), tuple(group.heading for group in section.groups)
    for entry in index.entries:
        record = (PLAN, ids.items.get(entry.id, entry.id))
        yield (*record, "id"), entry.id
        yield (*record, PLACE), (entry.section.id, *([entry.group.heading] if entry.group else []))
        yield from _below(record, _dumped(entry.item, "id", *_OF_CLAUSES))
        clauses = index.clauses_by_item[entry.id]
        yield (*record, "clauses", ORDER), tuple(ids.clauses.get(clause.id, clause.id) for clause in clauses)
    for clause in index.clauses:
        record = (PLAN, ids.clauses.get(clause.id, clause.id))
        yield from _below(record, _dumped(clause.clause, "milestones"))
        # A milestone is told as it is read: it has no name.
        if said := tuple(one.printed for one in clause.clause.milestones):
            yield (*record, "milestones"), said
    for name, field in zip(ALL_FILES, fields(index.data), strict=True):
        called = ids.units if name == UNITS else {}
        yield from _below((name,), _dumped(getattr(index.data, field.name), "parts"), called)


def _dumped(record: Record, *left_out: str) -> dict[str, Any]:
    """Return what a record says, as plain data."""
    return record.model_dump(by_alias=True, exclude={*left_out}, exclude_defaults=True)


def _below(path: Path, value: Any, ids: Mapping[str, str] = MappingProxyType({})) -> Iterator[tuple[Path, Leaf]]:
    """Yield the values of a mapping or a list with their paths."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _below((*path, key), child, ids)
    elif isinstance(value, str) or all(isinstance(child, str) for child in value):
        yield path, value
    else:
        names = _names(value, ids)
        for name, child in zip(names, value, strict=True):
            yield from _below((*path, name), child, ids)
        yield (*path, ORDER), tuple(names)


def _names(records: Sequence[Mapping[str, Any]], ids: Mapping[str, str]) -> list[str]:
    """Return what the records of a list are called by, else their numbers, each once: one that comes again counts."""
    seen: Counter[str] = Counter()
    names = []
    for n, record in enumerate(records, 1):
        called = next((record[key] for key in _NAMING if key in record), str(n))
        name = called if isinstance(called, str) else called[0]
        name = ids.get(name, name)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return names
