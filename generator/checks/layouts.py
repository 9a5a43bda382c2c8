"""The Word documents that lay out the forms: ready to be filled in, and what is wrong with them.

People edit them in Word: `desk/templates/form-1.docx` and so on, with placeholders in the notation of docxtpl. The rows
of a table between {%tr for … %} and {%tr endfor %} are repeated.
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.problems import Position, Problem, suggest

# What a form may be filled in with: every key that `desk.forms` gives, with a value of its kind. What is repeated comes
# twice, for a single round may be whole where several are not.
SAMPLE: Mapping[str, Any] = {
    "form": "form-1",
    "unit": "单位",
    "title": "标题",
    "heading": "标题",
    "rows": [{"part": "部分", "number": "序号", "text": "事项"}] * 2,
    "roles": ["职务"] * 2,
    "note": "备注",
}
_MAIN = "word/document.xml"
_WITH_PLACEHOLDERS = re.compile(r"word/(document|header\d*|footer\d*)\.xml|docProps/core\.xml")
_TAG = re.compile(r"<[^>]*>")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")
_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError)
_RESTORE = "用 Word 打开它，另存为 .docx；打不开的，从版本记录里取回它"
# A layout that somebody proposes is filled in as well, so it must not reach beyond its values.
_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)

# The parts of a layout by name, in their order: those with placeholders as texts of templates, the others as they are.
Parts = tuple[tuple[str, bytes | str], ...]
Fault = tuple[str, str]


def layout_file(form_id: str) -> str:
    """The layout of a form, as its editors know it."""
    return f"generator/downloads/templates/{form_id}.docx"


def fill(parts: Parts, values: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The parts of a document that is laid out so, in their order, with values for the placeholders."""
    for name, part in parts:
        yield name, part if isinstance(part, bytes) else _template(part).render(values).encode()


@functools.lru_cache(maxsize=64)
def _template(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)


# What is checked is filled in as well.
@functools.lru_cache(maxsize=8)
def prepare(layout: bytes) -> Parts:
    """A checked layout, ready to be filled in.

    docxtpl knows how Word cuts a placeholder to pieces and how rows repeat; its result is a template like any other.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - takes long to load, and a kept site does without

    patch = DocxTemplate(io.BytesIO(layout)).patch_xml
    return tuple((name, patch(part) if isinstance(part, str) else part) for name, part in _unzipped(layout))


@functools.lru_cache(maxsize=8)
def _unzipped(layout: bytes) -> Parts:
    """The parts of a layout as Word has them: those that may have placeholders as texts."""
    with zipfile.ZipFile(io.BytesIO(layout)) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    return tuple((name, part.decode() if _WITH_PLACEHOLDERS.fullmatch(name) else part) for name, part in parts)


def check_layouts(layouts: Mapping[str, bytes]) -> Iterator[Problem]:
    """Every layout is a Word document that can be filled in, and asks for nothing that forms do not have."""
    for form_id, layout in layouts.items():
        for message, cure in _faults(layout):
            yield Problem(Position(layout_file(form_id), 1, 1, 1), "", message, cure)


@functools.lru_cache(maxsize=8)
def _faults(layout: bytes) -> tuple[Fault, ...]:
    try:
        raw = _unzipped(layout)
    except _DAMAGE:
        return (("E501 它不是 Word 文档，或者已经损坏", _RESTORE),)
    if _MAIN not in dict(raw):
        return ((f"E502 它不是 Word 文档，里面没有 {_MAIN}", _RESTORE),)
    faults = [fault for _, part in raw if isinstance(part, str) for fault in _unclosed(part)]
    patched = () if faults else (part for _, part in prepare(layout) if isinstance(part, str))
    return tuple(dict.fromkeys([*faults, *(fault for part in patched for fault in _faults_of(part))]))


def _unclosed(text: str) -> Iterator[Fault]:
    """The braces of which only the one or only the other is there, in any paragraph of a part of a layout."""
    for paragraph in text.split("</w:p>"):
        words = _TAG.sub("", paragraph)
        if any(sign in _WHOLE.sub("", words) for sign in ("{{", "}}", "{%", "%}")):
            yield f"E503 “{words}”里的大括号没有配成对", "写成“{{ unit }}”或“{%tr endfor %}”这样，两头都要有"


def _faults_of(text: str) -> Iterator[Fault]:
    """What is wrong with one part of a layout."""
    try:
        template = _template(text)
    except TemplateSyntaxError:
        yield _malformed(text)
        return
    unknown = [*_unknown(text)]
    yield from unknown
    if not unknown and (fault := _unfillable(template)):
        yield fault


def _malformed(text: str) -> Fault:
    for placeholder in _PLACEHOLDER.findall(text):
        try:
            _template(placeholder)
        except TemplateSyntaxError:
            return f"E504 读不懂“{placeholder}”", "写成“{{ unit }}”这样，里面只写要填的内容的名字"
    cure = "上一行写“{%tr for row in rows %}”，下一行写“{%tr endfor %}”，各占表格的一行，中间一行按事项重复"
    return "E505 有“{% … %}”写错了，或者没有配成对", cure


def _unknown(text: str) -> Iterator[Fault]:
    """The placeholders that nothing is filled in for."""
    parsed = _ENVIRONMENT.parse(text)
    names = [(name, list(SAMPLE)) for name in sorted(meta.find_undeclared_variables(parsed) - SAMPLE.keys())]
    for found in parsed.find_all(nodes.Getattr):
        owner = found.node.name if isinstance(found.node, nodes.Name) else ""
        known = [owner] if owner in SAMPLE else [f"{owner}.{key}" for key in SAMPLE["rows"][0]]
        if owner != "loop" and f"{owner}.{found.attr}" not in known:
            names.append((f"{owner}.{found.attr}", known))
    return ((f"E506 没有“{name}”这一项内容", suggest(name, known)) for name, known in names)


def _unfillable(template: Template) -> Fault | None:
    """What is wrong when a part is filled in, which must give a whole document again."""
    try:
        expat.ParserCreate().Parse(template.render(SAMPLE).encode(), True)
    except expat.ExpatError:
        return "E507 填好以后不是完整的 Word 文档", "“{%tr … %}”要独占表格的一行，“{%p … %}”要独占一段，放对位置"
    except Exception:  # whatever it is that a layout does with its values
        return "E508 内容填不进去", "对照其他附表的版式，改正“{{ … }}”和“{% … %}”"
    return None
