"""Figures over saved runs, a small line for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evals.cases import Aim
from evals.metrics import Estimate
from evals.outcomes import Outcome
from evals.page.line import line
from evals.page.scale import near_scale
from evals.page.view import HistoryView
from evals.page.wording import aim_text
from evals.scoring import figures_of
from evals.telling.wording import figure, interval, written_by_hand


def history(
    outcomes: Iterable[Outcome],
    saved: Sequence[Outcome],
    metrics: Sequence[str],
    aims: Mapping[str, Aim],
) -> Iterable[HistoryView]:
    """A line for each metric of each writer that was run more than once; `saved` oldest first."""
    for outcome in outcomes:
        runs = _runs(outcome, saved)
        found = [(run, figures_of(run)) for run in runs] if len(runs) > 1 else []
        for metric in metrics:
            told = [(run, figures[metric]) for run, figures in found if metric in figures]
            if len(told) > 1:
                yield _view(metric, told, aims.get(metric))


def _runs(outcome: Outcome, saved: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """The saved runs of an outcome's suite and writer, itself last where it is not among them."""
    same = tuple(one for one in saved if (one.suite, one.writer) == (outcome.suite, outcome.writer))
    return same if outcome in same else (*same, outcome)


def _view(metric: str, told: Sequence[tuple[Outcome, Estimate]], aim: Aim | None) -> HistoryView:
    estimates = [estimate for _, estimate in told]
    wanted = aim.value if aim else None
    scale = near_scale(estimates, wanted)
    first, last = told[0][0], told[-1][0]
    return HistoryView(
        metric=metric,
        writer=last.writer,
        by_hand=written_by_hand(last),
        line=line(estimates, wanted, scale),
        low=f"{scale.low:g}",
        high=f"{scale.high:g}",
        aim=aim_text(aim),
        latest=figure(estimates[-1].value),
        first=first.circumstances.date,
        last=last.circumstances.date,
        titles=tuple(
            f"{run.circumstances.date}, revision {run.circumstances.revision}: "
            f"{figure(one.value)} ({interval(one)}, n={one.count})"
            for run, one in told
        ),
    )
