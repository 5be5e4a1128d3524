import pytest

from bot.headline_cuts import MOST_CHARACTERS, cut_headline, cut_speech


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
            "Le pont de Bonn, sur le Rhin, est un grand souci pour le port de la ville et pour "
            "les bateaux de toute la longue vallée du fleuve.",
            "Le pont de Bonn, sur le Rhin, est un grand souci",
        ),
        (
            "La ville de Bonn, dans l’est du pays, a été la cible de la crue alors que le port "
            "se préparait à fermer ses trois ponts et ses deux quais.",
            "La ville de Bonn, dans l’est du pays, a été la cible de la crue",
        ),
        (
            "Le port a annoncé, quant à lui, un contrat de 12 millions.",
            "Le port a annoncé un contrat de 12 millions",
        ),
        (
            "At least 14 people were killed and 37 injured when the wall of the dam failed early "
            "on Monday, said the police of the valley.",
            "At least 14 people were killed and 37 injured",
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


@pytest.mark.parametrize(
    ("speech", "expected"),
    [
        ("Le pont est fermé pour un mois.", "Le pont est fermé pour un mois"),
        (
            "Les ponts ne sont pas notre souci mais une discussion est en cours avec le port",
            "Les ponts ne sont pas notre souci",
        ),
        ("La ville, les faubourgs de la ville, tout est sous les bombes depuis lundi matin", ""),
    ],
)
def test_speech_ends_where_a_clause_ends(speech: str, expected: str) -> None:
    assert cut_speech(speech, 40) == expected


def test_a_whole_sentence_may_end_in_any_word() -> None:
    text = "Nos éleveurs gagneront 200 millions d'euros par an"
    assert cut_headline(f"{text}.") == text
    assert len(text) < MOST_CHARACTERS
