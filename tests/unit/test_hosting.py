"""What runs at a code host: workflows that are well-formed and safe, and scripts that do what they say."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from run import TASKS
from tests.conftest import ROOT, SMALL

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
SCHEMAS = {
    "github-workflows": [f".github/workflows/{path.name}" for path in WORKFLOWS],
    "github-issue-forms": [".github/ISSUE_TEMPLATE/text-error.yml"],
    "github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "dependabot": [".github/dependabot.yml"],
    "gitlab-ci": [".gitlab-ci.yml"],
}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_keep_to_the_schemas_of_the_hosts(schema: str) -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *SCHEMAS[schema]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_are_safe() -> None:
    """Actions are pinned by digest, rights are the least, and no text of strangers gets into a script."""
    command = [str(BIN / "zizmor"), "--offline", "--no-progress", "--quiet", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_code_of_strangers_meets_no_secret_and_no_right_to_write() -> None:
    for path in WORKFLOWS:
        text, workflow = path.read_text("utf-8"), yaml.safe_load(path.read_text("utf-8"))
        assert "secrets." not in text
        assert set(workflow["permissions"]) <= {"contents"}
        for job in workflow["jobs"].values():
            rights = job.get("permissions", workflow["permissions"])
            checked_out = any("checkout@" in step.get("uses", "") for step in job["steps"])
            assert not (checked_out and "write" in rights.values()), path
            assert all("run.py" not in step.get("run", "") for step in job["steps"] if "write" in rights.values())
    target = read(".github/workflows/diff.yml")["jobs"]["diff"]["steps"]
    # What is checked out is the branch that is merged into: nothing says otherwise.
    assert "ref" not in target[0]["with"]


def test_images_and_actions_are_pinned() -> None:
    used = [found for path in WORKFLOWS for found in re.findall(r"uses: (\S+)", path.read_text("utf-8"))]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one) for one in used)
    assert re.search(r"@sha256:[0-9a-f]{64}$", read(".gitlab-ci.yml")["default"]["image"])


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return subprocess.check_output(["git", *who, *arguments], cwd=folder, text=True, stderr=subprocess.DEVNULL).strip()


# Stands for `python run.py`: tasks on the data run, what takes minutes is only noted.
PYTHON = """#!{python}
import os, subprocess, sys
sys.path.insert(0, {root!r})
import run
if sys.argv[1:2] != ["run.py"]:
    os.execv({python!r}, [{python!r}, *sys.argv[1:]])
name, values = sys.argv[2], sys.argv[3:]
print(name, *values, file=open({log!r}, "a"))
for command in run.TASKS[name].commands if name in ("check", "fmt", "verify", "diff") else ():
    values = [*command[1:], *values]
    sys.exit(subprocess.call([{python!r}, *values], env={{**os.environ, "PYTHONPATH": {root!r}}}))
"""
# Stands for `gh`: a host with the comments of comments.json, which notes what it is asked for.
GH = """#!{python}
import json, pathlib, sys
words, folder = sys.argv[1:], pathlib.Path({folder!r})
if "--jq" in words:
    filter = words[words.index("--jq") + 1]
    assert 'startswith("<!-- plan-diff -->")' in filter and "github-actions[bot]" in filter
    print(*json.loads((folder / "comments.json").read_text()), sep="\\n")
else:
    field = next(word for word in words if word.startswith("body=@"))
    body = pathlib.Path(field.removeprefix("body=@")).read_text("utf-8")
    address = next(word for word in words if word.startswith("repos/"))
    (folder / "asked.json").write_text(json.dumps([words[words.index("--method") + 1], address, body]))
