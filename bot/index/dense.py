"""Dense search: by Chroma where that is worth its start-up, by comparing with all elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path

from filelock import Timeout

from bot.index.chroma import ChromaView
from bot.index.exact import ExactView
from bot.index.state import ViewDirectory
from bot.library import Library
from bot.types import Vector

EXACT_UP_TO = 5_000
"""Passages up to which every vector is compared: 0.1 ms, less than Chroma's graph, and without the
second that importing and opening Chroma takes. Above, Chroma spares each process reading all
vectors into memory."""


class DenseView:
    """Answers from the library's newest revision, whichever process owns the Chroma directory.

    Chroma answers unfiltered questions to a library of more than `exact_up_to` passages when this
    process owns it and it is up to date. Every other question is answered exactly: Chroma's own
    filters take 80 ms and more at 100,000 passages.
    """

    def __init__(
        self, directory: Path, library: Library, model: str, exact_up_to: int = EXACT_UP_TO
    ) -> None:
        self._directory = ViewDirectory(directory)
        self._library = library
        self._exact = ExactView(library, model)
        self._chroma = ChromaView(self._directory, library, model)
        self._exact_up_to = exact_up_to
        self._lock = threading.Lock()
        self._looked_at = -1

    @property
    def owner(self) -> bool:
        """Whether this process holds the Chroma directory."""
        return self._directory.lock.is_locked

    @property
    def revision(self) -> int:
        """The library's revision that the Chroma collection shows; 0 while it is not open."""
        return self._chroma.revision

    def count(self) -> int:
        """Number of vectors in the Chroma collection; 0 while it is not open."""
        return self._chroma.count()

    def query(
        self, vector: Vector, limit: int, within: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The passages nearest to `vector` (shape (dimensions,)) with their cosines, best first."""
        if within is None and self.answers_by_chroma():
            return self._chroma.query(vector, limit)
        return self._exact.query(vector, limit, within)

    def answers_by_chroma(self) -> bool:
        """Whether an unfiltered question would be put to Chroma now."""
        if self._library.catalogue().passages <= self._exact_up_to:
            return False
        if self._chroma.is_current:
            return True
        with self._lock:
            revision = self._library.revision
            if revision != self._looked_at:  # look once for each revision: checking reads all files
                self._looked_at = revision
                return self._own() and self._chroma.open_current()
        return self._chroma.is_current

    def catch_up(self, library: Library) -> None:
        """Bring Chroma to the library's newest revision, unless another process owns it.

        Raises ViewError when Chroma fails; questions are then answered exactly.
        """
        with self._lock:
            if self._own():
                self._chroma.catch_up(library)
                if library.catalogue().passages > self._exact_up_to:
                    self._exact.release()

    def close(self) -> None:
        """Close Chroma and let another process own its directory."""
        with self._lock:
            self._chroma.close()
            self._exact.close()
            self._directory.lock.release()

    def _own(self) -> bool:
        if self.owner:
            return True
        try:
            self._directory.lock.acquire(timeout=0)
        except Timeout:
            return False
        return True
