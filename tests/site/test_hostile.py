"""Texts are data: whatever they hold comes out as the letters that they are, with no new element or attribute."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5lib
import markdown
import pytest
import yaml
from markupsafe import Markup

from generator import pages
from generator.checks.load import load
from generator.index.index import build
from generator.model.data import FILES, OPTIONAL, PLAN
from generator.pages.render import Renderer, part_views
from generator.site import markup, urls
from generator.site.markup import environment, escape
from generator.site.site import Page, Settings
from tests import html
from tests.conftest import SECOND, SMALL, build_site, make_project, site_of, texts
from tests.plain_yaml import plain_yaml
from tests.unit.site.test_outline import converter, unspaced

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
# Keys whose values name or steer something, of which no page prints a text of its own.
KEEP = {"id", "kind", "rule", "membership", "omit_rest", "record", "printed_in", "member_kinds", "role", "page", "also"}
KEEP |= {"government", "hands_down", "terms", "forms", "date", "first", "month", "day", "deadline", "project", "task"}
# Keys whose values pages print, and in which a text of another form is a fault of the data.
DATES = {"signed", "printed"}
CHECKED = {"number", *DATES}
# The keys of the files that a plan may do without whose values are free: all others quote the plan or name records.
FREE = {"basis", "note", "reason"}


def spoil(value: Any, text: str, before: str = "", keep: Collection[str] = KEEP, key: str = "") -> Any:
    """The data with a text at the end of every value that is free text or a name, and another before it.

    What a correction makes of the source stands in the print of its record, as the text alone does now.
    """
    if isinstance(value, dict):
        # The basis of the kinds of units is a text, while the kind of a unit is an id.
        keep = () if key == "basis" else keep
        return {name: spoil(child, text, before, keep, name) for name, child in value.items()}
    if isinstance(value, list):
        return [spoil(child, text, before, keep, key) for child in value]
    if key == "after":
        return text
    return value if key in keep else spoilt(value, text, "" if key == "shared_ending" else before)


def spoil_free(value: Any, text: str, before: str, key: str = "") -> Any:
    """The data of a file that a plan may do without, with a text around every value that quotes and names nothing."""
    if isinstance(value, dict):
        return {name: spoil_free(child, text, before, name) for name, child in value.items()}
    if isinstance(value, list):
        return [spoil_free(child, text, before, key) for child in value]
    return spoilt(value, text, before) if key in FREE else value


def spoilt(value: str, text: str, before: str) -> str:
    """A value with a text behind it. A definition ends with ，下同, which is no part of the last name in it."""
    return before + value.removesuffix("，下同") + text + ("，下同" if value.endswith("，下同") else "")


def spoil_quotes(plan: dict[str, Any], text: str, before: str) -> None:
    """Spoils in the notice what rules quote from it, as the quotes are spoilt, so that they still stand in it."""
    rules = [plan["default_lead"], plan.get("feedback"), *plan.get("deadlines", ())]
    for quote in [rule["quote"] for rule in rules if rule]:
        for paragraph in plan["notice"]["paragraphs"]:
            paragraph["text"] = paragraph["text"].replace(quote, spoilt(quote, text, before))


def spoiled_texts(
    text: str, before: str = "", root: Path = SMALL, keep: Collection[str] = KEEP | CHECKED
) -> dict[str, str]:
    """The files of an invented plan, spoilt."""
    contents = {file: yaml.load(content, Loader=yaml.BaseLoader) for file, content in texts(root).items()}
    spoil_quotes(contents[PLAN], text, before)
    spoiled = {file: spoil(content, text, before, keep) for file, content in contents.items() if file not in OPTIONAL}
    spoiled |= {file: spoil_free(contents[file], text, before) for file in OPTIONAL if file in contents}
    # In double quotes every text stands on one line, so that all of them give files of as many lines.
    return {file: plain_yaml(content, quotes='"') for file, content in spoiled.items()}


def spoiled_site(folder: Path, text: str) -> dict[str, html.Document]:
    (folder / "data").mkdir(parents=True)
    for file, content in spoiled_texts(text).items():
        # A number that is added to the plan stands in no list of these.
        if file not in OPTIONAL:
            (folder / file).write_text(content, encoding="utf-8")
    project = make_project(folder / "project", folder / "data")
    return html.read(build_site(project, folder / "site"), html.parse_anything)


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
            assert html.shape(page.root) == html.shape(harmless[address].root), address
        item = spoiled["sections/work-01/"].anchor("task-1")
        shown = " ".join("".join(item.itertext()).split())
        assert " ".join(f"修路3.5公里，建“口袋公园”8个。{text}".split()) in shown
        assert " ".join(f"市发改委{text}".split()) in shown


def spoiled_pages(text: str, root: Path) -> tuple[Page, ...]:
    """The pages of an invented plan with a text before and behind every text but dates, whatever its form."""
    data, _ = load(spoiled_texts(text, text, root, KEEP | DATES))
    index = build(data)
    return pages.build(Renderer(index, Settings(), part_views(index), environment()), dict.fromkeys(FILES, ""), ())


def words(page: html.Document) -> list[str]:
    """All texts of a page in order, those in attributes and in data for machines included, without white space."""
    found: list[str] = []
    for element in page.elements():
        found += map(unquote, element.attrib.values())
        text = element.text or ""
        found += strings(json.loads(text)) if element.attrib.get("type") == "application/ld+json" else [text]
        found.append(element.tail or "")
    return ["".join(text.split()) for text in found]


def strings(data: object) -> list[str]:
    if isinstance(data, dict):
        data = list(data.values())
    return [text for child in data for text in strings(child)] if isinstance(data, list) else [str(data)]


@pytest.fixture(scope="module", params=[SMALL, SECOND], ids=lambda root: root.name)
def plan(request: pytest.FixtureRequest) -> tuple[Path, list[html.Document]]:
    """An invented plan, and its pages with a harmless text before and behind every text."""
    root: Path = request.param
    return root, [html.generated_page(page) for page in spoiled_pages(HARMLESS, root)]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_before_and_behind_every_text(text: str, plan: tuple[Path, list[html.Document]]) -> None:
    """It stands on every page where a harmless one would, to the letter, and nothing else is changed.

    Pages are HTML to MkDocs and Markdown to other site generators: both take them for the same.
    """
    root, harmless = plan
    for page, expected in zip(spoiled_pages(text, root), harmless, strict=True):
        found = html.generated_page(page)
        assert html.shape(found.root) == html.shape(expected.root), page.url
        # These pages cut what is long, wherever that is.
        if page.url not in (urls.FIELDS, urls.TOPICS):
            assert words(found) == [one.replace(HARMLESS, "".join(text.split())) for one in words(expected)], page.url
        ours, theirs = (unspaced(made) for made in (markup.html(page.body), converter().convert(page.body)))
        # Spaces at the edge of a heading are nobody's.
        assert re.sub(" *(<.*?>) *", r"\1", ours) == re.sub(" *(<.*?>) *", r"\1", theirs), page.url


def test_hostile_words_that_only_one_of_two_items_has_stay_words() -> None:
    data = {file: content.replace("，建“口袋公园”8个", "，建<b>园</b>8个") for file, content in texts(SMALL).items()}
    loaded, _ = load(data)
    index = build(loaded)
    made = pages.build(Renderer(index, Settings(), part_views(index), environment()), dict.fromkeys(FILES, ""), ())
    page = html.generated_page(next(page for page in made if page.url == "projects/project-1/"))
    assert ["".join(mark.itertext()) for mark in page.find("mark")] == ["，建<b>园</b>8个"]


def test_hostile_addresses_stay_addresses() -> None:
    """The settings of the publisher are texts as well."""
    address = "https://example.org/?a=\"b'&lt;c&d=<e>`*f*"
    site = site_of(SMALL, Settings(source_url=address + "#L{line}-{last_line}", original_url=address, contact=address))
    found = html.generated(site)
    assert [link.attrib["href"] for link in found[""].find("a")].count(address) == 1
    assert address in [link.attrib["href"] for link in found["source/"].find("a")]
    task = html.Document("", found["sections/work-01/"].anchor("task-2"))
    assert f"{address}#L81-87" in [link.attrib["href"] for link in task.find("a")]
    plain = html.generated(site_of(SMALL, Settings(source_url="x", original_url="x", contact="x")))
    assert {url: html.shape(page.root) for url, page in found.items()} == {
        url: html.shape(page.root) for url, page in plain.items()
    }


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


# What begins a list, a heading, a quotation or a rule in Markdown, and what makes a heading of the line above it.
BEGINNINGS = (
    "80. x",
    "80) x",
    "- x",
    "+ x",
    "* x",
    "# x",
    "#x",
    "> x",
    "- - -",
    "***",
    "---",
    "===",
    "1. 2. - x",
    ": x",
)


@pytest.mark.parametrize("text", BEGINNINGS)
@pytest.mark.parametrize("above", ["", "字\n"])
def test_a_text_at_the_beginning_of_a_line_begins_nothing(text: str, above: str) -> None:
    rendered = converter().convert(
        environment().from_string("{{ above }}{{ text }}\n").render(above=Markup(above), text=text)
    )
    page = html.Document("", html5lib.parse(rendered, namespaceHTMLElements=False))
    assert [element.tag for element in page.elements()] == ["html", "head", "body", "p"]
    assert page.text() == above + text


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("80) x", "80&#41; x"),
        ("- x", "&#45; x"),
        ("x -", "x &#45;"),
        ("5.", "5&#46;"),
        (".5", "&#46;5"),
        ("甲-1", "甲&#45;1"),
        ("task-80.1 x5.4 PM2.5", "task-80.1 x5.4 PM2.5"),
        ("甲，乙：（丙）“丁”", "甲，乙：（丙）“丁”"),
    ],
)
def test_what_might_mean_something_is_spelled_out(text: str, markup: str) -> None:
    assert escape(text) == markup
