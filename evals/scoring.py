"""Figures out of what was observed, so that a stored run can be scored again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals import metrics
from evals.metrics import Estimate
from evals.outcomes import CaseOutcome, Outcome

_TIMES = " ms"
"""Ends the name of what is measured in milliseconds: median and 95th percentile, not the mean."""


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Estimates by metric: over all cases, by language and by kind of case."""

    overall: Mapping[str, Estimate]
    by_language: Mapping[str, Mapping[str, Estimate]]
    by_kind: Mapping[str, Mapping[str, Estimate]]


def figures_of(outcome: Outcome) -> dict[str, Estimate]:
    """Every figure of a suite: estimates from its cases, and those that it gives itself."""
    return {**estimates(outcome.cases), **outcome.figures}


def scores_of(outcome: Outcome) -> Scores:
    """The figures of a suite, and of each language and kind of case."""
    return Scores(
        overall=figures_of(outcome),
        by_language=_grouped(outcome.cases, lambda case: case.language),
        by_kind=_grouped(outcome.cases, lambda case: case.kind),
    )


def estimates(cases: Iterable[CaseOutcome]) -> dict[str, Estimate]:
    """The mean of every metric over all observations of the scored cases, with its interval.

    In the order in which metrics were first observed; milliseconds become "… p50 ms", "… p95 ms".
    Cases that are stale or failed have no score.
    """
    pooled: dict[str, list[float]] = {}
    for case in cases:
        if case.state == "scored":
            for metric, observed in case.observations.items():
                pooled.setdefault(metric, []).extend(observed)
    found: dict[str, Estimate] = {}
    for metric, values in pooled.items():
        if not values:
            continue
        if metric.endswith(_TIMES):
            name = metric.removesuffix(_TIMES)
            found[f"{name} p50{_TIMES}"] = metrics.quantile(values, 0.50)
            found[f"{name} p95{_TIMES}"] = metrics.quantile(values, 0.95)
        else:
            found[metric] = metrics.mean(values)
    return found


def _grouped(
    cases: Sequence[CaseOutcome], key: Callable[[CaseOutcome], str]
) -> dict[str, dict[str, Estimate]]:
    groups: dict[str, list[CaseOutcome]] = {}
    for case in cases:
        groups.setdefault(key(case), []).append(case)
    return {name: estimates(group) for name, group in groups.items()}
