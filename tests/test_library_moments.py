"""Moments as text: in UTC, in order, and back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.moments import moment_from, stamp_of

MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 28), timezones=st.timezones())


def test_a_moment_is_written_in_utc() -> None:
    assert stamp_of(datetime(2026, 3, 29, 6, 0, 0, 999, tzinfo=UTC)) == "2026-03-29T06:00:00Z"


def test_a_moment_without_a_zone_could_mean_any_hour() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        stamp_of(datetime(2026, 3, 29, 6))


@given(MOMENTS, MOMENTS)
def test_text_sorts_as_time_does(one: datetime, other: datetime) -> None:
    first, second = one.astimezone(UTC), other.astimezone(UTC)
    assert moment_from(stamp_of(one)) == first.replace(microsecond=0)
    assert (stamp_of(one) < stamp_of(other)) == (
        first.replace(microsecond=0) < second.replace(microsecond=0)
    )
