"""A briefing with what tells where it belongs: what goes into the archive and comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arguments import DATE, BriefingRequest
from bot.briefing_types import Briefing
from bot.errors import UnknownBriefingError
from bot.series import day_of, period_end, series_of


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A briefing as it was made: for which request, when (ISO timestamp), at which revision.

    `consulted` are ids of the documents that it was written from, told or not. `number` is the
    archive's, 0 before it is kept; `erased` counts stories that went with a removed document.
    """

    briefing: Briefing
    request: BriefingRequest
    made_at: str
    revision: int
    consulted: tuple[str, ...] = ()
    number: int = 0
    erased: int = 0

    @property
    def series(self) -> str:
        """The series that it continues."""
        return series_of(self.request)

    @property
    def day(self) -> str:
        """The ISO day that it is for."""
        return day_of(self.request, self.made_at)

    @property
    def ends(self) -> str:
        """The last ISO day of its period."""
        return period_end(self.request)


@dataclass(frozen=True, kw_only=True)
class EditionSummary:
    """A line of the list of past briefings. `day` is ISO, `made_at` an ISO timestamp."""

    number: int
    series: str
    day: str
    since: str | None
    until: str | None
    made_at: str
    revision: int
    title: str
    stories: int
    erased: int


def chosen(name: str, kept: Sequence[EditionSummary]) -> tuple[EditionSummary, ...]:
    """The briefings that a number or a date means, the one to show last.

    A date may be a day or a month: "2023-02-14", "2023-02". The day
    that a briefing is for counts before the day on which it was made. Raises UnknownBriefingError,
    with the nearest ones, where there is none.

    ("3", kept) -> (number 3,); ("2023-02-14", kept) -> (number 1, number 4)
    """
    asked = name.strip()
    if asked.isdecimal():
        found = tuple(one for one in kept if str(one.number) == asked.lstrip("0"))
    elif DATE.fullmatch(asked):
        found = tuple(one for one in kept if one.day.startswith(asked))
        found = found or tuple(one for one in kept if one.made_at.startswith(asked))
    else:
        raise UnknownBriefingError(
            f"{name!r} is no briefing: give a number or a day, as `citewire briefings` lists them"
        )
    if not found:
        raise UnknownBriefingError(f"no briefing {asked!r}; {_nearest(asked, kept)}")
    return found


def _nearest(asked: str, kept: Sequence[EditionSummary]) -> str:
    """What there is instead: the nearest number, or the days before and after."""
    if not kept:
        return "none is kept yet, `citewire brief` makes one"
    if asked.isdecimal():
        near = min(kept, key=lambda one: abs(one.number - int(asked)))
        return f"the nearest is number {near.number}, of {near.day}"
    days = sorted({one.day for one in kept})
    before = [day for day in days if day < asked][-1:]
    after = [day for day in days if day > asked][:1]
    return f"the nearest: {' and '.join(before + after)}"
