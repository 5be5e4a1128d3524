from datetime import date

import pytest

from bot.text.calendars import Anchor, Reach, day_of_weekday, day_of_yearless
from bot.text.dates import dates
from bot.text.tense import Tense


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2023-02-14", date(2023, 2, 14), date(2023, 2, 14)),
        ("2023-02-14T23:59:00+01:00", date(2023, 2, 14), date(2023, 2, 14)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_when_a_text_may_have_been_published(published: str, first: date, last: date) -> None:
    assert Anchor.of(published) == Anchor(first, last)


@pytest.mark.parametrize("published", [None, "", "2023", "2023-13", "2023-02-30", "hier"])
def test_no_day_to_reckon_from(published: str | None) -> None:
    assert Anchor.of(published) is None


@pytest.mark.parametrize(
    ("weekday", "tense", "reach", "day"),
    [
        (1, "past", "", "2023-02-14"),
        (4, "past", "", "2023-02-10"),
        (4, "future", "", "2023-02-17"),
        (2, None, "", "2023-02-15"),
        (4, None, "", ""),
        (2, None, "before", "2023-02-08"),
        (0, None, "before", "2023-02-13"),
        (0, None, "last", ""),
        (4, None, "last", "2023-02-10"),
        (0, None, "next", "2023-02-20"),
        (4, None, "next", ""),
    ],
)
def test_the_day_that_a_weekday_means(
    weekday: int, tense: Tense | None, reach: Reach, day: str
) -> None:
    assert day_of_weekday(weekday, Anchor.of("2023-02-15"), tense, reach) == day


def test_a_weekday_means_no_day_in_a_text_dated_to_the_month() -> None:
    assert day_of_weekday(1, Anchor.of("2023-02"), "past") == ""


@pytest.mark.parametrize(
    ("written", "published", "tense", "day"),
    [
        ("le 24 février", "2023-03-01", "past", "2023-02-24"),
        ("le 24 février", "2023-02-13", "past", ""),
        ("le 24 février", "2023-02-13", "future", "2023-02-24"),
        ("le 24 février", "2023-02", "past", ""),
        ("le 24 février", "2023-04", "past", "2023-02-24"),
        ("le 24 février", "2023-03-01", None, ""),
        ("en mars", "2023-02", "future", "2023-03"),
        ("en mars", "2023-02", "past", ""),
        ("en janvier", "2023-02-13", "past", "2023-01"),
        ("le 29 février", "2023-02-13", "future", ""),
    ],
)
def test_the_year_of_a_date_without_one(
    written: str, published: str, tense: Tense | None, day: str
) -> None:
    only = dates(written)[0]
    assert day_of_yearless(only, Anchor.of(published), tense) == day
