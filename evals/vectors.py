"""Vectors kept between runs: embedding PIAF takes minutes, and its texts never change."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.embeddings import Embedder
from bot.errors import EvalError
from bot.types import Vector

_BATCH = 32
_LOOKED_UP = 500

Progress = Callable[[str], None]
"""Takes one line of progress for the user."""

Embed = Callable[[Sequence[str]], Vector]


class CachingEmbedder:
    """An embedder that asks another one only for texts it has not seen.

    The key of a vector holds the embedder's name, the role (passage or question, which differ) and
    the text. Every batch is stored as it is made, so that an interrupted run goes on from there.
    """

    def __init__(self, embedder: Embedder, path: Path, progress: Progress) -> None:
        self._embedder = embedder
        self._progress = progress
        self._lock = threading.Lock()
        self.computed = {"passage": 0, "question": 0}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._store = sqlite3.connect(path, check_same_thread=False)
            with self._store:
                self._store.execute(
                    "CREATE TABLE IF NOT EXISTS vectors"
                    " (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
                )
        except (OSError, sqlite3.Error) as error:
            raise EvalError(
                f"cannot keep vectors in {str(path)!r} ({error}); give --cache DIRECTORY"
            ) from error

    @property
    def name(self) -> str:
        """The name of the embedder that makes the vectors."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._embedder.dimensions

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Vectors of passages or sentences, shape (texts, dimensions)."""
        return self._embed("passage", texts, self._embedder.embed_passages)

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        """Vectors of questions, shape (texts, dimensions)."""
        return self._embed("question", texts, self._embedder.embed_questions)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def _embed(self, role: str, texts: Sequence[str], embed: Embed) -> Vector:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        keys = [self._key(role, text) for text in texts]
        with self._lock:
            known = self._known(keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            known |= self._compute(role, missing, embed)
        return np.stack([known[key] for key in keys])

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vector]:
        found: dict[bytes, Vector] = {}
        unique = list(dict.fromkeys(keys))
        for start in range(0, len(unique), _LOOKED_UP):
            part = unique[start : start + _LOOKED_UP]
            marks = ",".join("?" * len(part))
            rows = self._store.execute(
                f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part
            )
            found |= {key: np.frombuffer(blob, dtype="<f4") for key, blob in rows}
        return found

    def _compute(self, role: str, missing: dict[bytes, str], embed: Embed) -> dict[bytes, Vector]:
        made: dict[bytes, Vector] = {}
        items = list(missing.items())
        for start in range(0, len(items), _BATCH):
            part = items[start : start + _BATCH]
            vectors = np.asarray(embed([text for _, text in part]), dtype="<f4")
            rows = [(key, vector.tobytes()) for (key, _), vector in zip(part, vectors, strict=True)]
            with self._store:
                self._store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            made |= {key: vector for (key, _), vector in zip(part, vectors, strict=True)}
            self.computed[role] += len(part)
            if len(items) > _BATCH:
                self._progress(f"embedding {role}s: {start + len(part)} of {len(items)} new")
        return made

    def _key(self, role: str, text: str) -> bytes:
        parts = (self._embedder.name, role, text)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
