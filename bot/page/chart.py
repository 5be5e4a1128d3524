"""Values of one thing as bars from zero: what sources disagree on, or what has moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from bot.briefing_types import KeyFigure
from bot.text.figures import Figure, figures
from bot.text.folding import search_key
from bot.text.units import is_known_unit

DRAWN = frozenset({"number", "percent", "money"})
MOST = 8
ROOM = 44
"""Characters that a telephone shows in one line of the drawing."""
LEAST_ROOM = 8


class Reading(NamedTuple):
    """A value as a source writes it, and who gives it or when."""

    label: str
    value: str


@dataclass(frozen=True)
class Bar:
    """A reading as it is drawn, in percent of the width: solid to `low`, faint on to `high`."""

    label: str
    value: str
    low: float
    high: float


def bars(readings: Sequence[Reading]) -> tuple[Bar, ...]:
    """The readings as bars of one scale; () where they are no different figures of one unit.

    [("A", "6 000"), ("B", "10 000 obus")] -> bars to 60 and 100
    """
    read = [_range(reading.value) for reading in readings]
    known = [one for one in read if one is not None]
    if len(known) < len(read) or not 2 <= len(read) <= MOST or not _comparable(known):
        return ()
    values = [(min(f.value for f in one), max(f.value for f in one)) for one in known]
    highest = max(high for _, high in values)
    if highest <= 0 or min(low for low, _ in values) < 0 or len(set(values)) < 2:
        return ()
    return tuple(
        Bar(
            _shortened(reading.label, ROOM - len(reading.value)),
            _shortened(reading.value, ROOM // 2),
            _percent(low, highest),
            _percent(high, highest),
        )
        for reading, (low, high) in zip(readings, values, strict=True)
    )


def moving(told: Iterable[KeyFigure]) -> tuple[tuple[KeyFigure, ...], ...]:
    """The figures that are about the same thing and have different days, oldest first."""
    groups: dict[str, list[KeyFigure]] = {}
    for figure in told:
        groups.setdefault(search_key(figure.about), []).append(figure)
    return tuple(
        tuple(sorted(group, key=lambda figure: figure.published or ""))
        for group in groups.values()
        if len({figure.published for figure in group if figure.published}) > 1
        and all(figure.published for figure in group)
    )


def _range(value: str) -> tuple[Figure, ...] | None:
    """The one figure of a value, or the two ends of a range; None for anything else."""
    found = figures(value)
    if not 1 <= len(found) <= 2 or any(figure.kind not in DRAWN for figure in found):
        return None
    return found


def _comparable(known: Sequence[Sequence[Figure]]) -> bool:
    """Whether all have one kind and one unit; a noun that only some name contradicts nothing."""
    units = {figure.unit for one in known for figure in one}
    if len({figure.kind for one in known for figure in one}) > 1:
        return False
    return len(units) == 1 or (len(units - {""}) == 1 and not any(map(is_known_unit, units)))


def _percent(value: Decimal, highest: Decimal) -> float:
    return round(float(100 * value / highest), 1)


def _shortened(text: str, room: int) -> str:
    """The text, or its beginning with "…" where there is less room."""
    room = max(room, LEAST_ROOM)
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
