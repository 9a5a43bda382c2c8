"""The MkDocs hook: hands the generated site over in memory, and shows problems of the data without a traceback."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Literal

from jinja2 import Environment
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

from generator.edges import archive, disk, making
from generator.edges import settings as settings_file
from generator.edges.files import unwritten
from generator.edges.folder import Replacement, not_a_site
from generator.edges.settings import with_values
from generator.model.data import Setting
from generator.problems import Problem, report, stopping
from generator.site import markup, site
from generator.site.site import Settings, Site, SiteFile

ROOT = Path(__file__).parents[2]
# Names whole addresses, so without `site_url` it would map nothing.
SITEMAP = "sitemap.xml"
# A preview has its scripts and styles in one folder whatever they say, or every edit would change every page.
UNCHANGING = "0" * 12
# The site has a search of its own; and a template that is not rendered would be copied.
LEFT_OUT = ("assets/javascripts/workers/", "assets/javascripts/lunr/", SITEMAP)
log = logging.getLogger("mkdocs.plugins.plan")


@dataclass
class Held:
    """What the folder of a preview holds, so that a build writes only what has changed.

    `frame` is a digest of what all pages have around them; `holds` has each generated page and file by its path, with
    the file that was written of it.
    """

    frame: str = ""
    holds: dict[str, tuple[site.Page | SiteFile, Path]] = field(default_factory=dict)

    def leave(self, files: Files, made: Mapping[str, site.Page | SiteFile], frame: str) -> Held:
        """Leave out of a build what is there already, delete what is there no longer, and return what will be."""
        held, coming = dict(self.holds), Held(frame)
        for file in files:
            path, one = file.src_uri, made.get(file.src_uri)
            if one is None and (frame == self.frame or not file.is_documentation_page()):
                continue
            known = path in held and held[path][0] == one and (frame == self.frame or isinstance(one, SiteFile))
            file.is_modified = lambda known=known: not known  # type: ignore[method-assign, misc]
            held.pop(path, None)
            if one is not None:
                coming.holds[path] = one, Path(file.abs_dest_path)
            # A page that is not read has no title for the navigation of others.
            if known and file.page and file.page.title is None and isinstance(one, site.Page):
                file.page.title = one.meta["title"]
        for _, gone in held.values():
            gone.unlink(missing_ok=True)
        return coming


@dataclass
class Run:
    """What a run of MkDocs remembers between its events: whether it serves, and the site of the current build.

    While the data is faulty, the site is nothing but its problems. `replacement` is the folder of the site in the
    making, which a preview does without. `shown` is the last site of a preview without faults; `held` is what its
    folder holds, `coming` what it will hold after the current build. `wake` is a file whose change makes a preview
    build again.
    """

    serving: bool = False
    replacement: Replacement | None = None
    faulty: bool = False
    site: Site = field(default_factory=lambda: Site((), (), (), ""))
    shown: making.Shown | None = None
    held: Held = field(default_factory=Held)
    coming: Held = field(default_factory=Held)
    wake: Path | None = None
    finishing: Thread | None = None


# MkDocs calls functions of a module, so what they share can only lie beside them.
run = Run()


class GeneratedPage(Page):
    """A generated page: its Markdown is HTML and headings, which need no converter."""

    def __init__(self, source: site.Page, label: str | None, file: File, config: MkDocsConfig) -> None:
        super().__init__(label, file, config)
        self.source = source

    def read_source(self, config: MkDocsConfig) -> None:
        """Takes what the generator says, without a detour by way of front matter."""
        self.markdown, self.meta = self.source.body, self.source.meta

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Makes the content and its table of contents."""
        assert self.markdown is not None
        self.content = markup.html(self.markdown)
        headings = markup.headings(self.markdown)
        self.toc = get_toc(nest_toc_tokens([{"level": h.level, "id": h.anchor, "name": h.title} for h in headings]))


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is a live preview, which goes on while the data is faulty."""
    run.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Makes the site before MkDocs touches a folder, has MkDocs build it aside, and sets the navigation."""
    if not run.serving:
        run.replacement = _replacement(Path(config.site_dir))
        config.site_dir = str(run.replacement.made)
    # A preview is told the address of its own server, which is none that a download could name.
    settings = disk.settings({**config, "site_url": ""} if run.serving else config)
    found, faults = _preview_site(settings) if run.serving else making.make_site(ROOT, settings, log.info)
    around = disk.around(ROOT, _settings(config))
    site, problems = (None if stopping(around) else found), [*faults, *around]
    if problems:
        log.log(logging.ERROR if stopping(problems) else logging.INFO, "\n%s", report(problems))
    if site is None and not run.serving:
        raise PluginError("数据有误，没有生成网站，原有的网站没有改动。")
    run.faulty = site is None
    run.site = disk.addressed(site or disk.problem_site(problems, run.site), ROOT, UNCHANGING if run.serving else None)
    # MkDocs stamps the sitemap with the time of the build, unless it is told the date of the content.
    os.environ["SOURCE_DATE_EPOCH"] = str(run.site.epoch)
    config.nav = run.site.nav_config()
    config.extra.update(disk.extra(config, run.site))
    config.update(disk.names(config))
    if not config.site_url:
        config.theme.static_templates.discard(SITEMAP)
    return config


