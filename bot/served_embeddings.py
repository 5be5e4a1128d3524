"""Vectors from a server that speaks OpenAI's protocol: OpenAI itself, vLLM, llama.cpp, Ollama.

A document's texts go in batches; each is tried again with growing pauses (or as long as the server
asks), and what was embedded of earlier documents is in the library by then. Loads the openai
client, so it is imported only where such a model is set.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import openai

from bot.embeddings import plain
from bot.errors import EmbedderError
from bot.settings import SERVED
from bot.types import Vector
from bot.writers.model.client import OPENAI, Endpoint
from bot.writers.model.failures import server_words

SECONDS = 60.0
TRIES = 5
BATCH = 128
"""Texts in one request: some 20,000 tokens, of the 300,000 that OpenAI takes."""

# A server that takes fewer texts at once says so in one of these ways.
TOO_MANY = (openai.BadRequestError, openai.UnprocessableEntityError)
TOO_LARGE = 413


class ServedEmbedder:
    """One embedding model of one server. Its name is the model's, wherever the server is.

    Raises ConfigurationError for a key that cannot be sent.
    """

    def __init__(self, model: str, key: str, base_url: str = "") -> None:
        Endpoint(model=model, key=key, base_url=base_url or OPENAI)  # checks what can be sent
        self.name = SERVED + model
        self.batch = BATCH
        self._model = model
        self._key = key
        # All is given: the client would take what is missing from the environment.
        self._client = openai.OpenAI(
            api_key=key or "none",
            base_url=base_url or OPENAI,
            timeout=SECONDS,
            max_retries=TRIES - 1,
        )
        self._dimensions = 0

    @property
    def dimensions(self) -> int:
        """Length of one vector, which the server's first answer tells."""
        if not self._dimensions:
            self._embed(["."])
        return self._dimensions

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Vectors of texts that may answer, of shape (texts, dimensions). Raises EmbedderError."""
        return self._embed(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        """Vectors of questions, of shape (texts, dimensions). Raises EmbedderError."""
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vector:
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        parts = []
        start = 0
        while start < len(texts):
            vectors = self._halving([plain(text) for text in texts[start : start + self.batch]])
            parts.append(vectors)
            start += len(vectors)
        return np.concatenate(parts)

    def _halving(self, texts: Sequence[str]) -> Vector:
        """Vectors of the texts, or of the first of them where the server takes only so many."""
        while True:
            try:
                return self._checked(self._request(texts), len(texts))
            except openai.APIStatusError as failure:
                fewer = isinstance(failure, TOO_MANY) or failure.status_code == TOO_LARGE
                if not fewer or len(texts) == 1:
                    raise self._told(failure) from failure
                texts = texts[: len(texts) // 2]
                self.batch = len(texts)
            except openai.APITimeoutError as failure:
                raise self._error(
                    f"did not answer within {SECONDS:.0f} s, {TRIES} times; try again later"
                ) from failure
            except openai.APIConnectionError as failure:
                raise self._error("cannot be reached; check OPENAI_BASE_URL") from failure

    def _request(self, texts: Sequence[str]) -> list[Sequence[float]]:
        try:
            response = self._client.embeddings.create(model=self._model, input=list(texts))
            return [one.embedding for one in sorted(response.data, key=lambda one: one.index)]
        except (AttributeError, TypeError, ValueError, json.JSONDecodeError) as failure:
            raise self._error("sent something that is no list of vectors") from failure

    def _checked(self, rows: Sequence[Sequence[float]], wanted: int) -> Vector:
        """The rows as one matrix of vectors of length 1."""
        lengths = {len(row) for row in rows}
        if len(rows) != wanted or len(lengths) != 1 or 0 in lengths:
            raise self._error(f"sent {len(rows)} vectors for {wanted} texts, or of many lengths")
        dimensions = lengths.pop()
        if self._dimensions not in (0, dimensions):
            raise self._error(
                f"now sends vectors of {dimensions} numbers, not {self._dimensions}; it has "
                "another model under that name: restart"
            )
        matrix: Vector = np.array(rows, dtype=np.float32)
        norms = np.linalg.norm(matrix, axis=1, keepdims=True)
        if not np.isfinite(matrix).all() or not norms.all():
            raise self._error("sent vectors that are no directions (zeros, or no numbers)")
        self._dimensions = dimensions
        matrix /= norms
        return matrix

    def _told(self, failure: openai.APIStatusError) -> EmbedderError:
        status = failure.status_code
        if status in (401, 403):
            return self._error(f"refused the key (HTTP {status}); check OPENAI_API_KEY")
        if status == 404:
            return self._error(f"has no such model (HTTP 404); {self._advice()}")
        said = server_words(failure.body, str(failure), self._key)
        return self._error(f"failed (HTTP {status}: {said}); try again later")

    def _advice(self) -> str:
        """The models that the server has, those whose name tells that they embed first."""
        try:
            names = sorted(
                model.id for model in self._client.with_options(max_retries=0).models.list()
            )
        except (openai.OpenAIError, AttributeError, TypeError, ValueError):
            return "check CITEWIRE_EMBEDDINGS and OPENAI_BASE_URL"
        names.sort(key=lambda name: "embed" not in name.lower())
        listed = ", ".join(names[:8]) if names else "none"
        return f"it has {listed}: set CITEWIRE_EMBEDDINGS={SERVED}MODEL"

    def _error(self, what: str) -> EmbedderError:
        return EmbedderError(f"the server of the embeddings {self.name!r} {what}")
