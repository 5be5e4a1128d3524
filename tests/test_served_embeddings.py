"""Embeddings of a server, by the real openai client over real HTTP on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.errors import EmbedderError
from bot.served_embeddings import ServedEmbedder
from tests.embedding_server import EMBEDDER, KEY, EmbeddingServer, Reply, failing, serving

TEXTS = ["Les obus.", "La mer.", "", "Le vote\x00 a lieu."]


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with serving(EmbeddingServer()) as running:
        yield running


def embedder(server: EmbeddingServer, model: str = "tiny-embed", key: str = KEY) -> ServedEmbedder:
    return ServedEmbedder(model, key, server.url)


@pytest.mark.parametrize("as_base64", [True, False])
def test_vectors_come_in_the_order_of_the_texts_and_have_length_one(
    server: EmbeddingServer, as_base64: bool
) -> None:
    server.as_base64 = as_base64
    server.scale = 7.5
    served = embedder(server)
    expected = EMBEDDER.embed_passages(TEXTS)
    assert np.allclose(served.embed_passages(TEXTS), expected, atol=1e-5)
    assert np.allclose(served.embed_questions(TEXTS), expected, atol=1e-5)
    assert (served.name, served.dimensions) == ("openai:tiny-embed", 384)
    assert served.embed_passages([]).shape == (0, 384)
    assert len(server.asked) == 2


def test_the_dimensions_are_asked_once(server: EmbeddingServer) -> None:
    served = embedder(server)
    assert (served.dimensions, served.dimensions) == (384, 384)
    assert server.asked == [["."]]


def test_many_texts_go_in_batches(server: EmbeddingServer) -> None:
    texts = [f"texte {number}" for number in range(300)]
    assert np.allclose(
        embedder(server).embed_passages(texts), EMBEDDER.embed_passages(texts), atol=1e-5
    )
    assert [len(batch) for batch in server.asked] == [128, 128, 44]


def test_a_server_that_takes_few_texts_gets_few(server: EmbeddingServer) -> None:
    server.most = 40
    texts = [f"texte {number}" for number in range(100)]
    served = embedder(server)
    assert np.allclose(served.embed_passages(texts), EMBEDDER.embed_passages(texts), atol=1e-5)
    assert [len(batch) for batch in server.asked] == [100, 50, 25, 25, 25, 25]
    assert served.batch == 25


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_failure_is_tried_again(server: EmbeddingServer, status: int) -> None:
    server.replies = [failing(status, retry_after_ms="1")] * 2
    assert embedder(server).embed_passages(["Les obus."]).shape == (1, 384)
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (failing(400, f"bad {KEY}"), "HTTP 400"),
        (Reply(200, "<html>Sign in</html>"), "no list of vectors"),
        (Reply(200, {"data": []}), "no list of vectors"),
        (Reply(200, {"data": [{"index": 0, "embedding": []}]}), "0 vectors|many lengths"),
        (Reply(200, {"data": [{"index": 0, "embedding": [0.0, 0.0]}]}), "no directions"),
        (Reply(200, {"data": [{"index": 0, "embedding": [1.0]}] * 2}), "2 vectors for 1"),
        (Reply(200, {"error": {"message": "loading"}}), "no list of vectors"),
    ],
)
def test_a_failure_that_stays_is_one_line(server: EmbeddingServer, reply: Reply, says: str) -> None:
    server.replies = [reply]
    with pytest.raises(EmbedderError, match=says) as caught:
        embedder(server).embed_passages(["Les obus."])
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)
    assert "openai:tiny-embed" in str(caught.value)


def test_a_wrong_key_is_told_and_never_shown(server: EmbeddingServer) -> None:
    with pytest.raises(EmbedderError, match="check OPENAI_API_KEY") as caught:
        embedder(server, key="sk-wrong-hunter2").embed_questions(["Qui ?"])
    assert "hunter2" not in str(caught.value)


def test_an_unknown_model_lists_what_the_server_has(server: EmbeddingServer) -> None:
    with pytest.raises(EmbedderError, match="it has tiny-embed, chatty: set CITEWIRE_EMBEDDINGS"):
        embedder(server, model="none").embed_questions(["Qui ?"])


def test_another_model_under_the_same_name_is_noticed(server: EmbeddingServer) -> None:
    served = embedder(server)
    served.embed_passages(["Les obus."])
    server.replies = [Reply(200, {"data": [{"index": 0, "embedding": [0.6, 0.8]}]})]
    with pytest.raises(EmbedderError, match="vectors of 2 numbers, not 384"):
        served.embed_passages(["Les obus."])


def test_the_environment_of_the_process_is_not_read(
    server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    assert embedder(server).embed_passages(["Les obus."]).shape == (1, 384)
