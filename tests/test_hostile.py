"""Texts are data: whatever they hold comes out as the letters that they are, with no new element or attribute."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import html5lib
import markdown
import pytest
import yaml

from generator import outline, pages
from generator.index import build
from generator.load import load
from generator.markup import environment
from generator.pages.parts import part_views
from generator.pages.render import Renderer
from generator.site import Settings
from tests import html
from tests.conftest import SMALL, build_site, make_project, texts
from tests.test_outline import converter, unspaced

HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "{: onclick=alert(1) }",
    "[x](javascript:alert(1))",
    "![x](x.png)",
    "{{ 7*7 }}{% raw %}",
    "--8<-- 'x.md'",
    "80. x",
    "- x",
    "# x",
    "    x",
    "| a | b |",
    "`x` ```x",
    "*x* _x_ ~~x~~ ==x==",
    "&amp; &#60; &lt;b>",
    "\\<b> \\`",
    "<!-- x --> ]]> <![CDATA[",
    "</div></article></pre></code>",
    "[^1]: x [TOC] *[x]: y",
    "http://example.org <http://example.org>",
    "x\n\n# x\n\n<b>x</b>",
    ":smile: ^x^ $x$",
    "\u0026",
)
# No text of the data can hold these, but settings can.
INVISIBLE = "\u2028\u200b"
HARMLESS = "无害"
# Keys whose values name or steer something; a text cannot be put there without being a fault of the data.
KEEP = {"id", "kind", "rule", "membership", "omit_rest", "record", "quote", "printed_in", "shared_ending"}
KEEP |= {"member_kinds", "number", "signed", "printed", "role", "page", "also", "terms"}
KEEP |= {"after", "forms", "date", "first", "month", "day", "deadline", "project", "task"}


def spoil(value: Any, text: str, before: str = "", key: str = "") -> Any:
    """The data with a text at the end of every value that is free text or a name, and another before it.

    A definition ends with ，下同, which is no part of the last name in it. What a correction makes of the source stands
    in the print of its record, as the text alone does now.
    """
    if isinstance(value, dict):
        return {name: spoil(child, text, before, name) for name, child in value.items()}
    if isinstance(value, list):
        return [spoil(child, text, before, key) for child in value]
    if key in KEEP:
        return value
    if key == "after":
        return text
    return before + value.removesuffix("，下同") + text + ("，下同" if value.endswith("，下同") else "")


class Plain(yaml.SafeDumper):
    """Writes no anchors, which the project refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def spoiled_texts(text: str, before: str = "") -> dict[str, str]:
    """The files of the small plan, spoilt."""
    contents = {file: yaml.load(content, Loader=yaml.BaseLoader) for file, content in texts(SMALL).items()}
    return {
        file: yaml.dump(spoil(content, text, before), Dumper=Plain, allow_unicode=True, sort_keys=False, width=10_000)
        for file, content in contents.items()
    }


def spoiled_site(folder: Path, text: str) -> dict[str, html.Document]:
    (folder / "data").mkdir(parents=True)
    for file, content in spoiled_texts(text).items():
        (folder / file).write_text(content, encoding="utf-8")
    project = make_project(folder / "project", folder / "data")
    return html.read(build_site(project, folder / "site"))


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, html.Document]:
    return spoiled_site(tmp_path_factory.mktemp("harmless"), HARMLESS)


def test_hostile_texts_stay_texts(harmless: dict[str, html.Document], tmp_path: Path) -> None:
    """All of them at once, behind every text and name of the small plan."""
    for n, group in enumerate((HOSTILE[::2], HOSTILE[1::2])):
        text = "".join(group)
        spoiled = spoiled_site(tmp_path / str(n), text)
        assert sorted(spoiled) == sorted(harmless)
        for address, page in spoiled.items():
            if address != "source/":  # as many lines as the file has
                assert html.shape(page.root) == html.shape(harmless[address].root), address
        item = spoiled["sections/work-01/"].anchor("task-1")
        shown = " ".join("".join(item.itertext()).split())
        assert " ".join(f"修路3.5公里，建“口袋公园”8个。{text}".split()) in shown
        assert " ".join(f"市发改委{text}".split()) in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_before_and_behind_every_text(text: str) -> None:
    """Pages are HTML to MkDocs and Markdown to other site generators: both take them for the same."""
    data, _ = load(spoiled_texts(text, text))
    assert data
    index = build(data)
    renderer = Renderer(index, Settings(), part_views(index), environment())
    for page in pages.build(renderer, "", ()):
        ours, theirs = (unspaced(made) for made in (outline.html(page.body), converter().convert(page.body)))
        # Spaces at the edge of a heading are nobody's.
        assert re.sub(" *(<.*?>) *", r"\1", ours) == re.sub(" *(<.*?>) *", r"\1", theirs), page.url


@pytest.mark.parametrize("text", [*HOSTILE, INVISIBLE])
def test_a_hostile_text_in_a_title(text: str) -> None:
    """The same, cheaply and one by one: the escaping of the place where all pages get their texts from."""
    template = environment().from_string('# {{ text }}\n\n<p title="{{ text }}">{{ text }}</p>\n\n{{ text }}\n')
    rendered = markdown.markdown(template.render(text="字" + text), extensions=["attr_list", "tables", "toc"])
    page = html.Document("", html5lib.parse(rendered, namespaceHTMLElements=False))
    assert [element.tag for element in page.elements()] == ["html", "head", "body", "h1", "p", "p"]
    (heading,) = page.find("h1")
    assert " ".join("".join(heading.itertext()).split()) == " ".join(f"字{text}".split())
    assert page.find("p")[0].attrib == {"title": "字" + text}
