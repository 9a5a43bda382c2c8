"""The forms that every leading unit files, filled in as far as the plan can fill them.

A form is a Word document that people lay out in Word: `templates/form-1.docx` and so on, with placeholders in the
notation of docxtpl. Its placeholders are keys of `_values`, and the rows of a table between {%tr for … %} and
{%tr endfor %} are repeated. A template is prepared once; every form is then a matter of filling in text.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from generator import links
from generator.deadlines import Due
from generator.desk.documents import Document, Values
from generator.index import ClauseEntry, Index, Obligation
from generator.model import Form, Unit
from generator.numerals import numeral

_WITH_PLACEHOLDERS = re.compile(r"word/(document|header\d*|footer\d*)\.xml|docProps/core\.xml")
_THE_UNIT = "（单位）"
_BLANK = "＿"


def reports(index: Index, unit: Unit) -> bool:
    """Whether a unit files forms: it leads a clause on any basis.

    Groups do not, for their members report, nor do offices, for which their host does.
    """
    return not unit.is_group and unit.host is None and bool(led(index, unit))


def leading_units(index: Index) -> tuple[Unit, ...]:
    """The units that report, in the order of the register."""
    return tuple(unit for unit in index.data.register.units if reports(index, unit))


def led(index: Index, unit: Unit) -> tuple[Obligation, ...]:
    """The clauses that a unit leads, in the plan's order."""
    return tuple(obligation for obligation in index.by_unit.get(unit.name, ()) if obligation.role == "lead")


def documents(index: Index) -> Iterator[Document]:
    """All forms of all leading units: each form once for every date that the document sets for it."""
    due_forms = [(due, form_id) for due in index.deadlines if not due.inferred for form_id in due.rule.forms]
    # A form is laid out anew while a preview runs, and must not be kept under what the old layout gave.
    layouts = {form_id: hashlib.sha256(template_file(form_id).read_bytes()).hexdigest() for _, form_id in due_forms}
    for unit in leading_units(index):
        for due, form_id in due_forms:
            yield _document(index, unit, due, form_id, layouts[form_id])


def _document(index: Index, unit: Unit, due: Due, form_id: str, layout: str) -> Document:
    forms = index.data.plan.forms
    number, form = next((n, form) for n, form in enumerate(forms, 1) if form.id == form_id)
    return Document(
        links.unit_form(unit, form_id, due),
        f"附表{number}　{_title(form, due, '')}",
        f"{unit.name}附表{number}" + (f"（前{due.quarters_printed}季度）" if due.quarters else ""),
        make,
        {**_values(index, unit, form, due), "layout": layout},
        unit,
    )


def _title(form: Form, due: Due, unit_name: str) -> str:
    return form.title.replace(_THE_UNIT, unit_name).replace(_BLANK, due.quarters_printed)


def _values(index: Index, unit: Unit, form: Form, due: Due) -> Values:
    """What the placeholders of a template stand for."""
    return {
        "form": form.id,
        "unit": unit.name,
        "title": _title(form, due, unit.name),
        "heading": _title(form, due, ""),
        "rows": [_row(obligation.clause) for obligation in led(index, unit)],
        "roles": list(form.rows),
        "note": form.note or "",
    }


def _row(clause: ClauseEntry) -> Values:
    """A row of a form: the citation on two lines, for numbers restart in each part."""
    part = f"第{numeral(clause.entry.part_number)}部分"
    return {"part": part, "number": clause.entry.citation.removeprefix(part), "text": clause.clause.text}


def make(values: Values) -> bytes:
    """A form as a Word document."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in read_template(template_file(values["form"]).read_bytes()):
            content = part if isinstance(part, bytes) else part.render(values).encode()
            # The dates of a zip archive begin in 1980; any later one would be the clock's.
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(member, content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def template_file(form_id: str) -> resources.abc.Traversable:
    """The Word document that lays out a form."""
    return resources.files("generator.desk").joinpath("templates", f"{form_id}.docx")


@functools.lru_cache(maxsize=8)
def read_template(data: bytes) -> tuple[tuple[str, bytes | Template], ...]:
    """The parts of a template, in their order: those with placeholders ready to be filled in, the others as they are.

    docxtpl knows how Word cuts a placeholder to pieces and how rows repeat; its result is a template like any other.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - dear to load, see Document

    mend = DocxTemplate(io.BytesIO(data)).patch_xml
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return tuple(
            (name, environment.from_string(mend(source.read(name).decode())))
            if _WITH_PLACEHOLDERS.fullmatch(name)
            else (name, source.read(name))
            for name in source.namelist()
        )
