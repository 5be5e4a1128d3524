import pytest

from bot.headlines import MOST_WORDS, cut_headline, names_headline


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
    ],
)
def test_a_sentence_is_cut_where_a_clause_ends(sentence: str, expected: str) -> None:
    assert cut_headline(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        'Le maire parle de "la crue, la pire" depuis dix ans.',
        " ".join(["mot"] * (MOST_WORDS + 1)) + ".",
        "",
    ],
)
def test_what_cannot_be_cut_is_no_headline(sentence: str) -> None:
    assert cut_headline(sentence) == ""


def test_names_where_no_sentence_can_be_cut() -> None:
    texts = ["À Bonn, Ana Gil parle.", "Oui, Bonn écoute Ana Gil.", "À Paris, rien."]
    assert names_headline(texts, frozenset({"Paris"})) == "Bonn, Ana Gil"
