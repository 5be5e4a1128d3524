"""What the crash test kills: an ingest into a library with both views."""

from __future__ import annotations

from pathlib import Path

from bot.embeddings import HashingEmbedder
from bot.index import open_views
from bot.ingestion import IngestReport, ingest
from bot.library import Library


def ingest_all(place: Path, articles: Path) -> IngestReport:
    """Ingest a directory into the library and views in `place`."""
    embedder = HashingEmbedder()
    with Library.open(f"sqlite:///{place}/library.db") as library:
        views = open_views(place / "views", library, embedder)
        try:
            return ingest(
                [str(articles)],
                library=library,
                embedder=embedder,
                views=views,
                progress=lambda step: None,
            )
        finally:
            views.close()
