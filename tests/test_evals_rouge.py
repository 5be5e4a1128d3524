import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.rouge import first_words, mean_rouge, rouge, words_of

rouge_scorer = pytest.importorskip("rouge_score.rouge_scorer")

REFERENCE = "Le port de Gênes ferme lundi, et le pont reste ouvert."
SUMMARY = "Le port ferme. Le pont de Gênes ferme aussi."


class Words:
    """The tokenizer that the outside implementation is given: its own drops accented letters."""

    def tokenize(self, text: str) -> list[str]:
        return list(words_of(text))


def test_words_are_runs_of_letters_and_digits_in_lower_case() -> None:
    told = "L’Été à Œuf-ville : 1 200,5 %"
    assert words_of(told) == ("l", "été", "à", "œuf", "ville", "1", "200", "5")


def test_single_words_are_counted_as_worked_by_hand() -> None:
    # 9 words against 11; shared: le 2, port, de, gênes, ferme 1 (of 2), pont = 7
    assert rouge(SUMMARY, REFERENCE, 1) == pytest.approx(2 * 7 / (9 + 11))


def test_pairs_are_counted_as_worked_by_hand() -> None:
    # 8 pairs against 10; shared: "le port", "le pont", "de gênes", "gênes ferme" = 4
    assert rouge(SUMMARY, REFERENCE, 2) == pytest.approx(2 * 4 / (8 + 10))


def test_a_repeated_word_counts_as_often_as_the_rarer_text_has_it() -> None:
    assert rouge("port port port", "port pont", 1) == pytest.approx(2 * 1 / (3 + 2))


def test_references_are_averaged() -> None:
    assert mean_rouge("le port", ["le port", "la mer"], 1) == pytest.approx(0.5)


def test_nothing_in_common_is_nothing() -> None:
    assert rouge("", "le port", 1) == rouge("la mer", "le port", 1) == rouge("port", "port", 2) == 0


def test_a_text_is_cut_between_white_space() -> None:
    assert first_words("l'eau  monte\nà Bonn", 3) == "l'eau monte à"


WORDS = st.lists(st.sampled_from("le port été OTAN l'eau 1,5 ferme Gênes".split()), max_size=12)


@given(WORDS, WORDS, st.sampled_from([1, 2]))
def test_it_agrees_with_the_package_that_others_use(
    ours: list[str], theirs: list[str], length: int
) -> None:
    summary, reference = " ".join(ours), " ".join(theirs)
    scorer = rouge_scorer.RougeScorer([f"rouge{length}"], tokenizer=Words())
    expected = scorer.score(reference, summary)[f"rouge{length}"].fmeasure
    assert rouge(summary, reference, length) == pytest.approx(expected)
