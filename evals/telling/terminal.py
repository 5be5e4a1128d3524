"""An outcome as text for a terminal: short, a line a metric, then what went wrong."""

from __future__ import annotations

from collections.abc import Iterator

from bot.escaping import visible_line
from evals.outcomes import CaseOutcome, Outcome
from evals.scoring import figures_of
from evals.telling.wording import (
    NO_MODELS_FIGURES,
    counts,
    figure,
    interval,
    name_of,
    replay_line,
    said,
    verdict,
    what_is_wrong,
    written_by_hand,
)

LONGEST = 160
"""Characters of a reply that are shown; the whole of it is in the stored run."""
MOST = 25
"""Cases with faults that are shown; `python -m evals report` shows all of them."""


def as_text(outcome: Outcome) -> str:
    """The report: circumstances, figures beside aims, cases with faults, stale and failed ones."""
    return "\n".join(
        [*_head(outcome), "", *_figures(outcome), "", *_wrong(outcome), *_without_score(outcome)]
    )


def _head(outcome: Outcome) -> Iterator[str]:
    made = outcome.circumstances
    yield f"{name_of(outcome)}: {counts(outcome)}"
    if written_by_hand(outcome):
        yield NO_MODELS_FIGURES
    yield f"{made.date}, revision {made.revision}, {made.embedder}, {made.machine}"
    if line := replay_line(outcome):
        yield visible_line(line)


def _figures(outcome: Outcome) -> Iterator[str]:
    """One line a metric: n, value, interval, aim and whether it is reached."""
    found = figures_of(outcome)
    aims = {aim.metric: aim for aim in outcome.aims}
    width = max([len(name) for name in (*found, *aims, "metric")])
    yield f"{'metric':<{width}} {'n':>6} {'value':>9}   {'95% interval':<18} aim"
    for metric, one in found.items():
        line = (
            f"{metric:<{width}} {one.count:>6} {figure(one.value):>9}   {interval(one):<18} "
            f"{verdict(aims.get(metric), one.value)}"
        )
        yield line.rstrip()
    for metric in aims:
        if metric not in found:
            yield f"{metric:<{width}} not measured: no case gave an observation"


def _wrong(outcome: Outcome) -> Iterator[str]:
    """The first cases with faults, with what was expected and what came back."""
    faulty = [case for case in outcome.cases if case.state == "scored" and case.faults]
    shown = [case for case in faulty if case.listed]
    if shown:
        yield "cases with faults"
        for case in shown[:MOST]:
            yield from _case(case)
    if len(shown) > MOST:
        yield f"  and {len(shown) - MOST} more: python -m evals report shows them all"
    if len(shown) < len(faulty):
        yield f"{len(faulty) - len(shown)} held-out cases with faults, which are never listed"


def _case(case: CaseOutcome) -> Iterator[str]:
    yield f"  {case.id} [{case.language}, {case.kind}] {visible_line(case.title)}"
    for fault in case.faults:
        yield f"    {visible_line(fault)}"
    if case.expected:
        yield f"    expected  {visible_line(case.expected)}"
    if came := visible_line(said(case.reply)):
        yield f"    came back {came if len(came) <= LONGEST else came[: LONGEST - 1] + '…'}"


def _without_score(outcome: Outcome) -> Iterator[str]:
    """Stale cases, with the command that records them again, and those that raised."""
    for state, title in (("stale", "stale: no score, record again"), ("failed", "failed")):
        cases = [case for case in outcome.cases if case.state == state]
        if cases:
            yield title
        for case in cases:
            yield f"  {case.id}: {visible_line(what_is_wrong(case))}"
