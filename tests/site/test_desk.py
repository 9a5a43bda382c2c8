"""A unit's page as a clerk uses it, in the built site."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from generator.checks.load import load
from generator.downloads import Download, tables
from generator.index.index import Index, Role, build
from generator.index.partners import Whom, coordinated, leads, partners
from generator.pages.structured import organization
from generator.pages.unit_lists import obligation_lists
from generator.problems import stopping
from generator.site import urls
from tests import html
from tests.conftest import ROOT, SMALL, names, texts
from tests.html import Document
from tests.unit.index.test_restatements import comparisons


def text(element: object) -> str:
    return "".join(element.itertext()) if hasattr(element, "itertext") else ""


def with_class(document: Document, name: str) -> list[Document]:
    return [Document(document.address, e) for e in document.elements() if name in e.attrib.get("class", "").split()]


def test_the_figures_are_what_a_unit_leads_and_takes_part_in(documents: dict[str, Document], real: Index) -> None:
    """Under each stand the lists that add up to it; every figure leads to what it counts."""
    for unit in real.data.register.units:
        page = documents[urls.unit(unit)]
        owed = Counter(one.role for one in real.owed(unit))
        lists = {f"#{one.anchor}": one for one in obligation_lists(real, unit)}
        sums = with_class(page, "sum")
        assert [one.root.attrib["class"] for one in sums] == [f"sum sum-{role}" for role in tables.ROLES if owed[role]]
        for role, one in zip(filter(owed.get, tables.ROLES), sums, strict=True):
            (figure,) = with_class(one, "figure")
            assert figure.text() == f"{owed[role]} {tables.ROLES[role]}"
            found = {li[0].attrib["href"]: text(li[0]) for li in one.find("li")}
            assert found == {to: f"{one.title}{len(one.rows)}" for to, one in lists.items() if one.role == role}
            first = next(iter(found))
            assert page.ids().index(role) + 1 == page.ids().index(first[1:])
            assert [written for written, _ in figure.links()] == [f"#{role}"]


def test_what_is_counted_is_said(documents: dict[str, Document], real: Index) -> None:
    (total,) = with_class(documents["units/qiaokou/"], "total")
    assert total.text() == "共167项职责，出自165个事项，一个事项里分开写了单位的几段（分项）分别计数。"
    (total,) = with_class(documents["units/wenlian/"], "total")
    assert total.text() == "共1项职责，出自1个事项。"
    clauses = [one.clause for one in real.by_unit["qiaokou"]]
    assert (len(clauses), len({one.entry.item.id for one in clauses})) == (167, 165)


def test_own_duties_stand_first_and_those_of_a_group_fold(documents: dict[str, Document], real: Index) -> None:
    """Open in the page, so that nothing is lost where no script runs; a script folds them."""
    for unit in real.data.register.units:
        page = documents[urls.unit(unit)]
        lists = obligation_lists(real, unit)
        clauses = [row.clause.id for one in lists for row in one.rows]
        assert [e.attrib["data-clause"] for e in page.find("tr") if "data-clause" in e.attrib] == clauses
        folds = with_class(page, "fold")
        expected = [(fold.anchor, len(fold.rows)) for one in lists if not one.own for fold in one.folds]
        assert [(one.root.attrib["id"], len(one.find("tr")) - 1) for one in folds] == expected
        for one in folds:
            assert "open" in one.root.attrib
            assert text(one.find("summary")[0]).endswith(f"（{len(one.find('tr')) - 1}）")
    titles = [text(one.find("summary")[0]) for one in with_class(documents["units/qiaokou/"], "fold")]
    assert titles[4:6] == ["第一部分　经济社会发展主要预期目标（3）", titles[5]]
    assert titles[5].startswith("第二部分（一）在促进内外需协调发展上加力提效")


def choices(document: Document) -> dict[str, list[str]]:
    labels = (one for one in document.find("label") if one.find("select") is not None)
    return {(one.text or "").strip(): [text(choice) for choice in one.iter("option")][1:] for one in labels}


def test_a_role_has_one_word_wherever_it_stands(documents: dict[str, Document]) -> None:
    """Of a unit that takes part the page, the filters, the tables and the search say the same."""
    words = list(tables.ROLES.values())
    assert words == ["牵头", "参加", "配合"]
    # Nobody supports in this plan.
    assert choices(documents["units/qiaokou/"])["角色"] == words[:2]
    facets = (ROOT / "docs/assets/search/facets.js").read_text(encoding="utf-8")
    assert 'const ROLES = { lead: "牵头", responsible: "参加",' in facets


def test_the_filter_by_group_promises_no_basis(documents: dict[str, Document]) -> None:
    """Whether a lead is named or by default is another matter than through whom it comes."""
    found = choices(documents["units/qiaokou/"])
    assert list(found) == ["角色", "部分", "写的是", "排列"]
    assert found["写的是"] == ["各区人民政府", "本单位", "各中心城区人民政府"]


def test_words_that_only_help_to_find_are_no_names(documents: dict[str, Document]) -> None:
    (facts,) = with_class(documents["units/gonganju/"], "facts")
    found = {text(div.find("dt")): text(div.find("dd")) for div in facts.find("div")}
    assert "警察" in found["其他叫法"]


def test_every_list_of_default_leads_shows_the_rule(documents: dict[str, Document], real: Index) -> None:
    """Also those that come through a group or an office, which show their chain before it."""
    assert real.data.plan.default_lead
    rule = f"文件没有写牵头单位，“{real.data.plan.default_lead.quote}”，所以牵头。"
    for unit in real.data.register.units:
        page = documents[urls.unit(unit)]
        lists = [one for one in obligation_lists(real, unit) if one.by_default or one.via]
        notes = [text(e) for e in page.find("p") if text(e).startswith("依据：")]
        assert [note.endswith(rule) for note in notes] == [one.by_default for one in lists]
        assert ["文件写的是" in note for note in notes] == [bool(one.via) for one in lists]
        for one in lists:
            assert {row.clause.by_default for row in one.rows} == {True} or not one.by_default


def marks(element: Element) -> list[str]:
    return [e.attrib["href"] for e in element.iter("a") if e.attrib.get("class") == "editor"]


def test_membership_that_the_editors_assert_is_marked(documents: dict[str, Document], real: Index) -> None:
    """In the chain of a list and among the facts; the mark leads to the members of the group, with their basis."""
    for unit in real.data.register.units:
        page = documents[urls.unit(unit)]
        asserted = [
            f"../../units/{one.id}/#members" for one in real.groups_of.get(unit.id, ()) if one.membership == "asserted"
        ]
        (facts,) = with_class(page, "facts")
        belongs = [div for div in facts.find("div") if text(div.find("dt")) == "属于"]
        assert [found for div in belongs for found in marks(div)] == asserted
        lists = [one for one in obligation_lists(real, unit) if one.by_default or one.via]
        chains = [e for e in page.find("p") if text(e).startswith("依据：")]
        for one, chain in zip(lists, chains, strict=True):
            expected = [f"../../units/{step.id}/#members" for step in one.via if step.membership == "asserted"]
            assert marks(chain) == expected
    assert "是其成员 编者判断。" in documents["units/wenlvju/"].text()
    assert "members" in documents["units/gebumen/"].ids()


def test_a_mark_of_the_editors_leads_to_its_basis(documents: dict[str, Document], real: Index) -> None:
    """The basis is text on a page, which a phone, a keyboard and a reader aloud can reach; nothing is in a tooltip."""
    basis = real.data.register.basis
    expected = {"全称": basis.official_name, "类别": basis.kind, "其他叫法": basis.aliases}
    for unit in real.data.register.units:
        page = documents[urls.unit(unit)]
        assert not [e for e in page.elements() if "editor" in e.attrib.get("class", "") and "title" in e.attrib]
        for div in with_class(page, "facts")[0].find("div"):
            if words := expected.get(text(div.find("dt"))):
                (mark,) = [to for written, to in Document(page.address, div).links() if "basis" in written]
                address, anchor = html.split(mark)
                assert words in text(documents[address].anchor(anchor))
        for one in with_class(page, "deadlines"):
            (mark,) = [to for written, to in one.links() if "due-" in written]
            address, anchor = html.split(mark)
            (inferred,) = [due.inferred for due in real.deadlines if due.inferred]
            assert inferred in text(documents[address].anchor(anchor))
    assert ("units/", "basis") in [html.split(to) for _, to in documents["about/"].links()]


def test_deadlines_are_on_the_pages_of_those_who_report(documents: dict[str, Document], real: Index) -> None:
    reporting = {unit.id for unit in real.reporting}
    for unit in real.data.register.units:
        listed = with_class(documents[urls.unit(unit)], "deadlines")
        assert len(listed) == (unit.id in reporting)
        for one in listed:
            assert [e.attrib["datetime"] for e in one.find("time")] == [d.date.isoformat() for d in real.deadlines]
            dates = [e for e in one.find("li") if "data-date" in e.attrib]
            assert text(dates[1]).startswith("2025年4月20日前 周日")
            assert "推定" in text(dates[-1])


def test_a_date_leads_to_the_filled_form_of_that_date(documents: dict[str, Document], real: Index) -> None:
    """Date and file stand at one place, and at no other; a date that the editors infer has its form as well."""
    for unit in real.reporting:
        page = documents[urls.unit(unit)]
        (listed,) = with_class(page, "deadlines")
        for due, e in zip(real.deadlines, (e for e in listed.find("li") if "data-date" in e.attrib), strict=True):
            found = [
                html.split(to) for to in (to for _, to in Document(page.address, e).links()) if "/calendar/" not in to
            ]
            once = not due.rule.first
            paths = [(urls.unit_form(unit, form, None if once else due.date), "") for form in due.rule.forms]
            assert found == paths
            assert ("推定" in text(e)) == bool(due.inferred)
        targets = [html.split(to)[0] for _, to in page.links()]
        assert [targets.count(to) for to in {to for to in targets if to.endswith(".docx")}] == [1] * 6
    about = documents["about/"].text()
    assert "附表3有四份" in about


def test_every_download_of_a_unit_is_on_its_page(
    documents: dict[str, Document], real: Index, real_downloads: tuple[Download, ...]
) -> None:
    for unit in real.data.register.units:
        page = documents[urls.unit(unit)]
        targets = {html.split(resolved)[0] for _, resolved in page.links()}
        expected = {one.document.path for one in real_downloads if one.document.unit is unit}
        assert {target for target in targets if target.startswith(urls.OPEN_DATA) and "." in target} == expected


def test_an_office_leads_to_the_forms_of_its_host(documents: dict[str, Document], real: Index) -> None:
    for unit in real.data.register.units:
        if unit.host:
            (note,) = [e for e in documents[urls.unit(unit)].find("p") if text(e).startswith("由所在单位")]
            assert [html.split(to)[0] for _, to in Document(urls.unit(unit), note).links()] == [
                urls.unit(real.unit(unit.host))
            ]


def test_with_whom(documents: dict[str, Document], real: Index) -> None:
    for unit in real.data.register.units:
        tables = with_class(documents[urls.unit(unit)], "partners")
        kinds: tuple[tuple[Role, Whom], ...] = (("lead", coordinated), ("lead", leads), ("responsible", leads))
        expected = [found for role, whom in kinds if (found := partners(real, unit, role, whom))]
        assert len(tables) == len(expected)
        for table, found in zip(tables, expected, strict=True):
            heads = [text(e) for e in table.find("th") if e.attrib.get("scope") == "row"]
            assert heads == [one.unit.name for one in found]


def test_partners_are_counted_from_the_text(real: Index) -> None:
    """For what a unit leads, those responsible apart from those that lead with it; the most frequent first."""
    unit = real.unit("市发改委")
    expected: dict[str, Counter[str]] = {"responsible": Counter(), "lead": Counter()}
    for one in real.led(unit):
        clause, own = one.clause.clause, {unit.name, *names(one.via)}
        # Where the text names no lead, all that it names lead.
        expected["lead"].update({*(clause.lead or clause.responsible)} - own)
        expected["responsible"].update({*(clause.responsible if clause.lead else ())} - own)
    for whom, count in ((coordinated, expected["responsible"]), (leads, expected["lead"])):
        found = partners(real, unit, "lead", whom)
        assert {one.unit.name: len(one.clauses) for one in found} == count != {}
        counts = [len(one.clauses) for one in found]
        assert counts == sorted(counts, reverse=True)
    owed = partners(real, real.unit("硚口区人民政府"), "responsible", leads)
    assert sum("task-80.1" in [clause.id for clause in one.clauses] for one in owed) == 1


def test_whom_a_lead_coordinates_is_quoted_and_co_leads_are_apart(documents: dict[str, Document], real: Index) -> None:
    """The notice has leads coordinate those responsible; it says nothing of the kind about those that lead together."""
    quoted = real.quotation(real.data.plan.coordination)
    assert quoted
    page = documents["units/qiaokou/"]
    assert "with-lead" not in page.ids()
    assert text(page.anchor("with-leads")) == "和谁共同牵头（1）"
    note = f"“{quoted.text}。”（{quoted.citation}）"
    assert note in documents["units/fagaiwei/"].text()
    assert note not in page.text()
    found = [(written, html.split(to)) for written, to in documents["units/fagaiwei/"].links()]
    assert ("notice/", "paragraph-2") in [to for _, to in found]


def beside(row: Element) -> dict[str, str]:
    """The units at the end of a row, by what the row says they are."""
    return {text(one[0]).rstrip("："): text(one)[len(text(one[0])) :] for one in row[-1].iter("div")}


def test_every_row_says_what_its_units_are(documents: dict[str, Document], real: Index) -> None:
    for unit in real.data.register.units:
        page = documents[urls.unit(unit)]
        owed = {one.clause.id: one for one in real.owed(unit)}
        for row in (e for e in page.find("tr") if "data-clause" in e.attrib):
            one = owed[row.attrib["data-clause"]]
            own = {unit.name, *names(one.via)}
            lead = [name for name in names(one.clause.leads) if name not in own]
            part = [name for name in names(one.clause.others) if name not in own]
            expected = {"共同牵头": lead, "责任单位": part} if one.role == "lead" else {"牵头单位": lead}
            found = {label: said.replace("〈市文明办〉", "").split("、") for label, said in beside(row).items()}
            assert found == {label: named for label, named in expected.items() if named}
            assert found or text(row[-1]) == "没有其他单位"


def test_the_office_within_a_unit_finds_its_item(documents: dict[str, Document], real: Index) -> None:
    """市委宣传部〈市文明办〉: the item bears its name on the page of the unit and on those of the others."""
    page = documents["units/xuanchuanbu/"]
    (facts,) = with_class(page, "facts")
    (within,) = [div for div in facts.find("div") if text(div.find("dt")) == "内设机构"]
    assert text(within[1]) == "市文明办，见第二部分第207项"
    assert [html.split(to) for _, to in Document(page.address, within).links()] == [("sections/work-09/", "task-207")]
    named = [
        e.attrib["data-clause"] for e in page.find("tr") if "〈市文明办〉" in text(e) and "data-clause" in e.attrib
    ]
    assert named == ["task-207"]
    others = documents["units/jiaoyuju/"]
    (row,) = [e for e in others.find("tr") if e.attrib.get("data-clause") == "task-207"]
    assert beside(row) == {"牵头单位": "市委宣传部〈市文明办〉"}
    assert "第二部分第207项〈市文明办〉" in others.text()


def test_the_calendar_page(documents: dict[str, Document], real: Index) -> None:
    page = documents[urls.CALENDAR]
    (table,) = with_class(page, "calendar")
    rows = [text(row) for row in table.find("tr")[1:]]
    assert all(due.weekday in row for due, row in zip(real.deadlines, rows, strict=True))
    assert ["编者推定" in row for row in rows] == [bool(due.inferred) for due in real.deadlines]
    quotes = [due.inferred or due.rule.quote for due in real.deadlines]
    for quote, before, row in zip(quotes, ["", *quotes[:-1]], rows, strict=True):
        assert ("同上" if quote == before else quote) in row


def test_every_download_is_listed_with_its_format(
    documents: dict[str, Document], real_downloads: tuple[Download, ...]
) -> None:
    found = {}
    for table in with_class(documents[urls.OPEN_DATA], "listing"):
        for row in table.find("tr")[1:]:
            (link,) = Document(urls.OPEN_DATA, row).links()
            found[html.split(link[1])[0]] = text(row.findall("td")[0])
    assert set(found) == {one.document.path for one in real_downloads}
    assert all(path.endswith(f".{format_}") for path, format_ in found.items())


def test_the_downloads_of_the_whole_plan_have_size_and_checksum(documents: dict[str, Document], site: Path) -> None:
    page = documents[urls.OPEN_DATA]
    whole, checksums = with_class(page, "listing")[0], with_class(page, "checksums")
    rows = whole.find("tr")[1:]
    assert len(rows) > 5
    for row, code in zip(rows, checksums[0].find("code"), strict=True):
        (link,) = Document(urls.OPEN_DATA, row).links()
        file = site / html.split(link[1])[0]
        size = text(row.findall("td")[1])
        assert float(size.split()[0]) == pytest.approx(file.stat().st_size / 1024, abs=0.06)
        assert text(code) == html.sha256(file)


def test_the_site_is_small_enough(site: Path) -> None:
    assert sum(path.stat().st_size for path in site.rglob("*")) < 40_000_000


def structured(document: Document) -> list[dict[str, object]]:
    scripts = (e for e in document.find("script") if e.attrib.get("type") == "application/ld+json")
    return [json.loads(e.text or "") for e in scripts]


def test_structured_data(documents: dict[str, Document], site: Path, real: Index) -> None:
    for unit in real.data.register.units:
        found = structured(documents[urls.unit(unit)])
        assert len(found) == (not unit.is_group)
        for one in found:
            assert one["@type"] in ("GovernmentOrganization", "Organization")
            assert one["name"] == (unit.official_name or unit.name)
            others = one["alternateName"]
            assert isinstance(others, list)
            assert {one["name"], *others} == {unit.name, one["name"], *unit.aliases}
            assert one["name"] not in others
    (dataset,) = structured(documents[urls.OPEN_DATA])
    assert dataset["@type"] == "Dataset"
    document = real.data.plan.document
    basis = dataset["isBasedOn"]
    assert isinstance(basis, dict)
    assert (basis["identifier"], basis["author"]["name"]) == (document.number, document.issuer)
    # Whoever runs the site made the data set; the government made the document.
    assert "creator" not in dataset
    distribution = dataset["distribution"]
    assert isinstance(distribution, list)
    for one in distribution:
        assert html.sha256(site / "open-data" / one["contentUrl"]) == one["sha256"]
        assert one["contentSize"] == f"{(site / 'open-data' / one['contentUrl']).stat().st_size} B"


def test_the_host_of_an_office_is_no_authority_where_its_kind_is_none() -> None:
    data = texts(SMALL)
    name = "official_name: 甲市水务局\n  kind: "
    data["data/units.yaml"] = data["data/units.yaml"].replace(f"{name}department", f"{name}enterprise")
    loaded, problems = load(data)
    assert not stopping(problems)
    index = build(loaded)
    office, host = (organization(index, index.unit(name)) or {} for name in ("市治水领导小组办公室", "市水务局"))
    assert office["@type"] == "GovernmentOrganization"
    assert host["@type"] == "Organization"
    assert office["parentOrganization"] == {"@type": "Organization", "name": "甲市水务局"}


def test_only_what_is_the_same_counts_once(documents: dict[str, Document], real: Index) -> None:
    """Whoever counts both once must not lose what only the project promises."""
    for name, one in comparisons(real).items():
        page = documents[f"projects/{name}/"]
        said = "统计时只算一次。" if one.project.whole else "统计时，只有这一处只算一次。"
        assert page.text().count("统计时") == page.text().count(said) == 1
        shown = ["".join(e.itertext()) for e in page.elements() if e.get("class") == "words"]
        sides = () if one.same else one.sides
        assert shown == ["……" * side.before + side.words + "……" * side.after for side in sides]
