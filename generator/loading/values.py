"""The value of a line: a text, or a list of texts in brackets; and what is wrong with how it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from generator.loading.characters import INVISIBLE, spelled_out

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# What begins a value that YAML takes for something else than text.
_SIGN = re.compile(r"[*&!|>@`%\]{},]|[?:-](?= |$)")
_COMMENT = re.compile(r"(?:^|\s)(#.*)$")
_COLON = re.compile(r": |:$")
_BETWEEN_DASHES = re.compile(r"(?:^|(?<= - ))(?:(?! - ).)+")
_SPECIAL = "E021 值不能以“{}”开头，它在这里有特殊含义"
_QUOTE_WHOLE = "把整个值放进单引号里"
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Value:
    """A text, or the texts of a list with their columns in it; and where and what is wrong with it, if anything."""

    text: str | Sequence[tuple[int, str]]
    column: int = 0
    message: str = ""
    cure: str = ""


def read_value(typed: str) -> Value:
    """Return what a value says; where it is written wrongly, what it most likely says."""
    if typed[:1] in ('"', "'", "["):
        return _parsed(typed)
    if found := _SIGN.match(typed):
        return Value(typed, 0, _SPECIAL.format(found[0]), _QUOTE_WHOLE)
    if found := _COMMENT.search(typed):
        cure = f"删去“#”，或者{_QUOTE_WHOLE}；是注释的，另起一行写"
        return Value(typed[: found.start()], found.start(1), f"E022 “{found[1]}”会被当作注释丢掉", cure)
    if found := _COLON.search(typed):
        cure = f"{_QUOTE_WHOLE}，或者改用中文冒号“：”；两行并成了一行的，在键的前面换行"
        return Value(typed, found.start(), "E023 值里有“: ”", cure)
    return Value(typed)


def read_entry(typed: str) -> Value:
    """Return what an entry of a list says: several values if dashes stand between them, which is wrong."""
    if " - " in typed and typed[:1] not in ('"', "'"):
        cure = "每个值单独一行，各以“- ”开头；确是一个值的，放进单引号里"
        parts = [(found.start(), found[0]) for found in _BETWEEN_DASHES.finditer(typed)]
        return Value(parts, typed.index(" - "), "E024 值里有“ - ”，像是几个值写在了一行", cure)
    return read_value(typed)


def _parsed(typed: str) -> Value:
    """What libyaml makes of a value in quotes or brackets."""
    try:
        events = [event for event in yaml.parse(typed, Loader=_LOADER) if isinstance(event, yaml.NodeEvent)]
    except yaml.MarkedYAMLError as error:
        return Value(typed.strip("\"'[]"), *_fault(typed, error))
    except yaml.YAMLError:
        return Value(typed, 0, "E025 YAML 写法有误", "对照同类记录改正")
    scalars = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    texts = [(event.start_mark.column if event.start_mark else 0, event.value) for event in scalars]
    if len(texts) != len(events) - (typed[0] == "["):
        return Value(texts, 0, "E026 方括号里只能是用逗号隔开的值", "每个值单独一行，以“- ”开头")
    for column, text in texts:
        if found := INVISIBLE.search(text):
            message = f"E027 值里有看不见的控制字符 {spelled_out(found[0])}"
            return Value(INVISIBLE.sub("", text), column, message, "删去双引号里的这个代码")
    return Value(texts if typed[0] == "[" else texts[0][1])


def _fault(typed: str, error: yaml.MarkedYAMLError) -> tuple[int, str, str]:
    """Where and what is wrong with a value in quotes or brackets, and the cure."""
    sign, context, problem = typed[0], error.context or "", error.problem or ""
    column = error.problem_mark.column if error.problem_mark else 0
    if "escape" in problem or "hexdecimal" in problem:
        return column, "E028 双引号里的“\\”有特殊含义", "把双引号换成单引号"
    if "quoted" in context:
        return 0, "E029 引号没有配成对", f"在后面补上“{sign}”；它是文字的，改用中文引号"
    if sign != "[":
        return column, "E030 引号后面还有文字", f"{_QUOTE_WHOLE}，里面的引号改用中文引号"
    if typed[column : column + 1] == ",":
        return column, "E031 逗号前面没有值", "删去多余的逗号"
    if "]" in typed:
        return 0, _SPECIAL.format("["), _QUOTE_WHOLE
    return 0, "E032 “[”没有配上“]”", f"在后面补上“]”；它是文字的，{_QUOTE_WHOLE}"
