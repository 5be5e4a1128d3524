"""How figures, aims and ids are written on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evals.cases import Aim
from evals.telling.wording import figure


def observed(values: Sequence[float]) -> str:
    """The observations of one case, like ones together: (1.0, 1.0, 0.5) -> "1 ×2, 0.500"."""
    counted = Counter(f"{value:g}" if value.is_integer() else figure(value) for value in values)
    return ", ".join(f"{told} ×{n}" if n > 1 else told for told, n in counted.items())


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
