"""The moments at which a subscription is due, and the period that each run tells of.

Pure: a slot follows from the subscription and the rules of its time zone alone, so two processes
always mean the same moment by "Tuesday's briefing". Slots are in UTC, since two moments of one zone
compare by their wall clocks in Python, wrongly where clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.arguments import BriefingRequest
from bot.subscriptions import Subscription
from bot.types import Filters

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)

LONGEST_PERIOD = timedelta(days=14)
"""How far back the period of a run reaches when the runs before it failed or were missed."""


def slots(subscription: Subscription, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """The moments in UTC, in order, with after < moment <= until, at which it is due.

    One on each of its weekdays. An hour that does not exist because clocks go forward runs at the
    first moment after the gap; one that occurs twice because they go back runs at the first.
    A day that a zone skips altogether (Samoa, 30 December 2011) has no slot. `after` and `until`
    are aware; what lies before `subscription.begins` is not looked at here.
    """
    zone = subscription.time_zone
    first = after.astimezone(zone).date() - _DAY
    last = until.astimezone(zone).date() + _DAY
    return tuple(
        moment
        for day in _days(first, last)
        if day.isoweekday() in subscription.weekdays
        and (moment := moment_of(day, subscription.hour, zone)) is not None
        and after < moment <= until
    )


def moment_of(day: date, hour: time, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC of an hour of a local day; None on a day that the zone skips.

    (2026-03-29, 02:30, Europe/Paris) -> 01:00 UTC, where 02:00 becomes 03:00.
    """
    moment = _first_moment(datetime.combine(day, hour), zone)
    if moment.astimezone(zone).date() == day:
        return moment
    begins = _first_moment(datetime.combine(day, time()), zone)
    return moment if begins.astimezone(zone).date() == day else None


def next_slot(subscription: Subscription, after: datetime) -> datetime | None:
    """The first slot after a moment; None for a paused subscription."""
    if subscription.paused:
        return None
    start = max(after, subscription.begins)
    found = slots(subscription, start, start + 9 * _DAY)
    return found[0] if found else None


def shifted(subscription: Subscription, after: datetime) -> list[tuple[date, datetime]]:
    """The slots of a year whose hour the clocks skip: their local day and the moment instead."""
    zone = subscription.time_zone
    found = []
    for slot in slots(subscription, after, after + 366 * _DAY):
        local = slot.astimezone(zone)
        if local.time() != subscription.hour:
            found.append((local.date(), local))
    return found


def request_of(
    subscription: Subscription, slot: datetime, delivered: datetime | None
) -> BriefingRequest:
    """What to write for a slot: the days since the briefing before it, up to the slot's own day.

    Documents are often dated by the day alone, so both days count whole: what is dated on the
    morning of the last briefing's day and came in after it is told, and what was told already is
    left out by comparison with the earlier briefings of the series. The briefing before is the last
    one that was `delivered`, or the previous slot where none was in the last two weeks.
    """
    zone = subscription.time_zone
    if delivered is not None and slot - LONGEST_PERIOD <= delivered < slot:
        since = delivered
    else:
        since = slots(subscription, slot - 9 * _DAY, slot - _SECOND)[-1]
    day = slot.astimezone(zone).date().isoformat()
    return BriefingRequest(
        filters=Filters(since=since.astimezone(zone).date().isoformat(), until=day),
        topics=subscription.topics,
        outlets=subscription.outlets,
        languages=subscription.languages,
        words=subscription.words,
        day=day,
        series=subscription.series,
    )


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY


def _first_moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first moment in UTC at which the wall clock shows `wall`, or has jumped over it."""
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    # In a gap, fold=0 takes the offset before it and so lies after the change; fold=1 lies before
    # it (PEP 495). The change itself is the first second with the offset of after.
    before, offset = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), moment.astimezone(zone)
    while moment - before > _SECOND:
        middle = before + (moment - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset.utcoffset():
            moment = middle
        else:
            before = middle
    return moment
