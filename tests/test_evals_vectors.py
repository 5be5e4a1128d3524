from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.embeddings import HashingEmbedder
from bot.errors import EvalError
from bot.types import Vector
from evals.vectors import CachingEmbedder


class CountingEmbedder(HashingEmbedder):
    """Remembers every text it was asked for; `name` is settable."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.asked: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        self.asked += texts
        return super().embed_passages(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        self.asked += texts
        return -super().embed_questions(texts)


def caching(embedder: CountingEmbedder, directory: Path) -> CachingEmbedder:
    return CachingEmbedder(embedder, directory / "deep" / "vectors.sqlite", lambda line: None)


def test_a_text_is_embedded_once_even_over_two_runs(tmp_path: Path) -> None:
    inner = CountingEmbedder()
    first = caching(inner, tmp_path)
    vectors = first.embed_passages(["a b", "c d", "a b"])
    first.close()
    second = caching(inner, tmp_path)
    again = second.embed_passages(["c d", "a b"])
    second.close()
    assert inner.asked == ["a b", "c d"]
    assert np.array_equal(vectors[[1, 0]], again)
    assert np.array_equal(vectors[0], vectors[2])
    assert again.dtype == np.float32
    assert (first.computed, second.computed) == (
        {"passage": 2, "question": 0},
        {"passage": 0, "question": 0},
    )


def test_role_and_embedder_are_part_of_the_key(tmp_path: Path) -> None:
    inner = CountingEmbedder()
    store = caching(inner, tmp_path)
    assert np.array_equal(store.embed_questions(["a b"]), -store.embed_passages(["a b"]))
    store.close()
    other = CountingEmbedder("another")
    store = caching(other, tmp_path)
    store.embed_passages(["a b"])
    store.close()
    assert other.asked == ["a b"]
    assert store.name == "another"


def test_many_texts_keep_their_order_and_tell_progress(tmp_path: Path) -> None:
    lines: list[str] = []
    inner = CountingEmbedder()
    store = CachingEmbedder(inner, tmp_path / "vectors.sqlite", lines.append)
    texts = [f"texte {number}" for number in range(1_203)]
    store.embed_passages(texts[:700])
    vectors = store.embed_passages(texts)
    store.close()
    assert np.allclose(vectors, HashingEmbedder().embed_passages(texts))
    assert lines[-1] == "embedding passages: 503 of 503 new"


def test_no_text_gives_no_vector(tmp_path: Path) -> None:
    store = caching(CountingEmbedder(), tmp_path)
    assert store.embed_passages([]).shape == (0, 384)
    store.close()


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "deep").write_text("a file", encoding="utf-8")
    with pytest.raises(EvalError, match="give --cache DIRECTORY"):
        caching(CountingEmbedder(), tmp_path)
