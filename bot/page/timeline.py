"""Where the steps of a story stand on a line, in percent of its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.briefing_types import Step

FIRST, LAST = 3.0, 97.0
CLOSEST = 6.5
"""Dots nearer than this would cover one another on a telephone."""
MOST = 12
"""More dots than this cannot be told apart; the list has them all."""


@dataclass(frozen=True)
class Dot:
    """A step on the line. `exact` is whether its day is known, not only its month or year."""

    number: int
    place: float
    exact: bool


def dots(steps: Sequence[Step]) -> tuple[Dot, ...]:
    """The steps in their order, as far apart as their days are; () where there is no span of time.

    Neighbours are moved apart until each can be seen. What is no ISO date cannot be drawn.
    """
    days = [day for step in steps if (day := _middle(step.day)) is not None]
    span = max(days) - min(days) if days else 0
    if len(days) < len(steps) or not 2 <= len(steps) <= MOST or span == 0:
        return ()
    places = [FIRST + (LAST - FIRST) * (day - min(days)) / span for day in days]
    order = sorted(range(len(places)), key=lambda position: (places[position], position))
    spread = dict(zip(order, _spread([places[position] for position in order]), strict=True))
    return tuple(
        Dot(number, round(spread[number - 1], 2), len(step.day) >= len("2023-02-14"))
        for number, step in enumerate(steps, 1)
    )


def _spread(places: Sequence[float]) -> list[float]:
    """Ascending places at least CLOSEST apart, or as far as there is room for."""
    gap = min(CLOSEST, (LAST - FIRST) / max(1, len(places) - 1))
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    ceiling = LAST
    for position in reversed(range(len(moved))):
        moved[position] = min(moved[position], ceiling)
        ceiling = moved[position] - gap
    return moved


def _middle(day: str) -> int | None:
    """The number of the day, or of the middle of its month or year; None for what is no date."""
    parts = day[:10].split("-")
    try:
        year, month, number = (*map(int, parts), *([7, 1] if len(parts) == 1 else [15]))[:3]
        return date(year, month, number).toordinal()
    except ValueError:
        return None
