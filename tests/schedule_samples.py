"""Subscriptions, a clock that is set by hand, an author and channels that note what they did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from bot.addresses import address_of
from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.delivery import Parcel, Receipt
from bot.schedule.worker import Written
from bot.subscriptions import Subscription
from tests.samples import BRIEFING


def moment(text: str) -> datetime:
    """ "2026-03-29T06:00" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


PARIS = Subscription(
    id="s1",
    address=address_of("email:ann@example.org"),
    hour=time(8, 0),
    zone="Europe/Paris",
    begins=moment("2026-03-01T00:00"),
)


@dataclass
class SetClock:
    """A clock that stands until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@dataclass
class ScriptedAuthor:
    """Writes an empty briefing titled by its day, and notes what it was asked for."""

    asked: list[BriefingRequest] = field(default_factory=list)
    kept: dict[int, Briefing] = field(default_factory=dict)
    failures: list[BaseException] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def write(self, request: BriefingRequest) -> Written:
        self.asked.append(request)
        self.meanwhile()
        if self.failures:
            raise self.failures.pop(0)
        number = len(self.kept) + 1
        self.kept[number] = replace(BRIEFING, title=f"Briefing {request.day}")
        return Written(self.kept[number], number)

    def written(self, number: int, request: BriefingRequest) -> Briefing | None:
        return self.kept.get(number)


@dataclass
class Postbox:
    """Takes parcels; fails as told, before or after the parcel has gone out."""

    posted: list[Parcel] = field(default_factory=list)
    failures: list[BaseException | None] = field(default_factory=list)
    after_posting: list[BaseException] = field(default_factory=list)

    def deliver(self, parcel: Parcel) -> Receipt:
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.posted.append(parcel)
        if self.after_posting:
            raise self.after_posting.pop(0)
        return {"number": str(len(self.posted))}
