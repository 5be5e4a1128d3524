"""An outcome of questions as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from evals.cases import Aim
from evals.metrics import Estimate
from evals.outcomes import BY_HAND, CaseOutcome, Outcome
from evals.questions import outcome_of
from evals.results import Conditions, Result, Run
from evals.scoring import scores_of

__all__ = ["Conditions", "Result", "Run", "as_json", "as_text", "json_of", "text_of"]

HEADLINES = (
    "passage R@1",
    "nDCG@10",
    "supported",
    "first quote has answer",
    "abstained when it should",
    "abstained when it should not",
    "truthfulness",
    "quote exactness",
    "figure trace",
    "orders not followed",
)
"""What the tables by language and by kind show; the rest is in the JSON."""


def as_text(run: Run) -> str:
    """The report of a run for a terminal."""
    embedded = run.conditions.embedded
    note = f"{embedded} texts embedded in this run, the others cached"
    return text_of(outcome_of(run), note=note)


def as_json(run: Run) -> dict[str, object]:
    """The whole run; a suite that is not listed keeps its cases out."""
    return {**json_of(outcome_of(run)), "conditions": asdict(run.conditions)}


def json_of(outcome: Outcome) -> dict[str, object]:
    """The figures of an outcome, beside its aims, and its cases as far as they may be shown."""
    found = scores_of(outcome)
    return {
        "suite": outcome.suite,
        "writer": outcome.writer,
        "conditions": asdict(outcome.circumstances),
        "cases": len(outcome.cases),
        "failed": sum(bool(case.faults) for case in outcome.cases),
        "aims": [
            {**asdict(aim), "reached": aim.reached(found.overall[aim.metric].value)}
            for aim in outcome.aims
            if aim.metric in found.overall
        ],
        "metrics": asdict(found),
        "results": [asdict(case) for case in outcome.cases if case.listed],
    }


# ------------------------------------------------------------------------------------------ text


def text_of(outcome: Outcome, *, note: str = "") -> str:
    """The report for a terminal: conditions, figures beside aims, groups, failed cases."""
    found = scores_of(outcome)
    told = outcome.circumstances
    parts = [
        f"suite {outcome.suite}: {len(outcome.cases)} cases, "
        f"{sum(bool(case.faults) for case in outcome.cases)} failed{_unscored(outcome)}",
        f"writer {outcome.writer}{_whose(outcome)}",
        f"{told.date}, revision {told.revision}, {told.embedder}, {told.machine}",
        f"{note}; latency is without the question's embedding".removeprefix("; "),
        "",
        _overall(found.overall, outcome.aims),
        "",
        _by_group("by language", found.by_language),
        "",
        _by_group("by kind", found.by_kind),
        "",
        _failures(outcome),
    ]
    return "\n".join(parts)


def _unscored(outcome: Outcome) -> str:
    """ ", 2 stale, 1 broken" where there are such cases."""
    states = [case.state for case in outcome.cases]
    stale, broken = states.count("stale"), states.count("failed")
    return (f", {stale} stale" if stale else "") + (f", {broken} broken" if broken else "")


def _whose(outcome: Outcome) -> str:
    """A reminder where no score is a model's."""
    by_hand = outcome.writer == BY_HAND or (outcome.replay is not None and outcome.replay.by_hand)
    return ": replies written by hand, no model's scores" if by_hand else ""


def _overall(found: Mapping[str, Estimate], aims: Sequence[Aim]) -> str:
    """One line a metric: n, value, interval, aim and whether it is reached."""
    by_metric = {aim.metric: aim for aim in aims}
    lines = [f"{'metric':<32} {'n':>6} {'value':>9}   {'95% interval':<18} aim"]
    for metric, estimate in found.items():
        interval = f"{_figure(estimate.low)} to {_figure(estimate.high)}"
        verdict = _verdict(by_metric.get(metric), estimate.value)
        lines.append(
            f"{metric:<32} {estimate.count:>6} {_figure(estimate.value):>9}   "
            f"{interval:<18} {verdict}".rstrip()
        )
    unmeasured = [aim.metric for aim in aims if aim.metric not in found]
    lines += [f"{metric:<32} not measured: no case gave an observation" for metric in unmeasured]
    return "\n".join(lines)


def _verdict(aim: Aim | None, value: float) -> str:
    """The aim and, plainly, whether it is missed."""
    if aim is None:
        return ""
    sign = "<=" if aim.most else ">="
    verdict = "reached" if aim.reached(value) else f"MISSED by {abs(aim.value - value):.4f}"
    return f"{sign} {aim.value:.2f}  {verdict}"


def _figure(value: float) -> str:
    """Three decimals for shares, one for milliseconds, four for less than a hundredth.

    0.5 -> "0.500", 12.34 -> "12.3", 0.00123 -> "0.0012"
    """
    if 0 < abs(value) < 0.01:
        return f"{value:.4f}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _by_group(title: str, groups: Mapping[str, Mapping[str, Estimate]]) -> str:
    """A line for each group and headline: value, n and interval."""
    lines = [title]
    for name, found in groups.items():
        for metric in HEADLINES:
            if metric in found:
                estimate = found[metric]
                lines.append(
                    f"  {name:<14} {metric:<30} {estimate.value:.3f}  n={estimate.count:<5} "
                    f"{estimate.low:.3f} to {estimate.high:.3f}"
                )
    return "\n".join(lines)


def _failures(outcome: Outcome) -> str:
    """Every failed case with what was expected and what came back."""
    if not all(case.listed for case in outcome.cases):
        return "held out: the cases are not listed"
    failed = [case for case in outcome.cases if not case.passed]
    if not failed:
        return "no case failed"
    return "\n".join(["failed cases", *(_failure(case) for case in failed)])


def _failure(case: CaseOutcome) -> str:
    wrong = (
        "; ".join(case.faults) if case.state == "scored" else f"{case.state.upper()}: {case.note}"
    )
    lines = [
        f"  {case.id} [{case.language}, {case.kind}]: {wrong}",
        f"    question  {case.title}",
        f"    expected  {case.expected}",
    ]
    return "\n".join([*lines, *(_came_back(case.reply) if case.reply else ())])


def _came_back(reply: Mapping[str, Any]) -> list[str]:
    """What a reply says, from the JSON of `citewire ask --json`."""
    quoted = {one["number"]: one for one in reply["citations"]}
    lines = []
    if reply["standalone"] != reply["question"]:
        lines.append(f"    asked as  {reply['standalone']}")
    if reply["status"] == "abstained":
        lines.append(f"    came back abstention: {reply['text']}")
    for statement in reply["statements"]:
        lines.append(f"    came back {statement['text']}")
        lines += [
            f"      quote   {one['document']}[{one['start']}:{one['end']}] {one['quote']}"
            for one in (quoted[number] for number in statement["citations"])
        ]
    for matter in reply["disagreements"]:
        lines.append(f"    disagree  {' | '.join(one['value'] for one in matter['claims'])}")
    lines += [f"    removed   {one['text']} ({one['reason']})" for one in reply["removed"]]
    found = ", ".join(one["passage"] for one in reply["retrieved"][:5])
    return [*lines, f"    retrieved {found}"]
