"""A briefing of each date by the product itself: reader, library, `compose`, verifier."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.arguments import BriefingRequest
from bot.briefing import compose
from bot.briefing_types import Briefing
from bot.earlier import Earlier, ToldStatement, ToldStory
from bot.embeddings import Embedder
from bot.errors import EvalError
from bot.index import open_views
from bot.ingestion import ingest
from bot.library import Library
from bot.period import Material, gather
from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.types import Filters
from evals.rpm2.reading import Cluster

WORDS_ASKED = 150
"""A briefing's words hold its headlines too; this leaves its statements the hundred words
that the abstracts have. What is beyond them is cut off before scoring."""

_FIRST_DAY = "2008-01-01"
"""RPM2 does not date its articles; a briefing only needs some day that was before."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was told of one date: by itself, and (second dates) to who knows the first briefing."""

    cluster: Cluster
    alone: tuple[str, ...]
    after_first: tuple[str, ...] | None
    stories: int


def told_of(first: Cluster, second: Cluster, embedder: Embedder) -> tuple[Told, Told]:
    """The briefings of both dates of a topic. Raises EvalError for articles that cannot be read."""
    phrases = Phrases.load(PROMPTS)
    request = BriefingRequest(filters=Filters(), words=WORDS_ASKED)
    before = compose(request, material_of(first, embedder), phrases)
    material = material_of(second, embedder)
    alone = compose(request, material, phrases)
    after = compose(request, material, phrases, earlier=earlier_of(before, embedder))
    return (
        Told(
            cluster=first,
            alone=statements_of(before),
            after_first=None,
            stories=len(before.stories),
        ),
        Told(
            cluster=second,
            alone=statements_of(alone),
            after_first=statements_of(after),
            stories=len(alone.stories),
        ),
    )


def statements_of(briefing: Briefing) -> tuple[str, ...]:
    """The statements in order, without headlines: what is held against the abstracts."""
    return tuple(said.text for story in briefing.stories for said in story.statements)


def material_of(cluster: Cluster, embedder: Embedder) -> Material:
    """The articles of one date as the product reads, splits and stores them."""
    with tempfile.TemporaryDirectory(prefix="citewire-evals-") as directory:
        library = Library.open(f"sqlite:///{Path(directory) / 'library.sqlite'}")
        try:
            _read(cluster, library, embedder, Path(directory) / "views")
            return gather(library, embedder.name, BriefingRequest(filters=Filters()))
        finally:
            library.close()


def _read(cluster: Cluster, library: Library, embedder: Embedder, views_at: Path) -> None:
    views = open_views(views_at, library, embedder)
    try:
        report = ingest(
            [str(path) for path in cluster.articles],
            library=library,
            embedder=embedder,
            views=views,
            progress=lambda step: None,
        )
    finally:
        views.close()
    if report.failed:
        failed = report.failed[0]
        raise EvalError(f"{failed.path} of {cluster.name} cannot be read: {failed.reason}")


def earlier_of(briefing: Briefing, embedder: Embedder) -> Earlier:
    """The briefing as one that was told before."""
    return Earlier(
        stories=tuple(
            ToldStory(
                headline=story.headline,
                day=_FIRST_DAY,
                statements=tuple(
                    ToldStatement(
                        text=said.text,
                        citations=said.citations,
                        vector=embedder.embed_passages([said.citations[0].quote])[0],
                    )
                    for said in story.statements
                ),
            )
            for story in briefing.stories
        ),
        day=_FIRST_DAY,
    )
