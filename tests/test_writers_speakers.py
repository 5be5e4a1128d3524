import pytest

from bot.writers.speakers import capital, flat, short_name, standing, within


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("Le maire de Bonn, Paul Noël", "Paul Noël"),
        ("Le port", "le port"),
        ("Inspectors", "inspectors"),
        ("Mme Roux", "Mme Roux"),
    ],
)
def test_a_speaker_in_few_words(speaker: str, expected: str) -> None:
    assert short_name(speaker) == expected


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("its director, Simon Hale", "Simon Hale"),
        ("son directeur", ""),
        ("le maire, Paul Noël", "le maire, Paul Noël"),
    ],
)
def test_a_speaker_that_needs_no_earlier_sentence(speaker: str, expected: str) -> None:
    assert standing(speaker) == expected


def test_capitals_and_layout() -> None:
    assert (capital("le port"), within("Le port"), within("Ana Gil")) == (
        "Le port",
        "le port",
        "Ana Gil",
    )
    assert flat(" un\n\n pont ") == "un pont"
