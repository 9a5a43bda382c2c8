"""The digests of the verified text, which a clone carries instead of that text."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from generator.edges.files import read_official
from generator.model.data import Edition
from generator.proof.printed import document_lines
from generator.proof.verify import compare, summary
from tests.conftest import ROOT

DIGESTS = ROOT / "tests/real/digests.json"
BESIDE = ROOT.parent / "shared/source/plan-2025-ocr.txt"


def official_text() -> str | None:
    """The official text, from OFFICIAL_TEXT or from beside the project; None where there is none.

    One that is named must be there.
    """
    named = os.environ.get("OFFICIAL_TEXT")
    return read_official(Path(named or BESIDE)) if named or BESIDE.exists() else None


def digests(edition: Edition) -> dict[str, str]:
    """A short digest of every line as the data prints it, by place, and of every correction."""
    texts = {line.citation: line.text for line in document_lines(edition)}
    for one in edition.corrections.corrections:
        texts[f"文字订正：{one.record} “{one.before}”"] = f"{one.after}\n{one.omit_rest}"
    return {name: hashlib.sha256(text.encode()).hexdigest()[:16] for name, text in texts.items()}


def recorded(file: Path = DIGESTS) -> dict[str, str]:
    """The digests as recorded, by place."""
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


def departures(edition: Edition) -> list[str]:
    """The places where an edition is not the verified text."""
    now, verified = digests(edition), recorded()
    return [position for position in (verified | now) if verified.get(position) != now.get(position)]


def record(edition: Edition, official: str | None, file: Path = DIGESTS) -> None:
    """Records the digests of an edition that equals the official text, and of no other."""
    assert official is not None, "digests are recorded of a proved text: set OFFICIAL_TEXT to the official one"
    comparison = compare(official, edition)
    assert comparison.equal, summary(comparison)
    file.write_text(json.dumps(digests(edition), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
