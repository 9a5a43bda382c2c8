"""What the places of the data are called: as the document is cited, and by what editors call files and keys."""

from __future__ import annotations

from collections.abc import Iterator

from generator.index.changes import ORDER, Path
from generator.index.index import Index
from generator.model import citations, data

_FILES = {
    data.PLAN: "方案",
    data.UNITS: "单位名录",
    data.CORRECTIONS: "文字订正",
    data.SYNONYMS: "搜索用词",
    data.DEADLINES: "推定时限",
    data.RESTATEMENTS: "同一事项",
    data.TARGETS: "量化指标",
    data.TOPICS: "话题",
}
_KEYS = {
    ORDER: "次序",
    "parts": "部分",
    "items": "事项",
    "clauses": "分项",
    "text": "文字",
    "title": "标题",
    "heading": "小标题",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "supporting": "配合单位",
    "leaders": "分管领导",
    "due": "完成时限",
    "milestones": "进度安排",
    "words": "印的单位",
    "below": "下面另印的话",
    "cells": "表格前面的各栏",
    "introduction": "方案标题下面的话",
    "closing": "结尾的话",
    "separator": "单位之间印的",
    "mark": "序号",
    "numbering": "编号的规则",
    "name": "名称",
    "official_name": "全称",
    "kind": "类别",
    "aliases": "其他叫法",
    "host": "所在单位",
    "members": "成员",
    "member_kinds": "成员的类别",
    "source": "成员的依据",
    "basis": "依据",
    "before": "改前",
    "after": "改后",
    "reason": "理由",
    "typed": "说法",
    "terms": "原话",
    "note": "说明",
    "quote": "引文",
    "date": "日期",
    "letterhead": "文件头",
    "number": "文号",
    "number_below": "文号的位置",
    "plan_title": "方案标题",
    "issuer": "发文机关",
    "signed": "成文日期",
    "printed_by": "印发机关",
    "printed": "印发日期",
    "addressees": "主送",
    "opening": "引言",
    "distribution": "抄送",
    "columns": "表头",
    "rows": "行首",
    "heads": "表头上的项目",
    "printed_in": "印在哪些事项",
}
# Lists that hold what their file is for need no name.
_MAIN = ("units", "corrections", "restatements", "synonyms", "targets", "inferred", "document", "themes", "topics")


def value_name(index: Index, path: Path) -> str:
    """Return what a value is called: 第二部分第3项, 第二部分（一）标题, 单位名录“市水务局”其他叫法."""
    key = path[-1]
    name = record_name(index, path[:-1])
    return name if key == "text" and _item(index, path[:-1]) else name + _KEYS.get(key, f" {key}")


def record_name(index: Index, path: Path) -> str:
    """Return what a record is called: as it is cited, or by its file and what it is called there."""
    headings = dict(_headings(index))
    if path in headings:
        return headings[path]
    if cited := _item(index, path[:2]) or headings.get(path[:2]):
        return cited + "".join(_KEYS.get(one, f"“{one}”") for one in path[2:])
    units = {unit.id: unit.name for unit in index.data.register.units} if path[0] == data.UNITS else {}
    steps = [one for one in path[1:] if one not in _MAIN]
    return _FILES.get(path[0], path[0]) + "".join(f"“{units.get(one, _KEYS.get(one, one))}”" for one in steps)


def _item(index: Index, path: Path) -> str:
    """Return how an item or a clause is cited; empty for all else."""
    if path[0] != data.PLAN or len(path) != 2:
        return ""
    clause = next(iter(index.by_clause.get(path[1], ())), None)
    entry = clause.clause.entry if clause else index.entry_by_id.get(path[1])
    if entry is None:
        return ""
    return entry.citation if path[1] == entry.id else f"{entry.citation}（{path[1]}）"


def _headings(index: Index) -> Iterator[tuple[Path, str]]:
    """Yield how parts, sections, paragraphs of the notice and forms are cited, by their paths."""
    known = index.data.plan.numbers
    for part, label, labels in zip(index.data.plan.parts, known.part_labels, known.section_labels, strict=True):
        yield (data.PLAN, part.key), label or "方案"
        for section, place in zip(part.sections, labels, strict=True):
            yield (data.PLAN, section.id), label + place
    yield (data.PLAN, "notice"), "通知"
    for n in range(1, len(index.data.plan.notice.paragraphs) + 1):
        yield (data.PLAN, "notice", "paragraphs", str(n)), citations.notice_place(n)
    for form, label in index.form_labels.items():
        yield (data.PLAN, "forms", form), label
