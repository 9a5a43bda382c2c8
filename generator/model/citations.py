"""What the places of the document are called, and how an item is cited: part and number, as people say it."""

from __future__ import annotations

from generator.model.numerals import numeral


def form_place(form: int) -> str:
    """The place of a form, which is also what the document calls it."""
    return f"附表{form}"


def notice_place(paragraph: int) -> str:
    """The place of a numbered paragraph of the notice."""
    return f"通知第{numeral(paragraph)}段"


def part_label(part: int) -> str:
    """How a part is cited."""
    return f"第{numeral(part)}部分"


def part_place(part: int) -> str:
    """The place of the title of a part."""
    return f"{part_label(part)}标题"


def section_place(part: int, section: int) -> str:
    """The place of the title of a section."""
    return f"{part_label(part)}（{numeral(section)}）"


def group_place(part: int, section: int, group: int) -> str:
    """The place of a group heading."""
    return f"{section_place(part, section)}小标题{group}"


def item_number(kind: str, number: int) -> str:
    """The number of an item as the document counts: the goals have （一）, the others 1."""
    return f"（{numeral(number)}）" if kind == "goal" else str(number)


def item_mark(kind: str, number: int) -> str:
    """What is printed in front of an item: its number, with a point where it has no brackets."""
    counted = item_number(kind, number)
    return counted if counted.endswith("）") else f"{counted}."


def item_label(item: str) -> str:
    """How an item is cited within its part."""
    return f"第{item}项"


def item_place(part: int, item: str) -> str:
    """The place of an item, which is also how it is cited."""
    return part_label(part) + item_label(item)


def bracketed(text: str | None) -> str:
    """What is printed in 〈〉 behind the name of a unit; nothing where there is nothing."""
    return f"〈{text}〉" if text else ""
