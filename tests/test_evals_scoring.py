from dataclasses import replace

from evals.scoring import estimates, figures_of, scores_of
from tests.outcome_samples import BROKEN, GIVEN, PASSED, STALE, TWO, WRONG, outcome


def test_observations_of_all_cases_are_pooled() -> None:
    found = estimates(TWO.cases)
    # 1 and 0 of two cases; three quotes, all exact
    assert (found["supported"].count, found["supported"].value) == (2, 0.5)
    assert (found["quote exactness"].count, found["quote exactness"].value) == (3, 1.0)


def test_milliseconds_become_median_and_95th_percentile() -> None:
    found = estimates(TWO.cases)
    # of 10 and 30: the median is 20, and 10 + 0.95 * 20 = 29
    assert (found["latency p50 ms"].value, found["latency p95 ms"].value) == (20.0, 29.0)
    assert "latency ms" not in found


def test_a_case_without_a_score_adds_none() -> None:
    stale = replace(STALE, observations={"supported": (1.0,)})
    assert estimates([WRONG, stale, BROKEN])["supported"].value == 0.0
    assert estimates([STALE, BROKEN]) == {}


def test_a_metric_without_observations_is_left_out() -> None:
    assert "supported" not in estimates([replace(PASSED, observations={"supported": ()})])


def test_what_a_suite_gives_itself_stands_beside_the_estimates() -> None:
    found = figures_of(GIVEN)
    assert found["gap"].value == 0.8
    assert found["supported"].value == 0.5


def test_figures_by_language_and_kind() -> None:
    found = scores_of(outcome(PASSED, replace(WRONG, language="en", kind="name")))
    assert found.by_language["fr"]["supported"].value == 1.0
    assert found.by_language["en"]["supported"].value == 0.0
    assert set(found.by_kind) == {"figure", "name"}
