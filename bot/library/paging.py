"""Reading the whole library page by page.

Each page is read in a transaction of its own, so that going through 100,000 passages holds up
nobody. What changes meanwhile is found by `Library.changes_since`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bot.library import reading, vectors
from bot.library.database import Database
from bot.library.reading import IndexedPassage
from bot.library.records import Keys
from bot.types import Vector

PAGE = 5000
"""Passages in one page of vectors: Chroma takes at most 5,461 at a time."""

TEXTS = 200
"""Documents in one page of texts, which are far longer than vectors."""


def vector_pages(
    database: Database, model: str, document_keys: Sequence[int] | None
) -> Iterator[tuple[Keys, Vector]]:
    """Keys and vectors of all passages, or of those of some documents."""
    for batch in reading.batches(_all_unless(database, document_keys)):
        with database.reads() as connection:
            parts = list(vectors.document_vectors(connection, model, batch))
        if not parts:
            continue
        keys = np.concatenate([part[0] for part in parts])
        matrix = np.concatenate([part[1] for part in parts])
        for start in range(0, len(keys), PAGE):
            yield keys[start : start + PAGE], matrix[start : start + PAGE]


def text_pages(
    database: Database, document_keys: Sequence[int] | None
) -> Iterator[list[IndexedPassage]]:
    """Texts of all passages, or of those of some documents."""
    for batch in reading.batches(_all_unless(database, document_keys), TEXTS):
        with database.reads() as connection:
            page = reading.indexed_passages(connection, batch)
        yield page


def _all_unless(database: Database, document_keys: Sequence[int] | None) -> Sequence[int]:
    if document_keys is not None:
        return document_keys
    with database.reads() as connection:
        return [entry.key for entry in reading.entries(connection)]
