"""The files of a project, its data, scripts and styles, and the site made of them: what all edges share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from generator.checks.settings import check as check_settings
from generator.downloads.workers import digest
from generator.edges import archive
from generator.edges import settings as settings_file
from generator.edges.cache import CompiledTemplates, DiskCache, files_digest, program
from generator.edges.files import read_texts, refusal, unreadable_pages
from generator.loading import years
from generator.model.data import CONFIG, PLAN, Setting
from generator.model.years import YEAR
from generator.problems import Position, Problem, stopping
from generator.site import assets as site_assets
from generator.site import urls
from generator.site.assets import LinkError, scripts, styles
from generator.site.site import Assets, Settings, Site, edit_url

if TYPE_CHECKING:
    from generator.model.data import Data, Edition


DOCS = "docs"


def addressed(site: Site, root: Path, name: str | None = None) -> Site:
    """Return the site with the scripts and styles of the project at `root`, at addresses by their content.

    Those that nobody can use are left out. `name` is that of their folder, if it is not to follow the content.
    """
    return site_assets.addressed(site, _read(root)[0], name)


def unusable(root: Path) -> list[Problem]:
    """Return a problem for each script and style that cannot be read, and for the first statement not understood."""
    return _read(root)[1]


def is_addressed(path: str) -> bool:
    """Whether a file of the folder of documents is published at an address by its content, instead of by its name."""
    return path.startswith(site_assets.FOLDER) and path.endswith(site_assets.ENDINGS)


def _read(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The scripts and styles, each with all that it imports, by their paths below the folder of documents."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    docs = root / DOCS
    for path in sorted(
        path for ending in site_assets.ENDINGS for path in (docs / site_assets.FOLDER).rglob(f"*{ending}")
    ):
        name = path.relative_to(docs).as_posix()
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except OSError as error:
            problems.append(_unusable(name, 1, f"读不了这个文件，{refusal(error)}", "检查它的权限"))
        except UnicodeDecodeError:
            problems.append(_unusable(name, 1, "这个文件不是 UTF-8 编码", "用 UTF-8 编码另存这个文件"))
    modules = {name: text for name, text in texts.items() if name.endswith(".js")}
    sheets = {name: text for name, text in texts.items() if name not in modules}
    try:
        return {**styles(sheets), **scripts(modules)}, problems
    except LinkError as error:
        line = texts[error.path].partition(error.statement)[0].count("\n") + 1
        cure = (
            '只写 import { 名字 } from "./旁边的文件.js" 和 export function、class、const、let，一条一行'
            if error.path in modules
            else "写 docs/assets 里有的文件，不绕回自己"
        )
        return {}, [*problems, _unusable(error.path, line, f"不能用“{error.statement}”", cure)]


def _unusable(name: str, line: int, message: str, cure: str) -> Problem:
    return Problem(Position(f"{DOCS}/{name}", line, 1, line), "", f"E009 {message}", cure)


PACKAGE = Path(__file__).parent.parent
COMPILED = PACKAGE / "__pycache__/templates"
# The shape of plan.json, which is published beside it.
SCHEMA = PACKAGE / "downloads/plan.schema.json"
LAYOUTS = PACKAGE / "downloads/templates"
# A copy of a layout, or one that Word has opened, has another name.
_LAYOUT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.docx")
# The program that this process runs, whatever becomes of its files while a preview is on.
PROGRAM = program(PACKAGE)


def all_problems(unread: list[Problem], found: list[Problem]) -> list[Problem]:
    """All problems; of a file that cannot be read nothing else is said."""
    files = {problem.position.file for problem in unread}
    return [*unread, *(problem for problem in found if problem.position.file not in files)]


def assets() -> Assets:
    """The files that come with the program, as they are now."""
    layouts = {path.stem: path.read_bytes() for path in sorted(LAYOUTS.glob("*.docx")) if _LAYOUT.fullmatch(path.name)}
    return Assets(SCHEMA.read_bytes(), layouts)


def given_assets(root: Path, earlier: Iterable[str]) -> tuple[Assets, list[Problem]]:
    """Return the files that come with the program, with all that lies around them, and what cannot be read of that.

    That is the names of what lies among them and the data, the finished years, and the pages that are written by hand.
    """
    folders = {"data": root / "data", LAYOUTS.relative_to(PACKAGE.parent).as_posix(): LAYOUTS}
    names = [f"{name}/{path.name}" for name, folder in folders.items() for path in sorted(folder.glob("*"))]
    names += [path.relative_to(root).as_posix() for path in sorted(root.glob(years.path_of("*", urls.PLAN_JSON)))]
    archives, problems = archive.read(root, earlier)
    return replace(
        assets(), names=tuple(names), archives=archives, written=archive.written(root / DOCS) if archives else ()
    ), problems


def read_data(root: Path) -> tuple[Data | None, list[Problem]]:
    """The data of a project, or None where problems stop it; and all its problems."""
    from generator.checks.load import load  # noqa: PLC0415 - slow to load, and a kept site does without

    texts, problems = read_texts(root)
    set_up = read_settings(root)
    given, unread = given_assets(root, settings(_mapping(set_up.value)).earlier if isinstance(set_up, Setting) else ())
    earlier, faults = years.read(given.archives)
    data, found = load(texts, given.layouts, given.names, earlier)
    problems = [*all_problems(problems, found), *unread, *faults, *around(root, set_up)]
    return (None if stopping(problems) else data), problems


def read_edition(root: Path) -> tuple[Edition | None, list[Problem]]:
    """What is held against the official text, or None where its files are not whole; and all problems of the data."""
    from generator.checks.load import load_edition  # noqa: PLC0415 - slow to load, and a kept site does without

    texts, problems = read_texts(root)
    given, _ = given_assets(root, ())
    edition, found = load_edition(texts, given.layouts, given.names)
    return edition, all_problems(problems, found)


def read_settings(root: Path) -> Setting | Problem | None:
    """Return the settings of a project, or why they cannot be read, or None where there are none."""
    return settings_file.read(root) if (root / CONFIG).exists() else None


def around(root: Path, settings: Setting | Problem | None) -> list[Problem]:
    """Return what is wrong around the data of a project: with its settings, and with pages, scripts and styles."""
    found = [settings] if isinstance(settings, Problem) else [*check_settings(settings)] if settings else []
    return [*found, *unreadable_pages(root), *unusable(root)]


def problem_site(problems: list[Problem], before: Site) -> Site:
    """What a live preview shows while the data is faulty, at the addresses that it had before."""
    from generator import pages  # noqa: PLC0415 - takes long to load, and is hardly ever needed

    return pages.problem_site(problems, [page.url for page in before.pages])


def frame(root: Path, *around: object) -> str:
    """Return a digest of what all pages have around them: values, the settings, and the overrides of the theme."""
    return digest(str(around), files_digest(root / "overrides"), (root / CONFIG).read_text("utf-8", "replace"))


def compiled_templates() -> CompiledTemplates:
    """Return what the templates of pages and of the theme were compiled to."""
    return CompiledTemplates(DiskCache(COMPILED, PROGRAM))


def settings(config: Mapping[str, Any]) -> Settings:
    """What the site is made with, of the settings in mkdocs.yml."""
    extra = _mapping(config.get("extra"))
    address = str(config.get("site_url") or "").rstrip("/")
    return Settings(
        source_url=str(extra.get("source_url") or ""),
        original_url=str(extra.get("original_url") or ""),
        contact=str(extra.get("contact") or ""),
        site_url=f"{address}/" if address else "",
        earlier=tuple(sorted({str(one) for one in _listed(extra.get("earlier")) if YEAR.fullmatch(str(one))})),
        archived=str(extra.get("archived") or ""),
    )


def read_config(root: Path) -> Mapping[str, Any]:
    """Return the settings of a project as plain values; nothing where there are none, or they cannot be read."""
    found = read_settings(root)
    return _mapping(found.value) if isinstance(found, Setting) else {}


def site_url(root: Path) -> str:
    """Return where the site of a project is published; empty where that is not set, or cannot be read."""
    return settings(read_config(root)).site_url


def names(config: Mapping[str, Any]) -> dict[str, str]:
    """Return the name and the description of the site as themes print them: as markup."""
    return {key: str(escape(config.get(key) or "")) for key in ("site_name", "site_description")}


def extra(config: Mapping[str, Any], site: Site) -> dict[str, Any]:
    """What the overrides of the theme find under `extra`: the settings of the publisher, and what the site tells."""
    given = _mapping(config.get("extra"))
    note = _mapping(given.get("edition_notes")).get(str(given.get("edition")), "")
    # Where the data can be edited, for those who find a mistake on a page that has no lines of its own.
    edit = edit_url(settings(config).source_url, Position(PLAN, 1, 1, 1))
    return {**given, **site.extra(), "edition_note": note, "edit_url": edit, "meta_tags": _meta_tags(config, site)}


def _meta_tags(config: Mapping[str, Any], site: Site) -> list[dict[str, str]]:
    """The meta tags of Chinese government sites: as mkdocs.yml has them, and from the data where it says nothing.

    They are a list, because some site generators sort the keys of a mapping.
    """
    known = {"SiteName": config.get("site_name"), "ContentSource": site.issuer, "PubDate": site.date}
    given = _mapping(_mapping(config.get("extra")).get("government_meta"))
    tags = {**known, **{name: value for name, value in given.items() if value}}
    return [{"name": name, "content": str(value)} for name, value in tags.items() if value]


def _listed(value: Any) -> Sequence[Any]:
    """A list of the configuration; empty where it is none."""
    return value if isinstance(value, list) else ()


def _mapping(value: Any) -> Mapping[str, Any]:
    """A mapping of the configuration; empty where it is none."""
    return value if isinstance(value, Mapping) else {}
