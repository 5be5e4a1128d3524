"""The words after /brief: topics and a period, in four languages."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.slack.brief_wish import DAY, WEEK, BriefWish, brief_wish, day_named, period_begin

TODAY = date(2023, 2, 15)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", BriefWish()),
        ("obus", BriefWish(("obus",))),
        ("obus, Bakhmout ; obus", BriefWish(("obus", "Bakhmout"))),
        ("since yesterday", BriefWish((), "2023-02-14")),
        ("obus, Bakhmout depuis hier", BriefWish(("obus", "Bakhmout"), "2023-02-14")),
        ("Ukraine seit 3 Tagen", BriefWish(("Ukraine",), "2023-02-12")),
        ("Ucrania desde ayer", BriefWish(("Ucrania",), "2023-02-14")),
        ("depuistout", BriefWish(("depuistout",))),
    ],
)
def test_topics_and_a_period(text: str, expected: BriefWish) -> None:
    assert brief_wish(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("aujourd'hui", "2023-02-15"),
        ("heute", "2023-02-15"),
        ("avant-hier", "2023-02-13"),
        ("lundi", "2023-02-13"),
        ("last Wednesday", "2023-02-08"),
        ("une semaine", "2023-02-08"),
        ("2 weeks", "2023-02-01"),
        ("3 días", "2023-02-12"),
        ("2023", "2023"),
        ("2023-01", "2023-01"),
        ("2023-02-01", "2023-02-01"),
        ("le 3 février", "2023-02-03"),
        ("December 24", "2022-12-24"),
        ("1. März 2022", "2022-03-01"),
        ("janvier 2023", "2023-01"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert day_named(text, TODAY) == day


@pytest.mark.parametrize("text", ["2023-02-30", "the invasion", "2023-13", "31 février", "3 cows"])
def test_a_period_that_cannot_be_read_is_one_clear_line(text: str) -> None:
    with pytest.raises(UsageError, match="is no date") as caught:
        brief_wish(f"obus since {text}", TODAY)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("newest", "reach", "begin"),
    [
        (["2023-02-10", None, "2022"], DAY, "2023-02-09"),
        (["2023-02-15T08:00:00Z"], DAY, "2023-02-14"),
        (["2030-01-01"], WEEK, "2023-02-08"),
        ([], DAY, "2023-02-14"),
        (["2023-01"], DAY, "2023-01"),
    ],
)
def test_a_period_that_nobody_names(newest: list[str | None], reach: timedelta, begin: str) -> None:
    assert period_begin(newest, TODAY, reach) == begin


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_wish_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert all(topic.strip() for topic in brief_wish(text, TODAY).topics)
