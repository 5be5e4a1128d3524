from pathlib import Path

import numpy as np
import pytest

from bot.headline_choice import HeadlineDesk, without_disputed
from bot.prompts import Phrases
from bot.stories import Unit
from bot.types import Document, Passage, Span
from bot.writers.briefing_extractive import Sentences
from bot.writers.stated import Stated

PHRASES = Phrases.load(Path(__file__).parent.parent / "prompts").for_language("fr")
TITLE = "La France livre trois ponts à Bonn"
VAGUE = "Plusieurs annonces ont été faites mardi."
OTHER = "Le port de Gênes a signé un contrat de 500 millions d'euros."


def sentences(near: float, title: str = "") -> Sentences:
    """An article "TITLE / VAGUE" and one with OTHER, which is `near` to the vague sentence."""
    texts = (f"{TITLE}\n\n{VAGUE}", OTHER)
    documents = [
        Document(
            id=str(n), text=text, raw=text, title=title, language="fr", source="a", origin=str(n)
        )
        for n, text in enumerate(texts)
    ]
    passages = [Passage(document=one, number=0, start=0, end=len(one.text)) for one in documents]
    at = len(TITLE) + 2
    spans = [Span(0, len(TITLE)), Span(at, at + len(VAGUE)), Span(0, len(OTHER))]
    units = [Unit(passages[n], span) for n, span in zip((0, 0, 1), spans, strict=True)]
    told = [None, *(Stated(one.text, one.span, direct=False) for one in units[1:])]
    alike = np.array([[1, 1, near], [1, 1, near], [near, near, 1]], np.float32)
    return Sentences(
        units=units,
        told=told,
        vectors=np.eye(3, dtype=np.float32),
        alike=alike,
        events=alike,
        close=alike,
    )


def test_an_article_s_own_title_heads_a_vague_sentence() -> None:
    assert HeadlineDesk(sentences(0.0), PHRASES).best(1, (0, 1, 2))[0] == TITLE


def test_the_title_an_article_was_stored_with_heads_the_story_that_it_is_about() -> None:
    known = sentences(0.0, title="Ponts de Bonn : la France livre du matériel")
    desk = HeadlineDesk(known, PHRASES, frozenset({0}))
    assert desk.best(1, (0, 1))[0] == "Ponts de Bonn : la France livre du matériel"
    assert desk.best(1, (1,))[0] == VAGUE.rstrip("."), "the article has more to tell than that"


def test_what_was_told_before_heads_nothing() -> None:
    best = HeadlineDesk(sentences(0.9), PHRASES, frozenset({0})).best(1, (0, 1, 2))
    assert best[0].startswith("Le port de Gênes")


def test_a_sentence_about_something_else_heads_nothing() -> None:
    best = HeadlineDesk(sentences(0.1), PHRASES, frozenset({0})).best(1, (0, 1, 2))
    assert best == (VAGUE.rstrip("."),)


@pytest.mark.parametrize(
    ("values", "words", "expected"),
    [
        (("14", "18"), 5, "La crue à Bonn"),
        (("14", "18"), 3, "14 morts à Bonn"),
        ((), 5, "14 morts à Bonn"),
    ],
)
def test_a_headline_takes_no_side(values: tuple[str, ...], words: int, expected: str) -> None:
    assert without_disputed(("14 morts à Bonn", "La crue à Bonn"), values, words) == expected
