"""What earlier briefings told, as far as a new one must know it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.types import Citation, Vector


@dataclass(frozen=True, kw_only=True, eq=False)
class ToldStatement:
    """A statement of an earlier briefing with the quotations that carried it.

    The citations hold the documents as they stood then. `vector` is the embedding of the first
    quoted sentence, shape (dimensions,).
    """

    text: str
    citations: tuple[Citation, ...]
    vector: Vector


@dataclass(frozen=True, kw_only=True, eq=False)
class ToldStory:
    """A story of an earlier briefing; `day` is the ISO day of that briefing."""

    headline: str
    day: str
    statements: tuple[ToldStatement, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Earlier:
    """The stories that earlier briefings of the same series told, the newest first.

    `day` is the ISO day of the last one, None when there was none.
    """

    stories: tuple[ToldStory, ...] = ()
    day: str | None = None
