"""A stored briefing without the documents that were removed: nothing of what they said is left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.briefing_types import Briefing, Story
from bot.earlier import said_in
from bot.text.folding import words
from bot.types import Citation


def cited_in(story: Story) -> frozenset[str]:
    """Ids of the documents that a story quotes, in its statements or beside them."""
    before = [citation for change in story.changes for citation in change.before.citations]
    quoted = [citation for _, citations in said_in(story) for citation in citations]
    return _documents([*before, *quoted])


def documents_of(briefing: Briefing) -> frozenset[str]:
    """Ids of all documents that a briefing names or quotes."""
    named = {name for story in briefing.stories for name in story.documents}
    named |= {name for story in briefing.stories for name in cited_in(story)}
    named |= {c.passage.document.id for told in briefing.overview for c in told.citations}
    named |= {correction.document for correction in briefing.corrections}
    return frozenset(named | {*briefing.undated, *briefing.postdated})


def redacted(briefing: Briefing, removed: Collection[str]) -> Briefing:
    """The briefing without every story, sentence and line that rests on the removed documents.

    A story that only lists one as another report of its event stays, unless its headline has words
    that none of its statements has: they may be that document's. Statements that fell in
    verification go all together, since nothing tells which document their words came from.
    """
    stories = [_without(story, removed) for story in briefing.stories]
    return replace(
        briefing,
        stories=tuple(story for story in stories if story is not None),
        overview=tuple(
            told for told in briefing.overview if not _documents(told.citations) & set(removed)
        ),
        corrections=tuple(
            one for one in briefing.corrections if one.document not in removed or one.kind == "gone"
        ),
        undated=tuple(name for name in briefing.undated if name not in removed),
        postdated=tuple(name for name in briefing.postdated if name not in removed),
        removed=(),
    )


def _without(story: Story, removed: Collection[str]) -> Story | None:
    if cited_in(story) & set(removed):
        return None
    if not set(story.documents) & set(removed):
        return story
    said = {word for text, _ in said_in(story) for word in words(text)}
    if not set(words(story.headline)) <= said:
        return None
    return replace(story, documents=tuple(name for name in story.documents if name not in removed))


def _documents(citations: Collection[Citation]) -> frozenset[str]:
    return frozenset(citation.passage.document.id for citation in citations)
