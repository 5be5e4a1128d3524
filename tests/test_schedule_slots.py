"""When a subscription is due: once on each of its days, whatever the clocks do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.slots import moment_of, next_slot, request_of, shifted, slots
from tests.schedule_samples import PARIS, moment

ZONES = (
    "Europe/Paris",
    "America/New_York",
    "America/Sao_Paulo",  # until 2019 clocks went forward at midnight
    "Australia/Lord_Howe",  # half an hour
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Goose_Bay",  # clocks went back over midnight
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Antarctica/Troll",  # two hours
    "UTC",
)
DAYS = st.dates(date(2000, 1, 1), date(2037, 12, 31))
HOURS = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("zone", "day", "hour", "expected"),
    [
        ("Europe/Paris", "2026-01-15", "08:00", "2026-01-15T07:00"),
        ("Europe/Paris", "2026-03-29", "01:59", "2026-03-29T00:59"),
        ("Europe/Paris", "2026-03-29", "02:00", "2026-03-29T01:00"),  # does not exist: 03:00
        ("Europe/Paris", "2026-03-29", "02:59", "2026-03-29T01:00"),
        ("Europe/Paris", "2026-03-29", "03:00", "2026-03-29T01:00"),
        ("Europe/Paris", "2026-10-25", "02:30", "2026-10-25T00:30"),  # the first of two
        ("Europe/Paris", "2026-10-25", "03:00", "2026-10-25T02:00"),
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:30"),  # 02:30
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),
        ("Asia/Kathmandu", "2026-03-29", "08:00", "2026-03-29T02:15"),
        ("America/Sao_Paulo", "2018-11-04", "00:15", "2018-11-04T03:00"),
        ("America/Toronto", "1919-03-30", "23:45", "1919-03-31T04:30"),  # the gap ends next day
    ],
)
def test_the_moment_of_an_hour(zone: str, day: str, hour: str, expected: str) -> None:
    found = moment_of(date.fromisoformat(day), time.fromisoformat(hour), ZoneInfo(zone))
    assert found == moment(expected)


def test_a_day_that_a_zone_skips_has_no_moment() -> None:
    assert moment_of(date(2011, 12, 30), time(8), ZoneInfo("Pacific/Apia")) is None
    assert moment_of(date(2011, 12, 31), time(8), ZoneInfo("Pacific/Apia")) is not None


@given(
    zone=st.sampled_from(ZONES),
    hour=HOURS,
    first=DAYS,
    weekdays=st.sets(st.integers(1, 7), min_size=1),
)
def test_one_slot_on_each_wanted_day_and_on_no_other(
    zone: str, hour: time, first: date, weekdays: set[int]
) -> None:
    subscription = replace(PARIS, zone=zone, hour=hour, weekdays=tuple(sorted(weekdays)))
    local = ZoneInfo(zone)
    begins = datetime.combine(first, time(), local).astimezone(UTC)
    ends = datetime.combine(first + timedelta(days=30), time(), local).astimezone(UTC)
    found = slots(subscription, begins - timedelta(seconds=1), ends - timedelta(seconds=1))
    days = [slot.astimezone(local).date() for slot in found]
    every = (first + timedelta(days=n) for n in range(30))
    assert days == [day for day in every if day.isoweekday() in weekdays]
    assert list(found) == sorted(set(found))
    for slot in found:
        wall = slot.astimezone(local)
        # Where the clock does not show the hour, it skipped it: a second before, it was earlier.
        assert wall.time() == hour or (
            wall.time() > hour
            and (slot - timedelta(seconds=1)).astimezone(local).replace(tzinfo=None)
            < datetime.combine(wall.date(), hour)
        )


@given(
    zone=st.sampled_from(ZONES),
    hour=HOURS,
    start=st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)),
    hours=st.lists(st.integers(0, 100), min_size=1, max_size=6),
)
def test_slots_of_two_stretches_are_those_of_both(
    zone: str, hour: time, start: datetime, hours: list[int]
) -> None:
    subscription = replace(PARIS, zone=zone, hour=hour)
    edges = [start.replace(tzinfo=UTC)]
    for step in hours:
        edges.append(edges[-1] + timedelta(hours=step))
    pieces = [
        slot for after, until in pairwise(edges) for slot in slots(subscription, after, until)
    ]
    assert tuple(pieces) == slots(subscription, edges[0], edges[-1])


def test_the_next_slot() -> None:
    assert next_slot(PARIS, moment("2026-03-28T07:00")) == moment("2026-03-29T06:00")
    assert next_slot(replace(PARIS, weekdays=(1,)), moment("2026-03-28T07:00")) == moment(
        "2026-03-30T06:00"
    )
    assert next_slot(replace(PARIS, paused=True), moment("2026-03-28T07:00")) is None
    assert next_slot(PARIS, moment("2025-01-01T00:00")) == moment("2026-03-01T07:00")


def test_the_days_on_which_clocks_skip_the_hour_are_known_beforehand() -> None:
    early = replace(PARIS, hour=time(2, 30))
    found = [(day.isoformat(), f"{local:%H:%M}") for day, local in shifted(early, PARIS.begins)]
    assert found == [("2026-03-29", "03:00")]
    assert shifted(PARIS, PARIS.begins) == []


@pytest.mark.parametrize(
    ("delivered", "since"),
    [
        (None, "2026-03-29"),
        ("2026-03-29T06:00", "2026-03-29"),
        ("2026-03-25T07:00", "2026-03-25"),  # those between failed: their days are told now
        ("2026-01-25T07:00", "2026-03-29"),  # too long ago
    ],
)
def test_a_run_tells_of_the_days_since_the_last_briefing(delivered: str | None, since: str) -> None:
    subscription = replace(PARIS, topics=("OTAN",), outlets=("AFP",), languages=("fr",), words=90)
    slot = moment("2026-03-30T06:00")
    request = request_of(subscription, slot, moment(delivered) if delivered else None)
    assert (request.filters.since, request.filters.until) == (since, "2026-03-30")
    assert (request.day, request.series) == ("2026-03-30", "subscription:s1")
    assert (request.topics, request.outlets) == (("OTAN",), ("AFP",))
    assert (request.languages, request.words) == (("fr",), 90)


def test_days_are_those_of_the_reader() -> None:
    tokyo = replace(PARIS, zone="Asia/Tokyo", weekdays=(1,))
    request = request_of(tokyo, moment("2026-03-29T23:00"), None)
    assert (request.filters.since, request.filters.until) == ("2026-03-23", "2026-03-30")
