"""Keys that lost their colon, have a wrong one or are in Chinese, told from text by the shapes of the records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.model.record import Record
from generator.problems import Problem
from generator.reading.annotations import fields, first_key, is_list, record_type, records
from generator.reading.lines import Line, going_on

_WRONG = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[a-z_]+)(?:：|:(?! |$))[ \u3000\xa0]*(?P<value>.*)")
_MISSING = re.compile(r"(?P<before> *(?:- +)?)(?P<key>[a-z_]+)(?: +(?P<value>[^\s;；].*)|[ ;；]*)")
_CHINESE = re.compile(r"(?P<before> *(?:- +)?)(?P<key>[\u4e00-\u9fff]+) *[：:][ \u3000\xa0]*(?P<value>.*)")
# The keys that are meant by the terms of the document and of the README; which of several, their values tell.
_TERMS = {
    "编号": ("id",),
    **dict.fromkeys(("标题", "题目"), ("title", "heading")),
    "小标题": ("heading", "groups"),
    "章节": ("sections",),
    **dict.fromkeys(("事项", "内容", "正文", "文字"), ("text", "items")),
    **dict.fromkeys(("分项", "分段"), ("clauses",)),
    **dict.fromkeys(("牵头单位", "牵头"), ("lead",)),
    **dict.fromkeys(("责任单位", "责任"), ("responsible",)),
    **dict.fromkeys(("名称", "单位名称"), ("name", "title")),
    "单位": ("unit", "units"),
    **dict.fromkeys(("全称", "正式名称"), ("official_name",)),
    **dict.fromkeys(("别名", "别称", "简称"), ("aliases",)),
    **dict.fromkeys(("类别", "种类", "类型"), ("kind", "kinds")),
    **dict.fromkeys(("成员", "成员单位"), ("members",)),
    **dict.fromkeys(("依据", "来源"), ("source", "basis")),
    **dict.fromkeys(("理由", "原因"), ("reason",)),
}


def mend(model: type[Record], file: str, lines: Sequence[Line]) -> tuple[list[Line], list[Problem]]:
    """The lines with the keys of the model and the colons that they lack, and a problem for each."""
    known, within = {*records(model)}, going_on(lines)
    mended, problems = [*lines], []
    for n, line in enumerate(lines):
        found = _WRONG.fullmatch(line.text) or _MISSING.fullmatch(line.text) or _CHINESE.fullmatch(line.text)
        if not found or n in within:
            continue
        before, typed, value = found["before"], found["key"], found["value"] or ""
        keys = _TERMS.get(typed, (typed,))
        key = next((one for one in keys if any(_is_key(record, before, one, value) for record in known)), None)
        wrong = found.re is _WRONG and any(typed in fields(record) for record in known)
        if wrong:
            key, message, cure = typed, "键“{}”后面的冒号写法不对", "写成“{}: ”，英文冒号后面加一个空格"
        elif key and found.re is not _WRONG:
            message = "键“{}”后面没有冒号" if key == typed else "键“{}”应当用英文"
            cure = "写成“{}:”，英文冒号" + "后面加一个空格" * bool(value)
        else:
            continue
        problems.append(Problem(line.place(file, found.start("key")), "", message.format(typed), cure.format(key)))
        text = f"{before}{key}:" + (f" {value}" if value else "")
        mended[n] = replace(line, text=text, moved=line.moved + len(text) - len(line.text))
    return mended, problems


def _is_key(record: type[Record], before: str, key: str, value: str) -> bool:
    """Whether a line reads like a key of a record: with a value where it has one on its line, and only there.

    Behind a dash only the first key of a record is one, for any other word may be a value.
    """
    if key not in fields(record) or ("-" in before and key != first_key(record)):
        return False
    annotation: Any = fields(record)[key].annotation
    below = is_list(annotation) or record_type(annotation) is not None
    return below == (not value or value.startswith("["))
