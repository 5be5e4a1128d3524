from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.headline_cuts import MOST_CHARACTERS, cut_headline
from bot.headlines import headline
from bot.prompts import Phrases
from bot.types import Span
from bot.writers.stated import Stated

PHRASES = Phrases.load(Path(__file__).parent.parent / "prompts").for_language("fr")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("La ville ferme ses ponts.", "La ville ferme ses ponts"),
        (
            "Le pont, qui relie les deux rives de la ville depuis plus de cent ans, a fermé.",
            "Le pont a fermé",
        ),
        (
            "Alors que la crue monte, la ville ferme ses ponts au nord du port.",
            "La ville ferme ses ponts au nord du port",
        ),
        (
            "Le port a perdu deux bateaux qui venaient de Gênes avec des fruits et du vin et du "
            "sel pour la ville.",
            "Le port a perdu deux bateaux",
        ),
        (
            "The city closes its bridges because the river now rises much faster than the mayor "
            "had expected.",
            "The city closes its bridges",
        ),
        (
            "Le ministère des ponts a annoncé un contrat de 12 millions d'euros pour les deux "
            "grands chantiers de la vallée du fleuve.",
            "Le ministère des ponts a annoncé un contrat de 12 millions d'euros",
        ),
        (
            "Le maire de la ville, Paul Noël, a fermé les trois ponts.",
            "Paul Noël a fermé les trois ponts",
        ),
    ],
)
def test_a_sentence_is_cut_where_a_clause_or_phrase_ends(sentence: str, expected: str) -> None:
    assert cut_headline(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    ['Le maire parle de "la crue, la pire de toutes depuis dix ans et plus ' * 2, "mot " * 40, ""],
)
def test_what_cannot_be_cut_is_no_clause(sentence: str) -> None:
    assert cut_headline(sentence) == ""


def test_the_source_is_named() -> None:
    told = Stated(
        "Le maire a déclaré que le grand pont fermerait.",
        Span(0, 1),
        direct=False,
        reported="Le grand pont fermerait.",
        speaker="le maire",
        sourced=True,
    )
    assert headline(told, PHRASES) == "Le grand pont fermerait, selon le maire"


def test_speech_keeps_its_speaker_and_its_marks() -> None:
    told = Stated(
        "« Le pont est fermé », a dit Paul Noël.",
        Span(0, 1),
        direct=True,
        speaker="Paul Noël",
        speech="Le pont est fermé",
        sourced=True,
    )
    assert headline(told, PHRASES) == "Paul Noël : « Le pont est fermé »"


@given(st.text(alphabet="abc déf,.;«»\"“”' 12", min_size=1, max_size=400))
def test_a_headline_is_short_and_its_marks_close(text: str) -> None:
    told = Stated(text, Span(0, 1), direct=False, reported=text)
    made = headline(told, PHRASES)
    assert made.count("«") == made.count("»")
    assert made.count('"') % 2 == 0
    assert len(made) <= max(len(text), MOST_CHARACTERS + 25)
