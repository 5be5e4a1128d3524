import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coverage import UNKNOWN_CREDIT, Coverage, runs, stems_of
from bot.question import Term

SHELLS = Term(word="obus", spellings=("obus",), rarity=0.5)
BAKHMUT = Term(word="Bakhmout", spellings=("Bakhmout", "Bakhmut", "Bahkmut"), rarity=1.0, name=True)
FIRED = Term(word="tirées", spellings=("tirées",), rarity=0.5)


def share(sentence: str, *terms: Term, language: str = "fr") -> float:
    return Coverage(terms, language).of(stems_of(sentence, language))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Des obus tombent sur Bakhmout.", 1.0),
        ("Des « OBUS » tombent sur Bakhmut.", 1.0),
        ("L’obus a touché la ville.", 1 / 3),
        ("Bahkmut tient bon.", 2 / 3),
        ("La mer est calme.", 0.0),
        ("", 0.0),
    ],
)
def test_the_share_of_the_terms_by_their_rarity(sentence: str, expected: float) -> None:
    assert share(sentence, SHELLS, BAKHMUT) == pytest.approx(expected)


@pytest.mark.parametrize("sentence", ["Ils ont tiré.", "La salve tirée.", "Il faut tirer."])
def test_forms_of_a_word_count(sentence: str) -> None:
    assert share(sentence, FIRED) == 1.0


def test_several_texts_count_together_and_a_term_once() -> None:
    coverage = Coverage([SHELLS, BAKHMUT], "fr")
    title, sentence = stems_of("Bakhmout", "fr"), stems_of("Des obus à Bakhmut", "fr")
    assert coverage.of(title) == pytest.approx(2 / 3)
    assert coverage.of(title, sentence) == 1.0


def test_a_question_without_terms_is_wholly_covered() -> None:
    assert Coverage([], "fr").of(frozenset()) == 1.0
    assert Coverage([], "fr").of_runs("") == 1.0


def test_an_equivalent_in_the_documents_language_counts() -> None:
    fortress = Term(word="fortress", spellings=("fortress",), rarity=1.0)
    held = stems_of("Bakhmout est une forteresse.", "fr")
    assert Coverage([fortress], "fr").of(held) == 0.0
    assert Coverage([fortress], "fr", {"fortress": ("forteresse",)}).of(held) == 1.0


def test_a_foreign_word_without_equivalent_counts_in_part_and_a_name_does_not() -> None:
    word = Term(word="fortress", spellings=("fortress",), rarity=1.0)
    name = Term(word="Austin", spellings=("Austin",), rarity=1.0, name=True)
    nothing: frozenset[str] = frozenset()
    assert Coverage([word], "fr", {}, foreign=True).of(nothing) == UNKNOWN_CREDIT
    assert Coverage([name], "fr", {}, foreign=True).of(nothing) == 0.0
    assert Coverage([word], "fr", {"fortress": ("forteresse",)}, foreign=True).of(nothing) == 0.0


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Tirées", ("tire", "iree", "rees")),
        ("œuvre", ("oeuv", "euvr", "uvre")),
        ("Élu", ("elu",)),
        ("char", ("char",)),
        ("", ("",)),
    ],
)
def test_runs_of_four_letters(word: str, expected: tuple[str, ...]) -> None:
    assert runs(word) == expected


def test_runs_meet_in_inflections_and_compounds() -> None:
    coverage = Coverage([Term(word="Verteidigung", spellings=("Verteidigung",))], "de")
    assert coverage.of_runs("der verteidigungsminister") == 1.0
    assert 0.0 < coverage.of_runs("sie verteidigen sich") < 1.0
    assert coverage.of_runs("die mer ist calm") == 0.0


def test_the_best_spelling_of_a_name_counts() -> None:
    assert Coverage([BAKHMUT], "fr").of_runs("la chute de bahkmut") == 1.0


@given(
    st.lists(
        st.builds(
            lambda word, rarity: Term(word=word, spellings=(word,), rarity=rarity),
            st.text("abcdeéœ’ -", min_size=1, max_size=8),
            st.floats(0, 1),
        ),
        max_size=4,
    ),
    st.text("abcdeéœ’ -", max_size=40),
    st.booleans(),
)
def test_a_share_is_between_0_and_1(terms: list[Term], text: str, foreign: bool) -> None:
    coverage = Coverage(terms, "fr", {}, foreign)
    assert 0.0 <= coverage.of(stems_of(text, "fr")) <= 1.0
    assert 0.0 <= coverage.of_runs(text) <= 1.0 + 1e-9
