"""What earlier briefings told, as far as a new one must know it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.briefing_types import Briefing, Story
from bot.types import Citation, Vector

Place = tuple[str, int, int]
"""Where a quotation stands: document id, start and end."""

NO_VECTOR: Vector = np.zeros(0, np.float32)
"""Of a quotation that was embedded by another model: only its words can be compared."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ToldStatement:
    """A statement of an earlier briefing with the quotations that carried it.

    The citations hold the documents as they stood then. `vector` is the embedding of the first
    quoted sentence, shape (dimensions,), or (0,) where the present model has none.
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

    `day` is the ISO day of the last one, None when there was none. `known` are ids of all the
    documents that they were written from, told or not.
    """

    stories: tuple[ToldStory, ...] = ()
    day: str | None = None
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, eq=False)
class PastBriefing:
    """A briefing of the archive; `day` is the ISO day that it was for.

    `gone` are ids of documents that it told of and that were removed since. `vectors` are the
    embeddings of its quotations, by their places, where the present model made them. `consulted`
    are ids of the documents that it was written from.
    """

    briefing: Briefing
    day: str
    gone: tuple[str, ...] = ()
    vectors: Mapping[Place, Vector] = field(default_factory=dict)
    consulted: frozenset[str] = frozenset()


def earlier_of(past: Sequence[PastBriefing]) -> Earlier:
    """What the briefings told, the newest first as they are given.

    A value that a story set beside its statements (a change, a figure, one side of a disagreement)
    was told too: its quotation counts as a statement.
    """
    stories = tuple(
        ToldStory(
            headline=story.headline,
            day=one.day,
            statements=tuple(_told(text, citations, one) for text, citations in said_in(story)),
        )
        for one in past
        for story in one.briefing.stories
    )
    return Earlier(
        stories=stories,
        day=past[0].day if past else None,
        known=frozenset(name for one in past for name in one.consulted),
    )


def said_in(story: Story) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """All that a story says with the quotations that carry it, its statements first.

    A quotation that carried a statement is not given again for the value it holds.
    """
    seen: set[Citation] = set()
    for statement in (*story.statements, *story.unknowns):
        seen.update(statement.citations)
        yield statement.text, statement.citations
    beside = [change.after for change in story.changes]
    beside += [claim for matter in story.disagreements for claim in matter.claims]
    quoted = [one.citations for one in beside]
    quoted += [figure.citations for figure in story.figures]
    quoted += [step.citations for step in story.timeline]
    for citations in quoted:
        for citation in citations:
            if citation not in seen:
                seen.add(citation)
                yield citation.quote, (citation,)


def place_of(citation: Citation) -> Place:
    """Where the citation stands, whatever the version of its document."""
    return citation.passage.document.id, citation.start, citation.end


def _told(text: str, citations: tuple[Citation, ...], past: PastBriefing) -> ToldStatement:
    vector = past.vectors.get(place_of(citations[0]), NO_VECTOR) if citations else NO_VECTOR
    return ToldStatement(text=text, citations=citations, vector=vector)
