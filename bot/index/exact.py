"""Dense search by comparing with every vector: exact, and always as new as the library.

At 5,000 passages it takes 0.1 ms, less than Chroma's graph, and needs no files and no start-up; at
100,000 it takes about 10 ms. So it serves small libraries, filtered questions, and every process
that does not own the Chroma directory.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np

from bot.library import Library, Revision
from bot.library.records import Keys
from bot.types import Vector

FEW = 5000
SHARE = 8
"""Up to so many passages, and such a share of all, are read from the library when the matrix is not
in memory yet."""


class ExactView:
    """Every vector of one model in memory, as float32: 154 MB for 100,000 passages of e5."""

    def __init__(self, library: Library, model: str) -> None:
        self._library = library
        self._model = model
        self._loaded: _Matrix | None = None
        self._lock = threading.Lock()

    @property
    def revision(self) -> int:
        """The revision of the vectors in memory; 0 before the first question."""
        loaded = self._loaded
        return 0 if loaded is None else loaded.revision.number

    def query(
        self, vector: Vector, limit: int, within: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The passages nearest to `vector` (shape (dimensions,)) with their cosines, best first."""
        catalogue = self._library.catalogue()
        few = min(FEW, catalogue.passages // SHARE)
        if within is not None and len(within) <= few and self._loaded is None:
            keys, matrix = self._library.vectors_of(within, self._model)
        else:
            loaded = self._current()
            keys, matrix = loaded.keys, loaded.matrix
        if not len(keys):
            return []
        cosines = matrix @ vector.astype(np.float32)
        if within is not None:
            cosines = np.where(
                np.isin(keys, catalogue.keys_of(within), assume_unique=True), cosines, -np.inf
            )
        best = _best(cosines, limit)
        named = ((catalogue.id_of(int(keys[row])), float(cosines[row])) for row in best)
        return [(name, cosine) for name, cosine in named if name and cosine > -np.inf]

    def catch_up(self, library: Library) -> None:
        """Nothing to do: each question looks at the library's revision."""

    def release(self) -> None:
        """Let go of the memory; the next question loads it again."""
        with self._lock:
            self._loaded = None

    def close(self) -> None:
        """Let go of the memory."""
        self.release()

    def _current(self) -> _Matrix:
        with self._lock:
            reached = self._library.state
            if self._loaded is None or self._loaded.revision != reached:
                self._loaded = self._refreshed(self._loaded)
            return self._loaded

    def _refreshed(self, loaded: _Matrix | None) -> _Matrix:
        changes = self._library.changes_since(loaded.revision) if loaded else None
        if loaded is None or changes is None:
            return self._whole()
        kept = ~np.isin(loaded.keys, np.array(changes.removed_passages, dtype=np.int64))
        added = list(self._library.vectors(self._model, changes.added))
        rows = int(kept.sum()) + sum(len(keys) for keys, _ in added)
        if rows != self._library.vector_count(self._model):
            return self._whole()  # old documents were given vectors of this model
        return _stacked(
            changes.revision, rows, chain([(loaded.keys[kept], loaded.matrix[kept])], added)
        )

    def _whole(self) -> _Matrix:
        catalogue = self._library.catalogue()
        pages = self._library.vectors(self._model)
        return _stacked(catalogue.revision, catalogue.passages, pages)


class _Matrix(NamedTuple):
    revision: Revision
    keys: Keys
    matrix: Vector


def _stacked(revision: Revision, rows: int, pages: Iterable[tuple[Keys, Vector]]) -> _Matrix:
    """One matrix of all pages, which are copied one by one: 100,000 vectors fit only once."""
    keys = np.empty(rows, np.int64)
    matrix = np.empty((0, 0), np.float32)
    filled = 0
    for page_keys, page in pages:
        page_keys, page = page_keys[: rows - filled], page[: rows - filled]
        if not matrix.size and len(page):
            matrix = np.empty((rows, page.shape[1]), np.float32)
        keys[filled : filled + len(page_keys)] = page_keys
        matrix[filled : filled + len(page_keys)] = page
        filled += len(page_keys)
    return _Matrix(revision, keys[:filled], matrix[:filled])


def _best(cosines: Vector, limit: int) -> list[int]:
    """Rows of the `limit` highest values, highest first."""
    if limit < len(cosines):
        rows = np.argpartition(cosines, len(cosines) - limit)[-limit:]
    else:
        rows = np.arange(len(cosines))
    ordered: list[int] = rows[np.argsort(-cosines[rows], kind="stable")].tolist()
    return ordered
