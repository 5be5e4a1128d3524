"""The values of a briefing: its stories, what is told of each, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.types import Citation, Claim, Disagreement, Removal, Statement, Timings, Usage

StoryStatus = Literal["new", "updated", "unchanged"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """A value that has moved since an earlier briefing: « 7 199 hier, 8 006 aujourd'hui ».

    `told_on` is the ISO day of the briefing that gave the value `before`.
    """

    about: str
    before: Claim
    after: Claim
    told_on: str


@dataclass(frozen=True, kw_only=True)
class KeyFigure:
    """A figure of the story as its source writes it, with what it counts.

    `published` is the date of its source, as precise as known, or None.
    """

    value: str
    about: str
    published: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """What happened on a day, for a timeline. `day` is ISO: "2023-02-14", "2023-02", "2023"."""

    day: str
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """One event told once, whatever the number of documents that report it.

    An unchanged story has one statement at most. `unknowns` are questions that the sources raise
    and leave open, each with the sentence that raises it. `told_on` is the ISO day of the last
    briefing that told the story, None for a new one.
    """

    headline: str
    status: StoryStatus
    statements: tuple[Statement, ...]
    disagreements: tuple[Disagreement, ...] = ()
    origins: int = 1
    documents: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    timeline: tuple[Step, ...] = ()
    unknowns: tuple[Statement, ...] = ()
    told_on: str | None = None


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What an earlier briefing said on the strength of a document that has changed or gone.

    `text` is the statement as it was told; "" where the document was removed, and with it every
    trace of what it said.
    """

    document: str
    kind: Literal["changed", "gone"]
    told_on: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """The stories of a period. `since` and `until` are ISO dates or None where unbounded.

    `overview` are sentences over all stories, which cite what the stories cite. `undated` and
    `postdated` are ids of documents left out: without a date, and dated after the briefing's day.
    `notes` are lines for the reader in the briefing's language, such as that nothing is new.
    """

    title: str
    language: str
    since: str | None
    until: str | None
    stories: tuple[Story, ...]
    overview: tuple[Statement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    undated: tuple[str, ...] = ()
    postdated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    writer: str = "extractive"
    usage: Usage = field(default_factory=Usage)
    timings: Timings = field(default_factory=Timings)
