import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fusion import Fusion, Signals, standardised, standardised_within

SCORES = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20)
EVEN = Fusion(dense=1.0, sentence=1.0, coverage=1.0, runs=1.0, foreign=0.5)
HOME = np.array([False, False])


def signals(**given: list[float]) -> Signals:
    """Two candidates; a signal that is not given is 0 for both."""
    return Signals(**{name: np.array(given.get(name, [0.0, 0.0])) for name in Signals._fields})


@given(SCORES)
def test_standard_scores_have_mean_0_and_deviation_1_or_are_all_0(values: list[float]) -> None:
    scores = standardised(values)
    assert scores.shape == (len(values),)
    if scores.any():
        assert scores.mean() == pytest.approx(0, abs=1e-6)
        assert scores.std() == pytest.approx(1, rel=1e-6)


@given(SCORES)
def test_standard_scores_keep_the_order(values: list[float]) -> None:
    scores = standardised(values)
    order = np.argsort(values, kind="stable")
    assert (np.diff(scores[order]) >= 0).all()


def test_equal_scores_speak_for_nobody() -> None:
    assert standardised([0.7, 0.7, 0.7]).tolist() == [0, 0, 0]
    assert standardised([0.7]).tolist() == [0]
    assert standardised([5e-324, 0.0]).tolist() == [0, 0]
    assert standardised([]).tolist() == []


def test_words_are_compared_with_passages_of_the_same_language() -> None:
    # A French passage meets many words of a French question; the English ones meet a name or two.
    words, languages = [0.9, 0.5, 0.7, 0.2, 0.0, 0.1], ["fr"] * 3 + ["en"] * 3
    within = standardised_within(languages, words)
    assert within[:3] == pytest.approx(within[3:])
    assert within[0] > within[2] > within[1]


def test_few_passages_of_a_language_are_compared_with_all() -> None:
    words, languages = [0.9, 0.1, 0.4, 0.2], ["fr", "fr", "en", "de"]
    assert standardised_within(languages, words).tolist() == standardised(words).tolist()
    assert standardised_within([], []).tolist() == []


@given(SCORES)
def test_in_one_language_nothing_changes(values: list[float]) -> None:
    within = standardised_within(["fr"] * len(values), values)
    assert within == pytest.approx(standardised(values), abs=1e-6)


@pytest.mark.parametrize("name", Signals._fields)
def test_each_signal_counts_by_its_weight(name: str) -> None:
    assert EVEN.fused(signals(**{name: [1.0, -1.0]}), HOME).tolist() == [1.0, -1.0]
    none = Fusion(**{**vars(EVEN), name: 0.0})
    assert none.fused(signals(**{name: [1.0, -1.0]}), HOME).tolist() == [0.0, 0.0]


def test_words_count_less_in_another_language_and_meaning_the_same() -> None:
    both = signals(dense=[1.0, 1.0], sentence=[1.0, 1.0], coverage=[1.0, 1.0], runs=[1.0, 1.0])
    assert EVEN.fused(both, np.array([False, True])).tolist() == [4.0, 3.0]


def test_no_candidates_have_no_scores() -> None:
    nobody = Signals(*(np.zeros(0) for _ in Signals._fields))
    assert EVEN.fused(nobody, np.zeros(0, dtype=bool)).shape == (0,)
