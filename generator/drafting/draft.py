"""The draft of a plan: its items under their headings, read from prose and tables, with every doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.drafting import marks, people, roles, tabled, tables, traditional
from generator.drafting.lines import Doubt, Line, cleaned
from generator.drafting.outline import Heading, Item
from generator.drafting.paragraphs import joined, usual_length
from generator.drafting.prose import Block, Clause, blocks
from generator.drafting.roles import SILENT, Said
from generator.drafting.tables import Table

# A task without a number has a few Chinese letters, and is not the value of a key in a file of data.
_TASK = re.compile("(?![a-z_]+:)(?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){3}")
_BOXED = re.compile("^[【［].{1,20}[】］]$")
_DATE_AT_END = re.compile("[（(]([^（）()]{2,30})[）)]。?$")
# What a document says at its end of itself.
_OF_ITSELF = re.compile("负责解释|起(?:施行|实施|执行)|有效期")
_LONGEST_TITLE, _NEAR, _FAR = 60, 12, 100


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of a text, and the words by which the first unit of a list leads, if it has such a rule."""

    items: tuple[Item, ...]
    doubts: tuple[Doubt, ...]
    first_leads: str = ""

    @property
    def lacks(self) -> str:
        """What it does not have, in Chinese, and no plan is without: items, or units that owe them."""
        clauses = (clause for item in self.items for clause in item.clauses)
        named = any(role.units for clause in clauses for role in clause.said.roles)
        return "事项" if not self.items else "" if named else "单位"


def draft(text: str) -> Draft:
    """Return the draft of an official text, in its letters. Whatever the text is, there is one."""
    letters = traditional.letters(text)
    found = _draft(text.translate(letters)) if letters else _draft(text)
    if not letters:
        return found
    back = {simple: letter for letter, simple in letters.items()}
    return Draft(traditional.spelled(found.items, back), found.doubts, traditional.spelled(found.first_leads, back))


def _draft(text: str) -> Draft:
    lines, doubts = cleaned(text)
    items: list[Item] = []
    path: list[Heading] = []
    for region in tables.regions(lines):
        items += tabled.items(region, path, doubts) if isinstance(region, Table) else _prose(region, path, doubts)
    rule = roles.first_leads(text)
    doubts += _doubts_of(items)
    return Draft(tuple(items), tuple(sorted(set(doubts))), rule)


def _prose(lines: Sequence[Line], path: list[Heading], doubts: list[Doubt]) -> Iterator[Item]:
    """Yield the items of prose; `path` are the headings that it stands under, and becomes those at its end."""
    found = blocks(lines)
    usual = usual_length(lines)
    at = 0
    while at < len(found):
        block, children = found[at], _children(found, at)
        if children and (whole := _whole(block, children)):
            yield from _items(whole, path)
            at += len(children)
        elif children and _is_heading_of(block, children):
            _enter(path, _heading(block, block.clauses[0].text, block.clauses[0].said))
        else:
            owed = any(heading.said.roles for heading in path if heading.level < block.level)
            expected = owed or (block.level >= marks.ITEM and _expected(found, at))
            yield from _of_block(block, path, doubts, expected and not children and not block.clauses)
            _enter_after(block, path, usual)
        at += 1


def _of_block(block: Block, path: list[Heading], doubts: list[Doubt], expected: bool) -> Iterator[Item]:
    if expected:
        item = _item(block.mark.printed if block.mark else "", path, [_bodied(block)], block.level)
        if not item.clauses[0].said.roles:
            doubts.append(Doubt(block.line, f"“{item.number}”没有写明单位，暂作一个事项：{block.body[:20]}"))
        yield item
        return
    if block.mark and block.title:
        _enter(path, _heading(block, block.title))
        block = replace(block, mark=None)
    elif block.clauses:
        _leave(path, block.level)
    yield from _items(block, path)


def _children(found: Sequence[Block], at: int) -> list[Block]:
    """Return the blocks that lie below another."""
    level, end = found[at].level, at + 1
    if level < 0:
        return []
    while end < len(found) and found[end].level > level:
        end += 1
    return list(found[at + 1 : end])


def _whole(block: Block, children: list[Block]) -> Block | None:
    """Return an item with its points as one block, where only the last of them names units, which owe them all."""
    points = all(child.level > marks.ITEM for child in children)
    if block.level < marks.SECTION or block.clauses or len(children) < 2 or not points:
        return None
    *others, last = children
    if any(child.clauses for child in others) or len(last.clauses) != 1:
        return None
    text = block.body + "".join(child.mark.printed + child.body for child in others if child.mark)
    clause = last.clauses[0]
    assert last.mark
    return replace(last, mark=block.mark, clauses=(replace(clause, text=text + last.mark.printed + clause.text),))


def _is_heading_of(block: Block, children: list[Block]) -> bool:
    """Return whether a block that names units is a heading: a title, and not a task, or above items that name none."""
    if block.level > marks.GROUP or len(block.clauses) != 1:
        return False
    first = block.clauses[0].text
    title = len(first) <= _LONGEST_TITLE and "。" not in first.rstrip("。")
    named = any(child.clauses for child in children)
    return title and (not named or not first.endswith("。"))


