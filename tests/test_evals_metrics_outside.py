"""The measures against implementations of others: scikit-learn's and scipy's.

ROUGE is held against `rouge_score` in test_evals_rouge.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.claim_types import Verdict
from evals import metrics
from evals.claims.reading import ClaimCase
from evals.claims.report import VERDICTS, Checked, measures_of
from evals.grouping.measures import Labelled, pairwise

sklearn = pytest.importorskip("sklearn.metrics")
bootstrap = pytest.importorskip("scipy.stats").bootstrap

IDS = [f"p{number}" for number in range(16)]
RANKINGS = st.lists(st.sampled_from(IDS), min_size=2, max_size=14, unique=True)


def columns(found: list[str], wanted: set[str]) -> tuple[list[list[int]], list[list[int]]]:
    """Relevance and score of every passage; one that was not found comes after all that were."""
    listed = [*found, *sorted(wanted - set(found))]
    return [[int(item in wanted) for item in listed]], [list(range(len(listed), 0, -1))]


@given(RANKINGS, st.sets(st.sampled_from(IDS), max_size=12), st.integers(1, 12))
def test_ndcg_is_scikit_learn_s(found: list[str], wanted: set[str], k: int) -> None:
    # What is wanted and was not found stands after everything that was; it must not slip into
    # the first k there, where fewer than k were found.
    assume(len(found) >= k or wanted <= set(found))
    relevance, scores = columns(found, wanted)
    expected = sklearn.ndcg_score(relevance, scores, k=k)
    assert metrics.ndcg(found, wanted, k) == pytest.approx(expected)


@given(RANKINGS, st.sampled_from(IDS), st.integers(1, 12))
def test_recall_and_reciprocal_rank_of_one_passage_are_scikit_learn_s(
    found: list[str], sought: str, k: int
) -> None:
    assume(sought in found and len(found) > 2)  # of two, scikit-learn takes one for a class
    relevance, scores = columns(found, {sought})
    # With one relevant label, average precision of a ranking is the reciprocal of its rank.
    rank = sklearn.label_ranking_average_precision_score(relevance, scores)
    assert metrics.reciprocal_rank(found, {sought}, k=len(found)) == pytest.approx(rank)
    place = [relevance[0].index(1)]
    labels = range(len(found))
    hit = sklearn.top_k_accuracy_score(place, scores, k=k, labels=labels) if k < len(found) else 1.0
    assert metrics.recall_at(found, {sought}, k) == hit


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("123")), min_size=2, max_size=12))
def test_pairs_put_together_are_counted_as_scikit_learn_counts_them(
    items: list[tuple[str, str]],
) -> None:
    found, true = [one for one, _ in items], [one for _, one in items]
    (_, only_found), (only_true, both) = sklearn.cluster.pair_confusion_matrix(true, found)
    assume(only_found + both and only_true + both)
    expected = 2 * both / (2 * both + only_found + only_true)
    given_items = Labelled(found=found, true=true, counts=[True] * len(items))
    assert pairwise(given_items) == pytest.approx(expected)


VERDICT: st.SearchStrategy[Verdict] = st.sampled_from(
    ("supported", "contradicted", "mixed", "not-told")
)


@given(st.lists(st.tuples(VERDICT, VERDICT), min_size=1, max_size=12))
def test_verdicts_are_scored_as_scikit_learn_scores_them(
    pairs: list[tuple[Verdict, Verdict]],
) -> None:
    expect, verdict = [one for one, _ in pairs], [one for _, one in pairs]
    measured = measures_of(
        [
            Checked(
                case=ClaimCase(id="x", claim="X", language="fr", half="development", expect=one),
                verdict=two,
                exact=(),
                quoted=None,
            )
            for one, two in pairs
        ]
    )
    assert measured["accuracy"].value == pytest.approx(sklearn.accuracy_score(expect, verdict))
    precision, recall, _, _ = sklearn.precision_recall_fscore_support(
        expect, verdict, labels=VERDICTS, zero_division=0
    )
    for name, right, found in zip(VERDICTS, precision, recall, strict=True):
        # A class that never came back has no precision, one that never was has no recall.
        assert (f"{name}: precision" in measured) == (name in verdict)
        assert (f"{name}: recall" in measured) == (name in expect)
        if name in verdict:
            assert measured[f"{name}: precision"].value == pytest.approx(right)
        if name in expect:
            assert measured[f"{name}: recall"].value == pytest.approx(found)


SAMPLES = {
    "answers": np.repeat([1.0, 0.0], [83, 37]),
    "nuggets": np.repeat([1.0, 0.5, 0.0], [20, 7, 13]),
    "seconds": np.random.default_rng(7).lognormal(3, 1, 150),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_interval_of_a_mean_is_scipy_s(name: str) -> None:
    values = SAMPLES[name]
    ours = metrics.mean(values.tolist(), resamples=9_999)
    theirs = bootstrap(
        (values,), np.mean, method="percentile", n_resamples=9_999, rng=np.random.default_rng(1)
    ).confidence_interval
    # Both draw at random: their ends agree within a small part of the interval's width.
    slack = 0.05 * (theirs.high - theirs.low)
    assert ours.value == pytest.approx(values.mean())
    assert [ours.low, ours.high] == pytest.approx([theirs.low, theirs.high], abs=slack)


def test_the_interval_of_a_quantile_is_scipy_s() -> None:
    values = SAMPLES["seconds"]
    ours = metrics.quantile(values.tolist(), 0.5, resamples=9_999)
    theirs = bootstrap(
        (values,), np.median, method="percentile", n_resamples=9_999, rng=np.random.default_rng(1)
    ).confidence_interval
    slack = 0.15 * (theirs.high - theirs.low)  # a median jumps from one value to the next
    assert ours.value == pytest.approx(np.median(values))
    assert [ours.low, ours.high] == pytest.approx([theirs.low, theirs.high], abs=slack)


def test_the_interval_of_a_paired_difference_is_scipy_s() -> None:
    random = np.random.default_rng(3)
    before = random.integers(0, 2, 90).astype(float)
    after = np.where(random.random(90) < 0.2, 1.0 - before, before)

    def difference(one: np.ndarray, two: np.ndarray, axis: int = -1) -> np.ndarray:
        found: np.ndarray = two.mean(axis=axis) - one.mean(axis=axis)
        return found

    ours = metrics.paired_difference(before.tolist(), after.tolist(), resamples=9_999)
    theirs = bootstrap(
        (before, after),
        difference,
        paired=True,
        method="percentile",
        n_resamples=9_999,
        rng=np.random.default_rng(1),
    ).confidence_interval
    slack = 0.05 * (theirs.high - theirs.low)
    assert [ours.low, ours.high] == pytest.approx([theirs.low, theirs.high], abs=slack)
