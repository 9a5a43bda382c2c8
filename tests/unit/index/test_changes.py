"""What was, with what differs, is what is: over random edits, and for every value of the data."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest
import yaml

from generator.checks.load import load_derivable
from generator.index.changes import Changes, compare
from generator.index.index import Index, Obligation, build
from generator.model.data import ALL_FILES, PLAN, UNITS
from tests.conftest import SMALL, texts
from tests.plain_yaml import plain_yaml

Content = dict[str, Any]
Edit = Callable[[Content, random.Random], None]


def contents() -> Content:
    """The data files of the small plan as plain data."""
    return {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in texts(SMALL).items()}


def derived(content: Content) -> Index | None:
    """The index of data as plain data, or None where nothing can be derived of it."""
    data, _ = load_derivable({name: plain_yaml(value) for name, value in content.items()})
    return build(data) if data else None


def records(content: Content) -> list[Content]:
    """Every clause: a part of an item, or an item that is not divided."""
    sections = [section for part in content[PLAN]["parts"] for section in part["sections"]]
    groups = [group for section in sections for group in (*section.get("groups", ()), section)]
    items = [item for group in groups for item in group.get("items", ())]
    return [clause for item in items for clause in item.get("clauses", [item])]


def bind(content: Content, chance: random.Random) -> None:
    """Name one unit more."""
    units = chance.choice(records(content)).setdefault(chance.choice(["lead", "responsible"]), [])
    units.insert(chance.randint(0, len(units)), chance.choice(content[UNITS]["units"])["name"])


def release(content: Content, chance: random.Random) -> None:
    """Name one unit less."""
    clause = chance.choice(records(content))
    key = chance.choice([key for key in ("lead", "responsible") if key in clause])
    clause[key].pop(chance.randrange(len(clause[key])))
    if not clause[key]:
        del clause[key]


def reword(content: Content, chance: random.Random) -> None:
    """Say something else."""
    chance.choice(records(content))["text"] = f"新建{chance.randint(1, 99)}处。"


def swap(content: Content, chance: random.Random) -> None:
    """Give two clauses the texts and units of each other."""
    one, other = chance.sample(records(content), 2)
    for key in ("text", "lead", "responsible"):
        pair = {"one": other.pop(key, None), "other": one.pop(key, None)}
        one |= {key: pair["one"]} if pair["one"] else {}
        other |= {key: pair["other"]} if pair["other"] else {}


def divide(content: Content, chance: random.Random) -> None:
    """Make two clauses of an item, or one more."""
    clause = chance.choice(records(content))
    text = {"text": "另建一处。", "responsible": [chance.choice(content[UNITS]["units"])["name"]]}
    if "id" in clause:
        whole = {key: clause.pop(key) for key in ("text", "lead", "responsible") if key in clause}
        clause["clauses"] = [whole, text] if chance.random() < 0.5 else [text, whole]


def join(content: Content, chance: random.Random) -> None:
    """Let a group have another member, or one less."""
    group = chance.choice([unit for unit in content[UNITS]["units"] if "members" in unit])
    name = chance.choice(content[UNITS]["units"])["name"]
    group["members"] = [one for one in group["members"] if one != name] or [name]
    group["members"] += [name] if chance.random() < 0.7 and name not in group["members"] else []


def rename(content: Content, chance: random.Random) -> None:
    """Give a unit another name everywhere, or another id."""
    unit = chance.choice(content[UNITS]["units"])
    if chance.random() < 0.5:
        unit["id"] += "-2"
        return
    text = plain_yaml(content).replace(unit["name"], f"新{unit['name']}")
    content.update(yaml.load(text, Loader=yaml.BaseLoader))


def count_on(content: Content, chance: random.Random) -> None:
    """Put an item in front of others, which all get the next number."""
    group = content[PLAN]["parts"][1]["sections"][0]["groups"][1]
    text = plain_yaml(content[PLAN])
    for number in (5, 4, 3, 2):
        text = text.replace(f"task-{number}", f"task-{number + 1}")
    content[PLAN] = yaml.load(text, Loader=yaml.BaseLoader)
    group = content[PLAN]["parts"][1]["sections"][0]["groups"][1]
    group["items"].insert(0, {"id": "task-2", "text": "植树。", "lead": ["市水务局"]})


def rule(content: Content, chance: random.Random) -> None:
    """Change the rule of the default lead."""
    content[PLAN]["default_lead"]["rule"] = chance.choice(["all", "first"])


EDITS: tuple[Edit, ...] = (bind, release, reword, swap, divide, join, rename, count_on, rule)


def edited(seed: int) -> tuple[Index, Index]:
    """An index before and after some random edits, of those that can be derived."""
    chance = random.Random(seed)
    content = contents()
    for _ in range(50):
        after = deepcopy(content)
        for _ in range(chance.randint(1, 4)):
            chance.choice(EDITS)(after, chance)
        before, changed = derived(content), derived(after)
        if before and changed:
            return before, changed
    raise AssertionError("no edit gave a plan")


Owed = tuple[str, str, str, str, bool, tuple[str, ...]]


def owed(one: Obligation, clauses: Mapping[str, str], units: Mapping[str, str]) -> Owed:
    """An obligation by ids, with those that clauses and units have today."""
    via = tuple(units.get(unit.id, unit.id) for unit in one.via)
    clause = clauses.get(one.clause.id, one.clause.id)
    return units.get(one.unit.id, one.unit.id), clause, one.role, one.basis, one.default_lead, via


def applied(changes: Changes) -> list[Owed]:
    """The obligations that were, with those that came and without those that went."""
    clauses = {pair.old.id: pair.new.id for pair in changes.clauses if pair.old and pair.new}
    units = {pair.old.id: pair.new.id for pair in changes.units if pair.old and pair.new}
    gone = {id(duty.old) for duty in changes.duties if duty.old}
    kept = [owed(one, clauses, units) for one in changes.old.obligations if id(one) not in gone]
    return sorted([*kept, *(owed(duty.new, {}, {}) for duty in changes.duties if duty.new)])


@pytest.mark.parametrize("seed", range(60))
def test_what_was_owed_and_what_differs_make_what_is_owed(seed: int) -> None:
    before, after = edited(seed)
    for old, new in ((before, after), (after, before)):
        changes = compare(old, new)
        assert applied(changes) == sorted(owed(one, {}, {}) for one in new.obligations)
        assert len(changes.duties) <= len(old.obligations) + len(new.obligations)


def test_the_same_plan_differs_in_nothing() -> None:
    for seed in range(3):
        _, after = edited(seed)
        changes = compare(after, after)
        assert (changes.duties, changes.values) == ((), ())


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all texts in plain data."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, str):
        yield path
    for step, child in steps:
        yield from leaves(child, (*path, step))


def test_no_change_of_a_value_is_lost() -> None:
    """Every text of the small plan that can be another one is told when it is."""
    content = contents()
    before = derived(content)
    assert before
    told = 0
    for path in [path for name in ALL_FILES for path in leaves(content[name], (name,))]:
        after = deepcopy(content)
        owner = after
        for step in path[:-1]:
            owner = owner[step]
        owner[path[-1]] = f"{owner[path[-1]]}一"
        if changed := derived(after):
            told += 1
            assert compare(before, changed).values, path
    assert told > 80


def test_a_list_in_another_order_is_told_and_another_layout_of_the_file_is_not() -> None:
    content = contents()
    before = derived(content)
    assert before
    turned = deepcopy(content)
    turned[UNITS]["units"].reverse()
    after = derived(turned)
    assert after
    assert [value.path for value in compare(before, after).values] == [(UNITS, "units", "order")]
    data, _ = load_derivable({name: plain_yaml(value, quotes='"') for name, value in content.items()})
    assert data
    assert compare(before, build(data)).values == ()


def test_items_that_count_on_owe_the_same() -> None:
    """An item more in front of others is one more, and nobody else's duty."""
    before, content = derived(contents()), contents()
    count_on(content, random.Random(0))
    after = derived(content)
    assert before
    assert after
    changes = compare(before, after)
    assert [(duty.old, duty.new and duty.new.clause.id) for duty in changes.duties] == [(None, "task-2")]
    pairs = [(pair.old and pair.old.item.id, pair.new and pair.new.item.id) for pair in changes.items]
    moved = [(one, other) for one, other in pairs if one != other]
    assert moved == [(None, "task-2"), *((f"task-{n}", f"task-{n + 1}") for n in (2, 3, 4, 5))]
