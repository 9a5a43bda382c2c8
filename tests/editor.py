"""The language server for YAML, asked as an editor asks it: what it completes, explains and marks in a file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from tests.node import NODE, SCRIPTS

_SERVER = SCRIPTS / "node_modules/yaml-language-server/bin/yaml-language-server"


class Editor:
    """An editor with a folder open. Its settings are those of `.vscode/settings.json`."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        self.folder, self.settings = folder, settings
        self.process = subprocess.Popen(
            [NODE, str(_SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.asked, self.opened = 0, 0

    def __enter__(self) -> Self:
        try:
            capabilities = {"workspace": {"configuration": True}, "textDocument": {"completion": {}}}
            self.ask("initialize", processId=None, rootUri=self.folder.as_uri(), capabilities=capabilities)
            self.tell("initialized")
            # What is opened before the server has asked for the settings is read without them.
            next(one for one in self.messages() if one.get("method") == "workspace/configuration")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def marks(self, text: str) -> list[str]:
        """What is marked in a text, each with its line from 1."""
        uri = self.open(text)
        told = (one["params"] for one in self.messages() if one.get("method") == "textDocument/publishDiagnostics")
        found = next(one["diagnostics"] for one in told if one["uri"] == uri)
        return [f"{mark['range']['start']['line'] + 1}: {mark['message']}" for mark in found]

    def offers(self, before: str, after: str = "") -> list[str]:
        """What is offered where the cursor stands between two halves of a text."""
        return [one["label"] for one in self.at_cursor("completion", before, after)["items"]]

    def explains(self, before: str, after: str) -> str:
        """What is said of the word at the cursor."""
        return str(self.at_cursor("hover", before, after)["contents"]["value"])

    def at_cursor(self, what: str, before: str, after: str) -> Any:
        *lines, last = before.split("\n")
        position = {"line": len(lines), "character": len(last)}
        return self.ask(f"textDocument/{what}", textDocument={"uri": self.open(before + after)}, position=position)

    def open(self, text: str) -> str:
        """Open a text as a data file of a new name, which need not be on the disk; its schema is."""
        self.opened += 1
        uri = (self.folder / f"data/{self.opened}.yaml").as_uri()
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        return uri

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        return next(one["result"] for one in self.messages() if one.get("id") == self.asked and "method" not in one)

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def messages(self) -> Iterator[dict[str, Any]]:
        """What the server says; what it asks meanwhile is answered."""
        out = self.process.stdout
        assert out
        while header := out.readline():
            length = int(header.split(b":")[1]) if header.startswith(b"Content-Length") else 0
            if length:
                while out.readline().strip():
                    pass
                message = json.loads(out.read(length))
                if "method" in message and "id" in message:
                    self.answer(message)
                yield message

    def answer(self, message: dict[str, Any]) -> None:
        """Answer what the server asks: for the settings of a section, or for nothing that counts."""
        sections = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
        result = [self.section(one.get("section") or "") for one in sections] if sections else None
        self.send({"id": message["id"], "result": result})

    def section(self, name: str) -> dict[str, Any]:
        """The settings of a section, as trees: what is set as yaml.schemaStore.enable is schemaStore: {enable: …}."""
        tree: dict[str, Any] = {}
        for key, value in self.settings.items():
            if key.startswith(f"{name}."):
                *path, last = key.removeprefix(f"{name}.").split(".")
                inner = tree
                for step in path:
                    inner = inner.setdefault(step, {})
                inner[last] = value
        return tree