"""


class Place(NamedTuple):
    """A repository with a change to be merged, programs that stand for those of a host, and what they noted."""

    folder: Path
    base: str
    head: str
    bin: Path

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a script as GitHub does."""
        path = os.pathsep.join([str(self.bin), os.environ["PATH"]])
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=self.folder,
            env={**os.environ, "PATH": path, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def called(self) -> list[str]:
        """The tasks that were called, with what was written behind each."""
        return (self.bin / "log.txt").read_text("utf-8").splitlines()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder, host = tmp_path / "clone", tmp_path / "host"
    shutil.copytree(SMALL / "data", host / "data")
    shutil.copytree(ROOT / "data/schema", host / "data/schema")
    form = [sys.executable, "-m", "generator", "fmt"]
    subprocess.run(form, cwd=host, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(host))
    git(host, "add", ".")
    git(host, "commit", "--quiet", "--message=first")
    base = git(host, "rev-parse", "HEAD")
    plan = host / "data/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("“口袋公园”8个", "“口袋公园”9个"), "utf-8")
    git(host, "commit", "--quiet", "--all", "--message=second")
    head = git(host, "rev-parse", "HEAD")
    # The change is at the host only, as that of a fork is.
    git(host, "update-ref", "refs/pull/7/head", head)
    git(host, "reset", "--quiet", "--hard", base)
    git(tmp_path, "clone", "--quiet", str(host), str(folder))
    programs = tmp_path / "bin"
    programs.mkdir()
    values = {"python": sys.executable, "root": str(ROOT), "log": str(programs / "log.txt"), "folder": str(programs)}
    for name, script in (("python", PYTHON), ("gh", GH)):
        (programs / name).write_text(script.format(**values), "utf-8")
        (programs / name).chmod(stat.S_IRWXU)
    return Place(folder, base, head, programs)


def script(workflow: str, job: str, step: str) -> str:
    steps = read(f".github/workflows/{workflow}.yml")["jobs"][job]["steps"]
    (found,) = [one["run"] for one in steps if one.get("name") == step]
    assert isinstance(found, str)
    return found


def test_a_change_is_checked_and_built(place: Place) -> None:
    steps = read(".github/workflows/check.yml")["jobs"]["check"]["steps"]
    shutil.copy(SMALL / "official.txt", place.folder)
    for step in steps:
        if "run" in step:
            done = place.run(step["run"], OFFICIAL_TEXT="official.txt")
            assert done.returncode == 0, done.stdout + done.stderr
    assert place.called() == ["check --format github", "fmt --check", "verify official.txt", "quick", "build"]
    assert "没有比对" in place.run(script("check", "check", "与原文逐字比对"), OFFICIAL_TEXT="").stdout
    uploaded = steps[-1]["with"]
    assert uploaded["path"] == "site/"


def test_data_with_errors_fails_the_check(place: Place) -> None:
    (place.folder / "data/units.yaml").unlink()
    assert place.run(script("check", "check", "检查数据")).returncode == 1


def test_the_change_of_a_fork_is_compared_with_what_it_began_at(place: Place) -> None:
    compare = script("diff", "diff", "比较修改前后")
    done = place.run(compare, NUMBER="7", BASE=place.base, HEAD=place.head)
    assert done.returncode == 0, done.stderr
    comment = (place.folder / "diff.md").read_text("utf-8")
    assert comment.startswith("<!-- plan-diff -->")
    assert "<del>8个</del><ins><b>9个</b></ins>" in comment
    # Nothing of the change was put where a program could be found.
    assert git(place.folder, "rev-parse", "HEAD") == place.base


def test_a_program_that_does_not_run_makes_no_comment(place: Place) -> None:
    (place.bin / "python").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    done = place.run(script("diff", "diff", "比较修改前后"), NUMBER="7", BASE=place.base, HEAD=place.head)
    assert done.returncode != 0


def test_a_change_that_cannot_be_compared_says_so(place: Place) -> None:
    host = Path(git(place.folder, "remote", "get-url", "origin"))
    (host / "data/units.yaml").write_text("units: @everyone ``` <b>\n", "utf-8")
    git(host, "commit", "--quiet", "--all", "--message=spoilt")
    head = git(host, "rev-parse", "HEAD")
    git(host, "update-ref", "refs/pull/7/head", head)
    done = place.run(script("diff", "diff", "比较修改前后"), NUMBER="7", BASE=place.base, HEAD=head)
    assert done.returncode == 0, done.stderr
    comment = (place.folder / "diff.md").read_text("utf-8")
    assert comment.startswith("<!-- plan-diff -->\n**没有比较**")
    assert not re.search("[@`]|<(?!!--)", comment)
    assert place.run(script("diff", "diff", "比较修改前后"), NUMBER="8", BASE=place.base, HEAD=head).returncode != 0


@pytest.mark.parametrize(
    ("known", "method", "address"),
    [([], "POST", "repos/a/b/issues/7/comments"), ([41, 42], "PATCH", "repos/a/b/issues/comments/41")],
)
def test_one_comment_is_written_and_kept_up_to_date(place: Place, known: list[int], method: str, address: str) -> None:
    (place.bin / "comments.json").write_text(json.dumps(known), "utf-8")
    (place.folder / "diff.md").write_text("意味着", "utf-8")
    done = place.run(
        script("diff", "comment", "写一条评论，已有的更新"), NUMBER="7", GITHUB_REPOSITORY="a/b", GH_TOKEN="x"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((place.bin / "asked.json").read_text("utf-8")) == [method, address, "意味着"]


class Notes(http.server.BaseHTTPRequestHandler):
    """Stands for GitLab: notes of a merge request on two pages."""

    asked: list[tuple[str, str, str]]
    pages: list[list[dict[str, Any]]]

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        page = re.search(r"[?&]page=(\d+)", self.path)
        number = int(page[1]) if page else 0
        following = str(number + 1) if 0 < number < len(self.pages) else ""
        self._answer({"id": 5} if self.path == "/api/v4/user" else self.pages[number - 1], following)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        self.asked.append((self.command, self.path, body))
        self._answer({"id": 1}, "")

    def do_PUT(self) -> None:
        self.do_POST()

    def _answer(self, content: object, following: str) -> None:
        assert self.headers["PRIVATE-TOKEN"] == "x"
        self.send_response(200)
        self.send_header("X-Next-Page", following)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())


@pytest.fixture
def gitlab() -> Iterator[tuple[type[Notes], str]]:
    class Handler(Notes):
        """Notes of its own."""

    Handler.asked, Handler.pages = [], []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Handler, f"http://127.0.0.1:{server.server_port}/api/v4"
        server.shutdown()


def note(number: int, author: int, body: str) -> dict[str, Any]:
    return {"id": number, "author": {"id": author}, "body": body}


@pytest.mark.parametrize("known", [True, False])
def test_gitlab_gets_one_note_that_is_kept_up_to_date(
    place: Place, gitlab: tuple[type[Notes], str], known: bool
) -> None:
    handler, api = gitlab
    handler.pages = [[note(1, 9, "<!-- plan-diff -->\n别人的"), note(2, 5, "别的")]]
    handler.pages.append([note(3, 5, "<!-- plan-diff -->\n旧的")] if known else [])
    (place.folder / "diff.md").write_text("意味着", "utf-8")
    (comment,) = read(".gitlab-ci.yml")["comment"]["script"]
    numbers = {"CI_API_V4_URL": api, "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "7"}
    done = place.run(comment, DIFF_TOKEN="x", **numbers)
    assert done.returncode == 0, done.stderr
    notes = "/api/v4/projects/3/merge_requests/7/notes"
    assert handler.asked == [("PUT", f"{notes}/3", "意味着") if known else ("POST", notes, "意味着")]
    assert "没有写评论" in place.run(comment, DIFF_TOKEN="", **numbers).stdout
    assert len(handler.asked) == 1


def test_gitlab_runs_the_same(place: Place) -> None:
    jobs = read(".gitlab-ci.yml")
    git(place.folder, "fetch", "--quiet", "origin", "pull/7/head")
    for line in (*jobs["check"]["script"], *jobs["diff"]["script"]):
        numbers = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": place.base, "CI_COMMIT_SHA": place.head, "OFFICIAL_TEXT": ""}
        assert place.run(line, **numbers).returncode == 0, line
    assert place.called()[:4] == ["check", "fmt --check", "quick", "build"]
    assert (place.folder / "diff.md").read_text("utf-8").startswith("<!-- plan-diff -->")
    # The job that has the token runs no code of the repository.
    assert jobs["comment"]["variables"] == {"GIT_STRATEGY": "none"}
    assert not any("run.py" in line for line in jobs["comment"]["script"])


def test_hooks_run_tasks_before_a_commit(place: Place) -> None:
    (repository,) = read(".pre-commit-config.yaml")["repos"]
    hooks = {hook["id"]: hook for hook in repository["hooks"]}
    assert repository["repo"] == "local"
    for hook in hooks.values():
        assert hook["entry"].split()[2] in TASKS
        assert hook["name"]
        assert place.run(hook["entry"]).returncode == 0
    plan = place.folder / "data/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("“口袋公园”8个", "“口袋公园”7个"), "utf-8")
    assert "【8个→7个】" in place.run(hooks["diff-data"]["entry"]).stdout
    plan.write_text(plan.read_text("utf-8").replace("- 市水务局", "- 市水利局"), "utf-8")
    assert place.run(hooks["check-data"]["entry"]).returncode == 1
    assert re.search(hooks["check-data"]["files"], "data/plan.yaml")
    assert not re.search(hooks["check-data"]["files"], "generator/build.py")


def test_data_and_code_have_other_owners() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    paths = {path: owners for path, *owners in rules}
    assert paths["/data/"] != paths["*"]
    for path in (path for path in paths if path.endswith("/")):
        assert (ROOT / path.strip("/")).is_dir(), path


def test_both_hosts_ask_the_same() -> None:
    github, gitlab = (
        ROOT / name for name in (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md")
    )
    assert github.read_bytes() == gitlab.read_bytes()
    for name in re.findall(r"run\.py (\w+)", github.read_text("utf-8")):
        assert name in TASKS
    form = read(".github/ISSUE_TEMPLATE/text-error.yml")
    issue = (ROOT / ".gitlab/issue_templates/文字有误.md").read_text("utf-8")
    labels = [part["attributes"]["label"] for part in form["body"] if "label" in part["attributes"]]
    assert labels == re.findall(r"\*\*(.+?)\*\*", issue)
