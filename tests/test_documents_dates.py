from __future__ import annotations

import pytest

from bot.documents.dates import date_in_url, find_date, more_precise, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "2023"),
        ("2023-02", "2023-02"),
        ("2023-2-3", "2023-02-03"),
        ("2023/02/14", "2023-02-14"),
        ("20230214", "2023-02-14"),
        ("13 février 2023", "2023-02-13"),
        ("1er août 2022", "2022-08-01"),
        ("lundi 13 février 2023 à 10h12", "2023-02-13"),
        ("February 13, 2023", "2023-02-13"),
        ("Feb. 13, 2023", "2023-02-13"),
        ("13th of February 2023", "2023-02-13"),
        ("13. Februar 2023", "2023-02-13"),
        ("1. März 2023", "2023-03-01"),
        ("13 de febrero de 2023", "2023-02-13"),
        ("février 2023", "2023-02"),
        ("13.02.2023", "2023-02-13"),
        ("14/02/2023", "2023-02-14"),
        ("02/14/2023", "2023-02-14"),
        ("02/03/2023", "2023"),
        ("2023-02-14T08:30:00Z", "2023-02-14T08:30:00+00:00"),
        ("2023-02-14T08:30:00+01:00", "2023-02-14T08:30:00+01:00"),
        ("2023-02-14 08:30", "2023-02-14T08:30:00"),
        ("Mon, 13 Feb 2023 10:12:00 +0100", "2023-02-13T10:12:00+01:00"),
        ("2023-02-30", None),
        ("2023-13", None),
        ("31 février 2023", None),
        ("un jour de 2023", None),
        ("", None),
        ("9999999999", None),
        ("x" * 10_000, None),
    ],
)
def test_dates_keep_their_precision(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


def test_the_language_of_a_source_settles_the_order_of_day_and_month() -> None:
    assert parse_date("02/03/2023", day_first=True) == "2023-03-02"
    assert parse_date("02/03/2023", day_first=False) == "2023-02-03"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/news/2023/2/13/title", "2023-02-13"),
        ("https://a.example/2023-02-13-title", "2023-02-13"),
        ("https://a.example/world/2023/feb/13/title", "2023-02-13"),
        ("https://a.example/title-20230213.html", "2023-02-13"),
        ("https://a.example/2023/02/title", "2023-02"),
        ("https://a.example/2023/title", "2023"),
        ("https://a.example/2023/13/45/title", "2023"),
        ("https://a.example/article-123456", None),
        ("http://[bad", None),
    ],
)
def test_addresses_hold_dates(url: str, expected: str | None) -> None:
    assert date_in_url(url) == expected


def test_a_date_inside_a_line_is_found_where_it_stands() -> None:
    line = "Publié le 13\u00a0février 2023 à 10h12"
    found = find_date(line)
    assert found is not None
    assert line[found.start : found.end] == "13\u00a0février 2023"


def test_only_a_fitting_date_makes_another_more_precise() -> None:
    assert more_precise("2023-02", "2023-02-13") == "2023-02-13"
    assert more_precise("2023-02", "2022-02-13") == "2023-02"
    assert more_precise(None, "2022") == "2022"
