"""Where the lines of a faulty file belong, and what is wrong with those that fit nowhere.

A line belongs to the innermost open record that has its key in its column. One that fits nowhere breaks the record that
it most likely belongs to, and reading goes on with the next. Each sort of line has a table of rules, the likeliest
first: the first that explains the line adds it to a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.loading.drafts import Draft, Listing
from generator.loading.lines import Line
from generator.loading.reader import Reader
from generator.loading.values import read_entry
from generator.model.record import Field, Record, fields, first_key, meant
from generator.problems import suggest


def read(model: type[Record], file: str, lines: Sequence[Line]) -> Reader:
    """Read the lines of a file, and return the reader with the root of its records and their faults."""
    reader = Reader(model, file, lines)
    while reader.row < len(reader.lines):
        line = reader.line
        if not line.blank and not _under_unknown(reader, line):
            any(rule(reader, line) for rule in _RULES[line.dash, bool(line.key)])
        reader.tell_slips()
        reader.row += 1
    reader.close(reader.open[0])
    return reader


def _under_unknown(reader: Reader, line: Line) -> bool:
    """What stands under a key that is not known is not known either."""
    draft = reader.inner
    known = not draft.key or draft.key in draft.fields
    return not known and line.column >= (draft.column or 0) + (not line.dash)


def _lists(reader: Reader, line: Line) -> Iterator[Draft]:
    """Yield the open lists of records in whose column the line stands, the innermost first."""
    for one in reversed(reader.open):
        if one.listed and one.listing and one.listing.dashes in (None, line.column):
            yield one


# Lines with a dash and a key.


def _first_line(reader: Reader, line: Line) -> bool:
    """A record begins in an open list, in the column of its dashes or, if it must be, in another."""
    lists = [one for one in reversed(reader.open) if one.begins(line.key) and one.listed and reader.may_be(one.listed)]
    owner = next((one for one in _lists(reader, line) if one in lists), lists[0] if lists else None)
    return owner is not None and bool(reader.begin(owner, line.key))


def _below_lost_key(reader: Reader, line: Line) -> bool:
    """The key above a list or a record is missing."""

    def fits(field: Field) -> bool:
        record = field.record
        if record is None or field.listed != line.dash or not (line.dash or reader.apart or reader.row == 0):
            return False
        return first_key(record) == line.key and reader.may_be(record) if line.dash else line.key in fields(record)

    if line.dash and _next_in_list(reader, line):
        return False
    for owner in reversed(reader.open):
        key = next((key for key, field in owner.fields.items() if key not in owner.values and fits(field)), None)
        record = owner.fields[key].record if key else None
        if key is None or record is None:
            continue
        reader.close(owner)
        reader.breaks(owner, ("E050 前面缺少“{}:”这一行", "在这一行的上面补上“{}:”"), key)
        owner.key = key
        owner.keys[key] = position = line.position(reader.file, line.column)
        if line.dash:
            owner.values[key] = Listing(position, line.column)
            reader.begin(owner, line.key)
        else:
            owner.values[key] = child = Draft(record, position, line.column, owner, key)
            reader.open.append(child)
            reader.put(child, line.key)
        return True
    return False


def _next_in_list(reader: Reader, line: Line) -> bool:
    """Return whether a line stands in the list of the innermost record, whose records have its key further down."""
    inner, owner = reader.inner, reader.inner.parent
    if not owner or not owner.listing or line.key not in inner.fields:
        return False
    return owner.listing.dashes == line.column and line.key != first_key(inner.record)


def _stray_dash(reader: Reader, line: Line) -> bool:
    """A key of an open record has a dash, which only first keys have."""
    owner = next((one for one in reversed(reader.open) if one.lacks(line.key)), None)
    if owner is None or any(line.key in fields(one.listed) for one in _lists(reader, line) if one.listed):
        return False
    reader.breaks(owner, ("E051 这一行多了“- ”", "同一条记录的键，只有第一个前面有“- ”；删去它"))
    reader.put(owner, line.key)
    return True


def _other_first_key(reader: Reader, line: Line) -> bool:
    """A record begins in the column of its list, with a first key that is misspelt or another."""
    for owner in _lists(reader, line):
        if owner.listed and (line.key in fields(owner.listed) or next(reader.siblings(reader.row), None)):
            right = line.key if line.key in fields(owner.listed) else first_key(owner.listed)
            draft = reader.begin(owner, right)
            if right != line.key:
                _tell_unknown(reader, draft, right)
            return True
    return False


# Lines with a dash.


def _first_value(reader: Reader, line: Line) -> bool:
    """A record begins with a value that lost its key: what follows are further keys of the record."""
    below, inner = reader.below, reader.inner
    goes_on = bool(below and not below.dash and inner.lacks(below.key))
    if goes_on or (inner.listing and not inner.listed and inner.lacks(inner.key)):
        return False
    follows = below is not None and not below.dash and below.column == line.key_column
    for owner in _lists(reader, line):
        again = owner is inner.parent and not inner.keys
        if owner.listed and (owner is inner or again or (follows and below and below.key in fields(owner.listed))):
            draft = reader.begin(owner, "")
            reader.breaks(draft, ("E052 这个值的前面缺少键“{}”", "补上它，写成“- {}: …”"), first_key(owner.listed))
            return True
    return False


def _entry(reader: Reader, line: Line) -> bool:
    """A value of the list of texts under the last key."""
    draft, listing = reader.inner, reader.inner.listing
    if listing is None or draft.listed:
        return False
    if listing.dashes is None:
        listing.position, listing.dashes = line.position(reader.file, line.column), _dashes(reader, draft)
    if line.dash and line.column != listing.dashes:
        reader.tell(
            draft, line.column, ("E053 这一行的“- ”没有和同类的行对齐", "前面的空格改成{}个"), str(listing.dashes)
        )
    listing.entries += reader.nodes(draft, read_entry(line.text), line.key_column)
    return True


def _dashes(reader: Reader, draft: Draft) -> int:
    """Return the column of the dashes of a list that begins with the line: that of most, or the usual one."""
    least = draft.column or 0
    run = [one.column for one in reader.lines[reader.row + 1 : reader.row + 3] if one.dash and not one.key]
    odd = run and (run == run[:1] * 2 or run[0] == least + reader.hang)
    return max(run[0] if odd else reader.line.column, least)


def _lost_list(reader: Reader, line: Line) -> bool:
    """Values of a list stand under no key that may have one."""
    lacking = {one: [*_lists_of_texts(one)] for one in reversed(reader.open) if (one.column or 0) <= line.column}
    owner = next((one for one, keys in lacking.items() if keys), reader.inner)
    which = "或".join(f"“{key}:”" for key in lacking.get(owner, ())) or "键"
    reader.close(owner)
    reader.breaks(owner, ("E054 这个列表的上面没有它的键", f"在它的上面补上{which}；键写在了它下面的，移到它的上面"))
    owner.key = "-"
    return True


def _lists_of_texts(draft: Draft) -> Iterator[str]:
    """Yield the keys of lists of texts that a record lacks."""
    return (key for key, field in draft.fields.items() if field.listed and not field.record and draft.lacks(key))


# Lines with a key.


def _swapped(reader: Reader, line: Line) -> bool:
    """The line belongs below the next: a key below the first line of its record, a first line below its list."""
    below = reader.below
    if below is None or not (_above_its_record(reader, line, below) or _above_its_list(reader, line, below)):
        return False
    reader.lines[reader.row : reader.row + 2] = below, line
    any(rule(reader, below) for rule in _RULES[below.dash, True])
    reader.breaks(reader.inner, ("E055 上一行和这一行的次序反了", "把这两行对调"))
    return True


def _above_its_record(reader: Reader, line: Line, below: Line) -> bool:
    fitting = _fitting(reader, line)
    if line.dash or not below.dash or below.key_column != line.column or (fitting and fitting is reader.inner):
        return False
    if fitting and any(fitting.parent is one for one in _lists(reader, below)):
        # Its own record is open still: a list of records came before it.
        return False
    known = any(
        one.listed and one.begins(below.key) and line.key in fields(one.listed) for one in _lists(reader, below)
    )
    return known and all(one.key != line.key for one in reader.siblings(reader.row + 1))


def _above_its_list(reader: Reader, line: Line, below: Line) -> bool:
    if any(one.begins(line.key) for one in _lists(reader, line)) if line.dash else _fitting(reader, line):
        return False
    lacking = (one.fields[below.key] for one in reader.open if not below.value and one.lacks(below.key))
    known = [field.record for field in lacking if field.record and field.listed == line.dash]
    return any(line.key == first_key(one) if line.dash else line.key in fields(one) for one in known)


def _lost_dash(reader: Reader, line: Line) -> bool:
    """A record of an open list lost its dash."""
    below = reader.below
    for owner in reversed(reader.open):
        if owner.listed and owner.listing and owner.begins(line.key) and reader.may_be(owner.listed):
            deeper = below and not below.dash and below.column == line.column + 2 and below.key in fields(owner.listed)
            if deeper or not owner.listing.entries or not _fitting(reader, line):
                draft = reader.begin(owner, line.key)
                reader.breaks(draft, ("E056 键“{}”前面缺少“- ”", "每条记录的第一行以“- ”开头，补上它"), line.key)
                return True
    return False


def _fitting(reader: Reader, line: Line) -> Draft | None:
    """Return the innermost record that lacks the key of the line and has its keys in that column."""
    for one in reversed(reader.open):
        outer = one.parent.column or 0 if one.parent else -1
        if one.lacks(line.key) and (one.column == line.column or (one.column is None and line.column > outer)):
            return one
    return None


def _key(reader: Reader, line: Line) -> bool:
    """A key stands in the column of a record that lacks it."""
    draft, below, inner = _fitting(reader, line), reader.below, reader.inner
    deeper = below is not None and below.dash and below.column >= (inner.column or 0) > line.column
    if draft is None or (deeper and inner.lacks(line.key)):
        return False
    if draft.column is None and draft.parent:
        draft.position = line.position(reader.file, line.column)
        draft.column = reader.usual(draft.record, line.column, (draft.parent.column or 0) + 2)
        if draft.column != line.column:
            reader.displaced(draft, draft.column)
    reader.put(draft, line.key)
    return True


def _lost_first_line(reader: Reader, line: Line) -> bool:
    """A record lost its first line: it is the first of its list, or stands below an empty line and has a key again."""
    for owner in reversed(reader.open):
        if not (owner.listed and owner.listing and line.key in fields(owner.listed)):
            continue
        again = any(one.parent is owner and line.key in one.values and one.column == line.column for one in reader.open)
        if not owner.listing.entries or (reader.apart and again):
            draft = reader.begin(owner, line.key)
            words = ("E057 前面缺少“- {}: …”这一行", "每条记录从它开始；在这一行的上面补上")
            reader.breaks(draft, words, first_key(owner.listed))
            return True
    return False


def _other_column(reader: Reader, line: Line) -> bool:
    """A key of an open record stands in another column, or is there twice."""
    draft = next((one for one in reversed(reader.open) if line.key in one.fields), None)
    lacking = next((one for one in reversed(reader.open) if one.lacks(line.key)), None)
    if draft and line.key in draft.values and (draft.column == line.column or lacking is None):
        cure = "两处并成一处，只留一个；是另一条记录的，在它的第一个键前面补上“- ”"
        reader.close(draft)
        reader.breaks(draft, (f"E058 键“{{}}”重复，第{draft.keys[line.key].line}行已经有了", cure), line.key)
        draft.key = line.key
        reader.open += [one for one in draft.children() if one.under == line.key and not one.in_list]
    elif lacking:
        reader.displaced(lacking, lacking.column or 0)
        reader.put(lacking, line.key)
    return bool(draft or lacking)


def _unknown_key(reader: Reader, line: Line) -> bool:
    """A key is misspelt or unknown."""
    here = [one for one in reversed(reader.open) if one.column in (None, line.column)] or [reader.inner]
    for draft in here:
        right = meant(line.key, draft.record)
        if right and draft.lacks(right):
            _tell_unknown(reader, draft, right)
            reader.put(draft, right)
            return True
    reader.close(here[0])
    _tell_unknown(reader, here[0], meant(line.key, here[0].record) or "")
    here[0].key, here[0].broken = line.key, True
    return True


def _tell_unknown(reader: Reader, draft: Draft, right: str) -> None:
    """Tell that a record has no such key as that of the line, but the right one."""
    words = ("E059 不认识的键“{}”", suggest(right, list(draft.fields)))
    reader.tell(draft, reader.line.key_column, words, reader.line.key)


# Lines with neither.


def _text(reader: Reader, line: Line) -> bool:
    """A line of text is an entry that lost its dash, or was pasted, or goes on from the line above."""
    draft, prose = reader.inner, len(line.value) > 40 or "。" in line.value
    if draft.listing and not draft.listed and not prose:
        reader.tell(draft, line.column, ("E060 这一行前面缺少“- ”", "列表的每一行以“- ”开头，补上它"))
        return _entry(reader, line)
    if draft.listing or reader.apart or not draft.key:
        words = (
            "E061 这一行只有文字，没有“键: ”",
            "照同类记录拆开写：编号、文字各写在自己的键后面，单位一行一个，以“- ”开头",
        )
    else:
        cure = "一个值写在一行里：是上一行的文字，接到上一行末尾；是另一个值的，补上“- ”或者键"
        words = ("E062 这一行没有“- ”，也没有“键: ”", cure)
    reader.breaks(draft, words)
    return True


# By whether a line has a dash, and whether it has a key.
_RULES: dict[tuple[bool, bool], Sequence[Callable[[Reader, Line], bool]]] = {
    (True, True): (_swapped, _first_line, _below_lost_key, _stray_dash, _other_first_key, _entry, _lost_list),
    (True, False): (_first_value, _entry, _lost_list),
    (False, True): (
        _swapped,
        _lost_dash,
        _key,
        _below_lost_key,
        _lost_first_line,
        _other_column,
        _unknown_key,
    ),
    (False, False): (_text,),
}
