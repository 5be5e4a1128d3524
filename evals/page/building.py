"""From a report to what its page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from evals.outcomes import Circumstances, Outcome, ReplayHealth
from evals.page.cases import case_views, stored_passages, verdict_of
from evals.page.figures import suite_view
from evals.page.report import Report
from evals.page.view import VERDICTS, CaseView, OutcomeView, PageView
from evals.page.wording import anchored
from evals.telling.wording import written_by_hand

TITLE = "Citewire: evaluation"


def page_of(report: Report) -> PageView:
    """Everything that the page shows, worked out."""
    outcomes = report.outcomes
    passages = stored_passages(outcomes)
    cases = case_views(outcomes, passages)
    suites = tuple(dict.fromkeys(outcome.suite for outcome in outcomes))
    return PageView(
        title=TITLE,
        told=_told(outcomes),
        by_hand=tuple(
            f"{outcome.suite}, {outcome.writer}" for outcome in outcomes if written_by_hand(outcome)
        ),
        outcomes=tuple(map(_outcome, outcomes)),
        gates=tuple(sorted(report.gates, key=lambda gate: gate.held)),
        suites=tuple(
            suite_view(
                suite,
                [outcome for outcome in outcomes if outcome.suite == suite],
                [outcome for outcome in report.saved if outcome.suite == suite],
            )
            for suite in suites
        ),
        cases=cases,
        choices=tuple(_choices(cases)),
        passages=tuple(passages.values()),
    )


def _told(outcomes: Sequence[Outcome]) -> str:
    """When, and of which revision; that runs of several stand together is said."""
    dates = sorted({outcome.circumstances.date for outcome in outcomes})
    revisions = list(dict.fromkeys(outcome.circumstances.revision for outcome in outcomes))
    if not dates:
        return "No run to report."
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    if len(revisions) == 1:
        return f"{when} · revision {revisions[0]}"
    return f"{when} · runs of {len(revisions)} revisions: {', '.join(revisions)}"


def _outcome(outcome: Outcome) -> OutcomeView:
    counted = Counter(map(verdict_of, outcome.cases))
    total = len(outcome.cases)
    replay = outcome.replay
    return OutcomeView(
        suite=outcome.suite,
        anchor=f"suite-{anchored(outcome.suite)}",
        writer=outcome.writer,
        by_hand=written_by_hand(outcome),
        model=replay.model if replay else "",
        count=total,
        verdicts=tuple(
            (verdict, counted[verdict], round(100 * counted[verdict] / total, 2))
            for verdict in VERDICTS
            if counted[verdict]
        ),
        date=outcome.circumstances.date,
        revision=outcome.circumstances.revision,
        replay=tuple(_replay(replay)) if replay else (),
        circumstances=tuple(_circumstances(outcome.circumstances)),
    )


def _replay(health: ReplayHealth) -> Iterable[tuple[str, str, bool]]:
    """How the recordings fared, each with whether it is as it should be."""
    yield "played", str(health.played), True
    for name, count in (
        ("stale", health.stale),
        ("unplayed", health.unplayed),
        ("live attempts", health.live),
    ):
        yield name, str(count), count == 0
    if health.oldest:
        yield "oldest recording", health.oldest, True


def _circumstances(one: Circumstances) -> Iterable[tuple[str, str]]:
    yield from (("embedder", one.embedder), ("machine", one.machine))
    if one.data:
        yield "documents and cases", one.data
    for title, pairs in (
        ("prompts", one.prompts),
        ("settings", one.settings),
        ("packages", one.packages),
    ):
        if pairs:
            yield title, ", ".join(f"{name} {value}" for name, value in pairs.items())


def _choices(cases: Sequence[CaseView]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What the cases can be filtered by: only what tells some from others."""
    for name, values in (
        ("suite", [case.suite for case in cases]),
        ("writer", [case.writer for case in cases]),
        ("language", sorted(case.language for case in cases)),
        ("kind", sorted(case.kind for case in cases)),
    ):
        told = tuple(dict.fromkeys(values))
        if len(told) > 1:
            yield name, told
    yield "verdict", tuple(one for one in VERDICTS if any(case.verdict == one for case in cases))