def _preview_site(settings: Settings) -> tuple[Site | None, list[Problem]]:
    """The site of a preview, which remembers it for the next edit."""
    shown, problems = making.preview_site(ROOT, settings, log.info, run.shown)
    run.shown = shown or run.shown
    return shown.site if shown else None, problems


def _settings(config: MkDocsConfig) -> Setting | Problem:
    """The settings that MkDocs has come to, with their places in its file."""
    file = Path(config.config_file_path)
    read = settings_file.read(file.parent, file.name)
    checked = {key: config[key] for key in ("site_name", "site_description", "site_url")}
    return read if isinstance(read, Problem) else with_values(read, {**checked, "extra": dict(config.extra)})


def _replacement(target: Path) -> Replacement:
    """The folder in which the next site is made. What is hidden in the old one stays, as MkDocs has it."""
    try:
        if reason := not_a_site(ROOT, target):
            raise PluginError(f"没有写“{target}”，{reason}，换一个空的目录。")
        replacement = Replacement(target)
        atexit.register(replacement.close)
        replacement.keep(".*")
    except OSError as error:
        raise PluginError(f"{unwritten(target, error)}，原有的网站没有改动。") from error
    return replacement


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Has a preview show pages before the forms and workbooks are made, and build again when they are."""
    folder = tempfile.mkdtemp(prefix="plan-wake-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    run.wake = Path(folder, "wake")
    run.wake.touch()
    server.watch(folder)
    return server


def _finish(settings: Settings, wake: Path) -> None:
    """Make what a preview did not wait for, and keep it for the next build."""
    making.make_site(ROOT, settings)
    wake.write_bytes(wake.read_bytes() + b".")


def on_post_build(config: MkDocsConfig) -> None:
    """Puts the site in its place, if strict mode lets it pass, and tells MkDocs where that is."""
    run.held = run.coming
    if run.wake and run.site.late and not (run.finishing and run.finishing.is_alive()):
        run.finishing = Thread(target=_finish, args=(disk.settings({**config, "site_url": ""}), run.wake), daemon=True)
        run.finishing.start()
    archive.publish(ROOT, run.site.below, Path(config.site_dir), run.replacement.target if run.replacement else None)
    if not run.replacement:
        return
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    if not any(counter.get_counts() for counter in counters):
        run.replacement.replace()
    run.replacement.close()
    config.site_dir = str(run.replacement.target)


def on_build_error(error: Exception) -> None:
    """Clears away what was made, and says in a sentence what the disk refused."""
    if run.replacement:
        run.replacement.close()
        if isinstance(error, OSError):
            raise PluginError(f"{unwritten(run.replacement.target, error)}，原有的网站没有改动。") from error


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Keeps what the templates of the theme are compiled to."""
    env.bytecode_cache = disk.compiled_templates()
    return env


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Adds the generated pages and files to those of the docs folder; leaves out what the theme has in vain.

    Scripts and styles are there at addresses of theirs. Written pages would link to what is not there while the data is
    faulty.
    """
    written = files.documentation_pages() if run.faulty else ()
    moved = (file for file in files if file.src_dir == config.docs_dir and disk.is_addressed(file.src_uri))
    for unwanted in (*(known for known in files if known.src_uri.startswith(LEFT_OUT)), *moved, *written):
        files.remove(unwanted)
    labels = run.site.labels()
    for page in run.site.pages:
        holder = File.generated(config, page.path, content=page.markdown)
        GeneratedPage(page, labels.get(page.url), holder, config)
        files.append(holder)
    for file in run.site.files:
        files.append(File.generated(config, file.path, content=file.content))
    if run.serving:
        made: dict[str, site.Page | SiteFile] = {one.path: one for one in run.site.pages}
        made |= {one.path: one for one in run.site.files}
        run.coming, run.held = run.held.leave(files, made, disk.frame(ROOT, config.nav, config.extra)), Held()
    return files
