"""The forms, opened again: for every unit exactly its clauses in the order of the plan, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import docx.document
import docx.table
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from generator.checks.layouts import SAMPLE, check_layouts, fill, prepare
from generator.checks.load import load
from generator.downloads import Download, forms
from generator.edges import disk
from generator.index.index import Index, Obligation, build
from generator.site.urls import unit_form
from tests.conftest import SMALL, downloads_of, names, texts

QUARTERS = {"2025-04-20": "一", "2025-07-20": "二", "2025-10-20": "三", "2026-01-20": "四"}


@pytest.fixture(scope="module")
def contents(real_downloads: tuple[Download, ...]) -> dict[str, bytes]:
    return {one.document.path: one.content for one in real_downloads if one.document.format == "docx"}


def opened(contents: dict[str, bytes], unit: str, form: str) -> docx.document.Document:
    return docx.Document(io.BytesIO(contents[f"open-data/units/{unit}-{form}.docx"]))


def cells(table: docx.table.Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def matters(table: docx.table.Table) -> list[tuple[str, str]]:
    """The number and text of each matter in a form; the other cells are empty."""
    body = cells(table)[1:]
    assert {cell.strip() for _, _, *rest in body for cell in rest} == {""}
    return [(number.replace("\n", ""), text) for number, text, *_ in body]


def leads(index: Index, unit: str) -> list[Obligation]:
    return [one for one in index.obligations if one.unit.name == unit and one.role == "lead"]


def within(obligation: Obligation) -> str:
    """The office within a unit that the text names, which a form names too."""
    named = {("市委宣传部", "task-207"): "〈市文明办〉"}
    return named.get((obligation.unit.name, obligation.clause.id), "")


def test_every_unit_that_leads_has_its_five_forms(real: Index, contents: dict[str, bytes]) -> None:
    """Whatever the basis of leading is. For groups their members report, for offices their hosts."""
    units = real.data.register.units
    expected = [u for u in units if not u.is_group and not u.host and leads(real, u.name)]
    assert len(expected) == 67
    names = ("form-1", "form-2", *(f"form-3-{date}" for date in QUARTERS))
    assert set(contents) == {f"open-data/units/{unit.id}-{name}.docx" for unit in expected for name in names}


def test_the_rows_are_the_clauses_of_the_unit(real: Index, contents: dict[str, bytes]) -> None:
    plan_forms = {form.id: form for form in real.data.plan.forms}
    for unit in real.reporting:
        expected = [(one.clause.entry.citation, one.clause.clause.text + within(one)) for one in leads(real, unit.name)]
        order = [real.clauses.index(one.clause) for one in leads(real, unit.name)]
        assert order == sorted(order)
        for name in ("form-1", *(f"form-3-{date}" for date in QUARTERS)):
            (table,) = opened(contents, unit.id, name).tables
            assert cells(table)[0] == list(plan_forms[name[:6]].columns)
            assert matters(table) == expected


def test_the_contacts_are_for_the_unit_to_fill_in(real: Index, contents: dict[str, bytes]) -> None:
    form = real.data.plan.forms[1]
    for unit in real.reporting:
        document = opened(contents, unit.id, "form-2")
        (table,) = document.tables
        assert cells(table) == [list(form.columns), *([row, "", "", "", ""] for row in form.rows)]
        assert document.paragraphs[-1].text == f"备注：{form.note}"


def test_heads_and_titles(real: Index, contents: dict[str, bytes]) -> None:
    for unit in real.reporting:
        for name, quarter in (("form-1", ""), *((f"form-3-{date}", one) for date, one in QUARTERS.items())):
            form = next(one for one in real.data.plan.forms if name.startswith(one.id))
            number, title, head, *_ = (p.text for p in opened(contents, unit.id, name).paragraphs)
            assert number == f"附表{form.id[-1]}"
            assert title.split("\n")[0] == unit.name
            assert title.replace("\n", "") == form.title.replace("（单位）", unit.name).replace("＿", quarter)
            assert head.split("\t")[0] == f"{form.heads[0]}：{unit.name}"
            assert head.split("\t")[1].rstrip() == f"{form.heads[1]}："


@pytest.mark.parametrize(
    ("unit", "form", "row"),
    [
        ("qiaokou", "form-1", ("第三部分第1项", "坚定拥护“两个确立”")),
        ("gonganju", "form-1", ("第二部分第69项", "")),
        ("keji-chuangxinju", "form-3-2025-07-20", ("第二部分第80项", "")),
    ],
)
def test_a_district_a_host_and_a_part_of_an_item(
    contents: dict[str, bytes], unit: str, form: str, row: tuple[str, str]
) -> None:
    rows = matters(opened(contents, unit, form).tables[0])
    assert any(number == row[0] and text.startswith(row[1]) for number, text in rows)


def test_a_part_of_an_item_alone(real: Index, contents: dict[str, bytes]) -> None:
    """市科技创新局 leads a clause of task 80, not the others."""
    rows = matters(opened(contents, "keji-chuangxinju", "form-1").tables[0])
    texts = [text for number, text in rows if number == "第二部分第80项"]
    led = [one for one in real.clauses_by_item["task-80"] if "市科技创新局" in names(one.leads)]
    assert texts == [one.clause.text for one in led]
    assert 0 < len(led) < len(real.clauses_by_item["task-80"])


def test_a_unit_that_leads_by_default_only(real: Index, contents: dict[str, bytes]) -> None:
    unit = real.unit("市供销社")
    assert {one.basis for one in leads(real, unit.name)} == {"default_lead"}
    assert len(matters(opened(contents, unit.id, "form-1").tables[0])) == 1


def test_the_work_on_a_matter_is_numbered_and_stays_on_one_page(contents: dict[str, bytes]) -> None:
    """Four lines as in print; Word counts those that are typed besides, beginning anew with each matter."""
    (table,) = opened(contents, "qiaokou", "form-1").tables
    for row in table.rows[1:]:
        assert row._tr.xpath("w:tc[2]//w:numPr/w:ilvl/@w:val") == ["0"]
        assert row._tr.xpath("w:tc[3]//w:numPr/w:ilvl/@w:val") == ["1"] * 4
        assert row._tr.xpath("w:trPr/w:cantSplit")


def test_the_layout_is_that_of_an_official_document(contents: dict[str, bytes]) -> None:
    for content in contents.values():
        document = docx.Document(io.BytesIO(content))
        (section,) = document.sections
        lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
        found = (*lengths, section.left_margin, section.right_margin)
        expected = (210, 297, 37, 35, 28, 26)
        assert all(one and abs(one - Mm(mm)) < Mm(0.1) for one, mm in zip(found, expected, strict=True))
        # The number of an odd page stands on the right, that of an even page on the left.
        assert document.settings.odd_and_even_pages_header_footer
        sides = (section.footer.paragraphs[0].alignment, section.even_page_footer.paragraphs[0].alignment)
        assert sides == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
        header = document.tables[0].rows[0]._tr
        assert header.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        fonts = {
            name: document.styles[name].element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))
            for name in ("Normal", "附表标题", "表内")
        }
        assert fonts == {"Normal": "仿宋_GB2312", "附表标题": "方正小标宋简体", "表内": "仿宋_GB2312"}


def test_nothing_embedded_and_nobody_named(contents: dict[str, bytes]) -> None:
    for content in contents.values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not [name for name in archive.namelist() if "font" in name.lower() and "fontTable" not in name]
            text = archive.read("word/document.xml").decode()
        core = docx.Document(io.BytesIO(content)).core_properties
        assert (core.author, core.last_modified_by) == ("", "")
        words = re.sub(r"<[^>]*>", "", text)
        assert not re.search(r"1\d{10}|\d{7,8}", words)
        assert "{{" not in words
        assert "{%" not in words


def test_the_path_of_a_form(real: Index) -> None:
    unit = real.unit("硚口区人民政府")
    assert unit_form(unit, "form-1", None) == "open-data/units/qiaokou-form-1.docx"
    assert unit_form(unit, "form-3", real.deadlines[1].date) == "open-data/units/qiaokou-form-3-2025-04-20.docx"


def test_a_form_that_is_due_on_two_dates_lies_in_two_files() -> None:
    data = texts(SMALL)
    rule = "- id: list\n  forms:\n  - form-1\n  - form-2\n  date: 2030年2月2日\n  quote: 于2030年2月2日前报送名单\n"
    assert rule in data["data/plan.yaml"]
    again = rule.replace("id: list", "id: again").replace("  - form-2\n", "").replace("2030年2月2日", "2030年6月2日")
    notice = ("前报送名单。", "前报送名单，再于2030年6月2日前报送名单。")
    data["data/plan.yaml"] = data["data/plan.yaml"].replace(*notice).replace(rule, f"{rule}\n{again}")
    loaded, problems = load(data, disk.assets().layouts)
    assert not problems
    made = downloads_of(build(loaded))
    named = {one.document.path: one.document for one in made if one.document.path.startswith("open-data/units/dongqu-")}
    files = {path.removeprefix("open-data/units/dongqu-"): one.filename for path, one in named.items()}
    assert files["form-1-2030-02-02.docx"] == "东区人民政府附表1（2月2日）.docx"
    assert files["form-1-2030-06-02.docx"] == "东区人民政府附表1（6月2日）.docx"
    assert files["form-2.docx"] == "东区人民政府附表2.docx"
    assert len({one.title for one in named.values()}) == len(named)


def test_text_that_looks_like_markup_stays_text(real: Index) -> None:
    values = {
        "form": "form-1",
        "unit": "<b>&{{ 7 * 7 }}",
        "title": "甲",
        "heading": "",
        "rows": [{"part": "第一部分", "number": "第1项", "text": "{% raw %} < > & \" '"}],
        "roles": [],
        "note": "",
    }
    document = docx.Document(io.BytesIO(forms.make({"form-1": prepare(FORM_1)}, values)))
    assert cells(document.tables[0])[1][:2] == ["第一部分\n第1项", "{% raw %} < > & \" '"]
    assert "单位：<b>&{{ 7 * 7 }}" in document.paragraphs[2].text


def edited(old: str, new: str, form: str = "form-1") -> bytes:
    """A layout in which something stands otherwise."""
    source = zipfile.ZipFile(io.BytesIO(disk.assets().layouts[form]))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name).decode()
            assert old in content or name != "word/document.xml"
            archive.writestr(name, content.replace(old, new))
    return target.getvalue()


def test_a_placeholder_that_word_has_cut_to_pieces_is_filled_in() -> None:
    """Word writes what was typed at several times as several runs."""
    cut = "<w:t>{</w:t></w:r><w:r><w:t>{ un</w:t></w:r><w:r><w:t>it }</w:t></w:r><w:r><w:t>}</w:t>"
    layout = edited("单位：{{ unit }}", f"单位：</w:t></w:r><w:r>{cut}</w:r><w:r><w:t>")
    assert not [*check_layouts({"form-1": layout})]
    values = {"form": "form-1", "unit": "甲局", "title": "乙", "heading": "", "rows": [], "roles": [], "note": ""}
    document = dict(fill(prepare(layout), values))["word/document.xml"].decode()
    assert "单位：甲局" in re.sub(r"<[^>]*>", "", document)


def without_document(layout: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(layout)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            if name != "word/document.xml":
                archive.writestr(name, source.read(name))
    return target.getvalue()


FORM_1 = disk.assets().layouts["form-1"]
FOR, END = "{%tr for row in rows %}", "{%tr endfor %}"
UNMATCHED = "有“{% … %}”写错了，或者没有配成对"


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (b"", ["它不是 Word 文档，或者已经损坏"]),
        (b"junk", ["它不是 Word 文档，或者已经损坏"]),
        (FORM_1[:-30], ["它不是 Word 文档，或者已经损坏"]),
        (FORM_1[:2000] + bytes(2000) + FORM_1[4000:], ["它不是 Word 文档，或者已经损坏"]),
        (without_document(FORM_1), ["它不是 Word 文档，里面没有 word/document.xml"]),
        (edited("{{ unit }}", "{{ unti }}"), ["没有“unti”这一项内容。是不是“unit”"]),
        (edited("row.text", "row.txet"), ["没有“row.txet”这一项内容。是不是“row.text”"]),
        (edited("{{ heading }}", "{{ unit.name }}"), ["没有“unit.name”这一项内容"]),
        (
            edited("{{ unit }}</w:t><w:br/><w:t>{{ heading", "{{ unti }}</w:t><w:br/><w:t>{{ haeding"),
            ["没有“haeding”这一项内容。是不是“heading”", "没有“unti”这一项内容。是不是“unit”"],
        ),
        (edited("{{ heading }}", "{{ 甲 乙 }}"), ["读不懂“{{ 甲 乙 }}”"]),
        (edited("{{ heading }}", "{{ heading|large }}"), ["读不懂“{{ heading|large }}”"]),
        (edited("{{ row.text }}", "{{ row.text"), ["“{{ row.text”里的大括号没有配成对"]),
        (
            edited("单位：{{ unit }}", "单位：{ unit }}"),
            ["“单位：{ unit }}主要负责人（签字）：　　　　　　”里的大括号"],
        ),
        (edited(END, "{%tr endfor }"), ["“{%tr endfor }”里的大括号没有配成对"]),
        (edited(FOR, "{%tr fro row in rows %}"), [UNMATCHED]),
        (edited(END, ""), [UNMATCHED]),
        (edited(FOR, f"{FOR} {END}"), [UNMATCHED]),
        (edited(FOR, FOR.replace("tr ", " ")), ["填好以后不是完整的 Word 文档"]),
        (edited("{{ row.text }}", "{{ row + 1 }}"), ["内容填不进去"]),
    ],
)
def test_a_faulty_layout_is_a_problem_of_its_file(layout: bytes, said: list[str]) -> None:
    _, problems = load(texts(SMALL), {**disk.assets().layouts, "form-1": layout})
    shown = sorted(map(str, problems))
    assert len(shown) == len(said), shown
    for problem, words in zip(shown, said, strict=True):
        assert problem.startswith("generator/downloads/templates/form-1.docx:1:1: 错误 E50")
        assert words in problem


def test_a_layout_is_checked_with_what_forms_have(real: Index) -> None:
    document = next(forms.documents(real, disk.assets().layouts))
    assert SAMPLE.keys() == document.values.keys() - {"layout"}
    assert SAMPLE["rows"][0].keys() == document.values["rows"][0].keys()


def test_downloads_are_listed_once(real_downloads: tuple[Download, ...]) -> None:
    assert len({one.document.path for one in real_downloads}) == len(real_downloads)