def _expected(found: Sequence[Block], at: int) -> bool:
    """Return whether a block should name units: two of three of its kind around it do."""
    block = found[at]
    if _OF_ITSELF.search(block.body) or not _is_in_row(found, at):
        return False
    start = at
    while start > 0 and found[start - 1].level >= block.level and at - start < _NEAR:
        start -= 1
    end = at + 1
    while end < len(found) and found[end].level >= block.level and end - at < _NEAR:
        end += 1
    alike = [one for one in found[start:end] if one.level == block.level and one is not block]
    return len(alike) >= 2 and 3 * sum(bool(one.clauses) for one in alike) >= 2 * len(alike)


def _is_in_row(found: Sequence[Block], at: int) -> bool:
    """Return whether a block has the number between those of its kind around it, or a first number below a heading."""
    block = found[at]
    value = block.mark.value if block.mark else 0
    if value == 1:
        return at == 0 or found[at - 1].level < block.level
    near = (range(at - 1, max(-1, at - _FAR), -1), range(at + 1, min(len(found), at + _FAR)))
    before, after = (next((found[n] for n in way if found[n].level == block.level), None) for way in near)
    around = [(one.mark.value, step) for one, step in ((before, 1), (after, -1)) if one and one.mark and one.clauses]
    return not value or any(value == other + step for other, step in around)


def _bodied(block: Block) -> Clause:
    date = _DATE_AT_END.search(block.body)
    if date and roles.is_date(date[1]):
        return Clause(block.body[: date.start()], roles.dated(date[1]), block.line)
    return Clause(block.body, SILENT, block.line)


def _items(block: Block, path: list[Heading]) -> Iterator[Item]:
    """Yield the item of a block, and those without a number behind it."""
    held: list[Clause] = []
    mark = block.mark.printed if block.mark else ""
    for clause in block.clauses:
        if not block.mark and not _is_task(clause):
            continue
        if clause.begins and held:
            yield _item(mark, path, held, block.level)
            held, mark = [], ""
        held.append(clause)
    if held:
        yield _item(mark, path, held, block.level)


def _is_task(clause: Clause) -> bool:
    """Return whether a clause without a number is a task: not a sentence of a report that happens to name a unit."""
    within = not clause.sure and clause.text[-1] in "，,"
    return bool(clause.said.roles and _TASK.match(clause.text)) and not within


def _item(mark: str, path: Sequence[Heading], clauses: Sequence[Clause], level: int) -> Item:
    said = SILENT
    for heading in path:
        said = heading.said.inherited(said)
    return Item(mark, tuple(path), tuple(replace(one, said=one.said.inherited(said)) for one in clauses), level)


def _heading(block: Block, title: str, said: Said = SILENT) -> Heading:
    assert block.mark
    first = title.split("。", 1)[0] + "。" if len(title) > 60 and "。" in title else title
    return Heading(block.mark.printed, first, block.level, block.line, _in_charge(first).inherited(said))


def _in_charge(title: str) -> Said:
    """Return the leaders or else the units of a heading that says in whose charge is what stands below it."""
    return Said(leaders=people.in_charge(title)) or roles.in_heading(title)


def _enter(path: list[Heading], heading: Heading) -> None:
    while path and path[-1].level >= heading.level:
        path.pop()
    path.append(heading)


def _leave(path: list[Heading], level: int) -> None:
    """Take the heading with a mark of a level, and those below it, from a path."""
    at = next((n for n, heading in enumerate(path) if heading.mark and heading.level == level), len(path))
    del path[at:]


def _enter_after(block: Block, path: list[Heading], usual: int) -> None:
    """Take the last line behind an item for a heading, where it looks like one without a number."""
    behind = block.after or ((Line(block.line, block.title),) if not block.mark and block.title else ())
    lines = [line for line in behind if len(line.text) <= 40 and len(line.text) < 0.7 * usual]
    if not block.clauses and not (lines and (_BOXED.match(lines[-1].text) or people.in_charge(lines[-1].text))):
        return
    if not lines or lines[-1] != behind[-1] or lines[-1].text[-1] in "。；;：:，,、":
        return
    title = joined(lines[-1].text)
    said = _in_charge(title)
    level = marks.CHAPTER if said or not any(one.mark for one in path) else marks.GROUP
    _enter(path, Heading("", title, level, lines[-1].number, said))


def _doubts_of(items: Sequence[Item]) -> Iterator[Doubt]:
    for item in items:
        for clause in item.clauses:
            if not clause.sure:
                yield Doubt(clause.line, "单位是照样子猜着读的，请核对")
            for rest in clause.said.unread:
                yield Doubt(clause.line, f"单位后面这几个字没有读懂：{rest[:30]}")
            for role in clause.said.roles:
                if role.open:
                    yield Doubt(clause.line, f"“{role.label}”的单位后面有“等”，没有列全")
    yield from _jumps(items)


def _jumps(items: Sequence[Item]) -> Iterator[Doubt]:
    last = 0
    for item in items:
        number = int(item.number) if item.number.isdecimal() else 0
        if number and last and number not in (1, last + 1):
            yield Doubt(item.clauses[0].line, f"编号从{last}跳到{number}")
        last = number or last
