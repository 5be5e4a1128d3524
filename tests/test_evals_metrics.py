import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import metrics


@pytest.mark.parametrize(
    ("found", "wanted", "rank"),
    [
        (["a", "b", "c"], {"a"}, 1),
        (["a", "b", "c"], {"b", "c"}, 2),
        (["a", "b", "c"], {"d"}, None),
        ([], {"a"}, None),
    ],
)
def test_first_rank(found: list[str], wanted: set[str], rank: int | None) -> None:
    assert metrics.first_rank(found, wanted) == rank


def test_recall_of_four_questions_by_hand() -> None:
    # Gold at ranks 1, 3, 6 and nowhere: R@1 = 1/4, R@5 = 2/4, R@10 = 3/4.
    ranked = [["g", "x"], ["x", "y", "g"], ["1", "2", "3", "4", "5", "g"], ["x", "y"]]
    at = {k: [metrics.recall_at(found, {"g"}, k) for found in ranked] for k in (1, 5, 10)}
    assert [sum(values) / 4 for values in at.values()] == [0.25, 0.5, 0.75]


def test_mean_reciprocal_rank_by_hand() -> None:
    # Ranks 1, 2, 4 and 11 (beyond 10): (1 + 1/2 + 1/4 + 0) / 4 = 0.4375.
    ranked = [["g"], ["x", "g"], ["x", "y", "z", "g"], [*"0123456789", "g"]]
    assert np.mean([metrics.reciprocal_rank(found, {"g"}) for found in ranked]) == 0.4375


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        (["g"], {"g"}, 1.0),
        (["x", "g"], {"g"}, 1 / math.log2(3)),  # 0.6309
        # Gains at ranks 1 and 3: 1 + 1/log2(4) = 1.5; ideal 1 + 1/log2(3) = 1.6309.
        (["g", "x", "h"], {"g", "h"}, 1.5 / (1 + 1 / math.log2(3))),
        (["x", "y"], {"g"}, 0.0),
        (["g", "g"], {"g"}, 1.0),  # the same document counts once
        (["g"], set(), 0.0),
        ([*"0123456789", "g"], {"g"}, 0.0),  # rank 11
    ],
)
def test_ndcg_by_hand(found: list[str], wanted: set[str], expected: float) -> None:
    assert metrics.ndcg(found, wanted) == pytest.approx(expected)


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.sets(st.sampled_from("abcdef")))
def test_ndcg_stays_between_zero_and_one(found: list[str], wanted: set[str]) -> None:
    assert 0.0 <= metrics.ndcg(found, wanted) <= 1.0 + 1e-12


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("Une arme qui vaut 500 millions d’euros.", "500 millions d'euros", True),
        ("jusqu’à 20\u202f000 obus", "20 000 obus", True),
        ("« La vitesse »", '"La vitesse"', True),
        ("La VITESSE", "la vitesse", True),
        ("Zélande", "Zelande", False),  # accents are letters
        ("15 personnes", "12 personnes", False),
        ("à 150 km", "50", False),
        ("à 150 km", "15", False),
        ("à 150 km", "150", True),
        ("12,5 %", "12", False),
        ("2,5 %", "5", False),
        ("le 5, puis le 6", "5", True),
        ("en 2010, puis 150 km, puis 50 km", "50", True),  # a later place counts
        ("n'importe quoi", "", False),
        ("", "x", False),
    ],
)
def test_inclusion(text: str, answer: str, expected: bool) -> None:
    assert metrics.includes(text, answer) is expected


@given(st.text(max_size=30), st.text(alphabet="abcé «»’", min_size=1, max_size=10))
def test_a_text_includes_what_it_was_built_around(before: str, answer: str) -> None:
    if answer.strip():
        assert metrics.includes(f"{before} x {answer} x", f"x {answer} x")


