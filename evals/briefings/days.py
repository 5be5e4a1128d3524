"""The days of each corpus, briefed one after the other: each knows what those before told."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.arguments import BriefingRequest
from bot.briefing import compose
from bot.briefing_types import Briefing, Story
from bot.earlier import Earlier, ToldStatement, ToldStory
from bot.embeddings import Embedder
from bot.errors import EvalError
from bot.index import open_views
from bot.ingestion import ingest
from bot.library import Library
from bot.period import gather
from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.types import Filters
from bot.writers.stories import StoryWriter
from evals.briefings.cases import BriefingCase, Day
from evals.briefings.judging import Told

Brief = Callable[[StoryWriter | None], Briefing]
"""Briefs one day with a writer; with None the sources' own sentences are told."""

Writing = Callable[[str, Brief], Briefing]
"""How a day is briefed, given its name (see `day_name`): live, recorded or replayed."""


def extracted(name: str, brief: Brief) -> Briefing:
    """By the embedded writer, live; it needs no recording."""
    return brief(None)


def day_name(case: BriefingCase, day: str) -> str:
    """The name of a briefing among cases: ("valmont", "2024-03-05") -> "valmont-2024-03-05"."""
    return "-".join(part for part in (case.corpus, day) if part)


def briefings_of(
    case: BriefingCase, embedder: Embedder, writing: Writing = extracted
) -> Iterator[Told]:
    """The briefings of a case, day by day, each knowing what the days before told."""
    with tempfile.TemporaryDirectory(prefix="citewire-evals-") as directory:
        library = Library.open(f"sqlite:///{Path(directory) / 'library.sqlite'}")
        try:
            yield from _briefings(case, _Desk(library, embedder, Path(directory), writing))
        finally:
            library.close()


@dataclass(frozen=True)
class _Desk:
    library: Library
    embedder: Embedder
    directory: Path
    writing: Writing


def _briefings(case: BriefingCase, desk: _Desk) -> Iterator[Told]:
    phrases = Phrases.load(PROMPTS)
    earlier = Earlier()
    before: tuple[str, ...] = ()
    for day in case.days:
        _read(case, day, desk)
        briefing = _briefing(case, day, desk, phrases.for_language(case.language), earlier)
        ids = [one.id for one in desk.library.documents()]
        told = Told(
            case=case,
            day=day.day,
            briefing=briefing,
            texts={name: desk.library.document(name).text for name in ids},
            names={name: Path(desk.library.document(name).source).stem for name in ids},
            before=before,
        )
        yield told
        earlier = _earlier(briefing, day.day, earlier, desk.embedder)
        before += told.statements


def _briefing(
    case: BriefingCase, day: Day, desk: _Desk, phrases: Phrases, earlier: Earlier
) -> Briefing:
    filters = Filters(since=day.day or None, until=day.day or None)
    request = BriefingRequest(filters=filters, words=case.words, day=day.day or None)
    material = gather(desk.library, desk.embedder.name, request)
    return desk.writing(
        day_name(case, day.day),
        lambda writer: compose(request, material, phrases, writer, earlier),
    )


def _read(case: BriefingCase, day: Day, desk: _Desk) -> None:
    paths = [str(case.directory / f"{name}.txt") for name in day.documents]
    views = open_views(desk.directory / "views", desk.library, desk.embedder)
    try:
        report = ingest(
            paths,
            library=desk.library,
            embedder=desk.embedder,
            views=views,
            progress=lambda step: None,
        )
    finally:
        views.close()
    if report.failed:
        first = report.failed[0]
        raise EvalError(f"the articles cannot be read: {first.path}: {first.reason}")


def _earlier(briefing: Briefing, day: str, before: Earlier, embedder: Embedder) -> Earlier:
    stories = tuple(_told_story(story, day, embedder) for story in briefing.stories)
    return Earlier(stories=(*stories, *before.stories), day=day or None)


def _told_story(story: Story, day: str, embedder: Embedder) -> ToldStory:
    quotes = [one.citations[0].quote for one in story.statements]
    vectors = embedder.embed_passages(quotes)
    return ToldStory(
        headline=story.headline,
        day=day,
        statements=tuple(
            ToldStatement(text=one.text, citations=one.citations, vector=np.asarray(vector))
            for one, vector in zip(story.statements, vectors, strict=True)
        ),
    )
