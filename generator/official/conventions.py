"""The official text in blocks, and what the places of the document are called.

A block is one unit of comparison (a heading, a paragraph of the notice, an item with its unit brackets), named by its
place in the document. `blocks` reads them from a text, and `printed` writes the same from the data: that both are equal
proves the data.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

BlockKind = Literal["imprint", "notice", "heading", "group", "item", "form"]


class Block(NamedTuple):
    """One comparable piece of the official text: its place in the document, its words without white space, its kind.

    The imprint is what stands around the text: letterhead and number, distribution and printer.
    """

    place: str
    text: str
    kind: BlockKind
