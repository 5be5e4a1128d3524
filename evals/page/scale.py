"""Places of figures on an axis, as plain numbers: no template has to work anything out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.metrics import Estimate

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
LEAST_SPAN = 0.2
"""A history of shares shows at least a fifth of them: less would blow noise up."""


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high`, in the figure's own unit."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Percent of the axis, held within it: Scale(0, 2).place(0.5) -> 25.0."""
        share = (value - self.low) / (self.high - self.low)
        return round(100 * min(1.0, max(0.0, share)), 2)


SHARES = Scale(0.0, 1.0)


@dataclass(frozen=True)
class Whisker:
    """A figure with its interval and its aim, in percent of the axis."""

    low: float
    value: float
    high: float
    aim: float | None


def whisker(estimate: Estimate, aim: float | None, scale: Scale) -> Whisker:
    """Where the dot, the ends of the line and the aim's tick stand.

    (0.5 with 0.4 to 0.75, aim 0.9, SHARES) -> Whisker(40.0, 50.0, 75.0, 90.0)
    """
    return Whisker(
        low=scale.place(estimate.low),
        value=scale.place(estimate.value),
        high=scale.place(estimate.high),
        aim=None if aim is None else scale.place(aim),
    )


def common_scale(estimates: Iterable[Estimate], aim: float | None = None) -> Scale:
    """One axis for figures of one kind: shares from 0 to 1, anything else to a round number.

    Figures below 0 (differences, an agreement by chance) get the same room on both sides.
    """
    ends = [end for one in estimates for end in (one.low, one.value, one.high)]
    ends += [] if aim is None else [aim]
    highest, lowest = max(ends, default=1.0), min(ends, default=0.0)
    if lowest < 0:
        reach = round_up(max(highest, -lowest))
        return Scale(-reach, reach)
    return SHARES if highest <= 1.0 else Scale(0.0, round_up(highest))


def round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten: 0.7 -> 1.0, 130 -> 200.0; 1.0 for 0."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    # Rounded, since 3 * 0.1 is a little more than 0.3.
    return next(step * power for step in STEPS if round(value / power, 9) <= step)


def near_scale(estimates: Sequence[Estimate], aim: float | None) -> Scale:
    """An axis that shows how a figure moves: shares from a tenth below the lowest to 1.

    A line tells by its place, not its length, so it need not begin at 0.
    """
    whole = common_scale(estimates, aim)
    if whole != SHARES:
        return whole
    lowest = min([one.low for one in estimates] + ([] if aim is None else [aim]))
    highest = max([one.high for one in estimates] + ([] if aim is None else [aim]))
    low = math.floor(round(lowest * 10, 9)) / 10
    high = math.ceil(round(highest * 10, 9)) / 10
    if high - low < LEAST_SPAN:
        high = min(1.0, low + LEAST_SPAN)
        low = round(high - LEAST_SPAN, 9)
    return Scale(max(0.0, low), high)
