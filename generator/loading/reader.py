"""The records of a faulty file that lines may still be added to, and what is found wrong with the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from generator.loading.drafts import Draft, Listing
from generator.loading.lines import Line
from generator.loading.values import Value, read_value
from generator.model.record import Node, Record, fields, meant
from generator.problems import Position, Problem

NO_LIST = ("E044 “{}”应当是列表", "每个值单独一行，以“- ”开头")
# Of a kind of faults that more lines have, the report says how many.
_MANY = 10


@dataclass(slots=True)
class Fault:
    """One fault of a record; `{}` in message and cure stands for what it is `about`."""

    draft: Draft
    position: Position
    message: str
    cure: str
    about: str

    def problem(self, more: int) -> Problem:
        """Return the fault as a problem; `more` is how many more lines of the record have it."""
        message, cure = (text.replace("{}", self.about) for text in (self.message, self.cure))
        again = f"，这条记录里还有{more}行也是这样" if more else ""
        return Problem(self.position, self.draft.name, message + again, cure)


class Reader:
    """The open records of a file, the innermost last, with the line that is being read."""

    def __init__(self, model: type[Record], file: str, lines: Sequence[Line]) -> None:
        self.file = file
        self.lines = [line for line in lines if not line.blank or line.slips]
        self.row = 0
        first = next((line.position(file, line.column) for line in self.lines if line.key), Position(file, 1, 1, 1))
        self.open = [Draft(model, first, 0)]
        self.hang = _hang(self.lines)
        self.faults: dict[int, Fault] = {}

    @property
    def line(self) -> Line:
        """The line that is being read."""
        return self.lines[self.row]

    @property
    def below(self) -> Line | None:
        """The next line."""
        return self.lines[self.row + 1] if self.row + 1 < len(self.lines) else None

    @property
    def apart(self) -> bool:
        """Whether an empty line or a comment stands above the line."""
        return self.row > 0 and self.lines[self.row - 1].number + 1 < self.line.number

    @property
    def inner(self) -> Draft:
        """The innermost open record."""
        return self.open[-1]

    def siblings(self, start: int) -> Iterator[Line]:
        """Yield the keys below a row, until the next record begins."""
        for row in range(start + 1, len(self.lines)):
            line = self.lines[row]
            if line.key and (line.dash or not line.column):
                return
            if line.key:
                yield line

    def may_be(self, record: type[Record]) -> bool:
        """Return whether the keys below the line are those of a kind of records."""
        below = [line.key for line in islice(self.siblings(self.row), 3)]
        return all(key in fields(record) or meant(key, record) for key in below)

    def usual(self, record: type[Record], column: int, due: int) -> int:
        """Return the column of the keys of a record that begins in one: another if the next two agree, or is due."""
        below = [line.column for line in islice(self.siblings(self.row), 2) if line.key in fields(record)]
        agree = below == [due] * len(below) or below == below[:1] * 2
        return below[0] if below and agree and column not in below else column

    def tell(self, draft: Draft, column: int, words: tuple[str, str], about: str = "") -> None:
        """Tell a fault at a column of the line, unless another of the line is known already."""
        position = self.line.position(self.file, column)
        self.faults.setdefault(position.line, Fault(draft, position, *words, about))

    def breaks(self, draft: Draft, words: tuple[str, str], about: str = "") -> None:
        """Tell that the line does not fit a record, unless that was told of another line of it or of its parent."""
        within = draft.parent is not None and draft.parent.broken and draft.parent.parent is not None
        if not draft.broken and not within:
            self.tell(draft, self.line.column, words, about)
        draft.broken = True

    def displaced(self, draft: Draft, column: int) -> None:
        """Tell that the line stands in another column of a record than it should."""
        what = "“- ”" if self.line.dash else f"键“{self.line.key}”"
        cure = "前面的空格改成{}个；下面的行和它一起错位的，一起移"
        self.breaks(draft, (f"E063 这一行的{what}没有和同类的行对齐", cure), str(column))

    def tell_slips(self) -> None:
        """Tell what is mistyped in the line, of the record that it was added to."""
        for slip in self.line.slips:
            position = Position(self.file, self.line.number, slip.column + 1, self.line.number)
            self.faults[position.line] = Fault(self.inner, position, slip.message, slip.cure, slip.about)
            if slip.breaks:
                self.inner.broken = self.open[0].broken = True

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each kind of faults in each record; one for each line of a kind that many lines have."""
        kinds: dict[str, list[Fault]] = {}
        for fault in self.faults.values():
            kinds.setdefault(fault.message, []).append(fault)
        for faults in kinds.values():
            records: dict[int, list[Fault]] = {}
            for n, fault in enumerate(faults):
                alone = len(faults) > _MANY or fault.draft.parent is None
                records.setdefault(n if alone else id(fault.draft), []).append(fault)
            yield from (first.problem(len(others)) for first, *others in records.values())

    def close(self, draft: Draft) -> None:
        """Close all records within a record."""
        while self.inner is not draft:
            self.open.pop()

    def put(self, draft: Draft, key: str) -> None:
        """Add the line to a record as a key, with its value or with what may follow below it."""
        line = self.line
        self.close(draft)
        draft.key, known = key, draft.fields[key]
        draft.keys.setdefault(key, line.position(self.file, line.key_column))
        position = line.position(self.file, line.value_column if line.value else line.key_column + len(line.text))
        if known.listed and (not line.value or known.record):
            draft.values[key] = Listing(position, bare=[] if line.value == "[]" else "")
        elif known.record:
            draft.values[key] = child = Draft(known.record, position, None, draft, key)
            self.open.append(child)
        else:
            draft.values[key] = self.value(draft, known.listed)
        if line.value not in ("", "[]") and known.record:
            self.tell(
                draft, line.value_column, ("E064 “{}:”后面不能写值", "它的内容另起一行写在下面；多写的，删去"), key
            )
            draft.broken = self.inner.broken = True

    def value(self, draft: Draft, listed: bool) -> Node:
        """Return the value of the line; a list that is written like a text is read as one entry."""
        value = read_value(self.line.value)
        if listed and isinstance(value.text, str) and not self.line.value.startswith("["):
            words = NO_LIST
            value = Value([(0, value.text)], 0, *(word.replace("{}", draft.key) for word in words))
        nodes = self.nodes(draft, value, self.line.value_column)
        return (
            nodes[0]
            if isinstance(value.text, str)
            else Node(nodes, self.line.position(self.file, self.line.value_column))
        )

    def nodes(self, draft: Draft, value: Value, column: int) -> list[Node]:
        """Return the texts of a value that stands at a column, and tell what is wrong with it."""
        if value.message:
            self.tell(draft, column + value.column, (value.message, value.cure))
            draft.broken = True
        texts = [(0, value.text)] if isinstance(value.text, str) else value.text
        return [Node(text, self.line.position(self.file, column + at)) for at, text in texts]

    def begin(self, owner: Draft, key: str) -> Draft:
        """Begin a record of the list under the last key of another with the line, and return it."""
        line, listing, record = self.line, owner.listing, owner.listed
        assert listing, "the caller chose a list"
        assert record, "the caller chose a list of records"
        self.close(owner)
        due = (owner.column or 0) + self.hang if listing.dashes is None else listing.dashes
        column = self.usual(record, line.key_column, due + 2)
        if listing.dashes is None:
            listing.position, listing.dashes = line.position(self.file, line.column), max(column - 2, owner.column or 0)
        draft = Draft(record, line.position(self.file, line.key_column), column, owner, owner.key)
        listing.entries.append(draft)
        self.open.append(draft)
        if line.dash and line.column != listing.dashes:
            self.displaced(draft, listing.dashes)
        elif line.dash:
            draft.column = line.key_column
        if key in draft.fields:
            self.put(draft, key)
        return draft


def _hang(lines: Sequence[Line]) -> int:
    """Return by how many columns most lists of a file stand to the right of the keys above them."""
    pairs = ((above, below) for above, below in pairwise(lines) if above.key and not above.value and below.dash)
    found = Counter(below.column - above.key_column for above, below in pairs).most_common(1)
    return found[0][0] if found else 0
