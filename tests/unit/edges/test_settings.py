"""Settings are checked as the data are: all at once, where they stand, with a cure. Texts among them are only texts."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from generator.edges import disk
from generator.model.data import Setting
from generator.problems import Problem, report
from tests.conftest import ROOT, SMALL, make_project, run

SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def found(folder: Path, text: str) -> str:
    """What is wrong with settings."""
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return report(disk.around(folder, disk.read_settings(folder)))


def changed(key: str, value: str) -> str:
    """The settings of this project with another value of a key."""
    text, count = re.subn(rf"^( *){key}:.*$", lambda line: f"{line[1]}{key}: {value}", SETTINGS, flags=re.MULTILINE)
    assert count == 1, key
    return text


def without(key: str) -> str:
    """The settings of this project without a key and what is below it."""
    text, count = re.subn(rf"^( *){key}:.*\n(\1 .*\n|\n)*", "", SETTINGS, flags=re.MULTILINE)
    assert count == 1, key
    return text


RIGHT = (
    ("contact", "mailto:someone@example.org"),
    ("contact", "https://example.org/a?b=c#d"),
    ("contact", ""),
    ("source_url", "https://example.org/edit/plan.yaml#L{line}-L{last_line}"),
    ("original_url", "HTTP://example.org"),
    ("feed", "https://example.org/changes.atom"),
    ("edition", "official"),
    ("SiteIDCode", '"0101"'),
    ("content_security_policy", "default-src 'self' https://example.org; upgrade-insecure-requests;"),
    ("site_url", "https://example.org/a/"),
    ("site_url", ""),
    ("site_name", "<script>alert(1)</script>"),
)


@pytest.mark.parametrize(("key", "value"), RIGHT)
def test_what_is_right_passes(tmp_path: Path, key: str, value: str) -> None:
    text = SETTINGS + f"site_url: {value}\n" if key == "site_url" else changed(key, value)
    assert found(tmp_path, text) == "没有发现问题。"


WRONG = (
    (
        "contact",
        "javascript:alert(1)",
        "不能用“javascript:”开头的地址。写成 http://、https://、mailto: 开头的",
    ),
    ("contact", "JavaScript:alert(1)", "不能用“javascript:”开头的地址"),
    ("contact", '"java\\tscript:alert(1)"', "地址里有空格或看不见的字符"),
    ("contact", '"\\x01javascript:alert(1)"', "地址里有空格或看不见的字符"),
    ("contact", '"mailto:"', "这不是完整的地址"),
    ("contact", "someone@example.org", "这不是完整的地址"),
    ("contact", "12345", "“12345”不是文字。给它加上引号"),
    ("contact", "[a]", "这里要写文字"),
    ("original_url", "data:text/html,x", "不能用“data:”开头的地址。写成 http://、https:// 开头的地址，或者留空"),
    ("feed", "changes.atom", "这不是完整的地址"),
    ("original_url", "mailto:a@example.org", "不能用“mailto:”开头的地址"),
    ("original_url", "//example.org", "这不是完整的地址"),
    ("original_url", "https://", "这不是完整的地址"),
    ("original_url", '"https://[::1"', "这不是完整的地址"),
    ("source_url", "https://example.org/{row}", "大括号里只能写 file、line 或 last_line"),
    ("source_url", '"https://example.org/{line"', "大括号里只能写 file、line 或 last_line"),
    ("source_url", "https://example.org/{line.__class__}", "大括号里只能写 file、line 或 last_line"),
    ("source_url", "javascript:{line}", "不能用“javascript:”开头的地址"),
    ("edition", "nonsense", "edition_notes 里没有“nonsense”"),
    ("edition", "offical", "是不是“official”"),
    ("edition", "", "extra.edition 这里是空的"),
    ("official", "", "extra.edition_notes 这里是空的"),
    ("official", "2025", "extra.edition_notes “2025”不是文字"),
    ("site_name", "2025", "site_name “2025”不是文字"),
    ("site_name", '""', "site_name 这里是空的"),
    ("site_name", '"a\\nb"', "文字里有换行"),
    ("site_description", "true", "site_description “True”不是文字"),
    ("SiteIDCode", "0101", "extra.government_meta “65”不是文字。给它加上引号"),
    ("content_security_policy", "default-scr 'self'", "没有“default-scr”这一条。是不是“default-src”"),
    ("content_security_policy", "default-src 'self', img-src *", "看不懂"),
    ("content_security_policy", '"default-src \\"><script>"', "看不懂"),
)


@pytest.mark.parametrize(("key", "value", "said"), WRONG)
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path, key: str, value: str, said: str) -> None:
    text = changed(key, value)
    shown = found(tmp_path, text)
    assert said in shown
    assert shown.endswith("共 1 处错误。")
    line = next(n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"{key}:"))
    column = text.splitlines()[line - 1].index(":") + 2
    assert re.match(rf"mkdocs\.yml:{line}:({column}|{column + 1}): 错误 E6[0-9][0-9]: ", shown)


@pytest.mark.parametrize("key", ["site_name", "extra", "edition", "edition_notes", "content_security_policy"])
def test_what_is_missing_is_named(tmp_path: Path, key: str) -> None:
    assert f"{key} 缺少这项设置。从版本记录里取回它" in found(tmp_path, without(key))
    assert "缺少" not in found(tmp_path, f"INHERIT: other.yml\n{without(key)}")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  contact:", "  contcat:", "extra.contcat 没有这项设置。是不是“contact”"),
        ("    SiteDomain:", "    SiteDomian:", "extra.government_meta 没有“SiteDomian”这个标签。是不是“SiteDomain”"),
        ("  generator: false", "  analytics: {}", "extra.analytics 没有这项设置"),
        ("extra:\n", "extra: 5\nother:\n", "extra 下面要写“键: 值”"),
    ],
)
def test_a_key_that_nothing_reads_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert SETTINGS.count(old) == 1
    assert said in found(tmp_path, SETTINGS.replace(old, new))


def test_all_is_told_at_once_by_every_command(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    text = changed("contact", "javascript:1").replace("edition: independent", "edition: none")
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    (project / "docs/about/index.md").write_bytes("# 关于".encode("gbk"))
    plan = project / "data/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("- 东区人民政府", "- 东区政府"), encoding="utf-8")
    for command in ["generator", "check"], ["generator", "write", "out"], ["mkdocs", "build", "--strict"]:
        done = run(command, project)
        assert done.returncode == 1
        shown = done.stdout + done.stderr
        assert "Traceback" not in shown
        assert "docs/about/index.md:1:3: 错误 E008: 这个文件不是 UTF-8 编码，像是 GBK" in shown
        assert re.search(r"mkdocs.yml:\d+:\d+: 错误 E610: extra.contact 不能用", shown)
        assert re.search(r"mkdocs.yml:\d+:\d+: 错误 E603: extra.edition edition_notes 里没有“none”", shown)
        assert "单位名录里没有“东区政府”" in shown
    assert not (project / "site").exists()
    assert not (project / "out").exists()


def test_settings_from_another_file_are_checked_by_a_build(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    (project / "base.yml").write_text(changed("contact", "javascript:1"), encoding="utf-8")
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    done = run(["mkdocs", "build", "--strict"], project)
    assert done.returncode == 1
    assert "extra.contact 不能用“javascript:”开头的地址" in done.stderr


MARKUP = '<script>alert(1)</script>&quot;"'


def test_texts_among_the_settings_come_out_as_letters(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL / "data")
    text = SETTINGS
    for key in ("site_name", "site_description", "independent"):
        text = re.sub(rf"(?<=\b{key}: ).*", f"'{key}{MARKUP}'", text)
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = run(["mkdocs", "build", "--strict"], project)
    assert done.returncode == 0, done.stderr
    pages = [path.read_text(encoding="utf-8") for path in (project / "site").rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        assert "<script>alert" not in page
        assert "site_name&lt;script&gt;alert(1)&lt;/script&gt;&amp;quot;&#34;" in page
    assert any("independent&lt;script&gt;" in page for page in pages)


def test_a_setting_is_found_below_its_key(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("a:\n  b: &x [1]\n<<: {c: 2}\n", encoding="utf-8")
    settings = disk.read_settings(tmp_path)
    assert isinstance(settings, Setting)
    assert settings.value == {"a": {"b": [1]}, "c": 2}
    assert (settings.below["a"].below["b"].position.line, settings.below["a"].below["b"].key.column) == (2, 3)
    assert not isinstance(settings, Problem)


PIECES = (
    "!!bool x",
    "!!timestamp x",
    "!ENV [a]",
    "!ENV {a: b}",
    "&a [*a]",
    "<<: *x",
    "? {a: b}",
    ": ",
    "- ",
    "\t",
    "{",
    "'",
)


def spoilt(chance: random.Random) -> bytes:
    """The settings of this project, cut, with a piece more or less, or with bytes that are no text."""
    at, end = sorted(chance.choices(range(len(SETTINGS)), k=2))
    kind = chance.randrange(4)
    if kind == 0:
        return SETTINGS[:at].encode()
    if kind == 1:
        return (SETTINGS[:at] + SETTINGS[min(end, at + 30) :]).encode()
    if kind == 2:
        return (SETTINGS[:at] + chance.choice(PIECES) + SETTINGS[at:]).encode()
    return SETTINGS[:at].encode() + chance.randbytes(8) + SETTINGS[at:].encode()


def test_no_settings_raise(tmp_path: Path) -> None:
    chance = random.Random(7)
    values = [re.sub("^extra:$", f"extra: {piece}", SETTINGS, flags=re.MULTILINE).encode() for piece in PIECES]
    for content in (*values, *(spoilt(chance) for _ in range(400))):
        (tmp_path / "mkdocs.yml").write_bytes(content)
        report(disk.around(tmp_path, disk.read_settings(tmp_path)))
