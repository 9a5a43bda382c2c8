"""The built site: its pages, links, anchors, back-links, and what must not be in it."""

from __future__ import annotations

import gzip
import re
import zipfile
from pathlib import Path

from generator.downloads import checksums
from generator.editing.schema import without_pointer
from generator.index.index import Index
from generator.site import urls
from generator.site.links import Links
from tests import html
from tests.conftest import ROOT, SMALL, build_site, downloads_of, make_project
from tests.html import ORIGIN, Document, broken_links, internal, navigation, relations
from tests.printing import Print

# What the search loads before its first result.
LOADED = ("assets/*/search/engine.js", "assets/*/search/index.js")
Documents = dict[str, Document]


def test_a_page_for_everything(documents: Documents, real: Index) -> None:
    plan = real.data.plan
    expected = {"", "plan/", "notice/", "full-text/", "forms/", "units/", "projects/", "corrections/", "about/"}
    expected |= {urls.section(section) for part in plan.parts for section in part.sections}
    expected |= {urls.unit(unit) for unit in real.data.register.units}
    expected |= {urls.entry(entry) for entry in real.entries if entry.part.kind in ("project", "candidate")}
    assert expected <= set(documents)
    assert len(expected) == 9 + 28 + 105 + 42


def test_every_item_has_its_anchor(documents: Documents, real: Index) -> None:
    for entry in real.entries:
        assert entry.item.id in documents[urls.section(entry.section)].ids()
        assert entry.item.id in documents["full-text/"].ids()
    for clause in real.clauses:
        assert clause.id in documents[urls.section(clause.entry.section)].ids()


def test_no_broken_link_or_anchor(documents: Documents, site: Path) -> None:
    assert broken_links(documents, lambda target: (site / target).is_file()) == []


def test_ids_are_unique_on_a_page(documents: Documents) -> None:
    for document in documents.values():
        ids = document.ids()
        assert len(ids) == len(set(ids)), document.address


def test_no_orphan_page(documents: Documents) -> None:
    """Every page is reached from the home page by links in the content of pages alone, without the navigation."""
    reached, pending = {""}, [""]
    while pending:
        address = pending.pop()
        for target, _ in internal(Document(address, documents[address].find("article")[0])):
            if target in documents and target not in reached:
                reached.add(target)
                pending.append(target)
    assert set(documents) - reached == {"404.html"}


def test_links_are_relative(documents: Documents) -> None:
    for address, document in documents.items():
        for written, resolved in document.links():
            assert resolved.startswith(ORIGIN), (address, written)
            assert not written.startswith("/"), (address, written)


def test_the_language_is_marked(documents: Documents) -> None:
    assert {document.root.attrib.get("lang") for document in documents.values()} == {"zh-CN"}


def test_no_search_of_the_theme(site: Path) -> None:
    """Neither its index nor its scripts, which the theme brings along whether it searches or not."""
    assert not (site / "search").exists() or not list((site / "search").glob("search_index*"))
    assert (site / "assets/javascripts").is_dir()
    for name in ("workers", "lunr"):
        assert not (site / "assets/javascripts" / name).exists()
    for document in site.rglob("*.html"):
        text = document.read_text(encoding="utf-8")
        assert "search_index" not in text
        assert "md-search" not in text


def test_the_navigation_calls_pages_by_their_labels(documents: Documents) -> None:
    """A label is shorter than the title of its page, or has its number before it."""
    page = documents["sections/work-04/"]
    (navigation,) = [nav for nav in page.find("nav") if "md-nav--primary" in nav.attrib.get("class", "")]
    named = {link.attrib["href"]: link.text for link in navigation.iter("a")}
    assert named["../.."] == "首页"
    assert named["../../full-text/"] == "全文"
    assert named["../work-05/"] == "（五）在全面深化改革和扩大高水平开放上勇于探索，着力打造更具竞争力的内陆开放高地"


