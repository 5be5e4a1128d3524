"""From outcomes that were read back to a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.gates import Gated
from evals.outcomes import Outcome
from evals.page.report import GateVerdict, Report
from evals.stored import StoredRun

MOST_RUNS = 30
"""Saved runs of a suite and writer that a history goes back to: each takes a moment to score."""


def recent(stored: Iterable[StoredRun]) -> tuple[StoredRun, ...]:
    """The last runs of each suite and writer, in the order given, which is oldest first."""
    kept: dict[tuple[str, str], list[StoredRun]] = {}
    listed = tuple(stored)
    for run in listed:
        kept.setdefault((run.suite, run.writer), []).append(run)
    last = {run.path for group in kept.values() for run in group[-MOST_RUNS:]}
    return tuple(run for run in listed if run.path in last)


def report_of(
    outcomes: Sequence[Outcome], saved: Iterable[Outcome], judged: Iterable[Gated] = ()
) -> Report:
    """The report of some outcomes, one of each suite and writer.

    Where two are of one suite and writer, the newest is shown and the other is history.
    """
    newest: dict[tuple[str, str], Outcome] = {}
    for outcome in sorted(outcomes, key=lambda one: one.circumstances.date):
        newest[outcome.suite, outcome.writer] = outcome
    shown = tuple(one for one in outcomes if newest[one.suite, one.writer] is one)
    before = [one for one in outcomes if newest[one.suite, one.writer] is not one]
    known = list(saved)
    known += [one for one in before if one not in known]
    return Report(
        outcomes=shown,
        saved=tuple(known),
        gates=tuple(GateVerdict(told=str(one), held=one.holds) for one in judged),
    )
