"""The text of Word, Excel and PDF files and of web pages: a line for each paragraph, and for each row of a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.drafting import milestones
from generator.drafting.units import is_list
from generator.model.texts import as_printed, meant

# Elements of a web page that hold no text of the document, and those that begin a line.
_UNREAD = frozenset(
    ("head", "script", "style", "noscript", "nav", "header", "footer", "form", "button", "select", "iframe")
)
_BLOCKS = re.compile(
    "address|article|blockquote|br|center|dd|div|dl|dt|h[1-6r]|li|main|ol|p|pre|section|table|title|tr|ul"
)
# No table of a plan spans so many rows or columns.
_LONGEST_SPAN = 500
_BLANK = re.compile(r"[^\S\n]+")


def row(cells: Iterable[str]) -> str:
    """Return a row of a table as a line; lines of a cell that are names, or each of a period, stay apart."""
    return " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    lines = [line.strip() for line in text.replace("|", "/").splitlines() if line.strip()]
    if len(lines) > 1 and all(map(is_list, lines)):
        return "、".join(line.strip("、，") for line in lines)
    if milestones.apart(lines):
        return "；".join(line.strip("；;。") for line in lines)
    return "".join(lines)


def of_word(content: bytes) -> Iterator[str]:
    """Yield the lines of a Word document. A cell that is merged stands in every row that it spans."""
    from docx import Document  # noqa: PLC0415 - loaded for those who need it
    from docx.table import Table  # noqa: PLC0415 - loaded for those who need it

    document = Document(io.BytesIO(content))
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for cells in block.rows:
                texts = [cell.text for cell in cells.cells]
                yield from [row(texts)] if len(texts) > 1 else texts
        else:
            yield from block.text.split("\n")


def of_excel(content: bytes) -> Iterator[str]:
    """Yield the rows of all sheets of a workbook. A cell that is merged stands in every row that it spans."""
    from openpyxl import load_workbook  # noqa: PLC0415 - loaded for those who need it

    for sheet in load_workbook(io.BytesIO(content), data_only=True).worksheets:
        values = {(cell.row, cell.column): _value(cell.value) for cells in sheet.iter_rows() for cell in cells}
        for merged in sheet.merged_cells.ranges:
            first = values.get((merged.min_row, merged.min_col), "")
            values |= {
                place: first
                for place in values
                if merged.min_row <= place[0] <= merged.max_row and merged.min_col <= place[1] <= merged.max_col
            }
        yield from _rows(values)


def _value(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return as_printed(value) if isinstance(value, date) else "" if value is None else str(value)


def _rows(values: Mapping[tuple[int, int], str]) -> Iterator[str]:
    """Yield the rows of a grid without its empty columns; one with a single text is a line."""
    columns = sorted({column for (_, column), text in values.items() if text})
    for number in sorted({number for number, _ in values}):
        cells = [values.get((number, column), "") for column in columns]
        texts = set(filter(None, cells))
        yield row(cells) if len(texts) > 1 else "".join(texts)


def of_table(text: str) -> Iterator[str]:
    """Yield the rows of a table of comma-separated values."""
    dialect = csv.excel_tab if text.count("\t") > text.count(",") else csv.excel
    for cells in csv.reader(io.StringIO(text), dialect):
        filled = [cell for cell in cells if cell.strip()]
        yield row(cells) if len(filled) > 1 else "".join(filled)


def of_page(content: bytes) -> Iterator[str]:
    """Yield the lines of a web page."""
    from lxml import html  # noqa: PLC0415 - loaded for those who need it

    # A page is read by its letters: what it says of its own encoding may be missing or wrong.
    encoding = next((name for name in ("utf-8", "gb18030") if _decodes(content, name)), None)
    page = html.fromstring(content, parser=html.HTMLParser(encoding=encoding))
    yield from "".join(_words(page)).split("\n")


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        return bool(content.decode(encoding))
    except UnicodeDecodeError:
        return False


def _words(element: Any) -> Iterator[str]:
    """Yield the words of an element with a line break around each block."""
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return
    if element.tag == "table" and _is_grid(element):
        yield "\n" + "\n".join(row(cells) for cells in _grid(element)) + "\n"
        return
    around = "\n" if _BLOCKS.fullmatch(element.tag) else ""
    yield around + _BLANK.sub(" ", (element.text or "").replace("\n", " "))
    for child in element:
        yield from _words(child)
        yield _BLANK.sub(" ", (child.tail or "").replace("\n", " "))
    yield around


def _is_grid(table: Any) -> bool:
    """Return whether a table holds rows of cells, and not the layout of a page."""
    if table.find(".//table") is not None:
        return False
    return max((len(line.xpath("./td|./th")) for line in table.iter("tr")), default=0) > 1


def _grid(table: Any) -> Iterator[Sequence[str]]:
    """Yield the rows of a table. A cell that is merged stands in every row and column that it spans."""
    below: dict[int, tuple[int, str]] = {}
    for line in table.iter("tr"):
        cells: list[str] = []
        waiting = list(line.xpath("./td|./th"))
        while waiting or below.get(len(cells), (0, ""))[0]:
            left, text = below.get(len(cells), (0, ""))
            if left:
                below[len(cells)] = left - 1, text
                cells.append(text)
                continue
            cell = waiting.pop(0)
            text = "".join(_words(cell)).strip()
            for _ in range(_span(cell, "colspan")):
                below[len(cells)] = _span(cell, "rowspan") - 1, text
                cells.append(text)
        yield cells


def _span(cell: Any, name: str) -> int:
    digits = (cell.get(name) or "").strip()
    return min(max(int(digits[:4]), 1), _LONGEST_SPAN) if digits.isascii() and digits.isdecimal() else 1


def of_pdf(content: bytes) -> Iterator[str]:
    """Yield the lines of a PDF file with a text layer."""
    from pypdf import PdfReader  # noqa: PLC0415 - loaded for those who need it

    for page in PdfReader(io.BytesIO(content)).pages:
        # A PDF file may hold radicals in place of letters that look like them.
        yield from map(meant, page.extract_text().split("\n"))


FORMATS: Mapping[str, tuple[str, Callable[[bytes], Iterator[str]]]] = {
    ".docx": ("Word 文件", of_word),
    ".xlsx": ("Excel 文件", of_excel),
    ".pdf": ("PDF 文件", of_pdf),
    ".html": ("网页", of_page),
    ".htm": ("网页", of_page),
}
