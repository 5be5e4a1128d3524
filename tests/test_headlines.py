import pytest

from bot.headlines import MOST_WORDS, headline


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("La ville ferme ses ponts.", "La ville ferme ses ponts"),
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
    assert headline([sentence], []) == expected


def test_nothing_is_cut_inside_quotation_marks() -> None:
    sentence = 'Le maire parle de "la crue, la pire" depuis dix ans.'
    assert '"' not in headline([sentence], ["Le maire de Bonn parle."])


def test_names_where_no_sentence_can_be_cut() -> None:
    texts = ["À Bonn, Ana Gil parle.", "Oui, Bonn écoute Ana Gil.", "À Paris, rien."]
    assert headline([], texts, frozenset({"Paris"})) == "Bonn, Ana Gil"


def test_headlines_are_short() -> None:
    sentence = " ".join(["mot"] * 40) + "."
    assert len(headline([sentence], ["Ici Bonn parle."]).split()) <= MOST_WORDS
