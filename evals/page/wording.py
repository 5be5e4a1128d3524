"""How figures, aims and ids are written on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evals.cases import Aim
from evals.metrics import Estimate
from evals.outcomes import BY_HAND, Outcome


def figure(value: float) -> str:
    """Three decimals for shares, fewer for more: 0.5 -> "0.500", 12.34 -> "12.3", 1234.0 -> "1234".

    A figure that three decimals would show as nothing keeps two digits: 0.00042 -> "0.00042".
    """
    if 0 < abs(value) < 0.001:
        return f"{value:.2g}"
    if abs(value) < 10:
        return f"{value:.3f}"
    return f"{value:.1f}" if abs(value) < 1000 else f"{value:.0f}"


def observed(values: Sequence[float]) -> str:
    """The observations of one case, like ones together: (1.0, 1.0, 0.5) -> "1 ×2, 0.500"."""
    counted = Counter(f"{value:g}" if value.is_integer() else figure(value) for value in values)
    return ", ".join(f"{told} ×{n}" if n > 1 else told for told, n in counted.items())


def interval(estimate: Estimate) -> str:
    """The ends of the 95% interval: "0.821 – 0.930"."""
    return f"{figure(estimate.low)} – {figure(estimate.high)}"


def aim_text(aim: Aim | None) -> str:
    """What was set out to reach: "≥ 0.90", "≤ 250", or nothing."""
    if aim is None:
        return ""
    value = f"{aim.value:.2f}" if aim.value < 10 else f"{aim.value:g}"
    return f"{'≤' if aim.most else '≥'} {value}"


def anchored(text: str) -> str:
    """A text as a part of an id: ASCII letters, digits, "-", "_" and "." stay, others are "-"."""
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-"
        for letter in text
    )


def written_by_hand(outcome: Outcome) -> bool:
    """Whether a person wrote the replies, so that no score is a model's."""
    return outcome.writer == BY_HAND or (outcome.replay is not None and outcome.replay.by_hand)
