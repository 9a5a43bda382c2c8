"""Settings are of their kind, addresses lead where a browser may go, and every key under `extra` is one that counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from generator.model.data import Setting
from generator.model.years import YEAR
from generator.problems import Position, Problem, suggest

# Where it stands, what is wrong, and how to fix it.
Fault = tuple[Position, str, str]
Rule = Callable[[Setting], Iterator[Fault]]

_WEB = ("http", "https")
_RESTORE = "从版本记录里取回它"
_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]")
_SPACE = re.compile(r"[\s\0-\x1f\x7f-\x9f]")
_PLACEHOLDER = re.compile(r"\{(file|line|last_line)\}")
# A policy is printed as it is, so it has no sign that means anything in markup.
_DIRECTIVE = re.compile(r"""\s*([a-z-]+)(\s[^,"<>&]*)?""")
_DIRECTIVES = (
    *(f"{kind}-src" for kind in ("default", "script", "style", "img", "font", "connect", "media", "object", "frame")),
    *("script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr"),
    *("child-src", "worker-src", "manifest-src", "base-uri", "form-action", "upgrade-insecure-requests"),
)
# Of the tags that the guide for Chinese government sites names, those that are the same on every page.
_GOVERNMENT_META = ("SiteName", "SiteDomain", "SiteIDCode", "ContentSource", "PubDate", "Author", "Keywords")
# Of the settings of the theme under `extra`, those that cause no request to another site.
_EXTRA_NEEDED = ("edition", "edition_notes", "content_security_policy")
_OF_THE_THEME = ("generator", "homepage", "alternate", "social", "status", "tags", "version")
# What the program sets itself while it finishes a year.
_OF_THE_PROGRAM = ("archived",)


def check(settings: Setting) -> Iterator[Problem]:
    """Yield what is wrong with the settings of a project, of which `settings` are the outermost."""
    # What another file sets for this one is not at hand.
    whole = "INHERIT" not in settings.below
    yield from _each(settings, _RULES, ("site_name", "extra") if whole else ())
    extra = settings.below.get("extra")
    if extra and isinstance(extra.value, dict):
        yield from _each(extra, _EXTRA, _EXTRA_NEEDED if whole else (), "extra.")
        yield from _unknown(extra)
        yield from _edition(extra)


def _each(setting: Setting, rules: Mapping[str, Rule], needed: Sequence[str], prefix: str = "") -> Iterator[Problem]:
    """Yield where the rule for a key is broken, and which keys are missing."""
    for key, rule in rules.items():
        if one := setting.below.get(key):
            yield from (Problem(position, f"{prefix}{key}", message, cure) for position, message, cure in rule(one))
        elif key in needed:
            yield Problem(setting.key, f"{prefix}{key}", "E601 缺少这项设置", _RESTORE)


def _unknown(extra: Setting) -> Iterator[Problem]:
    """Yield the keys that nothing reads."""
    known = [*_EXTRA, *_OF_THE_THEME]
    for key, one in extra.below.items():
        if key not in (*known, *_OF_THE_PROGRAM):
            yield Problem(one.key, f"extra.{key}", "E602 没有这项设置", suggest(key, known))


def _edition(extra: Setting) -> Iterator[Problem]:
    """Yield an edition that no note is for."""
    edition, notes = extra.below.get("edition"), extra.below.get("edition_notes")
    if not edition or not notes or not isinstance(edition.value, str) or not isinstance(notes.value, dict):
        return
    if edition.value and edition.value not in notes.below:
        cure = f"{suggest(edition.value, list(notes.below))}；新的版本，在 edition_notes 里写上它的说明"
        yield Problem(edition.position, "extra.edition", f"E603 edition_notes 里没有“{edition.value}”", cure)


def _mapping(setting: Setting) -> Iterator[Fault]:
    """Keys with values."""
    if not isinstance(setting.value, dict):
        yield setting.position, "E604 下面要写“键: 值”", _RESTORE


def _text(setting: Setting) -> Iterator[Fault]:
    """A text in one line, or nothing."""
    value = setting.value
    if isinstance(value, str):
        if _CONTROL.search(value):
            yield setting.position, "E605 文字里有换行或看不见的字符", "写在一行里"
    elif isinstance(value, dict | list):
        yield setting.position, "E606 这里要写文字", "在冒号后面写一句文字"
    elif value is not None:
        yield setting.position, f"E607 “{value}”不是文字", "给它加上引号"


def _needed_text(setting: Setting) -> Iterator[Fault]:
    """A text in one line."""
    yield from _text(setting)
    if setting.value is None or (isinstance(setting.value, str) and not setting.value.strip()):
        yield setting.position, "E608 这里是空的", "写上文字"


def _texts(setting: Setting) -> Iterator[Fault]:
    """Texts by name."""
    yield from _mapping(setting)
    for one in setting.below.values():
        yield from _needed_text(one)


def _address(*schemes: str) -> Rule:
    """Return the rule that a value is an address that begins with one of the schemes, or nothing."""
    cure = f"写成 {'、'.join(f'{one}://' if one in _WEB else f'{one}:' for one in schemes)} 开头的地址，或者留空"

    def rule(setting: Setting) -> Iterator[Fault]:
        value = setting.value
        if not isinstance(value, str):
            yield from _text(setting)
        elif _SPACE.search(value):
            yield setting.position, "E609 地址里有空格或看不见的字符", "把它们删去"
        elif value and (scheme := _scheme(value)) not in schemes:
            yield setting.position, f"E610 不能用“{scheme}:”开头的地址" if scheme else "E611 这不是完整的地址", cure

    return rule


def _scheme(address: str) -> str:
    """Return what an address begins with, or nothing where it leads nowhere."""
    try:
        found = urlsplit(address)
        leads = found.hostname if found.scheme in _WEB else "@" in found.path or found.scheme != "mailto"
    except ValueError:
        return ""
    return found.scheme if leads else ""


def _address_of_lines(setting: Setting) -> Iterator[Fault]:
    """An address with placeholders for a data file and the numbers of lines."""
    yield from _address(*_WEB)(setting)
    if isinstance(setting.value, str) and re.search(r"[{}]", _PLACEHOLDER.sub("", setting.value)):
        yield (
            setting.position,
            "E612 大括号里只能写 file、line 或 last_line",
            "改成 {file}、{line}、{last_line}，或者去掉大括号",
        )


def _years(setting: Setting) -> Iterator[Fault]:
    """Names of years, each once."""
    values = setting.value if isinstance(setting.value, list) else []
    if setting.value is not None and not isinstance(setting.value, list):
        yield setting.position, "E620 这里要写成列表", 'earlier: ["2024", "2023"] 这样，没有往年的写 []'
    for one in values:
        if not YEAR.fullmatch(str(one)):
            yield setting.position, f"E621 “{one}”不是年份", "写四位数字，如 2025，加上引号"
    for one, times in Counter(map(str, values)).items():
        if times > 1:
            yield setting.position, f"E622 “{one}”写了{times}次", "只留一个"


def _government_meta(setting: Setting) -> Iterator[Fault]:
    """Contents of tags by their names, which may be empty."""
    yield from _mapping(setting)
    for key, one in setting.below.items():
        yield from _text(one)
        if key not in _GOVERNMENT_META:
            yield one.key, f"E613 没有“{key}”这个标签", suggest(key, _GOVERNMENT_META)


def _policy(setting: Setting) -> Iterator[Fault]:
    """Directives of a content security policy."""
    yield from _needed_text(setting)
    for part in setting.value.split(";") if isinstance(setting.value, str) else ():
        found = _DIRECTIVE.fullmatch(part)
        if part.strip() and not found:
            yield setting.position, f"E614 看不懂“{part.strip()}”", "写成“img-src 'self'”这样，用分号隔开"
        elif found and found[1] not in _DIRECTIVES:
            yield setting.position, f"E615 没有“{found[1]}”这一条", suggest(found[1], _DIRECTIVES)


_RULES: Mapping[str, Rule] = {
    "site_name": _needed_text,
    "site_description": _text,
    "site_url": _address(*_WEB),
    "extra": _mapping,
}
_EXTRA: Mapping[str, Rule] = {
    "edition": _needed_text,
    "edition_notes": _texts,
    "source_url": _address_of_lines,
    "original_url": _address(*_WEB),
    "contact": _address(*_WEB, "mailto"),
    "feed": _address(*_WEB),
    "earlier": _years,
    "government_meta": _government_meta,
    "content_security_policy": _policy,
}
