"""The forms that every leading unit files, filled in as far as the plan can fill them.

A form is a Word document that people lay out in Word, see `layouts`. A layout is prepared once; every form is then a
matter of filling in text.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks.layouts import Parts, fill
from generator.downloads.documents import Document, Values
from generator.index.deadlines import Due
from generator.index.index import ClauseEntry, Index
from generator.model.citations import bracketed
from generator.model.document import Form
from generator.model.register import Unit
from generator.site import urls

_THE_UNIT = "（单位）"
_BLANK = "＿"


@dataclass(frozen=True, slots=True)
class DueForm:
    """A form to be filed on a date; `repeated` where the same form is due on other dates as well."""

    form: Form
    due: Due
    repeated: bool
    # A form is laid out anew while a preview runs, and must not be kept under what the old layout gave.
    layout: str

    @property
    def occasion(self) -> str:
        """What tells this date from others of the form: （前一季度）, （6月2日）; empty where there are none."""
        day = f"（{self.due.date.month}月{self.due.date.day}日）" if self.repeated else ""
        return self.due.period or day


def documents(index: Index, layouts: Mapping[str, bytes]) -> Iterator[Document]:
    """All forms of all units that file them: each form once for every date, those that the editors infer included.

    `layouts` holds the Word document that lays out each form, by the id of the form.
    """
    due_forms = list(_due_forms(index, layouts))
    for unit in index.reporting:
        for one in due_forms:
            yield _document(index, unit, one)


def _due_forms(index: Index, layouts: Mapping[str, bytes]) -> Iterator[DueForm]:
    forms = {form.id: form for form in index.data.plan.forms}
    dues = [(due, form_id) for due in index.deadlines for form_id in due.rule.forms]
    times = Counter(form_id for _, form_id in dues)
    digests = {form_id: hashlib.sha256(layouts[form_id]).hexdigest() for form_id in times}
    for due, form_id in dues:
        yield DueForm(forms[form_id], due, times[form_id] > 1, digests[form_id])


def _document(index: Index, unit: Unit, one: DueForm) -> Document:
    form, due = one.form, one.due
    label = index.form_labels[form.id]
    dated = due.date if due.quarters or one.repeated else None
    shown = "" if due.quarters and _BLANK in form.title else one.occasion
    return Document(
        urls.unit_form(unit, form.id, dated),
        f"{label}　{_title(form, due, '')}{shown}",
        f"{unit.name}{label}{one.occasion}",
        {**_values(index, unit, form, due), "layout": one.layout},
        unit,
        (form.id, due.date),
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
        "rows": [
            _row(obligation.clause, index.office(obligation.clause.entry.item, unit)) for obligation in index.led(unit)
        ],
        "roles": list(form.rows),
        "note": form.note or "",
    }


def _row(clause: ClauseEntry, office: str | None) -> Values:
    """A row of a form: the citation on two lines, for numbers restart in each part; the office that does the work."""
    return {
        "part": clause.entry.part_label,
        "number": clause.entry.label,
        "text": clause.text + bracketed(office),
    }


def make(layouts: Mapping[str, Parts], values: Values) -> bytes:
    """A form as a Word document, laid out as its kind is; the layouts are prepared."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in fill(layouts[values["form"]], values):
            # The dates of a zip archive begin in 1980; any later one would be the clock's.
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            # Windows would give another number for the system on which the archive was made.
            member.create_system = 3
            target.writestr(member, content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()