def test_every_clause_is_reached_from_every_obligated_unit_and_back(documents: Documents, real: Index) -> None:
    """From the unit's page to the clause, and from the item to the units that it names, whose chains lead on."""
    for unit in real.data.register.units:
        page = documents[urls.unit(unit)]
        targets = list(internal(page))
        for obligation in real.owed(unit):
            clause = html.split(ORIGIN + str(Links("").to(urls.clause(obligation.clause))).removeprefix("./"))
            assert clause in targets, (unit.name, obligation.clause.id)
        assert len([e for e in page.elements() if "data-clause" in e.attrib]) == len(real.owed(unit))
    for entry in real.entries:
        section = documents[urls.section(entry.section)]
        article = Document(section.address, section.anchor(entry.item.id))
        back = {target for target, _ in internal(article)}
        for part in entry.item.clauses:
            assert {urls.unit(real.unit(name)) for name in part.named} <= back


def test_chains_lead_back(documents: Documents, real: Index) -> None:
    """A group's page leads to its members, an office's page to its host: the way back of a derived obligation."""
    for unit in real.data.register.units:
        targets = {target for target, _ in internal(documents[urls.unit(unit)])}
        for name in (*real.data.register.members_of[unit.name], *filter(None, [unit.host])):
            assert urls.unit(real.unit(name)) in targets
            back = {target for target, _ in internal(documents[urls.unit(real.unit(name))])}
            assert urls.unit(unit) in back


def test_cards_lead_to_the_pages_of_projects_and_pages_back(documents: Documents, real: Index) -> None:
    for entry in filter(lambda entry: urls.is_livelihood(entry.part), real.entries):
        section = documents[urls.section(entry.section)]
        card = Document(section.address, section.anchor(entry.item.id))
        assert (urls.entry(entry), "") in internal(card), entry.citation
        page = documents[urls.entry(entry)]
        assert (urls.section(entry.section), "") in internal(Document(page.address, page.find("article")[0]))


def test_corrections_lead_to_items_and_items_to_corrections(documents: Documents, real: Index) -> None:
    corrected = {one.record for one in real.data.corrections.corrections}
    for entry in real.entries:
        for address in {urls.section(entry.section), urls.entry(entry).partition("#")[0]}:
            card = Document(address, documents[address].anchor(entry.item.id))
            row = ("corrections/", f"correction-{entry.item.id}")
            assert (row in internal(card)) == (entry.item.id in corrected), (address, entry.citation)
            assert ("文字订正" in card.text()) == (entry.item.id in corrected)
        if entry.item.id in corrected:
            back = Document("corrections/", documents["corrections/"].anchor(f"correction-{entry.item.id}"))
            assert html.split(ORIGIN + urls.entry(entry)) in internal(back)


def test_sections_lead_to_the_full_text_and_back(documents: Documents, real: Index) -> None:
    """To the heading that the same items follow there."""
    for section in (section for part in real.data.plan.parts for section in part.sections):
        page = documents[urls.section(section)]
        (anchor,) = (
            a
            for address, a in internal(Document(page.address, page.find("article")[0]))
            if a and address == "full-text/"
        )
        ids = documents["full-text/"].ids()
        after = next(id_ for id_ in ids[ids.index(anchor) :] if id_ in real.entry_by_id)
        assert after == section.items[0].id
        item = Document("full-text/", documents["full-text/"].anchor(after))
        assert (urls.section(section), after) in internal(item)


def test_the_notice_leads_to_what_it_speaks_of(documents: Documents) -> None:
    """Outside of the letter, which is the issuer's alone."""
    page = documents["notice/"]
    (letter,) = (element for element in page.elements() if element.attrib.get("class") == "letter")
    assert list(internal(Document(page.address, letter))) == []
    assert {("forms/", ""), ("calendar/", "")} <= set(internal(Document(page.address, page.find("article")[0])))


def test_an_item_shows_all_that_it_must(documents: Documents, real: Index) -> None:
    for entry in real.entries:
        section = documents[urls.section(entry.section)]
        text = "".join(section.anchor(entry.item.id).itertext())
        position = entry.item.position()
        assert entry.citation in text
        assert f"{position.line}—{position.last_line}行" in text
        for clause in real.clauses_by_item[entry.item.id]:
            assert clause.clause.text in text
            assert ("视为牵头" in text) == any(c.by_default for c in real.clauses_by_item[entry.item.id])
        if any(not clause.lead for clause in entry.item.clauses):
            assert real.data.plan.default_lead
            assert real.data.plan.default_lead.quote in text


