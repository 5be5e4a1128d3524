"""A briefing with what tells where it belongs: what goes into the archive and comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
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
