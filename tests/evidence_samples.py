"""Evidence made by hand, for the tests of what reads it: each document is one passage.

Similarities come from character n-grams, so that a sentence is near a question in its own words.
"""

from __future__ import annotations

from dataclasses import replace

from bot.calibration import Calibration, LinearModel
from bot.citations import Evidence
from bot.embeddings import HashingEmbedder
from bot.prompts import Phrases
from bot.question import Question, Term, analyse
from bot.settings import PROMPTS
from bot.text.sentences import sentences
from bot.types import Hit, Passage, ScoredSentence
from bot.writers.selection import Candidate, candidates
from tests.library_samples import document

EMBEDDER = HashingEmbedder()
PHRASES = Phrases.load(PROMPTS)

CALIBRATION = Calibration(
    fusion={"dense": 1.0, "sentence": 1.0, "coverage": 1.0, "runs": 1.0, "foreign": 0.5},
    sentence=LinearModel(
        weights=dict.fromkeys(("coverage", "similarity", "figure", "date", "name", "reason"), 1.0)
    ),
    answerable=LinearModel(weights={"coverage_around": 8.0}, constant=-4.0),
    foreign=LinearModel(weights={"coverage_around": 8.0}, constant=-4.0),
    threshold=0.5,
)
"""Plain weights: a sentence answers when it and its neighbours hold half of the question."""

EAGER = replace(CALIBRATION, threshold=0.0)
"""Never abstains for want of certainty."""


def hit(text: str, question: str = "?", name: str = "d", **given: str | None) -> Hit:
    """A document of one passage, as search would give it for the question.

    `given` may name title, language, outlet, published and origin.
    """
    found = document(name, text, **given)
    passage = Passage(document=found, number=0, start=0, end=len(text))
    vector = EMBEDDER.embed_questions([question])[0]
    spans = sentences(text)
    vectors = EMBEDDER.embed_passages([text[start:end] for start, end in spans])
    return Hit(
        passage=passage,
        score=0.0,
        dense=float(EMBEDDER.embed_passages([text])[0] @ vector),
        lexical=0.0,
        sentences=tuple(
            ScoredSentence(span, float(row @ vector))
            for span, row in zip(spans, vectors, strict=True)
        ),
    )


def terms_of(question: Question) -> tuple[Term, ...]:
    """The question's words, all equally rare, each in its own spelling only."""
    named = {word for name in question.names for word in name.replace("-", " ").split()}
    return tuple(Term(word=w, spellings=(w,), name=w in named) for w in question.words)


def described(question: str, *hits: Hit) -> list[Candidate]:
    """The sentences of the hits with their features."""
    asked = analyse(question)
    return candidates(asked, terms_of(asked), Evidence.from_hits(hits), {})
