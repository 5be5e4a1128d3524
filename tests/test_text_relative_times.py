"""Times told by where the teller stands, alike in four languages."""

from __future__ import annotations

import pytest

from bot.text.relative_times import relative_time, relative_times


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("et l'an dernier ?", {"last year"}),
        ("l'annee precedente", {"last year"}),
        ("last year 15,900 had come", {"last year"}),
        ("im vorjahr", {"last year"}),
        ("im vergangenen jahr", {"last year"}),
        ("el ano pasado", {"last year"}),
        ("le mois dernier", {"last month"}),
        ("die nachste woche", {"next week"}),
        ("cette annee et hier", {"this year", "yesterday"}),
        ("in 2010", set()),
    ],
)
def test_times(key: str, expected: set[str]) -> None:
    assert relative_times(key) == expected


def test_the_first_time_has_its_place() -> None:
    found = relative_time("how many came this year and last year?")
    assert found is not None
    assert found[0] == "this year"
    assert relative_time("how many came?") is None
