"""How the text departs from the source, which the editors answer for."""

from __future__ import annotations

from typing import Literal

from generator.model.record import Listed, Record, Text


class Convention(Record):
    """A departure from the source that is made everywhere, by rule."""

    title: Text
    text: Text


class Correction(Record):
    """One departure from the source: `before`, which stands there once, became `after`.

    With `omit_rest` what follows on the line of the source is left out as well.
    """

    record: Text
    before: Text
    after: str
    reason: Text
    omit_rest: Literal["true", "false"] = "false"

    @property
    def idle(self) -> bool:
        """Whether it changes nothing."""
        return self.before == self.after and not self.omits_rest

    @property
    def omits_rest(self) -> bool:
        """Whether what follows on the line of the source is left out."""
        return self.omit_rest == "true"


class Corrections(Record):
    """How the text departs from the source: by rule everywhere, and place by place.

    `last` are the ids of the records with which the parts and the forms of the source end.
    """

    last: Listed[Text] = ()
    conventions: Listed[Convention] = ()
    # May be an empty list, as a file cannot be empty.
    corrections: tuple[Correction, ...] = ()
