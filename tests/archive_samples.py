"""Briefings of a few short documents, and told stories, for the tests of what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing, Story
from bot.comparison import Comparison
from bot.earlier import Earlier, ToldStatement, ToldStory
from bot.embeddings import HashingEmbedder
from bot.library import Edition
from bot.likeness import Likeness
from bot.stories import StoryGroup, Unit
from bot.types import Citation, Document, Filters, Passage, Span, Statement
from bot.writers.briefing_extractive import Sentences
from bot.writers.stated import Stated

EMBEDDER = HashingEmbedder()


def document(
    name: str, text: str, day: str | None = "2023-02-14", language: str = "fr"
) -> Document:
    return Document(
        id=name,
        text=text,
        raw=text,
        title=name,
        language=language,
        source=f"{name}.txt",
        published=day,
    )


def cited(source: Document, quote: str | None = None) -> Citation:
    """The quotation of a document, or all of it, in the one passage that it has."""
    passage = Passage(document=source, number=0, start=0, end=len(source.text))
    start = source.text.index(quote) if quote else 0
    return Citation(passage=passage, start=start, end=start + len(quote or source.text))


def statement(source: Document, quote: str | None = None) -> Statement:
    citation = cited(source, quote)
    return Statement(text=citation.quote, citations=(citation,))


def story(*statements: Statement, headline: str = "", status: str = "new") -> Story:
    names = dict.fromkeys(c.passage.document.id for one in statements for c in one.citations)
    return Story(
        headline=headline or statements[0].text,
        status="unchanged" if status == "unchanged" else "new",
        statements=statements,
        documents=tuple(names),
    )


def briefing(*stories: Story, title: str = "Briefing") -> Briefing:
    return Briefing(title=title, language="fr", since=None, until=None, stories=stories)


def edition(
    told: Briefing, *, day: str = "2023-02-14", revision: int = 1, series: str = ""
) -> Edition:
    """An edition of an open period, made on the day."""
    return Edition(
        briefing=told,
        request=BriefingRequest(filters=Filters(), series=series),
        made_at=f"{day}T08:00:00+01:00",
        revision=revision,
    )


def vector(text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.asarray(EMBEDDER.embed_passages([text])[0], dtype=np.float32)


def told_story(*sources: Document, day: str = "2023-02-14", headline: str = "Hier") -> ToldStory:
    """A story that told each document's whole text."""
    return ToldStory(
        headline=headline,
        day=day,
        statements=tuple(
            ToldStatement(text=one.text, citations=(cited(one),), vector=vector(one.text))
            for one in sources
        ),
    )


def sentences(sources: Sequence[Document]) -> Sentences:
    """Each document is one sentence that can be told as it stands."""
    units = [
        Unit(Passage(document=one, number=0, start=0, end=len(one.text)), Span(0, len(one.text)))
        for one in sources
    ]
    rows = np.stack([vector(one.text) for one in sources])
    told = [Stated(text=one.text, quote=Span(0, len(one.text)), direct=False) for one in sources]
    nothing = np.zeros((len(units), len(units)), np.float32)
    return Sentences.of(units, told, rows, Likeness(sentences=nothing, events=nothing))


def compared(
    sources: Sequence[Document], *stories: ToldStory, close: float = 0.9, alike: float = 1.2
) -> Comparison:
    """The documents beside what was told, every pair as near and as alike as is said."""
    known = frozenset(
        c.passage.document.id for one in stories for s in one.statements for c in s.citations
    )
    day = stories[0].day if stories else None
    found = Comparison.of(sentences(sources), Earlier(stories=stories, day=day, known=known))
    return replace(
        found,
        close=np.full_like(found.close, close),
        alike=np.full_like(found.alike, alike),
    )


def group(*rows: int) -> StoryGroup:
    return StoryGroup(units=rows, origins=len(rows), documents=(), newest="", cohesion=1.0)
