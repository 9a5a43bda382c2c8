"""Running the engine of the search outside a browser, with the Node that comes with the browser driver of the tests."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from generator.index.index import Index
from generator.search import engine_module
from tests.conftest import search_index_of

NODE = compute_driver_executable()[0]
SCRIPTS = Path(__file__).parent / "node"


def put_assets(folder: Path, index: Index, root: Path) -> Path:
    """A folder with the engine and its index for a plan, made of the data files below `root`."""
    (folder / "engine.js").write_bytes(engine_module())
    (folder / "index.json").write_bytes(search_index_of(index, root))
    return folder


def run_node(script: str, assets: Path, request: object = None) -> Any:
    """What a script of tests/node answers to a request, both JSON. `assets` holds the engine and its index."""
    command = [NODE, str(SCRIPTS / script), str(assets)]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