def test_the_full_text_is_the_document(documents: Documents, real: Index) -> None:
    """It prints what is proved, in the same order."""
    page = documents["full-text/"]
    rest = "".join("".join(page.find("article")[0].itertext()).split())
    printed = Print(real.data)
    for line, row in zip(printed.lines, printed.rows, strict=True):
        if line.kind != "form":
            _, found, rest = rest.partition(row)
            assert found, line.position
    # The forms stand where the document has them: after the last item, before those to whom it is sent.
    ids = [element.attrib["id"] for element in page.elements() if "id" in element.attrib]
    wanted = [real.entries[-1].item.id, *(form.id for form in real.data.plan.forms), "distribution"]
    assert [id_ for id_ in ids if id_ in wanted] == wanted
    text = "".join(page.find("article")[0].itertext())
    assert all(word in text for form in real.data.plan.forms for word in (*form.heads, *form.columns, *form.rows))


def test_counts_of_a_unit(documents: Documents) -> None:
    text = "".join(documents["units/fagaiwei/"].find("article")[0].itertext())
    assert "文件列明牵头（33）" in text
    assert "视为牵头（7）" in text
    text = "".join(documents["units/qiaokou/"].find("article")[0].itertext())
    assert "文件列明参加（2）" in text


def test_breadcrumbs_and_neighbours(documents: Documents) -> None:
    page = documents["sections/work-04/"]
    assert navigation(page, "md-path") == [("", ""), ("plan/", ""), ("plan/", "part-task")]
    assert relations(page) == {"prev": "sections/work-03/", "next": "sections/work-05/"}
    # Other matters are no neighbours.
    assert relations(documents["search/"]) == {}
    assert [*relations(documents["units/"])] == ["next"]


def test_breadcrumbs_lead_to_the_place_above(documents: Documents, real: Index) -> None:
    """Never to a neighbour, nor to the page itself."""
    indexes = {"", "plan/", "units/", "projects/", "about/"}
    for address in set(documents) - {"", "404.html"}:
        crumbs = navigation(documents[address], "md-path")
        assert crumbs[0] == ("", ""), address
        assert {page for page, _ in crumbs} <= indexes - {address}, address
    for unit in real.data.register.units:
        assert navigation(documents[urls.unit(unit)], "md-path")[-1] == ("units/", unit.kind)
    for entry in filter(lambda entry: urls.is_livelihood(entry.part), real.entries):
        theme = ("projects/", urls.section_anchor(entry.section))
        assert navigation(documents[urls.entry(entry)], "md-path")[-1] == theme


def test_the_navigation_says_nothing_twice(documents: Documents) -> None:
    """Only a list and its index share an address; what a page contains and what is below it are not both there."""
    for address, page in documents.items():
        found = navigation(page, "md-nav--primary")
        assert len(found) - len(set(found)) <= 1, address
    (nav,) = (one for one in documents["units/"].find("nav") if "md-nav--primary" in one.attrib["class"].split())
    words = ["".join(link.itertext()) for link in Document("", nav).find("a")]
    assert "区人民政府" in words
    assert len(words) == len(set(words))


TELEPHONE = re.compile(r"\b(0\d{2,3}[-—)）]?\d{7,8}|1[3-9]\d{9}|(?!20)\d{8})\b")


CONTACT = re.compile(r"联系人[：:]\s*[\u4e00-\u9fff]")


