"""Running the suite: each corpus into a library, each of its days briefed, each briefing judged."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
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
from evals.briefings.cases import CASES, SEEDS, BriefingCase, Day, load_briefing_cases
from evals.briefings.judging import Told, judge_briefing
from evals.briefings.outcome import outcome_of
from evals.briefings.report import Judged, as_json, as_text
from evals.circumstances import circumstances_of, data_hash
from evals.finished import Finished
from evals.runner import Setting
from evals.vectors import CachingEmbedder


def run_briefings(data: Path | None, setting: Setting) -> Finished:
    """Brief every corpus of `data` (the project's own where None is given) and judge it.

    Raises EvalError where a case or an article cannot be read.
    """
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    try:
        judged = tuple(
            Judged(told=told, observed=judge_briefing(told))
            for case in load_briefing_cases(data or CASES)
            for told in briefings_of(case, embedder)
        )
    finally:
        embedder.close()
    conditions = f"{setting.date}, revision {setting.revision}, {embedder.name}, {setting.machine}"
    return Finished(
        text=as_text(judged, conditions),
        json=as_json(judged, conditions),
        outcome=outcome_of(judged, circumstances_of(setting, data_hash([data or CASES, SEEDS]))),
    )


def briefings_of(case: BriefingCase, embedder: Embedder) -> Iterator[Told]:
    """The briefings of a case, day by day, each knowing what the days before told."""
    with tempfile.TemporaryDirectory(prefix="citewire-evals-") as directory:
        library = Library.open(f"sqlite:///{Path(directory) / 'library.sqlite'}")
        try:
            yield from _briefings(case, _Desk(library, embedder, Path(directory)))
        finally:
            library.close()


@dataclass(frozen=True)
class _Desk:
    library: Library
    embedder: Embedder
    directory: Path


def _briefings(case: BriefingCase, desk: _Desk) -> Iterator[Told]:
    phrases = Phrases.load(PROMPTS)
    earlier = Earlier()
    before: tuple[str, ...] = ()
    for day in case.days:
        _read(case, day, desk)
        filters = Filters(since=day.day or None, until=day.day or None)
        request = BriefingRequest(filters=filters, words=case.words, day=day.day or None)
        material = gather(desk.library, desk.embedder.name, request)
        briefing = compose(request, material, phrases.for_language(case.language), earlier=earlier)
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
