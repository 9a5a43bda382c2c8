"""A plan is read alike from Word, Excel, tables of values and web pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from generator.drafting.draft import draft
from generator.edges import official
from generator.edges.files import UnreadableError

HEAD = ("序号", "类别", "工作任务", "牵头单位", "责任单位", "完成时限")
ROWS = (
    ("1", "交通", "修路。", "市交通局", "市财政局\n市林业局", "6月底前"),
    ("2", "", "造桥。", "", "南县人民政府", "12月底前"),
)
# Number, text, leads, others, date.
Read = list[tuple[str, str, list[str], list[str], str]]
TABLE: Read = [
    ("1", "修路。", ["市交通局"], ["市财政局", "市林业局"], "6月底前"),
    ("2", "造桥。", ["市交通局"], ["南县人民政府"], "12月底前"),
]
PROSE: Read = [("1", "治水。", ["市水利局"], ["市财政局"], "")]
SENTENCE = "1.治水。（牵头单位：市水利局；责任单位：市财政局）"


def read(path: Path) -> Read:
    return [
        (
            item.number,
            clause.text,
            [name for role in clause.said.roles if role.rank == "lead" for name in role.names],
            [name for role in clause.said.roles if role.rank == "responsible" for name in role.names],
            clause.said.due,
        )
        for item in draft(official.read(path)).items
        for clause in item.clauses
    ]


def test_a_word_document(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("一、水利")
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=3, cols=6)
    for cells, texts in zip(table.rows, (HEAD, *ROWS), strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    for column in (1, 3):
        table.cell(1, column).merge(table.cell(2, column))
    document.save(str(tmp_path / "plan.docx"))
    assert read(tmp_path / "plan.docx") == PROSE + TABLE


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["2030年重点任务分工"])
    sheet.append(HEAD)
    for row in ROWS:
        sheet.append([int(row[0]), *row[1:]])
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("D3:D4")
    book.save(tmp_path / "plan.xlsx")
    assert read(tmp_path / "plan.xlsx") == TABLE


def test_a_table_of_values(tmp_path: Path) -> None:
    lines = [
        ",".join(HEAD),
        '1,交通,修路。,市交通局,"市财政局\n市林业局",6月底前',
        "2,交通,造桥。,市交通局,南县人民政府,12月底前",
    ]
    (tmp_path / "plan.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    assert read(tmp_path / "plan.csv") == TABLE


PAGE = f"""<!DOCTYPE html><meta charset="utf-8"><title>甲市人民政府</title><script>var a = "责任单位：市法院"</script>
<table><tr><td><div>一、水利</div><p>{SENTENCE.replace("市", "<b>市</b>")}</p>
<table><tr>{"".join(f"<th>{head}</th>" for head in HEAD)}</tr>
<tr><td>1<td rowspan=2>交通<td>修路。<td rowspan=2>市交通局<td>市财政局<br>市林业局<td>6月底前</tr>
<tr><td>2<td>造桥。<td>南县人民政府<td>12月底前</tr></table>
</td></tr></table><p>【打印本页】</p>"""


def test_a_web_page(tmp_path: Path) -> None:
    (tmp_path / "plan.html").write_text(PAGE, encoding="utf-8")
    assert read(tmp_path / "plan.html") == PROSE + TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_web_page_that_does_not_say_its_encoding(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "plan.html").write_text(PAGE.replace('<meta charset="utf-8">', ""), encoding=encoding)
    assert read(tmp_path / "plan.html") == PROSE + TABLE


def broken() -> Iterator[tuple[str, bytes]]:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("a.txt", "a")
    for name in ("plan.docx", "plan.xlsx", "plan.pdf"):
        yield from ((name, b""), (name, b"\0\1\2"), (name, book.getvalue()))
    yield "plan.html", b""


@pytest.mark.parametrize(("name", "content"), [*broken()])
def test_a_damaged_file_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError):
        official.read(tmp_path / name)
