"""The lines of a data file held against the shapes of its records, and mended in memory where they do not fit.

A line that was lost, displaced or typed without its dash would make YAML take all that follows for something else. It
is one problem here, and the file is read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from generator.model.record import Record
from generator.problems import Place, Problem
from generator.reading.annotations import fields, first_key, is_list, record_type
from generator.reading.exchange import exchanged
from generator.reading.lines import BARE, KEYLESS, UNREAD, Line, continued
from generator.reading.lookahead import LineContext, Lookahead, OpenRecord
from generator.reading.placement import Chooser, Placement

# What no maintainer writes, and only a reader of all of YAML could follow.
_FOREIGN = re.compile(r"^ *(?:- +)*-\n+ *[a-z_]+:|^(?:---|\.\.\.)|: *[|>][-+0-9]*$", re.MULTILINE)
# What a column counts where white space stands for spaces, so that nobody can count them.
_GUESSED = 0.1


def mend(
    model: type[Record], file: str, lines: Sequence[Line], said: Collection[int]
) -> tuple[list[Line], list[Problem]]:
    """The lines as they were meant, and a problem for each that was missing or displaced.

    Of the lines in `said` it is known already that they are indented badly.
    """
    if _FOREIGN.search("\n".join(line.text for line in lines)):
        return [*lines], []
    alignment = _Alignment(model, file, lines, said)
    for row in range(len(lines)):
        alignment.add(row)
    return alignment.mended, alignment.problems


class _Alignment:
    """Puts line after line where it belongs."""

    def __init__(self, model: type[Record], file: str, lines: Sequence[Line], said: Collection[int]) -> None:
        self.file = file
        self.lines = lines
        self.said = {*said}
        self.mended: list[Line] = []
        self.problems: list[Problem] = []
        self.open = [OpenRecord(model, 0)]
        self.shift = 0
        self.last = 0
        self.bare: Place | None = None  # where the line before is that was neither a key nor an entry
        self.going_on: set[int] = set()
        self.added: set[int] = set()
        self.lookahead = Lookahead(model, lines)

    def add(self, row: int) -> None:
        """Puts the next line where it belongs."""
        line = self.lines[row]
        if row in self.added:
            return
        self.added.add(row)
        if line.blank:
            self.mended.append(line)
        elif row in self.going_on:
            self.mended.append(_moved(line, line.indent + self.shift))
        elif exchanged(self.open, self.lookahead, row):
            rule = "列表在它的键下面" if line.parts.dashes else "每条记录从“- ”开头的那一行开始"
            self.report(line, line.indent, "这一行和下一行的次序反了", f"{rule}；把这两行对调")
            self.add(row + 1)
            self.put(line, row + 1)
        else:
            self.put(self.spelled(line), row)
            if not (self.open[-1].begins or (self.open[-1].empty and self.open[-1].item)):
                self.going_on.update(continued(self.lines, row))

    def spelled(self, line: Line) -> Line:
        """The line with the dash that it lacks; empty where it is neither a key nor an entry."""
        if line.parts.key or line.parts.dashes:
            return line
        record = self.open[-1]
        if record.begins and not is_list(fields(record.record)[first_key(record.record)].annotation):
            return self.keyed(line, line.indent, first_key(record.record))
        place = self.report(line, line.indent, *BARE)
        if record.item is not str:
            self.bare = place
            return replace(line, text="")
        column = record.column if record.dashes is None else record.dashes
        return replace(_moved(line, column + 2), text=f"{' ' * column}- {line.text.strip()}")

    def put(self, line: Line, row: int) -> None:
        if line.blank:
            self.mended.append(line)
            return
        context = self.lookahead.context(line, row)
        later = {key for n, key in self.lookahead.top_level.items() if n > row}
        placement = Chooser(self.open, self.shift, _GUESSED if line.number in self.said else 1, later).choose(context)
        if placement:
            self.enter(line, context, placement)
        else:
            self.report(line, line.indent, *KEYLESS)
            self.mended.append(replace(line, text=""))
        self.bare = None

    def enter(self, line: Line, context: LineContext, placement: Placement) -> None:
        """Adds a line at its placement, after what is missing before it."""
        del self.open[placement.depth :]
        record = self.open[-1]
        if record.begins:
            record.column = placement.column
        if placement.missing:
            self.supply(line, context, placement)
        apart = context.apart or record.dashes is None
        if placement.dash:
            record.dashes = placement.column
        if placement.opened:
            column = placement.column + (len(context.dash) or 2) * placement.dash
            listed = placement.column if placement.dash else None
            self.open.append(OpenRecord(placement.opened, column, listed, apart=apart))
        if placement.opened and not placement.headless and not context.key:
            line = self.keyed(line, context.text_column, first_key(placement.opened))
            context = replace(context, key=first_key(placement.opened))
        if placement.headless:
            self.head(line, placement, UNREAD if context.key else "")
        elif placement.dash and not context.dash:
            self.report(line, context.column, f"键“{context.key}”前面缺少“- ”", "每条记录的第一行以“- ”开头，补上它")
        elif context.dash and not placement.dash:
            self.report(line, context.column, "这一行多了“- ”", "同一条记录的键，只有第一个前面有“- ”；删去它")
        if placement.headless and not context.key:
            self.enter(line, context, Placement(len(self.open), self.open[-1].column, 0, dash=True))
            return
        self.align(line, context, placement)
        if context.key:
            self.remember(line, context.key)

    def keyed(self, line: Line, column: int, key: str) -> Line:
        """The first line of a record with the key that its value at a column has lost."""
        self.report(line, column, f"这个值的前面缺少键“{key}”", f"补上它，写成“{line.parts.dashes}{key}: …”")
        text = f"{line.text[:column]}{key}: {line.text[column:]}"
        return replace(line, text=text, moved=line.moved + len(key) + 2)

    def supply(self, line: Line, context: LineContext, placement: Placement) -> None:
        """Adds the key that is missing before a line, or takes an unknown key above it for that."""
        record, name = self.open[-1], placement.missing[0]
        wrong = self.mended[self.last] if self.mended else line
        if record.key and record.key not in fields(record.record) and wrong.text.endswith(f"{record.key}:"):
            self.report(wrong, wrong.indent, f"不认识的键“{record.key}”", f"是不是“{name}”")
            self.mended[self.last] = replace(wrong, text=wrong.text.replace(record.key, name))
        else:
            names = "或".join(f"“{one}:”" for one in placement.missing)
            cure = f"在这一行的上面补上，{_indented(record.column)}"
            place = self.report(line, context.column, f"前面缺少{names}这一行", cure)
            self.mended.append(Line(" " * record.column + f"{name}:", line.number, fault=place))
            record.lost = place if len(placement.missing) > 1 else None
        record.key, record.dashes = name, None
        record.keys[name] = line.number

    def head(self, line: Line, placement: Placement, value: str) -> None:
        """Adds the first line of a record, which is missing before a line; `value` stands for what it said."""
        record = self.open[-1]
        first = first_key(record.record)
        due = self.lookahead.due(line, first) if value else ""
        message = f"前面缺少“- {first}: {due or '…'}”这一行"
        cure = f"每条记录从它开始；在这一行的上面补上，{_indented(placement.column)}"
        place = self.bare or self.report(line, line.indent, message, cure)
        self.mended.append(Line(f"{' ' * placement.column}- {first}: {due or value}", line.number, fault=place))
        record.keys[first], record.key = line.number, first

    def align(self, line: Line, context: LineContext, placement: Placement) -> None:
        """Adds a line where it belongs. What is displaced together is one problem."""
        if bool(context.dash) == placement.dash or placement.headless:
            text, begin, column = line.text[context.column :], context.column, placement.column + 2 * placement.headless
        else:
            text, begin, column = (
                line.text[context.text_column :],
                context.text_column,
                placement.column + 2 * placement.dash,
            )
        self.shift, before = column - begin, self.shift
        known = not context.key or self.open[-1].meant(context.key) in fields(self.open[-1].record)
        if self.shift not in (0, before) and line.number not in self.said and known:
            self.report(line, context.column, self.displaced(context), _aligned(column))
        dash = "- " if placement.dash and not context.dash and not placement.headless else ""
        lost = self.open[-1].lost if not context.key else None
        moved = replace(line, text=" " * (column - len(dash)) + dash + text, moved=line.moved + self.shift)
        self.mended.append(moved.without_value(lost) if lost else moved)

    def displaced(self, context: LineContext) -> str:
        """What to say of a line that stands too far to the left or to the right."""
        record, key = self.open[-1], context.key
        other = next(iter(record.keys), None)
        if key and other and record.keys.get(key) != record.keys[other]:
            return f"键“{key}”和第{record.keys[other]}行的键“{other}”没有对齐"
        if key and not other and not context.dash:
            return f"键“{key}”和下面的行没有对齐"
        where = "下面" if self.last == len(self.mended) - 1 else "上面"
        return f"这一行的“- ”和{where}的行没有对齐"

    def remember(self, line: Line, key: str) -> None:
        """Notes the key that was added to the innermost record, under which another may begin."""
        record = self.open[-1]
        record.key, record.dashes, record.lost = record.meant(key), None, None
        record.empty = line.text.rstrip().endswith(":")
        record.keys.setdefault(record.key, line.number)
        self.last = len(self.mended) - 1
        known = fields(record.record).get(record.key)
        below = known and not is_list(known.annotation) and record_type(known.annotation)
        if below and record.empty:
            self.open.append(OpenRecord(below, record.column + 2, under=record.column))

    def report(self, line: Line, column: int, message: str, cure: str) -> Place:
        """Adds a problem at a column of a line, and gives its place."""
        place = line.place(self.file, column)
        self.problems.append(Problem(place, "", message, cure))
        self.said.add(line.number)
        return place


def _indented(column: int) -> str:
    return f"它前面空{column}格" if column else "它前面不空格"


def _aligned(column: int) -> str:
    where = f"前面的空格改成{column}个" if column else "删去前面的空格"
    return f"{where}；下面的行和它一起错位的，一起移"


def _moved(line: Line, column: int) -> Line:
    """A line that begins at another column."""
    return replace(line, text=" " * column + line.text.lstrip(" "), moved=line.moved + column - line.indent)
