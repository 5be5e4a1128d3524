"""What every reader takes and gives, and which reader reads what."""

from __future__ import annotations

from dataclasses import dataclass, field

from .metadata import Metadata

LARGEST_TEXT = 20_000_000
"""Characters of one document, and bytes of a text, web page or mail; a longer one is refused."""
LARGEST_FILE = 100_000_000
"""Bytes of a PDF or Word file, which hold pictures beside their text."""


@dataclass(frozen=True, kw_only=True)
class Payload:
    """The bytes of one document. `source` is its path or URL as errors name it."""

    data: bytes = field(repr=False)
    source: str
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class RawText:
    """What a reader found: everything in `raw`, the text's paragraphs in order, and metadata.

    `told` is what the author wrote about the document; `guessed` is what only the file says
    (a creation date, a name in a mail address) and counts where nothing better is known.
    """

    raw: str = field(repr=False)
    paragraphs: tuple[str, ...] = field(repr=False)
    told: Metadata = field(default_factory=Metadata)
    guessed: Metadata = field(default_factory=Metadata)
