"""Runs MkDocs on a project, and says in Chinese what it says."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as build_site
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils.yaml import yaml_load

from generator.downloads.workers import without_garbage
from generator.edges import disk
from generator.edges.engine import HOST, UNCHANGED, FailedError, Say, check_port
from generator.edges.folder import not_a_site
from generator.model.data import CONFIG, Setting
from generator.problems import Position, Problem, report, suggest

# The theme announces the end of its maintenance at every start; the README says what that means for this project.
os.environ["NO_MKDOCS_2_WARNING"] = "1"
# MkDocs warns of builds of what has changed, for it does not know what that is; the hook does.
_PARTIAL = "A 'dirty' build is being performed"
# How often a preview looks whether a file was saved, in seconds.
_LOOK = 0.1
_RAISED = re.compile(r"Error (reading|building) page '")


def build(root: Path, site_dir: str | None, say: Say, **options: Any) -> Path:
    """Build the site of a project into a folder, by default that of its settings, which is returned.

    `options` stand in the place of its settings. Raises FailedError.
    """
    if site_dir and (reason := not_a_site(root, Path(site_dir))):
        raise FailedError(f"没有写“{site_dir}”，{reason}，换一个空的目录。")
    with _speaking(say) as heard:
        config = _config(root, site_dir=site_dir, strict=True, **options)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            _run(config, heard)
        finally:
            config.plugins.on_shutdown()
    return Path(config.site_dir)


def serve(root: Path, port: int, say: Say) -> None:
    """Serve the site of a project until it is interrupted, and build it after every change. Raises FailedError."""
    check_port(port)
    with _speaking(say) as heard, tempfile.TemporaryDirectory(prefix="plan-site-") as folder:
        address = f"http://{HOST}:{port}/"

        def rebuild() -> None:
            # A preview holds a whole site, which the search for garbage would go through again and again.
            with without_garbage():
                try:
                    _run(_config(root, site_dir=folder, site_url=address), heard, address, dirty=True)
                except FailedError as error:
                    say(str(error))

        config = _config(root, site_dir=folder, site_url=address)
        config.plugins.on_startup(command="serve", dirty=False)
        _run(config, heard, address)
        server = LiveReloadServer(rebuild, HOST, port, folder, polling_interval=_LOOK)
        config.plugins.on_serve(server, config=config, builder=rebuild)
        server.error_handler = lambda _: Path(folder, "404.html").read_bytes()
        for path in (config.docs_dir, config.config_file_path, *config.watch):
            server.watch(path)
        say(f"预览在 {address} ，每次存盘后自动更新。按 Ctrl+C 结束。")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
            config.plugins.on_shutdown()


class _Speaker(logging.Handler):
    """Says what the hook says, and in Chinese what MkDocs warns of; counts the errors."""

    def __init__(self, say: Say) -> None:
        super().__init__(logging.INFO)
        self.say = say
        self.errors = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Say a message, but not that of an error that is raised as well."""
        if _RAISED.match(record.getMessage()) or record.getMessage().startswith(_PARTIAL):
            return
        self.errors += record.levelno >= logging.ERROR
        if record.name == "mkdocs.plugins.plan" or record.levelno >= logging.ERROR:
            self.say(record.getMessage().strip())
        elif record.levelno >= logging.WARNING:
            self.say(warning(record.getMessage()))


@contextmanager
def _speaking(say: Say) -> Iterator[_Speaker]:
    log, speaker = logging.getLogger("mkdocs"), _Speaker(say)
    log.setLevel(logging.INFO)
    log.addHandler(speaker)
    try:
        yield speaker
    finally:
        log.removeHandler(speaker)


def _run(config: MkDocsConfig, heard: _Speaker, address: str | None = None, dirty: bool = False) -> None:
    """Build a site, or of a `dirty` one what has changed. Raises FailedError."""
    before = heard.errors
    try:
        build_site(config, serve_url=address, dirty=dirty)
    except Abort as error:
        raise FailedError("" if heard.errors > before else f"页面有以上问题，{UNCHANGED}") from error
    except MkDocsException as error:
        raise FailedError(error.message) from error
    except TemplateError as error:
        where = f"第{error.lineno}行" if isinstance(error, TemplateSyntaxError) else ""
        name = getattr(error, "filename", None) or "overrides 里的模板"
        raise FailedError(f"“{name}”{where}写错了：{error.message}。{UNCHANGED}") from error
    except OSError as error:
        raise FailedError(f"{error}。{UNCHANGED}") from error


def _config(root: Path, **options: Any) -> MkDocsConfig:
    """Return the configuration of a project. Raises FailedError, and says nothing before."""
    settings = disk.read_settings(root)
    if settings is None:
        raise FailedError(f"这里没有 {CONFIG}，到项目目录里再运行。")
    if isinstance(settings, Problem):
        raise FailedError(f"{_with_data(root, [])}\n{UNCHANGED}")
    try:
        given = {key: value for key, value in options.items() if value is not None}
        config, problems = _validated(root, settings, given)
    except MkDocsException as error:
        raise FailedError(f"{CONFIG} 读不全：{error}\n{UNCHANGED}") from error
    if problems:
        raise FailedError(f"{_with_data(root, problems)}\n{UNCHANGED}")
    return config


def _with_data(root: Path, problems: list[Problem]) -> str:
    """Return the report of problems and of all that is wrong with a project, each setting once."""
    _, found = disk.read_data(root)
    said = {problem.record for problem in found}
    return report([*found, *(problem for problem in problems if problem.record not in said)])


def _validated(root: Path, settings: Setting, options: dict[str, Any]) -> tuple[MkDocsConfig, list[Problem]]:
    """Return the configuration of a project, and all that MkDocs has against it.

    MkDocs stops at the first wrong setting, so it is asked again without those that it has refused.
    """
    file = root / CONFIG
    refused: dict[str, Problem] = {}
    while True:
        config = MkDocsConfig(config_file_path=str(file))
        with file.open("rb") as source:
            values = yaml_load(source)
        config.load_dict({key: value for key, value in values.items() if key not in refused} | options)
        failed, warnings = config.validate()
        found = {key: _problem(settings, key, str(message)) for key, message in [*failed, *warnings]}
        if found.keys() <= refused.keys():
            return config, [*refused.values()]
        refused = found | refused


def _problem(settings: Setting, key: str, message: str) -> Problem:
    known = settings.below.get(key)
    position = known.key if known else Position(CONFIG, 1, 1, 1)
    wrong, cure = setting(message, list(MkDocsConfig()))
    return Problem(position, key, f"E619 {wrong}", cure)


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
