"""The digests of the verified text, which a clone carries instead of that text."""

from __future__ import annotations

import json
from pathlib import Path

from generator.edition import Edition
from generator.verify import digests

DIGESTS = Path(__file__).parent / "real" / "digests.json"


def recorded() -> dict[str, str]:
    """The digests as recorded, by place."""
    found: dict[str, str] = json.loads(DIGESTS.read_text(encoding="utf-8"))
    return found


def departures(edition: Edition) -> list[str]:
    """The places where an edition is not the verified text."""
    now, verified = digests(edition), recorded()
    return [place for place in (verified | now) if verified.get(place) != now.get(place)]
