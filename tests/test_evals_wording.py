import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.wording import exact_match, inclusion, repeats, token_f1, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Ukraine tire 20 000 obus.", ("ukraine", "tire", "20000", "obus")),
        ("l’Ukraine, d’une part", ("ukraine", "part")),
        ("The 1,200.5 pounds", ("1200.5", "pounds")),
        ("1\u202f200,5 livres", ("1200.5", "livres")),
        ("« La vitesse »", ("vitesse",)),
        ("les États-Unis", ("états", "unis")),
        ("", ()),
    ],
)
def test_articles_go_and_figures_count_by_value(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


def test_f1_by_hand() -> None:
    # "la Russie tire 20 000 obus": russie tire 20000 obus, 4 tokens; "20 000 obus par jour": 20000
    # obus par jour, 4. Shared: 2. Precision 2/4, recall 2/4, F1 = .5.
    assert token_f1("La Russie tire 20 000 obus", ["20 000 obus par jour"]) == 0.5
    # The best answer counts: against "20,000 obus" precision is 2/4, recall 2/2, F1 = 2/3.
    both = ["20 000 obus par jour", "20,000 obus"]
    assert token_f1("La Russie tire 20 000 obus", both) == pytest.approx(2 / 3)
    # A word counts as often as both have it: "oui oui" against "oui": 2 * 1 / (2 + 1).
    assert token_f1("oui oui", ["oui"]) == pytest.approx(2 / 3)
    assert token_f1("autre chose", ["oui"]) == 0.0
    assert token_f1("oui", []) == 0.0


def test_exact_match_by_hand() -> None:
    assert exact_match("Les 20 000 obus.", ["20\u202f000 obus"]) == 1.0
    assert exact_match("20 000 obus par jour", ["20 000 obus"]) == 0.0


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("It fires 20,000 obus a day", "20 000 obus", 1.0),
        ("120 000 obus", "20 000 obus", 0.0),
        ("avec la France et l'Italie", "France et Italie", 1.0),
        ("Italie et France", "France et Italie", 0.0),
        ("rien", "les", 0.0),  # an answer of articles alone is no answer
    ],
)
def test_inclusion_is_of_words_in_order(text: str, answer: str, expected: float) -> None:
    assert inclusion(text, [answer]) == expected


@given(st.text(max_size=40))
def test_a_text_matches_itself(text: str) -> None:
    assert exact_match(text, [text]) == 1.0
    assert token_f1(text, [text]) == pytest.approx(1.0 if tokens(text) else 0.0)
    assert inclusion(text, [text]) == float(bool(tokens(text)))


def test_repeated_statements_by_hand() -> None:
    # {il, a, plu, à, lyon} twice: 5 / 5. {deux, morts} shares nothing.
    assert repeats(["Il a plu à Lyon.", "À Lyon, il a plu.", "Deux morts."]) == (0.0, 1.0, 0.0)
    # {b, c} and {b, x}, without the English article "a": 1 of 3 is shared.
    assert repeats(["a b c", "a b x"]) == (0.0, 0.0)
    # 3 of 5 words are shared: .6 is enough.
    assert repeats(["b c x e", "b c x f"]) == (0.0, 1.0)
    assert repeats([]) == ()
