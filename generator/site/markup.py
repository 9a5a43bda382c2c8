"""The one place where text becomes markup: templates whose every value is escaped for Markdown and HTML at once.

Pages are Markdown with embedded HTML, so a text must mean nothing in either language, nor to the preprocessors of a
site generator. Every ASCII character that is no letter, digit or space becomes a character reference, which both
languages print as the character itself. Only a hyphen or point inside a word or number, as in task-80 and 5.4, means
nothing anywhere and stays. What is markup already has the type `Markup`.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.model.citations import bracketed
from generator.model.quantities import MEASURED
from generator.site import urls

_HEADING = re.compile(r"^(?P<marks>#{1,3}) (?P<title>.*) \{: #(?P<anchor>\S+)(?: \.(?P<look>\S+))? \}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its anchor, and its title as markup."""

    level: int
    anchor: str
    title: str


def headings(markdown: str) -> list[Heading]:
    """The headings, the title included, in the order of the page; any white space in them as one space."""
    found = _HEADING.finditer(markdown)
    return [Heading(len(one["marks"]), one["anchor"], " ".join(one["title"].split())) for one in found]


def html(markdown: str) -> str:
    """The page as HTML."""
    return _HEADING.sub(_element, markdown)


def _element(heading: re.Match[str]) -> str:
    level = len(heading["marks"])
    look = f' class="{heading["look"]}"' if heading["look"] else ""
    return f'<h{level}{look} id="{heading["anchor"]}">{heading["title"]}</h{level}>'


_MEANINGFUL = re.compile(r"(?!(?<=[0-9A-Za-z])[-.](?=[0-9A-Za-z]))[^0-9A-Za-z \u0080-\U0010ffff]")

_NUMBER = re.compile(f"({MEASURED})")
_NUMBER_ELEMENT = Markup('<span class="n">{}</span>')
# What many plans print on a line of its own below an item.
_LABEL = re.compile(
    r"(?<![（(【〔［\[；;，,、])(?=(?:牵头|责任|配合|主办|协办|承办|主责|参与|落实)(?:责任)?(?:单位|部门|领导|人)："
    r"|(?:完成|整改|办结)(?:时限|期限|时间)：|分管\w{0,2}领导：)"
)


def escape(value: Any) -> Markup:
    """The value as markup that prints it letter by letter; what is markup already stays as it is."""
    return value if isinstance(value, Markup) else _escaped(str(value))


@functools.lru_cache(maxsize=10_000)
def _escaped(text: str) -> Markup:
    """A text as markup. Names of units stand on every page, so what was escaped is kept."""
    return Markup(_MEANINGFUL.sub(lambda sign: f"&#{ord(sign[0])};", text))  # this is the escaping


@functools.lru_cache(maxsize=10_000)
def numbers(text: str) -> Markup:
    """A text as markup in which every number stays in one line with what it counts: 3.5万个, 100公里."""
    # Between the numbers stands other text, at both ends too, be it empty.
    pieces = map(_escaped, _NUMBER.split(text))
    return Markup("").join(_NUMBER_ELEMENT.format(piece) if n % 2 else piece for n, piece in enumerate(pieces))


def labels(text: str) -> Markup:
    """A text as markup, with `numbers`, in which labels such as 牵头单位： begin lines, but within brackets."""
    return Markup("<br>").join(map(numbers, _LABEL.split(text)))


def jsonld(data: object) -> Markup:
    """Data for machines as an element of a page; empty where there is none.

    A browser does not decode character references there, so JSON's own take their place.
    """
    if data is None:
        return Markup()
    text = json.dumps(_spelled(data), ensure_ascii=True).replace("\\\\u", "\\u")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # every sign in a text is spelled out


def _spelled(data: object) -> object:
    """The data with every sign in a text that might mean something as \\u and its number."""
    if isinstance(data, dict):
        return {key: _spelled(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_spelled(value) for value in data]
    return _MEANINGFUL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", data) if isinstance(data, str) else data


def environment(compiled: BytecodeCache | None = None) -> Environment:
    """The templates of the pages, as they are now. A name that a template does not know is an error.

    `compiled` keeps what templates were compiled to, which takes a tenth of a build.
    """
    made = Environment(
        loader=PackageLoader("generator.pages", "templates"),
        auto_reload=False,
        bytecode_cache=compiled,
        autoescape=True,
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(numbers=numbers, labels=labels, bracketed=bracketed)
    made.globals["urls"] = urls
    return made