def readable(path: Path) -> str:
    """The words of a file of the site, those in its compressed parts included."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        return re.sub(r"<[^>]*>", "\n", "".join(parts))
    if path.suffix in (".html", ".json", ".csv", ".yaml", ".txt", ".ics"):
        return re.sub(r'"[0-9a-f]{16,}"|<code>[0-9a-f]+</code>', "", path.read_text(encoding="utf-8"))
    return ""


def test_no_personal_data(site: Path) -> None:
    """No telephone number stands anywhere in the site or its documents, and no name behind the words 联系人."""
    searched = 0
    for path in sorted(site.rglob("*")):
        text = readable(path) if path.is_file() else ""
        assert not TELEPHONE.search(text), (path, TELEPHONE.search(text))
        assert not CONTACT.search(text), (path, CONTACT.search(text))
        searched += bool(text)
    assert searched > 700
    assert "见官方印本" in (site / "forms/index.html").read_text(encoding="utf-8")


def test_downloads(site: Path, real: Index) -> None:
    """Every download lies where the page of open data says, with the bytes that it says, kept by a cache or not."""
    plan_yaml = without_pointer((ROOT / "data/plan.yaml").read_text(encoding="utf-8"))
    found = downloads_of(real, plan_yaml)
    listed = (site / urls.OPEN_DATA / "index.html").read_text(encoding="utf-8")
    for one in found:
        assert (site / one.document.path).read_bytes() == one.content
        assert f'/{one.document.path}"' in listed
    assert (site / urls.CHECKSUMS).read_bytes() == checksums(found).content


def test_the_same_bytes_under_another_hash_seed_clock_and_locale(small_site: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "elsewhere", SMALL / "data")
    again = build_site(
        project, tmp_path / "again", PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="1", TZ="Asia/Shanghai", LC_ALL="C"
    )
    first, second = (
        {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
        for built in (small_site, again)
    )
    assert sorted(first) == sorted(second)
    assert [str(name) for name in first if first[name] != second[name]] == []


def test_the_pages_are_valid_html(documents: Documents) -> None:
    """What the Nu Html Checker has refused in pages of this site; the rest of it is the theme's."""
    for address, document in documents.items():
        elements = list(document.elements())
        assert [e for e in elements if "markdown" in e.attrib] == [], address
        assert [e for e in elements if e.tag == "pre" and "aria-label" in e.attrib and "role" not in e.attrib] == []
        boxes = [e for e in elements if e.attrib.get("role") == "combobox"]
        assert all(e.attrib["type"] == "text" for e in boxes), address
        for form in document.find("form"):
            fields = [e for e in form.iter("input") if e.attrib.get("type") in ("text", "search")]
            submits = [e for e in form.iter("button") if e.attrib.get("type", "submit") == "submit"]
            assert not fields or submits, (address, form.attrib)


def test_tables_have_captions_and_headings_say_what_follows(documents: Documents) -> None:
    for address, document in documents.items():
        for table in document.find("table"):
            assert "".join(table[0].itertext()).strip() and table[0].tag == "caption", address
        for level in ("h1", "h2", "h3", "h4"):
            for heading in document.find(level):
                assert re.search("[^0-9（）一二三四五六七八九十、.]", "".join(heading.itertext())), address
    (number,) = (e for e in documents["sections/work-04/"].find("h3") if "103" in "".join(e.itertext()))
    assert "".join(number.itertext()) == "第二部分第103项"


def test_voted_projects_and_candidates_are_counted_apart_and_explained(documents: Documents) -> None:
    for address in ("", "projects/"):
        text = documents[address].text()
        assert "42" not in text
        assert (
            text.index("民生实事票决项目")
            < text.index("票决项目是人大代表投票选定的")
            < text.index("没有经人大代表投票选定")
        )
    assert "38件，按主题看" in documents[""].text()
    assert "民生实事票决项目38件，民生实事候选项目4件" in documents["projects/"].text()
    for address, kind in (("projects/project-15/", "票决项目是"), ("projects/candidate-2/", "候选项目列入了候选")):
        assert f"编者注{kind}" in documents[address].text()


def test_every_page_says_where_to_tell_of_mistakes(documents: Documents, tmp_path: Path) -> None:
    """To whom, where the publisher says so; else in the data files, where they can be edited; else that neither is."""
    for address in documents:
        assert "文字有误？本站没有公布联系方式" in documents[address].text() or address == "404.html"
    project = make_project(tmp_path, SMALL / "data")
    given = (project / "mkdocs.yml").read_text(encoding="utf-8")
    edit = "https://example.org/edit/{file}#L{line}"
    for key, value, link in (
        ("contact", "mailto:a@example.org", "mailto:a@example.org"),
        ("source_url", edit, "https://example.org/edit/data/plan.yaml#L1"),
    ):
        (project / "mkdocs.yml").write_text(given.replace(f'  {key}: ""', f'  {key}: "{value}"'), encoding="utf-8")
        for address, page in html.read(build_site(project, tmp_path / key)).items():
            said = [e for e in page.find("p") if "".join(e.itertext()).startswith("文字有误？")]
            found = [link for one in said for link, _ in Document(address, one).links()]
            assert found == [link] or address == "404.html", (address, key)


def test_what_the_site_sends_before_the_first_result(site: Path) -> None:
    sent = [gzip.compress(path.read_bytes(), 9) for name in LOADED for path in site.glob(name)]
    assert len(sent) == len(LOADED)
    assert sum(map(len, sent)) <= 60 * 1024
