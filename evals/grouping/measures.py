"""How near a grouping is to the true one, as pure functions of two labels for each item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.metrics import Estimate

RESAMPLES = 1000

Measure = Callable[["Labelled", Sequence[int] | None], float]


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """Items with the story they were put into, the event they are of, and whether they count.

    Items that do not count are distractors: joined with one that counts they are an error, what
    becomes of them among themselves is not looked at.
    """

    found: Sequence[Hashable]
    true: Sequence[Hashable]
    counts: Sequence[bool]


def pairwise(items: Labelled, times: Sequence[int] | None = None) -> float:
    """F1 of the pairs put together, of which one at least counts (Hatzivassiloglou et al. 2000).

    `times` says how often each true event is taken, one for each of `events(items)`: a bootstrap
    over events. Pairs of two events are taken as often as the product of the two.

    found a a b, true 1 1 2 -> 1.0; found a a a, true 1 1 2 -> precision 1/3, recall 1 -> 0.5
    """
    weights = _weights(items, times)
    cells = Counter(zip(items.found, items.true, items.counts, strict=True))
    right = together = wanted = 0.0
    by_found: dict[Hashable, list[tuple[int, float, bool]]] = {}
    for (story, event, counted), count in cells.items():
        by_found.setdefault(story, []).append((count, weights[event], counted))
        right += weights[event] * counted * count * (count - 1) / 2
    for parts in by_found.values():
        for at, (count, weight, counted) in enumerate(parts):
            together += weight * counted * count * (count - 1) / 2
            together += sum(
                count * other * _both(weight, others, counted, counts)
                for other, others, counts in parts[at + 1 :]
            )
    for (event, counted), count in Counter(zip(items.true, items.counts, strict=True)).items():
        wanted += weights[event] * counted * count * (count - 1) / 2
    return _f1(right / together if together else 1.0, right / wanted if wanted else 1.0)


def b_cubed(items: Labelled, times: Sequence[int] | None = None) -> float:
    """F1 of B-cubed precision and recall over the items that count (Bagga & Baldwin 1998).

    found a a a, true 1 1 2 -> precision (2/3 + 2/3 + 1/3) / 3, recall 1 -> 0.714
    """
    weights = _weights(items, times)
    stories, events = Counter(items.found), Counter(items.true)
    cells = Counter(zip(items.found, items.true, strict=True))
    precision = recall = total = 0.0
    for story, event, counted in zip(items.found, items.true, items.counts, strict=True):
        if counted:
            together = cells[story, event]
            precision += weights[event] * together / stories[story]
            recall += weights[event] * together / events[event]
            total += weights[event]
    return _f1(precision / total, recall / total) if total else 1.0


def events(items: Labelled) -> list[Hashable]:
    """The true events of the items that count, in the order in which they first come."""
    both = zip(items.true, items.counts, strict=True)
    return list(dict.fromkeys(event for event, counted in both if counted))


def estimate(items: Labelled, measure: Measure = pairwise, *, seed: int = 0) -> Estimate:
    """The measure with a 95% bootstrap interval over the true events; `count` is the items'."""
    random = np.random.default_rng(seed)
    number = len(events(items))
    drawn = [
        measure(items, np.bincount(random.integers(0, number, number), minlength=number).tolist())
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    count = sum(items.counts)
    return Estimate(count=count, value=measure(items, None), low=float(low), high=float(high))


def _weights(items: Labelled, times: Sequence[int] | None) -> dict[Hashable, float]:
    weights: dict[Hashable, float] = dict.fromkeys(items.true, 1.0)
    if times is not None:
        weights |= zip(events(items), map(float, times), strict=True)
    return weights


def _both(one: float, two: float, counted: bool, also: bool) -> float:
    """How often a pair of two events is taken: not at all where neither of them counts."""
    if counted and also:
        return one * two
    return one * counted + two * also


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
