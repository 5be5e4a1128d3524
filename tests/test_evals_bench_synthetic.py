from itertools import islice

import numpy as np
import pytest

from evals.bench.figures import Figure, as_json, line, machine
from evals.bench.synthetic import Generator, RememberedQuestions


@pytest.fixture(scope="module")
def generator() -> Generator:
    return Generator(3)


def test_records_are_whole_and_their_offsets_exact(generator: Generator) -> None:
    records = list(generator.records(25))
    assert [len(record.passages) for record in records] == [10, 10, 5]
    for record in records:
        assert record.vectors.shape == (len(record.passages), 384)
        assert np.allclose(np.linalg.norm(record.vectors, axis=1), 1.0, atol=1e-5)
        for sentence in record.sentences:
            passage = record.passages[sentence.passage_number]
            assert passage.start <= sentence.start < sentence.end <= passage.end
            assert record.document.text[sentence.start : sentence.end].endswith(".")
    lengths = [len(passage.text) for record in records for passage in record.passages]
    assert 600 < sum(lengths) / len(lengths) < 850


def test_vectors_crowd_and_questions_are_near_their_passage(generator: Generator) -> None:
    records = list(generator.records(200))
    vectors = np.concatenate([record.vectors for record in records])
    assert 0.75 < float(np.median(vectors @ vectors.T)) < 0.9
    asked = generator.questions(records)
    nearest = [int(np.argmax(vectors @ question.vector)) for question in asked]
    assert nearest == list(range(0, 200, 10))


def test_asking_between_records_does_not_change_them() -> None:
    one, two = Generator(5), Generator(5)
    alone = [record.document.text for record in one.records(40)]
    between = two.records(40)
    two.questions(islice(between, 2))
    assert [record.document.text for record in between] == alone[2:]


def test_remembered_questions_cost_nothing(generator: Generator) -> None:
    asked = generator.questions(generator.records(20))
    embedder = RememberedQuestions(asked)
    assert np.array_equal(embedder.embed_questions([asked[1].text])[0], asked[1].vector)
    with pytest.raises(NotImplementedError):
        embedder.embed_passages(["x"])


def test_a_missed_aim_is_said() -> None:
    missed = Figure(name="search", value=20.0, unit="ms", aim=15.0)
    reached = Figure(name="search", value=2.0, unit="ms", aim=15.0)
    told = Figure(name="speed", value=6.0, unit="passages/s")
    assert line(missed).endswith("aim <= 15: MISSED")
    assert line(reached).endswith("aim <= 15: reached")
    assert line(told).endswith("passages/s")
    value = as_json([missed, told])
    assert value["machine"] == machine()
    assert [missed.reached, reached.reached, told.reached] == [False, True, None]
