"""What people type for a subscription: taken as they write it, refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest

from bot.errors import UsageError
from bot.subscriptions import (
    EVERY_DAY,
    checked_entries,
    checked_hour,
    checked_languages,
    checked_weekdays,
    checked_window,
    checked_words,
    checked_zone,
    weekdays_label,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:00", time(8)),
        ("8:05", time(8, 5)),
        ("17h30", time(17, 30)),
        ("8h", time(8)),
        ("0:00", time()),
    ],
)
def test_hours(text: str, expected: time) -> None:
    assert checked_hour(text) == expected


@pytest.mark.parametrize("text", ["", "24:00", "12:60", "8", "8 am", "-1:00", "08:00:00", "٠٨:٠٠"])
def test_what_is_no_hour(text: str) -> None:
    with pytest.raises(UsageError, match="no hour"):
        checked_hour(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("America/New York", "America/New_York"),
        ("utc", "UTC"),
        ("Australia/Lord_Howe", "Australia/Lord_Howe"),
    ],
)
def test_zones(text: str, expected: str) -> None:
    assert checked_zone(text) == expected


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Paris", "Europe/Paris"),
        ("Europe/Pariss", "Europe/Paris"),
        ("new york", "America/New_York"),
        ("Europe/São_Paulo", "America/Sao_Paulo"),
    ],
)
def test_an_unknown_zone_is_told_with_the_nearest_names(text: str, nearest: str) -> None:
    with pytest.raises(UsageError, match="no IANA time zone") as caught:
        checked_zone(text)
    assert nearest in str(caught.value)


@pytest.mark.parametrize("text", ["", "localtime", "../etc/passwd", "/", "zzzzzz"])
def test_what_is_near_no_zone(text: str) -> None:
    with pytest.raises(UsageError, match="no IANA time zone"):
        checked_zone(text)


@pytest.mark.parametrize(
    ("text", "expected", "label"),
    [
        ("mon,wed", (1, 3), "mon,wed"),
        ("wed mon mon", (1, 3), "mon,wed"),
        ("weekdays", (1, 2, 3, 4, 5), "weekdays"),
        ("weekend,fri", (5, 6, 7), "fri,sat,sun"),
        ("every", EVERY_DAY, "every day"),
        ("Lundi, Mittwoch, sábado", (1, 3, 6), "mon,wed,sat"),
    ],
)
def test_weekdays(text: str, expected: tuple[int, ...], label: str) -> None:
    assert checked_weekdays(text) == expected
    assert weekdays_label(expected) == label


@pytest.mark.parametrize("text", ["", "moonday", "1", "mon;tue", "tomorrow"])
def test_what_is_no_weekday(text: str) -> None:
    with pytest.raises(UsageError, match="no day of the week"):
        checked_weekdays(text)


@pytest.mark.parametrize(
    ("text", "minutes"), [("3h", 180), ("90m", 90), ("20 h", 1200), ("10", 10)]
)
def test_windows(text: str, minutes: int) -> None:
    assert checked_window(text) == minutes


@pytest.mark.parametrize("text", ["", "9m", "21h", "1d", "-3h", "3.5h"])
def test_what_is_no_window(text: str) -> None:
    with pytest.raises(UsageError, match="no window"):
        checked_window(text)


def test_a_budget_has_room_for_one_statement() -> None:
    assert checked_words(None) is None
    assert checked_words(25) == 25
    for words in (-1, 0, 24, 10_001):
        with pytest.raises(UsageError, match="room for one statement"):
            checked_words(words)


def test_entries_are_told_once_each() -> None:
    assert checked_entries("--topic", ["OTAN", " OTAN ", "Kiev"]) == ("OTAN", "Kiev")
    assert checked_languages(["FR", "fr", "en"]) == ("fr", "en")


@pytest.mark.parametrize(
    "refused",
    [
        lambda: checked_entries("--topic", [""]),
        lambda: checked_entries("--topic", ["a\nBcc: all@example.org"]),
        lambda: checked_entries("--topic", ["x" * 201]),
        lambda: checked_entries("--outlet", [str(n) for n in range(51)]),
        lambda: checked_languages(["french"]),
    ],
)
def test_entries_that_cannot_be(refused: Callable[[], object]) -> None:
    with pytest.raises(UsageError) as caught:
        refused()
    assert "\n" not in str(caught.value)
