"""Running the engine of the search outside a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from generator.index.index import Index
from generator.search import engine_script, topics_script, wider
from tests.conftest import search_index_of, texts

# The Node that the requirements of the tests bring.
NODE = str(Path(sys.executable).with_name("node"))
SCRIPTS = Path(__file__).parent / "node"


def put_assets(folder: Path, index: Index, root: Path) -> Path:
    """A folder with the engine, its index and its topics for a plan, made of the data files below `root`."""
    (folder / "engine.js").write_bytes(engine_script())
    (folder / "topics.js").write_bytes(topics_script(wider(index)))
    (folder / "index.json").write_bytes(search_index_of(index, texts(root)))
    return folder


def run_node(script: str, assets: Path, request: object = None) -> Any:
    """What a script of tests/node answers to a request, both JSON. `assets` holds the engine and its index."""
    command = [NODE, str(SCRIPTS / script), str(assets)]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
