"""A figure over saved runs as a small line with its intervals: numbers in, SVG paths out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics import Estimate
from evals.page.scale import Scale

WIDTH, HEIGHT, MARGIN = 240, 84, 8
"""Units of the drawing's own box; `MARGIN` on each side leaves room for the dots."""


@dataclass(frozen=True)
class Dot:
    """One run on the line: where, and the ends of its interval."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class Line:
    """A drawn history. `path` joins the values, `band` is the outline of the intervals."""

    dots: tuple[Dot, ...]
    path: str
    band: str
    aim: float | None


def line(estimates: Sequence[Estimate], aim: float | None, scale: Scale) -> Line:
    """The estimates, oldest first, at even distances; one alone stands in the middle."""
    places = _places(len(estimates))
    dots = tuple(
        Dot(x, _height(one.value, scale), _height(one.low, scale), _height(one.high, scale))
        for x, one in zip(places, estimates, strict=True)
    )
    upper = [(dot.x, dot.high) for dot in dots]
    lower = [(dot.x, dot.low) for dot in reversed(dots)]
    return Line(
        dots=dots,
        path=_path([(dot.x, dot.y) for dot in dots]),
        band=_path([*upper, *lower]) + "Z" if len(dots) > 1 else "",
        aim=None if aim is None else _height(aim, scale),
    )


def _places(count: int) -> list[float]:
    """Distances from the left: 3 -> [8, 120, 232]."""
    if count == 1:
        return [WIDTH / 2]
    step = (WIDTH - 2 * MARGIN) / max(1, count - 1)
    return [round(MARGIN + number * step, 1) for number in range(count)]


def _height(value: float, scale: Scale) -> float:
    """Distance from the top: the axis' low end is at the bottom."""
    return round(HEIGHT - MARGIN - scale.place(value) / 100 * (HEIGHT - 2 * MARGIN), 1)


def _path(places: Sequence[tuple[float, float]]) -> str:
    """[(8, 10), (20, 5.5)] -> "M8 10L20 5.5"."""
    return "".join(f"{'L' if number else 'M'}{x:g} {y:g}" for number, (x, y) in enumerate(places))
