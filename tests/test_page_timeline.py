"""Where steps stand on a drawn line."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing_types import Step
from bot.page.timeline import CLOSEST, FIRST, LAST, MOST, dots


def steps(*days: str) -> tuple[Step, ...]:
    return tuple(Step(day=day, text=f"Le {day}.", citations=()) for day in days)


def test_days_are_as_far_apart_as_they_are() -> None:
    drawn = dots(steps("2023-02-01", "2023-02-06", "2023-02-11"))
    assert [(dot.number, dot.place) for dot in drawn] == [(1, FIRST), (2, 50.0), (3, LAST)]


def test_a_month_stands_in_its_middle_and_is_not_exact() -> None:
    drawn = dots(steps("2023-01-01", "2023-01", "2023-01-29"))
    assert [dot.exact for dot in drawn] == [True, False, True]
    assert drawn[1].place == 50.0


@pytest.mark.parametrize(
    "days",
    [
        (),
        ("2023-02-14",),
        ("2023-02-14", "2023-02-14"),
        ("2023-02-14", "someday"),
        ("2023-02-14", "2023-02-31"),
        ("2023-02-14", "2023-02-15", ""),
        tuple(f"2023-02-{day:02}" for day in range(1, MOST + 2)),
    ],
)
def test_what_has_no_span_of_time_is_not_drawn(days: tuple[str, ...]) -> None:
    assert dots(steps(*days)) == ()


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=2, max_size=MOST))
def test_dots_stay_on_the_line_in_order_and_apart(days: list[date]) -> None:
    ordered = sorted(days)
    drawn = dots(steps(*(day.isoformat() for day in ordered)))
    if ordered[0] == ordered[-1]:
        assert drawn == ()
        return
    places = [dot.place for dot in drawn]
    assert [dot.number for dot in drawn] == list(range(1, len(days) + 1))
    assert all(FIRST - 0.01 <= place <= LAST + 0.01 for place in places)
    gaps = [later - earlier for earlier, later in pairwise(places)]
    assert min(gaps) >= min(CLOSEST, (LAST - FIRST) / (len(days) - 1)) - 0.02


def test_numbers_follow_the_list_even_where_it_is_not_in_order() -> None:
    first, second = dots(steps("2023-02-14", "2023-02-01"))
    assert (first.number, second.number) == (1, 2)
    assert first.place > second.place