@pytest.mark.parametrize(
    ("quote", "stored", "start", "end", "expected"),
    [
        ("bc", "abcd", 1, 3, 1.0),
        ("bC", "abcd", 1, 3, 0.0),
        ("bc", "abcd", 0, 2, 0.0),
        ("bc", None, 1, 3, 0.0),
        ("", "abcd", 1, 1, 0.0),
        ("d", "abcd", -1, 4, 0.0),  # a negative start is no place, even where Python finds one
    ],
)
def test_quote_exactness(
    quote: str, stored: str | None, start: int, end: int, expected: float
) -> None:
    assert metrics.quote_is_exact(quote, stored, start, end) == expected


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([["tirent 10 000 obus"], ["entre 6 000 et 7 000"]], 1.0),
        ([["entre 6 000 et 7 000"], ["tirent 10 000 obus"]], 1.0),
        ([["tirent 10 000 obus"]], 0.0),
        ([["10 000 contre 6 000 et 7 000"]], 0.0),  # one claim cannot carry both
        ([["110 000 obus"], ["entre 6 000 et 7 000"]], 0.0),
        ([["10 000 ou 6 000 et 7 000"], ["10 000"]], 1.0),  # needs the second for the first value
        ([], 0.0),
    ],
)
def test_disclosure(claims: list[list[str]], expected: float) -> None:
    assert metrics.discloses(["10 000", "6 000 et 7 000"], claims) == expected


def test_nothing_expected_discloses_nothing() -> None:
    assert metrics.discloses([], [["10 000"]]) == 0.0


def test_mean_has_the_width_of_the_normal_approximation() -> None:
    # 400 observations at p = .7: standard error sqrt(.7 * .3 / 400) = .0229, half width .0449.
    estimate = metrics.mean([1.0] * 280 + [0.0] * 120)
    assert estimate.count == 400
    assert estimate.value == pytest.approx(0.7)
    assert (estimate.high - estimate.low) / 2 == pytest.approx(0.0449, abs=0.005)


def test_intervals_are_the_same_for_the_same_seed() -> None:
    values = [0.0, 1.0, 1.0, 0.0, 1.0]
    assert metrics.mean(values) == metrics.mean(values)
    assert metrics.mean([1.0, 1.0]) == metrics.Estimate(count=2, value=1.0, low=1.0, high=1.0)


def test_batches_of_resamples_change_nothing() -> None:
    values = np.random.default_rng(1).random(3_000).tolist()  # 2,000 resamples need two batches
    estimate = metrics.mean(values, resamples=2_000)
    assert estimate.low < estimate.value < estimate.high


def test_quantiles_by_hand() -> None:
    # Of 1..101 the median is 51 and the 95th percentile 96.
    values = [float(value) for value in range(1, 102)]
    assert metrics.quantile(values, 0.5).value == 51.0
    assert metrics.quantile(values, 0.95).value == 96.0


def test_no_observation_is_not_a_score() -> None:
    with pytest.raises(ValueError, match="at least one observation"):
        metrics.mean([])


def test_pairs_take_the_difficulty_of_the_cases_out() -> None:
    # Hard and easy cases differ by 1, the change is +0.1 on each: the interval is that point.
    before = [0.0, 0.9] * 50
    after = [value + 0.1 for value in before]
    difference = metrics.paired_difference(before, after)
    ends = [difference.low, difference.value, difference.high]
    assert ends == pytest.approx([0.1, 0.1, 0.1])


def test_paired_difference_by_hand() -> None:
    # +1, 0, 0, -1, +1 over five cases: 1/5.
    assert metrics.paired_difference([0, 1, 0, 1, 0], [1, 1, 0, 0, 1]).value == pytest.approx(0.2)


def test_pairs_must_match() -> None:
    with pytest.raises(ValueError, match="same cases"):
        metrics.paired_difference([1.0], [1.0, 0.0])


def test_a_ratio_of_pairs_by_hand() -> None:
    # (1 + .5 + 0) / (1 + 1 + 1) = .5
    found = metrics.paired_ratio([1, 1, 1], [1, 0.5, 0])
    assert (found.count, found.value) == (3, 0.5)
    assert found.low < 0.5 < found.high


def test_a_ratio_that_is_the_same_in_every_pair_has_no_width() -> None:
    found = metrics.paired_ratio([1.0, 0.5, 0.0], [0.5, 0.25, 0.0])
    assert [found.low, found.value, found.high] == pytest.approx([0.5, 0.5, 0.5])


@pytest.mark.parametrize(("before", "after"), [([1.0], [1.0, 0.0]), ([], []), ([0.0], [1.0])])
def test_a_ratio_to_nothing_is_no_figure(before: list[float], after: list[float]) -> None:
    with pytest.raises(ValueError, match="a ratio needs the same cases"):
        metrics.paired_ratio(before, after)
