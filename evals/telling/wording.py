"""How figures, aims and replies are written, the same in every report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.cases import Aim
from evals.metrics import Estimate
from evals.outcomes import BY_HAND, EXTRACTIVE, CaseOutcome, Outcome

NO_MODELS_FIGURES = "replies written by hand: these figures are no model's"


def figure(value: float) -> str:
    """Three decimals for shares, fewer for more: 0.5 -> "0.500", 12.34 -> "12.3".

    What three decimals would show as nothing keeps two digits: 0.00042 -> "0.00042".
    """
    if 0 < abs(value) < 0.001:
        return f"{value:.2g}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def interval(estimate: Estimate) -> str:
    """The ends of the 95% interval: "0.821 to 0.930"."""
    return f"{figure(estimate.low)} to {figure(estimate.high)}"


def verdict(aim: Aim | None, value: float) -> str:
    """The aim and, plainly, whether it is missed: ">= 0.90  MISSED by 0.0500"."""
    if aim is None:
        return ""
    sign = "<=" if aim.most else ">="
    said = "reached" if aim.reached(value) else f"MISSED by {abs(aim.value - value):.4f}"
    return f"{sign} {aim.value:.2f}  {said}"


def written_by_hand(outcome: Outcome) -> bool:
    """Whether a person wrote the replies, so that no score is a model's."""
    return outcome.writer == BY_HAND or (outcome.replay is not None and outcome.replay.by_hand)


def name_of(outcome: Outcome) -> str:
    """("answers", "by-hand") -> "answers, by-hand"."""
    return f"{outcome.suite}, {outcome.writer}"


def counts(outcome: Outcome) -> str:
    """ "63 cases: 59 passed, 4 with faults"; cases without a score are named."""
    cases = outcome.cases
    if not cases:
        return "no cases of its own"
    passed = sum(case.passed for case in cases)
    faulty = sum(case.state == "scored" and bool(case.faults) for case in cases)
    told = [f"{passed} passed", f"{faulty} with faults"]
    told += [
        f"{count} {state}"
        for state in ("stale", "failed")
        if (count := sum(case.state == state for case in cases))
    ]
    return f"{len(cases)} cases: {', '.join(told)}"


def replay_line(outcome: Outcome) -> str:
    """How the recordings fared, in a line; "" where nothing was replayed."""
    health = outcome.replay
    if health is None:
        return "" if outcome.writer == EXTRACTIVE else "nothing was replayed"
    oldest = f", oldest of {health.oldest}" if health.oldest else ""
    return (
        f"replayed {health.played} recorded replies of {health.model or 'nobody'}{oldest}; "
        f"{health.stale} stale cases, {health.unplayed} unplayed, {health.live} attempts to reach "
        "the network"
    )


def what_is_wrong(case: CaseOutcome) -> str:
    """The faults of a case, or why it has no score; "" where it passed."""
    if case.state == "scored":
        return "; ".join(case.faults)
    return f"{case.state}: {case.note}" if case.note else case.state


def said(reply: Mapping[str, Any] | None) -> str:
    """What a reply tells, on one line: its text, or its statements; "" where it is not kept."""
    if reply is None:
        return ""
    text = reply.get("text")
    if isinstance(text, str) and text:
        return text
    statements = reply.get("statements")
    parts = [one.get("text") for one in statements] if isinstance(statements, list) else []
    return " ".join(part for part in parts if isinstance(part, str))
