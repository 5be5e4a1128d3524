import math
from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from bot.text.folding import fold
from bot.types import Document, Hit, Passage
from evals.retrieval.reading import RetrievalCase, Telling
from evals.retrieval.running import Searched, gaps, places, run_retrieval
from evals.runner import Setting


def hit(name: str, text: str, *duplicates: str) -> Hit:
    passages = [
        Passage(
            document=Document(id=one, text=text, raw=text, title="", language="fr", source=one),
            number=0,
            start=0,
            end=len(text),
        )
        for one in (name, *duplicates)
    ]
    return Hit(
        passage=passages[0], duplicates=tuple(passages[1:]), score=1.0, dense=1.0, lexical=1.0
    )


def case(*tells: tuple[str, str], name: str = "fr-x", language: str = "fr") -> RetrievalCase:
    twin = {"fr-x": "en-x", "en-x": "fr-x"}.get(name, "")
    return RetrievalCase(
        id=name,
        question="Combien ?",
        language=language,
        passages="fr",
        tells=tuple(Telling(document=document, words=words) for document, words in tells),
        twin=twin,
    )


def searched(asked: RetrievalCase, *hits: Hit) -> Searched:
    return Searched(case=asked, hits=hits, milliseconds=5.0)


def test_both_passages_that_tell_it_are_looked_for() -> None:
    # At ranks 1 and 3 of two: (1 + 1/log2(4)) / (1 + 1/log2(3)) = 1.5 / 1.6309 = .9197.
    asked = case(("a", "douze"), ("b", "12"))
    found = searched(asked, hit("a", "douze morts"), hit("c", "rien"), hit("b", "12 morts"))
    observed = found.observations
    assert observed["passage R@1"] == (1.0,)
    assert observed["MRR@10"] == (1.0,)
    assert observed["nDCG@10"][0] == pytest.approx(1.5 / (1 + 1 / math.log2(3)))
    assert observed["latency ms"] == (5.0,)


def test_a_place_that_stands_for_two_is_enough_for_both() -> None:
    asked = case(("a", "12"), ("b", "12"))
    found, wanted = places(asked, [hit("c", "rien"), hit("a", "12 morts", "b")])
    assert found == ["c#0", "a/12"]
    assert wanted == {"a/12"}
    # At rank 2 of one that is sought: 1 / log2(3) = .6309.
    gain = searched(asked, hit("c", "rien"), hit("a", "12 morts", "b")).observations["nDCG@10"]
    assert gain[0] == pytest.approx(0.6309, abs=1e-4)


def test_another_passage_of_the_document_is_not_what_tells_it() -> None:
    observed = searched(case(("a", "douze")), hit("a", "treize morts")).observations
    assert observed["passage R@10"] == (0.0,)
    assert observed["nDCG@10"] == (0.0,)


def test_the_gap_is_the_gain_in_the_other_language_over_the_gain_in_its_own() -> None:
    # French question: rank 1, gain 1. English question: rank 2, gain .6309. The gap is .6309.
    french = searched(case(("a", "12")), hit("a", "12"))
    english = searched(case(("a", "12"), name="en-x", language="en"), hit("b", "0"), hit("a", "12"))
    lone = searched(case(("a", "12"), name="de-x", language="de"), hit("b", "0"))
    found = gaps([french, english, lone])
    assert list(found) == ["cross-lingual gap, en to fr"]
    assert found["cross-lingual gap, en to fr"].value == pytest.approx(0.6309, abs=1e-4)
    assert found["cross-lingual gap, en to fr"].count == 1


def test_there_is_no_gap_to_questions_that_found_nothing() -> None:
    french = searched(case(("a", "12")), hit("b", "0"))
    english = searched(case(("a", "12"), name="en-x", language="en"), hit("a", "12"))
    assert gaps([french, english]) == {}


CASES = """
corpus: [valmont]
cases:
- id: fr-x
  language: fr
  question: Combien de tonnes d’ordures dans les rues de Lormeau ?
  twin: en-x
  passages: fr
  tells: [{document: tribune_1, words: 1 200 tonnes}]
- id: en-x
  language: en
  question: How many tonnes of rubbish in Lormeau?
  twin: fr-x
  passages: fr
  tells: [{document: tribune_1, words: 1 200 tonnes}]
"""


def test_the_suite_runs_over_the_articles_that_its_file_names(tmp_path: Path) -> None:
    (tmp_path / "retrieval.yaml").write_text(CASES, encoding="utf-8")
    setting = Setting(
        embedder=HashingEmbedder(),
        cache=tmp_path,
        date="2026-01-02",
        revision="abc",
        machine="here",
        progress=lambda line: None,
    )
    finished = run_retrieval(tmp_path / "retrieval.yaml", setting)
    outcome = finished.outcome
    assert (outcome.suite, len(outcome.cases)) == ("retrieval", 2)
    assert list(outcome.figures) == ["cross-lingual gap, en to fr"]
    assert "cross-lingual gap, en to fr" in finished.text
    french = outcome.cases[0]
    assert (french.kind, french.expected) == ("fr to fr", "found: tribune_1: 1 200 tonnes")
    assert french.observations["passage R@1"] == (1.0,)
    assert french.reply is not None
    first = french.reply["retrieved"][0]
    assert (first["rank"], first["document"], first["wanted"]) == (1, "tribune_1", True)
    assert "1 200" in fold(first["context"]).text
