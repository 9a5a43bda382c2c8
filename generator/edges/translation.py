"""What MkDocs says, in Chinese, with what to do about it."""

from __future__ import annotations

import re

from generator.problems import suggest

# A pattern of a message, what is wrong, and how to fix it; both with the groups of the pattern.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (r"Required configuration not provided\.", "缺少这项设置", "从版本记录里取回它"),
    (r"Unrecognised configuration name: (.+)", "没有“{0}”这项设置", "{1}"),
    (r"Unrecognised theme name: '(.+)'\. The available .*", "没有“{0}”这个主题", "写成 material"),
    (r"The path set in custom_dir \('(.+)'\) does not exist\.", "没有目录“{0}”", "改正名字，或者从版本记录里取回它"),
    (r"The path '(.+)' isn't an existing \w+\.", "没有“{0}”", "改正名字，或者从版本记录里取回它"),
    (r"(?s)Failed to load extension '(.+)'\..*", "没有“{0}”这个 Markdown 扩展", "删去它，或者装上它"),
    (r"The \"(.+)\" plugin is not installed", "没有“{0}”这个插件", "删去它，或者装上它"),
    (r"The URL isn't valid, .*", "这不是完整的网址", "写成 http:// 或 https:// 开头的地址，或者留空"),
    (r"(?s)The '(?:docs_dir|site_dir)' should not be .*", "网站的目录和 docs 互相包含", "给网站换一个目录"),
    (r"Expected type: <class 'bool'> but received: .*", "这里要写 true 或 false", "改成其中一个"),
    (r"Expected type: <class 'str'> but received: .*", "这里要写文字", "加上引号"),
    (r"(?:Expected a list|Expected nav to be a list).*", "这里要写成列表", "一行一个，前面写“- ”"),
    (r"Expected a dict.*", "下面要写“键: 值”", "对照版本记录改正"),
)
_PAGES: tuple[tuple[str, str], ...] = (
    (
        r"Doc file '(.+)' contains a link '(.*)', but the target '(.*)' is not found among documentation files\.(.*)",
        "docs/{0}：链接“{1}”没有目标，没有“{2}”这个页面。改正链接，或者补上页面。",
    ),
    (
        r"Doc file '(.+)' contains a link '(.*)', but (?:there is no such anchor on this page|the doc '.*' does not "
        r"contain an anchor '.*')\.",
        "docs/{0}：链接“{1}”所指的位置不存在。改正“#”后面的名字。",
    ),
    (
        r"Doc file '(.+)' contains an (?:absolute|unrecognized relative) link '(.*)', it was left as is\.(.*)",
        "docs/{0}：看不出链接“{1}”指向哪里。写成从这个文件出发的路径，如 ../notice/index.md。",
    ),
    (
        r"(?s)The following pages exist in the docs directory, but are not included in the \"nav\" configuration:(.*)",
        "docs 里的这些页面不在导航里：{0}\n移走它们，或者在 mkdocs.yml 里加一行 not_in_nav。",
    ),
    (r"Template skipped: '(.+)' not found in .*", "没有模板“{0}”。改正 mkdocs.yml 里的名字。"),
)


def setting(message: str, known: list[str]) -> tuple[str, str]:
    """Return what is wrong with a setting and how to fix it. `known` are the names of all settings."""
    for pattern, wrong, cure in _SETTINGS:
        if found := re.fullmatch(pattern, message.strip()):
            name = found[1] if found.groups() else ""
            return wrong.format(name), cure.format("", suggest(name, known))
    return f"MkDocs 不接受它：{message.strip().splitlines()[0]}", "对照版本记录改正"


def warning(message: str) -> str:
    """Return what is wrong with a page, and how to fix it."""
    for pattern, text in _PAGES:
        if found := re.fullmatch(pattern, message.strip()):
            return text.format(*found.groups())
    return f"MkDocs：{message}"
