"""Items and their units are read from any dress: whole plans, and what other cities print."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from generator.drafting.draft import Draft, draft
from generator.drafting.labels import LEAD, RESPONSIBLE
from generator.drafting.output import as_json
from generator.drafting.prose import Clause
from generator.model.data import Edition
from generator.model.texts import curled
from generator.proof.printed import document_lines
from generator.proof.source import printed_lines
from tests.conftest import ROOT, SMALL, edition_of
from tests.plans import PLANS, scores
from tests.proof import official_text

Clauses = list[tuple[str, list[str], list[str]]]


def in_print(text: str) -> str:
    """A text in the punctuation of the data."""
    return curled(printed_lines(text))


def named(clause: Clause, rank: str) -> list[str]:
    return [in_print(name) for role in clause.said.roles if role.rank == rank for name in role.names]


def read_items(read: Draft) -> list[Clauses]:
    """The items of a draft as the data would have them."""
    return [
        [(in_print(one.text), named(one, LEAD), named(one, RESPONSIBLE)) for one in item.clauses] for item in read.items
    ]


def items_of(edition: Edition) -> list[Clauses]:
    return [[(one.text, [*one.lead], [*one.responsible]) for one in item.clauses] for item in edition.plan.items]


@pytest.fixture(scope="module")
def real() -> Edition:
    return edition_of(ROOT)


@pytest.fixture(scope="module")
def small() -> Edition:
    return edition_of(SMALL)


def test_a_plan_that_prints_its_data_is_read_back(real: Edition) -> None:
    printed = "\n".join(line.printed for line in document_lines(real))
    assert read_items(draft(printed)) == items_of(real)


def test_a_machine_reading_is_read(small: Edition) -> None:
    read = draft((SMALL / "official.txt").read_text(encoding="utf-8"))
    assert read_items(read) == items_of(small)
    assert any("页码" in doubt.message for doubt in read.doubts)


def test_the_official_text_is_read(real: Edition) -> None:
    """By the text itself where it is."""
    if official := official_text():
        assert read_items(draft(official)) == items_of(real)


def test_plans_of_other_cities_are_read() -> None:
    """By their texts where they are: the shares that are held lie just below those that are reached."""
    if not PLANS.is_dir():
        return
    shares, extra = scores()
    assert min(shares["items"], shares["all"], shares["leaders"], shares["due"], shares["section"]) >= 0.98, shares
    assert extra == 0


Said = tuple[str, str, dict[str, str], str, str]
# What is printed, and of each item its number, text, units by rank, leaders, and date.
DRESSES: dict[str, tuple[str, list[Said]]] = {
    "brackets of other shapes, one within another": (
        "一、发展\n1.修路。〔牵头单位：市交通局，责任单位：各县（市、区）政府〕\n2、治水。【责任单位：市水利局】",
        [
            ("1", "修路。", {"lead": "市交通局", "responsible": "各县（市、区）政府"}, "", ""),
            ("2", "治水。", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "two items on one line, and a bracket with a stop behind it": (
        "1.修路。（市交通局牵头，市财政局配合）。2.治水。（市水利局负责，2030年底前完成）",
        [
            ("1", "修路。", {"lead": "市交通局", "supporting": "市财政局"}, "", ""),
            ("2", "治水。", {"responsible": "市水利局"}, "", "2030年底前完成"),
        ],
    ),
    "lines with labels, some broken, and a date": (
        "（一）修路。\n牵头领导：王 健、李小明\n牵头单位：市交通局、市\n财政局\n配合单位：各区政府等\n"
        "完成时限：2030年6月",
        [
            (
                "（一）",
                "修路。",
                {"lead": "市交通局、市财政局", "supporting": "各区政府"},
                "王健、李小明",
                "2030年6月",
            )
        ],
    ),
    "labels in one line behind the text": (
        "1.修路。责任领导：张三副市长；责任单位：市交通局。\n2.治水。责任领导：李四；责任单位：市水利局",
        [
            ("1", "修路。", {"responsible": "市交通局"}, "张三副市长", ""),
            ("2", "治水。", {"responsible": "市水利局"}, "李四", ""),
        ],
    ),
    "sentences": (
        "（一）修路。由市交通局、财政局，各县（市）、区政府负责落实。\n（二）治水。市水利局牵头，市财政局配合。",
        [
            ("（一）", "修路。", {"responsible": "市交通局、市财政局、各县（市）政府、各区政府"}, "", ""),
            ("（二）", "治水。", {"lead": "市水利局", "supporting": "市财政局"}, "", ""),
        ],
    ),
    "the first unit leads by the plan's own rule": (
        "1.修路。（市交通局、市财政局负责，列第一位的为牵头单位，下同）\n2.治水。（市水利局等有关部门负责）",
        [
            ("1", "修路。", {"lead": "市交通局", "responsible": "市财政局"}, "", ""),
            ("2", "治水。", {"lead": "市水利局"}, "", ""),
        ],
    ),
    "brackets with nothing but units": (
        "1.修路（含桥梁）。（市交通局、市财政局）\n2.治水。（市水利局）\n3.植树。（市林业局、各区政府）",
        [
            ("1", "修路（含桥梁）。", {"responsible": "市交通局、市财政局"}, "", ""),
            ("2", "治水。", {"responsible": "市水利局"}, "", ""),
            ("3", "植树。", {"responsible": "市林业局、各区政府"}, "", ""),
        ],
    ),
    "a heading whose units owe its items, and one with its leader": (
        "一、王五市长主抓工作\n（一）交通（责任单位：市交通局）\n1.修路。\n2.造桥。\n二、其他\n1.治水。（责任单位：市水利局）",
        [
            ("1", "修路。", {"responsible": "市交通局"}, "王五市长", ""),
            ("2", "造桥。", {"responsible": "市交通局"}, "王五市长", ""),
            ("1", "治水。", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "points that one line of units owes": (
        "1.办好两件事：\n（1）修路；\n（2）造桥。\n责任单位：市交通局\n2.治水。\n责任单位：市水利局",
        [
            ("1", "办好两件事：（1）修路；（2）造桥。", {"responsible": "市交通局"}, "", ""),
            ("2", "治水。", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "a table with merged cells, a heading within it, and a star": (
        "序号 | 类别 | 工作任务 | 责任单位 | 完成时限\n一、交通\n1 | 路 | 修路 | *市交通局、市财政局 | 6月底前\n"
        "2 | | 造桥 | 市交通局 | 持续推进\n二、水利\n3 | 河 | 治水 | 市水利局 | 12月底前",
        [
            ("1", "修路", {"lead": "市交通局", "responsible": "市财政局"}, "", "6月底前"),
            ("2", "造桥", {"responsible": "市交通局"}, "", "持续推进"),
            ("3", "治水", {"responsible": "市水利局"}, "", "12月底前"),
        ],
    ),
    "a page on one line": (
        "一、目标 1.经济增长6%。（市发改委牵头） 二、任务 （一）交通 2.修路。（市交通局牵头，各区政府配合）",
        [
            ("1", "经济增长6%。", {"lead": "市发改委"}, "", ""),
            ("2", "修路。", {"lead": "市交通局", "supporting": "各区政府"}, "", ""),
        ],
    ),
    "labels in one line, and the next item behind them": (
        "1.修路。 牵头单位:市交通局 责任单位:市财政局、各区政府 2.治水。 牵头单位:市水利局",
        [
            ("1", "修路。", {"lead": "市交通局", "responsible": "市财政局、各区政府"}, "", ""),
            ("2", "治水。", {"lead": "市水利局"}, "", ""),
        ],
    ),
    "a plan by units": (
        "一、市交通局\n1.修路。\n2.造桥。（配合单位：市财政局）\n二、市水利局\n1.治水。",
        [
            ("1", "修路。", {"lead": "市交通局"}, "", ""),
            ("2", "造桥。", {"lead": "市交通局", "supporting": "市财政局"}, "", ""),
            ("1", "治水。", {"lead": "市水利局"}, "", ""),
        ],
    ),
    "a table whose head has two rows": (
        "序号 | 重点任务 | 具体举措 | 责任分工 | 责任分工\n | | | 牵头单位 | 配合单位\n"
        "1 | 交通 | 修路100公里 | 市交通局 | 市财政局\n2 | 交通 | 造桥2座 | 市交通局 | 各区政府",
        [
            ("1", "修路100公里", {"lead": "市交通局", "supporting": "市财政局"}, "", ""),
            ("2", "造桥2座", {"lead": "市交通局", "supporting": "各区政府"}, "", ""),
        ],
    ),
    "gaps between the cells of a table": (
        "序号  工作任务  牵头单位  责任单位\n1  修路  市交通局  市财政局\n"
        "2  治水，建设河道  市水利局  市财政局、市林业局",
        [
            ("1", "修路", {"lead": "市交通局", "responsible": "市财政局"}, "", ""),
            ("2", "治水，建设河道", {"lead": "市水利局", "responsible": "市财政局、市林业局"}, "", ""),
        ],
    ),
    "a table with one cell on a line": (
        "序号\n目标任务\n责任领导\n牵头单位\n1\n经济增长5%左右\n常务副市长\n市发展改革委\n2\n粮食增产，守住底线\n副市长\n市农业农村局",
        [
            ("1", "经济增长5%左右", {"lead": "市发展改革委"}, "常务副市长", ""),
            ("2", "粮食增产，守住底线", {"lead": "市农业农村局"}, "副市长", ""),
        ],
    ),
    "articles, the last of which is about the document": (
        "第一条 修路。（责任单位：市交通局）\n第二条 治水。（责任单位：市水利局）\n"
        "第三条 本措施自发布之日起施行，由市交通局负责解释。",
        [
            ("第一条", "修路。", {"responsible": "市交通局"}, "", ""),
            ("第二条", "治水。", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "points of one item on its line, each with units": (
        "1.办好交通。（1）修路。（市交通局负责）（2）造桥。（市交通局牵头，市财政局参加）",
        [
            ("（1）", "修路。", {"responsible": "市交通局"}, "", ""),
            ("（2）", "造桥。", {"lead": "市交通局", "supporting": "市财政局"}, "", ""),
        ],
    ),
    "a bracket within the value of a label, and a note behind the units": (
        "1.修路。\n牵头单位：市交通局（责任人：李四）\n配合单位：市财政局。以下各项市财政局都要配合\n"
        "2.治水。\n责任单位：市水利局（市林业局配合）",
        [
            ("1", "修路。", {"lead": "市交通局", "supporting": "市财政局"}, "李四", ""),
            ("2", "治水。", {"responsible": "市水利局", "supporting": "市林业局"}, "", ""),
        ],
    ),
    "a bracket with nothing but units among others": (
        "1.修路。（市交通局牵头）\n2.治水。[市水利局、各区、县级市]",
        [
            ("1", "修路。", {"lead": "市交通局"}, "", ""),
            ("2", "治水。", {"responsible": "市水利局、各区、各县级市"}, "", ""),
        ],
    ),
    "a title and a blank line before items without numbers": (
        "某市二〇一四年度实事任务分解\n\n改造农村电网一百公里以上。\n责任单位：供电公司\n"
        "让十二万人喝上干净的水。\n责任单位：市水利局",
        [
            ("", "改造农村电网一百公里以上。", {"responsible": "供电公司"}, "", ""),
            ("", "让十二万人喝上干净的水。", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "units that brackets mark as leading or supporting": (
        "1.修路。\n责任单位：市交通局（牵头），市财政局、市林业局（配合）\n2.治水。（责任单位：市水利局（牵头）、市林业局）",
        [
            ("1", "修路。", {"lead": "市交通局", "supporting": "市财政局、市林业局"}, "", ""),
            ("2", "治水。", {"lead": "市水利局", "responsible": "市林业局"}, "", ""),
        ],
    ),
    "a form with a label before the task and a line left empty": (
        "目标任务：1.修路20公里。\n分管领导：\n牵头单位：市交通局\n目标任务：2.治水10条。\n分管领导：\n牵头单位：市水利局",
        [
            ("1", "修路20公里。", {"lead": "市交通局"}, "", ""),
            ("2", "治水10条。", {"lead": "市水利局"}, "", ""),
        ],
    ),
    "numbers and labels that gaps part": (
        "1  修路200公里    责任单位：市交通局    完成时限：10月底\n"
        "2  治水50条    责任单位：市水利局    完成时限：11月底",
        [
            ("1", "修路200公里", {"responsible": "市交通局"}, "", "10月底"),
            ("2", "治水50条", {"responsible": "市水利局"}, "", "11月底"),
        ],
    ),
    "unmarked headings of units, and units that spaces part": (
        "市交通局：\n1.修路。\n2.造桥。\n市水利局：\n1.治水。（责任单位：财政局 林业局）",
        [
            ("1", "修路。", {"lead": "市交通局"}, "", ""),
            ("2", "造桥。", {"lead": "市交通局"}, "", ""),
            ("1", "治水。", {"lead": "市水利局", "responsible": "财政局、林业局"}, "", ""),
        ],
    ),
    "bare lists, the first with the plan's own rule": (
        "1.修路。（省交通厅、财政厅，排第一位的为牵头单位，下同）\n2.治水。（省水利厅，各市政府）",
        [
            ("1", "修路。", {"lead": "省交通厅", "responsible": "省财政厅"}, "", ""),
            ("2", "治水。", {"lead": "省水利厅", "responsible": "各市政府"}, "", ""),
        ],
    ),
    "a star behind the unit that leads, a head with an unknown column, and names without a sign between them": (
        "序号\n|\n目标与任务\n|\n所属片区\n|\n分 管 县领导\n|\n责任部门\n(*为牵头部门)\n|\n责任街镇\n|\n"
        "1\n|\n修路二十公里，\n造桥两座。\n|\n东\n|\n王 健李 明\n|\n县交通局*、\n县文体局\n|\n东镇、西镇\n|\n"
        "2\n|\n治水十条。\n|\n西\n|\n王 健\n|\n县水利局*\n|\n西镇\n|",
        [
            (
                "1",
                "修路二十公里，造桥两座。",
                {"lead": "县交通局", "responsible": "县文体局、东镇、西镇"},
                "王健、李明",
                "",
            ),
            ("2", "治水十条。", {"lead": "县水利局", "responsible": "西镇"}, "王健", ""),
        ],
    ),
    "a label that says who does what, behind a leader": (
        "1.修路。\n分管省领导:王五\n部门分工:省交通厅牵头,各地、各部门配合。\n"
        "2.治水。\n分管省领导:李四\n部门分工:省水利厅、省林业厅负责。",
        [
            ("1", "修路。", {"lead": "省交通厅", "supporting": "各地、各部门"}, "王五", ""),
            ("2", "治水。", {"responsible": "省水利厅、省林业厅"}, "李四", ""),
        ],
    ),
    "a sentence about several items above": (
        "（一）交通\n1.修路；\n2.造桥；\n2项目标的责任单位均为市交通局。\n3.治水；\n该目标责任单位为市水利局、林业局。",
        [
            ("1", "修路；", {"responsible": "市交通局"}, "", ""),
            ("2", "造桥；", {"responsible": "市交通局"}, "", ""),
            ("3", "治水；", {"responsible": "市水利局、市林业局"}, "", ""),
        ],
    ),
    "leaders whom another document names": (
        "1.修路。\n责任领导:按《市委工作要点》分工(王五、李四);责任单位:交通局;配合单位:财政局。",
        [("1", "修路。", {"responsible": "交通局", "supporting": "财政局"}, "王五、李四", "")],
    ),
    "two clauses in an item, and words about others behind the units": (
        "1.修路。〔市交通局牵头抓好落实，市财政局参与，各县、区政府（管委会）负责。以下各项均需各县、区政府落实〕"
        "造桥。（市交通局、财政局负责）",
        [
            (
                "1",
                "修路。",
                {"lead": "市交通局", "supporting": "市财政局", "responsible": "各县政府（管委会）、各区政府（管委会）"},
                "",
                "",
            ),
            ("1", "造桥。", {"responsible": "市交通局、市财政局"}, "", ""),
        ],
    ),
    "a heading whose units owe its items, which have dates": (
        "（一）交通（市交通局牵头，市财政局配合）\n1.修路。（2030年6月底前完成）\n2.造桥。（2031年底前完成）",
        [
            ("1", "修路。", {"lead": "市交通局", "supporting": "市财政局"}, "", "2030年6月底前完成"),
            ("2", "造桥。", {"lead": "市交通局", "supporting": "市财政局"}, "", "2031年底前完成"),
        ],
    ),
    "a leader with two offices, and a sentence that begins with a label": (
        "一、县委常委、副县长王五牵头工作\n1.修路。责任单位为县交通局。\n2.治水。牵头单位为县水利局，配合单位为县财政局。",
        [
            ("1", "修路。", {"responsible": "县交通局"}, "县委常委、副县长王五", ""),
            ("2", "治水。", {"lead": "县水利局", "supporting": "县财政局"}, "县委常委、副县长王五", ""),
        ],
    ),
    "values between commas, tasks with titles, a heading with a number in words, and who counts": (
        "序号,重点任务,具体措施,单位,责任单位,评分部门\n一,交通\n1,路,修路二十公里以上并养护好,公里,市交通局,市考核办\n"
        "2,桥,造桥两座并且当年建成通车,座,市交通局,市考核办",
        [
            ("1", "修路二十公里以上并养护好", {"responsible": "市交通局"}, "", ""),
            ("2", "造桥两座并且当年建成通车", {"responsible": "市交通局"}, "", ""),
        ],
    ),
    "one cell on a line, a head on two lines that is printed again, and no category": (
        "序号\n项目\n类别\n内 容\n牵头\n部门\n责任部门\n完成\n时间\n1\n修路20公里\n交通局\n财政局等部门\n2030年\n"
        "序号\n项目\n类别\n内 容\n牵头\n部门\n责任部门\n完成\n时间\n2\n治水10条\n水利局\n财政局\n2031年",
        [
            ("1", "修路20公里", {"lead": "交通局", "responsible": "财政局"}, "", "2030年"),
            ("2", "治水10条", {"lead": "水利局", "responsible": "财政局"}, "", "2031年"),
        ],
    ),
    "cells between bars, and numbers under no head": (
        "工作任务\n|\n具体要求\n|\n责任科室\n|\n时限要求\n|\n公开\n|\n1\n|\n公布目录。\n|\n办公室\n|\n年底前\n|\n"
        "解读\n|\n2\n|\n解读文件。\n|\n各科室\n|\n持续推进\n|\n3\n|\n编写年报。\n|\n办公室\n|\n年底前\n|",
        [
            ("1", "公布目录。", {"responsible": "办公室"}, "", "年底前"),
            ("2", "解读文件。", {"responsible": "各科室"}, "", "持续推进"),
            ("3", "编写年报。", {"responsible": "办公室"}, "", "年底前"),
        ],
    ),
    "traditional characters, with a letter that is a simplified one as well": (
        "一、發展\n1.修路，發徵收於民。（牽頭單位：市交通局；責任單位：市水利局、發展改革委）\n2.征稅。（市稅務局負責）",
        [
            ("1", "修路，發徵收於民。", {"lead": "市交通局", "responsible": "市水利局、市發展改革委"}, "", ""),
            ("2", "征稅。", {"responsible": "市稅務局"}, "", ""),
        ],
    ),
    "headings that say who leads how many items": (
        "一、市交通局牵头工作（2项）\n1.修路。\n2.造桥。（配合单位：市财政局）\n二、市水利局、林业局共同牵头(1项)\n（一）治水。",
        [
            ("1", "修路。", {"lead": "市交通局"}, "", ""),
            ("2", "造桥。", {"lead": "市交通局", "supporting": "市财政局"}, "", ""),
            ("（一）", "治水。", {"lead": "市水利局、市林业局"}, "", ""),
        ],
    ),
    "sentences on the line of the text, with a date, and one behind a comma": (
        "一、修路20公里。由市交通局牵头，市财政局协调，各县政府组织实施，11月底前完成。\n"
        "二、关于“治好水”的问题，由水利部会同林业局等部门研究提出意见。",
        [
            (
                "一",
                "修路20公里。",
                {"lead": "市交通局", "supporting": "市财政局", "responsible": "各县政府"},
                "",
                "11月底前完成",
            ),
            ("二", "关于“治好水”的问题，", {"lead": "水利部", "responsible": "林业局"}, "", ""),
        ],
    ),
    "numbers before the names of items, rows that lack the first cell, and what stands above again": (
        "类别 | 事项名称 | 年度目标任务 | 责任单位 | 分管市长 | 工作成效\n"
        "一、路桥 | 1.修路 | 修20公里。 | 交通局 | 王五 | 已修10公里。\n"
        "2.造桥 | 造2座。 | 同上 | 王五 | 已造1座。 |\n3.架线 | 架5里。 | 供电公司 | 李四 | 已架1里。 |",
        [
            ("1", "修路", {"responsible": "交通局"}, "王五", ""),
            ("2", "造桥", {"responsible": "交通局"}, "王五", ""),
            ("3", "架线", {"responsible": "供电公司"}, "李四", ""),
        ],
    ),
    "places that share more than an ending, and those that do not": (
        "1.修路。（市交通局牵头，东山、西山经济开发区管委会负责落实）\n2.治水。（责任单位：各县、特区政府，示范区、高新区党工委和管委会）",
        [
            (
                "1",
                "修路。",
                {"lead": "市交通局", "responsible": "东山经济开发区管委会、西山经济开发区管委会"},
                "",
                "",
            ),
            ("2", "治水。", {"responsible": "各县政府、各特区政府、示范区、高新区党工委和管委会"}, "", ""),
        ],
    ),
    "one cell on a line, a row with units on several, and one with what stands above": (
        "序号\n民生实事\n责任单位\n完成时限\n1\n治理东河和西河。\n县水务局\n县住建局\n12月底前\n"
        "2\n建设养老楼。\n县民政局\n5月底前动工\n建设老年大学。\n12月底前\n3\n建设图书馆。\n县文体局\n9月底前",
        [
            ("1", "治理东河和西河。", {"responsible": "县水务局、县住建局"}, "", "12月底前"),
            ("2", "建设养老楼。", {"responsible": "县民政局"}, "", "5月底前动工"),
            ("", "建设老年大学。", {"responsible": "县民政局"}, "", "12月底前"),
            ("3", "建设图书馆。", {"responsible": "县文体局"}, "", "9月底前"),
        ],
    ),
    "names for tasks in boxes of several lines, and a sum": (
        "┌──┬────┬────┐\n│序号│项目名称│责任单位│\n├──┼────┼────┤\n│1 │修建公 │市交通局│\n│  │路20公里│市财政局│\n"
        "├──┼────┼────┤\n│2 │治水10条│市水利局│\n├──┼────┼────┤\n│合计│2项 │    │\n└──┴────┴────┘",
        [
            ("1", "修建公路20公里", {"responsible": "市交通局、市财政局"}, "", ""),
            ("2", "治水10条", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "a table whose cells single spaces part, with a torn head": (
        "序号 工 作 任 务 牵头单位 完成时限\n1 修路20公里 市交通局 10月底\n2 治水10条,惠及 2万户 市水利局 12月底",
        [
            ("1", "修路20公里", {"lead": "市交通局"}, "", "10月底"),
            ("2", "治水10条,惠及2万户", {"lead": "市水利局"}, "", "12月底"),
        ],
    ),
    "one cell on a line, words and units over lines, and what has been done": (
        "序号\n内容与要求\n进展情况\n责任单位\n1\n推进道路建设，修建公路\n20公里，造桥2座。\n已完成5公里，其余下月开工。\n市交通局\n"
        "2\n推进河流治理，治水10条。\n已完成3条。\n市水利局、市财政局、\n各区县政府",
        [
            ("1", "推进道路建设，修建公路20公里，造桥2座。", {"responsible": "市交通局"}, "", ""),
            ("2", "推进河流治理，治水10条。", {"responsible": "市水利局、市财政局、各区县政府"}, "", ""),
        ],
    ),
    "dates that go on behind the units": (
        "1.修路。（交通部牵头，财政部等负责，4月底前出台政策，年内持续推进）",
        [
            (
                "1",
                "修路。",
                {"lead": "交通部", "responsible": "财政部"},
                "",
                "4月底前出台政策，年内持续推进",
            )
        ],
    ),
    "expressions whose words a printer tore": (
        "一、各单位要加强领导,细化责任分工,全力以赴抓好落实,确保把各项\n任务落到实处。\n"
        "1.修建全市的农村公路和桥梁，方便群众出行。（市交通局、各县政府按职责分\n工负责。列第\n一位者为牵头单位，下同）\n"
        "2.治理全市的大小河流和水库。责任单位：市水利局、各县人民政\n府，市林业局（列第一\n位的牵头）。\n"
        "3.种植树木一百万株以上，绿化荒山。由市林业局负\n责。",
        [
            ("1", "修建全市的农村公路和桥梁，方便群众出行。", {"lead": "市交通局", "responsible": "各县政府"}, "", ""),
            ("2", "治理全市的大小河流和水库。", {"lead": "市水利局", "responsible": "各县人民政府、市林业局"}, "", ""),
            ("3", "种植树木一百万株以上，绿化荒山。", {"lead": "市林业局"}, "", ""),
        ],
    ),
    "short labels in a row, and a single list that marks its units": (
        "1.修路。（牵头：市交通局；责任：市财政局、各区政府）\n2.治水。（市水利局（牵头）、市林业局（配合））\n"
        "3.防汛。（应急部、中国信保等负责）",
        [
            ("1", "修路。", {"lead": "市交通局", "responsible": "市财政局、各区政府"}, "", ""),
            ("2", "治水。", {"lead": "市水利局", "supporting": "市林业局"}, "", ""),
            ("3", "防汛。", {"responsible": "应急部、中国信保"}, "", ""),
        ],
    ),
    "two tables with other heads, one cell on a line": (
        "序号\n任务\n责任单位\n1\n修路二十公里\n市交通局\n2\n治水十条\n市水利局\n附件2\n"
        "序号\n民生实事\n牵头单位\n配合单位\n1\n新建养老院三所\n市民政局\n市财政局\n2\n新建学校五所\n市教育局\n市财政局",
        [
            ("1", "修路二十公里", {"responsible": "市交通局"}, "", ""),
            ("2", "治水十条", {"responsible": "市水利局"}, "", ""),
            ("1", "新建养老院三所", {"lead": "市民政局", "supporting": "市财政局"}, "", ""),
            ("2", "新建学校五所", {"lead": "市教育局", "supporting": "市财政局"}, "", ""),
        ],
    ),
    "a table of tasks and units alone": (
        "修建公路二十公里 | 市交通局\n治理河道十条 | 市水利局\n植树一百万株 | 市林业局、各区",
        [
            ("", "修建公路二十公里", {"responsible": "市交通局"}, "", ""),
            ("", "治理河道十条", {"responsible": "市水利局"}, "", ""),
            ("", "植树一百万株", {"responsible": "市林业局、各区"}, "", ""),
        ],
    ),
    "a page on one line that counts from another number, with bare lists": (
        "某市的分工 来源：某网 （二）抓好交通。 7.修路。（市交通局牵头） 8.造桥2座，长1.7公里。"
        "（市交通局、市财政局） 9.架线。（供电公司）",
        [
            ("7", "修路。", {"lead": "市交通局"}, "", ""),
            ("8", "造桥2座，长1.7公里。", {"responsible": "市交通局、市财政局"}, "", ""),
            ("9", "架线。", {"responsible": "供电公司"}, "", ""),
        ],
    ),
    "leaders and departments of a school, and villages in a table": (
        "1.建设校园。\n责任部门：党委组织部\n分管校领导：王五\n"
        "序号 | 工作任务 | 责任村 | 完成时限\n2 | 修建村道 | 东村 | 六月\n3 | 改造厕所 | 西村、南村 | 九月",
        [
            ("1", "建设校园。", {"responsible": "党委组织部"}, "王五", ""),
            ("2", "修建村道", {"responsible": "东村"}, "", "六月"),
            ("3", "改造厕所", {"responsible": "西村、南村"}, "", "九月"),
        ],
    ),
    "a line about units that heads tasks without numbers": (
        "1.主要任务的责任部门。\n修公路。（市交通局牵头）治河水。（市水利局牵头）",
        [("", "修公路。", {"lead": "市交通局"}, "", ""), ("", "治河水。", {"lead": "市水利局"}, "", "")],
    ),
    "titles with numbers above tasks without": (
        "（一）改善交通。\n修建道路。（市交通局牵头）\n建造桥梁。（市交通局牵头）种植树木。（市林业局牵头）\n"
        "1.整治河流\n治理河水。（市水利局牵头）\n清理淤泥。（市水利局牵头）\n2.防御灾害\n防御洪水。（市应急局牵头）\n防止火灾。（市林业局牵头）\n"
        "3.加强管理\n加强巡查。（市人社局配合市委有关部门落实）",
        [
            ("", "修建道路。", {"lead": "市交通局"}, "", ""),
            ("", "建造桥梁。", {"lead": "市交通局"}, "", ""),
            ("", "种植树木。", {"lead": "市林业局"}, "", ""),
            ("", "治理河水。", {"lead": "市水利局"}, "", ""),
            ("", "清理淤泥。", {"lead": "市水利局"}, "", ""),
            ("", "防御洪水。", {"lead": "市应急局"}, "", ""),
            ("", "防止火灾。", {"lead": "市林业局"}, "", ""),
            ("", "加强巡查。", {"supporting": "市人社局", "responsible": "市委有关部门"}, "", ""),
        ],
    ),
    "titles of items, one of which has a second paragraph": (
        "1.交通\n修建道路。（市交通局负责）\n2.水利\n治理河水。（市水利局负责）\n清理淤泥。（市水利局、供销社负责）",
        [
            ("1", "交通修建道路。", {"responsible": "市交通局"}, "", ""),
            ("2", "水利治理河水。", {"responsible": "市水利局"}, "", ""),
            ("", "清理淤泥。", {"responsible": "市水利局、市供销社"}, "", ""),
        ],
    ),
    "dashes before sentences about what stands above": (
        "修路二十公里。\n--由市交通局会同各县组织落实。\n治水十条，造桥两座。\n——市水利局牵头，市财政局配合。\n"
        "种树一万棵。\n——由市林业局、市园\n林局负责。\n——清淤十公里。（市水利局负责）",
        [
            ("", "修路二十公里。", {"lead": "市交通局", "responsible": "各县"}, "", ""),
            ("", "治水十条，造桥两座。", {"lead": "市水利局", "supporting": "市财政局"}, "", ""),
            ("", "种树一万棵。", {"responsible": "市林业局、市园林局"}, "", ""),
            ("", "清淤十公里。", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "one cell on a line, whose units are sentences": (
        "目标任务\n主要内容\n责任单位\n（一）改善交通\n修建公路二十公里，造桥两座。\n市交通局牵头落实\n"
        "种植树木一万棵，绿化荒山。\n市林业局牵头，市财政局配合\n治理河道十条，清淤两处。\n市水利局、各县分别牵头落实",
        [
            ("", "修建公路二十公里，造桥两座。", {"lead": "市交通局"}, "", ""),
            ("", "种植树木一万棵，绿化荒山。", {"lead": "市林业局", "supporting": "市财政局"}, "", ""),
            ("", "治理河道十条，清淤两处。", {"lead": "市水利局、各县"}, "", ""),
        ],
    ),
    "a document on one line, with labels behind people and marks behind any unit": (
        "某区方案 一、任务(一)修建道路。牵头领导:王五副局长责任部门:建工科、安全站"
        "(二)治理小河,全长第 1 页 共 5 页3公里。"
        "牵头领导:李四责任部门:河道所完成时限:六月底",
        [
            ("(一)", "修建道路。", {"responsible": "建工科、安全站"}, "王五副局长", ""),
            ("(二)", "治理小河,全长3公里。", {"responsible": "河道所"}, "李四", "六月底"),
        ],
    ),
    "other words for leading, helping and sharing": (
        "1.修路。（请市交通局总牵头，市财政局会办）\n2.治水。（市水利局为牵头单位，市财政局为配合单位）\n3.种树。（市林业局负总责）\n"
        "4.防汛。（市水利局、市应急局分头负责）\n5.防火。\n承办：市应急局\n会办：市林业局\n6.巡查。\n主体责任单位：市城管局\n协作单位：市公安局\n"
        "7.清淤。\n【责任单位】市水利局　【时限】六月底\n8.造桥。（责任领导：县委常委、副县长王五；市交通局）",
        [
            ("1", "修路。", {"lead": "市交通局", "supporting": "市财政局"}, "", ""),
            ("2", "治水。", {"lead": "市水利局", "supporting": "市财政局"}, "", ""),
            ("3", "种树。", {"lead": "市林业局"}, "", ""),
            ("4", "防汛。", {"responsible": "市水利局、市应急局"}, "", ""),
            ("5", "防火。", {"lead": "市应急局", "supporting": "市林业局"}, "", ""),
            ("6", "巡查。", {"lead": "市城管局", "supporting": "市公安局"}, "", ""),
            ("7", "清淤。", {"responsible": "市水利局"}, "", "六月底"),
            ("8", "造桥。", {"responsible": "市交通局"}, "县委常委、副县长王五", ""),
        ],
    ),
    "headings that say who leads, and numbers of other shapes": (
        "（一）市交通局牵头\n1.修路。\n2.造桥。\n——市水利局牵头，市财政局配合\n1.治水。\n2.清淤。\n（二）其他\n"
        "№1 种树。（市林业局负责）\nNO.2 防火。（市林业局负责）\n[3] 巡查。（市城管局负责）",
        [
            ("1", "修路。", {"lead": "市交通局"}, "", ""),
            ("2", "造桥。", {"lead": "市交通局"}, "", ""),
            ("1", "治水。", {"lead": "市水利局", "supporting": "市财政局"}, "", ""),
            ("2", "清淤。", {"lead": "市水利局", "supporting": "市财政局"}, "", ""),
            ("№1", "种树。", {"responsible": "市林业局"}, "", ""),
            ("NO.2", "防火。", {"responsible": "市林业局"}, "", ""),
            ("[3]", "巡查。", {"responsible": "市城管局"}, "", ""),
        ],
    ),
    "units alone on the line below, and behind dashes": (
        "1.修建公路二十公里。\n市交通局\n2.治理河道十条。\n市水利局、市财政局\n3.种植树木一万棵。——市林业局",
        [
            ("1", "修建公路二十公里。", {"responsible": "市交通局"}, "", ""),
            ("2", "治理河道十条。", {"responsible": "市水利局、市财政局"}, "", ""),
            ("3", "种植树木一万棵。", {"responsible": "市林业局"}, "", ""),
        ],
    ),
    "departments without their endings": (
        "1.修路。（市交通、财政等部门负责）\n2.治水。（市水利牵头，各镇人民政府、街道办事处配合）\n3.推进融合。（文化、旅游协调推进）\n"
        "4.种树。（市林业局负责）",
        [
            ("1", "修路。", {"responsible": "市交通、财政"}, "", ""),
            ("2", "治水。", {"lead": "市水利", "supporting": "各镇人民政府、各街道办事处"}, "", ""),
            ("3", "推进融合。（文化、旅游协调推进）", {}, "", ""),
            ("4", "种树。", {"responsible": "市林业局"}, "", ""),
        ],
    ),
    "a table of two columns that a tab parts": (
        "任务表\n工作任务\t责任单位\n修建公路二十公里\t市交通局\n治理河道十条\t市水利局、各区\n种植树木一万棵\t市林业局",
        [
            ("", "修建公路二十公里", {"responsible": "市交通局"}, "", ""),
            ("", "治理河道十条", {"responsible": "市水利局、各区"}, "", ""),
            ("", "种植树木一万棵", {"responsible": "市林业局"}, "", ""),
        ],
    ),
    "labels for those who watch, and labels that nothing parts": (
        "1.修路。责任单位：市交通局；考核单位：市考核办；完成时限：年底；联系电话：1234\n"
        "2.治水。\n责任单位：市水利局配合单位：市林业局\n督办单位：市督查室\n完成时限：六月底",
        [
            ("1", "修路。", {"responsible": "市交通局"}, "", "年底"),
            ("2", "治水。", {"responsible": "市水利局", "supporting": "市林业局"}, "", "六月底"),
        ],
    ),
    "numbers of other kinds": (
        "1.1 修路。（责任单位：市交通局）\n1.2 造桥。（责任单位：市交通局）\n任务1：治水。（责任单位：市水利局）\n"
        "第2项 植树。（责任单位：市林业局）\n⒊架线。（责任单位：市供电局）\n【4】清河。（责任单位：市水利局）",
        [
            ("1.1", "修路。", {"responsible": "市交通局"}, "", ""),
            ("1.2", "造桥。", {"responsible": "市交通局"}, "", ""),
            ("任务1", "治水。", {"responsible": "市水利局"}, "", ""),
            ("第2项", "植树。", {"responsible": "市林业局"}, "", ""),
            ("⒊", "架线。", {"responsible": "市供电局"}, "", ""),
            ("【4】", "清河。", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "bare lists with dates, and dashes before a label": (
        "1.修路。（市交通局，6月底前）\n2.造桥。（市交通局；2030年12月）\n3.治水。——责任单位：市水利局",
        [
            ("1", "修路。", {"responsible": "市交通局"}, "", "6月底前"),
            ("2", "造桥。", {"responsible": "市交通局"}, "", "2030年12月"),
            ("3", "治水。", {"responsible": "市水利局"}, "", ""),
        ],
    ),
    "a label for units and people, one for those who watch, and a mark of the lead": (
        "1.修路。\n包抓领导：王五\n责任单位及责任人：县交通局 李四\n2.治水。（责任单位：县水利局[牵头]，县林业局）",
        [
            ("1", "修路。", {"responsible": "县交通局"}, "王五、李四", ""),
            ("2", "治水。", {"lead": "县水利局", "responsible": "县林业局"}, "", ""),
        ],
    ),
    "sentences behind commas, and one over lines": (
        "1.修路，责任单位为市交通局。\n2.造桥，由市交通局负责实施。\n3.治理全市的大小河流，建设岸边的道路和公园。由市水\n"
        "利局牵头，市财政局配合，各县政府组织实施，11月\n底前完成。",
        [
            ("1", "修路，", {"responsible": "市交通局"}, "", ""),
            ("2", "造桥，", {"responsible": "市交通局"}, "", ""),
            (
                "3",
                "治理全市的大小河流，建设岸边的道路和公园。",
                {"lead": "市水利局", "supporting": "市财政局", "responsible": "各县政府"},
                "",
                "11月底前完成",
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", DRESSES)
def test_an_item_is_read_in_each_dress(name: str) -> None:
    text, expected = DRESSES[name]
    items = json.loads(as_json(draft(text)))["items"]
    shown = [
        (
            one["number"] or "",
            one["text"],
            {
                rank: "、".join(name for role in one["roles"] if role["rank"] == rank for name in role["units"])
                for rank in dict.fromkeys(role["rank"] for role in one["roles"])
            },
            "、".join(one["leaders"]),
            one["due"] or "",
        )
        for one in items
    ]
    assert shown == expected


def test_what_is_no_item_is_none() -> None:
    text = (
        "通知\n各责任单位要明确每个事项的完成时限（式样见附表1）。\n一、原则\n（一）坚持创新。推动产业升级。\n"
        "二、任务\n1.修路。（市交通局负责）\n三、要求\n各级政府要切实负责。本方案由市政府办公室负责解释。\n（此件公开发布）"
    )
    assert [item.clauses[0].text for item in draft(text).items] == ["修路。"]


@pytest.mark.parametrize(
    "text",
    [
        "项目 | 单位 | 今年\n地区生产总值 | 亿元 | 1300\n常住人口 | 万人 | 299\n粮食产量 | 万吨 | 11",
        "序号\t单位\t联系人\t电话\n1\t市发改委\t张三\t12345678\n2\t市财政局\t李四\t12345679\n3\t市教育局\t王五\t12345670",
        "甲市条例\n第一条 为了保护环境，制定本条例。\n第二条 市人民政府对环境质量负责。\n第三条 本条例自今日起施行。",
        "一、各单位要加强领导,对照目标任务,制订工作方案,明确责任,狠抓落实。\n二、考核机构要将目标任务,纳入范围,加强考核,确保落到实处。",
        "会议要求，一是由市发改委牵头，各部门配合做好入库。二是各乡镇要落实属地责任。（王五）\n责任编辑：王五",
        "单位怎样印，不是“（牵头单位：甲局）”的照抄，如“（甲局牵头，乙局配合）”。\n  text: 修路架桥。（市交通局牵头）",
        "据悉，该项目由市交通局建设，由市水利局负责实施。\n3.2 应急响应\n3.2.1 市应急局负责协调，现场由市公安局负责。",
        "单位 | 人数 | 任务数 | 完成数\n市教育局 | 20 | 100 | 90\n市财政局 | 15 | 80 | 80\n市水利局 | 10 | 50 | 45",
        "序号 | 单位 | 任务完成情况 | 得分\n1 | 市教育局 | 已完成全部任务 | 98\n2 | 市财政局 | 完成九成任务 | 95",
        "序号 | 先进集体 | 推荐单位\n1 | 第一中学高三年级组 | 市教育局\n2 | 人民医院急诊科 | 市卫健委",
        "一、要求\n（一）部门配合\n1.加强领导。\n2.压实责任。\n（二）各部门分工负责\n1.建立台账。\n2.按月调度。",
        "一、成员单位\n市教育局、市财政局\n二、联络单位\n市财政局\n三、各单位要按时报送材料。\n市政府办公室",
        "一、职责\n（一）负责制定制度；\n（二）会同主管部门下达资金。\n二、组成\n组长：张三（副市长）\n成员：李四（市财政局局长）",
    ],
)
def test_a_text_without_a_plan_has_no_items(text: str) -> None:
    assert not draft(text).items


def damaged(text: str, chance: random.Random) -> str:
    """A text cut, shuffled, or with signs put into it."""
    signs, lines = list(text), text.splitlines()
    for _ in range(len(signs) // 20):
        signs[chance.randrange(len(signs))] = chance.choice("()（）〔〈【】|\t\n：；、，。由负责牵头单位等市1.①一")
    chance.shuffle(lines)
    return chance.choice(["".join(signs), "\n".join(lines), text[chance.randrange(len(text)) :], "\0".join(lines)])


def test_a_damaged_text_has_a_draft() -> None:
    chance = random.Random(7)
    texts = [text for text, _ in DRESSES.values()] + [(SMALL / "official.txt").read_text(encoding="utf-8")]
    for text in ["", "\n", *(damaged(one, chance) for one in texts for _ in range(20))]:
        json.loads(as_json(draft(text)))
    json.loads(as_json(draft(chance.randbytes(4000).decode("utf-8", "replace"))))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1.修路。（市交通局负责）\n3.治水。（市水利局负责）", "编号从1跳到3"),
        ("1.修路。（市交通局等部门负责）", "有“等”"),
        ("1.修路。（市交通局等按职责分工负责）", "有“等”"),
        ("1.修路。（责任单位：市交通局\n2.治水。（责任单位：市水利局）", "猜"),
        ("1.修路。（责任单位：市交通局）\n2.治水。\n3.植树。（责任单位：市林业局）", "没有写明单位"),
    ],
)
def test_doubts_name_their_line(text: str, message: str) -> None:
    assert [doubt.line for doubt in draft(text).doubts if message in doubt.message]


def test_lines_are_counted_as_editors_do() -> None:
    (doubt,) = draft("第一页\r\n\f1.修路。（市交通局负责）\r3.治水。（市水利局负责）").doubts
    assert doubt.line == 3


def test_no_file_of_the_plans_is_named_in_the_program() -> None:
    names = {path.stem for path in PLANS.glob("*.txt")} if PLANS.is_dir() else set[str]()
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(ROOT / "generator/drafting").glob("*.py"))
    assert not [name for name in names if name in sources]
